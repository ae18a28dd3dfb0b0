"""Disks for a check: in memory, and in a file on a loop device. Both need rights that not every machine gives."""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def enter_own_namespace():
    """Starts the program anew where its mounts are seen by nobody else, if the system permits that."""
    if os.environ.get("FMBUILD_CRASH_NAMESPACE"):
        return
    os.environ["FMBUILD_CRASH_NAMESPACE"] = "1"
    options = "-m" if os.geteuid() == 0 else "-rm"
    if quiet("unshare", options, "true"):
        os.execvp("unshare", ["unshare", options, sys.executable, *sys.argv])


def quiet(*command):
    """Runs a command and returns whether it succeeded."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        return quiet("mount", "-t", "tmpfs", "none", folder) and quiet("umount", folder)


@contextlib.contextmanager
def memory_disk(parent, size):
    """A folder on a disk in memory of a size in bytes."""
    folder = Path(tempfile.mkdtemp(dir=parent))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


def make_image(path, size):
    """Makes a file with an ext4 file system; returns whether that is possible here."""
    with open(path, "wb") as file:
        file.truncate(size)
    return quiet("mkfs.ext4", "-q", "-F", path)


@contextlib.contextmanager
def image_disk(image, parent):
    """The folder at which an image is mounted; None if that is not permitted."""
    folder = Path(tempfile.mkdtemp(dir=parent))
    is_mounted = quiet("mount", "-o", "loop", image, folder)
    try:
        yield folder if is_mounted else None
    finally:
        if is_mounted:
            subprocess.run(["umount", folder], check=True)
        folder.rmdir()
