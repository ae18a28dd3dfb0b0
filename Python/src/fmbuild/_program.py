"""Where the program is, and how Python's keyword arguments become its options."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Union

from ._errors import Error

StrPath = Union[str, "os.PathLike[str]"]
Options = Union[Mapping[str, object], Iterable[str]]


def bundled_program() -> Path:
    """Returns the path that the program has in the wheel, whether it is there or not."""
    return Path(__file__).with_name("_bundle") / "bin" / "fmbuild"


def program() -> str:
    """Returns the path of the program: in the wheel, else what FMBUILD names, else the first on the PATH."""
    bundled = bundled_program()
    if bundled.is_file():
        return str(bundled)
    named = os.environ.get("FMBUILD")
    if named:
        found = shutil.which(named)
        if found is None:
            raise Error(f"{named}: there is no such program; FMBUILD has to name the program fmbuild, or to be unset")
        return found
    found = shutil.which("fmbuild")
    if found is None:
        raise Error(
            "the program fmbuild was not found; install the wheel that has it inside, or set FMBUILD to the path of the "
            "program, or put it on the PATH"
        )
    return found


def option_arguments(options: Options) -> list[str]:
    """Returns the program's arguments for options.

    A mapping gives an option for each name: `test_fraction=0.2` becomes `--test-fraction=0.2`. True gives a flag,
    False and None give nothing, the elements of a list are joined by commas. One `_` at the end of a name is left
    out, so that `for_` stands for `--for`. Texts that are no mapping are taken as they are.
    """
    if isinstance(options, (str, bytes)):
        raise TypeError(f"options are a list of texts or a mapping, not one text: {options!r}")
    if not isinstance(options, Mapping):
        return [str(argument) for argument in options]
    arguments = []
    for name, value in options.items():
        option = "--" + name.removesuffix("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            arguments.append(option)
        elif isinstance(value, (list, tuple)):
            arguments.append(f"{option}={','.join(_text(element) for element in value)}")
        else:
            arguments.append(f"{option}={_text(value)}")
    return arguments


def path_argument(path: StrPath) -> str:
    """Returns a path as an argument that cannot be taken for an option; `-` remains, which is standard input."""
    text = os.fspath(path)
    return f"./{text}" if text.startswith("-") and text != "-" else text


def _text(value: object) -> str:
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)
