"""Looks at the classroom's notebook after it was run.     python test_notebook.py LAYOUTS NOTEBOOK"""

import re
import sys
import unittest
from pathlib import Path

import nbformat

from expected import CLASSES, IMAGES

NOTEBOOK = nbformat.read(Path(sys.argv[2]), as_version=4)
CELLS = [cell for cell in NOTEBOOK.cells if cell.cell_type == "code"]
TEXT = "".join(output.get("text", "") for cell in CELLS for output in cell.outputs)


class NotebookTests(unittest.TestCase):
    def test_every_cell_was_run_in_order(self):
        self.assertEqual([cell.execution_count for cell in CELLS], list(range(1, len(CELLS) + 1)))

    def test_no_cell_wrote_a_warning(self):
        self.assertEqual([output for cell in CELLS for output in cell.outputs if output.get("name") == "stderr"], [])

    def test_it_shows_pictures(self):
        pictures = [output for cell in CELLS for output in cell.outputs if "image/png" in output.get("data", {})]
        self.assertEqual(len(pictures), 5)

    def test_it_has_our_dataset(self):
        self.assertIn(f"{len(IMAGES['train'])} training images and {len(IMAGES['test'])} test images", TEXT)
        self.assertIn(f"in {len(CLASSES)} classes", TEXT)

    def test_the_network_learns(self):
        accuracy = float(re.search(r"accuracy: ([\d.]+)", TEXT)[1])
        chance = float(re.search(r"most frequent class: ([\d.]+)", TEXT)[1])
        self.assertGreater(accuracy, 3 * chance)
        self.assertGreater(accuracy, 0.6)

    def test_installed_libraries_give_the_same_images(self):
        self.assertIn(f"torchvision: the same {len(IMAGES['train'])} training images", TEXT)


if __name__ == "__main__":
    unittest.main(argv=["test_notebook.py"])
