"""The system libraries that the window needs."""

import pytest

from app import libraries


def test_nothing_is_missing_where_all_loads() -> None:
    assert libraries.missing_libraries(loads=lambda _: True, platform="linux") == ()


def test_what_does_not_load_is_named_with_its_packages() -> None:
    lacking = libraries.missing_libraries(loads=lambda name: "EGL" not in name, platform="linux")
    assert [library.name for library in lacking] == ["libEGL.so.1"]
    assert libraries.packages(lacking, "debian") == "libegl1"
    assert libraries.packages(lacking, "fedora") == "libglvnd-egl"


def test_a_package_is_named_once() -> None:
    lacking = libraries.missing_libraries(loads=lambda _: False, platform="linux")
    names = libraries.packages(lacking, "fedora").split()
    assert len(names) == len(set(names)) < len(lacking)


def test_without_a_display_fewer_are_needed() -> None:
    offscreen = libraries.missing_libraries(display=False, loads=lambda _: False, platform="linux")
    assert offscreen
    assert not any(library.display for library in offscreen)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_bring_their_own(platform: str) -> None:
    assert libraries.missing_libraries(loads=lambda _: False, platform=platform) == ()
