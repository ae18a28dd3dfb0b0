"""Makes datasets of very many images, and says what each image costs.

    many.py FMBUILD FOLDER records COUNT
    many.py FMBUILD FOLDER photos COUNT

`records` writes COUNT records of different images, as `map` writes them, into `assemble`; `photos` converts COUNT hard links
to 2,000 drawn photos. Checks a sample of the images by the manifest. Needs pyarrow and numpy.
"""

import collections
import csv
import gzip
import hashlib
import json
import os
import resource
import subprocess
import sys
import threading
import time

import numpy as np

CLASSES = ["bag", "boot", "coat", "dress", "pullover", "sandal", "shirt", "sneaker", "top", "trouser"]
BYTE_COUNT = 28 * 28


def records(fmbuild, count, output):
    """Writes the records: an image holds its number in its first four bytes, and so does the name of its photo."""
    import pyarrow as pa
    import pyarrow.ipc as ipc

    recipe = json.loads(subprocess.run([fmbuild, "map", "--print-recipe"], capture_output=True, check=True).stdout)["recipe"]
    # The columns are those that 'map' writes, here for no photos at all.
    nothing = pa.BufferOutputStream()
    ipc.new_stream(nothing, pa.schema([pa.field("source", pa.string(), False), ("content", pa.binary())])).close()
    mapped = subprocess.run([fmbuild, "map"], input=nothing.getvalue(), capture_output=True, check=True).stdout
    schema = ipc.open_stream(mapped).schema
    numbers = {"width": 60, "height": 80, "crop_x": 3, "crop_y": 4, "crop_width": 50, "crop_height": 70, "darkest": 0, "lightest": 255}
    random = np.random.default_rng(1)
    # Shapes that deflate like products do: to a half.
    drawn = np.where(random.random((4096, BYTE_COUNT)) < 0.45, 0, random.integers(0, 256, (4096, BYTE_COUNT))).astype(np.uint8)
    order = random.permutation(count)

    def fixed(rows):
        offsets = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
        return pa.Array.from_buffers(pa.binary(), len(rows), [None, pa.py_buffer(offsets), pa.py_buffer(rows.tobytes())])

    def digests(texts):
        return np.frombuffer(b"".join(hashlib.sha256(text).digest() for text in texts), np.uint8).reshape(-1, 32)

    with ipc.new_stream(output, schema) as writer:
        for start in range(0, count, 4096):
            ids = order[start : start + 4096]
            pixels = drawn[ids % 4096].copy()
            pixels[:, :4] = ids.astype("<u4").view(np.uint8).reshape(-1, 4)
            values = {field.name: pa.nulls(len(ids), field.type) for field in schema}
            values |= {name: pa.array(np.full(len(ids), number, np.int32)) for name, number in numbers.items()}
            labels = [CLASSES[id % 10] for id in ids]
            values["source"] = pa.array([f"{label}/{id:08d}.jpg" for label, id in zip(labels, ids)])
            values["label"] = pa.array(labels)
            values["background"] = pa.array(["white"] * len(ids))
            values["sha256"] = fixed(digests([b"photo %d" % id for id in ids]))
            values["pixels"] = fixed(pixels)
            values["pixels_sha256"] = fixed(digests([row.tobytes() for row in pixels]))
            values["recipe"] = pa.array([recipe] * len(ids))
            writer.write_batch(pa.record_batch(list(values.values()), schema=schema))


def hard_links(fmbuild, folder, count):
    """Makes a folder of photos that are hard links to few drawn ones."""
    drawn = os.path.join(folder, "drawn")
    subprocess.run([fmbuild, "samples", "--out", drawn, "--per-class", "200", "--size", "60x80", "--quiet"], check=True)
    photos = os.path.join(folder, "photos")
    sources = sorted(os.path.join(path, name) for path, _, names in os.walk(drawn) for name in names)
    for name in sorted(os.listdir(drawn)):
        os.makedirs(os.path.join(photos, name))
    for number in range(count):
        source = sources[number % len(sources)]
        label = os.path.basename(os.path.dirname(source))
        os.link(source, os.path.join(photos, label, f"{number:08d}{os.path.splitext(source)[1]}"))
    return photos


class Scratch(threading.Thread):
    """Watches the files without a name that a process has open."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.most = process, 0

    def run(self):
        folder = f"/proc/{self.process.pid}/fd"
        while self.process.poll() is None:
            byte_count = 0
            try:
                for name in os.listdir(folder):
                    path = os.path.join(folder, name)
                    if ".scratch-" in os.readlink(path):
                        byte_count += os.stat(path).st_blocks * 512
            except OSError:
                pass
            self.most = max(self.most, byte_count)
            time.sleep(0.5)


def check_sample(dataset, holds_numbers):
    """Compares a sample of the images with the manifest; returns the number of images."""
    counts, rows, total = collections.Counter(), [], 0
    # Each folder is one class; those of the records are known.
    folders = {name: label for label, name in enumerate(CLASSES)} if holds_numbers else {}
    with open(os.path.join(dataset, "manifest.csv"), newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            counts[row["split"]] += 1
            if place % 997 == 0:
                rows.append(row)
    for split, stem in (("train", "train"), ("test", "t10k")):
        with gzip.open(os.path.join(dataset, f"{stem}-labels-idx1-ubyte.gz")) as file:
            labels = file.read()[8:]
        assert len(labels) == counts[split], f"{split}: {len(labels)} labels, {counts[split]} rows"
        total += len(labels)
        own = [row for row in rows if row["split"] == split]
        for row in own:
            label = labels[int(row["index"])]
            assert label == int(row["label"]) == folders.setdefault(row["source"].split("/")[0], label), row
        if not holds_numbers:
            continue
        with gzip.open(os.path.join(dataset, f"{stem}-images-idx3-ubyte.gz")) as file:
            for row in sorted(own, key=lambda row: int(row["index"])):
                file.seek(16 + int(row["index"]) * BYTE_COUNT)
                number = int.from_bytes(file.read(4), "little")
                assert f"/{number:08d}." in row["source"], (number, row)
    return total


def main():
    fmbuild, folder, kind, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    dataset = os.path.join(folder, "data")
    command = [fmbuild, "assemble", "-", "--expect", str(count)]
    if kind == "photos":
        command = [fmbuild, "convert", hard_links(fmbuild, folder, count)]
    process = subprocess.Popen(command + ["--out", dataset, "--quiet"], stdin=subprocess.PIPE)
    scratch = Scratch(process)
    scratch.start()
    if kind == "records":
        records(fmbuild, count, process.stdin)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"{command[1]} ended with {os.waitstatus_to_exitcode(status)}"
    total = check_sample(dataset, kind == "records")
    seconds = usage.ru_utime + usage.ru_stime
    print(
        f"{command[1]} of {count:,} {kind}: {total:,} images, {usage.ru_maxrss / 1024:,.0f} MiB resident, "
        f"{usage.ru_maxrss * 1024 / count:,.0f} bytes of memory, {scratch.most / count:,.0f} bytes of scratch and "
        f"{1e6 * seconds / count:.1f} µs of processor time an image"
    )


main()
