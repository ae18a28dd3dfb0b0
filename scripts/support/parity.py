"""Compares what fmbuild makes of photos with what ImageMagick makes of them, byte for byte.

    python parity.py FMBUILD CONVERT FOLDER [OPTION OF FMBUILD CONVERT ...]
"""

import csv
import gzip
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageOps

SIDE = 28
LISTED = 10  # differing photos, for each pipeline

PNG_STEP = "-auto-orient -colorspace sRGB -background white -alpha remove -alpha off -depth 8".split()
THUMBNAIL = ["-resize", "51x73>"]
SEVEN_STEPS = (
    "-fuzz 5% -trim +repage -sample 28x28 -adaptive-sharpen 1x1 -background white -gravity center -extent 28x28 "
    "-negate -colorspace Gray -depth 8"
).split()


def fmbuild_images(fmbuild, pipeline, folder, options):
    """Each photo's manifest row and bytes, by the photo's path below the folder, and the number of rejected photos."""
    with tempfile.TemporaryDirectory() as temporary:
        dataset = Path(temporary, "dataset")
        command = [fmbuild, "convert", folder, "--out", dataset, "--pipeline", pipeline, "--quiet", *options]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode not in (0, 1):
            sys.exit(2)
        images = {
            split: gzip.decompress(Path(dataset, f"{stem}-images-idx3-ubyte.gz").read_bytes())[16:]
            for split, stem in [("train", "train"), ("test", "t10k")]
        }
        made = {}
        with open(dataset / "manifest.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                start = int(row["index"]) * SIDE * SIDE
                made[row["source"]] = row, images[row["split"]][start : start + SIDE * SIDE]
        with open(dataset / "rejects.csv", encoding="utf-8", newline="") as file:
            rejected = sum(1 for _ in csv.DictReader(file))
    return made, rejected


def imagemagick_bytes(convert, photo, row):
    """What the paper's tool makes of a photo; None if it makes nothing."""

    def run(content, *options):
        environment = {**os.environ, "MAGICK_THREAD_LIMIT": "1"}  # the processes share the cores
        return subprocess.run([convert, "-", *options], input=content, capture_output=True, env=environment).stdout

    content = photo.read_bytes()
    is_large = int(row["width"]) > 102 or int(row["height"]) > 146
    later_steps = [*(THUMBNAIL if is_large else []), *SEVEN_STEPS, "gray:-"]
    if content.startswith(b"\x89PNG"):
        # In one command the gamma of a PNG would have a say in later steps; JPEGs come out the same either way.
        pixels = run(run(content, *PNG_STEP, "PNG24:-"), *later_steps)
    else:
        pixels = run(content, *PNG_STEP, *later_steps)
    return pixels if len(pixels) == SIDE * SIDE else None


def stretched(pixels):
    """The eighth step, as Pillow does it."""
    return ImageOps.autocontrast(Image.frombytes("L", (SIDE, SIDE), pixels)).tobytes()


def report(pipeline, images, rejected, expected):
    """Prints what was found; returns whether all are identical."""
    differing = []
    for source, (_, pixels) in sorted(images.items()):
        reference = expected.get(source)
        if reference is None:
            differing.append((source, "ImageMagick makes nothing of it"))
        elif reference != pixels:
            count = sum(a != b for a, b in zip(reference, pixels))
            differing.append((source, f"{count} of {SIDE * SIDE} bytes differ"))
    identical = len(images) - len(differing)
    hundredths = 10_000 * identical // len(images)  # cut off: 100% is said of all only
    percentage = f"{hundredths // 100}%" if hundredths % 100 == 0 else f"{hundredths / 100:.2f}%"
    addition = f"; {rejected} more rejected by fmbuild" if rejected else ""
    print(f"{pipeline}: {identical} of {len(images)} identical ({percentage}){addition}")
    for source, difference in differing[:LISTED]:
        print(f"  {source}: {difference}")
    if len(differing) > LISTED:
        print(f"  and {len(differing) - LISTED} more")
    return not differing


def main():
    fmbuild, convert, folder, *options = sys.argv[1:]
    paper, paper_rejected = fmbuild_images(fmbuild, "fashion-mnist-paper", folder, options)
    published, published_rejected = fmbuild_images(fmbuild, "fashion-mnist", folder, options)
    if not paper or not published:
        print("fmbuild made no images, so there is nothing to compare", file=sys.stderr)
        return 2

    print(f"running ImageMagick on {len(paper):,} photos ...", file=sys.stderr)
    rows = {source: row for images in (paper, published) for source, (row, _) in images.items()}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        references = pool.map(lambda source: imagemagick_bytes(convert, Path(folder, source), rows[source]), rows)
        expected = {source: pixels for source, pixels in zip(rows, references) if pixels is not None}

    verdicts = [
        report("fashion-mnist-paper", paper, paper_rejected, expected),
        report(
            "fashion-mnist", published, published_rejected,
            {source: stretched(pixels) for source, pixels in expected.items()},
        ),
    ]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
