"""Runs every command of fmbuild on hostile files; see scripts/check-hostile-files.

    python3 hostile FMBUILD [--only KIND,...] [--every N] [--list]
"""

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from binary import idx_mutants, safetensors_mutants
from values import csv_mutants, file_mutants, json_mutants, yaml_files, yaml_values

# Processor time, which a machine that does something else at the same time does not lengthen; and time on the clock, after
# which a command waits for something that will not come.
PROCESSOR_SECONDS, CLOCK_SECONDS = 15, 120
GIGABYTE = 1 << 20  # in kibibytes, as the system counts
SPACE = 12 << 30
# Swift would otherwise take seconds to print the functions of a crash.
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Runner:
    """Runs commands and keeps what must not happen."""

    def __init__(self, fmbuild):
        self.fmbuild, self.count, self.offenders = fmbuild, 0, []

    def run(self, command, case):
        for name in ("out", "out.png", "out.html", "out.svg", "out.csv"):
            shutil.rmtree(name) if os.path.isdir(name) else Path(name).unlink(missing_ok=True)
        self.count += 1
        started = time.monotonic()
        with open("printed", "wb") as output:
            child = subprocess.Popen([self.fmbuild, *command], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=ENVIRONMENT,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE)))
        killer = __import__("threading").Timer(CLOCK_SECONDS, child.kill)
        killer.start()
        _, status, usage = os.wait4(child.pid, 0)
        killer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        faults = []
        if time.monotonic() - started >= CLOCK_SECONDS:
            faults.append(f"more than {CLOCK_SECONDS} s")
        elif child.returncode < 0:
            faults.append(signal.Signals(-child.returncode).name)
        elif child.returncode not in (0, 1, 2, 64):
            faults.append(f"exit code {child.returncode}")
        if usage.ru_utime + usage.ru_stime > PROCESSOR_SECONDS:
            faults.append(f"{usage.ru_utime + usage.ru_stime:.0f} s of processor time")
        if usage.ru_maxrss > GIGABYTE:
            faults.append(f"{usage.ru_maxrss >> 10} MiB")
        printed = Path("printed").read_bytes()
        texts = [("printed", printed)]
        if os.path.isfile("out.html"):
            texts.append(("in the page", Path("out.html").read_bytes()))
        for place, text in texts:
            found = FORBIDDEN.search(text.decode("utf-8", "surrogateescape"))
            if found:
                faults.append(f"U+{ord(found[0]):04X} {place}")
        # JSON says everything, and what is in the file is in it, too.
        if len(printed) > (1 << 23 if "--json" in command else 1 << 20):
            faults.append(f"{len(printed)} bytes printed")
        if faults:
            lines = [line for line in printed.decode("utf-8", "replace").splitlines() if "atal error" in line]
            self.offenders.append((case, command))
            print(f"{', '.join(faults)}: {case}: fmbuild {' '.join(command)}", *lines[:1], sep="\n    ", flush=True)


def prepare(fmbuild):
    """Makes the files that are changed afterwards."""
    def run(*arguments):
        result = subprocess.run([fmbuild, *arguments], capture_output=True, text=True)
        if result.returncode not in (0, 1):
            sys.exit(f"fmbuild {' '.join(arguments)}: {result.stderr}")
        return result.stdout

    run("samples", "--out", "photos", "--per-class", "6", "--size", "30x40", "--seed", "1", "--quiet")
    Path("photos/Bag/broken.jpg").write_bytes(b"\xff\xd8\xff")
    run("convert", "photos", "--out", "data", "--validation-fraction", "0.15", "--quiet")
    run("train", "data", "--model", "lenet5", "--epochs", "2", "--out", "model", "--suspects", "suspects.csv", "--quiet")
    run("convert", "photos", "--out", "per-class", "--per-class", "4,1", "--quiet")
    paths = sorted(path.relative_to("photos") for path in Path("photos").rglob("*.jpg"))
    Path("labels.csv").write_text("path,label,group,split\n" + "".join(
        f"{path},{path.parent},g{index // 2},{'test' if index // 2 % 4 == 0 else 'train'}\n" for index, path in enumerate(paths)))
    Path("corrections.csv").write_text(f"source,action,new_class\n{paths[0]},relabel,Coat\n{paths[1]},drop,\n")
    run("convert", "photos", "--labels", "labels.csv", "--out", "table", "--quiet")
    return run


def kinds(run):
    """(kind, file to change, its mutants, the commands that read it). Files are made anew after each kind."""
    read = {name: Path(name).read_bytes() for name in ("data/dataset.json", "per-class/dataset.json", "table/dataset.json",
            "data/manifest.csv", "data/rejects.csv", "data/classes.txt", "model/model.json", "labels.csv", "corrections.csv",
            "suspects.csv", "data/train-images-idx3-ubyte.gz", "data/train-labels-idx1-ubyte.gz", "model/model.safetensors")}
    text = {name: content.decode() for name, content in read.items() if not name.endswith(("gz", "safetensors"))}

    def dataset(folder):
        return [
            ["verify", folder, "--all", "--tables", "--for", "all"], ["verify", folder, "--rebuild", "photos"], ["show", folder, "0", "test:0"],
            ["show", folder, "0", "--trace", "--photos", "photos", "--out", "out.png"], ["sprite", folder, "--out", "out.png"],
            ["report", folder, "--photos", "photos", "--out", "out.html", "--quiet"],
            ["chart", folder, "sprite", "--out", "out.svg"],
            ["train", folder, "--model", "mlp", "--epochs", "1", "--out", "out", "--no-baselines"],
            ["diff", folder, "per-class", "--out", "rows.csv"], ["convert", "photos", "--base", folder, "--out", "out"],
        ]

    others = [["verify", "data", "--json"], ["verify", "per-class", "--against", "data"], ["show", "data", "--json", "0"],
              ["train", "per-class", "--model", "mlp", "--epochs", "1", "--out", "out", "--transfer", "data"],
              ["sprite", "data", "--out", "out.png", "--finding", "exact-duplicates"]]
    recipe = [["convert", "photos", "--out", "out", "--recipe", "data/dataset.json"]]
    yield "dataset.json", "data/dataset.json", json_mutants(text["data/dataset.json"]), dataset("data") + others + recipe
    for name, more in [("per-class", []), ("table", ["--labels", "labels.csv"])]:
        yield f"dataset.json of {name}", f"{name}/dataset.json", (
            (what, changed) for what, changed in json_mutants(text[f"{name}/dataset.json"]) if "recipe.split" in what or "recipe.labels" in what), [
                ["convert", "photos", "--out", "out", "--recipe", f"{name}/dataset.json", *more],
                ["verify", name, "--rebuild", "photos", *more], ["report", name, "--out", "out.html"]]
    yield "manifest.csv", "data/manifest.csv", csv_mutants(text["data/manifest.csv"]), dataset("data") + others[:1]
    yield "rejects.csv", "data/rejects.csv", csv_mutants(text["data/rejects.csv"]), [
        dataset("data")[1], dataset("data")[5], ["verify", "data"]]
    yield "classes.txt", "data/classes.txt", classes(text["data/classes.txt"]), dataset("data") + others
    for name in ("images-idx3", "labels-idx1"):
        file = f"data/train-{name}-ubyte.gz"
        yield f"{name[:6]} file", file, idx_mutants(read[file]), dataset("data") + others[:4]
    model = [["predict", "--model", "model", "photos/Bag/0001.jpg", "--json"], ["predict", "--model", "model", "photos"],
             ["report", "data", "--model", "model", "--out", "out.html"], ["sprite", "data", "--mistakes", "model", "--out", "out.png"],
             ["chart", "data", "predictions", "--model", "model", "--out", "out.png"], ["chart", "model", "curves", "--out", "out.svg"]]
    yield "model.json", "model/model.json", json_mutants(text["model/model.json"]), model
    yield "weights", "model/model.safetensors", safetensors_mutants(read["model/model.safetensors"]), model
    yield "labels.csv", "labels.csv", csv_mutants(text["labels.csv"]), [
        ["convert", "photos", "--labels", "labels.csv", "--out", "out"], ["verify", "table", "--rebuild", "photos", "--labels", "labels.csv"]]
    yield "corrections.csv", "corrections.csv", csv_mutants(text["corrections.csv"]), [
        ["convert", "photos", "--corrections", "corrections.csv", "--out", "out"],
        ["verify", "data", "--rebuild", "photos", "--corrections", "corrections.csv"]]
    yield "suspects.csv", "suspects.csv", csv_mutants(text["suspects.csv"]), [
        ["report", "data", "--suspects", "suspects.csv", "--out", "out.html"], ["sprite", "data", "--suspects", "suspects.csv", "--out", "out.png"]]
    yield "pipeline", "pipeline.yaml", pipelines(run), [
        ["convert", "photos", "--pipeline", "pipeline.yaml", "--out", "out"], ["stages", "photos/Bag/0001.jpg", "--pipeline", "pipeline.yaml", "--out", "out.png"],
        ["predict", "--model", "model", "--pipeline", "pipeline.yaml", "photos/Bag/0001.jpg"]]
    yield "classes", "classes.yaml", class_maps(), [
        ["convert", "photos", "--classes", "classes.yaml", "--out", "out"], ["convert", "photos", "--labels", "labels.csv", "--classes", "classes.yaml", "--out", "out"]]
    yield "policy", "policy.yaml", policies(run), [["verify", "data", "--policy", "policy.yaml"], ["report", "data", "--policy", "policy.yaml", "--out", "out.html"]]
    for command in (["convert", "photos", "--out", "out"], ["verify", "data"], ["train", "data", "--model", "mlp", "--out", "out", "--epochs", "1"],
                    ["predict", "photos/Bag/0001.jpg", "--model", "model"], ["report", "data", "--out", "out.html"],
                    ["show", "data"], ["chart", "data", "classes", "--out", "out.svg"], ["sprite", "data", "--out", "out.png"], ["stages", "photos/Bag/0001.jpg", "--out", "out.png"],
                    ["samples", "--out", "out", "--per-class", "1", "--size", "20x20"], ["checks"], ["pipelines"]):
        yield f"config of {command[0]}", "config.yaml", configs(run, command), [[*command, "--config", "config.yaml"]]


def classes(text):
    yield from file_mutants(text.encode())
    yield "300 names", "".join(f"class {index}\n" for index in range(300))
    yield "a name of a million characters", "x" * 10**6 + "\n" + text
    yield "100 names of 100,000 characters", ("x" * 100_000 + "\n") * 100
    yield "control characters", "\x1b[2J\x07\n\u202egnp\u2066\n\u2028\u2029\n" + text
    yield "one name", "a\n"


def pipelines(run):
    frame = "pipeline: p\nstages:\n  - decode\n@@  - resize: {size: 28x28}\n  - extend: {size: 28x28}\n  - grayscale\n"
    stage = None
    for line in run("pipelines").split("Stages, in", 1)[1].splitlines():
        if name := re.fullmatch(r"  ([a-z-]+)", line):
            stage = name[1]
        elif key := re.match(r"      ([a-z]+): ", line):
            for what, value in [*yaml_values(), *((size, size) for size in ("4096", "4096x1", "1024", "32", "100%"))]:
                added = f"  - {stage}:\n      {key[1]}: {value}\n"
                yield f"{key[1]} of {stage} = {what}", (
                    frame.replace("  - decode\n@@" if stage == "decode" else "@@", added))
    for key in ("pipeline", "summary", "stages"):
        for what, value in yaml_values():
            yield f"{key} = {what}", re.sub(rf"(?ms)^{key}:.*?(?=^\w|\Z)", lambda _: f"{key}: {value}\n", "summary: s\n" + frame.replace("@@", ""))
    for many in (1000, 100_000):
        for name in ("negate", "blur", "pad: {pixels: 1024}", "flip"):
            yield f"{many} stages {name}", frame.replace("@@", f"  - {name}\n" * many)
    yield "30 pads", frame.replace("@@", "  - pad: {pixels: 1024}\n" * 30)
    yield "60 blurs of 4096x4096", frame.replace("@@", "  - extend: {size: 4096}\n" + "  - blur: {sigma: 32}\n" * 60)
    yield "60 resizes to 4096x4096", frame.replace("@@", "  - resize: {size: 4096}\n  - resize: {size: 1}\n" * 30)
    yield from yaml_files(frame.replace("@@", ""))


def class_maps():
    for what, value in yaml_values():
        yield f"labels = {what}", f"Bag: {value}\nCoat: [Dress]\n"
        yield f"label = {what}", f"Bag: [{value}]\n"
        yield f"name = {what}", f"- {value}\n- Bag\n"
    yield "300 classes", "".join(f"- c{index}\n" for index in range(300))
    yield "90,000 labels", "Bag: [" + ",".join(f"l{index}" for index in range(90_000)) + "]\n"
    yield "90,000 classes", "".join(f"- c{index}\n" for index in range(90_000))
    yield from yaml_files("Bag: [Coat]\n")


def policies(run):
    template = run("checks", "--policy")
    numbers = ("0", "-1", "1", "2", "100", "0.999", "5e-324", "1e308", "1e999", "nan", "9223372036854775808", "99999999999999999999")
    few = [(value[:40], value) for value in (*numbers, "[1, 2]", "{a: 1}", "*a", "error", "", "x" * 10**6)]
    check = None
    for line in template.splitlines():
        if name := re.fullmatch(r"  ([a-z-]+):", line):
            check = name[1]
            for what, value in few:
                yield f"{check} = {what}", f"checks:\n  {check}: {value}\n"
        elif check and (key := re.match(r"    ([a-z-]+): ", line)):
            for what, value in few:
                yield f"{key[1]} of {check} = {what}", f"checks:\n  {check}:\n    {key[1]}: {value}\n"
    for key in ("checks", "fail-on"):
        for what, value in yaml_values():
            yield f"{key} = {what}", f"{key}: {value}\n"
    yield from yaml_files(template)


def configs(run, command):
    """Every option of a command, as --print-config names them."""
    frozen = ("config", "print-config", "out", "per-class" if command[0] == "samples" else "")
    for line in run(*command, "--print-config").splitlines()[1:]:
        name = line.lstrip("# ").split(":")[0]
        if name in frozen:
            continue
        # Work that a user asks for is no fault: ten thousand epochs, a hundred thousand photos.
        asked = ("1000000001", "4294967295", "255", "256", "2147483648", "4294967296", "9223372036854775807", "100000")
        for what, value in yaml_values():
            if name in ("epochs", "size") and what.strip("'") in asked:
                continue
            yield f"{name} = {what}", f"{name}: {value}\n"
    yield from yaml_files("quiet: true\n")


def main():
    parser = argparse.ArgumentParser(prog="check-hostile-files")
    parser.add_argument("fmbuild")
    parser.add_argument("--only", help="kinds of files, separated by commas")
    parser.add_argument("--every", type=int, default=1, help="run each Nth case only")
    parser.add_argument("--list", action="store_true", help="list the kinds with the numbers of their cases")
    options = parser.parse_args()
    fmbuild = os.path.abspath(options.fmbuild)
    only = options.only.split(",") if options.only else None
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        runner = Runner(fmbuild)
        started, number = time.monotonic(), 0
        for kind, file, mutants, commands in kinds(prepare(fmbuild)):
            if only and kind not in only:
                continue
            before, found, cases = runner.count, len(runner.offenders), 0
            original = Path(file).read_bytes() if os.path.exists(file) else None
            for what, content in mutants:
                cases += 1
                number += 1
                if options.list or number % options.every:
                    continue
                Path(file).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
                for command in commands:
                    runner.run(command, f"{kind}: {what}")
            Path(file).unlink(missing_ok=True)
            if original is not None:
                Path(file).write_bytes(original)
            print(f"{kind}: {cases} files, {runner.count - before} runs, {len(runner.offenders) - found} offenders, "
                  f"{time.monotonic() - started:.0f} s", flush=True)
        os.chdir("/")
    print(f"{runner.count} runs, {len(runner.offenders)} offenders")
    sys.exit(1 if runner.offenders else 0)


main()
