"""Where a dataset's IDX files are: in its folder, or where torchvision and Keras look for them below it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ._errors import DatasetError
from ._idx import is_gzip

_NAME = re.compile(
    r"(?P<prefix>(?:.*-)?)(?P<split>train|validation|t10k|test)-(?P<content>images|labels)[-.]idx[1-9]-[a-z]+(?:\.gz)?"
)
# FashionMNIST/raw and datasets/fashion-mnist are two levels down.
_DEEPEST = 3


@dataclass(frozen=True)
class IDXFolder:
    """The folder with a dataset's IDX files, and the files by split (train, validation, test) and content."""

    path: Path
    files: dict[tuple[str, str], Path]

    @classmethod
    def find(cls, root: Path, needs_raw: bool) -> IDXFolder:
        """Finds the IDX files in a folder or below it.

        Where a file is there compressed and uncompressed, the uncompressed one is taken.

        :param needs_raw: whether compressed files are refused, because they cannot be mapped.
        :raises DatasetError: if there is no dataset, or more than one.
        """
        if not root.is_dir():
            problem = (
                "this is a file; name the folder that holds the IDX files"
                if root.exists()
                else "there is no such folder"
            )
            raise DatasetError(f"{root}: {problem}")
        found = list(_search(root, 0))
        if not found:
            raise DatasetError(
                f"{root}: there is no IDX file of MNIST's kind, such as train-images-idx3-ubyte.gz; name a folder that holds "
                "them, or make one with 'fmbuild convert'"
            )
        if len(found) > 1:
            places = ", ".join(str(folder) for folder, _ in found)
            raise DatasetError(f"{root}: IDX files stand in {len(found)} folders, {places}; name one of them")
        folder, names = found[0]
        prefixes = sorted({name["prefix"] for name in names})
        if len(prefixes) > 1:
            quoted = ", ".join(f"'{prefix}…'" for prefix in prefixes)
            raise DatasetError(
                f"{folder}: there are IDX files of {len(prefixes)} datasets, named {quoted}; put each into a folder of its own"
            )
        files: dict[tuple[str, str], Path] = {}
        for name in names:
            split = "test" if name["split"] == "t10k" else name["split"]
            path = folder / name.string
            key = (split, name["content"])
            if key not in files or is_gzip(files[key]) and not is_gzip(path):
                files[key] = path
        if needs_raw:
            for path in files.values():
                if is_gzip(path):
                    raise DatasetError(
                        f"{path}: a compressed file cannot be mapped into memory; unpack it with 'gunzip --keep', convert "
                        "with --raw, or load it without mmap=True"
                    )
        return cls(folder, files)


def _search(folder: Path, depth: int) -> list[tuple[Path, list[re.Match[str]]]]:
    """Returns the folders with IDX files; the search does not go below one."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError as error:
        if depth > 0:
            return []
        raise DatasetError(f"{folder}: {error.strerror}; check the permissions of the folder") from error
    names = [match for match in (_NAME.fullmatch(entry) for entry in entries) if match]
    if names:
        return [(folder, names)]
    if depth == _DEEPEST:
        return []
    below = [folder / entry for entry in entries if not entry.startswith(".")]
    return [found for path in below if path.is_dir() for found in _search(path, depth + 1)]
