"""Every statement of the kinds that hold once per contract, the prevailing ones and the others."""

from __future__ import annotations

from app.extract import exit as exit_terms
from app.extract import general, service_level
from models.clause import ClauseTree
from models.terms import ValueTerm


def statements(tree: ClauseTree) -> list[ValueTerm]:
    """All places where a contract states an exit term, a service level or a general term.

    ``extract_terms`` keeps one of each kind, the body's; two different values here of one kind are
    a conflict within the contract.

    Returns:
        The statements without ids, kinds mixed, each group in reading order.
    """
    found = [
        *exit_terms.candidates(tree),
        *service_level.candidates(tree),
        *general.candidates(tree),
    ]
    return [candidate.term for candidate in found]
