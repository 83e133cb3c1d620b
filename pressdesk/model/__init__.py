"""What a campaign is, as frozen values: facts, brand, pieces, tables, stories. No files, no layout, no window."""
