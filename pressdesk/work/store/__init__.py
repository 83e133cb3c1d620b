"""A campaign folder on disk: read and checked, written back with comments kept."""

from pressdesk.work.store.reading import load, load_table, load_with_problems

__all__ = ["load", "load_table", "load_with_problems"]
