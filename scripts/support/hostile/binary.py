"""Mutants of IDX files, gzip files and safetensors, made from the description of their headers."""

import gzip
import json
import struct
import zlib

from values import json_mutants

WORDS = [0, 1, 2, 255, 2**16, 2**31 - 1, 2**31, 2**32 - 1]
BYTES = [0, 1, 4, 7, 8, 9, 0x0B, 0x0E, 0x7F, 0x80, 0xFF]


def gzip_member(content, name=b"x", flags=8, extra=b""):
    head = b"\x1f\x8b\x08" + bytes([flags]) + bytes(4) + b"\0\xff" + extra
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(content) + packer.flush()
    return head + (name + b"\0" if flags & 8 else b"") + body + struct.pack("<II", zlib.crc32(content), len(content) % 2**32)


def zeros(count, start=b""):
    """A gzip file of `start` and that many zero bytes, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body, checksum, block, rest = packer.compress(start), zlib.crc32(start), bytes(1 << 24), count
    while rest > 0:
        part = block[: min(rest, len(block))]
        body, checksum, rest = body + packer.compress(part), zlib.crc32(part, checksum), rest - len(part)
    body += packer.flush()
    return b"\x1f\x8b\x08" + bytes(7) + body + struct.pack("<II", checksum, (count + len(start)) % 2**32)


def idx_mutants(packed):
    """(what, bytes) for each field of the IDX header and of the gzip header and trailer around it."""
    raw = gzip.decompress(packed)
    rank = raw[3]

    def both(what, content):
        yield what + ", raw", content
        yield what, gzip_member(content)

    for offset in range(4):
        for value in BYTES:
            yield from both(f"byte {offset} = {value}", raw[:offset] + bytes([value]) + raw[offset + 1 :])
    for dimension in range(rank):
        at = 4 + 4 * dimension
        for value in WORDS:
            yield from both(f"dimension {dimension} = {value}", raw[:at] + struct.pack(">I", value) + raw[at + 4 :])
    for dimensions in [
        [0] * rank, [2**32 - 1] * rank, [0] + [2**32 - 1] * (rank - 1), [2**32 - 1] * (rank - 1) + [0], [1] * rank,
        [2**31] + [0] * (rank - 1), [1] + [2**20] * (rank - 1), [0] + [2**20] * (rank - 1),
    ]:
        head = raw[:4] + struct.pack(f">{rank}I", *dimensions)
        yield from both(f"dimensions {dimensions}", head + raw[4 + 4 * rank :])
        yield from both(f"dimensions {dimensions} and no elements", head)
    for count in (255, 4, 3, 2, 1, 0):
        yield from both(f"rank {count} of ones", raw[:3] + bytes([count]) + struct.pack(">I", 1) * count + b"\7")
    yield from both("every byte 255", raw[: 4 + 4 * rank] + b"\xff" * (len(raw) - 4 - 4 * rank))
    if rank == 3:
        for height, width in [(1, 2**20), (2**20, 1), (1, 8192), (1, 8193), (1024, 1024), (0, 28), (28, 0)]:
            head = raw[:4] + struct.pack(">III", 1, height, width)
            yield from both(f"one image of {width}x{height}", head + raw[16:17] * (height * width))
    for length in (0, 1, 3, 4, 7, 8, 15, 16, len(raw) - 1):
        yield from both(f"the first {length} bytes", raw[:length])
    yield from both("a million bytes more", raw + bytes(10**6))

    for offset in range(10):
        for value in BYTES:
            yield f"gzip byte {offset} = {value}", packed[:offset] + bytes([value]) + packed[offset + 1 :]
    for value in WORDS:
        yield f"gzip length = {value}", packed[:-4] + struct.pack("<I", value)
        yield f"gzip checksum = {value}", packed[:-8] + struct.pack("<I", value) + packed[-4:]
    for length in (0, 1, 2, 9, 10, 11, len(packed) // 2, len(packed) - 8, len(packed) - 1):
        yield f"the first {length} bytes of gzip", packed[:length]
    yield "a gzip name of a million bytes", gzip_member(raw, b"x" * 10**6)
    yield "a gzip name of control characters", gzip_member(raw, "\x1b[2J\u202e\u2028".encode())
    yield "an extra field beyond the end", gzip_member(raw, flags=4, extra=b"\xff\xff")
    yield "100,000 empty members", packed + gzip_member(b"", flags=0) * 100_000
    yield "two million images of nothing", gzip_member(raw[:4] + struct.pack(">I", 2**21) + raw[8:16])
    if rank == 3:
        yield "a gigabyte of zeros", zeros(2**30, raw[:4] + struct.pack(">III", 2**20, 32, 32))
        yield "one image of a gigabyte", zeros(2**30, raw[:4] + struct.pack(">III", 1, 2**15, 2**15))
        yield "a billion images of 0x0", gzip_member(raw[:4] + struct.pack(">III", 10**9, 0, 0))
    else:
        yield "a billion labels", zeros(2**30, raw[:4] + struct.pack(">I", 2**30))


def safetensors_mutants(content):
    """(what, bytes) for the length, the header and the values of a safetensors file."""
    (length,) = struct.unpack("<Q", content[:8])
    header, tensors = content[8 : 8 + length], content[8 + length :]
    for value in [0, 1, 7, length - 1, length + 1, len(content), 2**31, 2**32, 2**63 - 1, 2**63, 2**64 - 1]:
        yield f"header length = {value}", struct.pack("<Q", value) + content[8:]
    for what, text in json_mutants(header.decode()):
        text = text.encode() if isinstance(text, str) else text
        yield what, struct.pack("<Q", len(text)) + text + tensors
    for what, word in [("NaN", 0x7FC00000), ("infinity", 0x7F800000), ("the largest", 0x7F7FFFFF), ("subnormal", 1), ("zero", 0)]:
        yield f"every weight {what}", content[: 8 + length] + struct.pack("<I", word) * (len(tensors) // 4)
    for count in (0, 4, 8, 9, 8 + length, len(content) - 1):
        yield f"the first {count} bytes", content[:count]
    yield "a million bytes more", content + bytes(10**6)
    names = {f"t{index}": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]} for index in range(100_000)}
    text = json.dumps(names).encode()
    yield "100,000 tensors", struct.pack("<Q", len(text)) + text
