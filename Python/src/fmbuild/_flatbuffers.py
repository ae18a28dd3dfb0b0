"""FlatBuffers, as much of them as Arrow's messages need: tables, vectors, texts; every offset is checked."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Union

from ._errors import Error


class StreamError(Error):
    """Bytes that are no Arrow stream, or not one of the kind that is expected."""


@dataclass(frozen=True)
class Scalar:
    """A number in a table, with its format in the words of `struct`."""

    format: str
    value: int


@dataclass(frozen=True)
class Structs:
    """A vector of structures of 64-bit numbers."""

    rows: Sequence[tuple[int, ...]]


# A table is a dictionary of its fields by their numbers in the schema; a list is a vector of tables.
Value = Union[Scalar, Structs, str, dict[int, Any], list[dict[int, Any]]]
Table = dict[int, Any]


def encode(root: Table) -> bytes:
    """Writes a table and all below it, from front to back: what is referred to stands behind what refers to it."""
    buffer = bytearray(4)
    _refer(buffer, 0, _write_table(buffer, root))
    return bytes(buffer)


def _write_table(buffer: bytearray, table: Table) -> int:
    """Writes a table behind its list of offsets, and what it refers to behind both; returns where it begins."""
    place, offsets = 4, {}
    # Large fields first, so that each stands at a multiple of its own size; a table begins at a multiple of eight.
    for number, value in sorted(table.items(), key=lambda entry: -_field_size(entry[1])):
        place += -place % _field_size(value)
        offsets[number] = place
        place += _field_size(value)
    entries = [offsets.get(number, 0) for number in range(max(table, default=-1) + 1)]
    directory = struct.pack(f"<{2 + len(entries)}H", 4 + 2 * len(entries), place, *entries)
    buffer.extend(bytes(-(len(buffer) + len(directory)) % 8))
    directory_start = len(buffer)
    buffer.extend(directory)
    start = len(buffer)
    buffer.extend(bytes(place))
    struct.pack_into("<i", buffer, start, start - directory_start)
    for number, value in table.items():
        position = start + offsets[number]
        if isinstance(value, Scalar):
            struct.pack_into("<" + value.format, buffer, position, value.value)
        else:
            _refer(buffer, position, _write_value(buffer, value))
    return start


def _write_value(buffer: bytearray, value: Value) -> int:
    if isinstance(value, dict):
        return _write_table(buffer, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        start = _write_count(buffer, len(text), 4)
        buffer.extend(text + b"\0")
        return start
    if isinstance(value, Structs):
        start = _write_count(buffer, len(value.rows), 8)
        for row in value.rows:
            buffer.extend(struct.pack(f"<{len(row)}q", *row))
        return start
    assert isinstance(value, list)
    start = _write_count(buffer, len(value), 4)
    positions = [len(buffer) + 4 * index for index in range(len(value))]
    buffer.extend(bytes(4 * len(value)))
    for position, table in zip(positions, value):
        _refer(buffer, position, _write_table(buffer, table))
    return start


def _write_count(buffer: bytearray, count: int, alignment: int) -> int:
    """Writes the length of a vector whose elements, which follow it, stand at multiples of `alignment`."""
    buffer.extend(bytes(-(len(buffer) + 4) % alignment))
    buffer.extend(struct.pack("<I", count))
    return len(buffer) - 4


def _refer(buffer: bytearray, position: int, target: int) -> None:
    struct.pack_into("<I", buffer, position, target - position)


def _field_size(value: Value) -> int:
    return struct.calcsize("<" + value.format) if isinstance(value, Scalar) else 4


class TableReader:
    """A table in bytes from outside."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start
        (distance,) = self._numbers("i", start)
        self._directory = start - distance
        self._directory_size, self._size = self._numbers("HH", self._directory)
        if self._directory_size < 4 or self._directory_size % 2:
            raise StreamError("an Arrow message is damaged: a table's list of offsets has an impossible length")
        self._check(self._directory, self._directory_size)
        self._check(start, self._size)

    @classmethod
    def root(cls, data: bytes) -> TableReader:
        """Returns the table that the bytes begin with."""
        if len(data) < 4:
            raise StreamError("an Arrow message is damaged: it ends early")
        return cls(data, struct.unpack_from("<I", data)[0])

    def scalar(self, number: int, format: str, default: int = 0) -> int:
        """Returns a number; the default if the field is missing."""
        position = self._field(number, struct.calcsize("<" + format))
        return default if position is None else int(self._numbers(format, position)[0])

    def table(self, number: int) -> TableReader | None:
        """Returns a table; None if the field is missing."""
        target = self._target(number)
        return None if target is None else TableReader(self._data, target)

    def tables(self, number: int) -> list[TableReader]:
        """Returns the tables of a vector."""
        start, count = self._vector(number, 4)
        positions = range(start, start + 4 * count, 4)
        return [TableReader(self._data, position + self._numbers("I", position)[0]) for position in positions]

    def structs(self, number: int, fields: int) -> list[tuple[int, ...]]:
        """Returns the structures of a vector, each of so many 64-bit numbers."""
        start, count = self._vector(number, 8 * fields)
        numbers = iter(self._numbers(f"{fields * count}q", start))
        return list(zip(*[numbers] * fields))

    def text(self, number: int) -> str:
        """Returns a text; the empty one if the field is missing."""
        start, count = self._vector(number, 1)
        try:
            return self._data[start : start + count].decode("utf-8")
        except UnicodeDecodeError as error:
            raise StreamError("an Arrow message is damaged: a name is no UTF-8 text") from error

    def has(self, number: int) -> bool:
        """Returns whether a field is there."""
        return self._field(number, 1) is not None

    def _vector(self, number: int, size: int) -> tuple[int, int]:
        target = self._target(number)
        if target is None:
            return 0, 0
        (count,) = self._numbers("I", target)
        self._check(target + 4, count * size)
        return target + 4, count

    def _target(self, number: int) -> int | None:
        position = self._field(number, 4)
        return None if position is None else position + int(self._numbers("I", position)[0])

    def _field(self, number: int, size: int) -> int | None:
        entry = 4 + 2 * number
        if entry + 2 > self._directory_size:
            return None
        (offset,) = self._numbers("H", self._directory + entry)
        if offset == 0:
            return None
        if offset + size > self._size:
            raise StreamError("an Arrow message is damaged: a field stands outside its table")
        return self._start + int(offset)

    def _numbers(self, format: str, position: int) -> tuple[int, ...]:
        self._check(position, struct.calcsize("<" + format))
        return struct.unpack_from("<" + format, self._data, position)

    def _check(self, position: int, size: int) -> None:
        if position < 0 or position + size > len(self._data):
            raise StreamError("an Arrow message is damaged: it points outside itself")
