"""Imports files as other programs write them, and compares what came out with what went in.

    python test_imports.py FMBUILD FOLDER
"""

import gzip
import io
import json
import struct
import subprocess
import sys
from pathlib import Path

import datasets
import duckdb
import numpy
import pandas
import polars
import pyarrow
import pyarrow.parquet
from PIL import Image

PROGRAM, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
NAMES = ["T-shirt/top", "Ankle boot", 'Schlüssel, "klein"', "シャツ"]
STEMS = {"train": "train", "validation": "validation", "test": "t10k"}
COUNTS = {"train": 80, "validation": 24, "test": 40}
done = []


def images(split, height=9, width=9, channels=0):
    random = numpy.random.default_rng(COUNTS[split] + channels)
    shape = (COUNTS[split], height, width) + ((channels,) if channels else ())
    return random.integers(0, 256, shape, dtype=numpy.uint8)


def labels(split):
    return numpy.arange(COUNTS[split]) * 3 % len(NAMES)


def read_idx(path):
    data = gzip.decompress(path.read_bytes())
    assert data[:3] == b"\0\0\x08", path
    shape = struct.unpack(f">{data[3]}I", data[4 : 4 + 4 * data[3]])
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * data[3]).reshape(shape)


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", cwd=ROOT)


def imported(name, *options, splits=("train", "test"), names=None, expected=images):
    """Imports a source whose splits are given, and compares everything."""
    result = run("import", name, "--out", f"data/{name}", "--json", "--quiet", *options)
    assert result.returncode == 0 and not result.stderr, (name, result.stderr)
    folder = ROOT / "data" / name
    for split in splits:
        found = read_idx(next(folder.glob(f"{STEMS[split]}-images-*")))
        assert numpy.array_equal(found, expected(split)), (name, split)
        assert numpy.array_equal(read_idx(folder / f"{STEMS[split]}-labels-idx1-ubyte.gz"), labels(split)), (name, split)
    written = {path.name.split("-")[0] for path in folder.glob("*-images-*")}
    assert written == {STEMS[split] for split in splits}, (name, written)
    expected_names = names or [str(i) for i in range(len(NAMES))]
    assert (folder / "classes.txt").read_text(encoding="utf-8").splitlines() == expected_names, name
    document = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert document["origin"]["kind"] == "import", name
    check_direct(name) if not options else None
    done.append(name)
    return folder


def check_direct(name):
    """The source itself gives the findings of the dataset that is made of it, and no folder stays behind."""
    before = sorted(path.name for path in ROOT.iterdir())
    findings = []
    for path in [name, f"data/{name}"]:
        result = run("verify", path, "--json")
        assert result.returncode in (0, 1), (path, result.stderr)
        # What is read directly is in no gzip file.
        checks = [check for check in json.loads(result.stdout)["checks"] if not check["id"].startswith("gzip")]
        findings.append([(check["id"], check["verdict"], check["count"]) for check in checks])
    assert findings[0] == findings[1], (name, findings)
    assert sorted(path.name for path in ROOT.iterdir()) == before, name


def refused(name, words, *options):
    result = run("import", name, "--out", "data/refused", *options)
    assert result.returncode == 2 and words in result.stderr, (name, result.returncode, result.stderr)
    assert not (ROOT / "data/refused").exists(), name
    done.append(f"{name} (refused)")


def check_npz():
    folder = ROOT / "kmnist"
    folder.mkdir()
    for split in ["train", "test"]:
        numpy.savez_compressed(folder / f"kmnist-{split}-imgs.npz", images(split))
        numpy.savez_compressed(folder / f"kmnist-{split}-labels.npz", labels(split).astype(numpy.uint8))
    imported("kmnist")
    short = {"train": "train", "validation": "val", "test": "test"}
    arrays = {}
    for split, word in short.items():
        arrays[f"{word}_images"] = images(split, channels=3)
        arrays[f"{word}_labels"] = labels(split).astype(numpy.uint8).reshape(-1, 1)
    numpy.savez_compressed(ROOT / "bloodmnist.npz", **arrays)
    imported("bloodmnist.npz", splits=tuple(short), expected=lambda split: images(split, channels=3))
    numpy.savez(
        ROOT / "mnist.npz", x_train=images("train"), y_train=labels("train"), x_test=images("test"), y_test=labels("test"))
    (ROOT / "names.txt").write_text("".join(f"{name}\n" for name in NAMES), encoding="utf-8")
    imported("mnist.npz", "--classes", "names.txt", names=NAMES)
    numpy.savez(ROOT / "float.npz", x=images("train") / 255, y=labels("train"))
    refused("float.npz", "float.npz#x: the array has elements of type '<f8'")
    numpy.savez(ROOT / "hot.npz", x=images("train"), y=numpy.eye(4, dtype=numpy.uint8)[labels("train")])
    refused("hot.npz", "argmax")
    numpy.savez(ROOT / "fortran.npz", x=numpy.asfortranarray(images("train")), y=labels("train"))
    refused("fortran.npz", "ascontiguousarray")


def check_csv():
    for name, options in [("kaggle", {}), ("kaggle-gzip", {}), ("index", {"index": True})]:
        (ROOT / name).mkdir()
        for split in ["train", "test"]:
            table = pandas.DataFrame(images(split).reshape(COUNTS[split], -1), columns=[f"pixel{i + 1}" for i in range(81)])
            table.insert(0, "label", labels(split))
            ending = ".csv.gz" if name == "kaggle-gzip" else ".csv"
            table.to_csv(ROOT / name / f"fashion-mnist_{split}{ending}", **{"index": False, **options})
        imported(name)
    (ROOT / "last").mkdir()
    for split in ["train", "test"]:
        table = pandas.DataFrame(images(split).reshape(COUNTS[split], -1).astype(float))
        table["class"] = labels(split)
        table.to_csv(ROOT / "last" / f"{split}.csv", index=False, sep=";")
    imported("last")
    (ROOT / "bare").mkdir()
    for split in ["train", "test"]:
        table = pandas.DataFrame(images(split).reshape(COUNTS[split], -1))
        table.insert(0, "label", labels(split))
        table.to_csv(ROOT / "bare" / f"{split}.csv", index=False, header=False)
    refused("bare", "--label-column first")
    imported("bare", "--label-column", "first")


def png(array, format="PNG"):
    file = io.BytesIO()
    Image.fromarray(array).save(file, format)
    return file.getvalue()


def check_pictures():
    for name, channels in [("folders", 0), ("folders-colour", 3)]:
        for split in ["train", "test"]:
            for index, (array, label) in enumerate(zip(images(split, channels=channels), labels(split))):
                folder = ROOT / name / split / ["cat", "cow", "dog", "hen"][label]
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{index:05}.png").write_bytes(png(array))
        imported(name, names=["cat", "cow", "dog", "hen"], expected=lambda split: images(split, channels=channels))
    (ROOT / "folders/test/cat/90000.png").write_bytes(png(numpy.zeros((8, 9), numpy.uint8)))
    refused("folders", "test/cat/90000.png: the picture is 9x8 grey")


def hub_table(split, as_text=False):
    pictures = [{"bytes": png(array), "path": None} for array in images(split)]
    table = pyarrow.table({
        "image": pyarrow.array(pictures, pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])),
        "label": pyarrow.array([NAMES[i] for i in labels(split)] if as_text else labels(split)),
    })
    features = {"image": {"_type": "Image"}, "label": {"names": NAMES, "_type": "ClassLabel"}}
    return table if as_text else table.replace_schema_metadata({"huggingface": json.dumps({"info": {"features": features}})})


def check_parquet():
    for codec in ["none", "snappy", "gzip"]:
        for version in ["1.0", "2.0"]:
            for dictionary in [True, False]:
                name = f"parquet-{codec}-{version[0]}{'-dictionary' if dictionary else ''}"
                (ROOT / name / "data").mkdir(parents=True)
                for split in ["train", "test"]:
                    pyarrow.parquet.write_table(
                        hub_table(split), ROOT / name / f"data/{split}-00000-of-00001.parquet", compression=codec,
                        data_page_version=version, use_dictionary=dictionary, row_group_size=33, data_page_size=2000,
                        write_page_checksum=dictionary)
                imported(name, names=NAMES)
    # As others write them; Polars only if it is told not to compress by ZSTD.
    for name in ["datasets", "polars", "duckdb"]:
        (ROOT / name).mkdir()
        for split in ["train", "test"]:
            table, path = hub_table(split), ROOT / name / f"{split}.parquet"
            if name == "datasets":
                features = datasets.Features({"image": datasets.Image(), "label": datasets.ClassLabel(names=NAMES)})
                pictures = [Image.fromarray(array) for array in images(split)]
                datasets.Dataset.from_dict({"image": pictures, "label": labels(split)}, features=features).to_parquet(path)
            elif name == "polars":
                polars.from_arrow(table).write_parquet(path, compression="snappy")
            else:
                duckdb.sql(f"COPY (SELECT image, label FROM \"table\") TO '{path}' (FORMAT parquet)")
        imported(name, names=NAMES if name == "datasets" else None)
    # Names, which are numbered in their order.
    (ROOT / "texts").mkdir()
    for split in ["train", "test"]:
        pyarrow.parquet.write_table(hub_table(split, as_text=True), ROOT / f"texts/{split}.parquet")
    result = run("import", "texts", "--out", "data/texts")
    assert result.returncode == 0, result.stderr
    found = read_idx(ROOT / "data/texts/train-labels-idx1-ubyte.gz")
    lines = (ROOT / "data/texts/classes.txt").read_text(encoding="utf-8").splitlines()
    assert [lines[label] for label in found] == [NAMES[i] for i in labels("train")]
    # What is refused, and the command in the message, which has to do what it says.
    for codec in ["zstd", "brotli", "lz4"]:
        (ROOT / codec).mkdir()
        for split in ["train", "test"]:
            pyarrow.parquet.write_table(hub_table(split), ROOT / codec / f"{split}.parquet", compression=codec)
        refused(codec, "write it again: python3 -c '")
    message = run("import", "zstd", "--out", "data/refused").stderr
    program = message.split("python3 -c '")[1].split("'")[0]
    for split in ["train", "test"]:
        old, new = ROOT / f"zstd/{split}.parquet", ROOT / f"again/{split}.parquet"
        new.parent.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-c", program, old, new], check=True)
    imported("again", names=NAMES)


def check_idx():
    """EMNIST's kind, whose images lie on their side."""
    (ROOT / "emnist-letters").mkdir()
    for split in ["train", "test"]:
        turned = numpy.ascontiguousarray(images(split).transpose(0, 2, 1))
        for content, array in [("images", turned), ("labels", labels(split).astype(numpy.uint8))]:
            name = f"emnist-letters-{split}-{content}-idx{array.ndim}-ubyte.gz"
            header = struct.pack(f">{array.ndim + 1}I", 0x800 + array.ndim, *array.shape)
            (ROOT / "emnist-letters" / name).write_bytes(gzip.compress(header + array.tobytes()))
    refused("emnist-letters", "say --transpose")
    imported("emnist-letters", "--transpose")


def main():
    for check in [check_npz, check_csv, check_pictures, check_parquet, check_idx]:
        check()
    print(f"{len(done)} sources: {', '.join(done)}")


if __name__ == "__main__":
    main()
