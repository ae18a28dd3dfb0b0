"""Arrow streams of photos and images, as much of Arrow as the program reads and writes.

With it, images can be had where pyarrow is not installed. The columns are those of `fmbuild map`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Union

import numpy as np
from numpy.typing import NDArray

from ._flatbuffers import Scalar, StreamError, Structs, Table, TableReader, encode

__all__ = ["END", "Batch", "Message", "Schema", "StreamError", "next_message", "photos_batch", "photos_schema"]

Bytes = Union[bytes, bytearray, memoryview]

# The mark at the end of a stream.
END = b"\xff\xff\xff\xff\0\0\0\0"
_CONTINUATION = b"\xff\xff\xff\xff"
_SCHEMA, _BATCH = 1, 3
_VERSION_5 = 4
# A message describes columns; its size does not depend on the photos.
_LARGEST_METADATA = 1 << 24
_LARGEST_BODY = 1 << 34
_LARGEST_OFFSET = (1 << 31) - 1


@dataclass(frozen=True)
class Message:
    """One message of a stream: what it says about itself, its body, and the bytes of both as they came in."""

    kind: int
    header: TableReader
    body: memoryview
    encoded: bytes

    @property
    def is_schema(self) -> bool:
        return self.kind == _SCHEMA

    @property
    def is_batch(self) -> bool:
        return self.kind == _BATCH


def next_message(buffer: bytearray) -> Message | None:
    """Takes the first message out of a buffer that more bytes may be appended to; None if it is not whole yet.

    :raises StreamError: if the bytes are no Arrow stream, or the stream has ended.
    """
    if len(buffer) < 8:
        return None
    size = struct.unpack_from("<I", buffer, 4)[0]
    if buffer[:4] != _CONTINUATION:
        raise StreamError(f"the output is no Arrow stream: it begins with {bytes(buffer[:32])!r}")
    if size == 0:
        raise StreamError("the Arrow stream has ended early")
    if size > _LARGEST_METADATA:
        raise StreamError(f"an Arrow message is damaged: it announces {size:,} bytes about itself")
    if len(buffer) < 8 + size:
        return None
    message = TableReader.root(bytes(buffer[8 : 8 + size]))
    body_size = message.scalar(3, "q")
    if not 0 <= body_size <= _LARGEST_BODY:
        raise StreamError(f"an Arrow message is damaged: it announces a body of {body_size:,} bytes")
    if len(buffer) < 8 + size + body_size:
        return None
    header = message.table(2)
    if header is None:
        raise StreamError("an Arrow message is damaged: it says nothing about itself")
    encoded = bytes(buffer[: 8 + size + body_size])
    del buffer[: len(encoded)]
    return Message(message.scalar(1, "B"), header, memoryview(encoded)[8 + size :], encoded)


def photos_schema() -> bytes:
    """Returns the message that a stream of photos begins with: `source`, a text, and `content`, bytes or null."""
    utf8, binary = 5, 4
    fields: list[Table] = [
        {0: name, 1: Scalar("B", nullable), 2: Scalar("B", type), 3: {}, 5: []}
        for name, nullable, type in [("source", 0, utf8), ("content", 1, binary)]
    ]
    return _message(_SCHEMA, {0: Scalar("h", 0), 1: fields}, 0)


def photos_batch(sources: Sequence[str], contents: Sequence[Bytes]) -> bytes:
    """Returns the message with a batch of photos."""
    if len(sources) != len(contents):
        raise ValueError(f"{len(sources)} sources for {len(contents)} contents")
    pieces: list[Bytes] = []
    places: list[tuple[int, int]] = []
    place = 0
    for column in ([source.encode("utf-8") for source in sources], contents):
        ends = np.cumsum([0, *(len(value) for value in column)], dtype=np.int64)
        if int(ends[-1]) > _LARGEST_OFFSET:
            raise ValueError("a batch holds 2 GiB at most; send fewer photos at a time")
        # No bits say which are null: none is.
        places.append((place, 0))
        for part in ([ends.astype("<i4").tobytes()], column):
            size = sum(len(piece) for piece in part)
            places.append((place, size))
            pieces += part
            pieces.append(bytes(-size % 8))
            place += size + -size % 8
    nodes = Structs([(len(sources), 0)] * 2)
    header = {0: Scalar("q", len(sources)), 1: nodes, 2: Structs(places)}
    return b"".join([_message(_BATCH, header, place), *pieces])


def _message(kind: int, header: Table, body_size: int) -> bytes:
    metadata = encode({0: Scalar("h", _VERSION_5), 1: Scalar("B", kind), 2: header, 3: Scalar("q", body_size)})
    metadata += bytes(-len(metadata) % 8)
    return _CONTINUATION + struct.pack("<I", len(metadata)) + metadata


# Arrow's numbers for types without further details.
_TYPES = {4: "binary", 5: "utf8"}


@dataclass(frozen=True)
class Schema:
    """The columns of a stream, each with its type, and what the stream says about itself."""

    columns: dict[str, str]
    metadata: dict[str, str]

    @classmethod
    def read(cls, message: Message) -> Schema:
        """Reads a message.

        :raises StreamError: if it is not the schema of a stream of images.
        """
        if not message.is_schema:
            raise StreamError("the Arrow stream does not begin with its schema")
        if message.header.scalar(0, "h") != 0:
            raise StreamError("the Arrow stream is big-endian, which is not read")
        columns: dict[str, str] = {}
        for field in message.header.tables(1):
            name = field.text(0)
            if field.has(4):
                raise StreamError(f"column '{name}' is a dictionary, which is not read")
            if name in columns:
                raise StreamError(f"there are two columns '{name}'")
            columns[name] = _type(field, name)
        metadata = {entry.text(0): entry.text(1) for entry in message.header.tables(2)}
        return cls(columns, metadata)


def _type(field: TableReader, name: str) -> str:
    kind, details = field.scalar(2, "B"), field.table(3)
    if kind in _TYPES:
        return _TYPES[kind]
    if kind == 2 and details is not None and details.scalar(0, "i") == 32 and details.scalar(1, "B"):
        return "int32"
    if kind == 3 and details is not None and details.scalar(0, "h") == 2:
        return "float64"
    raise StreamError(f"column '{name}' is of an Arrow type that images do not have (number {kind})")


class Batch:
    """A batch of rows, whose columns are read when they are asked for."""

    def __init__(self, schema: Schema, message: Message) -> None:
        """Checks the places of all buffers.

        :raises StreamError: if they are not those of the schema's columns, or are not in the message.
        """
        if not message.is_batch:
            raise StreamError(f"the Arrow stream has a message of kind {message.kind} instead of a batch")
        header, body = message.header, message.body
        if header.has(3):
            raise StreamError("the batch is compressed, which is not read")
        self.count = header.scalar(0, "q")
        nodes, places = header.structs(1, 2), header.structs(2, 2)
        if not 0 <= self.count <= _LARGEST_OFFSET:
            raise StreamError(f"the batch announces {self.count:,} rows")
        counts = [3 if type in ("utf8", "binary") else 2 for type in schema.columns.values()]
        if len(nodes) != len(counts) or len(places) != sum(counts):
            raise StreamError("the batch has other columns than the stream's schema")
        if any(length != self.count or not 0 <= nulls <= length for length, nulls in nodes):
            raise StreamError("a column of the batch has another number of rows than the batch")
        if any(start < 0 or size < 0 or start + size > len(body) for start, size in places):
            raise StreamError("a buffer of the batch stands outside the message")
        buffers = iter([body[start : start + size] for start, size in places])
        self._columns = {
            name: (type, nulls, [next(buffers) for _ in range(count)])
            for (name, type), (_, nulls), count in zip(schema.columns.items(), nodes, counts)
        }

    def texts(self, name: str) -> list[str | None]:
        """Returns a column of texts."""
        try:
            return [None if value is None else str(value, "utf-8") for value in self._slices(name, "utf8")]
        except UnicodeDecodeError as error:
            raise StreamError(f"column '{name}' has bytes that are no UTF-8 text") from error

    def binaries(self, name: str) -> list[memoryview | None]:
        """Returns a column of bytes, which are not copied."""
        return self._slices(name, "binary")

    def numbers(self, name: str) -> list[Any]:
        """Returns a column of numbers."""
        types = {"int32": "<i4", "float64": "<f8"}
        kind, nulls, (validity, data) = self._column(name, *types)
        dtype = np.dtype(types[kind])
        if len(data) < self.count * dtype.itemsize:
            raise StreamError(f"column '{name}' has fewer numbers than the batch has rows")
        values = np.frombuffer(data, dtype, self.count).tolist()
        present = self._present(name, nulls, validity)
        return values if present is None else [value if there else None for value, there in zip(values, present)]

    def _slices(self, name: str, type: str) -> list[memoryview | None]:
        _, nulls, (validity, offsets, data) = self._column(name, type)
        if self.count == 0:
            return []
        if len(offsets) < 4 * (self.count + 1):
            raise StreamError(f"column '{name}' has fewer offsets than the batch has rows")
        ends = np.frombuffer(offsets, "<i4", self.count + 1)
        if ends[0] < 0 or int(ends[-1]) > len(data) or (np.diff(ends) < 0).any():
            raise StreamError(f"column '{name}' has offsets outside its data")
        bounds = ends.tolist()
        present = self._present(name, nulls, validity)
        return [
            data[start:end] if present is None or present[row] else None
            for row, (start, end) in enumerate(zip(bounds, bounds[1:]))
        ]

    def _present(self, name: str, nulls: int, validity: memoryview) -> NDArray[np.uint8] | None:
        """Returns which rows have a value; None if all have."""
        if nulls == 0:
            return None
        if len(validity) < (self.count + 7) // 8:
            raise StreamError(f"column '{name}' does not say which of its rows are null")
        return np.unpackbits(np.frombuffer(validity, np.uint8), count=self.count, bitorder="little")

    def _column(self, name: str, *types: str) -> tuple[str, int, list[memoryview]]:
        if name not in self._columns:
            raise StreamError(f"the stream of images has no column '{name}'; is this the program fmbuild?")
        column = self._columns[name]
        if column[0] not in types:
            raise StreamError(f"column '{name}' is {column[0]} instead of {' or '.join(types)}")
        return column
