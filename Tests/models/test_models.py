"""Reads models that fmbuild wrote with other people's libraries, and compares what they make of images.

    python test_models.py MODELS

MODELS holds a folder for each model: model/, levels (images, a byte a level: rows x columns x channels) and
probabilities (what fmbuild makes of them, float32: images x classes).
"""

import json
import struct
import sys
import unittest
from pathlib import Path

import numpy
import onnx
import onnxruntime
from safetensors import safe_open
from safetensors.numpy import load_file


class Model:
    def __init__(self, path):
        self.name = path.name
        self.path = path / "model"
        self.description = json.loads((self.path / "model.json").read_text(encoding="utf-8"))
        size = self.description["input"]
        shape = (-1, size["rows"], size["columns"], size["channels"])
        self.levels = numpy.frombuffer((path / "levels").read_bytes(), numpy.uint8).reshape(shape)
        self.class_count = len(self.description["classes"])
        self.probabilities = numpy.frombuffer((path / "probabilities").read_bytes(), "<f4").reshape(
            -1, self.class_count
        )

    def images(self):
        """As model.onnx takes them."""
        return numpy.ascontiguousarray(self.levels.transpose(0, 3, 1, 2).astype(numpy.float32))

    def session(self):
        return onnxruntime.InferenceSession(self.path / "model.onnx", providers=["CPUExecutionProvider"])


MODELS = [Model(path) for path in sorted(Path(sys.argv[1]).iterdir())]
BY_NAME = {model.name: model for model in MODELS}


class ModelTests(unittest.TestCase):
    """What the others are compared with."""

    def test_there_are_models(self):
        self.assertGreater(len(MODELS), 10)

    def test_expected_probabilities_tell_images_apart(self):
        # Otherwise any model would be right.
        for model in MODELS:
            with self.subTest(model=model.name):
                numpy.testing.assert_allclose(model.probabilities.sum(axis=1), 1, atol=1e-5)
                self.assertGreater(numpy.ptp(model.probabilities, axis=0).max(), 0.01)


class SafetensorsTests(unittest.TestCase):
    def test_the_library_reads_every_tensor(self):
        for model in MODELS:
            with self.subTest(model=model.name):
                tensors = load_file(model.path / "model.safetensors")
                self.assertEqual({tensor.dtype for tensor in tensors.values()}, {numpy.dtype("float32")})
                for name, tensor in tensors.items():
                    self.assertTrue(numpy.isfinite(tensor).all(), name)

    def test_the_library_reads_the_metadata(self):
        for model in MODELS:
            with self.subTest(model=model.name):
                with safe_open(model.path / "model.safetensors", framework="np") as file:
                    metadata = file.metadata()
                program = model.description["program"]
                self.assertEqual(metadata["program"], f"{program['name']} {program['version']}")
                self.assertEqual(metadata["model"], model.description["model"]["name"])

    def test_data_begins_at_a_multiple_of_eight_bytes(self):
        for model in MODELS:
            with self.subTest(model=model.name):
                (length,) = struct.unpack("<Q", (model.path / "model.safetensors").read_bytes()[:8])
                self.assertEqual(length % 8, 0)

    def test_numbers_are_those_of_a_network_written_by_hand(self):
        # Only dense layers: what the file says of their order is all it takes.
        model = BY_NAME["mlp"]
        tensors = load_file(model.path / "model.safetensors")
        normalisation = model.description["normalisation"]
        values = (model.levels.reshape(len(model.levels), -1) / 255 - normalisation["mean"]) / normalisation["deviation"]
        values = numpy.maximum(0, values @ tensors["1.dense.weights"].T + tensors["1.dense.bias"])
        values = values @ tensors["3.dense.weights"].T + tensors["3.dense.bias"]
        exponentials = numpy.exp(values - values.max(axis=1, keepdims=True))
        probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
        numpy.testing.assert_allclose(probabilities, model.probabilities, rtol=0, atol=1e-5)


class ONNXTests(unittest.TestCase):
    def test_onnx_finds_nothing_wrong(self):
        for model in MODELS:
            with self.subTest(model=model.name):
                onnx.checker.check_model(str(model.path / "model.onnx"), full_check=True)

    def test_onnxruntime_gives_the_same_probabilities(self):
        largest = 0.0
        for model in MODELS:
            with self.subTest(model=model.name):
                (found,) = model.session().run(["probabilities"], {"image": model.images()})
                self.assertEqual(found.shape, model.probabilities.shape)
                difference = numpy.abs(found - model.probabilities).max()
                self.assertLess(difference, 1e-5)
                largest = max(largest, difference)
        print(f"largest difference of a probability: {largest:.1e}")

    def test_batches_may_have_any_size(self):
        for model in MODELS:
            with self.subTest(model=model.name):
                session = model.session()
                for count in [1, 3]:
                    (found,) = session.run(None, {"image": model.images()[:count]})
                    numpy.testing.assert_allclose(found, model.probabilities[:count], rtol=0, atol=1e-5)

    def test_the_order_of_rows_and_columns_matters(self):
        # A comparison that any order passed would show nothing.
        model = BY_NAME["lenet5"]
        (found,) = model.session().run(None, {"image": model.images().transpose(0, 1, 3, 2).copy()})
        self.assertGreater(numpy.abs(found - model.probabilities).max(), 1e-3)

    def test_the_file_says_what_goes_in_and_what_comes_out(self):
        for model in MODELS:
            with self.subTest(model=model.name):
                session = model.session()
                size = model.description["input"]
                (image,), (probabilities,) = session.get_inputs(), session.get_outputs()
                self.assertEqual((image.name, image.type), ("image", "tensor(float)"))
                self.assertEqual(image.shape, ["batch", size["channels"], size["rows"], size["columns"]])
                self.assertEqual((probabilities.name, probabilities.shape), ("probabilities", ["batch", model.class_count]))
                metadata = session.get_modelmeta().custom_metadata_map
                self.assertEqual(json.loads(metadata["classes"]), model.description["classes"])
                self.assertEqual(json.loads(metadata["normalisation"]), model.description["normalisation"])
                self.assertEqual(json.loads(metadata["pipeline"]), model.description["pipeline"])


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
