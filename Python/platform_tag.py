"""Puts the program and its libraries into the wheel, and says in its name where they run.

The environment variable FMBUILD_BUNDLE names the folder that scripts/build-wheel makes, with `bin`, `lib` and the licences.
Without it, the wheel has no program inside.
"""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlatformTag(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = os.environ.get("FMBUILD_BUNDLE")
        if folder is None or version == "editable":
            return
        bundle = Path(folder)
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{os.environ['FMBUILD_PLATFORM']}"
        places = {"bin": "bin", "lib": "lib", "share/doc/fmbuild/licences": "licences"}
        build_data["force_include"] = {
            str(bundle / source): f"fmbuild/_bundle/{place}" for source, place in places.items()
        }
