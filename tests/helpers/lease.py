"""An invented contract, clause by clause, for tests of what is read from clauses."""

from __future__ import annotations

from models.clause import Clause, ClauseNumber, ClauseTable, ClauseTree, NumberStyle, Part


class Lease:
    """Builds a clause tree by hand; a table belongs to the clause before it."""

    def __init__(self, title: str | None = None) -> None:
        self.title = title
        self.clauses: list[Clause] = []
        self.tables: list[ClauseTable] = []
        self.annexes: tuple[str, ...] = ()

    def add(
        self,
        text: str = "",
        *,
        heading: str | None = None,
        part: Part = Part.BODY,
        topic: str | None = None,
        article: int | None = None,
        annex: str | None = None,
    ) -> Lease:
        number = None
        if article is not None:
            number = ClauseNumber(NumberStyle.ARTICLE, (article,), f"第{article}条")
        label = f"第{article}条" if article is not None else "¶"
        clause = Clause(
            id=f"d1.c{len(self.clauses) + 1}",
            parent=None,
            level=1,
            part=Part.ANNEX if annex else part,
            part_label=annex,
            path=f"{annex or '正文'}/{label}",
            number=number,
            heading=heading,
            text=text,
            topic=topic,
        )
        self.clauses.append(clause)
        return self

    def cover(self, *texts: str) -> Lease:
        for text in texts:
            self.add(text, part=Part.COVER)
        return self

    def signature(self, *texts: str) -> Lease:
        for text in texts:
            self.add(text, part=Part.SIGNATURE)
        return self

    def pay(self, *texts: str) -> Lease:
        for text in texts:
            self.add(text, topic="payment")
        return self

    def table(self, *rows: tuple[str, ...]) -> Lease:
        owner = self.clauses[-1]
        table = ClauseTable(f"d1.t{len(self.tables) + 1}", owner.id, rows[0], tuple(rows[1:]))
        self.tables.append(table)
        names = (*owner.tables, table.id)
        values = {name: getattr(owner, name) for name in owner.__slots__}
        self.clauses[-1] = Clause(**{**values, "tables": names})
        return self

    @property
    def tree(self) -> ClauseTree:
        return ClauseTree(tuple(self.clauses), tuple(self.tables), self.title, self.annexes)
