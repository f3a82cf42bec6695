"""Real PDF files."""

from io import BytesIO

from pypdf import PdfWriter


def a_pdf(pages: int) -> bytes:
    """An empty document of so many pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
