"""A long-lived run of `fmbuild map`, and what happens when a photo ends it."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import TypeVar

from ._arrow import END, Bytes, Message, StreamError, next_message
from ._command import failure
from ._errors import Error

T = TypeVar("T")

_PIECE = 1 << 20
_LONGEST_MESSAGE = 1 << 16
_SECONDS_TO_END = 5
# Somebody ended the program by these, not a photo.
_FROM_OUTSIDE = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGPIPE}


class ChildCrashed(Exception):
    """The program was ended by a signal while it had photos to work on."""

    def __init__(self, signal_name: str, was_fresh: bool) -> None:
        super().__init__(signal_name)
        self.signal_name = signal_name
        # Whether these photos were the first that the program was given.
        self.was_fresh = was_fresh


class Child:
    """The program with pipes. Not for several threads at once."""

    def __init__(self, command: Sequence[str], schema: bytes) -> None:
        """Starts the program.

        :param schema: the message that the stream of photos begins with.
        """
        try:
            # A session of its own, so that Ctrl-C in a terminal reaches Python alone, which then ends the program.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise Error(f"{command[0]}: {error.strerror}; is it the program fmbuild?") from error
        process = self._process
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        self._pipes = [process.stdin, process.stdout, process.stderr]
        for pipe in self._pipes:
            os.set_blocking(pipe.fileno(), False)
        self._schema: bytes | None = schema
        self._received = bytearray()
        self._messages = bytearray()
        self.schema: Message | None = None

    def exchange(self, batch: Bytes) -> Message:
        """Sends the message with a batch and returns the one with the answer.

        Writes and reads as the pipes allow, so that neither side waits for the other.

        :raises ChildCrashed: if the program is ended by a signal.
        :raises Error: if it ends with an exit code, or answers with something else than images.
        """
        was_fresh = self._schema is not None
        waiting = [memoryview(batch)]
        if self._schema is not None:
            waiting.append(memoryview(self._schema))
        self._schema = None
        try:
            answer = self._talk(waiting)
        except BaseException:
            self.kill()
            raise
        if answer is None:
            raise self._ended(was_fresh)
        return answer

    def _talk(self, waiting: list[memoryview]) -> Message | None:
        """Writes what is waiting, the last piece first, and returns the batch that comes back; None if the program ends."""
        stdin, stdout, stderr = self._pipes
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            selector.register(stderr, selectors.EVENT_READ)
            selector.register(stdin, selectors.EVENT_WRITE)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is stdin:
                        if not self._write(waiting):
                            selector.unregister(stdin)
                    elif key.fileobj is stderr:
                        if not self._read_messages():
                            selector.unregister(stderr)
                    else:
                        piece = _read(stdout.fileno())
                        if piece == b"":
                            return None
                        self._received += piece or b""
                        answer = self._batch()
                        if answer is not None and waiting:
                            raise StreamError("the program answered before it had read the whole batch")
                        if answer is not None:
                            return answer

    def _batch(self) -> Message | None:
        """Takes messages out of what was received, up to the first batch."""
        while (message := next_message(self._received)) is not None:
            if message.is_batch:
                return message
            if self.schema is not None:
                raise StreamError("the program's Arrow stream has two schemas")
            self.schema = message
        return None

    def _write(self, waiting: list[memoryview]) -> bool:
        """Writes as much as the pipe takes; false if nothing is left, or nobody reads any more."""
        try:
            while waiting:
                piece = waiting[-1]
                written = os.write(self._pipes[0].fileno(), piece[:_PIECE]) if len(piece) else 0
                if written == len(piece):
                    waiting.pop()
                else:
                    waiting[-1] = piece[written:]
        except BlockingIOError:
            return True
        except BrokenPipeError:
            # Why it went away is known when its output ends.
            pass
        return False

    def _read_messages(self) -> bool:
        """Reads what the program says; false at the end."""
        piece = _read(self._pipes[2].fileno())
        if piece == b"":
            return False
        self._messages += piece or b""
        del self._messages[:-_LONGEST_MESSAGE]
        return True

    def _ended(self, was_fresh: bool) -> Exception:
        """Returns why the program has ended, which it has or is about to."""
        os.set_blocking(self._pipes[2].fileno(), True)
        while self._read_messages():
            pass
        code = self._process.wait()
        self._close_pipes()
        if code < 0 and -code not in _FROM_OUTSIDE:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
            return ChildCrashed(name, was_fresh)
        error = failure(code, self._messages.decode("utf-8", "replace"))
        if code == 0:
            error.message = "fmbuild map ended before it had answered; is this the program fmbuild?"
            error.args = (error.message,)
        return error

    def close(self) -> None:
        """Ends the stream, and waits for the program to end."""
        if self._process.returncode is None:
            self._write([memoryview(END)] if self._schema is None else [])
            self._close_pipes()
            try:
                self._process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """Ends the program at once."""
        self._process.kill()
        self._close_pipes()
        self._process.wait()

    def forget(self) -> None:
        """Lets go of the program without ending it: it belongs to the process that this one was forked from."""
        self._close_pipes()
        # Otherwise Popen would look after it.
        self._process.returncode = 0

    def _close_pipes(self) -> None:
        for pipe in self._pipes:
            pipe.close()


def _read(descriptor: int) -> bytes | None:
    """Reads what is there; nothing at the end, None if there is nothing yet."""
    try:
        return os.read(descriptor, _PIECE)
    except BlockingIOError:
        return None


class ChildKeeper:
    """Keeps one program running, and a photo that ends it apart from the others.

    Threads take turns. A process that is forked starts a program of its own.
    """

    def __init__(self, command: Sequence[str], schema: bytes) -> None:
        self._command = list(command)
        self._schema = schema
        self._child: Child | None = None
        self._lock = threading.Lock()
        _living.add(self)

    def run(self, photos: range, ask: Callable[[Child, int, int], T], crashed: Callable[[int, str], T]) -> list[T]:
        """Asks about photos by their numbers, at once if none of them ends the program.

        If one does, each half of them is asked about with a new program, and so on, until one photo is left.

        :param ask: asks the program about the photos from one number up to another.
        :param crashed: what stands for a photo that ends the program, with the name of the signal.
        :returns: the answers in the order of the photos.
        :raises Error: if the program fails, or is ended by a signal without a photo, too.
        """
        with self._lock:
            try:
                return self._run(photos, ask, crashed)
            except BaseException:
                child, self._child = self._child, None
                if child is not None:
                    child.kill()
                raise

    def _run(self, photos: range, ask: Callable[[Child, int, int], T], crashed: Callable[[int, str], T]) -> list[T]:
        waiting, answers = [(photos.start, photos.stop)], []
        while waiting:
            start, end = waiting.pop()
            if self._child is None:
                self._child = Child(self._command, self._schema)
            try:
                answers.append(ask(self._child, start, end))
            except ChildCrashed as crash:
                self._child = None
                middle = (start + end) // 2
                if end - start > 1:
                    waiting += [(middle, end), (start, middle)]
                elif not crash.was_fresh:
                    # What the program did before may be to blame.
                    waiting.append((start, end))
                else:
                    if end > start:
                        answers.append(crashed(start, crash.signal_name))
                    self._check(ask, start)
        return answers

    def _check(self, ask: Callable[[Child, int, int], T], number: int) -> None:
        """Starts a program and asks it about no photo, which must not end it: then it is the photos that do."""
        self._child = Child(self._command, self._schema)
        try:
            ask(self._child, number, number)
        except ChildCrashed as crash:
            self._child = None
            raise Error(
                f"fmbuild is ended by {crash.signal_name} before it has a photo; is {self._command[0]} made for this machine?"
            ) from None

    def close(self) -> None:
        """Ends the program, if it is running."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def forget(self) -> None:
        """After a fork: leaves the program, and a lock that a thread may have held, to the process that has them."""
        self._lock = threading.Lock()
        child, self._child = self._child, None
        if child is not None:
            child.forget()


def _forget_all() -> None:
    for keeper in list(_living):
        keeper.forget()


_living: weakref.WeakSet[ChildKeeper] = weakref.WeakSet()
os.register_at_fork(after_in_child=_forget_all)


def crash_detail(signal_name: str) -> str:
    """Returns what is said about a photo that ended the program."""
    return (
        f"fmbuild was ended by {signal_name} while it worked on this photo alone; save the photo in another format, or leave "
        "it out, and report it, because no photo may do that"
    )
