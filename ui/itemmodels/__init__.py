"""Thin item models over a comparison."""
