"""Uses the installed package as people do, where nothing else is installed.

    python trial.py SAMPLES FORMATS FOLDER

SAMPLES is a folder of photos, FORMATS one of pictures in every format; everything is made in FOLDER.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import fmbuild

samples, formats, folder = (Path(argument).resolve() for argument in sys.argv[1:])
os.chdir(folder)

program = fmbuild.program()
assert Path(program).is_relative_to(Path(fmbuild.__file__).parent), program
assert "pyarrow" not in sys.modules

# The command of the wheel is the program: its output, its exit codes.
command = str(Path(sys.executable).with_name("fmbuild"))
version = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
assert fmbuild.__version__ in version, (fmbuild.__version__, version)
assert subprocess.run([sys.executable, "-m", "fmbuild", "--version"], capture_output=True, text=True).stdout == version
assert subprocess.run([command, "convert"], capture_output=True).returncode == 64

conversion = fmbuild.convert(samples, "data", raw=True)
assert conversion.passed and sum(conversion.images.values()) == 200, conversion
verification = fmbuild.verify("data", rebuild=samples)
assert verification.passed, verification
dataset = fmbuild.load("data")
training = fmbuild.train("data", model="mlp", epochs=5, out="model")
assert training.accuracy > 0.4, training
predictions = fmbuild.predict(sorted(samples.glob("Bag/*.jpg")), model="model")
assert predictions.passed and sum(prediction.class_name == "Bag" for prediction in predictions) > 10, predictions

sources = dataset.manifest.of("train").column("source")
with fmbuild.Preprocessor("data") as preprocess:
    assert np.array_equal(preprocess([samples / source for source in sources]), dataset.x_train)
    start = time.perf_counter()
    for source in sources:
        preprocess(samples / source)
    milliseconds = (time.perf_counter() - start) / len(sources) * 1000

# Pictures of every format are decoded, by the libraries inside; what comes out is compared with other systems.
names = [
    name
    for name in sorted(os.listdir(formats))
    if Path(name).suffix in {".heic", ".avif", ".tif", ".webp", ".gif", ".bmp", ".png", ".jpg"}
]
with fmbuild.Preprocessor(keep_blank=True) as preprocess:
    images = preprocess([formats / name for name in names], errors="none")
decoded = {name: image.tobytes().hex() for name, image in zip(names, images) if image is not None}
for suffix in (".heic", ".avif", ".tif", ".webp", ".gif", ".bmp", ".png", ".jpg"):
    assert any(name.endswith(suffix) for name in decoded), suffix
json.dump(decoded, open("formats.json", "w"))

print(
    f"fmbuild {fmbuild.__version__}, Python {sys.version.split()[0]}: 200 photos converted, verified, rebuilt; accuracy "
    f"{training.accuracy:.2f}; {len(sources)} images equal to Preprocessor's, {milliseconds:.2f} ms a photo one by one; "
    f"{len(decoded)} pictures in 8 formats"
)
