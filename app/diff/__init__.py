"""Differences: aligned clauses and terms become rows."""

from app.diff.rows import compare_rows

__all__ = ["compare_rows"]
