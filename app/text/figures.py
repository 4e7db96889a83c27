"""Figures as they are read: with separators, without needless zeros, rounded only to the cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

# 一分: what an amount of a contract is stated to.
CENT = Decimal("0.01")


def decimals(value: Decimal) -> int:
    """Places behind the point that a figure needs."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def to_cent(value: Decimal) -> Decimal:
    """An amount, or a percentage, to two places, as bookkeeping rounds: halves up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A figure without needless zeros: ``0.1``, ``12``, ``1,200``."""
    return format(value, f",.{decimals(value)}f")


def amount(value: Decimal) -> str:
    """Yuan with two decimals: ``1,280,500.00``; a unit price of 0.125 must not become 0.13."""
    return format(value, f",.{max(2, decimals(value))}f")


def percentage(value: Decimal) -> str:
    """A percentage: ``0.1%``."""
    return f"{plain(value)}%"
