"""Makes datasets whose images are like no mirror image, turn or transpose of themselves, and exports them in every format.

    python make_exports.py FMBUILD FOLDER

FOLDER/grey has the dataset in data/, FOLDER/grey/npz the export to npz, and so on.
"""

import json
import struct
import subprocess
import sys
from pathlib import Path

CLASSES = ["T-shirt/top", "Ankle boot", 'Schlüssel, "klein"', "シャツ", "no", "007", "a'b\\n", "??/ %s", "Ünï", "last"]


def picture(label, index, height, width, channels):
    """A shape by the class, shaded from corner to corner."""
    pixels = bytearray()
    for y in range(height):
        for x in range(width):
            inside = [y >= 3 + x // 3, x >= 5 and y * 2 >= x, (x - 9) ** 2 + (y - 15) ** 2 < 90][label % 3]
            level = (40 + 9 * x + 3 * y + 17 * index + 5 * label) % 256 if inside else 0
            pixels += bytes((level + 50 * channel) % 256 if inside else 0 for channel in range(channels))
    return bytes(pixels)


def write(folder, splits, height=28, width=28, channels=1):
    """Writes raw IDX files, the names of the classes and a manifest."""
    folder.mkdir(parents=True)
    rank = 4 if channels == 3 else 3
    rows = ["split,index,label,class,source,sha256"]
    for split, labels in splits.items():
        stem = {"train": "train", "validation": "validation", "test": "t10k"}[split]
        images = b"".join(picture(label, i, height, width, channels) for i, label in enumerate(labels))
        sizes = [len(labels), height, width] + [3] * (channels == 3)
        (folder / f"{stem}-images-idx{rank}-ubyte").write_bytes(struct.pack(f">{rank + 1}I", 0x800 + rank, *sizes) + images)
        (folder / f"{stem}-labels-idx1-ubyte").write_bytes(struct.pack(">2I", 0x801, len(labels)) + bytes(labels))
        rows += [f"{split},{i},{label},,{split}/{i}.jpg,{i:064x}" for i, label in enumerate(labels)]
    (folder / "classes.txt").write_text("".join(f"{name}\n" for name in CLASSES), encoding="utf-8")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def labels(count, step):
    return [i * step % len(CLASSES) for i in range(count)]


def export(program, folder, name, *options):
    """Exports a dataset and keeps what the program said."""
    command = [program, "export", folder / "data", "--out", folder / name, "--name", "products", "--json", "--quiet", *options]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{run.stderr}")
    (folder / f"{name}.json").write_text(run.stdout, encoding="utf-8")


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    formats = subprocess.run([program, "formats", "--markdown"], capture_output=True, text=True, check=True).stdout
    names = [line.split("`")[1] for line in formats.splitlines() if line.startswith("| `") and "`--to`" not in line]
    assert len(names) >= 11, names
    write(root / "grey/data", {"train": labels(1230, 3), "test": labels(70, 7)})
    write(root / "validation/data", {"train": labels(60, 3), "validation": labels(30, 7), "test": labels(40, 9)})
    write(root / "colour/data", {"train": labels(50, 3), "test": labels(20, 7)}, height=32, width=20, channels=3)
    for dataset in ["grey", "validation", "colour"]:
        for name in names:
            export(program, root / dataset, name, "--to", name)
    more = {
        "npz-compressed": ("npz", "--compress"), "medmnist": ("npz", "--names", "medmnist"), "csv-gzip": ("csv", "--gzip"),
        "csv-pixel0": ("csv", "--header", "pixel0"), "csv-none": ("csv", "--header", "none"),
        "parquet-provenance": ("parquet", "--provenance"), "webdataset-provenance": ("webdataset", "--provenance"),
        "tfds-published": ("tfds", "--as", "fashion_mnist,mnist,kmnist"), "mat-compressed": ("mat", "--compress"),
        "rds-torchvision": ("rds", "--for", "r-torchvision"), "c-avr": ("c", "--mcu", "avr", "--count", "41"),
        "png-edge-impulse": ("png", "--edge-impulse"),
    }
    for name, (format, *options) in more.items():
        export(program, root / "grey", name, "--to", format, *options)
    print(json.dumps({"formats": names, "with options": list(more)}))


if __name__ == "__main__":
    main()
