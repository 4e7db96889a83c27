"""Values to JSON and back, led by the types of their fields; the way back trusts nothing.

Project files travel between machines: what is read is checked field by field against the
declared types, and neither class nor function is ever named by the file. A field that has its
default is left out; a name that no field has is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from app.store.errors import DamagedRecordError

_CLASS = "is"
"""Which of several classes a value is of, where a field admits more than one."""

_DIGITS = 40


class _Coder(NamedTuple):
    """The two ways of one type."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def encode(value: object, kind: Any) -> bytes:
    """The value as JSON in UTF-8; a lone surrogate of a broken file comes through.

    Args:
        value: What is to be kept.
        kind: Its declared type.
    """
    plain = _coder(kind).encode(value)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes, kind: Any) -> Any:
    """The value that :func:`encode` was given.

    Raises:
        DamagedRecordError: where the bytes do not hold a value of that type.
    """
    try:
        plain = json.loads(data.decode("utf-8", "surrogatepass"), parse_constant=_no_number)
        return _coder(kind).decode(plain)
    except (ValueError, RecursionError, OverflowError) as error:
        raise DamagedRecordError(str(error)) from None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


@cache
def _coder(kind: Any) -> _Coder:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _either(get_args(kind))
    if origin is tuple:
        return _sequence(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Coder(lambda value: value.value, kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    if kind is float:
        return _Coder(float, _number)
    if kind is Decimal:
        return _Coder(str, _decimal)
    if kind in (str, int, bool, NoneType):
        return _Coder(lambda value: value, lambda plain: _exactly(plain, kind))
    raise TypeError(f"no way to keep a {kind}")


def _exactly(plain: Any, kind: type) -> Any:
    if type(plain) is not kind:
        raise ValueError(f"{kind.__name__} expected, {type(plain).__name__} found")
    return plain


def _number(plain: Any) -> float:
    if type(plain) not in (int, float):
        raise ValueError(f"a number expected, {type(plain).__name__} found")
    return float(plain)


def _decimal(plain: Any) -> Decimal:
    try:
        found = Decimal(_exactly(plain, str))
    except InvalidOperation as error:
        raise ValueError("no number") from error
    # No sum of money has forty digits; a figure of a billion digits would take the memory.
    if not found.is_finite() or abs(found.adjusted()) > _DIGITS or len(plain) > 2 * _DIGITS:
        raise ValueError("no figure of a contract")
    return found


def _sequence(kinds: tuple[Any, ...]) -> _Coder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        item = _coder(kinds[0])
        return _Coder(
            lambda values: [item.encode(value) for value in values],
            lambda plain: tuple(item.decode(value) for value in _exactly(plain, list)),
        )
    items = [_coder(kind) for kind in kinds]

    def decode_each(plain: Any) -> tuple[Any, ...]:
        if len(_exactly(plain, list)) != len(items):
            raise ValueError(f"{len(items)} values expected, {len(plain)} found")
        return tuple(item.decode(value) for item, value in zip(items, plain, strict=True))

    return _Coder(
        lambda values: [i.encode(value) for i, value in zip(items, values, strict=True)],
        decode_each,
    )


def _either(kinds: tuple[Any, ...]) -> _Coder:
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) == 1:
        one = _coder(others[0])
        inner_encode, inner_decode = one.encode, one.decode
    else:
        coders = {kind.__name__: _coder(kind) for kind in others}

        def inner_encode(value: Any) -> Any:
            name = type(value).__name__
            return {_CLASS: name, **coders[name].encode(value)}

        def inner_decode(plain: Any) -> Any:
            named = dict(_exactly(plain, dict))
            coder = coders.get(str(named.pop(_CLASS, "")))
            if coder is None:
                raise ValueError("a value of an unknown class")
            return coder.decode(named)

    if NoneType not in kinds:
        return _Coder(inner_encode, inner_decode)
    return _Coder(
        lambda value: None if value is None else inner_encode(value),
        lambda plain: None if plain is None else inner_decode(plain),
    )


def _record(kind: type) -> _Coder:
    hints = get_type_hints(kind)
    coders = {f.name: _coder(hints[f.name]) for f in fields(kind)}
    defaults = {f.name: f.default for f in fields(kind)}
    needed = {name for name, default in defaults.items() if default is MISSING}

    def encode_fields(value: Any) -> dict[str, Any]:
        return {
            name: coder.encode(held)
            for name, coder in coders.items()
            if (held := getattr(value, name)) != defaults[name]
        }

    def decode_fields(plain: Any) -> Any:
        given = _exactly(plain, dict)
        if not given.keys() <= coders.keys() or not needed <= given.keys():
            unfit = (given.keys() - coders.keys()) | (needed - given.keys())
            raise ValueError(f"{kind.__name__}: {', '.join(sorted(unfit))[:80]}")
        return kind(**{name: coders[name].decode(held) for name, held in given.items()})

    return _Coder(encode_fields, decode_fields)
