from pathlib import Path

from app.readers import read
from app.resources import packaged
from models.document import Paragraph, Table
from tests.helpers.make_samples import SAMPLES, write_sample


def test_the_samples_are_those_that_the_texts_make(tmp_path: Path) -> None:
    for sample in SAMPLES:
        made = write_sample(sample, tmp_path)
        kept = packaged("samples", sample.target)
        assert read(made).blocks == read(Path(str(kept))).blocks


def test_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    once = write_sample(SAMPLES[0], tmp_path / "a").read_bytes()
    assert once == write_sample(SAMPLES[0], tmp_path / "b").read_bytes()


def test_automatic_numbers_and_merged_cells_are_read(tmp_path: Path) -> None:
    document = read(write_sample(SAMPLES[0], tmp_path))
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "第十九条 附则" in texts
    assert texts.count("第一条 保密范围") == 1
    prices = next(block for block in document.blocks if isinstance(block, Table))
    assert prices.rows[-1] == ("合计", "", "", "", "", "", "", "907,440.00")
    assert document.notices == ()
