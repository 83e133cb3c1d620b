"""Characters to positioned glyphs: fonts, shaping, French typography, hyphens, line breaks, paragraphs."""
