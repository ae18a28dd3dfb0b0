"""The networks of `fmbuild train` as one would write them with PyTorch, to time their training beside it.

    python3 training_peers.py DATASET --model NAME --batch N --epochs N --threads N [--channels-last] [--bfloat16]

Images are normalised once and lie in memory as tensors; batches are cut out of them by index, without a DataLoader; Adam
is the fused one. Prints a line an epoch: its seconds, which the shuffling and nothing else is part of. The last line is
the accuracy on the test images.
"""

import argparse
import gzip
import math
import time
from pathlib import Path

import torch
from torch import nn

SIDE = 28
CLASSES = 10


def constant(_):
    return 1


def one_cycle(progress, rise=0.25):
    """The learning rate's factor, of the share of the training that is done: as fmbuild's LearningRateSchedule."""

    def between(start, end, share):
        return end + (start - end) * (1 + math.cos(math.pi * share)) / 2

    if progress < rise:
        return between(1 / 25, 1, progress / rise)
    return between(1, 1e-4, (progress - rise) / (1 - rise))


def mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(SIDE * SIDE, 128), nn.ReLU(), nn.Linear(128, CLASSES))


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(16 * 5 * 5, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, CLASSES),
    )  # fmt: skip


def cnn_32_64():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, CLASSES),
    )  # fmt: skip


# By fmbuild's names for them: the network, the largest learning rate and its schedule, as in fmbuild's catalogue.
MODELS = {
    "mlp": (mlp, 0.001, constant),
    "lenet5": (lenet5, 0.002, one_cycle),
    "cnn-32-64": (cnn_32_64, 0.001, constant),
}


def read(dataset, name, header_length):
    """The bytes of an IDX archive after its header, compressed or not."""
    compressed = dataset / f"{name}.gz"
    content = gzip.decompress(compressed.read_bytes()) if compressed.exists() else (dataset / name).read_bytes()
    return torch.frombuffer(bytearray(content[header_length:]), dtype=torch.uint8)


def split(dataset, name):
    """Images as numbers from 0 to 1, count x 1 x 28 x 28, and labels."""
    images = read(dataset, f"{name}-images-idx3-ubyte", 16).view(-1, 1, SIDE, SIDE).float() / 255
    return images, read(dataset, f"{name}-labels-idx1-ubyte", 8).long()


def train(model, images, labels, options, rate, schedule):
    """Prints the seconds of every epoch."""
    optimiser = torch.optim.Adam(model.parameters(), lr=rate, fused=True)
    loss_function = nn.CrossEntropyLoss()
    starts = range(0, len(images), options.batch)
    for epoch in range(options.epochs):
        start = time.perf_counter()
        order = torch.randperm(len(images))
        for step, first in enumerate(starts):
            batch = order[first : first + options.batch]
            progress = (epoch + step / len(starts)) / options.epochs
            optimiser.param_groups[0]["lr"] = rate * schedule(progress)
            optimiser.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
                loss = loss_function(model(images[batch]), labels[batch])
            loss.backward()
            optimiser.step()
        print(time.perf_counter() - start, flush=True)


def accuracy(model, images, labels):
    model.eval()
    with torch.no_grad():
        said = torch.cat([model(batch).argmax(1) for batch in images.split(1000)])
    return (said == labels).double().mean().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--model", choices=MODELS, required=True)
    for name in ["--batch", "--epochs", "--threads"]:
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--bfloat16", action="store_true")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    images, labels = split(options.dataset, "train")
    test_images, test_labels = split(options.dataset, "t10k")
    mean, deviation = images.mean(), images.std()
    images, test_images = (images - mean) / deviation, (test_images - mean) / deviation
    make, rate, schedule = MODELS[options.model]
    model = make()
    if options.channels_last:
        model = model.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    train(model, images, labels, options, rate, schedule)
    print(accuracy(model, test_images, test_labels))


if __name__ == "__main__":
    main()
