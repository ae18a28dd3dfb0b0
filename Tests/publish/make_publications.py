"""Makes datasets and publishes them for every site.     python make_publications.py FMBUILD FOLDER

FOLDER/grey has the dataset in data/, FOLDER/grey/huggingface what was published, and so on.
"""

import subprocess
import sys
from pathlib import Path

from make_exports import labels, write

SITES = ["huggingface", "kaggle", "zenodo"]
ABOUT = """
title: 'Möbel, "klein" & groß: no'
slug: small-furniture
subtitle: Photos of furniture, in the format of MNIST
description: |
  Photos of *small* furniture: 100% <b>ours</b>, {as they are} \\ #1.

  "Second" paragraph.
creators:
- name: Müller-Person, Ada
  orcid: 0000-0002-1825-0097
  affiliation: "School & Shop"
- name: Shop {of} things_100%
licence: CC-BY-4.0
url: https://example.org/furniture?a=1&b=2
version: 1.0.0
published: 2026-11-21
contact: ada@example.org
keywords: ["no", furniture, 'a: b']
kaggle-owner: ada
huggingface-owner: ada-org
limitations: "One shop only: \\"ours\\"."
biases: Mostly small pieces.
personal-information: None.
uses: Lessons.
social-impact: Little.
synthetic: no
derived-from: [https://example.org/photos, our own photos]
"""


def run(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, encoding="utf-8")
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{result.stderr}")
    return result.stdout


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    write(root / "grey/data", {"train": labels(230, 3), "test": labels(70, 7)})
    write(root / "validation/data", {"train": labels(60, 3), "validation": labels(30, 7), "test": labels(40, 9)})
    write(root / "colour/data", {"train": labels(50, 3), "test": labels(20, 7)}, height=32, width=20, channels=3)
    run(program, "samples", "--out", root / "photos", "--per-class", 8, "--size", "60x80", "--quiet")
    run(program, "convert", root / "photos", "--out", root / "made/data", "--raw", "--quiet")
    (root / "about.yaml").write_text(ABOUT, encoding="utf-8")
    other = ABOUT.replace("licence: CC-BY-4.0", "licence: other\nlicence-name: 'Our: own'\nlicence-url: https://example.org/l")
    (root / "other.yaml").write_text(other, encoding="utf-8")
    for dataset in ["grey", "validation", "colour", "made"]:
        for site in SITES:
            run(program, "publish", root / dataset / "data", "--to", site, "--about", root / "about.yaml", "--out", root / dataset / site)
    run(program, "publish", root / "grey/data", "--to", "huggingface", "--about", root / "other.yaml", "--out", root / "grey/other")


if __name__ == "__main__":
    main()
