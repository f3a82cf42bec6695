"""The one way out of private files."""

from django.http import FileResponse

from eig.files.models import StoredFile


def serve(stored: StoredFile, name: str = "") -> FileResponse:
    """A download that no browser opens in the site's name, under a ``name`` other than its own when one is given.

    The caller has already checked the right to read.
    """
    response = FileResponse(
        stored.file.open("rb"), as_attachment=True, filename=name or stored.name, content_type="application/pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
