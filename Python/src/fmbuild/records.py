"""Tables of photos to tables of images, batch by batch, with pyarrow: what `fmbuild.spark`, `ray` and `dask` are made of.

with Mapper({"pipeline": "fashion-mnist"}) as mapper:
    for batch in batches:
        images = mapper(with_content(batch, "s3://bucket/photos"))
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Union

import pyarrow as pa

from ._child import Child, ChildKeeper, crash_detail
from ._errors import Error
from ._program import Options, option_arguments, program
from ._recipe import recipe_of

#: The columns that `fmbuild map` reads. All but `source` may be missing.
PHOTOS = pa.schema(
    [
        pa.field("source", pa.utf8(), nullable=False),
        pa.field("label", pa.utf8()),
        pa.field("group", pa.utf8()),
        pa.field("split", pa.utf8()),
        pa.field("content", pa.binary()),
        pa.field("error", pa.utf8()),
        pa.field("byte_count", pa.int64()),
    ]
)

#: The columns that `fmbuild map` writes and `fmbuild assemble` reads.
IMAGES = pa.schema(
    [
        pa.field("source", pa.utf8(), nullable=False),
        *(pa.field(name, pa.utf8()) for name in ("label", "group", "split", "reason", "detail")),
        pa.field("sha256", pa.binary()),
        *(
            pa.field(name, pa.int32())
            for name in (
                *("width", "height", "crop_x", "crop_y", "crop_width", "crop_height"),
                *("thumbnail_width", "thumbnail_height", "darkest", "lightest"),
            )
        ),
        *(pa.field(name, pa.utf8()) for name in ("warnings", "background", "isolated_by")),
        pa.field("product_share", pa.float64()),
        pa.field("product_pieces", pa.int32()),
        pa.field("pixels", pa.binary()),
        pa.field("pixels_sha256", pa.binary()),
        pa.field("recipe", pa.utf8(), nullable=False),
    ]
)

#: Photos that a batch should have at most, so that it does not need much memory.
PHOTOS_PER_BATCH = 256

_READERS = 16
# Larger files are rejected by the program, by their byte_count.
_LARGEST_FILE = 1 << 30
# What is sent at once; an Arrow column holds 2 GiB.
_LARGEST_BATCH = 1 << 30

# Content, error and size of a file.
_Read = tuple[Union[bytes, None], Union[str, None], Union[int, None]]


class Mapper:
    """`fmbuild map` in a program of its own: a batch of photos in, a batch of images out, row by row in the same order.

    A photo that ends the program by a signal costs itself: its row has the reason `crashed`. If the program ends
    with an exit code, the call fails with its message, because the same would happen again. Threads may share a
    mapper and take turns; a process that is forked starts a program of its own.
    """

    def __init__(self, options: Options = (), *, root: str | os.PathLike[str] | None = None) -> None:
        """:param options: of `convert` under "Photos to images": `{"fast": True}` or `["--fast"]`.
        :param root: a folder; photos without content are opened below it.
        """
        self._options = option_arguments(options)
        place = [] if root is None else [f"--root={os.fspath(root)}"]
        self._keeper = ChildKeeper([program(), "map", *self._options, *place], PHOTOS.serialize().to_pybytes())
        self._recipe: str | None = None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Returns the images of a batch of photos.

        :raises Error: if the program ends with an exit code, or does not answer row by row.
        """
        photos = _photos(batch)

        def ask(child: Child, start: int, end: int) -> pa.RecordBatch:
            part = photos.slice(start, end - start)
            answer = child.exchange(memoryview(part.serialize()))
            if child.schema is None:
                raise Error("the program's Arrow stream does not begin with its schema")
            schema = pa.ipc.read_schema(pa.py_buffer(child.schema.encoded))
            images = pa.ipc.read_record_batch(pa.py_buffer(answer.encoded), schema)
            if not images.schema.equals(IMAGES):
                raise Error(
                    "fmbuild map wrote other columns than this version of the package reads; use one version of both"
                )
            if not images.column(0).equals(part.column(0)):
                raise Error(f"fmbuild map answered about other photos than the {len(part)} that it was sent")
            return images

        def crashed(row: int, signal_name: str) -> pa.RecordBatch:
            return self._crashed(photos.slice(row, 1), signal_name)

        parts = []
        for start, end in _pieces(photos):
            parts += self._keeper.run(range(start, end), ask, crashed)
        return parts[0] if len(parts) == 1 else _joined(parts)

    def map(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Gives the images of each batch as soon as they are there."""
        for batch in batches:
            yield self(batch)

    def _crashed(self, photo: pa.RecordBatch, signal_name: str) -> pa.RecordBatch:
        """Returns the row for a photo that ended the program."""
        if self._recipe is None:
            self._recipe = recipe_of(self._options)
        row: dict[str, Any] = {name: photo.column(name)[0].as_py() for name in ("source", "label", "group", "split")}
        content = photo.column("content")[0].as_py()
        row |= {"reason": "crashed", "detail": crash_detail(signal_name), "recipe": self._recipe}
        row["sha256"] = None if content is None else hashlib.sha256(content).digest()
        return pa.RecordBatch.from_arrays(
            [pa.array([row.get(field.name)], field.type) for field in IMAGES], schema=IMAGES
        )

    def close(self) -> None:
        """Ends the program. The next batch starts another one."""
        self._keeper.close()

    def __enter__(self) -> Mapper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _photos(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Returns the columns that the program reads, in the types that it reads; those that are missing are null."""
    if "source" not in batch.schema.names:
        raise Error("the column 'source' is missing: the path of each photo, by which it is known")
    columns = []
    for field in PHOTOS:
        if field.name not in batch.schema.names:
            columns.append(pa.nulls(len(batch), field.type))
            continue
        column = batch.column(batch.schema.get_field_index(field.name))
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        columns.append(column if column.type == field.type else column.cast(field.type))
    if columns[0].null_count:
        raise Error("the column 'source' has a null: every photo needs a path, by which it is known")
    return pa.RecordBatch.from_arrays(columns, schema=PHOTOS)


def _pieces(photos: pa.RecordBatch) -> list[tuple[int, int]]:
    """Returns the rows from and up to which a batch is sent at once: all, if they are not too large."""
    pieces, start, size = [], 0, 0
    if photos.nbytes > _LARGEST_BATCH:
        for row, content in enumerate(photos.column("content")):
            length = len(content.as_buffer()) if content.is_valid else 0
            if row > start and size + length > _LARGEST_BATCH:
                pieces.append((start, row))
                start, size = row, 0
            size += length
    return [*pieces, (start, len(photos))]


def _joined(parts: list[pa.RecordBatch]) -> pa.RecordBatch:
    # The rows for photos that ended the program have no metadata, which the others' schema has.
    schema = max((part.schema for part in parts), key=lambda schema: len(schema.metadata or {}))
    table = pa.Table.from_batches([pa.RecordBatch.from_arrays(part.columns, schema=schema) for part in parts])
    return table.combine_chunks().to_batches()[0]


def with_content(batch: pa.RecordBatch, root: str | os.PathLike[str]) -> pa.RecordBatch:
    """Returns a batch of photos with the bytes of their files in the column `content`, read by 16 threads.

    Photos that have content keep it. A file that cannot be read has the reason in the column `error`; one of more
    than 1 GiB is not read and has its size in the column `byte_count`: the program rejects both.

    :param root: the folder that the sources are below; a URI such as `s3://bucket/photos` is opened by `pyarrow.fs`.
    """
    photos = _photos(batch)
    read = _reader(os.fspath(root), os.getpid())
    contents = photos.column("content").to_pylist()

    def fill(source: str, content: bytes | None, error: str | None, size: int | None) -> _Read:
        if content is not None or error is not None:
            return content, error, size
        path = PurePosixPath(source)
        if path.is_absolute() or ".." in path.parts:
            return None, "the path leads out of the photos' folder", None
        try:
            return read(source)
        except OSError as problem:
            return None, problem.strerror or str(problem), None

    columns = {name: photos.column(name).to_pylist() for name in ("source", "error", "byte_count")}
    rows: list[_Read] = [(None, None, None)] * len(photos)
    waiting = iter(range(len(photos)))

    def fill_rows() -> None:
        # The threads take the next row from one iterator, which costs less than a task for each row.
        for row in waiting:
            rows[row] = fill(columns["source"][row], contents[row], columns["error"][row], columns["byte_count"][row])

    pool = _pool(os.getpid())
    for reader in [pool.submit(fill_rows) for _ in range(min(_READERS, len(photos)))]:
        reader.result()
    filled = [[row[number] for row in rows] for number in range(3)]
    arrays = [
        pa.array(values, PHOTOS.field(name).type) for values, name in zip(filled, ("content", "error", "byte_count"))
    ]
    return pa.RecordBatch.from_arrays([*photos.columns[:4], *arrays], schema=PHOTOS)


@lru_cache(maxsize=1)
def _pool(process: int) -> ThreadPoolExecutor:
    """Returns the threads of a process; those of another are not there after a fork."""
    return ThreadPoolExecutor(_READERS, "fmbuild-read")


@lru_cache(maxsize=16)
def _reader(root: str, process: int) -> Callable[[str], _Read]:
    """Returns a function from a source to content, error and size, for a process: connections do not outlive a fork."""
    if "://" not in root:

        def read_file(source: str) -> _Read:
            with open(os.path.join(root, source), "rb") as file:
                size = os.fstat(file.fileno()).st_size
                return (file.read() if size <= _LARGEST_FILE else None), None, size

        return read_file

    from pyarrow import fs

    filesystem, base = fs.FileSystem.from_uri(root)

    def read_object(source: str) -> _Read:
        with filesystem.open_input_file(f"{base.rstrip('/')}/{source}") as file:
            size = file.size()
            return (file.read() if size <= _LARGEST_FILE else None), None, size

    return read_object


_of_thread = threading.local()


def map_table(table: pa.Table, root: str | os.PathLike[str] | None = None, options: Options = ()) -> pa.Table:
    """Returns the images of a table of photos, by a program that this thread keeps for the next table.

    :param root: where the files of photos without content are: a folder or a URI.
    """
    key = tuple(option_arguments(options))
    mappers: dict[tuple[int, tuple[str, ...]], Mapper] = _of_thread.__dict__.setdefault("mappers", {})
    place = (os.getpid(), key)
    if place not in mappers:
        mappers[place] = Mapper(key)
    mapper = mappers[place]
    batches = table.to_batches(max_chunksize=PHOTOS_PER_BATCH)
    images = [mapper(batch if root is None else with_content(batch, root)) for batch in batches]
    return pa.Table.from_batches([image.replace_schema_metadata(None) for image in images], IMAGES)
