"""Words of the window for the values of the domain, in the window's language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.resources import lexicon
from models.clause import Part
from models.comparison import Role
from models.decision import Mark
from models.diff import EditClass, EditOp, ForBuyer, Status
from models.document import Severity
from models.finding import Origin
from models.terms import DayType, Milestone, Party, RateBase, RatePeriod
from ui.language import LANGUAGE
from ui.theme import Tone


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:
    """The source itself: tells the tool that collects strings, which knows it by Qt's name."""
    return source


_ROLES = {
    Role.BASELINE: QT_TRANSLATE_NOOP("Words", "Baseline"),
    Role.DRAFT: QT_TRANSLATE_NOOP("Words", "Draft"),
    Role.REFERENCE: QT_TRANSLATE_NOOP("Words", "Reference"),
    Role.MODEL: QT_TRANSLATE_NOOP("Words", "Model text"),
    Role.TENDER: QT_TRANSLATE_NOOP("Words", "Tender"),
    Role.BID: QT_TRANSLATE_NOOP("Words", "Bid"),
    Role.AWARD: QT_TRANSLATE_NOOP("Words", "Award notice"),
}
_STATUSES = {
    Status.SAME: QT_TRANSLATE_NOOP("Words", "Same"),
    Status.CHANGED: QT_TRANSLATE_NOOP("Words", "Changed"),
    Status.ADDED: QT_TRANSLATE_NOOP("Words", "Added"),
    Status.REMOVED: QT_TRANSLATE_NOOP("Words", "Removed"),
}
# Shapes that differ without their colour.
_STATUS_SIGNS = {
    Status.SAME: "＝",
    Status.CHANGED: "✎",
    Status.ADDED: "＋",
    Status.REMOVED: "－",
}
_STATUS_TONES = {
    Status.SAME: Tone.MUTED,
    Status.CHANGED: Tone.WARNING,
    Status.ADDED: Tone.INSERTED,
    Status.REMOVED: Tone.DELETED,
}
_EFFECTS = {
    ForBuyer.FAVOURABLE: QT_TRANSLATE_NOOP("Words", "Better for the buyer"),
    ForBuyer.UNFAVOURABLE: QT_TRANSLATE_NOOP("Words", "Worse for the buyer"),
    ForBuyer.NEUTRAL: QT_TRANSLATE_NOOP("Words", "Neutral"),
    ForBuyer.UNKNOWN: QT_TRANSLATE_NOOP("Words", "To be judged"),
}
_EFFECT_SIGNS = {
    ForBuyer.FAVOURABLE: "▲",
    ForBuyer.UNFAVOURABLE: "▼",
    ForBuyer.NEUTRAL: "●",
    ForBuyer.UNKNOWN: "？",
}
_EFFECT_TONES = {
    ForBuyer.FAVOURABLE: Tone.FAVOURABLE,
    ForBuyer.UNFAVOURABLE: Tone.UNFAVOURABLE,
    ForBuyer.NEUTRAL: Tone.MUTED,
    ForBuyer.UNKNOWN: Tone.WARNING,
}
_CLASSES = {
    EditClass.NUMBER: QT_TRANSLATE_NOOP("Words", "number"),
    EditClass.DATE: QT_TRANSLATE_NOOP("Words", "date"),
    EditClass.PARTY: QT_TRANSLATE_NOOP("Words", "party"),
    EditClass.NEGATION: QT_TRANSLATE_NOOP("Words", "duty or negation"),
    EditClass.REFERENCE: QT_TRANSLATE_NOOP("Words", "reference"),
    EditClass.WORDING: QT_TRANSLATE_NOOP("Words", "wording"),
    EditClass.RECOGNITION: QT_TRANSLATE_NOOP("Words", "probably recognition"),
    EditClass.COSMETIC: QT_TRANSLATE_NOOP("Words", "cosmetic"),
}
_OPS = {
    EditOp.EQUAL: QT_TRANSLATE_NOOP("Words", "unchanged"),
    EditOp.INSERT: QT_TRANSLATE_NOOP("Words", "inserted"),
    EditOp.DELETE: QT_TRANSLATE_NOOP("Words", "deleted"),
    EditOp.REPLACE: QT_TRANSLATE_NOOP("Words", "replaced"),
}
_SEVERITIES = {
    Severity.ERROR: QT_TRANSLATE_NOOP("Words", "Error"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Words", "Warning"),
    Severity.INFO: QT_TRANSLATE_NOOP("Words", "Note"),
}
_SEVERITY_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "ℹ"}
_SEVERITY_TONES = {
    Severity.ERROR: Tone.ERROR,
    Severity.WARNING: Tone.WARNING,
    Severity.INFO: Tone.MUTED,
}
_ORIGINS = {
    Origin.NEW: QT_TRANSLATE_NOOP("Words", "New here"),
    Origin.INHERITED: QT_TRANSLATE_NOOP("Words", "Already in the baseline"),
}
_MARKS = {
    Mark.UNDECIDED: QT_TRANSLATE_NOOP("Words", "Undecided"),
    Mark.ACCEPT: QT_TRANSLATE_NOOP("Words", "Accept"),
    Mark.NEGOTIATE: QT_TRANSLATE_NOOP("Words", "Negotiate"),
    Mark.REJECT: QT_TRANSLATE_NOOP("Words", "Reject"),
    Mark.IRRELEVANT: QT_TRANSLATE_NOOP("Words", "Irrelevant"),
}
_MARK_SIGNS = {
    Mark.UNDECIDED: "○",
    Mark.ACCEPT: "✓",
    Mark.NEGOTIATE: "⇄",
    Mark.REJECT: "✗",
    Mark.IRRELEVANT: "∅",
}
_MARK_TONES = {
    Mark.UNDECIDED: Tone.MUTED,
    Mark.ACCEPT: Tone.FAVOURABLE,
    Mark.NEGOTIATE: Tone.WARNING,
    Mark.REJECT: Tone.ERROR,
    Mark.IRRELEVANT: Tone.MUTED,
}
_MILESTONES = {
    Milestone.SIGNING: QT_TRANSLATE_NOOP("Words", "after signing"),
    Milestone.OPENING: QT_TRANSLATE_NOOP("Words", "after opening of service"),
    Milestone.PERIOD: QT_TRANSLATE_NOOP("Words", "by period"),
    Milestone.INTERIM_ACCEPTANCE: QT_TRANSLATE_NOOP("Words", "after interim acceptance"),
    Milestone.FINAL_ACCEPTANCE: QT_TRANSLATE_NOOP("Words", "after final acceptance"),
    Milestone.DATE: QT_TRANSLATE_NOOP("Words", "on a fixed date"),
    Milestone.BUDGET: QT_TRANSLATE_NOOP("Words", "after budget approval"),
    Milestone.OTHER: QT_TRANSLATE_NOOP("Words", "other condition"),
}
_PARTIES = {
    Party.SUPPLIER: QT_TRANSLATE_NOOP("Words", "supplier"),
    Party.BUYER: QT_TRANSLATE_NOOP("Words", "buyer"),
    Party.EITHER: QT_TRANSLATE_NOOP("Words", "either party"),
}
_PERIODS = {
    RatePeriod.OCCURRENCE: QT_TRANSLATE_NOOP("Words", "per occurrence"),
    RatePeriod.DAY: QT_TRANSLATE_NOOP("Words", "per day"),
    RatePeriod.WEEK: QT_TRANSLATE_NOOP("Words", "per week"),
    RatePeriod.MONTH: QT_TRANSLATE_NOOP("Words", "per month"),
    RatePeriod.YEAR: QT_TRANSLATE_NOOP("Words", "per year"),
}
_BASES = {
    RateBase.CONTRACT_TOTAL: QT_TRANSLATE_NOOP("Words", "of the contract total"),
    RateBase.OVERDUE_AMOUNT: QT_TRANSLATE_NOOP("Words", "of the overdue amount"),
    RateBase.MONTHLY_FEE: QT_TRANSLATE_NOOP("Words", "of the monthly fee"),
    RateBase.PERFORMANCE_BOND: QT_TRANSLATE_NOOP("Words", "of the performance bond"),
    RateBase.OTHER: QT_TRANSLATE_NOOP("Words", "of another base"),
}
_DAY_TYPES = {
    DayType.WORKING: QT_TRANSLATE_NOOP("Words", "working days"),
    DayType.CALENDAR: QT_TRANSLATE_NOOP("Words", "calendar days"),
}
_PARTS = {
    Part.COVER: QT_TRANSLATE_NOOP("Words", "Cover"),
    Part.PREAMBLE: QT_TRANSLATE_NOOP("Words", "Preamble"),
    Part.BODY: QT_TRANSLATE_NOOP("Words", "Body"),
    Part.SIGNATURE: QT_TRANSLATE_NOOP("Words", "Signature page"),
    Part.ANNEX: QT_TRANSLATE_NOOP("Words", "Annex"),
}
# What the extractors give as a word of the published format.
_VALUES = {
    "free": QT_TRANSLATE_NOOP("Words", "free of charge"),
    "negotiated": QT_TRANSLATE_NOOP("Words", "to be negotiated"),
    "supplier": QT_TRANSLATE_NOOP("Words", "borne by the supplier"),
    "buyer": QT_TRANSLATE_NOOP("Words", "borne by the buyer"),
    "yes": QT_TRANSLATE_NOOP("Words", "yes"),
    "court": QT_TRANSLATE_NOOP("Words", "court"),
    "arbitration": QT_TRANSLATE_NOOP("Words", "arbitration"),
    "perpetual": QT_TRANSLATE_NOOP("Words", "without end"),
    "service_period": QT_TRANSLATE_NOOP("Words", "for the service period"),
    "full_refund": QT_TRANSLATE_NOOP("Words", "full refund"),
    "completed_part": QT_TRANSLATE_NOOP("Words", "pay the completed part"),
    "none": QT_TRANSLATE_NOOP("Words", "no settlement stated"),
}

# Topics that a place in the contract gives, not a heading.
_TOPICS = {
    "cover": QT_TRANSLATE_NOOP("Words", "Cover"),
    "parties": QT_TRANSLATE_NOOP("Words", "Parties"),
    "signature": QT_TRANSLATE_NOOP("Words", "Signature page"),
    "price": QT_TRANSLATE_NOOP("Words", "Price"),
    "penalty": QT_TRANSLATE_NOOP("Words", "Liquidated damages"),
    "term": QT_TRANSLATE_NOOP("Words", "Service period"),
}
# Figures of a finding that disagree.
_FIGURES = {
    "figures": QT_TRANSLATE_NOOP("Words", "In figures"),
    "capital": QT_TRANSLATE_NOOP("Words", "In words"),
    "signed_on": QT_TRANSLATE_NOOP("Words", "Signed on"),
    "service_start": QT_TRANSLATE_NOOP("Words", "Service begins"),
    "stated": QT_TRANSLATE_NOOP("Words", "Stated"),
    "computed": QT_TRANSLATE_NOOP("Words", "Computed"),
    "start": QT_TRANSLATE_NOOP("Words", "Begins"),
    "end": QT_TRANSLATE_NOOP("Words", "Ends"),
    "amount": QT_TRANSLATE_NOOP("Words", "Amount"),
    "product": QT_TRANSLATE_NOOP("Words", "Product"),
    "unit_price": QT_TRANSLATE_NOOP("Words", "Unit price"),
    "quantity": QT_TRANSLATE_NOOP("Words", "Quantity"),
    "multiplier": QT_TRANSLATE_NOOP("Words", "Months or times"),
    "sum": QT_TRANSLATE_NOOP("Words", "Sum"),
    "total": QT_TRANSLATE_NOOP("Words", "Total"),
    "award": QT_TRANSLATE_NOOP("Words", "Awarded"),
    "bid": QT_TRANSLATE_NOOP("Words", "Offered"),
    "tender": QT_TRANSLATE_NOOP("Words", "Tendered"),
    "ceiling": QT_TRANSLATE_NOOP("Words", "Ceiling"),
    "contract": QT_TRANSLATE_NOOP("Words", "In this contract"),
    "difference": QT_TRANSLATE_NOOP("Words", "Difference"),
    "percent": QT_TRANSLATE_NOOP("Words", "Percent"),
    "first": QT_TRANSLATE_NOOP("Words", "In one place"),
    "body": QT_TRANSLATE_NOOP("Words", "In the body"),
    "other": QT_TRANSLATE_NOOP("Words", "Elsewhere"),
    "annex": QT_TRANSLATE_NOOP("Words", "Annex"),
    "with": QT_TRANSLATE_NOOP("Words", "With it"),
    "without": QT_TRANSLATE_NOOP("Words", "Without it"),
    "count_without": QT_TRANSLATE_NOOP("Words", "Places without it"),
    "text": QT_TRANSLATE_NOOP("Words", "Words"),
    "reference": QT_TRANSLATE_NOOP("Words", "Reference to"),
}

_NUMBERED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# By class and value: members of two classes may be the same word ("other").
_TABLES: tuple[Mapping[Any, str], ...] = (
    *(_ROLES, _STATUSES, _EFFECTS, _CLASSES, _OPS, _SEVERITIES, _ORIGINS, _MARKS),
    *(_MILESTONES, _PARTIES, _PERIODS, _BASES, _DAY_TYPES, _PARTS),
)
_WORDS: dict[tuple[type[StrEnum], str], str] = {
    (type(member), member.value): source for table in _TABLES for member, source in table.items()
}


def word(value: StrEnum) -> str:
    """The word for a value of one of the domain's enumerations."""
    return QCoreApplication.translate("Words", _WORDS[type(value), value.value])


def value_word(value: str) -> str:
    """The word for a word of the published format; any other text as it is."""
    source = _VALUES.get(value)
    return QCoreApplication.translate("Words", source) if source else value


def figure_name(name: str) -> str:
    """What a figure of a finding is called."""
    source = _FIGURES.get(name)
    return QCoreApplication.translate("Words", source) if source else name.replace("_", " ")


def circled(position: int) -> str:
    """A contract's number as the window shows it: ① for the first."""
    return _NUMBERED[position] if position < len(_NUMBERED) else f"({position + 1})"


def status_sign(status: Status) -> str:
    """A sign whose shape says the status."""
    return _STATUS_SIGNS[status]


def status_tone(status: Status) -> Tone:
    """The tone of a status."""
    return _STATUS_TONES[status]


def effect_sign(effect: ForBuyer) -> str:
    """Up for better, down for worse: an arrow beside the word and the colour."""
    return _EFFECT_SIGNS[effect]


def effect_tone(effect: ForBuyer) -> Tone:
    """The tone of an effect."""
    return _EFFECT_TONES[effect]


def mark_sign(mark: Mark) -> str:
    """A sign whose shape says what was decided."""
    return _MARK_SIGNS[mark]


def mark_tone(mark: Mark) -> Tone:
    """The tone of a decision."""
    return _MARK_TONES[mark]


def severity_sign(severity: Severity) -> str:
    """A sign whose shape says the severity."""
    return _SEVERITY_SIGNS[severity]


def severity_tone(severity: Severity) -> Tone:
    """The tone of a severity."""
    return _SEVERITY_TONES[severity]


def topic_name(topic: str | None) -> str:
    """The name of a topic of the topic lexicon."""
    if topic is None:
        return QCoreApplication.translate("Words", "Other")
    for known in lexicon("topics")["topic"]:
        if known["key"] == topic:
            return str(known[LANGUAGE.code])
    source = _TOPICS.get(topic)
    return QCoreApplication.translate("Words", source) if source else topic
