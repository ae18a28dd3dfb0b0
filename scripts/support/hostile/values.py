"""What is put where a number, a text or a list is expected, and the mutants of JSON, tables and YAML made of it."""

import csv
import io
import json

MILLION = 1_000_000

NUMBERS = [
    "0", "-1", "1", "255", "256", "1000000001", "4294967295", "4294967296", "2147483648",
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615",
    "1e19", "1.7976931348623157e308", "-1.7976931348623157e308", "5e-324", "0.5", "1e999", "NaN", "Infinity", "-Infinity",
]

# A control character that moves the cursor, an override of the writing direction, a line separator, a name that
# leaves its folder, one that begins a formula, and names that are none.
TEXTS = [
    "", "\x1b[2J\x07\x00", "\u202egnp.exe\u2066\u2028\u2029\u0085", "../../../etc/passwd", "/etc/passwd", "=1+1", "\ufeff",
    "train", "-", "nan", "0x10", "2e9x2e9", "4294967296x4294967296", "-1x-1", "1e309%",
]


def json_paths(value, path=()):
    """The paths of everything in a document. Of a long list the first and the last entry stand for all."""
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from json_paths(value[key], (*path, key))
    elif isinstance(value, list):
        for index in range(len(value)):
            # Stages and layers have each their own parameters.
            if index in (0, len(value) - 1) or isinstance(value[index], dict) and {"parameters", "layer"} & set(value[index]):
                yield from json_paths(value[index], (*path, index))


def json_mutants(text):
    """(what, text) for each value of a document, and for the document as a whole."""
    document = json.loads(text)
    seen = set()
    for path in list(json_paths(document)):
        where = ".".join("#" if isinstance(step, int) and step == 0 else str(step) for step in path)
        if where in seen or not path:
            continue
        seen.add(where)
        *above, last = path
        parent = document
        for step in above:
            parent = parent[step]
        old = parent[last]
        is_number = isinstance(old, (int, float)) and not isinstance(old, bool)
        numbers = NUMBERS if is_number else ["0", "-1", "1e999"]
        texts = TEXTS if isinstance(old, str) else ["", "x"]
        for raw in [*numbers, *map(json.dumps, texts), "null", "true", "[]", "{}", "[[]]", "[-1]"]:
            parent[last] = "@@@"
            yield f"{where} = {raw[:40]}", json.dumps(document).replace('"@@@"', raw)
        parent[last] = "@@@"
        frame = json.dumps(document)
        yield f"{where} = a million characters", frame.replace('"@@@"', '"' + "9" * MILLION + '"')
        yield f"{where} = a million digits", frame.replace('"@@@"', "9" * MILLION)
        yield f"{where} = 200,000 deep", frame.replace('"@@@"', "[" * 200_000 + "]" * 200_000)
        if isinstance(old, list):
            entries = ",".join([json.dumps(old[0] if old else 0)] * 100_000)
            yield f"{where} = 100,000 entries", frame.replace('"@@@"', f"[{entries}]")
        if isinstance(old, dict):
            pairs = ",".join(f'"{index}": 1' for index in range(100_000))
            yield f"{where} = 100,000 keys", frame.replace('"@@@"', "{" + pairs + "}")
        parent[last] = old
        if isinstance(last, str):
            del parent[last]
            yield f"without {where}", json.dumps(document)
            parent[last] = old
    yield from file_mutants(text.encode())
    yield "300,000 brackets", b"[" * 300_000
    yield "200,000 objects in each other", b'{"a":' * 200_000 + b"1" + b"}" * 200_000


def csv_mutants(text):
    """(what, text) for each column of a table, and for the table as a whole."""
    heading, *rows = list(csv.reader(io.StringIO(text)))

    def table(*lines):
        output = io.StringIO()
        csv.writer(output, lineterminator="\n").writerows(lines)
        return output.getvalue()

    for column, name in enumerate(heading):
        for value in [*NUMBERS, *TEXTS, "x" * MILLION]:
            def changed(row):
                return [*row[:column], value, *row[column + 1 :]]

            yield f"{name} = {value[:40]!r}", table(heading, changed(rows[0]), *rows[1:])
            yield f"every {name} = {value[:40]!r}", table(heading, *map(changed, rows if len(value) < 99 else rows[:2]))
        yield f"without {name}", table(*(row[:column] + row[column + 1 :] for row in [heading, *rows]))
        yield f"{name} twice", table(*([*row, row[column]] for row in [heading, *rows]))
    groups = [[name for name in heading if name.startswith(start)] for start in ("crop_", "darkest", "lightest")]
    for names in [names for names in groups if names] + [heading]:
        for value in ["9223372036854775807", "-9223372036854775808", "4294967296", "0"]:
            both = [[value if name in names else cell for name, cell in zip(heading, row)] for row in rows]
            yield f"{names[0]} and the like = {value}", table(heading, *both)
    yield "no rows", table(heading)
    yield "each row twice", table(heading, *rows, *rows)
    yield "short rows", table(heading, *(row[:2] for row in rows))
    yield "a million cells", table(heading, ["1"] * MILLION)
    yield "300,000 columns", table([f"c{index}" for index in range(300_000)] + heading, *rows)
    yield "300,000 rows", table(heading, *(rows[:1] * 300_000))
    yield "a quotation mark that is never closed", table(heading, *rows) + '"' + "x\n" * MILLION
    yield from file_mutants(text.encode())


def file_mutants(content):
    """(what, bytes) for any file of text."""
    yield "nothing", b""
    yield "one zero byte", b"\0"
    yield "a byte order mark only", b"\xef\xbb\xbf"
    yield "not UTF-8", b"\xff\xfe\x80" * 1000
    yield "a million zero bytes", b"\0" * MILLION
    yield "a line of a million characters", b"x" * MILLION
    yield "a million empty lines", b"\n" * MILLION
    yield "a million quotation marks", b'"' * MILLION
    yield "a million commas", b"," * MILLION
    yield "30 million empty lines", b"\n" * (30 * MILLION)
    for part in (1, 2, 3):
        yield f"cut off at {part} quarters", content[: len(content) * part // 4]


def yaml_values():
    """(what, YAML) to stand behind a key."""
    for value in [*NUMBERS, *TEXTS]:
        yield repr(value[:40]), json.dumps(value)
        if value and value.isascii() and value.isprintable():
            yield value[:40], value
    yield "nothing", ""
    yield "a list", "[1, 2]"
    yield "a mapping", "{a: 1}"
    yield "an alias", "*a"
    yield "an anchor and its alias", "[&a 1, *a]"
    yield "a tag", "!!binary x"
    yield "a million characters", "x" * MILLION
    yield "200,000 deep", "[" * 200_000 + "]" * 200_000
    yield "200,000 entries", "[" + "1, " * 200_000 + "]"


def yaml_files(content):
    """(what, text) for a YAML file as a whole."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(97 + n)}: &{chr(97 + n)} [{','.join(['*' + chr(96 + n)] * 9)}]\n" for n in range(1, 12))
    yield "aliases", bomb
    yield "an alias as a key", bomb + "? *l\n: 1\n"
    yield "an alias as a key of a mapping", bomb.replace("[", "{").replace("]", "}") + "*l : 1\n"
    yield "a mapping as a key", "? {a: {b: c}}\n: 1\n"
    yield "300,000 keys", "".join(f"k{index}: 1\n" for index in range(300_000))
    yield "a key of a million characters", "x" * MILLION + ": 1\n"
    yield "100,000 deep", "".join(" " * min(depth, 5) for depth in range(1)) + "- " * 100_000
    yield "10,000 mappings in each other", "".join(" " * depth + "a:\n" for depth in range(3_000))
    yield "200,000 braces", "{" * 200_000
    yield "two documents", "a: 1\n---\nb: 2\n"
    yield "a directive", "%YAML 9.9\n---\na: 1\n"
    yield "control characters", '"\\e[2J\\u202e\\u2028": "\\e[2J\\u202e\\u2028"\n'
    yield from file_mutants(content.encode())
