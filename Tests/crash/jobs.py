"""What the program is asked to write, and how what it wrote is judged."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


def digest(path):
    """The content of a file or a folder as a text; None if there is nothing."""
    path = Path(path)
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    if not path.is_dir():
        return None
    lines = []
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path)
        # What a run writes, or a former one left, inside a target that itself has to stay.
        if name.parts[0].startswith(".fmbuild-") or name.parts[0] == "lost+found" or not file.is_file():
            continue
        lines.append(f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}")
    return "\n".join(lines) or None


@dataclass
class Job:
    """A command that writes `target`. The same arguments write the same bytes."""

    name: str
    target: str
    arguments: list
    old: list  # the arguments that make what is there before; empty for nothing
    overwrites: bool = False
    makes_target: bool = True  # whether the target may be absent before; a mount point may not

    def command(self, program, arguments, target):
        return [program, *(target if argument == "TARGET" else argument for argument in arguments)]


def jobs(inputs):
    """The jobs, with inputs from the folder `inputs`."""
    photos, data, other = f"{inputs}/photos", f"{inputs}/data", f"{inputs}/other"
    convert = ["convert", photos, "--out", "TARGET", "--quiet"]
    train = ["train", data, "--model", "softmax", "--epochs", "2", "--no-baselines", "--out", "TARGET", "--quiet"]
    report = ["report", data, "--out", "TARGET", "--quiet"]
    sprite = ["sprite", data, "--out", "TARGET"]
    chart = ["chart", data, "sprite", "--out", "TARGET", "--quiet"]
    samples = ["samples", "--out", "TARGET", "--per-class", "8", "--size", "90x120", "--quiet"]
    old_convert = [*convert, "--seed", "9"]
    return [
        Job("convert", "data", convert, []),
        Job("convert --overwrite", "data", [*convert, "--overwrite"], old_convert, True),
        Job("convert --overwrite --layout", "data", [*convert, "--overwrite", "--layout", "torchvision"], old_convert, True),
        Job("train", "model", train, []),
        Job("train --overwrite", "model", [*train, "--overwrite"], [*train, "--seed", "9"], True),
        Job("report", "report.html", report, []),
        Job("report --overwrite", "report.html", [*report, "--overwrite"], ["report", other, "--out", "TARGET"], True),
        Job("sprite", "sheet.png", sprite, []),
        Job("sprite --overwrite", "sheet.png", [*sprite, "--overwrite"], ["sprite", other, "--out", "TARGET"], True),
        Job("chart", "chart.svg", chart, []),
        Job("chart --overwrite", "chart.svg", [*chart, "--overwrite"], ["chart", other, "sprite", "--out", "TARGET", "--quiet"], True),
        Job("samples", "photos", samples, []),
    ]


def make_inputs(program, folder):
    """Makes photos, two datasets of them, and nothing else."""
    for command in [
        ["samples", "--out", f"{folder}/photos", "--per-class", "12", "--size", "150x200", "--quiet"],
        ["convert", f"{folder}/photos", "--out", f"{folder}/data", "--quiet"],
        ["convert", f"{folder}/photos", "--out", f"{folder}/other", "--seed", "5", "--quiet"],
    ]:
        subprocess.run([program, *command], check=True, stdout=subprocess.DEVNULL)


def wipe(folder):
    """Removes everything in a folder, but not the folder."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
