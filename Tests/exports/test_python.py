"""Opens exports with Python's readers and compares them with the IDX files.     python test_python.py EXPORTS"""

import csv
import io
import json
import os
import unittest
import warnings
import zipfile
from pathlib import Path

import datasets
import duckdb
import numpy
import pandas
import polars
import pyarrow.parquet
import scipy.io
import sklearn.datasets._openml
import webdataset
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import load_file
from sklearn.datasets import fetch_openml

from expected import COLOUR, DATASETS, GREY, ROOT, VALIDATION


def offline(*_, **__):
    raise AssertionError("it looks for the network")


sklearn.datasets._openml.urlopen = offline


def opened(content):
    return Image.open(io.BytesIO(content))


def key(split):
    return "val" if split == "validation" else split


def each():
    """Every dataset with each of its splits."""
    return [(dataset, split) for dataset in DATASETS for split in dataset.splits]


class SnippetTests(unittest.TestCase):
    """The lines that the program prints run as they are printed."""

    def run_lines(self, name, dataset=GREY):
        document = json.loads((dataset.folder / f"{name}.json").read_text(encoding="utf-8"))
        scope = {}
        exec("\n".join(document["load"]), scope)
        return scope

    def test_arrays(self):
        for dataset in DATASETS:
            for name in ["npz", "csv", "safetensors"] + ["npz-compressed", "medmnist", "csv-gzip", "csv-none"] * (dataset is GREY):
                scope = self.run_lines(name, dataset)
                dataset.same("train", scope["images"], scope["labels"])

    def test_parquet(self):
        scope = self.run_lines("parquet")
        self.assertEqual(scope["names"], GREY.classes)
        GREY.same("train", scope["data"]["train"]["image"], scope["data"]["train"]["label"])

    def test_picture_folders(self):
        data = self.run_lines("png")["data"]["train"]
        order = list(numpy.argsort(GREY.labels["train"], kind="stable"))
        GREY.same_in_order("train", order, data["image"], data["label"])

    def test_openml(self):
        for dataset in DATASETS:
            scope = self.run_lines("openml", dataset)
            images = scope["train_images"].astype(numpy.uint8).reshape(dataset.images["train"].shape)
            dataset.same("train", images, scope["train_labels"])

    def test_webdataset(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for dataset in DATASETS:
                rows = list(self.run_lines("webdataset", dataset)["train"])
                dataset.same("train", [row[0] for row in rows], [row[1] for row in rows])


class ArrayTests(unittest.TestCase):
    def test_npz(self):
        for dataset, split in each():
            with numpy.load(dataset.folder / "npz/products.npz") as file:
                wanted = [f"{axis}_{key(s)}" for s in sorted(dataset.splits, key="train test validation".index) for axis in "xy"]
                self.assertEqual(file.files, wanted)
                dataset.same(split, file[f"x_{key(split)}"], file[f"y_{key(split)}"])

    def test_compressed_npz(self):
        with numpy.load(GREY.folder / "npz-compressed/products.npz") as file:
            for split in GREY.splits:
                GREY.same(split, file[f"x_{split}"], file[f"y_{split}"])

    def test_zip_is_sound(self):
        for name in ["npz", "npz-compressed", "medmnist"]:
            with zipfile.ZipFile(GREY.folder / name / "products.npz") as file:
                self.assertIsNone(file.testzip())
                self.assertEqual({member.date_time for member in file.infolist()}, {(1980, 1, 1, 0, 0, 0)})

    def test_safetensors(self):
        for dataset, split in each():
            path = dataset.folder / "safetensors/products.safetensors"
            tensors = load_file(path)
            dataset.same(split, tensors[f"x_{key(split)}"], tensors[f"y_{key(split)}"])
            with safe_open(path, "np") as file:
                self.assertEqual(json.loads(file.metadata()["classes"]), dataset.classes)

    def test_mat(self):
        for dataset, split in each():
            for name in ["mat"] + ["mat-compressed"] * (dataset is GREY):
                file = scipy.io.loadmat(dataset.folder / name / "products.mat")
                suffix = split.capitalize()
                images = numpy.moveaxis(file[f"X{suffix}"], 3, 0)
                dataset.same(split, images, file[f"Y{suffix}"])
                self.assertEqual([str(name[0][0]) for name in file["classes"]], dataset.classes)


class TableTests(unittest.TestCase):
    def test_csv(self):
        for dataset, split in each():
            path = dataset.folder / f"csv/{split}.csv"
            shape = dataset.images[split].shape
            table = pandas.read_csv(path, dtype="uint8")
            last = int(numpy.prod(shape[1:]))
            self.assertEqual(list(table.columns[[0, 1, -1]]), ["label", "pixel1", f"pixel{last}"])
            dataset.same(split, table.drop(columns="label").to_numpy().reshape(shape), table["label"])
            table = polars.read_csv(path).to_numpy()
            dataset.same(split, table[:, 1:].astype(numpy.uint8).reshape(shape), table[:, 0])
            rows = duckdb.sql(f"SELECT * FROM '{path}'").fetchnumpy()
            pixels = numpy.stack([rows[f"pixel{i}"] for i in range(1, last + 1)], 1).astype(numpy.uint8)
            dataset.same(split, pixels.reshape(shape), rows["label"])
            names = pandas.read_csv(dataset.folder / "csv/classes.csv", dtype={"name": str}, keep_default_na=False)
            self.assertEqual(list(names["name"]), dataset.classes)

    def test_csv_in_datasets(self):
        data = datasets.load_dataset(str(GREY.folder / "csv"))
        self.assertEqual(set(data), {"train", "test"})
        for split in GREY.splits:
            table = data[split].to_pandas()
            images = table.drop(columns="label").to_numpy().astype(numpy.uint8).reshape(-1, 28, 28)
            GREY.same(split, images, table["label"])

    def test_other_headings_and_gzip(self):
        for split in GREY.splits:
            table = pandas.read_csv(GREY.folder / f"csv-pixel0/{split}.csv", dtype="uint8")
            self.assertEqual(list(table.columns[[0, 1, -1]]), ["label", "pixel0", "pixel783"])
            for path, options in [(f"csv-none/{split}.csv", {"header": None}), (f"csv-gzip/{split}.csv.gz", {})]:
                table = pandas.read_csv(GREY.folder / path, dtype="uint8", **options).to_numpy()
                GREY.same(split, table[:, 1:].reshape(-1, 28, 28), table[:, 0])
            path = GREY.folder / f"csv-gzip/{split}.csv.gz"
            self.assertEqual(polars.read_csv(path).height, len(GREY.labels[split]))
            self.assertEqual(duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0], len(GREY.labels[split]))

    def test_parquet_in_pyarrow(self):
        for dataset, split in each():
            path = dataset.folder / f"parquet/data/{split}-00000-of-00001.parquet"
            file = pyarrow.parquet.ParquetFile(path, page_checksum_verification=True)
            self.assertEqual(file.schema_arrow.field("image").type.field("bytes").type, "binary")
            self.assertTrue(file.metadata.row_group(0).column(0).has_offset_index)
            table = file.read()
            self.assertEqual(table["image"].combine_chunks().field("path").null_count, table.num_rows)
            dataset.same(split, [opened(row["bytes"]) for row in table["image"].to_pylist()], table["label"])
            statistics = file.metadata.row_group(0).column(2).statistics
            self.assertEqual((statistics.min, statistics.max), (dataset.labels[split].min(), dataset.labels[split].max()))

    def test_parquet_in_pandas_polars_and_duckdb(self):
        for dataset, split in each():
            path = dataset.folder / f"parquet/data/{split}-00000-of-00001.parquet"
            for frame in [pandas.read_parquet(path), polars.read_parquet(path)]:
                dataset.same(split, [opened(row["bytes"]) for row in frame["image"]], frame["label"])
            ones = polars.scan_parquet(path).filter(polars.col("label") == 1).collect().height
            self.assertEqual(ones, (dataset.labels[split] == 1).sum())
            rows = duckdb.sql(f"SELECT image.bytes AS png, label FROM '{path}'").fetchall()
            dataset.same(split, [opened(row[0]) for row in rows], [row[1] for row in rows])
            counts = dict(duckdb.sql(f"SELECT label, count(*) FROM '{path}' GROUP BY label").fetchall())
            self.assertEqual(counts, {i: n for i, n in enumerate(numpy.bincount(dataset.labels[split])) if n})

    def test_parquet_with_photos(self):
        for split in GREY.splits:
            frame = pandas.read_parquet(GREY.folder / f"parquet-provenance/data/{split}-00000-of-00001.parquet")
            self.assertEqual(list(frame["source"]), [f"{split}/{i}.jpg" for i in range(len(frame))])
            self.assertEqual(list(frame["sha256"]), [f"{i:064x}" for i in range(len(frame))])


class HuggingFaceTests(unittest.TestCase):
    def check(self, data, dataset):
        self.assertEqual(set(data), set(dataset.splits))
        for split in dataset.splits:
            features = data[split].features
            self.assertIsInstance(features["image"], datasets.Image)
            self.assertEqual(features["label"].names, dataset.classes)
            self.assertEqual(data[split][0]["image"].mode, "RGB" if dataset.is_colour else "L")
            dataset.same(split, data[split]["image"], data[split]["label"])

    def test_folder_with_card(self):
        for dataset in DATASETS:
            data = datasets.load_dataset(str(dataset.folder / "parquet"))
            self.check(data, dataset)
            self.assertEqual(list(data["train"].features), ["image", "label"])

    def test_photos_are_further_columns(self):
        data = datasets.load_dataset(str(GREY.folder / "parquet-provenance"))
        self.check(data, GREY)
        self.assertEqual(data["test"][3]["source"], "test/3.jpg")

    def test_names_stand_in_the_files_too(self):
        for dataset in DATASETS:
            files = {split: str(dataset.folder / f"parquet/data/{split}-*.parquet") for split in dataset.splits}
            self.check(datasets.load_dataset("parquet", data_files=files), dataset)

    def test_streaming(self):
        rows = list(datasets.load_dataset(str(GREY.folder / "parquet"), split="train", streaming=True))
        GREY.same("train", [row["image"] for row in rows], [row["label"] for row in rows])

    def test_relabelled_images_do_not_come_from_the_cache(self):
        import shutil
        import subprocess

        folder = ROOT / "relabelled"
        shutil.copytree(GREY.folder / "data", folder / "data")
        program = Path(__file__).parents[2] / ".build/release/fmbuild"
        for shift in [0, 1]:
            path = folder / "data/t10k-labels-idx1-ubyte"
            content = path.read_bytes()
            path.write_bytes(content[:8] + bytes((label + shift) % 10 for label in content[8:]))
            # Its rows have the labels as they were.
            (folder / "data/manifest.csv").unlink(missing_ok=True)
            command = [program, "export", folder / "data", "--to", "parquet", "--out", folder / "products", "--overwrite", "--quiet"]
            subprocess.run(command, check=True)
            labels = datasets.load_dataset(str(folder / "products"), split="test")["label"]
            self.assertEqual(list(labels), [(int(n) + shift) % 10 for n in GREY.labels["test"]])

    def test_picture_folders(self):
        for dataset in DATASETS:
            data = datasets.load_dataset("imagefolder", data_dir=str(dataset.folder / "png"))
            self.assertEqual(set(data), set(dataset.splits))
            for split in dataset.splits:
                numbers = [int(name.split("-", 1)[0]) for name in data[split].features["label"].names]
                self.assertEqual(numbers, list(range(len(dataset.classes))))
                order = numpy.argsort(dataset.labels[split], kind="stable")  # files come sorted by folder
                dataset.same_in_order(split, list(order), data[split]["image"], data[split]["label"])

    def test_webdataset(self):
        for dataset in DATASETS:
            files = {split: str(dataset.folder / f"webdataset/{split}-*.tar") for split in dataset.splits}
            for data in [
                datasets.load_dataset("webdataset", data_files=files), datasets.load_dataset(str(dataset.folder / "webdataset")),
            ]:
                self.assertEqual(set(data), set(dataset.splits))
                for split in dataset.splits:
                    dataset.same(split, data[split]["png"], data[split]["cls"])


class FolderTests(unittest.TestCase):
    def test_tables_beside_folders_say_the_names_and_photos(self):
        for dataset, split in each():
            with open(dataset.folder / f"png/{split}.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            self.assertEqual([int(row["label"]) for row in rows], list(dataset.labels[split]))
            self.assertEqual([row["class"] for row in rows], [dataset.classes[n] for n in dataset.labels[split]])
            self.assertEqual([row["source"] for row in rows], [f"{split}/{i}.jpg" for i in range(len(rows))])
            pictures = [Image.open(dataset.folder / "png" / split / row["file_name"]) for row in rows]
            dataset.same(split, pictures, dataset.labels[split])

    def test_image_folder_as_torchvision_finds_classes(self):
        # torchvision.datasets.folder.find_classes and make_dataset, which need no torch.
        for dataset, split in each():
            root = dataset.folder / "png" / split
            classes = sorted(entry.name for entry in os.scandir(root) if entry.is_dir())
            order, labels, images = [], [], []
            for label, name in enumerate(classes):
                for folder, _, names in sorted(os.walk(root / name, followlinks=True)):
                    for file in sorted(names):
                        order.append(int(Path(file).stem))
                        labels.append(label)
                        images.append(Image.open(Path(folder, file)))
            dataset.same_in_order(split, order, images, labels)

    def test_edge_impulse(self):
        for split in GREY.splits:
            document = json.loads((GREY.folder / f"png-edge-impulse/{split}.info.labels").read_text(encoding="utf-8"))
            self.assertEqual(document["version"], 1)
            pictures = [Image.open(GREY.folder / "png-edge-impulse" / entry["path"]) for entry in document["files"]]
            names = [entry["label"]["label"] for entry in document["files"]]
            GREY.same(split, pictures, [GREY.classes.index(name) for name in names])


class WebDatasetTests(unittest.TestCase):
    def test_rows(self):
        for dataset, split in each():
            path = str(dataset.folder / f"webdataset/{split}-000000.tar")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                decode = "rgb8" if dataset.is_colour else "l8"
                rows = list(webdataset.WebDataset(path, shardshuffle=False).decode(decode).to_tuple("png", "cls"))
            dataset.same(split, [row[0] for row in rows], [row[1] for row in rows])

    def test_photos(self):
        path = str(GREY.folder / "webdataset-provenance/test-000000.tar")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = list(webdataset.WebDataset(path, shardshuffle=False).decode("l8").to_tuple("png", "cls", "json"))
        GREY.same("test", [row[0] for row in rows], [row[1] for row in rows])
        self.assertEqual([row[2]["class"] for row in rows], [GREY.classes[n] for n in GREY.labels["test"]])
        self.assertEqual([row[2]["source"] for row in rows], [f"test/{i}.jpg" for i in range(len(rows))])


class OpenMLTests(unittest.TestCase):
    def test_as_textbooks_call_it(self):
        for dataset in DATASETS:
            pixels = numpy.concatenate([dataset.images[split].reshape(len(dataset.labels[split]), -1) for split in dataset.splits])
            labels = numpy.concatenate([dataset.labels[split] for split in dataset.splits]).astype(str)
            for arguments in [
                {"name": "mnist_784", "as_frame": False}, {"name": "mnist_784", "version": 1},
                {"name": "mnist_784", "version": 1, "as_frame": False, "parser": "liac-arff"},
                {"name": "Fashion-MNIST", "version": 1, "as_frame": False}, {"name": "Fashion-MNIST", "parser": "auto"},
                {"data_id": 40996},
            ]:
                found = fetch_openml(**arguments, data_home=str(dataset.folder / "openml"))
                numpy.testing.assert_array_equal(numpy.asarray(found.data), pixels)
                numpy.testing.assert_array_equal(numpy.asarray(found.target), labels)


if __name__ == "__main__":
    assert VALIDATION.splits == ["train", "validation", "test"] and COLOUR.is_colour
    unittest.main(argv=["test_python.py"])
