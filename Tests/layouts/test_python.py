"""Opens layouts in Hugging Face's datasets and scikit-learn.     python test_python.py LAYOUTS

The environment has HF_HOME set to a new folder: what is in a cache hides errors.
"""

import os
import unittest

import numpy

from expected import CLASSES, LABELS, ROOT, folder_of, offline, run, same, variables

os.environ.update(variables("all", "scikit-learn"))

import datasets
from sklearn.datasets import fetch_openml, get_data_home

offline()


class ClassroomTests(unittest.TestCase):
    def setUp(self):
        os.chdir(ROOT / "classroom")

    def test_published_lines_of_datasets(self):
        for name in ["zalando-datasets/fashion_mnist", "fashion_mnist", "ylecun/mnist", "mnist"]:
            for data in [datasets.load_dataset(name), datasets.load_dataset(name, name.split("/")[-1])]:
                for split in ["train", "test"]:
                    same(split, data[split]["image"], data[split]["label"])
                self.assertEqual(data["train"].features["label"].names, CLASSES)

    def test_published_lines_of_scikit_learn(self):
        home = str(ROOT / "classroom/scikit_learn_data")
        count = len(LABELS["train"])
        for name in ["mnist_784", "Fashion-MNIST"]:
            for options in [{}, {"parser": "liac-arff"}]:
                x, y = fetch_openml(name, version=1, return_X_y=True, as_frame=False, data_home=home, **options)
                same("train", x[:count], y[:count])
                same("test", x[count:], y[count:])
            frame = fetch_openml(name, version=1, data_home=home)
            same("train", frame.data.to_numpy()[:count], frame.target[:count])


class PrintedCodeTests(unittest.TestCase):
    def test_datasets(self):
        with folder_of("all", "huggingface"):
            data = run("all", "huggingface")
        for split in ["train", "test"]:
            same(split, data[split]["image"], data[split]["label"])

    def test_scikit_learn(self):
        self.assertEqual(get_data_home(), str(ROOT / "all/scikit_learn_data"))
        x, y = run("all", "scikit-learn")
        self.assertEqual(x.shape, (len(LABELS["train"]) + len(LABELS["test"]), 784))
        numpy.testing.assert_array_equal(y.astype(int), numpy.concatenate([LABELS["train"], LABELS["test"]]))


class NetworkTests(unittest.TestCase):
    def test_the_network_is_really_off(self):
        with self.assertRaises(AssertionError):
            fetch_openml("iris", version=1, n_retries=1, data_home=str(ROOT / "nowhere"))


if __name__ == "__main__":
    unittest.main(argv=["test_python.py"])
