"""Structure: a Document becomes a ClauseTree."""

from app.structure.tree import build_tree

__all__ = ["build_tree"]
