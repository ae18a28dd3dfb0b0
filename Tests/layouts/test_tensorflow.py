"""Opens layouts in Keras and tensorflow-datasets.     python test_tensorflow.py LAYOUTS LAYOUT

LAYOUT is `classroom`, with the variables of its environment.sh set, or `all`, with those that were printed.
"""

import os
import sys
import unittest

from expected import CLASSES, ROOT, offline, run, same, variables

LAYOUT = sys.argv[2]
if LAYOUT == "all":
    os.environ.update(variables("all", "keras") | variables("all", "tensorflow-datasets"))

import keras
import tensorflow_datasets as tfds

offline()


class PublishedLineTests(unittest.TestCase):
    def test_keras(self):
        (x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
        same("train", x_train, y_train)
        same("test", x_test, y_test)

    def test_tensorflow_datasets(self):
        for name in ["fashion_mnist", "mnist"]:
            for split in ["train", "test"]:
                rows = list(tfds.load(name, split=split, as_supervised=True))
                same(split, [image for image, _ in rows], [label for _, label in rows])
        _, info = tfds.load("mnist", with_info=True)
        self.assertEqual(info.features["label"].names, CLASSES)


@unittest.skipUnless(LAYOUT == "all", "the classroom prints no code")
class PrintedCodeTests(unittest.TestCase):
    def test_keras(self):
        (x_train, y_train), _ = run("all", "keras")
        same("train", x_train, y_train)

    def test_tensorflow_datasets(self):
        rows = list(run("all", "tensorflow-datasets"))
        same("train", [image for image, _ in rows], [label for _, label in rows])


if __name__ == "__main__":
    assert str(ROOT / LAYOUT) in os.environ["KERAS_HOME"]
    unittest.main(argv=["test_tensorflow.py"])
