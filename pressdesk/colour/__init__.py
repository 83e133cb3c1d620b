"""Colours and pictures made ready for screen or print."""
