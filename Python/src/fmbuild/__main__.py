"""The command `python -m fmbuild`, for when the folder of commands is not on the PATH."""

from ._launch import main

main()
