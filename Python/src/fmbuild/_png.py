"""Pictures in memory as PNG files, whose pixels arrive exactly."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Grey, grey with alpha, colour, colour with alpha.
_COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}


def png_of_array(array: NDArray[Any]) -> bytes:
    """Returns a PNG file of height x width bytes, or of height x width x 1, 3 or 4.

    :raises TypeError: if the elements are no bytes.
    :raises ValueError: if it has another shape.
    """
    if array.dtype != np.uint8:
        raise TypeError(
            f"a photo in memory has elements of uint8, not {array.dtype}; scale them to 0 to 255 and use astype"
        )
    if array.ndim == 3 and array.shape[2] == 2 or array.ndim not in (2, 3):
        raise ValueError(f"a photo in memory is height x width, or height x width x 1, 3 or 4, not {array.shape}")
    return _png(array)


def png_of_image(image: Any) -> bytes:
    """Returns a PNG file of a PIL image, turned as its EXIF data says, with its colour profile.

    :raises TypeError: if PNG has no such pixels.
    """
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode in ("L", "RGB") and "transparency" in image.info:
        image = image.convert(image.mode + "A")
    if image.mode not in ("L", "LA", "RGB", "RGBA", "I;16"):
        raise TypeError(
            f"a PIL image of mode {image.mode} cannot be passed on exactly; pass the path or the bytes of its file, or convert "
            "it to RGB"
        )
    return _png(np.asarray(image), profile)


def _png(array: NDArray[Any], profile: bytes | None = None) -> bytes:
    pixels = array[:, :, np.newaxis] if array.ndim == 2 else array
    height, width, channels = pixels.shape
    if channels not in _COLOUR_TYPES or height == 0 or width == 0:
        raise ValueError(f"a photo in memory is height x width, or height x width x 1, 3 or 4, not {array.shape}")
    depth = 8 * pixels.dtype.itemsize
    samples = np.ascontiguousarray(pixels, ">u2" if depth == 16 else np.uint8).view(np.uint8).reshape(height, -1)
    # Every row begins with the number of its filter: none.
    rows = np.zeros((height, samples.shape[1] + 1), np.uint8)
    rows[:, 1:] = samples
    header = struct.pack(">IIBBBBB", width, height, depth, _COLOUR_TYPES[channels], 0, 0, 0)
    chunks = [_chunk(b"IHDR", header)]
    if profile is not None:
        chunks.append(_chunk(b"iCCP", b"icc\0\0" + zlib.compress(profile)))
    # Not compressed: it is unpacked at once.
    chunks += [_chunk(b"IDAT", zlib.compress(rows.tobytes(), 0)), _chunk(b"IEND", b"")]
    return b"".join([_SIGNATURE, *chunks])


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))
