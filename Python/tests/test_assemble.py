"""What is streamed to 'fmbuild assemble -'."""

import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet
import pytest

import fmbuild
from fmbuild.assemble import assemble
from fmbuild.records import IMAGES, map_table

RECEIVER = """#!{python}
import pathlib, sys
pathlib.Path({folder!r}, "arguments").write_text("\\n".join(sys.argv[1:]))
pathlib.Path({folder!r}, "stream").write_bytes(sys.stdin.buffer.read())
sys.exit({code})
"""


def table(start, count):
    rows = [
        {"source": f"a/{number}.jpg", "label": "a", "pixels": bytes([number % 256] * 4), "recipe": "0" * 32}
        for number in range(start, start + count)
    ]
    return pa.Table.from_pylist(rows, schema=IMAGES)


@pytest.fixture
def receiver(tmp_path, monkeypatch):
    """A program in place of fmbuild that keeps what it receives."""

    def make(code):
        path = tmp_path / "receiver"
        path.write_text(RECEIVER.format(python=sys.executable, folder=str(tmp_path), code=code))
        path.chmod(0o755)
        monkeypatch.setenv("FMBUILD", str(path))
        return tmp_path

    return make


def received(folder):
    with pa.ipc.open_stream((folder / "stream").read_bytes()) as reader:
        assert reader.schema.metadata[b"fmbuild.records"] == b"images/1"
        return reader.read_all().replace_schema_metadata(None)


def test_a_dataset_of_records_is_the_one_that_convert_makes(data, samples, tmp_path, program):
    sources = sorted(str(path.relative_to(samples)) for path in samples.glob("*/*.jpg"))
    photos = pa.table({"source": sources[::-1], "label": [source.split("/")[0] for source in sources[::-1]]})
    images = map_table(photos, samples)
    for part in range(4):
        pyarrow.parquet.write_table(images.slice(part * 50, 50), tmp_path / f"{part}.parquet")
    options = ["--out", str(tmp_path / "data"), "--expect", "200", "--raw", "--validation-fraction", "0.1", "--quiet"]
    assert assemble([str(tmp_path / f"{part}.parquet") for part in (2, 0, 3, 1)], options) == 0
    names = sorted(path.name for path in data.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "data").iterdir())
    # Records do not say whether their labels came from folders or from a table.
    differing = [name for name in names if (data / name).read_bytes() != (tmp_path / "data" / name).read_bytes()]
    assert differing == ["dataset.json"]


def test_parquet_and_arrow_files_are_streamed_whole(receiver, tmp_path):
    folder = receiver(0)
    (tmp_path / "parquet").mkdir()
    for part in range(3):
        # Engines write other columns, too, and in another order.
        written = table(part * 100, 100).append_column("price", pa.array([1] * 100))
        pyarrow.parquet.write_table(
            written.select(written.column_names[::-1]), tmp_path / "parquet" / f"{part}.parquet"
        )
    with pa.ipc.new_file(tmp_path / "more.arrow", IMAGES) as writer:
        writer.write_table(table(300, 7))
    code = assemble([str(tmp_path / "parquet"), str(tmp_path / "more.arrow")], ["--out", "data", "--expect", "307"])
    assert code == 0
    assert (folder / "arguments").read_text().split("\n") == ["assemble", "-", "--out", "data", "--expect", "307"]
    assert received(folder).equals(table(0, 307))
    assert assemble([(tmp_path / "parquet").as_uri()], []) == 0
    assert received(folder).equals(table(0, 300))


def test_the_exit_code_is_the_program_s(receiver, tmp_path):
    receiver(1)
    pyarrow.parquet.write_table(table(0, 5), tmp_path / "a.parquet")
    assert assemble([str(tmp_path / "a.parquet")], []) == 1


def test_a_table_that_cannot_be_read_leaves_the_stream_without_its_end(receiver, tmp_path):
    folder = receiver(0)
    (tmp_path / "stream").write_bytes(b"untouched")
    pyarrow.parquet.write_table(table(0, 5), tmp_path / "a.parquet")
    pyarrow.parquet.write_table(table(0, 5).drop_columns(["pixels"]), tmp_path / "b.parquet")
    with pytest.raises(fmbuild.Error, match="b.parquet: columns are missing: pixels"):
        assemble([str(tmp_path / "a.parquet"), str(tmp_path / "b.parquet")], [])
    # The program was ended before it could make anything of what it had.
    assert (folder / "stream").read_bytes() == b"untouched"


def test_a_program_that_stops_reading_gives_its_exit_code(tmp_path, monkeypatch):
    path = tmp_path / "refusing"
    path.write_text("#!/bin/sh\nexec 0<&-\nexit 64\n")
    path.chmod(0o755)
    monkeypatch.setenv("FMBUILD", str(path))
    pyarrow.parquet.write_table(table(0, 250).take([0] * 100_000), tmp_path / "a.parquet")
    assert assemble([str(tmp_path / "a.parquet")], []) == 64


def test_a_delta_table_is_not_read_as_files(receiver, tmp_path):
    receiver(0)
    (tmp_path / "delta" / "_delta_log").mkdir(parents=True)
    pyarrow.parquet.write_table(table(0, 5), tmp_path / "delta" / "a.parquet")
    with pytest.raises(fmbuild.Error, match="pip install deltalake"):
        assemble([str(tmp_path / "delta")], [])


def test_the_command_names_what_is_wrong(receiver, tmp_path):
    receiver(0)

    def run(*arguments):
        command = [sys.executable, "-m", "fmbuild.assemble", *arguments]
        result = subprocess.run(command, capture_output=True, text=True)
        return result.returncode, result.stderr.strip()

    assert run(str(tmp_path / "nothing"), "--", "--out", "data") == (
        2,
        f"Error: {tmp_path / 'nothing'}: there is no such file or folder",
    )
    code, message = run("a.parquet")
    assert code != 0 and message.startswith("Usage: python -m fmbuild.assemble")
