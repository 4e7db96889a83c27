"""Control words of RTF by what becomes of them."""

from __future__ import annotations

CHARACTERS = {
    "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
SYMBOLS = {"\\": "\\", "{": "{", "}": "}", "~": "\u00a0"}
SKIPPED = frozenset((
    "colortbl", "info", "filetbl", "revtbl", "rsidtbl", "themedata", "datastore", "generator",
    "latentstyles", "pgdsctbl", "xmlnstbl", "nonesttables", "nonshppict", "shprslt", "sp", "tc",
    "xe", "txe", "rxe", "private", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "atnid", "atnauthor",
    "panose", "falt", "fname", "objdata", "objclass", "objname", "picprop", "blipuid", "bkmkstart",
    "listpicture", "pntxta", "pntxtb", "datafield", "passwordhash", "mmathPict", "listname",
))  # fmt: skip
# Destinations that begin with \* and are read none the less.
STARRED = frozenset((
    "shpinst", "shptxt", "nesttableprops", "shppict", "ud", "fldinst", "listtable", "pn",
    "listoverridetable", "formfield", "cs", "ts", "ds", "annotation", "do", "dptxbxtext", "moMath",
    "moMathPara", "footnote", "docvar",
))  # fmt: skip
MARGINS = frozenset((
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
))  # fmt: skip
TABLES = {
    "fonttbl": "fonttbl",
    "stylesheet": "stylesheet",
    "listtable": "listtable",
    "listoverridetable": "listoverridetable",
    "leveltext": "leveltext",
    "levelnumbers": "levelnumbers",
}
LEVEL_TARGETS = ("leveltext", "levelnumbers")
