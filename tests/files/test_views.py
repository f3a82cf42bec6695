"""The one way out of private files."""

from eig.files.views import serve
from tests.files.test_workflow import keep, pdf


def test_a_file_leaves_as_a_download_that_nothing_opens(db, at):
    content = pdf()
    response = serve(keep(content, at, "Défi.pdf"))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
