"""Draws the Parquet files beside this script, as pyarrow writes them: every compression, both versions of pages.

    python draw.py        # needs pyarrow and pillow; pyarrow 26.0.1 and pillow 13.0.0 made the files that are here

Each has 14 images of 5x4, of which image i has label i % 2 and the levels (7 x + 31 y + 13 i) % 256.
"""

import io
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
from PIL import Image

COUNT = 14
NAMES = ["left, \"wing\"", "Schlüssel"]
FOLDER = Path(__file__).parent


def picture(index, format="PNG"):
    image = Image.new("L", (5, 4))
    image.putdata([(7 * x + 31 * y + 13 * index) % 256 for y in range(4) for x in range(5)])
    file = io.BytesIO()
    image.save(file, format)
    return file.getvalue()


def features(**columns):
    return {"huggingface": json.dumps({"info": {"features": columns}})}


def image_column(count=COUNT):
    return pyarrow.array(
        [{"bytes": picture(i), "path": None} for i in range(count)],
        pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())]))


def hub_table():
    """A table as `datasets` has them, with a list that is no image and no label."""
    columns = {
        "image": image_column(),
        "label": pyarrow.array([i % 2 for i in range(COUNT)], pyarrow.int64()),
        "box": pyarrow.array([[i, i + 1] for i in range(COUNT)], pyarrow.list_(pyarrow.int32())),
    }
    about = features(
        image={"_type": "Image"}, label={"names": NAMES, "_type": "ClassLabel"},
        box=[{"dtype": "int32", "_type": "Value"}])
    return pyarrow.table(columns).replace_schema_metadata(about)


def write(name, table, **options):
    options = {"compression": "snappy", "write_statistics": False, **options}
    pyarrow.parquet.write_table(table, FOLDER / f"{name}.parquet", **options)


def main():
    for codec in ["snappy", "gzip", "none", "zstd"]:
        for version in ["1.0", "2.0"]:
            if codec == "zstd" and version == "2.0":
                continue
            # Some with two row groups, some with several pages, some without dictionaries, some with checksums.
            write(
                f"{codec}-{version[0]}", hub_table(), compression=codec, data_page_version=version,
                row_group_size=9 if version == "1.0" else COUNT, data_page_size=200, max_rows_per_page=5,
                use_dictionary=codec != "gzip", write_page_checksum=codec == "snappy")
    # Columns that are never null, pictures that are no struct, and labels that are names.
    schema = pyarrow.schema(
        [pyarrow.field("picture", pyarrow.binary(), False), pyarrow.field("class", pyarrow.string(), False)])
    names = ["cat" if i % 2 else "dog" for i in range(COUNT)]
    write("names", pyarrow.table([[picture(i) for i in range(COUNT)], names], schema=schema))
    # One picture many times, which a dictionary holds once, and JPEG.
    jpeg = {"bytes": picture(3, "JPEG"), "path": "3.jpg"}
    columns = {
        "image": pyarrow.array([jpeg] * COUNT, pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])),
        "label": pyarrow.array([i % 2 for i in range(COUNT)], pyarrow.uint8()),
    }
    write("jpeg", pyarrow.table(columns))
    (FOLDER / "3.jpg").write_bytes(jpeg["bytes"])
    # Columns that are no labels, and two of pictures.
    numbers = list(range(4))
    columns = {
        "image": image_column(4), "mask": image_column(4),
        "coarse_label": pyarrow.array([0, 0, 1, 1], pyarrow.int64()),
        "fine_label": pyarrow.array([3, 2, 1, 0], pyarrow.int64()),
        "hidden": pyarrow.array([-1] * 4, pyarrow.int64()), "large": pyarrow.array([0, 256, 1, 2], pyarrow.int32()),
        "missing": pyarrow.array([0, 1, None, 1], pyarrow.int64()), "fraction": pyarrow.array([0.0] * 4),
        "absent": pyarrow.array(
            [{"bytes": picture(0), "path": None}, {"bytes": None, "path": "1.png"}, None, None],
            pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])),
    }
    label = {"names": ["a", "b", "c", "d"], "_type": "ClassLabel"}
    about = features(coarse_label=label, fine_label=label)
    write("columns", pyarrow.table(columns).replace_schema_metadata(about))


if __name__ == "__main__":
    main()
