"""Readers: a file becomes a Document; one module a format, a registry in front."""
