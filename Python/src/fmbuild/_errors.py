"""What goes wrong."""

from __future__ import annotations


class Error(Exception):
    """The program could not do what it was asked to, in its own words.

    `exit_code` is the program's: 2 could not do it, 64 wrong usage, 130 interrupted; None if there was no such code.
    """

    def __init__(self, message: str, exit_code: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type[Error], tuple[str, int | None]]:
        return (type(self), (self.message, self.exit_code))


class DatasetError(Error):
    """A dataset could not be loaded. The message names the file, and ends with what to do."""


class RejectedPhoto(Error):
    """A photo that gives no image.

    `photo` names it, `reason` is a word for scripts, as in `rejects.csv`, and `detail` says what is wrong and what
    to do.
    """

    def __init__(self, photo: str, reason: str, detail: str) -> None:
        super().__init__(f"{photo}: {detail}")
        self.photo = photo
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[RejectedPhoto], tuple[str, str, str]]:  # type: ignore[override]
        return (type(self), (self.photo, self.reason, self.detail))
