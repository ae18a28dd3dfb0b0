"""Writes a dataset of many images, half of which are near duplicates of the others, for 'fmbuild verify'.

Each original is a mixture of two images of one class of Fashion-MNIST, so that originals lie as densely as real
images do; each copy has another brightness and noise.

    python3 Benchmarks/near_duplicates.py FASHION_MNIST 1000000 many
    /usr/bin/time -v fmbuild verify many
"""

import argparse
import gzip
from pathlib import Path

import numpy as np

PIECE = 20_000


def read(path: Path, header: int) -> np.ndarray:
    return np.frombuffer(gzip.decompress(path.read_bytes())[header:], np.uint8)


def write(path: Path, array: np.ndarray) -> None:
    header = bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    with gzip.GzipFile(path, "wb", compresslevel=1, mtime=0) as file:
        file.write(header)
        file.write(array.tobytes())


def originals(images: np.ndarray, labels: np.ndarray, wanted: np.ndarray, random: np.random.Generator) -> np.ndarray:
    members = [np.flatnonzero(labels == label) for label in range(10)]
    result = np.empty((len(wanted), 28, 28), np.uint8)
    for start in range(0, len(wanted), PIECE):
        piece = wanted[start : start + PIECE]
        first, second = ([members[label][random.integers(len(members[label]))] for label in piece] for _ in range(2))
        weights = random.uniform(0.25, 0.75, len(piece)).astype(np.float32)[:, None, None]
        result[start : start + PIECE] = images[first] * weights + images[second] * (1 - weights)
    return result


def copies(images: np.ndarray, random: np.random.Generator) -> np.ndarray:
    result = np.empty_like(images)
    for start in range(0, len(images), PIECE):
        piece = images[start : start + PIECE]
        noise = random.uniform(1, 6, len(piece)).astype(np.float32)[:, None, None]
        brightness = random.uniform(0.85, 1, len(piece)).astype(np.float32)[:, None, None]
        changed = piece * brightness + random.standard_normal(piece.shape, np.float32) * noise * (piece > 0)
        result[start : start + PIECE] = np.clip(changed, 0, 255)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fashion_mnist", type=Path, help="the folder of Fashion-MNIST")
    parser.add_argument("count", type=int, help="the number of images")
    parser.add_argument("out", type=Path, help="the folder to make")
    arguments = parser.parse_args()
    random = np.random.default_rng(7)
    images = read(arguments.fashion_mnist / "train-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)
    labels = read(arguments.fashion_mnist / "train-labels-idx1-ubyte.gz", 8)
    wanted = random.integers(0, 10, arguments.count // 2).astype(np.uint8)
    first = originals(images, labels, wanted, random)
    order = random.permutation(2 * len(first))
    images, labels = np.concatenate([first, copies(first, random)])[order], np.concatenate([wanted, wanted])[order]
    test = len(images) // 7
    arguments.out.mkdir()
    for stem, part in (("train", slice(test, None)), ("t10k", slice(0, test))):
        write(arguments.out / f"{stem}-images-idx3-ubyte.gz", images[part])
        write(arguments.out / f"{stem}-labels-idx1-ubyte.gz", labels[part])


if __name__ == "__main__":
    main()
