"""Make an MNIST of your own photos.

    (x_train, y_train), (x_test, y_test) = fmbuild.load("data").splits()

`load` reads a dataset, `convert`, `verify`, `train` and `predict` run the program's commands, and `Preprocessor`
turns a photo into an image as `convert` does. `fmbuild.records`, `fmbuild.spark`, `fmbuild.ray` and `fmbuild.dask`
do so for tables of photos.
"""

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


def __getattr__(name: str) -> str:
    """Gives `__version__`, which stands in the package's metadata."""
    if name == "__version__":
        from importlib.metadata import version

        return version("fmbuild")
    raise AttributeError(f"module 'fmbuild' has no attribute {name!r}")
