"""Times epochs of training with fmbuild and with PyTorch, in turns, and prints a table a model.

See scripts/benchmark-training.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

Contestant = namedtuple("Contestant", "name command environment read")  # the environment is what is set besides
Run = namedtuple("Run", "seconds accuracy")  # of every epoch; on the test images

HERE = Path(__file__).resolve().parent
BATCH_SIZES = {"mlp": 32, "lenet5": 64, "cnn-32-64": 64}
IMAGE_COUNT = re.compile(r"^([\d,]+) images to train with", re.MULTILINE)
EPOCH_LINE = re.compile(r"^ *\d+ +[\d.]+ +[\d.]+ +- +- +([\d,]+) ", re.MULTILINE)
# A PyTorch that takes so many times as long as the fastest in the first round takes no part in the others.
HOPELESS = 1.5


def number(text):
    return int(text.replace(",", ""))


def read_fmbuild(process):
    document = json.loads(process.stdout)
    images, rates = IMAGE_COUNT.search(process.stderr), EPOCH_LINE.findall(process.stderr)
    if not images or len(rates) != len(document["epochs"]):
        sys.exit(f"fmbuild train: its lines an epoch do not look as expected:\n{process.stderr}")
    # The last batch is filled up: what is counted is whole batches.
    batch = document["settings"]["batchSize"]
    seen = -(-number(images[1]) // batch) * batch
    return Run([seen / number(rate) for rate in rates], document["test"]["accuracy"])


def read_peer(process):
    *seconds, accuracy = map(float, process.stdout.split())
    return Run(seconds, accuracy)


def run(contestant):
    environment = {**os.environ, **contestant.environment}
    process = subprocess.run(list(map(str, contestant.command)), capture_output=True, text=True, env=environment)
    if process.returncode != 0:
        sys.exit(f"{contestant.name} ended with {process.returncode}:\n{process.stderr}")
    return contestant.read(process)


def contestants(options, model):
    """fmbuild first, which the others are compared with; PyTorch in every way that may be its fastest."""
    same = ["--model", model, "--batch", BATCH_SIZES[model], "--epochs", options.epochs, "--threads", options.threads]
    alone = ["--no-augment", "--validation", "0", "--no-baselines", "--json"]
    alone += ["--precision", options.precision]
    yield Contestant("fmbuild", [options.fmbuild, "train", options.dataset, *same, *alone], {}, read_fmbuild)
    same += ["--bfloat16"] if options.precision == "bfloat16" else []
    for layout in [[]] if model == "mlp" else [[], ["--channels-last"]]:
        # Threads that wait busily are the faster ones on idle cores, and much the slower ones on shared cores.
        for waiting in ["active", "passive"] if options.threads > 1 else ["passive"]:
            name = ", ".join(["PyTorch", *(word.strip("-") for word in layout), f"{waiting} waiting"])
            command = [sys.executable, HERE / "training_peers.py", options.dataset, *same, *layout]
            yield Contestant(name, command, {"OMP_WAIT_POLICY": waiting}, read_peer)


def compare(options, model):
    """Every contestant in turn, several times over, so that a busy moment of the machine hits all alike."""
    entrants = list(contestants(options, model))
    runs = {entrant.name: [] for entrant in entrants}
    for _ in range(options.repetitions):
        for entrant in entrants:
            runs[entrant.name].append(run(entrant))
        fastest = {name: min(of_one[0].seconds) for name, of_one in runs.items()}
        limit = HOPELESS * min(fastest[entrant.name] for entrant in entrants[1:])
        entrants = [entrant for i, entrant in enumerate(entrants) if i == 0 or fastest[entrant.name] <= limit]
    print_table(options, model, runs)


def print_table(options, model, runs):
    print(f"\n{model}, batches of {BATCH_SIZES[model]}, {options.threads} threads, {options.precision}; seconds an epoch")
    print()
    print(f"{'':39}{'epochs':>7}{'fastest':>9}{'median':>9}{'fmbuild = 1':>16}{'accuracy':>10}")
    reference, ratios = None, {}
    for name, of_one in runs.items():
        seconds = [value for one in of_one for value in one.seconds]
        figures = min(seconds), statistics.median(seconds)
        reference = reference or figures
        ratios[name] = [own / theirs for own, theirs in zip(figures, reference)]
        print(
            f"{name:39}{len(seconds):7}{figures[0]:9.2f}{figures[1]:9.2f}"
            f"{ratios[name][0]:8.2f}{ratios[name][1]:8.2f}{of_one[-1].accuracy:10.4f}"
        )
    peers = list(ratios.values())[1:]
    fastest, median = (min(values) for values in zip(*peers))
    print(f"the fastest PyTorch takes {fastest:.2f} times as long by the fastest epochs, {median:.2f} by the medians")


def main():
    parser = argparse.ArgumentParser(
        usage="scripts/benchmark-training [DATASET] [--models NAME ...] [--repetitions N] [--epochs N] [--threads N] [--precision TYPE]"
    )
    parser.add_argument("--models", nargs="+", choices=BATCH_SIZES, default=list(BATCH_SIZES))
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    for path in ["--fmbuild", "--dataset"]:
        parser.add_argument(path, type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"note: the machine is busy (load {load:.1f}); compare ratios, and take them for rough")
    for model in options.models:
        compare(options, model)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
