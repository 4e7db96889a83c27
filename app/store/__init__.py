"""The project file: contracts as read, options and decisions, kept through crashes and moves."""

from app.store.errors import Fault, ProjectError
from app.store.places import SUFFIX
from app.store.project import Project
from app.store.sources import ProjectSource, SourceState, State

__all__ = [
    "SUFFIX",
    "Fault",
    "Project",
    "ProjectError",
    "ProjectSource",
    "SourceState",
    "State",
]
