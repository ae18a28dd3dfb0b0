"""Datasets in MNIST format as arrays."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._errors import DatasetError
from ._folder import IDXFolder
from ._idx import read_idx
from ._manifest import Manifest
from ._program import StrPath

Array = NDArray[np.uint8]
Pair = tuple[Array, Array]


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """A dataset in MNIST format.

    Images are arrays of count x height x width bytes, in colour count x height x width x 3; labels are bytes. A dataset
    without a validation split has None there.
    """

    folder: Path
    x_train: Array
    y_train: Array
    x_test: Array
    y_test: Array
    x_validation: Array | None
    y_validation: Array | None
    class_names: list[str]

    def splits(self) -> tuple[Pair, Pair]:
        """Returns `(x_train, y_train), (x_test, y_test)`, as Keras' `load_data()` does."""
        return (self.x_train, self.y_train), (self.x_test, self.y_test)

    @functools.cached_property
    def description(self) -> dict[str, Any] | None:
        """The content of `dataset.json`, read when it is asked for; None if there is no such file."""
        return _description(self.folder)

    @functools.cached_property
    def manifest(self) -> Manifest | None:
        """The content of `manifest.csv`, read when it is asked for; None if there is no such file."""
        path = self.folder / "manifest.csv"
        return Manifest.read(path) if path.exists() else None

    def __repr__(self) -> str:
        counts = [f"{len(self.y_train):,} train"]
        if self.y_validation is not None:
            counts.append(f"{len(self.y_validation):,} validation")
        counts.append(f"{len(self.y_test):,} test")
        size = "x".join(str(side) for side in self.x_train.shape[1:])
        return f"<Dataset {str(self.folder)!r}: {', '.join(counts)}, images of {size}, {len(self.class_names)} classes>"


def load(folder: StrPath, mmap: bool | None = None) -> Dataset:
    """Loads a dataset in MNIST format, made by this program or not.

    IDX files may be compressed or not, in the folder or where `convert --layout` puts them for torchvision and Keras.

    :param mmap: None maps uncompressed files into memory and reads compressed ones; True refuses compressed files;
        False reads all of them. Arrays can be changed in any case, which never changes the files.
    :raises DatasetError: if a file is missing or damaged, or files contradict each other.
    """
    root = Path(folder)
    place = IDXFolder.find(root, needs_raw=mmap is True)
    splits = {}
    for split in ("train", "validation", "test"):
        if split == "validation" and not any(key[0] == split for key in place.files):
            continue
        splits[split] = _split(place, split, mapped=mmap is not False)
    x_train, y_train = splits["train"]
    for split, (images, _) in splits.items():
        if images.shape[1:] != x_train.shape[1:]:
            raise DatasetError(
                f"{place.files[split, 'images']}: its images have another size than those of "
                f"{place.files['train', 'images'].name}; put files of one dataset there"
            )
    most = max((int(labels.max()) for _, labels in splits.values() if len(labels)), default=-1)
    names = _class_names(root)
    if names is None:
        names = [str(label) for label in range(most + 1)]
    elif most >= len(names):
        raise DatasetError(
            f"{root}: there are labels up to {most}, but names of {len(names)} classes only; put the right classes.txt there, "
            "or convert the photos again"
        )
    x_validation, y_validation = splits.get("validation", (None, None))
    x_test, y_test = splits["test"]
    return Dataset(root, x_train, y_train, x_test, y_test, x_validation, y_validation, names)


def _split(place: IDXFolder, split: str, mapped: bool) -> Pair:
    """Reads images and labels of a split, and makes sure that there are as many of the one as of the other."""
    for content in ("images", "labels"):
        if (split, content) not in place.files:
            raise DatasetError(
                f"{place.path}: the file of the {content} of {split} is missing; fetch or convert the dataset again"
            )
    images = read_idx(place.files[split, "images"], (3, 4), mapped)
    if images.ndim == 4 and images.shape[3] != 3:
        raise DatasetError(
            f"{place.files[split, 'images']}: its images have {images.shape[3]} channels instead of 3; convert the photos again"
        )
    labels = read_idx(place.files[split, "labels"], (1,), mapped)
    if len(images) != len(labels):
        raise DatasetError(
            f"{place.files[split, 'labels']}: {len(labels):,} labels for {len(images):,} images; put files of one dataset "
            "there, or convert the photos again"
        )
    return images, labels


def _class_names(root: Path) -> list[str] | None:
    """Returns the names of the classes in the order of their labels; None if no file has them."""
    path = root / "classes.txt"
    if path.exists():
        try:
            # Not splitlines(), which takes more than line ends for line ends.
            lines = path.read_bytes().decode("utf-8").replace("\r\n", "\n").split("\n")
        except UnicodeDecodeError as error:
            raise DatasetError(f"{path}: it is no UTF-8 text ({error.reason}); save it as UTF-8") from error
        except OSError as error:
            raise DatasetError(f"{path}: {error.strerror}; check the file and its permissions") from error
        return lines[:-1] if lines[-1] == "" else lines
    description = _description(root)
    if description is None:
        return None
    classes = description.get("classes")
    names = [entry.get("name") for entry in classes if isinstance(entry, dict)] if isinstance(classes, list) else []
    if not names or not all(isinstance(name, str) for name in names):
        return None
    return [str(name) for name in names]


def _description(root: Path) -> dict[str, Any] | None:
    path = root / "dataset.json"
    if not path.exists():
        return None
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"{path}: it is no JSON document ({error}); convert the photos again") from error
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}; check the file and its permissions") from error
    if not isinstance(document, dict):
        raise DatasetError(f"{path}: it is a JSON document of another kind; convert the photos again")
    return document
