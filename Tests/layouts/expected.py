"""The dataset that every loader has to give, read from its IDX files, and the way in which a layout's JSON says to load it.

    python test_….py LAYOUTS

LAYOUTS/data is the dataset, LAYOUTS/all and so on are its layouts, LAYOUTS/all.json is what `fmbuild layout --json` said.
"""

import contextlib
import gzip
import json
import os
import shlex
import socket
import sys
from pathlib import Path

import numpy

ROOT = Path(sys.argv[1]).resolve()
DATA = ROOT / "data"
CLASSES = (DATA / "classes.txt").read_text(encoding="utf-8").splitlines()
STEMS = {"train": "train", "test": "t10k"}


def read_idx(path):
    content = gzip.open(path).read()
    rank = content[3]
    sizes = numpy.frombuffer(content, ">u4", rank, 4)
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * rank).reshape(sizes)


IMAGES = {split: read_idx(DATA / f"{stem}-images-idx3-ubyte.gz") for split, stem in STEMS.items()}
LABELS = {split: read_idx(DATA / f"{stem}-labels-idx1-ubyte.gz") for split, stem in STEMS.items()}


def same(split, images, labels):
    """Compares order, count, pixels and labels."""
    images = numpy.stack([numpy.asarray(image) for image in images])
    numpy.testing.assert_array_equal(images.reshape(len(images), -1), IMAGES[split].reshape(len(IMAGES[split]), -1))
    numpy.testing.assert_array_equal(numpy.asarray(labels).reshape(-1).astype(int), LABELS[split])


class NetworkError(AssertionError):
    """A loader looks for the network."""


def offline():
    """Lets every look at the network fail, so that what a test finds is in the folder."""

    def refuse(*arguments, **_):
        raise NetworkError(f"it looks for the network: {arguments}")

    socket.getaddrinfo = socket.create_connection = refuse
    socket.socket.connect = refuse


def use(layout, loader):
    """How a layout says to load it: what was printed for a loader."""
    document = json.loads((ROOT / f"{layout}.json").read_text(encoding="utf-8"))
    (found,) = [entry for entry in document["loaders"] if entry["loader"] == loader]
    return found


def variables(layout, loader):
    """The variables of the environment that a layout says to set."""
    lines = [shlex.split(line) for line in use(layout, loader)["shell"]]
    return dict(word.split("=", 1) for line in lines if line[0] == "export" for word in line[1:])


@contextlib.contextmanager
def folder_of(layout, loader):
    """In the folder that a layout says to work in."""
    former = os.getcwd()
    os.chdir(ROOT)
    for line in use(layout, loader)["shell"]:
        words = shlex.split(line)
        if words[0] == "cd":
            os.chdir(words[1])
    try:
        yield
    finally:
        os.chdir(former)


def run(layout, loader):
    """Runs the printed code; gives what its last line is worth, or the variable `train` that it sets."""
    *first, last = use(layout, loader)["code"]
    scope = {}
    exec("\n".join(first), scope)
    if last.startswith("train = "):
        exec(last, scope)
        return scope["train"]
    *statements, expression = last.split("; ")
    exec("\n".join(statements), scope)
    return eval(expression, scope)
