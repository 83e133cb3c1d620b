"""QR codes: what they carry, their modules, their outline and size, and whether they can be read."""
