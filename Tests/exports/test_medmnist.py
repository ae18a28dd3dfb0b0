"""Opens the export with MedMNIST's names in medmnist, and compares it with the IDX files.     python test_medmnist.py EXPORTS

By itself, because what stands in for PyTorch here confuses other libraries.
"""

import sys
import types
import unittest

from expected import GREY

# medmnist asks for PyTorch, of which it uses nothing but a name.
for name in ["torch", "torch.utils", "torch.utils.data", "torchvision"]:
    sys.modules[name] = types.ModuleType(name)
sys.modules["torch.utils.data"].Dataset = object

import medmnist
from medmnist.dataset import MedMNIST2D


class Products(MedMNIST2D):
    flag = "products"


class MedMNISTTests(unittest.TestCase):
    def test_splits(self):
        medmnist.dataset.INFO["products"] = {
            "python_class": "Products", "task": "multi-class", "n_channels": 1, "description": "", "license": "", "url": "",
            "MD5": "", "n_samples": {split: len(GREY.labels[split]) for split in GREY.splits},
            "label": {str(number): name for number, name in enumerate(GREY.classes)},
        }
        for split in GREY.splits:
            data = Products(split=split, root=str(GREY.folder / "medmnist"), size=28, download=False)
            GREY.same(split, data.imgs, data.labels)


if __name__ == "__main__":
    unittest.main(argv=["test_medmnist.py"])
