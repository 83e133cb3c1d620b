"""Sheets to PDF: content streams made here, objects and file by reportlab."""

from __future__ import annotations

from pressdesk.output.pdf.kit import PdfKit
from pressdesk.output.pdf.options import OutputIntent, PdfOptions
from pressdesk.output.pdf.writer import write_pdf

__all__ = ["OutputIntent", "PdfKit", "PdfOptions", "write_pdf"]
