"""What the printer needs around the page, and the proof that the exported file is right."""
