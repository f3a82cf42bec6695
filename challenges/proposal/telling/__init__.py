"""What an administration writes in a file, told once.

The author's summary, the jury's page and its kit, the preview, the coordination's page, what a correction changed,
the export, the receipt and the hints of eligibility walk ``table``. Whoever adds a field adds its line there.
"""
