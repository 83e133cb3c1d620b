"""Painters and writers: the display list as PDF, pixels and SVG; one registry of what can be exported."""
