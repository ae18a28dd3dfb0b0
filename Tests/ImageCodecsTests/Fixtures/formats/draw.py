"""Draws the small files of photo formats for the tests, and PNGs of the samples that they decode to.

  python3 draw.py      needs numpy, Pillow with AVIF, ImageMagick 6, and Debian's packages webp, libtiff-tools,
                       libheif-examples, libavif-bin, netpbm

formats.json has a line for each file: the PNG with its samples, their kind, the orientation, the warnings that decoding
gives, and what made the PNG: "drawn" if the file is lossless and the PNG is the drawing itself, otherwise the program that
decoded the file. Written again with other versions of these programs, files and samples may differ; both are committed.
"""

import json
import os
import struct
import subprocess

import numpy
from PIL import Image

FOLDER = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 13, 9
entries = []


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def path(name):
    return os.path.join(FOLDER, name)


def note(file, expected, kind, by="drawn", orientation=1, warnings=()):
    entries.append(
        {"file": file, "expected": expected, "kind": kind, "by": by, "orientation": orientation,
         "warnings": list(warnings)})


def drawing(channels, maximum=255):
    """A gradient with a disc and a frame; the last of 2 or 4 channels is alpha, clear in one corner."""
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [x * maximum // (WIDTH - 1), y * maximum // (HEIGHT - 1), (x * 7 + y * 29) * maximum // 400]
    disc = (x - 8) ** 2 + (y - 4) ** 2 <= 9
    for index, plane in enumerate(planes):
        plane[disc] = maximum * (3 - index) // 4
        plane[0, :] = maximum * index // 2
    alpha = numpy.clip((x + y) * maximum // 12, 0, maximum)
    chosen = {1: planes[:1], 2: planes[:1] + [alpha], 3: planes, 4: planes + [alpha]}[channels]
    return numpy.stack(chosen, axis=-1).astype(numpy.uint16 if maximum > 255 else numpy.uint8)


def png_16(name, samples):
    """Pillow writes no 16-bit colour; a PNG is easily written."""
    import zlib

    colour_type = {1: 0, 2: 4, 3: 2, 4: 6}[samples.shape[2]]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], 16, colour_type, 0, 0, 0)
    with open(path(name), "wb") as file:
        file.write(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def image(samples):
    return Image.fromarray(samples[:, :, 0] if samples.shape[2] == 1 else samples)


def save_png(name, samples):
    image(samples).save(path(name), optimize=True)


def draw_expected():
    for name, channels in [("grey", 1), ("grey-alpha", 2), ("rgb", 3), ("rgba", 4)]:
        save_png(name + ".png", drawing(channels))
        png_16(name + "-16.png", drawing(channels, 65535))


def write_exif():
    """EXIF with nothing but the orientation 6, a quarter clockwise."""
    with open(path("exif"), "wb") as file:
        file.write(struct.pack("<4sIHHHIHHI", b"II*\0", 8, 1, 0x0112, 3, 1, 6, 0, 0))


def draw_webp():
    run("cwebp", "-lossless", "-exact", path("rgb.png"), "-o", path("lossless.webp"))
    note("lossless.webp", "rgb.png", "rgb")
    run("cwebp", "-lossless", "-exact", path("rgba.png"), "-o", path("lossless-alpha.webp"))
    note("lossless-alpha.webp", "rgba.png", "rgbAlpha")
    for name, source, kind in [("lossy", "rgb", "rgb"), ("lossy-alpha", "rgba", "rgbAlpha")]:
        run("cwebp", "-q", "80", path(source + ".png"), "-o", path(name + ".webp"))
        run("dwebp", path(name + ".webp"), "-o", path(name + "-webp.png"))
        note(name + ".webp", name + "-webp.png", kind, by="dwebp")
    # The first frame lies at 4, 2 on a canvas of 20x12, and is clear elsewhere.
    canvas = numpy.zeros((12, 20, 4), numpy.uint8)
    canvas[2:2 + HEIGHT, 4:4 + WIDTH] = drawing(4)
    save_png("frame-on-canvas.png", canvas)
    run("cwebp", "-lossless", "-exact", path("frame-on-canvas.png"), "-o", path("canvas.webp"))
    run("webpmux", "-frame", path("lossless-alpha.webp"), "+100+4+2", "-frame", path("canvas.webp"), "+100+0+0",
        "-o", path("animation.webp"))
    os.remove(path("canvas.webp"))
    note("animation.webp", "frame-on-canvas.png", "rgbAlpha", warnings=["several frames"])
    write_exif()
    run("webpmux", "-set", "exif", path("exif"), path("lossless.webp"), "-o", path("exif-6.webp"))
    os.remove(path("exif"))
    note("exif-6.webp", "rgb.png", "rgb", orientation=6)


def indexed():
    """The RGB drawing in at most 16 colours."""
    return image(drawing(3)).quantize(16, dither=Image.Dither.NONE)


def draw_gif():
    picture = indexed()
    picture.convert("RGB").save(path("indexed.png"), optimize=True)
    picture.save(path("plain.gif"), interlace=0)
    note("plain.gif", "indexed.png", "rgb")
    picture.save(path("interlaced.gif"), interlace=1)
    note("interlaced.gif", "indexed.png", "rgb")
    picture.save(path("transparent.gif"), transparency=3, interlace=0)
    Image.open(path("transparent.gif")).convert("RGBA").save(path("transparent-gif.png"))
    note("transparent.gif", "transparent-gif.png", "rgbAlpha", by="Pillow")
    picture.save(
        path("animation.gif"), save_all=True, append_images=[picture.transpose(Image.Transpose.ROTATE_180)],
        duration=100, interlace=0)
    note("animation.gif", "indexed.png", "rgb", warnings=["several frames"])
    # A frame at 4, 2 on a canvas of 20x12.
    with open(path("plain.gif"), "rb") as file:
        data = bytearray(file.read())
    data[6:10] = struct.pack("<HH", 20, 12)
    start = data.index(b"," + struct.pack("<HHHH", 0, 0, WIDTH, HEIGHT))
    data[start + 1:start + 5] = struct.pack("<HH", 4, 2)
    with open(path("frame.gif"), "wb") as file:
        file.write(data)
    canvas = numpy.zeros((12, 20, 4), numpy.uint8)
    canvas[2:2 + HEIGHT, 4:4 + WIDTH, :3] = numpy.array(picture.convert("RGB"))
    canvas[2:2 + HEIGHT, 4:4 + WIDTH, 3] = 255
    save_png("frame-gif.png", canvas)
    note("frame.gif", "frame-gif.png", "rgbAlpha")


def draw_bmp():
    image(drawing(3)).save(path("rgb-24.bmp"))
    note("rgb-24.bmp", "rgb.png", "rgb")
    indexed().save(path("palette-8.bmp"))
    note("palette-8.bmp", "indexed.png", "rgb")
    black_and_white = image(drawing(1)).point(lambda value: 255 if value > 99 else 0)
    black_and_white.convert("1").save(path("bits-1.bmp"))
    black_and_white.convert("RGB").save(path("black-and-white-rgb.png"), optimize=True)
    note("bits-1.bmp", "black-and-white-rgb.png", "rgb")
    run("convert", path("rgba.png"), "-define", "bmp:format=bmp4", path("rgba-32.bmp"))
    note("rgba-32.bmp", "rgba.png", "rgbAlpha", by="drawn")
    run("convert", path("indexed.png"), "-type", "palette", "-compress", "RLE", "BMP3:" + path("runs-8.bmp"))
    note("runs-8.bmp", "indexed.png", "rgb")
    with open(path("top-down.bmp"), "wb") as file:
        rows = drawing(3)[:, :, ::-1]
        padded = b"".join(row.tobytes() + b"\0" * (-len(row.tobytes()) % 4) for row in rows)
        file.write(
            b"BM" + struct.pack("<IHHI", 54 + len(padded), 0, 0, 54)
            + struct.pack("<IiiHHIIiiII", 40, WIDTH, -HEIGHT, 1, 24, 0, len(padded), 0, 0, 0, 0) + padded)
    note("top-down.bmp", "rgb.png", "rgb")


def draw_pnm():
    image(drawing(3)).save(path("bytes.ppm"))
    note("bytes.ppm", "rgb.png", "rgb")
    image(drawing(1)).save(path("bytes.pgm"))
    note("bytes.pgm", "grey.png", "grey")
    with open(path("text.ppm"), "wb") as file:
        subprocess.run(["pnmtoplainpnm", path("bytes.ppm")], check=True, stdout=file)
    note("text.ppm", "rgb.png", "rgb")
    with open(path("sixteen.pgm"), "wb") as file:
        samples = drawing(1, 65535)
        file.write(b"P5 # sixteen bits\n%d %d\n65535\n" % (WIDTH, HEIGHT) + samples.astype(">u2").tobytes())
    note("sixteen.pgm", "grey-16.png", "grey")
    with open(path("alpha.pam"), "wb") as file:
        file.write(
            b"P7\nWIDTH %d\nHEIGHT %d\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n" % (WIDTH, HEIGHT)
            + drawing(4).tobytes())
    note("alpha.pam", "rgba.png", "rgbAlpha")
    black_and_white = image(drawing(1)).point(lambda value: 255 if value > 99 else 0)
    black_and_white.save(path("black-and-white.png"), optimize=True)
    black_and_white.convert("1").save(path("bits.pbm"))
    note("bits.pbm", "black-and-white.png", "grey")
    with open(path("text.pbm"), "wb") as file:
        subprocess.run(["pnmtoplainpnm", path("bits.pbm")], check=True, stdout=file)
    note("text.pbm", "black-and-white.png", "grey")


def tiff_16(name, samples, *options):
    """ImageMagick writes 16-bit TIFF of colour; tiffcp stores it as asked."""
    png_16("sixteen.png", samples)
    kind = {1: "Grayscale", 2: "GrayscaleMatte", 3: "TrueColor", 4: "TrueColorMatte"}[samples.shape[2]]
    run("convert", path("sixteen.png"), "-depth", "16", "-type", kind, "-define", "tiff:alpha=unassociated",
        "-compress", "None", path("sixteen.tif"))
    run("tiffcp", *options, path("sixteen.tif"), path(name))
    os.remove(path("sixteen.png"))
    os.remove(path("sixteen.tif"))


def patch(name, tag, before, after):
    """Changes the 16-bit value of a tag of a little-endian TIFF."""
    with open(path(name), "rb") as file:
        data = bytearray(file.read())
    data[data.index(struct.pack("<HHIH", tag, 3, 1, before)) + 8] = after
    with open(path(name), "wb") as file:
        file.write(data)


def draw_tiff():
    image(drawing(3)).save(path("rgb.tif"))
    note("rgb.tif", "rgb.png", "rgb")
    image(drawing(1)).save(path("grey.tif"), compression="tiff_lzw")
    note("grey.tif", "grey.png", "grey")
    image(drawing(4)).save(path("rgba.tif"), compression="tiff_adobe_deflate")
    note("rgba.tif", "rgba.png", "rgbAlpha")
    indexed().save(path("palette.tif"), compression="packbits")
    note("palette.tif", "indexed.png", "rgb")
    black_and_white = image(drawing(1)).point(lambda value: 255 if value > 99 else 0).convert("1")
    black_and_white.save(path("fax.tif"), compression="group4")
    note("fax.tif", "black-and-white.png", "grey")
    image(drawing(3)).save(path("orientation-8.tif"), tiffinfo={274: 8})
    note("orientation-8.tif", "rgb.png", "rgb", orientation=8)
    image(drawing(3)).save(path("pages.tif"), save_all=True, append_images=[image(drawing(1))])
    note("pages.tif", "rgb.png", "rgb", warnings=["several frames"])
    run("tiffcp", "-B", path("rgb.tif"), path("big-endian.tif"))
    note("big-endian.tif", "rgb.png", "rgb")
    run("tiffcp", "-8", path("rgb.tif"), path("big.tif"))
    note("big.tif", "rgb.png", "rgb")
    run("tiffcp", "-p", "separate", path("rgba.tif"), path("planes.tif"))
    note("planes.tif", "rgba.png", "rgbAlpha")
    run("tiffcp", "-t", "-w", "16", "-l", "16", "-c", "lzw", path("rgb.tif"), path("tiles.tif"))
    note("tiles.tif", "rgb.png", "rgb")
    run("tiffcp", "-t", "-w", "16", "-l", "16", "-c", "lzw", "-p", "separate", path("rgba.tif"), path("tile-planes.tif"))
    note("tile-planes.tif", "rgba.png", "rgbAlpha")
    tiff_16("rgb-16.tif", drawing(3, 65535), "-c", "lzw:2")
    note("rgb-16.tif", "rgb-16.png", "rgb")
    tiff_16("rgba-16.tif", drawing(4, 65535), "-B", "-c", "zip")
    note("rgba-16.tif", "rgba-16.png", "rgbAlpha")
    tiff_16("grey-16.tif", drawing(1, 65535))
    note("grey-16.tif", "grey-16.png", "grey")
    image(drawing(2)).save(path("grey-alpha.tif"), compression="tiff_lzw")
    note("grey-alpha.tif", "grey-alpha.png", "greyAlpha")
    tiff_16("grey-alpha-16.tif", drawing(2, 65535))
    note("grey-alpha-16.tif", "grey-alpha-16.png", "greyAlpha")
    # Colours multiplied by alpha, with the tag that says so: 1 instead of 2 in ExtraSamples.
    samples = drawing(4).astype(int)
    alpha = samples[:, :, 3:]
    multiplied = samples.copy()
    multiplied[:, :, :3] = (samples[:, :, :3] * alpha + 127) // 255
    image(multiplied.astype(numpy.uint8)).save(path("associated.tif"))
    patch("associated.tif", 338, before=2, after=1)
    divided = multiplied.copy()
    safe = numpy.maximum(alpha, 1)
    divided[:, :, :3] = numpy.where(alpha == 0, 0, numpy.minimum(255, (multiplied[:, :, :3] * 255 + alpha // 2) // safe))
    save_png("associated.png", divided.astype(numpy.uint8))
    note("associated.tif", "associated.png", "rgbAlpha")
    # Four inks: the PNG's four channels are the light that they leave.
    inks = drawing(4)
    Image.fromarray(inks, "CMYK").save(path("cmyk.tif"), compression="tiff_lzw")
    save_png("cmyk.png", 255 - inks)
    note("cmyk.tif", "cmyk.png", "cmyk")
    white_is_zero = image(255 - drawing(1))
    white_is_zero.save(path("white-is-zero.tif"))
    patch("white-is-zero.tif", 262, before=1, after=0)
    note("white-is-zero.tif", "grey.png", "grey")
    image(drawing(3)).resize((16, 16)).save(path("jpeg.tif"), compression="jpeg", quality=90)
    Image.open(path("jpeg.tif")).convert("RGB").save(path("jpeg-tif.png"))
    note("jpeg.tif", "jpeg-tif.png", "rgb", by="Pillow")
    # CIE Lab, which libtiff converts.
    image(drawing(3)).save(path("lab.tif"))
    patch("lab.tif", 262, before=2, after=8)
    run("tiff2rgba", "-c", "none", path("lab.tif"), path("converted.tif"))
    Image.open(path("converted.tif")).convert("RGB").save(path("lab-tif.png"))
    os.remove(path("converted.tif"))
    note("lab.tif", "lab-tif.png", "rgb", by="tiff2rgba")


def profile(name, version):
    """An ICC profile with nothing but its name, in the form of version 2 or 4."""
    if version == 2:
        text = b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name.encode() + bytes(80)
    else:
        encoded = name.encode("utf-16-be")
        text = b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enUS", len(encoded), 28) + encoded
    tags = struct.pack(">I4sII", 1, b"desc", 144, len(text))
    size = 128 + len(tags) + len(text)
    return struct.pack(">I", size) + bytes(4) + bytes([version, 0, 0, 0]) + b"mntrRGB XYZ " + bytes(12) + b"acsp" \
        + bytes(88) + tags + text


def draw_profiles():
    """The same drawing in each format, with a profile; profiles.json says the name of each."""
    names = {}
    picture = image(drawing(3))
    for file, name, version in [
        ("profile.jpg", "Display P3", 4), ("profile.png", "Adobe RGB (1998)", 2), ("profile.webp", "Display P3", 4),
        ("profile.tif", "ProPhoto RGB", 2), ("standard.jpg", "sRGB IEC61966-2.1", 2), ("standard.webp", "c2", 4),
    ]:
        options = {"lossless": True} if file.endswith(".webp") else {}
        picture.save(path(file), icc_profile=profile(name, version), **options)
        names[file] = name
    with open(path("profile.icc"), "wb") as file:
        file.write(profile("Display P3", 4))
    run("avifenc", "-l", "--icc", path("profile.icc"), path("rgb.png"), path("profile.avif"))
    os.remove(path("profile.icc"))
    names["profile.avif"] = "Display P3"
    run("avifenc", "--cicp", "9/16/9", path("rgb.png"), path("primaries.avif"))
    names["primaries.avif"] = "BT.2020"
    with open(path("profiles.json"), "w") as file:
        json.dump(names, file, indent=1)
        file.write("\n")


def whole_profile(name, space, curve, colorants=()):
    """An ICC profile of version 2 with a gamma curve: RGB with its three colorants (adapted to D50), or grey."""
    def fixed(*values):
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    gamma = b"curv" + bytes(4) + struct.pack(">IH", 1, round(curve * 256)) + bytes(2)
    tags = [(b"desc", b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name.encode() + bytes(80)),
            (b"wtpt", b"XYZ " + bytes(4) + fixed(0.9642, 1, 0.8249))]
    if space == b"RGB ":
        tags += [(letter + b"XYZ", b"XYZ " + bytes(4) + fixed(*value)) for letter, value in zip([b"r", b"g", b"b"], colorants)]
        tags += [(letter + b"TRC", gamma) for letter in [b"r", b"g", b"b"]]
    else:
        tags.append((b"kTRC", gamma))
    table, data, start = b"", b"", 132 + 12 * len(tags)
    for signature, content in tags:
        content += bytes(-len(content) % 4)
        table += signature + struct.pack(">II", start + len(data), len(content))
        data += content
    body = struct.pack(">I", len(tags)) + table + data
    return struct.pack(">I", 128 + len(body)) + bytes(4) + bytes([2, 64, 0, 0]) + b"mntr" + space + b"XYZ " + bytes(12) \
        + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249) + bytes(48) + body


def draw_colours():
    """Pictures with whole profiles, and what Pillow's ImageCms (lcms2, perceptual) makes of them in sRGB."""
    from PIL import ImageCms

    p3 = [(0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407)]
    adobe = [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)]
    for name, mode, icc in [
        ("colours-p3.png", "RGB", whole_profile("Display P3", b"RGB ", 2.2, p3)),
        ("colours-p3.jpg", "RGB", whole_profile("Display P3", b"RGB ", 2.2, p3)),
        ("colours-p3.webp", "RGBA", whole_profile("Display P3", b"RGB ", 2.2, p3)),
        ("colours-adobe.tif", "RGB", whole_profile("Adobe RGB (1998)", b"RGB ", 563 / 256, adobe)),
        ("colours-grey.png", "L", whole_profile("Dot Gain 20%", b"GRAY", 1.8)),
    ]:
        picture = image(drawing({"RGB": 3, "RGBA": 4, "L": 1}[mode]))
        picture.save(path(name), icc_profile=icc, **({"lossless": True, "exact": True} if name.endswith("webp") else {}))
        decoded = Image.open(path(name)).convert(mode)
        source = ImageCms.ImageCmsProfile(__import__("io").BytesIO(icc))
        # To grey, by way of sRGB's three channels, which are then equal.
        target, output = ImageCms.createProfile("sRGB"), "RGB" if mode == "L" else mode
        converted = ImageCms.profileToProfile(decoded, source, target, outputMode=output)
        if mode == "RGBA":
            converted.putalpha(decoded.getchannel("A"))
        (converted.getchannel("R") if mode == "L" else converted).save(path(name.replace(".", "-") + ".png"))


def decoded_by_libheif(name):
    result = name.replace(".", "-") + ".png"
    run("heif-convert", path(name), path(result))
    return result


def draw_heif():
    run("heif-enc", "-L", "-p", "chroma=444", path("rgb.png"), "-o", path("full-colour.heic"))
    note("full-colour.heic", decoded_by_libheif("full-colour.heic"), "rgb", by="heif-convert")
    # Boxes that say less than the compressed data do.
    Image.new("RGB", (1536, 1536), (200, 200, 200)).save(path("plain.png"))
    run("heif-enc", "-q", "10", path("plain.png"), "-o", path("larger-than-said.heic"))
    os.remove(path("plain.png"))
    with open(path("larger-than-said.heic"), "rb") as file:
        data = bytearray(file.read())
    for start in range(len(data) - 16):
        if data[start:start + 4] == b"ispe":
            data[start + 8:start + 16] = struct.pack(">II", WIDTH, HEIGHT)
    with open(path("larger-than-said.heic"), "wb") as file:
        file.write(data)
    run("heif-enc", "-q", "60", path("rgba.png"), "-o", path("lossy.heic"))
    note("lossy.heic", decoded_by_libheif("lossy.heic"), "rgbAlpha", by="heif-convert")
    run("avifenc", "-l", path("rgb.png"), path("lossless.avif"))
    note("lossless.avif", "rgb.png", "rgb")
    run("avifenc", "-l", path("rgba.png"), path("lossless-alpha.avif"))
    note("lossless-alpha.avif", "rgba.png", "rgbAlpha")
    run("avifenc", "--min", "20", "--max", "20", "-y", "420", path("rgb.png"), path("lossy.avif"))
    note("lossy.avif", decoded_by_libheif("lossy.avif"), "rgb", by="heif-convert")
    # libheif turns the picture; a quarter counterclockwise, and mirrored.
    run("avifenc", "-l", "--irot", "1", path("rgb.png"), path("turned.avif"))
    save_png("turned.png", numpy.ascontiguousarray(numpy.rot90(drawing(3))))
    note("turned.avif", "turned.png", "rgb")
    run("avifenc", "-l", "--imir", "1", path("rgb.png"), path("mirrored.avif"))
    save_png("mirrored.png", numpy.ascontiguousarray(drawing(3)[:, ::-1]))
    note("mirrored.avif", "mirrored.png", "rgb")
    # Ten bits, which become 16.
    run("avifenc", "-l", "-d", "10", path("rgb-16.png"), path("ten-bits.avif"))
    ten = (drawing(3, 65535).astype(float) * 1023 / 65535 + 0.5).astype(int)
    png_16("ten-bits.png", ((ten * 65535 + 511) // 1023).astype(numpy.uint16))
    note("ten-bits.avif", "ten-bits.png", "rgb")
    # Two tiles of 64x64.
    y, x = numpy.mgrid[0:64, 0:128]
    wide = numpy.stack([x // 16 * 30, y // 16 * 60, (x // 16 + y // 16) * 20], axis=-1).astype(numpy.uint8)
    save_png("tiles.png", wide)
    run("avifenc", "-l", "-g", "2x1", path("tiles.png"), path("tiles.avif"))
    note("tiles.avif", "tiles.png", "rgb")
    # Phones write the orientation twice: as a box, which counts, and as EXIF.
    write_exif()
    run("avifenc", "-l", "--irot", "3", "--exif", path("exif"), path("rgb.png"), path("turned-twice.avif"))
    os.remove(path("exif"))
    save_png("turned-twice.png", numpy.ascontiguousarray(numpy.rot90(drawing(3), 3)))
    note("turned-twice.avif", "turned-twice.png", "rgb")
    run("avifenc", "-l", "-p", path("rgba.png"), path("premultiplied.avif"))
    run("avifdec", path("premultiplied.avif"), path("premultiplied.png"))


if __name__ == "__main__":
    draw_expected()
    draw_webp()
    draw_gif()
    draw_bmp()
    draw_pnm()
    draw_tiff()
    draw_heif()
    draw_profiles()
    draw_colours()
    with open(path("formats.json"), "w") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(entry) for entry in entries) + "\n]\n")
