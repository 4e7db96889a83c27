"""Puts the user guide among the resources; all else about the project is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithGuide(build_py):
    """The guide is written in ``docs/guide``, where people look for it, and read by the program."""

    def run(self) -> None:
        """Copies the modules, then the guide."""
        super().run()
        if not self.editable_mode:
            guide = Path(self.build_lib) / "resources" / "guide"
            shutil.copytree(Path("docs") / "guide", guide, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithGuide})
