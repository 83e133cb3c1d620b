"""Templates as read and checked, and their fields filled from facts, content and a row."""
