"""Reads datasets that fmbuild wrote with the readers that people have for MNIST, and compares what comes out.

    python test_loaders.py DATASETS PHOTOS

DATASETS holds three datasets made of PHOTOS: flat/ (also uncompressed), torchvision/ and keras/.
"""

import csv
import gzip
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from collections import Counter
from pathlib import Path

import idx2numpy
import mnist  # the package python-mnist
import numpy

DATASETS, PHOTOS = map(Path, sys.argv[1:3])
FLAT = DATASETS / "flat"
SPLITS = ["train", "t10k"]  # as file names have them
NAMES = {"train": "train", "t10k": "test"}  # as manifest.csv and dataset.json call them
IMAGES = {split: f"{split}-images-idx3-ubyte" for split in SPLITS}
LABELS = {split: f"{split}-labels-idx1-ubyte" for split in SPLITS}
FILES = [*IMAGES.values(), *LABELS.values()]


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def manifest_rows(split, dataset=FLAT):
    with open(dataset / "manifest.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == NAMES[split]]
    return sorted(rows, key=lambda row: int(row["index"]))


def read_like_fashion_mnist(folder, kind):
    """As Fashion-MNIST's own mnist_reader does it: one row of 784 an image, sizes not looked at."""
    with gzip.open(folder / f"{kind}-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(), dtype=numpy.uint8, offset=8)
    with gzip.open(folder / f"{kind}-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(), dtype=numpy.uint8, offset=16).reshape(len(labels), 784)
    return images, labels


def read_like_torchvision(path):
    """As torchvision does it: rank and type from the last two bytes of the magic number, then so many sizes."""
    content = path.read_bytes()
    (magic,) = struct.unpack(">I", content[:4])
    rank, element_type = magic % 256, magic // 256
    if element_type != 8 or not 1 <= rank <= 3:
        raise ValueError(f"{path.name}: magic number {magic:#x}")
    shape = struct.unpack(f">{rank}I", content[4 : 4 + 4 * rank])
    return numpy.frombuffer(content, dtype=numpy.uint8, offset=4 + 4 * rank).reshape(shape)


class LoaderTests(unittest.TestCase):
    """The same images and labels come out of every reader."""

    def assert_is_dataset(self, split, images, labels):
        """Compares with Fashion-MNIST's reader, the simplest there is."""
        images, labels = numpy.asarray(images), numpy.asarray(labels)
        expected_images, expected_labels = read_like_fashion_mnist(FLAT, split)
        self.assertEqual((images.dtype, labels.dtype), (numpy.uint8, numpy.uint8))
        self.assertEqual(images.shape, (len(expected_labels), 28, 28))
        self.assertEqual(labels.shape, (len(expected_labels),))
        numpy.testing.assert_array_equal(images.reshape(-1, 784), expected_images)
        numpy.testing.assert_array_equal(labels, expected_labels)

    def test_idx2numpy_reads_raw_files(self):
        for split in SPLITS:
            images = idx2numpy.convert_from_file(str(FLAT / IMAGES[split]))
            labels = idx2numpy.convert_from_file(str(FLAT / LABELS[split]))
            self.assert_is_dataset(split, images, labels)

    def test_idx2numpy_reads_compressed_files(self):
        for split in SPLITS:
            with gzip.open(FLAT / (IMAGES[split] + ".gz")) as file:
                images = idx2numpy.convert_from_file(file)
            with gzip.open(FLAT / (LABELS[split] + ".gz")) as file:
                labels = idx2numpy.convert_from_file(file)
            self.assert_is_dataset(split, images, labels)

    def test_python_mnist_reads_both(self):
        for is_compressed in [False, True]:
            loader = mnist.MNIST(str(FLAT), gz=is_compressed)
            for split, load in [("train", loader.load_training), ("t10k", loader.load_testing)]:
                rows, labels = load()
                images = numpy.array(rows, dtype=numpy.uint8).reshape(-1, 28, 28)
                self.assert_is_dataset(split, images, numpy.array(labels, dtype=numpy.uint8))

    def test_torchvision_finds_and_reads_its_files(self):
        # torchvision.datasets.FashionMNIST(root) wants all four before it reads any, and never the compressed ones.
        folder = DATASETS / "torchvision" / "FashionMNIST" / "raw"
        self.assertEqual([name for name in FILES if not (folder / name).is_file()], [])
        for split in SPLITS:
            images = read_like_torchvision(folder / IMAGES[split])
            labels = read_like_torchvision(folder / LABELS[split])
            self.assert_is_dataset(split, images, labels)

    def test_nothing_shadows_torchvisions_files(self):
        # torchvision prefers processed/, which its old versions wrote.
        self.assertFalse((DATASETS / "torchvision" / "FashionMNIST" / "processed").exists())

    def test_keras_finds_and_reads_its_files(self):
        # keras.datasets.fashion_mnist.load_data() with KERAS_HOME set to the dataset's folder.
        folder = DATASETS / "keras" / "datasets" / "fashion-mnist"
        for split in SPLITS:
            with gzip.open(folder / (LABELS[split] + ".gz"), "rb") as file:
                labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8)
            with gzip.open(folder / (IMAGES[split] + ".gz"), "rb") as file:
                images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(len(labels), 28, 28)
            self.assert_is_dataset(split, images, labels)


class LoaderTableTests(unittest.TestCase):
    """What docs/loaders.md says of the readers that are installed here."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def copy(self, *names):
        for name in names:
            shutil.copy(FLAT / name, self.folder)

    def write_colour(self, name):
        """One image of 2x2 pixels in red, green and blue."""
        (self.folder / name).write_bytes(struct.pack(">5I", 0x804, 1, 2, 2, 3) + bytes(range(12)))

    def test_python_mnist_reads_one_split_without_the_other(self):
        self.copy(IMAGES["train"], LABELS["train"])
        images, labels = mnist.MNIST(str(self.folder)).load_training()
        self.assertEqual(len(images), len(manifest_rows("train")))
        self.assertEqual(len(labels), len(images))
        with self.assertRaises(FileNotFoundError):
            mnist.MNIST(str(self.folder)).load_testing()

    def test_python_mnist_has_to_be_told_of_compression(self):
        self.copy(IMAGES["train"] + ".gz", LABELS["train"] + ".gz")
        with self.assertRaises(FileNotFoundError):
            mnist.MNIST(str(self.folder)).load_training()
        images, _ = mnist.MNIST(str(self.folder), gz=True).load_training()
        self.assertEqual(len(images), len(manifest_rows("train")))

    def test_python_mnist_refuses_colour(self):
        self.copy(LABELS["train"])
        self.write_colour(IMAGES["train"])
        with self.assertRaisesRegex(ValueError, "2052"):
            mnist.MNIST(str(self.folder)).load_training()

    def test_idx2numpy_does_not_decompress_by_itself(self):
        with self.assertRaises(idx2numpy.FormatError):
            idx2numpy.convert_from_file(str(FLAT / (IMAGES["train"] + ".gz")))

    def test_idx2numpy_reads_colour_under_any_name(self):
        self.write_colour("whatever")
        pixels = idx2numpy.convert_from_file(str(self.folder / "whatever"))
        self.assertEqual((pixels.shape, pixels.flatten().tolist()), ((1, 2, 2, 3), list(range(12))))

    def test_idx2numpy_compares_lengths_with_the_header(self):
        path = self.folder / "labels"
        for count in [2, 4]:
            path.write_bytes(struct.pack(">2I", 0x801, 3) + bytes(count))
            with self.assertRaises(idx2numpy.FormatError):
                idx2numpy.convert_from_file(str(path))


class ArchiveTests(unittest.TestCase):
    """The files themselves."""

    def test_headers_are_mnists(self):
        for split in SPLITS:
            count = len(manifest_rows(split))
            self.assertEqual((FLAT / IMAGES[split]).read_bytes()[:16], struct.pack(">4I", 0x803, count, 28, 28))
            self.assertEqual((FLAT / LABELS[split]).read_bytes()[:8], struct.pack(">2I", 0x801, count))

    def test_lengths_are_what_headers_say(self):
        for split in SPLITS:
            count = len(manifest_rows(split))
            self.assertEqual((FLAT / IMAGES[split]).stat().st_size, 16 + 784 * count)
            self.assertEqual((FLAT / LABELS[split]).stat().st_size, 8 + count)

    def test_compressed_and_raw_hold_the_same(self):
        for name in FILES:
            self.assertEqual(gzip.decompress((FLAT / f"{name}.gz").read_bytes()), (FLAT / name).read_bytes())

    def test_gzip_headers_name_the_file_and_no_time(self):
        for name in FILES:
            content = (FLAT / f"{name}.gz").read_bytes()
            signature, method, flags, time = struct.unpack("<2sBBI", content[:8])
            self.assertEqual((signature, method, flags, time), (b"\x1f\x8b", 8, 0b1000, 0))
            self.assertEqual(content[10 : content.index(0, 10)].decode("ascii"), name)

    def test_gzip_files_have_one_member(self):
        for name in FILES:
            decompressor = zlib.decompressobj(wbits=31)
            decompressor.decompress((FLAT / f"{name}.gz").read_bytes())
            self.assertTrue(decompressor.eof)
            self.assertEqual(decompressor.unused_data, b"")

    def test_gzip_restores_the_hyphenated_name(self):
        for name in FILES:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(FLAT / f"{name}.gz", Path(folder, "download.gz"))
                subprocess.run(["gzip", "-dN", "download.gz"], cwd=folder, check=True)
                self.assertEqual(os.listdir(folder), [name])


class DescriptionTests(unittest.TestCase):
    """classes.txt, manifest.csv and dataset.json say what is in the files."""

    def test_labels_are_the_manifests(self):
        classes = (FLAT / "classes.txt").read_text(encoding="utf-8").splitlines()
        for split in SPLITS:
            rows = manifest_rows(split)
            _, labels = read_like_fashion_mnist(FLAT, split)
            self.assertEqual([int(row["index"]) for row in rows], list(range(len(labels))))
            self.assertEqual([int(row["label"]) for row in rows], labels.tolist())
            self.assertEqual([row["class"] for row in rows], [classes[label] for label in labels])

    def test_counts_are_the_files(self):
        description = json.loads((FLAT / "dataset.json").read_text(encoding="utf-8"))
        for split in SPLITS:
            _, labels = read_like_fashion_mnist(FLAT, split)
            counts = Counter(labels.tolist())
            self.assertEqual(description["counts"]["images"][NAMES[split]], len(labels))
            self.assertEqual({entry["label"]: entry["images"][NAMES[split]] for entry in description["classes"]}, counts)

    def test_every_photo_is_an_image_or_rejected(self):
        sources = [row["source"] for split in SPLITS for row in manifest_rows(split)]
        with open(FLAT / "rejects.csv", encoding="utf-8", newline="") as file:
            sources += [row["source"] for row in csv.DictReader(file)]
        photos = [path.relative_to(PHOTOS).as_posix() for path in PHOTOS.glob("*/*.jpg")]
        self.assertGreater(len(photos), 0)
        self.assertEqual(sorted(sources), sorted(photos))

    def test_manifest_knows_the_photos_hashes(self):
        for split in SPLITS:
            for row in manifest_rows(split):
                self.assertEqual(sha256((PHOTOS / row["source"]).read_bytes()), row["sha256"], row["source"])

    def test_hashes_of_files_are_right_in_every_layout(self):
        for layout, count in [("flat", 8), ("torchvision", 4), ("keras", 4)]:
            description = json.loads((DATASETS / layout / "dataset.json").read_text(encoding="utf-8"))
            self.assertEqual(len(description["files"]), count)
            for entry in description["files"]:
                content = (DATASETS / layout / entry["path"]).read_bytes()
                payload = gzip.decompress(content) if entry["path"].endswith(".gz") else content
                self.assertEqual(len(content), entry["byteCount"], entry["path"])
                self.assertEqual(sha256(content), entry["sha256"], entry["path"])
                self.assertEqual(sha256(payload), entry["payloadSHA256"], entry["path"])

    def test_images_have_full_contrast_on_black(self):
        for split in SPLITS:
            images, _ = read_like_fashion_mnist(FLAT, split)
            self.assertEqual(images.min(axis=1).max(), 0)
            self.assertGreaterEqual(images.max(axis=1).min(), 254)
            self.assertGreater(numpy.mean(images == 0), 0.25)


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
