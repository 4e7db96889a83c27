"""Structure: a Document becomes a ClauseTree."""
