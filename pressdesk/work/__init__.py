"""Campaigns on disk, and the work done with them: load, save, build, merge, import, pack."""
