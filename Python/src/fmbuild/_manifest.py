"""The table `manifest.csv` of a dataset: where each image comes from."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from ._errors import DatasetError

_REMEDY = "convert the photos again"


class Manifest(Sequence[dict[str, str]]):
    """The rows of `manifest.csv`, one for each image, as dictionaries of texts.

    `manifest.of("train")[i]` tells about `x_train[i]`; `manifest.column("source")` is the list of all photos.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.columns: tuple[str, ...] = tuple(columns)
        self._rows = rows

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Reads the file.

        :raises DatasetError: if it is no table with the columns `split` and `index`.
        """
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file, strict=True)
                columns = next(reader, [])
                rows = []
                for row in reader:
                    if len(row) != len(columns):
                        raise DatasetError(
                            f"{path}:{reader.line_num}: {len(row)} fields instead of {len(columns)}; {_REMEDY}"
                        )
                    rows.append(row)
        except (csv.Error, UnicodeDecodeError) as error:
            raise DatasetError(f"{path}: it is no table that can be read ({error}); {_REMEDY}") from error
        except OSError as error:
            raise DatasetError(f"{path}: {error.strerror}; check the file and its permissions") from error
        for name in ("split", "index"):
            if name not in columns:
                raise DatasetError(f"{path}: the column '{name}' is missing; {_REMEDY}")
        return cls(columns, rows)

    def column(self, name: str) -> list[str]:
        """Returns the texts of a column."""
        if name not in self.columns:
            raise KeyError(f"{name}: there is no such column; there are {', '.join(self.columns)}")
        position = self.columns.index(name)
        return [row[position] for row in self._rows]

    def of(self, split: str) -> Manifest:
        """Returns the rows of a split (`train`, `validation`, `test`), in the order of its images."""
        names = {split, "t10k"} if split == "test" else {split}
        place, index = self.columns.index("split"), self.columns.index("index")
        try:
            rows = sorted((row for row in self._rows if row[place] in names), key=lambda row: int(row[index]))
        except ValueError as error:
            raise DatasetError(f"manifest.csv: an index is no number ({error}); {_REMEDY}") from error
        if any(int(row[index]) != number for number, row in enumerate(rows)):
            raise DatasetError(
                f"manifest.csv: the rows of {split} are not those of its images, one for each; {_REMEDY}"
            )
        return Manifest(self.columns, rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Manifest: ...
    def __getitem__(self, index: int | slice) -> dict[str, str] | Manifest:
        if isinstance(index, slice):
            return Manifest(self.columns, self._rows[index])
        return dict(zip(self.columns, self._rows[index]))

    def __repr__(self) -> str:
        return f"<Manifest of {len(self):,} rows: {', '.join(self.columns)}>"
