"""PDF files: qpdf's own syntax check through pikepdf, and what PDF/UA asks first: a title, a language, tags."""

import pikepdf

from report import files, report, shown


def problems(file):
    """What is wrong with one PDF file."""
    with pikepdf.open(file) as pdf:
        yield from pdf.check_pdf_syntax()
        if "/Lang" not in pdf.Root:
            yield "has no language"
        if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
            yield "is not tagged"
        with pdf.open_metadata() as metadata:
            if not (metadata.get("dc:title") or pdf.docinfo.get("/Title")):
                yield "has no title"


PDFS = files(".pdf")
report("PDF (qpdf)", f"{len(PDFS)} files", [(shown(file), what) for file in PDFS for what in problems(file)])
