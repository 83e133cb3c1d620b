"""Word files: real styles, lists, tables, notes and fields, so that whoever gets one can go on writing in it."""

from pressdesk.output.word.package import WordOptions, write_docx

__all__ = ["WordOptions", "write_docx"]
