"""Tables of images to a dataset: `python -m fmbuild.assemble URI … -- --out data --expect 100000`.

Streams tables that an engine has written to `fmbuild assemble -`. A URI is a file or a folder of Parquet, a Delta
table, or a file or folder of `.arrow` files, in any place that `pyarrow.fs` opens, such as `s3://bucket/images`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.dataset

from ._errors import Error
from ._program import program
from .records import IMAGES

_VERSION = {"fmbuild.records": "images/1"}


def batches(uris: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Gives the images of tables, with the columns that the program reads.

    :raises Error: if a table has not all of them.
    """
    for uri in uris:
        table = _dataset(uri)
        missing = [name for name in IMAGES.names if name not in table.schema.names]
        if missing:
            raise Error(
                f"{uri}: columns are missing: {', '.join(missing)}; name a table that fmbuild.spark.map or 'fmbuild map' made"
            )
        for batch in table.to_batches(columns=IMAGES.names):
            if len(batch):
                yield from pa.Table.from_batches([batch]).cast(IMAGES).to_batches()


def _dataset(uri: str) -> Any:
    """Opens a table: Delta if its folder has a log and deltalake is installed, otherwise Parquet or Arrow files."""
    try:
        from deltalake import DeltaTable
    except ImportError:
        pass
    else:
        if DeltaTable.is_deltatable(uri):
            return DeltaTable(uri).to_pyarrow_dataset()
    from pyarrow import fs

    filesystem, path = fs.FileSystem.from_uri(uri) if "://" in uri else (fs.LocalFileSystem(), uri)
    info = filesystem.get_file_info(path)
    if info.type == fs.FileType.NotFound:
        raise Error(f"{uri}: there is no such file or folder")
    names = [path]
    if info.type == fs.FileType.Directory:
        if filesystem.get_file_info(f"{path.rstrip('/')}/_delta_log").type == fs.FileType.Directory:
            raise Error(
                f"{uri}: this is a Delta table, whose files may hold rows that were deleted; pip install deltalake"
            )
        names = [file.path for file in filesystem.get_file_info(fs.FileSelector(path, recursive=True))]
    kind = "arrow" if any(name.endswith((".arrow", ".feather")) for name in names) else "parquet"
    return pyarrow.dataset.dataset(path, filesystem=filesystem, format=kind)


def assemble(uris: Sequence[str], arguments: Sequence[str]) -> int:
    """Streams tables to `fmbuild assemble -` with the given options, and returns its exit code."""
    process = subprocess.Popen([program(), "assemble", "-", *arguments], stdin=subprocess.PIPE)
    assert process.stdin is not None
    try:
        stream = pa.ipc.new_stream(process.stdin, IMAGES.with_metadata(_VERSION))
        for batch in batches(uris):
            stream.write_batch(batch)
        # Writes the end mark. Without it, the program makes no dataset of what it has.
        stream.close()
        process.stdin.close()
    except BrokenPipeError:
        # The program says why it reads no more.
        pass
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process.wait()


def main() -> None:
    """Runs the command."""
    uris, found, arguments = _split(sys.argv[1:])
    if not uris or not found:
        sys.exit(
            "Usage: python -m fmbuild.assemble URI … -- OPTIONS OF 'fmbuild assemble', such as --out data --expect 100000"
        )
    try:
        sys.exit(assemble(uris, arguments))
    except (Error, OSError, pa.ArrowException) as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(2)


def _split(arguments: Sequence[str]) -> tuple[Sequence[str], bool, Sequence[str]]:
    if "--" not in arguments:
        return arguments, False, []
    place = arguments.index("--")
    return arguments[:place], True, arguments[place + 1 :]


if __name__ == "__main__":
    main()
