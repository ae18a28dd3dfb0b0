"""What decides the bytes of images."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

from ._command import failure
from ._errors import Error
from ._program import program


def recipe_of(arguments: Sequence[str]) -> str:
    """Returns the 32 digits of the recipe that `fmbuild map` follows with these options, which it checks by the way.

    :raises Error: if the program does not take the options.
    """
    command = [program(), "map", *arguments, "--print-recipe"]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    if result.returncode != 0:
        raise failure(result.returncode, result.stderr.decode("utf-8", "replace"))
    try:
        recipe = json.loads(result.stdout)["recipe"]
    except (ValueError, KeyError, TypeError):
        recipe = None
    if not isinstance(recipe, str):
        raise Error("'fmbuild map --print-recipe' printed no recipe; is the program of this version?")
    return recipe
