"""Alignment: equivalent clauses of N contracts become groups."""
