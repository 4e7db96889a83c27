"""Structure: a Document becomes a ClauseTree."""

from app.structure.corrections import correct_clauses
from app.structure.roles import suggest_role
from app.structure.tender import proposed_contract
from app.structure.tree import build_tree

__all__ = ["build_tree", "correct_clauses", "proposed_contract", "suggest_role"]
