"""Opens publications with the sites' own readers and compares them with the IDX files.     python test_publish.py FOLDER"""

import csv
import gzip
import hashlib
import json
import subprocess
import sys
import unittest
import warnings
from pathlib import Path

import datasets
import mlcroissant
import numpy
import yaml
from cffconvert import Citation
from huggingface_hub import DatasetCard

from expected import ROOT, STEMS, Expected, read_idx

DATASETS = [Expected(name) for name in ["grey", "validation", "colour", "made"]]
BIN = Path(sys.executable).parent


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, encoding="utf-8")


class CroissantTests(unittest.TestCase):
    def folders(self):
        return [dataset.folder / site for dataset in DATASETS for site in ["huggingface", "zenodo"]] + [ROOT / "grey/other"]

    def test_documents_validate_without_a_warning(self):
        for folder in self.folders():
            issues = mlcroissant.Dataset(jsonld=folder / "croissant.json").metadata.ctx.issues
            self.assertFalse(issues.errors or issues.warnings, issues.report())

    def test_documents_pass_the_validator_as_people_run_it(self):
        for folder in [ROOT / "grey/huggingface", ROOT / "made/zenodo"]:
            result = run(BIN / "mlcroissant", "validate", "--jsonld", folder / "croissant.json")
            said = result.stdout + result.stderr
            self.assertEqual(result.returncode, 0, said)
            self.assertIn("Done", said)
            self.assertNotIn("WARNING", said)

    def test_images_labels_classes_and_photos_are_loaded(self):
        for dataset in DATASETS:
            document = mlcroissant.Dataset(jsonld=dataset.folder / "huggingface/croissant.json")
            names = [record["classes/name"] for record in document.records("classes")]
            self.assertEqual([name.decode() if isinstance(name, bytes) else name for name in names], dataset.classes)
            for split in dataset.splits:
                records = list(document.records(split))
                dataset.same(split, [record[f"{split}/image"] for record in records], [record[f"{split}/label"] for record in records])
            rows = list(document.records("manifest"))
            self.assertEqual(len(rows), sum(map(len, dataset.labels.values())))
            self.assertTrue(all(len(row["manifest/sha256"]) == 64 for row in rows))

    def test_responsible_ai_survives(self):
        for folder in self.folders():
            document = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
            for key in ["dataLimitations", "dataBiases", "personalSensitiveInformation", "dataUseCases", "dataSocialImpact"]:
                self.assertTrue(document[f"rai:{key}"], key)
            self.assertIs(document["rai:hasSyntheticData"], False)
            self.assertEqual(len(document["prov:wasDerivedFrom"]), 2)
            self.assertTrue(all(step["@type"] == "prov:Activity" for step in document["prov:wasGeneratedBy"]))

    def test_checksums_are_those_of_the_files(self):
        for folder in self.folders():
            for file in json.loads((folder / "croissant.json").read_text(encoding="utf-8"))["distribution"]:
                content = (folder / file["contentUrl"]).read_bytes()
                self.assertEqual(file["sha256"], hashlib.sha256(content).hexdigest())
                self.assertEqual(file["contentSize"], f"{len(content)} B")


class CitationTests(unittest.TestCase):
    def test_citations_validate(self):
        for folder in [dataset.folder / site for dataset in DATASETS for site in ["huggingface", "kaggle", "zenodo"]] + [ROOT / "grey/other"]:
            Citation((folder / "CITATION.cff").read_text(encoding="utf-8")).validate()

    def test_citations_pass_the_validator_as_people_run_it(self):
        result = run(BIN / "cffconvert", "--validate", "-i", ROOT / "grey/zenodo/CITATION.cff")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_names_are_told_apart(self):
        text = Citation((ROOT / "grey/zenodo/CITATION.cff").read_text(encoding="utf-8")).as_bibtex()
        self.assertIn("author = {Müller-Person, Ada and Shop {of} things_100%}", text)
        self.assertIn("Möbel", text)


class HuggingFaceTests(unittest.TestCase):
    def test_cards_are_parsed(self):
        for dataset in DATASETS:
            card = DatasetCard.load(dataset.folder / "huggingface/README.md")
            data = card.data.to_dict()
            self.assertEqual((data["license"], data["pretty_name"]), ("cc-by-4.0", 'Möbel, "klein" & groß: no'))
            self.assertEqual(data["tags"], ["image", "mnist", "croissant", "no", "furniture", "a: b"])
            self.assertIn("](sprite.png)", card.text)
        other = DatasetCard.load(ROOT / "grey/other/README.md").data.to_dict()
        self.assertEqual(
            (other["license"], other["license_name"], other["license_link"]), ("other", "Our: own", "https://example.org/l"))

    def test_folders_are_loaded(self):
        for dataset in DATASETS:
            data = datasets.load_dataset(str(dataset.folder / "huggingface"))
            self.assertEqual(set(data), set(dataset.splits))
            for split in dataset.splits:
                self.assertEqual(data[split].features["label"].names, dataset.classes)
                dataset.same(split, data[split]["image"], data[split]["label"])


class KaggleTests(unittest.TestCase):
    def test_metadata_keeps_the_rules_of_the_client(self):
        for dataset in DATASETS:
            folder = dataset.folder / "kaggle"
            self.assertTrue(all(path.is_file() for path in folder.iterdir()))
            metadata = json.loads((folder / "dataset-metadata.json").read_text(encoding="utf-8"))
            self.assertEqual(metadata["id"], "ada/small-furniture")
            self.assertTrue(6 <= len(metadata["title"]) <= 50 and 20 <= len(metadata["subtitle"]) <= 80)
            self.assertEqual(len(metadata["licenses"]), 1)
            self.assertTrue(all((folder / resource["path"]).is_file() for resource in metadata["resources"]))

    def test_tables_and_arrays_are_the_dataset(self):
        for dataset in DATASETS:
            with numpy.load(dataset.folder / "kaggle/small_furniture.npz") as file:
                dataset.same("train", file["x_train"], file["y_train"])
            with (dataset.folder / "kaggle/test.csv").open(newline="") as file:
                rows = numpy.array(list(csv.reader(file))[1:]).astype(numpy.uint8)
            dataset.same("test", rows[:, 1:].reshape(dataset.images["test"].shape), rows[:, 0])


class ZenodoTests(unittest.TestCase):
    KEYS = {
        "title", "upload_type", "description", "creators", "access_right", "license", "keywords", "publication_date", "version",
    }

    def test_metadata_has_the_keys_of_the_deposit_only(self):
        for dataset in DATASETS:
            metadata = json.loads((dataset.folder / "zenodo/.zenodo.json").read_text(encoding="utf-8"))
            self.assertEqual(set(metadata), self.KEYS)
            self.assertEqual(metadata["creators"][0]["name"], "Müller-Person, Ada")
            self.assertIn("100% &lt;b&gt;ours&lt;/b&gt;", metadata["description"])

    def test_archives_are_the_dataset(self):
        for dataset in DATASETS:
            for split in dataset.splits:
                (path,) = (dataset.folder / "zenodo").glob(f"{STEMS[split]}-images-idx?-ubyte.gz")
                raw = dataset.folder / "data" / path.stem
                self.assertEqual(gzip.decompress(path.read_bytes()), raw.read_bytes())
                dataset.same(split, read_idx(raw), dataset.labels[split])
            self.assertEqual((dataset.folder / "zenodo/classes.txt").read_bytes(), (dataset.folder / "data/classes.txt").read_bytes())


class OwnerTests(unittest.TestCase):
    def test_no_answer_is_lost(self):
        about = yaml.safe_load((ROOT / "about.yaml").read_text(encoding="utf-8"))
        for dataset in DATASETS:
            card = (dataset.folder / "huggingface/README.md").read_text(encoding="utf-8")
            for key in ["description", "limitations", "biases", "personal-information", "uses", "social-impact", "contact"]:
                self.assertIn(about[key].strip(), card)


if __name__ == "__main__":
    # What the readers' own dependencies say about each other.
    warnings.simplefilter("ignore")
    unittest.main(argv=sys.argv[:1], warnings="ignore")
