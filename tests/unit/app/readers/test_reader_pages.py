"""Contracts of several pictures: a folder of pages, a TIFF of several."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image

from app.jobs import PageReport
from app.readers import images, read
from app.readers.page import PageContent, TextLine
from app.readers.render import render
from app.readers.scan import ScannedPage
from app.readers.scan_image import PageImage
from app.resources.messages import render as said
from models.document import Box, Paragraph
from models.errors import UnreadableContract, UnreadableReason


@pytest.fixture(autouse=True)
def _told_by_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition that reads a page's shape, which tells the pages apart."""

    def recognise(pages: Iterable[PageImage], count: int, report: PageReport) -> list[ScannedPage]:
        done = []
        for page in pages:
            text = f"第{page.number}页宽{page.width:.0f}"
            line = TextLine(text, Box(100, 100, 250, 112), 12, (1.0,) * len(text))
            content = PageContent(page.number, page.width, page.height, (line,), recognised=True)
            done.append(ScannedPage(content, page.dpi, 0, 0, 1.0))
            report(len(done), count)
        return done

    monkeypatch.setattr(images, "recognise_pages", recognise)


def picture(width: int) -> Image.Image:
    return Image.new("L", (width, 700), 230)


def texts(path: Path) -> list[str]:
    return [block.text for block in read(path).blocks if isinstance(block, Paragraph)]


def test_a_folder_of_pictures_is_one_contract(tmp_path: Path) -> None:
    folder = tmp_path / "去年合同"
    folder.mkdir()
    for number, width in ((10, 500), (9, 400), (1, 600)):
        picture(width).save(folder / f"{number}.png", dpi=(72, 72))
    (folder / "说明.txt").write_text("x")
    document = read(folder)
    assert (document.name, document.format, document.pages) == ("去年合同", "image", 3)
    assert [block.page for block in document.blocks] == [1, 2, 3]
    # Pages fit into A4: the widest is the first by its number.
    assert texts(folder) == ["第1页宽595", "第2页宽481", "第3页宽595"]
    (notice,) = [one for one in document.notices if one.code == "reading.page_files"]
    assert "（1.png、9.png、10.png）" in said(notice.message, "zh")
    assert "另有 1 个文件未读取" in said(notice.message, "zh")
    (folder / "说明.txt").unlink()
    assert "未读取" not in said(read(folder).notices[0].message, "zh")


def test_a_tiff_of_several_pages_in_a_folder_counts_all_of_them(tmp_path: Path) -> None:
    picture(400).save(tmp_path / "1.tif", save_all=True, append_images=[picture(500)])
    picture(600).save(tmp_path / "2.png")
    assert read(tmp_path).pages == 3
    assert render(tmp_path, 3, 1.0).width == pytest.approx(595, abs=1)
    assert render(tmp_path, 1, 1.0).width == pytest.approx(481, abs=1)
    with pytest.raises(UnreadableContract):
        render(tmp_path, 4, 1.0)


def test_a_folder_without_pictures_says_so(tmp_path: Path) -> None:
    (tmp_path / "合同.docx").write_bytes(b"x")
    with pytest.raises(UnreadableContract) as error:
        read(tmp_path)
    assert error.value.reason is UnreadableReason.NO_PAGES


def test_a_damaged_page_is_named(tmp_path: Path) -> None:
    picture(400).save(tmp_path / "1.png")
    (tmp_path / "2.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UnreadableContract) as error:
        read(tmp_path)
    assert (error.value.name, error.value.reason) == ("2.jpg", UnreadableReason.DAMAGED)


def test_a_part_of_a_rendered_page_is_told_in_pixels(tmp_path: Path) -> None:
    picture(595).save(tmp_path / "1.png")
    page = render(tmp_path, 1, 2.0)
    left, top, width, height = page.part(Box(100, 50, 200, 62), margin=4)
    assert (left, top) == (192, 92)
    assert (width, height) == pytest.approx((216, 40), abs=1)
    assert page.part(Box(0, 0, page.width, page.height))[:2] == (0, 0)
