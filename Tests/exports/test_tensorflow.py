"""Opens exports with TensorFlow, tensorflow-datasets and Keras.     python test_tensorflow.py EXPORTS"""

import json
import unittest

import keras
import numpy
import tensorflow
import tensorflow_datasets as tfds

from expected import COLOUR, DATASETS, GREY


class TensorFlowTests(unittest.TestCase):
    def test_records_alone(self):
        integer, text = (tensorflow.io.FixedLenFeature([], kind) for kind in [tensorflow.int64, tensorflow.string])
        for dataset in DATASETS:
            for split in dataset.splits:
                path = dataset.folder / f"tfds/products/1.0.0/products-{split}.tfrecord-00000-of-00001"
                rows = [
                    tensorflow.io.parse_single_example(record, {"image": text, "label": integer})
                    for record in tensorflow.data.TFRecordDataset(str(path))
                ]
                dataset.same(split, [tensorflow.io.decode_png(row["image"]) for row in rows], [row["label"] for row in rows])

    def test_builder_from_directory(self):
        for dataset in DATASETS:
            builder = tfds.builder_from_directory(dataset.folder / "tfds/products/1.0.0")
            self.assertEqual(builder.info.features["label"].names, dataset.classes)
            counts = {name: split.num_examples for name, split in builder.info.splits.items()}
            self.assertEqual(counts, {split: len(dataset.labels[split]) for split in dataset.splits})
            for split in dataset.splits:
                rows = list(builder.as_dataset(split=split, as_supervised=True))
                dataset.same(split, [image for image, _ in rows], [label for _, label in rows])

    def test_load_by_name(self):
        for dataset in DATASETS:
            data, info = tfds.load("products", data_dir=dataset.folder / "tfds", with_info=True, batch_size=-1)
            self.assertEqual(info.version, "1.0.0")
            for split in dataset.splits:
                dataset.same(split, data[split]["image"], data[split]["label"])

    def test_slices(self):
        first = tfds.as_numpy(tfds.load("products", data_dir=GREY.folder / "tfds", split="train[:50%]", batch_size=-1))
        numpy.testing.assert_array_equal(first["label"], GREY.labels["train"][: len(GREY.labels["train"]) // 2])

    def test_snippet(self):
        for name in ["tfds", "tfds-published"]:
            scope = {}
            exec("\n".join(json.loads((GREY.folder / f"{name}.json").read_text(encoding="utf-8"))["load"]), scope)
            rows = list(scope["train"])
            GREY.same("train", [image for image, _ in rows], [label for _, label in rows])

    def test_published_names_find_the_export(self):
        for name in ["fashion_mnist", "mnist", "kmnist"]:
            data = tfds.load(name, data_dir=GREY.folder / "tfds-published", batch_size=-1)
            for split in GREY.splits:
                GREY.same(split, data[split]["image"], data[split]["label"])

    def test_folders_of_pictures(self):
        for dataset in DATASETS:
            shape = (*dataset.images["train"].shape[1:3], 3 if dataset.is_colour else 1)
            builder = tfds.folder_dataset.ImageFolder(str(dataset.folder / "png"), shape=shape)
            self.assertEqual(builder.info.features["label"].num_classes, len(dataset.classes))
            for split in dataset.splits:
                rows = list(builder.as_dataset(split=split))
                order = [int(row["image/filename"].numpy().decode().rsplit("/", 1)[1].split(".")[0]) for row in rows]
                dataset.same_in_order(split, order, [row["image"] for row in rows], [row["label"] for row in rows])

    def test_folders_in_keras(self):
        for dataset in DATASETS:
            for split in dataset.splits:
                data = keras.utils.image_dataset_from_directory(
                    dataset.folder / "png" / split, color_mode="rgb" if dataset.is_colour else "grayscale",
                    image_size=dataset.images[split].shape[1:3], shuffle=False, batch_size=None, verbose=0)
                order = [int(path.rsplit("/", 1)[1].split(".")[0]) for path in data.file_paths]
                rows = list(data)
                images = [image.numpy().astype(numpy.uint8) for image, _ in rows]
                dataset.same_in_order(split, order, images, [label for _, label in rows])


if __name__ == "__main__":
    assert COLOUR.is_colour
    unittest.main(argv=["test_tensorflow.py"])
