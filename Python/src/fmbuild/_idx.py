"""IDX files, as MNIST has them, strictly read."""

from __future__ import annotations

import gzip
import math
import os
import struct
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from ._errors import DatasetError

# What the third byte of a file says about its elements.
_TYPES = {0x08: "uint8", 0x09: "int8", 0x0B: "int16", 0x0C: "int32", 0x0D: "float32", 0x0E: "float64"}
_GZIP_SIGNATURE = b"\x1f\x8b"
# Deflate makes at most 1,032 bytes of one.
_LARGEST_RATIO = 1032
_REMEDY = "fetch or convert the dataset again; 'fmbuild verify' says more"


def is_gzip(path: Path) -> bool:
    """Returns whether a file is compressed, whatever its name."""
    try:
        with open(path, "rb") as file:
            return file.read(2) == _GZIP_SIGNATURE
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}; check the file and its permissions") from error


def read_idx(path: Path, ranks: tuple[int, ...], mapped: bool) -> NDArray[np.uint8]:
    """Reads an IDX file of bytes.

    :param ranks: the numbers of dimensions that the file may have.
    :param mapped: whether an uncompressed file is mapped into memory instead of being read. Changes of a mapped
        array stay in memory; the file is never changed.
    :raises DatasetError: if the file is not what its header says, or its header is not one of MNIST's.
    """
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if file.read(2) == _GZIP_SIGNATURE:
                file.seek(0)
                with gzip.GzipFile(fileobj=file) as unpacked:
                    stream = cast(BinaryIO, unpacked)
                    return _elements(path, stream, _shape(path, stream, ranks), size * _LARGEST_RATIO)
            file.seek(0)
            shape = _shape(path, file, ranks)
            offset = file.tell()
            if size - offset != math.prod(shape):
                raise _wrong_size(path, shape, size - offset)
            if mapped and math.prod(shape) > 0:
                return np.memmap(path, np.uint8, mode="c", offset=offset, shape=shape)
            return _elements(path, file, shape, size)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DatasetError(f"{path}: the compressed data is damaged ({error}); {_REMEDY}") from error
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror or error}; check the file and its permissions") from error


def _shape(path: Path, file: BinaryIO, ranks: tuple[int, ...]) -> tuple[int, ...]:
    """Reads the header."""
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in _TYPES:
        raise DatasetError(f"{path}: it does not begin as an IDX file does ({magic.hex(' ') or 'empty'}); {_REMEDY}")
    if magic[2] != 0x08:
        raise DatasetError(f"{path}: its elements are {_TYPES[magic[2]]}, but MNIST's are uint8; {_REMEDY}")
    rank = magic[3]
    if rank not in ranks:
        expected = " or ".join(str(expected) for expected in ranks)
        raise DatasetError(f"{path}: it has {rank} dimensions instead of {expected}; {_REMEDY}")
    sizes = file.read(4 * rank)
    if len(sizes) < 4 * rank:
        raise DatasetError(f"{path}: it ends within its header; {_REMEDY}")
    shape = struct.unpack(f">{rank}I", sizes)
    if 0 in shape[1:]:
        raise DatasetError(f"{path}: its images have no pixels ({_product(shape)}); {_REMEDY}")
    return shape


def _elements(path: Path, file: BinaryIO, shape: tuple[int, ...], most: int) -> NDArray[np.uint8]:
    """Reads the elements, and makes sure that the file ends with them.

    :param most: how many bytes there can be at most, by the size of the file; nothing larger is allocated.
    """
    count = math.prod(shape)
    if count > most:
        raise DatasetError(
            f"{path}: its header announces {count:,} bytes ({_product(shape)}), more than can be in a file of this size; {_REMEDY}"
        )
    elements = np.empty(count, np.uint8)
    view = memoryview(cast(Any, elements))
    done = 0
    while done < count:
        # A compressed file gives what it has, piece by piece.
        piece = cast(Any, file).readinto(view[done:])
        if not piece:
            raise _wrong_size(path, shape, done)
        done += piece
    # Reading on at the end makes gzip compare the checksum.
    if file.read(1):
        raise DatasetError(f"{path}: it goes on after the {count:,} bytes that its header announces; {_REMEDY}")
    return elements.reshape(shape)


def _wrong_size(path: Path, shape: tuple[int, ...], count: int) -> DatasetError:
    return DatasetError(
        f"{path}: its header announces {math.prod(shape):,} bytes ({_product(shape)}), but {count:,} follow; {_REMEDY}"
    )


def _product(shape: tuple[int, ...]) -> str:
    return "x".join(str(side) for side in shape)
