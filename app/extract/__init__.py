"""Extraction: a ClauseTree becomes terms."""
