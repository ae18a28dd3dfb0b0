"""Make an MNIST of your own photos.

    (x_train, y_train), (x_test, y_test) = fmbuild.load("data").splits()

`load` reads a dataset, `convert`, `verify`, `train` and `predict` run the program's commands, and `Preprocessor`
turns a photo into an image as `convert` does. `fmbuild.records`, `fmbuild.spark`, `fmbuild.ray` and `fmbuild.dask`
do so for tables of photos.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._commands import (
        Conversion,
        Finding,
        Prediction,
        Predictions,
        Rejected,
        Training,
        Verification,
        convert,
        predict,
        train,
        verify,
    )
    from ._dataset import Dataset, load
    from ._errors import DatasetError, Error, RejectedPhoto
    from ._manifest import Manifest
    from ._preprocessor import Preprocessor
    from ._program import program

__all__ = [
    "Conversion",
    "Dataset",
    "DatasetError",
    "Error",
    "Finding",
    "Manifest",
    "Prediction",
    "Predictions",
    "Preprocessor",
    "Rejected",
    "RejectedPhoto",
    "Training",
    "Verification",
    "convert",
    "load",
    "predict",
    "program",
    "train",
    "verify",
]

__version__: str

_MODULES = {
    "_commands": "Conversion Finding Prediction Predictions Rejected Training Verification convert predict train verify",
    "_dataset": "Dataset load",
    "_errors": "DatasetError Error RejectedPhoto",
    "_manifest": "Manifest",
    "_preprocessor": "Preprocessor",
    "_program": "program",
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names.split()}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Imports what is asked for: the command `fmbuild`, which is this package, too, does not wait for numpy."""
        if name == "__version__":
            from importlib.metadata import version

            return version("fmbuild")
        if name not in _PLACES:
            raise AttributeError(f"module 'fmbuild' has no attribute {name!r}")
        value = getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "__version__"])
