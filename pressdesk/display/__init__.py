"""The display list: what layout produces and every painter obeys. Positions are final."""
