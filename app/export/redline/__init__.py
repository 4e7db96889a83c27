"""The draft against the baseline as a Word document with tracked changes."""

from app.export.redline.document import write_redline

__all__ = ["write_redline"]
