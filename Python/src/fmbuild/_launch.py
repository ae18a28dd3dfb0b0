"""The command `fmbuild` of the wheel."""

from __future__ import annotations

import os
import sys

from ._program import bundled_program


def main() -> None:
    """Becomes the program of the wheel, so that signals, exit codes and the terminal are the program's own."""
    program = str(bundled_program())
    try:
        os.execv(program, ["fmbuild", *sys.argv[1:]])
    except OSError as error:
        # Not looked for on the PATH, where this very command stands.
        sys.exit(f"Error: {program}: {error.strerror}; install the wheel again, which has the program inside")
