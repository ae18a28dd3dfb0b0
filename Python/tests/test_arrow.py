"""The package's own Arrow, compared with pyarrow in both directions."""

import random

import pyarrow as pa
import pytest

from fmbuild._arrow import END, Batch, Schema, StreamError, next_message, photos_batch, photos_schema
from fmbuild.records import IMAGES, PHOTOS

METADATA = {"fmbuild.records": "images/1", "fmbuild.image": "28x28x1"}


def stream(*batches):
    pieces = [photos_schema()]
    for sources, contents in batches:
        pieces.append(photos_batch(sources, contents))
    return b"".join([*pieces, END])


def messages(data):
    buffer, found = bytearray(data), []
    while buffer:
        message = next_message(buffer)
        assert message is not None
        found.append(message)
    return found


def images(rows):
    schema = IMAGES.with_metadata(METADATA)
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def written(*batches):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, IMAGES.with_metadata(METADATA)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


ROWS = [
    {"source": "a/ä.jpg", "recipe": "0" * 32, "width": 3, "pixels": bytes(range(7)), "product_share": 0.5},
    {"source": "b", "recipe": "1" * 32, "reason": "truncated", "detail": "the JPEG ends early — fetch it again"},
    {"source": "", "recipe": "2" * 32, "width": -5, "pixels": b"", "warnings": ""},
]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 8, 9, 64, 300])
def test_pyarrow_reads_what_is_written(count):
    sources = [f"ordner/ö{number}" for number in range(count)]
    contents = [random.Random(number).randbytes(number * 13 % 50) for number in range(count)]
    with pa.ipc.open_stream(stream((sources, contents), (sources[:1], contents[:1]))) as reader:
        assert [(field.name, field.type, field.nullable) for field in reader.schema] == [
            ("source", pa.utf8(), False),
            ("content", pa.binary(), True),
        ]
        batches = list(reader)
    assert len(batches) == 2
    for batch in batches:
        batch.validate(full=True)
    assert batches[0].to_pydict() == {"source": sources, "content": contents}
    assert batches[1].to_pydict() == {"source": sources[:1], "content": contents[:1]}


def test_every_message_begins_at_a_multiple_of_eight_bytes():
    data = stream((["abc"], [b"12345"]), (["a", "b"], [b"", b"1"]))
    place = 0
    for message in messages(data[: -len(END)]):
        assert place % 8 == 0
        place += len(message.encoded)


def test_contents_of_all_kinds_of_bytes_are_written():
    contents = [b"one", bytearray(b"two"), memoryview(b"three")]
    with pa.ipc.open_stream(stream((["a", "b", "c"], contents))) as reader:
        assert reader.read_all().column("content").to_pylist() == [b"one", b"two", b"three"]


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS, ROWS * 30], ids=len)
def test_what_pyarrow_writes_is_read(rows):
    batch = images(rows)
    schema_message, batch_message = messages(written(batch)[: -len(END)])
    schema = Schema.read(schema_message)
    assert schema.metadata == METADATA and list(schema.columns) == IMAGES.names
    found = Batch(schema, batch_message)
    for field in IMAGES:
        expected = batch.column(field.name).to_pylist()
        if field.type == pa.utf8():
            assert found.texts(field.name) == expected
        elif field.type == pa.binary():
            assert [None if v is None else bytes(v) for v in found.binaries(field.name)] == expected
        else:
            assert found.numbers(field.name) == expected


def test_a_slice_of_a_batch_is_read():
    batch = images(ROWS * 9).slice(5, 11)
    schema, found = messages(written(batch)[: -len(END)])
    assert Batch(Schema.read(schema), found).texts("source") == batch.column("source").to_pylist()


def test_nothing_is_taken_out_of_a_buffer_before_a_message_is_whole():
    data = written(images(ROWS))
    first = len(messages(data[: -len(END)])[0].encoded)
    for length in range(first):
        buffer = bytearray(data[:length])
        assert next_message(buffer) is None and len(buffer) == length


@pytest.mark.parametrize("type", [pa.large_utf8(), pa.int64(), pa.float32(), pa.list_(pa.int32()), pa.bool_()], ids=str)
def test_other_types_are_refused_by_name(type):
    schema = pa.schema([pa.field("odd", type)])
    with pytest.raises(StreamError, match="'odd'"):
        Schema.read(messages(schema.serialize().to_pybytes())[0])


def test_dictionaries_and_compression_are_refused():
    schema = pa.schema([pa.field("label", pa.dictionary(pa.int32(), pa.utf8()))])
    with pytest.raises(StreamError, match="'label' is a dictionary"):
        Schema.read(messages(schema.serialize().to_pybytes())[0])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, IMAGES, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_batch(images(ROWS).replace_schema_metadata(None))
    schema, batch = messages(sink.getvalue().to_pybytes()[: -len(END)])
    with pytest.raises(StreamError, match="compressed"):
        Batch(Schema.read(schema), batch)


def test_what_is_no_stream_is_quoted():
    with pytest.raises(StreamError, match="hello, I am another program"):
        next_message(bytearray(b"hello, I am another program"))
    with pytest.raises(StreamError, match="ended early"):
        next_message(bytearray(END))


def test_damaged_streams_are_read_or_refused_and_nothing_else():
    """Of what is changed, some cannot be found; but nothing outside the bytes is read, and nothing huge is allocated."""
    data = written(images(ROWS))[: -len(END)]
    generator = random.Random(5)
    outcomes = {"read": 0, "refused": 0, "waits": 0}
    for _ in range(4000):
        damaged = bytearray(data)
        for _ in range(generator.randint(1, 3)):
            place = generator.randrange(len(damaged))
            damaged[place : place + 4] = generator.choice(
                [b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\x80\0\0\0", generator.randbytes(4)]
            )
        try:
            schema_message = next_message(damaged)
            batch_message = next_message(damaged) if schema_message else None
            if batch_message is None:
                outcomes["waits"] += 1
                continue
            batch = Batch(Schema.read(schema_message), batch_message)
            batch.texts("source"), batch.binaries("pixels"), batch.texts("reason"), batch.numbers("width")
            outcomes["read"] += 1
        except StreamError:
            outcomes["refused"] += 1
    assert outcomes["read"] > 50 and outcomes["refused"] > 50, outcomes


def test_the_columns_of_photos_are_those_that_the_program_reads():
    assert PHOTOS.names == ["source", "label", "group", "split", "content", "error", "byte_count"]
