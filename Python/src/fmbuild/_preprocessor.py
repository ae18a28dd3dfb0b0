"""Photos to images, by the same program that makes datasets."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, cast, overload

import numpy as np
from numpy.typing import NDArray

from ._arrow import Batch, Bytes, Message, Schema, StreamError, photos_batch, photos_schema
from ._child import Child, ChildKeeper, crash_detail
from ._errors import Error, RejectedPhoto
from ._png import png_of_array, png_of_image
from ._program import StrPath, option_arguments, program
from ._recipe import recipe_of

if TYPE_CHECKING:
    from PIL.Image import Image

Photo = Union[StrPath, bytes, bytearray, memoryview, NDArray[Any], "Image"]
Pixels = NDArray[np.uint8]
Answer = Union[Pixels, RejectedPhoto]

# What is sent at a time: enough to keep the program busy, little enough for the memory.
_MOST_PHOTOS = 256
_MOST_BYTES = 32 << 20


class _File(NamedTuple):
    """A photo as it is sent, and what messages call it."""

    name: str
    content: Bytes


class Preprocessor:
    """Turns photos into images with the very bytes that `fmbuild convert` gives.

        preprocess = fmbuild.Preprocessor("model")      # as the training images of this model were made
        image = preprocess("shoe.jpg")                  # 28x28 bytes
        images = preprocess(["a.jpg", picture, array])  # 3x28x28

    A photo is the path or the bytes of a file, a PIL image, or an array of height x width bytes, in colour height x
    width x 3 or 4. A path or bytes give what `convert` gives for the file, in every format that it reads.

    One program runs until `close()`, or until the end of a `with` statement. Threads may share a preprocessor and
    take turns; a process that is forked, or to which it is sent, starts a program of its own.
    """

    def __init__(self, pipeline: StrPath = "fashion-mnist", **options: object) -> None:
        """Makes sure that the program takes these options.

        :param pipeline: the name of a pipeline, a YAML file, or the folder of a dataset or a model, whose photos
            were converted so. A pipeline comes before a folder of the same name, which is then called `./name`.
        :param options: further options of `convert` under "Photos to images", such as `fast=True` or `jobs=4`.
        :raises Error: if there is no such pipeline, or the program does not take an option.
        """
        if "recipe" in options:
            raise TypeError("name the dataset or the model as the first argument, instead of a pipeline")
        self._arguments = option_arguments({**_pipeline_option(os.fspath(pipeline)), **options})
        #: 32 hexadecimal digits for all that decides the bytes of images, versions of program and decoders too.
        self.recipe: str = recipe_of(self._arguments)
        self._prepare()

    def _prepare(self) -> None:
        self._keeper = ChildKeeper([program(), "map", *self._arguments], photos_schema())
        self._schema: tuple[Message, Schema] | None = None
        self._shape: tuple[int, ...] | None = None

    @overload
    def __call__(self, photos: Photo, errors: Literal["raise"] = "raise") -> Pixels: ...
    @overload
    def __call__(self, photos: Photo, errors: Literal["none"]) -> Pixels | None: ...  # type: ignore[overload-overlap]
    @overload
    def __call__(self, photos: Iterable[Photo], errors: Literal["raise"] = "raise") -> Pixels: ...
    @overload
    def __call__(self, photos: Iterable[Photo], errors: Literal["none"]) -> list[Pixels | None]: ...
    def __call__(self, photos: Photo | Iterable[Photo], errors: str = "raise") -> Pixels | list[Pixels | None] | None:
        """Returns the image of a photo, or the images of several.

        :param photos: one photo, which gives height x width bytes, in colour height x width x 3; or several, which
            give an array of all.
        :param errors: `raise`, or `none` for None in place of the image of a rejected photo; several photos then
            give a list.
        :raises RejectedPhoto: if a photo gives no image, unless `errors` is `none`.
        :raises Error: if the program fails.
        """
        if errors not in ("raise", "none"):
            raise ValueError(f"errors is 'raise' or 'none', not {errors!r}")
        is_one = _is_photo(photos)
        answers: list[Pixels | None] = []
        for answer in self._answers(cast("Iterable[Photo]", [photos] if is_one else photos)):
            if isinstance(answer, RejectedPhoto):
                if errors == "raise":
                    raise answer
                answers.append(None)
            else:
                answers.append(answer)
        if is_one:
            return answers[0]
        if errors == "none":
            return answers
        images = [image for image in answers if image is not None]
        return np.stack(images) if images else np.empty((0, *self.image_shape), np.uint8)

    @property
    def image_shape(self) -> tuple[int, ...]:
        """The shape of every image: height and width, and 3 in colour."""
        if self._shape is None:
            self._map([])
        assert self._shape is not None
        return self._shape

    def _answers(self, photos: Iterable[Photo]) -> Iterator[Answer]:
        """Gives images and rejected photos in the order of the photos, which are sent some at a time."""
        group: list[_File | RejectedPhoto] = []
        size = 0
        for number, photo in enumerate(photos):
            group.append(_file(photo, number))
            size += len(group[-1].content) if isinstance(group[-1], _File) else 0
            if len(group) == _MOST_PHOTOS or size >= _MOST_BYTES:
                yield from self._group(group)
                group, size = [], 0
        if group:
            yield from self._group(group)

    def _group(self, group: list[_File | RejectedPhoto]) -> Iterator[Answer]:
        answers = iter(self._map([file for file in group if isinstance(file, _File)]))
        for file in group:
            yield file if isinstance(file, RejectedPhoto) else next(answers)

    def _map(self, files: list[_File]) -> list[Answer]:
        """Puts files through the program."""

        def ask(child: Child, start: int, end: int) -> list[Answer]:
            sources = [str(number) for number in range(start, end)]
            message = child.exchange(photos_batch(sources, [file.content for file in files[start:end]]))
            if child.schema is None:
                raise StreamError("the program's Arrow stream does not begin with its schema")
            # Read once for each program.
            if self._schema is None or self._schema[0] is not child.schema:
                schema = Schema.read(child.schema)
                self._schema, self._shape = (child.schema, schema), _image_shape(schema)
            return self._read(Batch(self._schema[1], message), sources, files[start:end])

        def crashed(number: int, signal_name: str) -> list[Answer]:
            return [RejectedPhoto(files[number].name, "crashed", crash_detail(signal_name))]

        return [answer for part in self._keeper.run(range(len(files)), ask, crashed) for answer in part]

    def _read(self, batch: Batch, sources: list[str], files: list[_File]) -> list[Answer]:
        if batch.texts("source") != sources:
            raise StreamError("the program answered about other photos than those that it was sent")
        assert self._shape is not None
        size = int(np.prod(self._shape))
        answers: list[Answer] = []
        rows = zip(files, batch.binaries("pixels"), batch.texts("reason"), batch.texts("detail"))
        for file, pixels, reason, detail in rows:
            if reason is not None:
                answers.append(RejectedPhoto(file.name, reason, detail or reason))
            elif pixels is None or len(pixels) != size:
                raise StreamError(f"{file.name}: the program gave neither an image of {size} bytes nor a reason")
            else:
                answers.append(np.frombuffer(pixels, np.uint8).reshape(self._shape).copy())
        return answers

    def close(self) -> None:
        """Ends the program. The next photo starts another one."""
        self._keeper.close()

    def __enter__(self) -> Preprocessor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # The program ends when nobody holds its pipes; waiting for it here keeps the process table clean.
        keeper = getattr(self, "_keeper", None)
        if keeper is not None:
            keeper.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"arguments": self._arguments, "recipe": self.recipe}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._arguments, self.recipe = state["arguments"], state["recipe"]
        self._prepare()

    def __repr__(self) -> str:
        return f"<Preprocessor {' '.join(self._arguments)}>"


def _pipeline_option(text: str) -> dict[str, str]:
    """Returns the option for a pipeline's name, a YAML file, a dataset or a model; paths become absolute, because a
    process to which a preprocessor is sent may work in another folder."""
    path = Path(text)
    if path.is_dir():
        is_pipeline = os.sep not in text and _is_pipeline(text)
        return {"pipeline": text} if is_pipeline else {"recipe": os.path.abspath(text)}
    if text.endswith(".json"):
        return {"recipe": os.path.abspath(text)}
    return {"pipeline": os.path.abspath(text) if path.is_file() else text}


def _is_pipeline(name: str) -> bool:
    try:
        return bool(recipe_of([f"--pipeline={name}"]))
    except Error:
        return False


def _image_shape(schema: Schema) -> tuple[int, ...]:
    """Returns the shape of an image, which the stream says as `28x28x1`."""
    sides = schema.metadata.get("fmbuild.image", "").split("x")
    if len(sides) != 3 or not all(side.isascii() and side.isdigit() for side in sides):
        raise StreamError("the program's Arrow stream does not say how large its images are; is it of this version?")
    height, width, channels = (int(side) for side in sides)
    return (height, width) if channels == 1 else (height, width, channels)


def _is_pil_image(photo: object) -> bool:
    # Where PIL has not been imported, nothing is one of its images.
    module = sys.modules.get("PIL.Image")
    return module is not None and isinstance(photo, module.Image)


def _is_photo(photos: object) -> bool:
    """Returns whether this is one photo and not several."""
    if isinstance(photos, np.ndarray):
        if photos.ndim == 3 and photos.shape[2] not in (1, 3, 4):
            raise ValueError(
                f"an array of {photos.shape} is neither a photo, height x width x 1, 3 or 4, nor photos; pass list(array) for "
                "grey photos"
            )
        return photos.ndim < 4
    return isinstance(photos, (str, os.PathLike, bytes, bytearray, memoryview)) or _is_pil_image(photos)


def _file(photo: Photo, number: int) -> _File | RejectedPhoto:
    """Returns a photo as it is sent; a rejected photo if its file cannot be read."""
    name = f"photo {number}"
    if isinstance(photo, (bytes, bytearray, memoryview)):
        return _File(name, memoryview(photo).cast("B"))
    if isinstance(photo, np.ndarray):
        return _File(name, png_of_array(photo))
    if isinstance(photo, (str, os.PathLike)):
        path = os.fspath(photo)
        try:
            return _File(path, Path(path).read_bytes())
        except OSError as error:
            detail = f"the file cannot be read ({error.strerror}); check the path and its permissions"
            return RejectedPhoto(path, "unreadable", detail)
    if _is_pil_image(photo):
        return _File(name, png_of_image(photo))
    raise TypeError(f"a photo is a path, bytes, a PIL image or an array, not {type(photo).__name__}")
