"""Opens exports in R and Octave, and compiles those for C.     python test_programs.py EXPORTS"""

import json
import subprocess
import unittest
from pathlib import Path

import numpy

from expected import DATASETS, GREY, ROOT

HERE = Path(__file__).parent


def run(*command):
    """Runs a program and returns what it says; fails with its messages."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def snippet(dataset, name):
    return "\n".join(json.loads((dataset.folder / f"{name}.json").read_text(encoding="utf-8"))["load"])


class ProgramTests(unittest.TestCase):
    def test_r(self):
        for dataset in DATASETS:
            run("Rscript", HERE / "read_exports.R", dataset.folder)

    def test_torchvision_for_r(self):
        run("Rscript", HERE / "read_pair.R", GREY.folder)

    def test_snippet_in_r(self):
        for name in ["rds", "rds-torchvision"]:
            lines = snippet(GREY, name) + "\ncat(dim(images), length(labels))"
            self.assertEqual(run("Rscript", "-e", lines), "1230 28 28 1230")

    def test_octave(self):
        for dataset in DATASETS:
            names = ["mat"] + ["mat-compressed"] * (dataset is GREY)
            for name in names:
                run("octave-cli", "--quiet", HERE / "read_exports.m", dataset.folder, name)

    def test_snippet_in_octave(self):
        lines = snippet(GREY, "mat") + '\nprintf("%d ", size(images), numel(labels), numel(names));'
        self.assertEqual(run("octave-cli", "--quiet", "--eval", lines), "28 28 1 1230 1230 10 ")


class CompilerTests(unittest.TestCase):
    STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]

    def test_device_finds_what_was_written(self):
        for dataset in DATASETS:
            for name in ["c"] + ["c-avr"] * (dataset is GREY):
                folder = dataset.folder / name
                program = ROOT / "check"
                for compiler in [["gcc", "-std=c99"], ["g++", "-std=c++11", "-x", "c++"]]:
                    run(*compiler, *self.STRICT, HERE / "read_exports.c", folder / "products.c", "-I", folder, "-o", program)
                    lines = run(program).splitlines()
                    self.assertEqual(lines[: len(dataset.classes)], dataset.classes)
                    self.assertEqual(lines[-1], "right")
                    labels = [int(n) for n in lines[-3].split()]
                    pixels = numpy.array([int(n) for n in lines[-2].split()], numpy.uint8)
                    images = pixels.reshape(len(labels), *dataset.images["test"].shape[1:])
                    known = [(n, image.tobytes()) for n, image in zip(dataset.labels["test"], dataset.images["test"])]
                    for label, image in zip(labels, images):
                        self.assertIn((label, image.tobytes()), known)
                    # The same number of each class, as far as possible.
                    counts = numpy.bincount(labels, minlength=len(dataset.classes))
                    self.assertLessEqual(counts.max() - counts.min(), 1)

    def test_microcontrollers(self):
        for folder in [GREY.folder / "c", GREY.folder / "c-avr"]:
            for compiler in [["avr-gcc", "-mmcu=atmega2560"], ["arm-none-eabi-gcc", "-mcpu=cortex-m4"]]:
                run(*compiler, "-std=c99", *self.STRICT, "-Os", "-c", folder / "products.c", "-o", ROOT / "products.o")

    def test_snippet_compiles(self):
        source = ROOT / "snippet.c"
        source.write_text(snippet(GREY, "c") + "\n")
        for compiler in [["gcc", "-std=c99"], ["avr-gcc", "-mmcu=atmega2560", "-std=c99"], ["g++", "-std=c++11", "-x", "c++"]]:
            run(*compiler, "-Wall", "-Werror", "-c", source, "-I", GREY.folder / "c", "-o", ROOT / "snippet.o")


if __name__ == "__main__":
    unittest.main(argv=["test_programs.py"])
