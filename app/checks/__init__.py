"""Checks: what is wrong inside one contract."""
