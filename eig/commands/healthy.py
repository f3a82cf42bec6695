"""Ask the site of this container whether it is well: `python -m eig.commands.healthy`.

The request carries the site's own name, as ALLOWED_HOSTS lists no other.
"""

import os
import sys
import urllib.parse
import urllib.request

HERE = "http://127.0.0.1:8000/sante/"


def request(site: str) -> urllib.request.Request:
    """The question, as a browser on the public address would ask it."""
    host = urllib.parse.urlsplit(site).netloc or "localhost"
    return urllib.request.Request(HERE, headers={"Host": host, "X-Forwarded-Proto": "https"})


if __name__ == "__main__":
    try:
        with urllib.request.urlopen(request(os.environ.get("SITE_URL", "")), timeout=8):  # nosec B310
            sys.exit(0)
    except OSError as error:
        sys.exit(str(error))
