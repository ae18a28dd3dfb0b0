"""Calls of the system that kill the process, by strace, or that fail, by a library that is loaded before the others."""

import errno
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from jobs import digest
from mounts import quiet

HERE = Path(__file__).parent


def killed_at(command, calls, number):
    """Runs a command that is killed when one of its threads makes the `number`th of some calls.

    Returns its exit code, negative if it was killed; None if strace is not there or not permitted.
    """
    if not hasattr(killed_at, "works"):
        killed_at.works = quiet("strace", "-f", "-qq", "-o", "/dev/null", "true")
    if not killed_at.works:
        return None
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
    inject = ["-e", f"inject={calls}:signal=KILL:when={number}"]
    return subprocess.run(
        [*strace, *inject, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


# The call, the error, a part of the path of the file concerned, the exit code, and words of the message.
READING = [
    ("open", "EIO", 2, "nothing was written"),
    ("read", "EIO", 2, "nothing was written"),
    ("open", "EMFILE", 2, "ulimit -n"),
    ("open", "ENFILE", 2, "ulimit -n"),
    ("open", "ENOMEM", 2, "nothing was written"),
    ("open", "ESTALE", 2, "nothing was written"),
    ("open", "ENOTCONN", 2, "nothing was written"),
    ("open", "ENXIO", 2, "nothing was written"),
    ("open", "ENOENT", 2, "went away"),
    ("open", "ENOTDIR", 2, "went away"),
    ("open", "EACCES", 0, "1 rejected"),
]
WRITING = [
    ("open", "EROFS", "Read-only file system"),
    ("open", "ENOSPC", "No space left"),
    ("write", "EIO", "Input/output error"),
    ("write", "ENOSPC", "No space left"),
    ("write", "EDQUOT", "Disk quota exceeded"),
    ("fsync", "EIO", "Input/output error"),
    ("fsync", "ENOSPC", "No space left"),
]


def check(check):
    """Lets calls fail; returns what was done."""
    library = Path(check.work, "fail.so")
    if not quiet("cc", "-shared", "-fPIC", "-O1", "-o", library, HERE / "fail.c", "-ldl"):
        return "left out: there is no C compiler"
    count = 0
    for job in check.jobs:
        if not job.old:
            continue
        cases = [("temporary", *case, 2) for case in WRITING]
        if job.name == "convert --overwrite":
            photo = f"{check.inputs}/photos/Bag/0005.jpg"
            cases = [(photo, call, error, words, code) for call, error, code, words in READING] + cases
        for place, call, error, words, code in cases:
            count += 1
            one_failure(check, job, library, place, call, error, words, code)
    return f"{count} runs with a failing call"


def one_failure(check, job, library, place, call, error, words, code):
    folder = Path(tempfile.mkdtemp(dir=check.work))
    target = folder / job.target
    check.run(job, job.old, target, check=True)
    environment = {
        **os.environ, "LD_PRELOAD": str(library), "FAIL_CALL": call, "FAIL_ERROR": str(getattr(errno, error)),
        "FAIL_PATH": f".{job.target}.fmbuild-" if place == "temporary" else place,
    }
    arguments = [argument for argument in job.arguments if code or argument != "--quiet"]
    process = subprocess.run(
        job.command(check.program, arguments, str(target)), env=environment, capture_output=True, text=True)
    what = f"{call} fails with {error}"
    said = process.stdout + process.stderr
    if process.returncode != code or words not in said:
        check.fail(job, f"{what}: exit {process.returncode}, {said}")
    if code and digest(target) != check.old[job.name]:
        check.fail(job, f"{what}: the old is lost")
    if os.listdir(folder) != [job.target]:
        check.fail(job, f"{what}: {os.listdir(folder)} is left")
    shutil.rmtree(folder)

