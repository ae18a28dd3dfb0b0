"""Measures how pure the groups of 'fmbuild sort' are, on photos whose classes are known.

    python sort_purity.py FMBUILD FOLDER [--groups N]

FOLDER holds photos in class folders, which the program does not get to see. The purity is the share of photos that have
the class of most photos of their group. Beside it, that of groups by raw pixels: Ward's method (scikit-learn's) on the
images that 'fmbuild convert' makes, and on the photos reduced to 32x32 RGB. Needs numpy, Pillow and scikit-learn.
"""

import argparse
import gzip
import json
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import numpy
from PIL import Image
from sklearn.cluster import AgglomerativeClustering


def purity(groups, classes):
    """The share of the numbers in `groups` that have the most frequent class of their group."""
    groups = [[classes[number] for number in group] for group in groups if group]
    return sum(Counter(group).most_common(1)[0][1] for group in groups) / sum(map(len, groups))


def ward(vectors, count):
    labels = AgglomerativeClustering(n_clusters=count).fit_predict(numpy.asarray(vectors))
    return [numpy.flatnonzero(labels == label).tolist() for label in range(count)]


def small(path):
    with Image.open(path) as photo:
        photo = photo.convert("RGB")
        photo.thumbnail((32, 32))
        square = Image.new("RGB", (32, 32), "white")
        square.paste(photo, ((32 - photo.width) // 2, (32 - photo.height) // 2))
        return numpy.asarray(square, numpy.float32).ravel() / 255


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fmbuild")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--groups", type=int, default=40)
    arguments = parser.parse_args()
    photos = [path for path in sorted(arguments.folder.glob("*/*")) if path.is_file()]
    # In no order that says anything.
    random.Random(1).shuffle(photos)
    with tempfile.TemporaryDirectory() as work:
        heap = Path(work, "heap")
        heap.mkdir()
        for number, path in enumerate(photos):
            shutil.copy(path, heap / f"{number:06}{path.suffix}")
        page = Path(work, "sort.html")
        subprocess.run(
            [arguments.fmbuild, "sort", heap, "--groups", str(arguments.groups), "--per-page", "20000", "--out", page, "--quiet"],
            check=True)
        data = json.loads(re.search(r'<script type=application/json id=data>(.*?)</script>', page.read_text(), re.S)[1])
        numbers = [int(photo["p"].split(".")[0]) for photo in data["photos"]]
        classes = [photos[number].parent.name for number in numbers]
        found = [group["photos"] for group in data["groups"]]
        print(f"{len(classes):,} photos of {len(set(classes))} classes in {len(found)} groups")
        print(f"groups by likeness             {purity(found, classes):6.1%}")
        pixels = ward([small(heap / photo["p"]) for photo in data["photos"]], len(found))
        print(f"groups by raw pixels, 32x32    {purity(pixels, classes):6.1%}")
        subprocess.run(
            [arguments.fmbuild, "convert", arguments.folder, "--out", Path(work, "data"), "--test-fraction", "0", "--quiet"],
            check=True)
        images = numpy.frombuffer(
            gzip.decompress(Path(work, "data", "train-images-idx3-ubyte.gz").read_bytes()), numpy.uint8, offset=16)
        labels = numpy.frombuffer(
            gzip.decompress(Path(work, "data", "train-labels-idx1-ubyte.gz").read_bytes()), numpy.uint8, offset=8)
        images = images.reshape(len(labels), -1).astype(numpy.float32) / 255
        print(f"groups by raw pixels, images   {purity(ward(images, len(found)), labels):6.1%}")


if __name__ == "__main__":
    main()
