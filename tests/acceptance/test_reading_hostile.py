"""Every damaged, renamed, encrypted or hostile file ends in a document or in the right error."""

import multiprocessing
import random
import tempfile
import time
from pathlib import Path

import pytest

from app.readers import _READERS, read_quarantined
from app.readers.options import USUAL
from app.resources.messages import LANGUAGES, render
from models.document import Document
from models.errors import UnreadableContract, UnreadableReason

resource = pytest.importorskip("resource", reason="the system does not say what a child used")
SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = ("files/bad", "corpus/docx", "corpus/hostile", "corpus/pdf")
pytestmark = [
    pytest.mark.skipif(not (SHARED / "files").is_dir(), reason="../shared is missing"),
    pytest.mark.slow,
]

READ = "read"
# Seconds of the processor, as other tests may keep it busy; the child is held to those of the wall.
# Bytes above what a child takes that reads next to nothing.
_TIME, _MEMORY = 20, 1_500_000_000
# What each file must come to; one that is not named here must be read.
EXPECTED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        [f"empty.{kind}" for kind in ("doc", "docx", "jpg", "odt", "pdf", "png", "rtf", "txt")],
        ("empty",),
    ),
    **dict.fromkeys(["big5.txt", "binary.txt"], ("encoding",)),
    **dict.fromkeys(
        ["bomb.png", "bomb_depth.docx", "bomb_elems.docx", "bomb_text.docx"], ("too_large",)
    ),
    "bomb_stream.pdf": ("too_large", "no_text", "memory"),
    **dict.fromkeys(
        [
            "enc_user.pdf",
            "encrypted.docx",
            "PasswordProtected.doc",
            "PasswordSample-256bit.pdf",
            "bug53475-password-is-pass.docx",
            "password-example.pdf",
        ],
        ("encrypted",),
    ),
    **dict.fromkeys(
        [
            "laughs.docx",
            "laughs_small.docx",
            "nodocument.docx",
            "notpdf.pdf",
            "quadratic.docx",
            "randomzip.docx",
            "truncated.docx",
            "truncated.jpg",
            "truncated.pdf",
            "xxe.docx",
            "xxe_http.docx",
            "clusterfuzz-testcase-minimized-POIXWPFFuzzer-4959857092198400.docx",
            "clusterfuzz-testcase-minimized-POIXWPFFuzzer-5569740188549120.docx",
            "truncated62886.docx",
        ],
        ("damaged",),
    ),
    **dict.fromkeys(["zeropages.pdf", "pageloop.pdf"], ("damaged", "no_text")),
    # A picture of next to nothing: its letters may or may not be recognised.
    "ok.jpg": (READ, "no_text"),
    # Chinese text under a wrong name, which is read as the text that it is.
    "notzip.docx": (READ,),
    # A document whose only text stands in a header.
    "51921-Word-Crash067.docx": (READ, "no_text"),
    # Fuzzed: a reader may get at something or not.
    **dict.fromkeys(
        [
            "Fuzzed.doc",
            "clusterfuzz-testcase-minimized-POIHWPFFuzzer-4892412469968896.doc",
            "helloworld-bad.pdf",
            "issue9105_reduced.pdf",
            "poppler-395-0-fuzzed.pdf",
            "poppler-937-0-fuzzed.pdf",
            "xref_command_missing.pdf",
            "PDFBOX-4322-Empty-ToUnicode-reduced.pdf",
        ],
        (READ, "damaged", "no_text"),
    ),
}


def files() -> list[Path]:
    folders = [SHARED / folder for folder in FOLDERS if (SHARED / folder).is_dir()]
    return sorted(path for folder in folders for path in folder.iterdir() if path.is_file())


def largest_child() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def outcome(path: Path) -> Document | UnreadableContract:
    try:
        return read_quarantined(path)
    except UnreadableContract as error:
        return error


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> int:
    path = tmp_path_factory.mktemp("small") / "小.txt"
    path.write_text("甲方应当付款。", "utf-8")
    read_quarantined(path)
    return largest_child()


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_every_file_ends_well(
    path: Path, baseline: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    began = spent()
    found = outcome(path)
    assert spent() - began <= _TIME
    # The largest child so far: the file that first goes beyond is the one that fails.
    assert largest_child() - baseline <= _MEMORY
    assert list(tmp_path.iterdir()) == []
    assert multiprocessing.active_children() == []
    unreadable = isinstance(found, UnreadableContract)
    assert (found.reason.value if unreadable else READ) in EXPECTED.get(path.name, (READ,))
    messages = [found.message] if unreadable else [notice.message for notice in found.notices]
    for lang in LANGUAGES:
        assert all(render(message, lang).strip() for message in messages)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The bytes cut, with a hole, or with some bytes changed."""
    out, sort = bytearray(data), dice.random()
    if sort < 0.2:
        return bytes(out[: dice.randrange(len(out))])
    if sort < 0.3:
        place = dice.randrange(len(out))
        del out[place : place + dice.randrange(2000)]
        return bytes(out)
    # Heads hold what leads elsewhere.
    reach = len(out) if sort < 0.7 else min(len(out), 6000)
    for _ in range(dice.choice((1, 3, 20, 200))):
        out[dice.randrange(reach)] = dice.choice((0, 1, 127, 128, 255, dice.randrange(256)))
    return bytes(out)


@pytest.mark.parametrize(
    "name",
    ["hard.doc", "000.doc", "hard.docx", "000.odt", "001.odt", "000.rtf", "bad/gb18030.txt"],
)
def test_damaged_bytes_end_in_a_document_or_an_error(name: str) -> None:
    path = SHARED / "files" / name
    data, dice = path.read_bytes(), random.Random(name)
    reasons = {
        UnreadableReason.DAMAGED,
        UnreadableReason.TOO_LARGE,
        UnreadableReason.NO_TEXT,
        UnreadableReason.ENCRYPTED,
        UnreadableReason.ENCODING,
        UnreadableReason.UNSUPPORTED,
    }
    found = set()
    for _ in range(100):
        began = time.process_time()
        try:
            _READERS[path.suffix[1:]](mutated(data, dice), path.name, USUAL)
        except UnreadableContract as error:
            found.add(error.reason)
        assert time.process_time() - began < 5
    assert found <= reasons
