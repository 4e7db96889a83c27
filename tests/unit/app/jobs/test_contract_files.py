"""Contracts of one file and of a folder of pages."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.jobs.contract_files import contract_files, contract_hash


def filled(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(name, "utf-8")
    return folder


def test_a_file_is_its_own(tmp_path: Path) -> None:
    file = filled(tmp_path, "合同.docx") / "合同.docx"
    assert contract_files(file) == (file,)
    assert contract_hash(file) == hashlib.sha256("合同.docx".encode()).hexdigest()


def test_pages_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    filled(tmp_path, "第10页.jpg", "第2页.JPG", "第１页.png", "说明.txt", ".隐藏.jpg")
    assert [file.name for file in contract_files(tmp_path)] == [
        "第１页.png",
        "第2页.JPG",
        "第10页.jpg",
    ]


def test_names_without_figures_stand_beside_those_with(tmp_path: Path) -> None:
    filled(tmp_path, "封面.png", "2.png", "10.png", "IMG_0002.png", "IMG_0010.png")
    names = [file.name for file in contract_files(tmp_path)]
    assert names == ["2.png", "10.png", "IMG_0002.png", "IMG_0010.png", "封面.png"]


def test_a_folder_of_other_files_has_no_pages(tmp_path: Path) -> None:
    assert contract_files(filled(tmp_path, "合同.docx")) == ()


def test_the_hash_of_a_folder_tells_of_every_page(tmp_path: Path) -> None:
    filled(tmp_path, "1.png", "2.png")
    before = contract_hash(tmp_path)
    (tmp_path / "说明.txt").write_text("x")
    assert contract_hash(tmp_path) == before
    (tmp_path / "2.png").write_text("x")
    assert contract_hash(tmp_path) != before
