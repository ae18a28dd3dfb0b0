"""Marks the wheel with the program inside as one for Linux on x86-64, and every version of Python 3."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlatformTag(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if (Path(self.root) / "src/fmbuild/_bin/fmbuild").exists():
            build_data["pure_python"] = False
            build_data["tag"] = "py3-none-linux_x86_64"
