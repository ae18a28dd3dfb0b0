"""The program's main commands, with results as values."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from ._command import run
from ._program import StrPath, path_argument

_Document = dict[str, Any]


@dataclass(frozen=True)
class Rejected:
    """A photo that gave no image: where it is below the photos' folder, its label, a word for scripts, and what to do."""

    source: str
    label: str
    reason: str
    detail: str


@dataclass(frozen=True)
class Conversion:
    """What `convert` has made."""

    #: The dataset's folder.
    data: Path
    #: The number of images of each split.
    images: dict[str, int]
    rejected: list[Rejected]
    warnings: list[str]
    #: False if more photos were rejected than `max_rejected` allows. The dataset is there all the same.
    passed: bool
    #: The whole document that the program printed.
    json: _Document = field(repr=False)


@dataclass(frozen=True)
class Finding:
    """What a check has found: its id, how grave it is (note, warning, error), and what to do."""

    check: str
    severity: str
    message: str
    remedy: str
    #: The images concerned, with `split`, `index`, `label`, `source` and `detail`; `set` numbers those that are alike.
    images: list[_Document] = field(repr=False)
    #: The files concerned.
    files: list[str] = field(repr=False)


@dataclass(frozen=True)
class Verification:
    """What `verify` has found."""

    #: The gravest severity: ok, note, warning or error.
    verdict: str
    findings: list[Finding]
    #: False if there are findings as grave as `fail_on`, which is error unless it is given.
    passed: bool
    #: The whole document that the program printed.
    json: _Document = field(repr=False)


@dataclass(frozen=True)
class Training:
    """What `train` has measured."""

    #: The share of test images that the model classifies correctly.
    accuracy: float
    #: The 95% confidence interval of the accuracy.
    interval: tuple[float, float]
    balanced_accuracy: float
    macro_f1: float
    #: Whether the dataset can be learned, in one sentence.
    verdict: str
    #: The accuracy of simpler methods on the same images.
    baselines: dict[str, float]
    #: The model's folder; None without `out`.
    model: Path | None
    #: The whole document that the program printed.
    json: _Document = field(repr=False)


@dataclass(frozen=True)
class Prediction:
    """What a photo shows; `error` says why there is no class."""

    photo: str
    class_name: str | None
    label: int | None
    #: The calibrated probability of the class, 0 to 1.
    confidence: float | None
    #: Whether the model is not sure enough.
    unsure: bool
    #: The probabilities of all classes by label; None without a class.
    probabilities: NDArray[np.float64] | None = field(repr=False)
    warning: str | None
    error: str | None


@dataclass(frozen=True)
class Predictions(Sequence[Prediction]):
    """What photos show, in the order of the program."""

    predictions: list[Prediction]
    class_names: list[str]
    #: False if some photos could not be read, or show nothing.
    passed: bool
    #: The whole document that the program printed.
    json: _Document = field(repr=False)

    def __len__(self) -> int:
        return len(self.predictions)

    @overload
    def __getitem__(self, index: int) -> Prediction: ...
    @overload
    def __getitem__(self, index: slice) -> list[Prediction]: ...
    def __getitem__(self, index: int | slice) -> Prediction | list[Prediction]:
        return self.predictions[index]

    def __iter__(self) -> Iterator[Prediction]:
        return iter(self.predictions)


def convert(photos: StrPath, out: StrPath, *, progress: bool = False, **options: object) -> Conversion:
    """Makes a dataset in MNIST format out of a folder of photos: `fmbuild convert`.

    :param photos: the folder with the photos, `photos/<class>/…`.
    :param out: the dataset's folder, which is made.
    :param progress: whether to print the program's messages while it runs.
    :param options: the program's options: `per_class=[6000, 1000]` is `--per-class=6000,1000`, `raw=True` is `--raw`.
    :raises Error: if the program could not do it, with its message.
    """
    outcome = run("convert", [path_argument(photos)], {"out": out, **options}, progress=progress)
    document = outcome.document
    rejected = [
        Rejected(entry["source"], entry.get("label", ""), entry["reason"], entry["detail"])
        for entry in document["rejectedPhotos"]
    ]
    images = {split: int(count) for split, count in document["dataset"]["counts"]["images"].items()}
    return Conversion(Path(out), images, rejected, list(document["warnings"]), outcome.exit_code == 0, document)


def verify(data: StrPath, *, progress: bool = False, **options: object) -> Verification:
    """Finds what is wrong with a dataset in MNIST format: `fmbuild verify`.

    :param data: the dataset's folder.
    :param options: the program's options; `for_="torchvision"` is `--for=torchvision`.
    :raises Error: if the dataset could not be read, with the program's message.
    """
    outcome = run("verify", [path_argument(data)], options, progress=progress)
    document = outcome.document
    findings = [
        Finding(
            check["id"],
            found["severity"],
            found["message"],
            found["remedy"],
            list(found["images"]),
            list(found["files"]),
        )
        for check in document["checks"]
        for found in check["findings"]
    ]
    return Verification(document["verdict"], findings, outcome.exit_code == 0, document)


def train(data: StrPath, *, progress: bool = False, **options: object) -> Training:
    """Trains a network on a dataset, and measures it on the test images: `fmbuild train`.

    :param data: the dataset's folder.
    :param progress: whether to print the program's messages, a line an epoch, while it runs.
    :param options: the program's options, such as `model="mlp"`, `epochs=5`, `out="model"`.
    :raises Error: if the program could not do it, with its message.
    """
    outcome = run("train", [path_argument(data)], options, progress=progress)
    document, test = outcome.document, outcome.document["test"]
    out = options.get("out")
    return Training(
        accuracy=float(test["accuracy"]),
        interval=(float(test["interval"]["lower"]), float(test["interval"]["upper"])),
        balanced_accuracy=float(test["balancedAccuracy"]),
        macro_f1=float(test["macroF1"]),
        verdict=document["verdict"]["headline"],
        baselines={name: float(accuracy) for name, accuracy in (document.get("baselines") or {}).items()},
        model=Path(out) if isinstance(out, (str, os.PathLike)) else None,
        json=document,
    )


def predict(photos: StrPath | Iterable[StrPath], *, model: StrPath, **options: object) -> Predictions:
    """Predicts the class of photos: `fmbuild predict`.

    :param photos: a photo, a folder of photos, or several of them.
    :param model: the folder that `train` has written.
    :param options: the program's options, such as `unsure_below=0.9`.
    :raises Error: if no photo could be read, or there is no model, with the program's message.
    """
    paths = [photos] if isinstance(photos, (str, os.PathLike)) else list(photos)
    outcome = run("predict", [path_argument(path) for path in paths], {"model": model, **options})
    document = outcome.document
    predictions = [_prediction(entry) for entry in document["predictions"]]
    return Predictions(predictions, list(document["classes"]), outcome.exit_code == 0, document)


def _prediction(entry: _Document) -> Prediction:
    probabilities = entry.get("probabilities")
    return Prediction(
        photo=entry["photo"],
        class_name=entry.get("class"),
        label=entry.get("label"),
        confidence=entry.get("confidence"),
        unsure=bool(entry.get("unsure", False)),
        probabilities=None if probabilities is None else np.array(probabilities, np.float64),
        warning=entry.get("warning"),
        error=entry.get("error"),
    )
