"""The package as a whole."""

import subprocess
import sys

import fmbuild


def test_everything_that_is_offered_is_there():
    assert set(fmbuild.__all__) == set(fmbuild._PLACES) and set(fmbuild.__all__) <= set(dir(fmbuild))
    for name in fmbuild.__all__:
        assert getattr(fmbuild, name).__name__ == name and getattr(fmbuild, name).__doc__
    assert not hasattr(fmbuild, "something_else")


def test_the_version_is_the_program_s(program):
    printed = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    assert printed.split()[-1] == fmbuild.__version__


def test_the_command_does_not_wait_for_numpy_and_nothing_waits_for_pyarrow():
    code = (
        "import sys, fmbuild._launch\n"
        "assert 'numpy' not in sys.modules\n"
        "fmbuild.load, fmbuild.convert, fmbuild.Preprocessor, fmbuild.program\n"
        "assert 'pyarrow' not in sys.modules and 'PIL' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
