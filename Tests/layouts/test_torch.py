"""Opens layouts in torchvision, tinygrad, datumaro, python-mnist and idx2numpy.     python test_torch.py LAYOUTS"""

import os
import unittest

import expected
from expected import CLASSES, IMAGES, LABELS, ROOT, folder_of, offline, run, same, variables

os.environ.update(variables("all", "tinygrad"))
# The interpreter computes without a compiler; it is slow, and there is hardly anything to compute.
os.environ.update(DEV="PYTHON")

import torchvision_on_cpu  # noqa: F401
import datumaro
import tinygrad.nn.datasets
from torchvision import datasets

offline()


class ClassroomTests(unittest.TestCase):
    def setUp(self):
        os.chdir(ROOT / "classroom")

    def test_published_lines_of_torchvision(self):
        for train, split in [(True, "train"), (False, "test")]:
            for data in [
                datasets.FashionMNIST(root="data", train=train, download=True),
                datasets.MNIST("./data", train=train, download=True),
            ]:
                same(split, data.data, data.targets)


class PrintedCodeTests(unittest.TestCase):
    def setUp(self):
        os.chdir(ROOT)

    def test_torchvision(self):
        for loader in ["torchvision", "torchvision-mnist", "torchvision-kmnist", "torchvision-emnist"]:
            data = run("all", loader)
            same("train", data.data, data.targets)

    def test_class_of_ones_own(self):
        data = run("class", "torchvision")
        self.assertEqual((type(data).__name__, data.classes), ("MyShop", CLASSES))
        same("train", data.data, data.targets)
        image, label = data[0]
        self.assertEqual((image.size, label), ((28, 28), LABELS["train"][0]))
        self.assertFalse((ROOT / "class/FashionMNIST").exists())

    def test_tinygrad(self):
        with folder_of("all", "tinygrad"):
            for data in [run("all", "tinygrad"), tinygrad.nn.datasets.mnist()]:
                train_images, train_labels, test_images, test_labels = (tensor.to("PYTHON").numpy() for tensor in data)
                same("train", train_images, train_labels)
                same("test", test_images, test_labels)

    def test_datumaro(self):
        for data in [run("all", "datumaro"), run("datumaro", "datumaro")]:
            for split in ["train", "test"]:
                # Items come by their numbers as texts, 10 before 2.
                items = sorted(data.get_subset(split), key=lambda item: int(item.id))
                same(split, [item.media.data for item in items], [item.annotations[0].label for item in items])
            names = data.categories()[datumaro.AnnotationType.label]
            self.assertEqual([category.name for category in names.items], CLASSES)

    def test_readers_of_files(self):
        rows, labels = run("all", "python-mnist")
        same("train", rows, labels)
        same("train", run("all", "idx2numpy"), LABELS["train"])


class NetworkTests(unittest.TestCase):
    def test_the_network_is_really_off(self):
        with self.assertRaises(Exception) as caught:
            datasets.FashionMNIST(root=ROOT / "nowhere", download=True)
        self.assertIn("network", str(caught.exception) + str(caught.exception.__cause__) + str(caught.exception.__context__))


if __name__ == "__main__":
    assert len(IMAGES["train"]) > 100 and expected.DATA.is_dir()
    unittest.main(argv=["test_torch.py"])
