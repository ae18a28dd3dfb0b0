"""What the tests share: the program, photos, a dataset, and programs with planted faults."""

import os
import shutil
import signal
import stat
import sys
from pathlib import Path

import pytest

import fmbuild

SAMPLES = Path(__file__).parents[2] / "SampleImages"

# A program in place of fmbuild: it runs the real one, unless a fault is planted.
WRAPPER = """#!{python}
import os, resource, signal, subprocess, sys

PROGRAM = {program!r}

def starts_counted():
    with open({log!r}, "a") as log:
        log.write("start\\n")

if "--print-recipe" in sys.argv or sys.argv[1] != "map":
    os.execv(PROGRAM, ["fmbuild", *sys.argv[1:]])
starts_counted()
{fault}
"""

# Ends by a signal when it is given a photo with a word in its path or its content.
CRASH = """
import pyarrow as pa
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
child = subprocess.Popen([PROGRAM, *sys.argv[1:]], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
with pa.ipc.open_stream(sys.stdin.buffer) as photos:
    sent = pa.ipc.new_stream(child.stdin, photos.schema)
    for batch in photos:
        for row in batch.select(["source", "content"]).to_pylist():
            if {word!r} in row["source"].encode() or {word!r} in (row["content"] or b""):
                child.kill()
                child.wait()
                os.kill(os.getpid(), signal.{signal})
        sent.write_batch(batch)
        child.stdin.flush()
    sent.close()
child.stdin.close()
sys.exit(child.wait())
"""


@pytest.fixture(autouse=True)
def no_hang():
    """A test that waits for ever fails."""
    signal.alarm(120)
    yield
    signal.alarm(0)


@pytest.fixture(scope="session")
def program():
    named = os.environ.get("FMBUILD")
    assert named, "set FMBUILD to the path of the program, as scripts/check-python does"
    return str(Path(shutil.which(named)).resolve())


@pytest.fixture(scope="session")
def samples():
    return SAMPLES


@pytest.fixture(scope="session")
def photos(samples):
    """The paths of 40 photos, four of each class."""
    return [str(path) for path in sorted(samples.glob("*/000[0-3].jpg"))]


@pytest.fixture(scope="session")
def data(tmp_path_factory, program):
    """A dataset of all sample photos, compressed and uncompressed."""
    folder = tmp_path_factory.mktemp("datasets") / "data"
    fmbuild.convert(SAMPLES, folder, raw=True, validation_fraction=0.1)
    return folder


class Planted:
    """A program with a planted fault, which FMBUILD names, and how often it was started."""

    def __init__(self, folder, program, monkeypatch):
        self._folder, self._program, self._monkeypatch = folder, program, monkeypatch

    def fault(self, code):
        path, log = self._folder / "planted", self._folder / "starts"
        path.write_text(WRAPPER.format(python=sys.executable, program=self._program, log=str(log), fault=code))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        self._monkeypatch.setenv("FMBUILD", str(path))

    def crash(self, word, name="SIGABRT"):
        self.fault(CRASH.format(word=word, signal=name))

    @property
    def starts(self):
        log = self._folder / "starts"
        return len(log.read_text().splitlines()) if log.exists() else 0


@pytest.fixture
def planted(tmp_path, program, monkeypatch):
    return Planted(tmp_path, program, monkeypatch)
