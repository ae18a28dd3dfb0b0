"""What has to come out of every reader: read from the IDX files, without any of the formats' code."""

import sys
from pathlib import Path

import numpy

ROOT = Path(sys.argv[1]).resolve()
STEMS = {"train": "train", "validation": "validation", "test": "t10k"}


def read_idx(path):
    content = path.read_bytes()
    rank = content[3]
    sizes = numpy.frombuffer(content, ">u4", rank, 4)
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * rank).reshape(sizes)


class Expected:
    """One dataset: its folder, its splits, and the images and labels of each."""

    def __init__(self, name):
        self.name, self.folder = name, ROOT / name
        data = self.folder / "data"
        self.classes = (data / "classes.txt").read_text(encoding="utf-8").splitlines()
        self.splits = [split for split, stem in STEMS.items() if (data / f"{stem}-labels-idx1-ubyte").exists()]
        self.images, self.labels = {}, {}
        for split in self.splits:
            (path,) = data.glob(f"{STEMS[split]}-images-idx?-ubyte")
            self.images[split] = read_idx(path)
            self.labels[split] = read_idx(data / f"{STEMS[split]}-labels-idx1-ubyte")
        self.is_colour = self.images["train"].ndim == 4

    def same(self, split, images, labels):
        """Compares order, count, pixels and labels."""
        images = numpy.stack([numpy.asarray(image) for image in images])
        if images.ndim == 4 and images.shape[-1] == 1:
            images = images[..., 0]
        assert images.dtype == numpy.uint8, images.dtype
        numpy.testing.assert_array_equal(images, self.images[split])
        numpy.testing.assert_array_equal(numpy.asarray(labels).reshape(-1).astype(int), self.labels[split])

    def same_in_order(self, split, order, images, labels):
        """Compares what comes sorted by folder; `order` has the index of each image."""
        assert sorted(order) == list(range(len(self.labels[split])))
        images = numpy.stack([numpy.asarray(image) for image in images])
        if images.ndim == 4 and images.shape[-1] == 1:
            images = images[..., 0]
        numpy.testing.assert_array_equal(images, self.images[split][order])
        numpy.testing.assert_array_equal(numpy.asarray(labels), self.labels[split][order])


DATASETS = [Expected(name) for name in ["grey", "validation", "colour"]]
GREY, VALIDATION, COLOUR = DATASETS
