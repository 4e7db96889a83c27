"""Who the buyer and the supplier are: their names, and what the contract calls them.

甲方 is the buyer unless another name beside it says otherwise (``出租方（甲方）``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from app.extract.evidence import Cited, cite_row, stretches
from app.resources import lexicon
from app.text.folding import fold
from models.clause import Clause, ClauseTable, ClauseTree, Part
from models.terms import Party


@dataclass(frozen=True, slots=True)
class NamedParty:
    """One place where a party is named.

    Attributes:
        party: Buyer or supplier.
        name: The organisation's name, without blanks inside Chinese words.
        part: Part of the contract where it stands.
        cited: The evidence.
    """

    party: Party
    name: str
    part: Part
    cited: Cited


_GAP = r"[ _\n]*"


def _spaced(word: str) -> str:
    return _GAP.join(re.escape(char) for char in word)


@cache
def _words() -> dict[str, Party | None]:
    """Every name of a party; those that say nothing by themselves (甲方) map to None."""
    words = lexicon("parties")
    roles: dict[str, Party | None] = {}
    for role in ("buyer", "supplier"):
        roles |= {name: Party(role) for name in words["names"][role]}
        roles |= dict.fromkeys(words["ordinals"][role])
    return roles


@cache
def _called() -> re.Pattern[str]:
    return re.compile("|".join(map(_spaced, sorted(_words(), key=len, reverse=True))))


@cache
def _label() -> re.Pattern[str]:
    word = "|".join(_spaced(name) for name in sorted(_words(), key=len, reverse=True))
    more = (
        rf"(?:{_GAP}[(/、,，]{_GAP}(?:以下)?(?:简称|称)?{_GAP}(?:为)?[“\"「]?(?:{word})"
        rf"[”\"」]?{_GAP}\)?)?"
    )
    stamp = rf"(?:{_GAP}\((?:盖章|公章|签章|单位盖章|全称|名称|签字盖章|盖公章)\))?"
    name = "|".join(_spaced(field) for field in lexicon("parties")["fields"]["name"])
    return re.compile(
        rf"(?<![一-龥])(?P<label>(?:合同)?(?P<word>{word})(?P<more>{more})){stamp}{_GAP}(?:{name})?{stamp}{_GAP}"
        rf"(?P<colon>[:：])"
    )


@cache
def _calls() -> re.Pattern[str]:
    """``某某局（以下简称甲方）``."""
    word = "|".join(_spaced(name) for name in sorted(_words(), key=len, reverse=True))
    return re.compile(
        rf"(?P<name>[^,，。;；:：、\n]{{4,60}}?){_GAP}\({_GAP}(?:以下|下文|下)(?:简称|称)?(?:为)?{_GAP}"
        rf"[“\"'「‘]?(?P<word>{word})[”\"'」’]?{_GAP}\)"
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s_]", "", text)


@lru_cache(maxsize=4096)  # asked for what 甲方 is, then for the names
def _labels(text: str) -> tuple[re.Match[str], ...]:
    """The labels of parties in a folded text."""
    return tuple(_label().finditer(text)) if ":" in text and _last().search(text) else ()


@cache
def _last() -> re.Pattern[str]:
    """The last characters of all names of a party: what has none of them names none."""
    return re.compile("[" + "".join(sorted({name[-1] for name in _words()})) + "]")


# 以下简称, 以下称: where a text says what it calls a party.
_SHORT_NAME = re.compile(r"\([ _\n]*(?:以下|下)")


@lru_cache(maxsize=1)  # several extractors ask for those of one contract
def ordinals(tree: ClauseTree) -> Mapping[str, Party]:
    """What 甲方 and 乙方 are in this contract."""
    words = lexicon("parties")["ordinals"]
    given = {name: Party(role) for role in ("buyer", "supplier") for name in words[role]}
    for text in _label_texts(tree):
        for match in _labels(text):
            names = [_plain(word) for word in _called().findall(match["label"])]
            known = [role for role in map(_words().get, names) if role]
            called = [name for name in names if name in given]
            if len(names) == 2 and len(known) == 1 and called:
                other = Party.SUPPLIER if known[0] is Party.BUYER else Party.BUYER
                return {name: known[0] if name == called[0] else other for name in given}
    return given


def _label_texts(tree: ClauseTree) -> Iterator[str]:
    for clause in tree.clauses:
        if clause.part is not Part.ANNEX:
            for stretch in stretches(clause):
                yield fold(stretch.text)
    for table in tree.tables:
        for row in (table.header, *table.rows):
            yield from (fold(cell) + ":" for cell in row if cell and len(cell) < 30)


def named_parties(tree: ClauseTree) -> list[NamedParty]:
    """Every place outside the annexes where a party's name is given, in reading order."""
    called = ordinals(tree)
    tables = {clause.id: [tree.table_by_id[t] for t in clause.tables] for clause in tree.clauses}
    own = [clause for clause in tree.clauses if clause.part is not Part.ANNEX]
    found: list[NamedParty] = []
    for index, clause in enumerate(own):
        follower = own[index + 1] if index + 1 < len(own) else None
        found += _in_text(clause, follower, called)
        for table in tables[clause.id]:
            if clause.part is not Part.BODY:
                found += _in_table(clause, table, called)
    return found


def _party(match: re.Match[str], called: Mapping[str, Party]) -> Party | None:
    word = _plain(match["word"])
    return called.get(word) or _words().get(word)


def _in_text(
    clause: Clause, follower: Clause | None, called: Mapping[str, Party]
) -> list[NamedParty]:
    found = []
    for stretch in stretches(clause):
        text = fold(stretch.text)
        for match in _labels(text):
            party = _party(match, called)
            name, end = _name(stretch.text, match.end(), strict=clause.part is Part.BODY)
            if not name and follower and not text[match.end() :].strip(" _"):
                words = follower.heading or follower.text
                name, _ = _name(words, 0, strict=True)
                end = len(stretch.text)
            if party and name:
                found.append(NamedParty(party, name, clause.part, stretch.cite(match.start(), end)))
        for match in _calls().finditer(text) if _SHORT_NAME.search(text) else ():
            party = _party(match, called)
            name = _organisation_at_end(match["name"])
            if party and name:
                cited = stretch.cite(match.start(), match.end())
                found.append(NamedParty(party, name, clause.part, cited))
    return found


def _in_table(clause: Clause, table: ClauseTable, called: Mapping[str, Party]) -> list[NamedParty]:
    """Signature tables: a label in one cell, the name in it or in one of the next."""
    found = []
    for index, row in enumerate((table.header, *table.rows), -1):
        for place, cell in enumerate(row):
            text = fold(cell)
            match = _label().match(text.lstrip()) or _label().match(text.strip() + ":")
            if not match or len(text) > 80:
                continue
            party = _party(match, called)
            name, _ = _name(text.lstrip(), match.end(), strict=False)
            candidates = (_name(other, 0, strict=True)[0] for other in row[place + 1 :])
            name = name or next((n for n in candidates if n), "")
            if party and name:
                found.append(NamedParty(party, name, clause.part, cite_row(table, index)))
    return found


@cache
def _suffix() -> re.Pattern[str]:
    suffixes = sorted(lexicon("parties")["organisations"]["suffixes"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(suffixes)})$")


_PREFIX = re.compile(r"^(?:甲方|乙方|是|为|指|由|与|和|及|现|就|系)+")
_UNNAMED = re.compile(r"^[\sXx×*＊_/\-—…某()（）]*$")


@cache
def _stop() -> re.Pattern[str]:
    fields = "|".join(map(_spaced, lexicon("parties")["fields"]["after"]))

    return re.compile(
        rf"[,，。;；:：\n]|\((?={_GAP}(?:以下|下称|简称|盖|公|签|章|印|单位|甲|乙))"
        rf"|{_GAP}(?:{fields})|[ ]+(?:甲方|乙方)"
    )


def _name(text: str, start: int, *, strict: bool) -> tuple[str, int]:
    """The name that begins at ``start``, and its end; empty where there is none.

    ``strict``: in running text, a name must end like an organisation's.
    """
    folded = fold(text)
    stop = _stop().search(folded, start)
    end = stop.start() if stop else len(text)
    words = re.sub(
        r"(?<=[^\x00-\x7f])[ ]+|[ ]+(?=[^\x00-\x7f])|_", "", folded_name(text[start:end])
    )
    if _UNNAMED.match(words) or len(words) < 2 or len(words) > 50:
        return "", end
    if strict and (not _suffix().search(_bare(words)) or _PREFIX.match(words) or "的" in words):
        return "", end
    if not re.search("[一-龥A-Za-z]", words) or _PREFIX.match(words[:1]):
        return "", end
    return words, end


def folded_name(text: str) -> str:
    """A name without blanks around it and without a closing bracket that it does not open."""
    name = text.strip(' \u3000\n\t“”"「」')
    return name[:-1] if name[-1:] in ")）" and not re.search("[(（]", name) else name


def _bare(name: str) -> str:
    return re.sub(r"[(（][^()（）]*[)）]$", "", name)


def _organisation_at_end(words: str) -> str:
    name = _PREFIX.sub("", folded_name(re.sub(r"[ _]", "", words)))
    name = re.split(r"(?:根据|鉴于|兹由|经|与|由)(?=[一-龥]{4})", name)[-1]
    return name if _suffix().search(_bare(name)) and len(name) >= 4 else ""
