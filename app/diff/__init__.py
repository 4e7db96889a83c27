"""Differences: aligned clauses and terms become rows."""
