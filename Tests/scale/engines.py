"""What the tests with engines share: the photos, the datasets of 'convert', and the comparison of what came out of an engine.

    python engines.py FMBUILD FOLDER

adds odd files to FOLDER/photos, lists the photos, and converts them, by folders and by a table with groups and splits, once
for all engines.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow
import pyarrow.parquet
from test_scale import PROGRAM, ROOT, listed, odd_photos, run, said, same, table

PHOTOS = ROOT / "photos"
# The package as it stands here, with the program that is tested, in this process and in those that engines start.
os.environ["FMBUILD"] = str(PROGRAM)
os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2] / "Python/src")
sys.path.insert(0, os.environ["PYTHONPATH"])

#: What of an assembled dataset is decided by the options, as for 'convert'.
OPTIONS = ("--raw", "--quiet", "--max-rejected", "1000", "--overwrite")

#: Names that something on the way may pass over, unescape, or take for a partition of a table.
ODD = ("_x/c.jpg", "Bag/_x/c.jpg", "Bag/_a.jpg", "Bag/x=1.jpg", "Bag/a b%20c+d,é.jpg", "Bag/nothing.jpg", "Bag/broken.jpg")


def prepare():
    """Adds the odd files to the photos, lists them, and converts them."""
    table(odd_photos())
    photo = sorted((PHOTOS / "Bag").glob("0*.jpg"))[3]
    for name in ODD:
        (PHOTOS / name).parent.mkdir(exist_ok=True)
        shutil.copy(photo, PHOTOS / name)
    (PHOTOS / "Bag/nothing.jpg").write_bytes(b"")
    (PHOTOS / "Bag/broken.jpg").write_bytes(photo.read_bytes()[:300])
    for kind, labels in (("folders", ()), ("table", ("--labels", "labels.csv"))):
        run("list", "photos", *labels, "--out", f"listing-{kind}")
        run("convert", "photos", *labels, "--out", f"converted-{kind}", *OPTIONS)
        rejects = (ROOT / f"converted-{kind}/rejects.csv").read_text(encoding="utf-8").splitlines()
        said(f"photos by {kind}: {len(rows(kind))}, of which 'convert' rejects {len(rejects) - 1}")


def rows(kind="folders"):
    """Returns a list of photos as rows for an engine: source, label, group, split."""
    return [tuple(row[name] or None for name in ("source", "label", "group", "split")) for row in listed(f"listing-{kind}")]


def emptied(name):
    """Returns a folder for what an engine writes, which is not there yet."""
    shutil.rmtree(ROOT / name, ignore_errors=True)
    return ROOT / name


def compare(images, kind="folders"):
    """Every photo of the list has one record, whatever its name; the dataset made of them is that of 'convert'."""
    sources = Counter(pyarrow.parquet.read_table(images, columns=["source"]).column("source").to_pylist())
    expected = Counter(row[0] for row in rows(kind))
    assert kind == "table" or set(ODD) <= set(sources), set(ODD) - set(sources)
    assert sources == expected, (sources - expected, expected - sources)
    emptied("assembled")
    command = [sys.executable, "-m", "fmbuild.assemble", images, "--", "--listing", f"listing-{kind}", "--out", "assembled", *OPTIONS]
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True)
    same(f"converted-{kind}", "assembled")


if __name__ == "__main__":
    prepare()
