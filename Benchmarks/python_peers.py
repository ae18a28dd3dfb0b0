"""The conversion as one would write it in Python, with OpenCV or with Pillow: close to the paper's, not its bytes.

    find PHOTOS -name '*.jpg' | python3 python_peers.py cv2|grabcut|PIL [--thumbnail]

Goes over the photos once, on one thread, and prints their number, CPU seconds and wall seconds, imports not counted.
"""

import sys
import time

import numpy

SIDE = 28
FUZZ = 0.05 * 255


def content(pixels):
    """The rows and columns that differ from the corner by more than the fuzz."""
    differs = (numpy.abs(pixels.astype(numpy.int16) - pixels[0, 0]) > FUZZ).any(axis=2)
    rows, columns = numpy.flatnonzero(differs.any(axis=1)), numpy.flatnonzero(differs.any(axis=0))
    return (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)) if rows.size else (slice(None),) * 2


def fitted(width, height, frame_width, frame_height):
    scale = min(frame_width / width, frame_height / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def on_black(gray):
    """Negated, in the middle of a black square."""
    height, width = gray.shape
    top, left = (SIDE - height + 1) // 2, (SIDE - width + 1) // 2
    item = numpy.zeros((SIDE, SIDE), numpy.uint8)
    item[top : top + height, left : left + width] = 255 - gray
    return item


def opencv_converter(is_large):
    import cv2

    cv2.setNumThreads(1)

    def convert(path):
        photo = cv2.imread(path)
        if is_large:
            photo = cv2.resize(photo, fitted(photo.shape[1], photo.shape[0], 51, 73), interpolation=cv2.INTER_AREA)
        photo = photo[content(photo)]
        small = cv2.resize(photo, fitted(photo.shape[1], photo.shape[0], SIDE, SIDE), interpolation=cv2.INTER_NEAREST)
        sharp = cv2.addWeighted(small, 1.5, cv2.GaussianBlur(small, (0, 0), 1), -0.5, 0)
        return cv2.normalize(on_black(cv2.cvtColor(sharp, cv2.COLOR_BGR2GRAY)), None, 0, 255, cv2.NORM_MINMAX)

    return convert


def grabcut_converter(is_large):
    """The product by GrabCut in a picture as small as that of the stage isolate, in as many rounds."""
    import cv2

    cv2.setNumThreads(1)

    def convert(path):
        photo = cv2.imread(path)
        photo = cv2.resize(photo, fitted(photo.shape[1], photo.shape[0], 400, 400), interpolation=cv2.INTER_AREA)
        height, width = photo.shape[:2]
        work = cv2.resize(photo, fitted(width, height, 128, 128), interpolation=cv2.INTER_AREA)
        strip = max(1, round(0.03 * min(work.shape[:2])))
        mask = numpy.zeros(work.shape[:2], numpy.uint8)
        frame = (strip, strip, work.shape[1] - 2 * strip, work.shape[0] - 2 * strip)
        models = numpy.zeros((1, 65)), numpy.zeros((1, 65))
        cv2.grabCut(work, mask, frame, *models, 6, cv2.GC_INIT_WITH_RECT)
        product = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(numpy.float32)
        cover = cv2.resize(product, (width, height))[..., None]
        photo = (photo * cover + 255 * (1 - cover)).astype(numpy.uint8)
        rows, columns = numpy.nonzero(cover[..., 0] >= 0.5)
        if rows.size:
            photo = photo[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        small = cv2.resize(photo, fitted(photo.shape[1], photo.shape[0], SIDE, SIDE), interpolation=cv2.INTER_AREA)
        sharp = cv2.addWeighted(small, 1.5, cv2.GaussianBlur(small, (0, 0), 1), -0.5, 0)
        return cv2.normalize(on_black(cv2.cvtColor(sharp, cv2.COLOR_BGR2GRAY)), None, 0, 255, cv2.NORM_MINMAX)

    return convert


def pillow_converter(is_large):
    from PIL import Image, ImageFilter, ImageOps

    def convert(path):
        with Image.open(path) as file:
            photo = file.convert("RGB")
        if is_large:
            photo = photo.resize(fitted(*photo.size, 51, 73), Image.Resampling.LANCZOS)
        pixels = numpy.asarray(photo)
        photo = Image.fromarray(pixels[content(pixels)])
        small = photo.resize(fitted(*photo.size, SIDE, SIDE), Image.Resampling.NEAREST)
        sharp = small.filter(ImageFilter.UnsharpMask(radius=1, percent=50, threshold=0))
        return numpy.asarray(ImageOps.autocontrast(Image.fromarray(on_black(numpy.asarray(sharp.convert("L"))))))

    return convert


def main():
    convert = {"cv2": opencv_converter, "grabcut": grabcut_converter, "PIL": pillow_converter}[sys.argv[1]]("--thumbnail" in sys.argv)
    paths = sys.stdin.read().splitlines()
    convert(paths[0])
    cpu, wall = time.process_time(), time.monotonic()
    items = numpy.stack([convert(path) for path in paths])
    print(len(items), time.process_time() - cpu, time.monotonic() - wall)


if __name__ == "__main__":
    main()
