"""Measures contestants over the same photos, in turns, and prints a table for each folder; see scripts/benchmark."""

import argparse
import csv
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, namedtuple
from pathlib import Path

Measurement = namedtuple("Measurement", "cpu wall peak_memory")  # seconds, seconds, bytes
# Programs that time themselves, without their start, print "photos CPU-seconds wall-seconds".
Contestant = namedtuple("Contestant", "name command stdin times_itself", defaults=["", False])

HERE = Path(__file__).resolve().parent
MEGABYTE = 1_000_000
MOGRIFY_STEPS = (
    "-auto-orient -colorspace sRGB -background white -alpha remove -alpha off -depth 8 {thumbnail} -fuzz 5% -trim "
    "+repage -sample 28x28 -adaptive-sharpen 1x1 -background white -gravity center -extent 28x28 -negate "
    "-colorspace Gray -depth 8 -format gray"
)


def run(contestant):
    """Runs a process and accounts for it alone: CPU time of all its threads, wall time, peak memory."""
    environment = {**os.environ, "MAGICK_THREAD_LIMIT": "1"}
    with tempfile.TemporaryFile("w+") as stdin, tempfile.TemporaryFile("w+") as stdout:
        stdin.write(contestant.stdin)
        stdin.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(
            list(map(str, contestant.command)), stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{contestant.name} ended with {process.returncode}: {contestant.command[:6]}")
        # A process is born with its parent's peak on its account: what is not above ours is not known.
        own_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        unit = 1 if sys.platform == "darwin" else 1024
        peak_memory = usage.ru_maxrss * unit if usage.ru_maxrss > 1.05 * own_peak else math.nan
        if contestant.times_itself:
            stdout.seek(0)
            _, cpu, wall = stdout.read().split()
            return Measurement(float(cpu), float(wall), peak_memory)
        return Measurement(usage.ru_utime + usage.ru_stime, wall, peak_memory)


def convert_command(options, photos, dataset, *more):
    return [options.fmbuild, "convert", photos, "--out", dataset, "--overwrite", "--quiet", *more]


def look_at(options, photos, scratch):
    """Number of images, their usual size and whether that is reduced first, from the manifest."""
    run(Contestant("fmbuild convert", convert_command(options, photos, scratch / "dataset")))
    with open(scratch / "dataset" / "manifest.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    size, _ = Counter(f"{row['width']}x{row['height']}" for row in rows).most_common(1)[0]
    return len(rows), size, 2 * sum(row["thumbnail"] != "" for row in rows) > len(rows)


def contestants(options, photos, files, is_large, scratch):
    """Who takes part; the first is what the others are compared with."""
    listing = "".join(f"{file}\n" for file in files)
    dataset = scratch / "dataset"
    yield Contestant("bare libjpeg decode", [options.bare_decode], listing, times_itself=True)
    yield Contestant("fmbuild convert --jobs 1", convert_command(options, photos, dataset, "--jobs", "1"))
    yield Contestant("fmbuild convert", convert_command(options, photos, dataset))
    if is_large:
        yield Contestant("fmbuild convert --fast", convert_command(options, photos, dataset, "--fast"))
        isolating = ["--pipeline", "product-photos", "--jobs", "1"]
        yield Contestant("product-photos --jobs 1", convert_command(options, photos, dataset, *isolating))
        yield Contestant("product-photos, --fast", convert_command(options, photos, dataset, *isolating, "--fast"))

    mogrify = shutil.which("mogrify-im6.q16") or shutil.which("mogrify")
    if mogrify:
        flat, output = scratch / "flat", scratch / "mogrified"
        flat.mkdir()
        output.mkdir()
        for index, file in enumerate(files):
            (flat / f"{index:06}.jpg").symlink_to(file)
        steps = MOGRIFY_STEPS.format(thumbnail="-resize 51x73>" if is_large else "").split()
        yield Contestant("ImageMagick mogrify", [mogrify, "-path", output, *steps, *sorted(flat.iterdir())])

    peers = [("OpenCV, Python", "cv2", "cv2"), ("Pillow, Python", "PIL", "PIL")]
    if is_large:
        peers.append(("OpenCV GrabCut, Python", "cv2", "grabcut"))
    for name, module, peer in peers:
        if subprocess.run([sys.executable, "-c", f"import numpy, {module}"], capture_output=True).returncode == 0:
            command = [sys.executable, HERE / "python_peers.py", peer, *(["--thumbnail"] if is_large else [])]
            yield Contestant(name, command, listing, times_itself=True)


def compare(options, photos):
    """Every contestant in turn, several times over, so that a busy moment of the machine hits all alike."""
    files = sorted(path.resolve() for path in photos.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg"))
    if not files:
        sys.exit(f"{photos}: there are no JPEGs here")
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        images, size, is_large = look_at(options, photos, scratch)
        entrants = list(contestants(options, photos, files, is_large, scratch))
        print(f"\n{photos}: {len(files):,} photos, {images:,} images, mostly {size}")
        runs = {entrant.name: [] for entrant in entrants}
        for _ in range(options.repetitions):
            for entrant in entrants:
                runs[entrant.name].append(run(entrant))
        print_table(runs, len(files), options.repetitions)
        print_profile(convert_command(options, photos, scratch / "dataset", "--jobs", "1"), scratch)


def print_table(runs, photos, repetitions):
    print(f"medians of {repetitions}; microseconds a photo on {os.cpu_count()} cores")
    print()
    print(f"{'':26}{'CPU':>9}{'wall':>9}{'CPU, bare':>12}{'peak':>9}")
    print(f"{'':26}{'':>9}{'':>9}{'decode = 1':>12}{'MB':>9}")
    bare = None
    for name, measurements in runs.items():
        cpu, wall, memory = (statistics.median(values) for values in zip(*measurements))
        bare = bare or cpu
        peak = "-" if math.isnan(memory) else f"{memory / MEGABYTE:.0f}"
        print(f"{name:26}{cpu / photos * 1e6:9.1f}{wall / photos * 1e6:9.1f}{cpu / bare:12.2f}{peak:>9}")


def print_profile(command, scratch):
    """Where the time goes, by perf, if it is there and allowed to look: by library, then by function."""
    data = scratch / "perf.data"
    record = ["perf", "record", "--event", "cpu-clock", "--freq", "4999", "--output", data, "--", *command]
    if not shutil.which("perf") or subprocess.run(list(map(str, record)), capture_output=True).returncode != 0:
        return
    for title, key, limit in [("library", "dso", 1), ("function of fmbuild", "symbol", 2)]:
        report = ["perf", "report", "--quiet", "--stdio", "--input", data, "--no-children", "--sort", key]
        only = ["--dso", Path(command[0]).name] if key == "symbol" else []
        limits = ["--percent-limit", str(limit), *only]
        lines = subprocess.run([*map(str, report), *limits], capture_output=True, text=True).stdout
        names = subprocess.run(["swift", "demangle", "--simplified"], input=lines, capture_output=True, text=True).stdout
        print(f"\nwhere the time of --jobs 1 goes, by {title} ({limit}% and more of all, by perf)")
        for line in filter(str.strip, names.splitlines()):
            print(f"  {' '.join(line.split()):.110}")


def load_test(options):
    """Converts many photos, to see that memory does not grow with them."""
    per_class = max(1, options.load_test // 10)
    with tempfile.TemporaryDirectory() as temporary:
        photos, dataset = Path(temporary, "photos"), Path(temporary, "dataset")
        print(f"\ndrawing {10 * per_class:,} photos of 60x80 ...", flush=True)
        draw = f"samples --per-class {per_class} --size 60x80 --seed 2 --quiet --out".split()
        run(Contestant("fmbuild samples", [options.fmbuild, *draw, photos]))
        result = run(Contestant("fmbuild convert", convert_command(options, photos, dataset)))
    count = 10 * per_class
    print(
        f"fmbuild convert of {count:,} photos: {result.wall:.1f} s, {result.cpu / count * 1e6:.1f} us of CPU a photo, "
        f"{result.peak_memory / MEGABYTE:.0f} MB at its peak, of which {784 * count / MEGABYTE:.0f} MB are the images"
    )


def main():
    parser = argparse.ArgumentParser(usage="scripts/benchmark [FOLDER ...] [--repetitions N] [--load-test N]")
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="*")
    parser.add_argument("--repetitions", metavar="N", type=int, default=5)
    parser.add_argument("--load-test", metavar="N", type=int, default=0)
    for path in ["--fmbuild", "--bare-decode"]:
        parser.add_argument(path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--default-folders", type=Path, nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"note: the machine is busy (load {load:.1f}); compare CPU times, not wall times")
    for folder in options.folders or options.default_folders:
        compare(options, folder)
    if options.load_test:
        load_test(options)


if __name__ == "__main__":
    main()
