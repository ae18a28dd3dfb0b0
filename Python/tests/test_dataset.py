"""Loading datasets, whole and damaged."""

import gzip
import shutil
import struct

import numpy as np
import pytest

import fmbuild

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


def idx(array, type=8):
    return bytes([0, 0, type, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


@pytest.fixture
def small(tmp_path):
    """A folder of uncompressed files: 7 images of 4x3 to train, 5 to test."""
    random = np.random.default_rng(1)
    for stem, count in [("train", 7), ("t10k", 5)]:
        images = random.integers(0, 256, (count, 4, 3), np.uint8)
        (tmp_path / f"{stem}-images-idx3-ubyte").write_bytes(idx(images))
        (tmp_path / f"{stem}-labels-idx1-ubyte").write_bytes(idx(np.arange(count, dtype=np.uint8) % 3))
    return tmp_path


def compress(folder):
    for path in list(folder.iterdir()):
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()


def refusal(folder, **options):
    with pytest.raises(fmbuild.DatasetError) as caught:
        fmbuild.load(folder, **options)
    return str(caught.value)


def test_arrays_are_the_bytes_of_the_files(small):
    dataset = fmbuild.load(small)
    for images, labels, stem in [(dataset.x_train, dataset.y_train, "train"), (dataset.x_test, dataset.y_test, "t10k")]:
        assert images.dtype == np.uint8 and images.shape[1:] == (4, 3)
        assert idx(np.asarray(images)) == (small / f"{stem}-images-idx3-ubyte").read_bytes()
        assert idx(np.asarray(labels)) == (small / f"{stem}-labels-idx1-ubyte").read_bytes()
    (x_train, _), (_, y_test) = dataset.splits()
    assert x_train is dataset.x_train and y_test is dataset.y_test
    assert dataset.x_validation is None and dataset.y_validation is None


def test_compressed_and_uncompressed_files_give_the_same(small):
    raw = fmbuild.load(small, mmap=False)
    mapped = fmbuild.load(small)
    assert isinstance(mapped.x_train, np.memmap) and not isinstance(raw.x_train, np.memmap)
    expected = [np.array(array) for array in (mapped.x_train, mapped.y_train, mapped.x_test, mapped.y_test)]
    compress(small)
    packed = fmbuild.load(small)
    for dataset in (raw, packed):
        found = (dataset.x_train, dataset.y_train, dataset.x_test, dataset.y_test)
        assert all(np.array_equal(a, b) for a, b in zip(found, expected, strict=True))


def test_changing_a_mapped_array_leaves_the_file_alone(small):
    before = (small / IMAGES).read_bytes()
    dataset = fmbuild.load(small)
    dataset.x_train[:] = 0
    assert (small / IMAGES).read_bytes() == before


def test_mmap_refuses_compressed_files_and_says_what_helps(small):
    compress(small)
    message = refusal(small, mmap=True)
    assert ".gz: a compressed file cannot be mapped" in message and "--raw" in message


def test_a_dataset_of_convert_has_names_validation_manifest_and_description(data, samples):
    dataset = fmbuild.load(data)
    assert len(dataset.class_names) == 10 and dataset.class_names[0] == "T-shirt/top"
    assert dataset.x_validation.shape == (len(dataset.y_validation), 28, 28) and len(dataset.y_validation) > 0
    assert dataset.description["program"]["name"] == "fmbuild"
    for split, labels in [("train", dataset.y_train), ("validation", dataset.y_validation), ("test", dataset.y_test)]:
        rows = dataset.manifest.of(split)
        assert [int(label) for label in rows.column("label")] == labels.tolist()
        assert all((samples / source).is_file() for source in rows.column("source"))
    assert dataset.manifest[0]["split"] == "train" and len(dataset.manifest[:3]) == 3


@pytest.mark.parametrize("layout", ["torchvision", "keras"])
def test_layouts_of_convert_are_found(layout, data, samples, tmp_path, program):
    fmbuild.convert(samples, tmp_path / "data", layout=layout, validation_fraction=0.1)
    found, expected = fmbuild.load(tmp_path / "data"), fmbuild.load(data)
    assert np.array_equal(found.x_train, expected.x_train) and np.array_equal(found.y_test, expected.y_test)
    assert found.class_names == expected.class_names


def test_colour_images_have_three_channels(samples, tmp_path, program):
    fmbuild.convert(samples, tmp_path / "data", pipeline="rgb-32")
    assert fmbuild.load(tmp_path / "data").x_train.shape[1:] == (32, 32, 3)


def test_without_names_classes_are_called_by_their_labels(small):
    assert fmbuild.load(small).class_names == ["0", "1", "2"]


def test_a_name_with_a_line_separator_inside_is_one_name(small):
    (small / "classes.txt").write_text("a\u2028b\r\nc\nd\n", encoding="utf-8", newline="")
    assert fmbuild.load(small).class_names == ["a\u2028b", "c", "d"]


def test_a_label_without_a_name_is_refused(small):
    (small / "classes.txt").write_text("one\ntwo\n")
    assert "labels up to 2, but names of 2 classes" in refusal(small)


DAMAGES = [
    (IMAGES, lambda b: b[:-1], "84 bytes (7x4x3), but 83 follow"),
    (IMAGES, lambda b: b[:16], "84 bytes (7x4x3), but 0 follow"),
    (IMAGES, lambda b: b[:9], "ends within its header"),
    (IMAGES, lambda b: b"", "does not begin as an IDX file"),
    (IMAGES, lambda b: b"PK\3\4" + b[4:], "does not begin as an IDX file"),
    (IMAGES, lambda b: b"\0\0\x0d\3" + b[4:], "float32"),
    (IMAGES, lambda b: b"\0\0\x08\2" + b[4:], "2 dimensions instead of 3 or 4"),
    (IMAGES, lambda b: b"\0\0\x08\xff" + b[4:] + bytes(2000), "255 dimensions"),
    (IMAGES, lambda b: b[:8] + bytes(8) + b[16:], "no pixels"),
    (LABELS, lambda b: b"\0\0\x08\1\0\0\0\6" + b[8:-1], "6 labels for 7 images"),
]
# What is found before an uncompressed file is read, and while a compressed one is.
RAW_DAMAGES = [
    (IMAGES, lambda b: b + b"\0", "84 bytes (7x4x3), but 85 follow"),
    (IMAGES, lambda b: b[:4] + b"\xff" * 12 + b[16:], "but 84 follow"),
    (LABELS, lambda b: b[:4] + b"\xff\xff\xff\xff" + b[8:], "but 7 follow"),
]
PACKED_DAMAGES = [
    (IMAGES, lambda b: b + b"\0", "goes on after the 84 bytes"),
    (IMAGES, lambda b: b[:4] + b"\xff" * 12 + b[16:], "more than can be in a file of this size"),
    (LABELS, lambda b: b[:4] + b"\xff\xff\xff\xff" + b[8:], "more than can be in a file of this size"),
]


@pytest.mark.parametrize(("name", "damage", "words"), DAMAGES + RAW_DAMAGES)
def test_a_damaged_file_is_refused_by_name(small, name, damage, words):
    path = small / name
    path.write_bytes(damage(path.read_bytes()))
    for mmap in (None, False):
        message = refusal(small, mmap=mmap)
        assert str(path) in message and words in message


@pytest.mark.parametrize(("name", "damage", "words"), DAMAGES + PACKED_DAMAGES)
def test_a_damaged_compressed_file_is_refused_by_name(small, name, damage, words):
    path = small / name
    path.write_bytes(damage(path.read_bytes()))
    compress(small)
    message = refusal(small)
    assert f"{path}.gz" in message and words in message


def test_every_cut_and_every_changed_byte_of_a_compressed_file_is_found_or_harmless(small):
    expected = np.array(fmbuild.load(small).x_train)
    compress(small)
    path = small / f"{IMAGES}.gz"
    whole = path.read_bytes()
    variants = [whole[:length] for length in range(len(whole))]
    variants += [whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :] for place in range(len(whole))]
    refused = 0
    for variant in variants:
        path.write_bytes(variant)
        try:
            assert np.array_equal(fmbuild.load(small).x_train, expected)
        except fmbuild.DatasetError as error:
            refused += 1
            assert str(path) in str(error)
    # Only the bytes of the header that nobody looks at may change: time, system, flags of the compression.
    assert refused >= len(variants) - 8


def test_what_is_missing_is_named(small):
    assert "there is no such folder" in refusal(small / "nowhere")
    assert "this is a file" in refusal(small / IMAGES)
    (small / "t10k-labels-idx1-ubyte").unlink()
    assert "the labels of test is missing" in refusal(small)
    for path in small.iterdir():
        path.unlink()
    assert "no IDX file" in refusal(small)


def test_files_of_two_datasets_are_refused(small):
    shutil.copytree(small, small.parent / "both" / "a")
    shutil.copytree(small, small.parent / "both" / "b")
    assert "IDX files stand in 2 folders" in refusal(small.parent / "both")
    (small / "emnist-train-images-idx3-ubyte").write_bytes((small / IMAGES).read_bytes())
    assert "IDX files of 2 datasets" in refusal(small)


def test_splits_with_images_of_two_sizes_are_refused(small):
    (small / "t10k-images-idx3-ubyte").write_bytes(idx(np.zeros((5, 3, 4), np.uint8)))
    assert "another size" in refusal(small)


def test_a_damaged_manifest_is_refused_by_line(small):
    (small / "manifest.csv").write_text("split,index,source\ntrain,0,a.jpg\ntrain,1\n")
    with pytest.raises(fmbuild.DatasetError, match="manifest.csv:3: 2 fields instead of 3"):
        fmbuild.load(small).manifest
    (small / "manifest.csv").write_text("split,index,source\ntrain,0,a.jpg\ntrain,2,b.jpg\n")
    with pytest.raises(fmbuild.DatasetError, match="not those of its images"):
        fmbuild.load(small).manifest.of("train")
