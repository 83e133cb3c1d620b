"""The Qt window: the only package that knows of PySide6."""
