"""Opens a layout in medmnist.     python test_medmnist.py LAYOUTS

By itself, because what stands in for PyTorch here, of which medmnist uses nothing but a name, confuses other libraries.
"""

import os
import sys
import types
import unittest

from expected import ROOT, same, run

for name in ["torch", "torch.utils", "torch.utils.data", "torchvision"]:
    sys.modules[name] = types.ModuleType(name)
sys.modules["torch.utils.data"].Dataset = object


class PrintedCodeTests(unittest.TestCase):
    def test_medmnist(self):
        os.chdir(ROOT)
        data = run("all", "medmnist")
        same("train", data.imgs, data.labels)
        test = type(data)(split="test", root=str(ROOT / "all"), download=False)
        same("test", test.imgs, test.labels)
        self.assertIn("Number of datapoints", repr(data))


if __name__ == "__main__":
    unittest.main(argv=["test_medmnist.py"])
