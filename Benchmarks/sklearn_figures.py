"""Measures scikit-learn's accuracy on a dataset in MNIST format, for the models that 'fmbuild benchmark' has too.

    python sklearn_figures.py FOLDER [MODEL ...]

Prints a line of JSON for each model: the class with its settings, accuracy on the test images, seconds, versions. The seed
is 0; levels are divided by 255. OPENBLAS_NUM_THREADS=1 is faster for mlp, whose batches are small.
"""

import gzip
import json
import sys
import time
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore", category=sklearn.exceptions.ConvergenceWarning)

MODELS = {
    "softmax": LogisticRegression(max_iter=100),
    "knn": KNeighborsClassifier(n_neighbors=5, algorithm="brute"),
    "mlp": MLPClassifier(hidden_layer_sizes=(128,), batch_size=32, max_iter=5, random_state=0),
}


def read(folder, stem, skipped):
    (path,) = [*folder.glob(stem), *folder.glob(stem + ".gz")][:1]
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    return numpy.frombuffer(content, numpy.uint8, offset=skipped)


def split(folder, stem):
    labels = read(folder, f"{stem}-labels-idx1-ubyte", 8)
    images = read(folder, f"{stem}-images-idx3-ubyte", 16).reshape(len(labels), -1)
    return images.astype(numpy.float32) / 255, labels


def main():
    folder = Path(sys.argv[1])
    (images, labels), (test_images, test_labels) = split(folder, "train"), split(folder, "t10k")
    for name in sys.argv[2:] or MODELS:
        model = MODELS[name]
        start = time.monotonic()
        accuracy = float((model.fit(images, labels).predict(test_images) == test_labels).mean())
        print(json.dumps({
            "model": name, "scikit-learn": str(model), "accuracy": accuracy, "testImages": len(test_labels),
            "seconds": round(time.monotonic() - start, 1), "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
        }), flush=True)


if __name__ == "__main__":
    main()
