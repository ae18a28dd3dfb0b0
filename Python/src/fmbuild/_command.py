"""One run of the program that prints a JSON document."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ._errors import Error
from ._program import Options, option_arguments, program

# How long the program may take to undo what it has begun.
_SECONDS_TO_UNDO = 30


@dataclass(frozen=True)
class Outcome:
    """What a run of the program gave."""

    exit_code: int
    document: dict[str, Any]


def run(command: str, paths: Sequence[str], options: Options, *, progress: bool = False) -> Outcome:
    """Runs a command with `--json`.

    Exit code 1, which stands for findings, is a result.

    :param progress: whether the program's messages are printed on standard error while it runs.
    :raises Error: if the program ends with another exit code, with its message; KeyboardInterrupt ends the program,
    too.
    """
    arguments = [program(), command, *paths, *option_arguments(options), "--json"]
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    errors = process.stderr
    lines: list[str] = []

    def collect() -> None:
        for line in errors:
            text = line.decode("utf-8", "replace")
            lines.append(text)
            if progress:
                print(text, end="", file=sys.stderr, flush=True)

    reader = threading.Thread(target=collect, daemon=True)
    reader.start()
    try:
        output = process.stdout.read()
        code = process.wait()
    except BaseException:
        _end(process)
        raise
    finally:
        process.stdout.close()
        reader.join(_SECONDS_TO_UNDO)
        errors.close()
    if code not in (0, 1):
        raise failure(code, "".join(lines))
    try:
        document = json.loads(output)
    except ValueError as error:
        raise Error(
            f"fmbuild {command} printed no JSON document ({error}); is {arguments[0]} the program fmbuild?", code
        )
    if not isinstance(document, dict):
        raise Error(f"fmbuild {command} printed JSON of an unknown kind; is {arguments[0]} the program fmbuild?", code)
    return Outcome(code, document)


def failure(code: int, messages: str) -> Error:
    """Returns the error for a run that ended with a code, or by a signal if the code is negative, as Popen has it."""
    message = _last_message(messages)
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        return Error(f"fmbuild was ended by {name}" + (f": {message}" if message else ""))
    return Error(message or f"fmbuild ended with exit code {code} and no message", code)


def _last_message(messages: str) -> str:
    """Returns the program's last message of its own, without what it said about its progress."""
    parts = re.split(r"^(?:Error|fmbuild): ", messages, flags=re.MULTILINE)
    return parts[-1].strip() if len(parts) > 1 else messages[-2000:].strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program as Ctrl-C does; a second signal, where the terminal has sent one already, does no harm."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_SECONDS_TO_UNDO)
    except BaseException:
        process.kill()
        process.wait()
        raise
