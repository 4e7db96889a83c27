"""Differences: aligned clauses and terms become rows."""

from app.diff.rows import compare_rows
from app.diff.terms import compare_terms

__all__ = ["compare_rows", "compare_terms"]
