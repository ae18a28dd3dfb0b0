"""The program's commands from Python."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import fmbuild
from fmbuild._program import option_arguments


def test_options_are_spelled_as_the_program_has_them():
    options = {
        "per_class": [6000, 1000],
        "raw": True,
        "fast": False,
        "seed": 7,
        "labels": None,
        "for_": ("keras", "rust"),
    }
    assert option_arguments(options) == ["--per-class=6000,1000", "--raw", "--seed=7", "--for=keras,rust"]
    with pytest.raises(TypeError):
        option_arguments("--fast")


def test_convert_counts_images_and_names_rejected_photos(samples, tmp_path, program):
    folder = tmp_path / "photos" / "Bag"
    folder.mkdir(parents=True)
    for path in (samples / "Bag").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "note.jpg").write_text("this is text, not a photo")
    result = fmbuild.convert(tmp_path / "photos", tmp_path / "data", max_rejected=0)
    assert not result.passed
    assert [(photo.source, photo.reason) for photo in result.rejected] == [("Bag/note.jpg", "not-an-image")]
    assert sum(result.images.values()) == 20 == result.json["dataset"]["counts"]["photos"] - 1
    dataset = fmbuild.load(result.data)
    assert (len(dataset.y_train), len(dataset.y_test)) == (result.images["train"], result.images["test"])
    assert fmbuild.convert(tmp_path / "photos", tmp_path / "data", max_rejected=1, overwrite=True).passed


def test_findings_are_a_result(data):
    whole = fmbuild.verify(data)
    assert whole.passed and whole.json["fails"] is False
    strict = fmbuild.verify(data, for_="torchvision", fail_on="warning")
    assert not strict.passed
    finding = next(finding for finding in strict.findings if finding.check == "loaders")
    assert finding.severity == "warning" and "torchvision" in finding.message and finding.remedy


def test_train_and_predict(data, tmp_path, photos):
    training = fmbuild.train(data, model="mlp", epochs=2, out=tmp_path / "model", no_baselines=True)
    assert training.model == tmp_path / "model" and not training.baselines
    assert training.interval[0] <= training.accuracy <= training.interval[1]
    (tmp_path / "text.jpg").write_text("no photo")
    predictions = fmbuild.predict([photos[0], tmp_path / "text.jpg"], model=tmp_path / "model")
    assert not predictions.passed and len(predictions) == 2
    first, second = predictions
    assert first.class_name == predictions.class_names[first.label]
    assert np.argmax(first.probabilities) == first.label and first.confidence == pytest.approx(max(first.probabilities))
    assert second.class_name is None and second.probabilities is None and "text.jpg" in second.error


def test_what_the_program_cannot_do_is_an_error_in_its_words(tmp_path, data):
    with pytest.raises(fmbuild.Error, match="there is no such folder") as caught:
        fmbuild.convert(tmp_path / "nowhere", tmp_path / "data")
    assert caught.value.exit_code == 2 and not caught.value.message.startswith(("fmbuild: ", "Error: "))
    with pytest.raises(fmbuild.Error, match="Unknown option '--sede'") as caught:
        fmbuild.verify(data, sede=3)
    assert caught.value.exit_code == 64 and "Usage: fmbuild verify" in caught.value.message


def test_a_path_that_begins_with_a_dash_is_no_option(tmp_path, program, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(fmbuild.Error, match="no such folder"):
        fmbuild.verify("--raw")


def test_progress_is_shown_if_asked_for(data, capfd):
    fmbuild.train(data, model="softmax", epochs=1, no_baselines=True)
    assert capfd.readouterr().err == ""
    fmbuild.train(data, model="softmax", epochs=1, no_baselines=True, progress=True)
    assert "epoch" in capfd.readouterr().err


def test_a_program_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("FMBUILD", str(tmp_path / "nothing"))
    with pytest.raises(fmbuild.Error, match="nothing: there is no such program"):
        fmbuild.program()
    monkeypatch.delenv("FMBUILD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(fmbuild.Error, match="was not found"):
        fmbuild.program()


def test_a_program_that_prints_no_json_is_named(planted, monkeypatch, tmp_path):
    path = tmp_path / "other"
    path.write_text("#!/bin/sh\necho hello\n")
    path.chmod(0o755)
    monkeypatch.setenv("FMBUILD", str(path))
    with pytest.raises(fmbuild.Error, match="printed no JSON document"):
        fmbuild.verify(tmp_path)


def test_an_interrupted_python_interrupts_the_program(tmp_path):
    program = tmp_path / "slow"
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, signal, sys, time\n"
        "def undo(*_):\n"
        f"    pathlib.Path({str(tmp_path / 'undone')!r}).touch()\n"
        "    sys.exit(130)\n"
        "signal.signal(signal.SIGINT, undo)\n"
        f"pathlib.Path({str(tmp_path / 'started')!r}).touch()\n"
        "time.sleep(100)\n"
    )
    program.chmod(0o755)
    code = "import fmbuild\ntry:\n    fmbuild.verify('data')\nexcept KeyboardInterrupt:\n    print('interrupted')\n"
    environment = {**os.environ, "FMBUILD": str(program)}
    python = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
    while not (tmp_path / "started").exists():
        assert python.poll() is None
        time.sleep(0.01)
    # Python alone, as a notebook does; a terminal interrupts both.
    python.send_signal(signal.SIGINT)
    assert python.communicate()[0] == "interrupted\n"
    assert (tmp_path / "undone").exists()
