"""Batches of photos to batches of images, by a program that may fail."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest

import fmbuild
import fmbuild.dask
import fmbuild.ray
import fmbuild.spark
from fmbuild._arrow import photos_batch, photos_schema
from fmbuild._child import Child
from fmbuild.records import IMAGES, Mapper, map_table, with_content


def batch_of(paths, **columns):
    """A batch of photos with content, whose sources are class and file name."""
    sources = [f"{Path(path).parent.name}/{Path(path).name}" for path in paths]
    contents = [Path(path).read_bytes() for path in paths]
    return pa.RecordBatch.from_pydict({"source": sources, "content": contents, **columns})


def with_sources(batch, sources):
    return pa.RecordBatch.from_pydict({**batch.to_pydict(), "source": sources})


def test_a_batch_gives_one_row_a_photo_in_order(photos, program):
    labels = [Path(photo).parent.name for photo in photos]
    batch = batch_of(photos, label=labels, group=[None] * len(photos), price=range(len(photos)))
    with Mapper() as mapper:
        images = mapper(batch)
        images.validate(full=True)
        assert images.schema.equals(IMAGES) and images.schema.metadata[b"fmbuild.image"] == b"28x28x1"
        assert images.column("source").equals(batch.column("source"))
        assert images.column("label").to_pylist() == labels
        # Batches are answered one by one, in their order, by one program.
        parts = list(mapper.map(batch.slice(start, 7) for start in range(0, 40, 7)))
    assert [len(part) for part in parts] == [7, 7, 7, 7, 7, 5]
    assert pa.Table.from_batches(parts).equals(pa.Table.from_batches([images]))
    rows = images.to_pylist()
    with fmbuild.Preprocessor() as preprocess:
        assert [row["pixels"] for row in rows] == [image.tobytes() for image in preprocess(photos)]
        assert {row["recipe"] for row in rows} == {preprocess.recipe}
    for row, content in zip(rows, batch.column("content").to_pylist()):
        assert row["sha256"] == hashlib.sha256(content).digest()
        assert row["pixels_sha256"] == hashlib.sha256(row["pixels"]).digest()
        assert row["reason"] is None and len(row["pixels"]) == 784


def test_an_empty_batch_gives_an_empty_batch(photos, program):
    with Mapper() as mapper:
        assert len(mapper(batch_of(photos[:1]).slice(0, 0))) == 0
        assert len(mapper(pa.RecordBatch.from_pydict({"source": []}))) == 0
        assert len(mapper(batch_of(photos[:1]))) == 1


def test_types_that_engines_use_are_taken(photos, program):
    batch = batch_of(photos[:5], label=["a", "b", "a", "b", "a"])
    columns = [
        batch.column("source").cast(pa.large_utf8()),
        batch.column("content").cast(pa.large_binary()),
        batch.column("label").dictionary_encode(),
        pa.nulls(5),
    ]
    other = pa.RecordBatch.from_arrays(columns, ["source", "content", "label", "split"])
    with Mapper() as mapper:
        assert mapper(other).equals(mapper(batch))


def test_a_batch_without_paths_is_refused(program):
    with Mapper() as mapper:
        with pytest.raises(fmbuild.Error, match="'source' is missing"):
            mapper(pa.RecordBatch.from_pydict({"path": ["a"]}))
        with pytest.raises(fmbuild.Error, match="'source' has a null"):
            mapper(pa.RecordBatch.from_pydict({"source": ["a", None]}))


def test_the_program_opens_photos_without_content_below_the_root(photos, samples, program):
    batch = batch_of(photos[:4])
    with Mapper(root=samples) as opening, Mapper() as usual:
        assert opening(batch.select(["source"])).equals(usual(batch))
        with pytest.raises(fmbuild.Error, match="has no content.*--root"):
            usual(batch.select(["source"]))


def test_pipes_that_are_full_in_both_directions_block_nobody():
    # 'cat' answers while it reads: who wrote everything first would wait for ever.
    content = os.urandom(5 << 20)
    child = Child(["cat"], photos_schema())
    for _ in range(3):
        batch = photos_batch(["a"], [content])
        assert child.exchange(batch).encoded == batch
    child.close()


def test_a_program_that_talks_much_blocks_nobody(planted, photos):
    planted.fault(
        "sys.stderr.write('much to say ' * 100000)\nsys.stderr.flush()\nos.execv(PROGRAM, ['fmbuild', *sys.argv[1:]])"
    )
    with Mapper() as mapper:
        assert len(mapper(batch_of(photos))) == len(photos)


def test_batches_larger_than_a_pipe_are_answered(photos, program):
    batch = batch_of(photos[:4])
    contents = [content + bytes(300_000) for content in batch.column("content").to_pylist()]
    with Mapper() as mapper:
        images = mapper(pa.RecordBatch.from_pydict({"source": batch.column("source"), "content": contents}))
        assert images.column("pixels").equals(mapper(batch).column("pixels"))


def test_a_photo_that_ends_the_program_costs_itself_alone(planted, photos):
    batch = batch_of(photos * 6, label=["x"] * 240)
    sources = [f"{number}/{source}" for number, source in enumerate(batch.column("source").to_pylist())]
    sources[171] = "171/kills.jpg"
    batch = with_sources(batch, sources)
    with Mapper() as mapper:
        expected = mapper(batch).to_pylist()
    planted.crash(b"kills.jpg")
    with Mapper(["--fast"]) as mapper, Mapper() as usual:
        found = usual(batch).to_pylist()
        assert planted.starts - 1 <= 10
        crashed = found.pop(171)
        assert found == expected[:171] + expected[172:]
        assert (
            crashed["source"] == "171/kills.jpg" and crashed["reason"] == "crashed" and "SIGABRT" in crashed["detail"]
        )
        assert crashed["sha256"] == expected[171]["sha256"] and crashed["label"] == "x" and crashed["pixels"] is None
        assert crashed["recipe"] == expected[171]["recipe"]
        alone = mapper(batch.slice(171, 1)).to_pylist()[0]
        assert alone["reason"] == "crashed" and alone["recipe"] != crashed["recipe"]


@pytest.mark.parametrize("signal", ["SIGSEGV", "SIGKILL"])
def test_several_photos_that_end_the_program_cost_themselves_alone(planted, photos, signal):
    batch = batch_of(photos)
    sources = batch.column("source").to_pylist()
    sources[0], sources[1], sources[39] = "0/kills.jpg", "1/kills.jpg", "39/kills.jpg"
    planted.crash(b"kills.jpg", signal)
    with Mapper() as mapper:
        found = mapper(with_sources(batch, sources))
    assert found.column("source").to_pylist() == sources
    reasons = found.column("reason").to_pylist()
    assert [number for number, reason in enumerate(reasons) if reason] == [0, 1, 39]
    assert all(signal in found.column("detail")[number].as_py() for number in (0, 1, 39))


def test_a_program_that_fails_ends_the_task_at_once_with_its_message(planted, photos):
    planted.fault("os.read(0, 1)\nprint('Error: no space; make some', file=sys.stderr)\nsys.exit(2)")
    with Mapper() as mapper, pytest.raises(fmbuild.Error, match="^no space; make some$") as caught:
        mapper(batch_of(photos))
    assert caught.value.exit_code == 2 and planted.starts == 1


def test_a_program_that_no_photo_ends_is_no_reason_to_reject_photos(planted, photos):
    planted.fault("resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nos.kill(os.getpid(), signal.SIGILL)")
    for batch in (batch_of(photos), batch_of(photos[:1]), batch_of(photos[:1]).slice(0, 0)):
        with Mapper() as mapper, pytest.raises(fmbuild.Error, match="ended by SIGILL before it has a photo"):
            mapper(batch)


def test_wrong_options_end_the_task_at_once(photos, program):
    with Mapper(["--fasd"]) as mapper, pytest.raises(fmbuild.Error, match="--fasd") as caught:
        mapper(batch_of(photos))
    assert caught.value.exit_code == 64


def test_answers_about_other_photos_are_refused(planted, photos):
    planted.fault(
        "import pyarrow as pa\n"
        "child = subprocess.Popen([PROGRAM, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "with pa.ipc.open_stream(sys.stdin.buffer) as photos:\n"
        "    sent = pa.ipc.new_stream(child.stdin, photos.schema)\n"
        "    for batch in photos:\n"
        "        sent.write_batch(batch.take(list(range(len(batch)))[::-1]))\n"
        "        child.stdin.flush()\n"
        "        images = locals().get('images') or pa.ipc.open_stream(child.stdout)\n"
        "        answer = locals().get('answer') or pa.ipc.new_stream(sys.stdout.buffer, images.schema)\n"
        "        answer.write_batch(images.read_next_batch())\n"
        "        sys.stdout.flush()\n"
    )
    with Mapper() as mapper, pytest.raises(fmbuild.Error, match="other photos than the 40"):
        mapper(batch_of(photos))


def test_files_are_read_and_a_missing_one_says_so(photos, samples, tmp_path):
    batch = batch_of(photos[:3])
    sources = [*batch.column("source").to_pylist(), "Bag/nothing.jpg", "../outside.jpg", str(tmp_path / "absolute.jpg")]
    (tmp_path / "absolute.jpg").write_bytes(b"secret")
    listed = pa.RecordBatch.from_pydict({"source": sources, "label": list("abcdef")})
    for root in (samples, samples.as_uri()):
        found = with_content(listed, root).to_pydict()
        assert found["source"] == sources and found["label"] == list("abcdef")
        assert found["content"] == [*batch.column("content").to_pylist(), None, None, None]
        assert found["error"][:3] == [None] * 3 and all(found["error"][3:])
        assert found["byte_count"][:3] == [len(content) for content in found["content"][:3]]
    assert with_content(listed, samples).to_pydict()["error"][3] == "No such file or directory"


def test_a_forked_process_reads_and_maps_by_itself(photos, samples, program):
    batch = batch_of(photos[:6]).select(["source"])
    with Mapper() as mapper:
        expected = mapper(with_content(batch, samples))
        reader, writer = os.pipe()
        process = os.fork()
        if process == 0:
            found = mapper(with_content(batch, samples))
            os.write(writer, b"equal" if found.equals(expected) else b"other")
            os._exit(0)
        os.close(writer)
        with open(reader, "rb") as pipe:
            assert pipe.read() == b"equal"
        os.waitpid(process, 0)
        assert mapper(with_content(batch, samples)).equals(expected)


def test_threads_may_share_a_mapper(photos, program):
    batches = [batch_of(photos[start : start + 4]) for start in range(0, 40, 4)]
    with Mapper() as mapper, ThreadPoolExecutor(6) as pool:
        assert list(pool.map(mapper, batches)) == [mapper(batch) for batch in batches]


def test_a_missing_file_is_a_rejected_photo(photos, samples, program):
    batch = pa.RecordBatch.from_pydict({"source": ["Bag/0000.jpg", "Bag/nothing.jpg"]})
    with Mapper() as mapper:
        reasons = mapper(with_content(batch, samples)).column("reason").to_pylist()
    assert reasons == [None, "unreadable"]


def test_a_file_that_was_too_large_to_be_read_is_a_rejected_photo(photos, program):
    batch = pa.RecordBatch.from_pydict({"source": ["huge.tif"], "byte_count": [(1 << 30) + 1]})
    with Mapper() as mapper:
        row = mapper(batch).to_pylist()[0]
    assert row["pixels"] is None and row["reason"] == "too-large" and "1" in row["detail"]


def test_content_that_is_there_is_kept(samples):
    batch = pa.RecordBatch.from_pydict({"source": ["Bag/0000.jpg", "Bag/0001.jpg"], "content": [b"mine", None]})
    found = with_content(batch, samples).column("content").to_pylist()
    assert found == [b"mine", (samples / "Bag" / "0001.jpg").read_bytes()]


def test_tables_give_tables(photos, samples, program):
    table = pa.Table.from_batches([batch_of(photos[:30]), batch_of(photos[30:])])
    images = map_table(table)
    assert images.schema.equals(IMAGES) and images.column("source").equals(table.column("source"))
    assert map_table(table.select(["source"]), samples).equals(images)
    assert map_table(table.slice(0, 0)).num_rows == 0


class Engine:
    """Calls what it is given as Spark, Ray and Dask do."""

    def __init__(self, photos):
        self.table = photos

    def mapInArrow(self, function, schema):
        names = [column.split("`")[1] for column in schema.split(", ")]
        assert names == IMAGES.names and schema.endswith("`recipe` string") and "`product_share` double" in schema
        return pa.Table.from_batches(list(function(iter(self.table.to_batches(max_chunksize=16)))))

    def map_batches(self, function, *, batch_size, batch_format, fn_kwargs):
        assert batch_format == "pyarrow"
        return pa.concat_tables(
            [function(self.table.slice(start, batch_size), **fn_kwargs) for start in (0, batch_size)]
        )

    def map_partitions(self, function, *, meta, **arguments):
        frame = function(self.table.to_pandas(), **arguments)
        assert list(meta.columns) == list(frame.columns)
        return pa.Table.from_pandas(frame, schema=IMAGES, preserve_index=False)


@pytest.mark.parametrize("module", [fmbuild.spark, fmbuild.ray, fmbuild.dask], ids=lambda module: module.__name__)
def test_engines_give_what_a_table_gives(module, photos, samples, program):
    table = pa.Table.from_batches([batch_of(photos)])
    options = {"pipeline": "fashion-mnist"}
    expected = map_table(table)
    assert module.map(Engine(table), options=options).equals(expected)
    assert module.map(Engine(table.select(["source"])), str(samples), options).equals(expected)
