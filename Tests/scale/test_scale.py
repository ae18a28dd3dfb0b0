"""Compares datasets that were converted in parts with those of 'convert'.

    python test_scale.py FMBUILD FOLDER

FOLDER/photos has the photos in class folders.
"""

import csv
import filecmp
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow
import pyarrow.ipc
import pyarrow.parquet

PROGRAM, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SHARDS = 7
END_MARK = b"\xff\xff\xff\xff\0\0\0\0"


def run(*arguments, code=0, **more):
    result = subprocess.run([PROGRAM, *map(str, arguments)], cwd=ROOT, capture_output=True, **more)
    assert code is None or result.returncode == code, (arguments, result.returncode, result.stderr.decode()[-2000:])
    return result


def said(text):
    print(text, flush=True)


# MARK: - Photos


def odd_photos():
    """Adds what folders of photos have beside photos."""
    photos = ROOT / "photos"
    classes = sorted(entry.name for entry in photos.iterdir() if entry.is_dir())
    originals = sorted((photos / classes[0]).iterdir())
    for number, original in enumerate(originals[:12]):
        # Equal files in one class, and one picture under two labels.
        shutil.copy(original, photos / classes[0] / f"copy {number}.jpg")
        if number < 4:
            shutil.copy(original, photos / classes[1] / f"other label {number}.jpg")
        (photos / classes[1] / f"cut {number}.jpg").write_bytes(original.read_bytes()[:400])
        (photos / classes[2] / f"empty {number}.jpg").touch()
    (photos / classes[2] / "_text.jpg").write_text("no photo")
    shutil.copy(originals[0], photos / "loose.jpg")
    for name in ("a b%20c+d,é.jpg", "a b%20c+d,e\u0301.jpg", 'x="1".jpg', "_a.jpg"):
        shutil.copy(originals[20], photos / classes[3] / name)
    return classes


def table(classes):
    """Writes a table with other labels, groups of five (some in two spellings of an accent), and some splits."""
    rows = []
    for number, name in enumerate(classes):
        for index, photo in enumerate(sorted((ROOT / "photos" / name).iterdir())):
            group = f"{name} {index // 5}" if number % 2 else ""
            if number == 1 and index < 10:
                group = "e\u0301" if index % 2 else "é"
            split = ("train", "t10k", "", "", "")[index % 5] if number == 2 else ""
            rows.append((f"{name}/{photo.name}", "Été" if number == 0 else f"Kind {number}", group, split))
    rows.append(("nowhere.jpg", "Kind 1", "", ""))
    random.Random(3).shuffle(rows)
    with open(ROOT / "labels.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "label", "group", "split"))
        writer.writerows(rows)


def corrections(classes):
    """Marks photos of the first classes."""
    names = [f"{classes[0]}/{photo.name}" for photo in sorted((ROOT / "photos" / classes[0]).iterdir())]
    lines = ["source,action,new_class"]
    for number, name in enumerate(names[1:6]):
        lines.append(f'"{name}",drop,' if number % 2 else f'"{name}",relabel,{{class}}')
    return "\n".join(lines) + "\n"


# MARK: - Streams


def stream(path, batches, schema):
    with open(path, "wb") as file, pyarrow.ipc.new_stream(file, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


PHOTOS = pyarrow.schema([
    pyarrow.field("source", pyarrow.string(), nullable=False), ("label", pyarrow.string()), ("group", pyarrow.string()),
    ("split", pyarrow.string()), ("content", pyarrow.binary()),
])


def listed(listing):
    with open(ROOT / listing / "photos.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def photo_batches(listing, size=256, with_content=True, order=None):
    rows = listed(listing)
    if order is not None:
        random.Random(order).shuffle(rows)
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        columns = [[row[name] or None for row in part] for name in ("source", "label", "group", "split")]
        columns.append([(ROOT / "photos" / row["source"]).read_bytes() if with_content else None for row in part])
        yield pyarrow.record_batch([pyarrow.array(c, f.type) for c, f in zip(columns, PHOTOS)], schema=PHOTOS)


def read(path):
    with pyarrow.ipc.open_stream(ROOT / path) as reader:
        return list(reader)


# MARK: - Comparison


def same(one, other, but=()):
    names = {str(path.relative_to(ROOT / one)) for path in (ROOT / one).rglob("*") if path.is_file()}
    others = {str(path.relative_to(ROOT / other)) for path in (ROOT / other).rglob("*") if path.is_file()}
    assert names == others, names ^ others
    for name in names:
        assert name in but or filecmp.cmp(ROOT / one / name, ROOT / other / name, shallow=False), (one, other, name)


def map_shards(listing, parts, *options, shards=SHARDS):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda i: run("map", "--listing", listing, "--root", "photos", "--shard", f"{i}/{shards}", "--out", parts,
                                    "--quiet", *options), range(shards)))


# MARK: - The tests


def one_for_one():
    """Every batch in gives one batch out, with the same rows in the same order, readable by pyarrow."""
    batches = list(photo_batches("listing", size=100))
    # Engines send empty batches, too.
    batches.insert(3, batches[0].slice(0, 0))
    stream(ROOT / "photos.arrows", batches, PHOTOS)
    with open(ROOT / "photos.arrows", "rb") as source, open(ROOT / "images.arrows", "wb") as target:
        subprocess.run([PROGRAM, "map"], stdin=source, stdout=target, check=True)
    assert (ROOT / "images.arrows").read_bytes().endswith(END_MARK)
    out = read("images.arrows")
    assert [b.num_rows for b in out] == [b.num_rows for b in batches]
    for one, other in zip(batches, out):
        other.validate(full=True)
        for name in ("source", "label", "group", "split"):
            assert one.column(name).equals(other.column(name)), name
    said(f"one for one: {len(out)} batches")


def identity(classes):
    """Folders and a table, with every option that decides a dataset."""
    smallest = min(len(list((ROOT / "photos" / name).iterdir())) for name in classes)
    few = f"--per-class {smallest // 2},{smallest // 6}"
    options = ["", "--drop-duplicates", few, "--no-shuffle", "--seed 7", "--test-fraction 0.0001", "--test-fraction 50%",
               "--validation-fraction 0.1", "--mirror-like reference", "--corrections CORRECTIONS", "--classes CLASSES",
               "--layout torchvision"]
    mapping = ["--keep-blank", "--exclude-low-contrast", "--pipeline product-photos"]
    run("convert", "photos", "--out", "reference", "--quiet", "--seed", "9", "--max-rejected", "1000")
    count = 0
    for labels in ("", "--labels labels.csv"):
        listing = "listing-table" if labels else "listing"
        names = [f"Kind {n}" for n in range(1, len(classes))] + ["Été"] if labels else classes
        (ROOT / "classes.yaml").write_text("".join(f"- {json.dumps(name)}\n" for name in reversed(names)), encoding="utf-8")
        (ROOT / "corrections.csv").write_text(corrections(classes).format(**{"class": names[1]}), encoding="utf-8")
        for option in options + mapping:
            if labels and option == "--mirror-like reference":
                continue  # Its classes have other names.
            words = [{"CORRECTIONS": "corrections.csv", "CLASSES": "classes.yaml"}.get(word, word) for word in option.split()]
            own = words if option in mapping else []
            parts = "parts-" + "".join(c for c in option if c.isalnum()) if own else "parts"
            if own or not (ROOT / (parts + listing)).exists():
                map_shards(listing, parts + listing, *own)
            common = [*words, "--raw", "--quiet", "--max-rejected", "1000", "--overwrite"]
            run("convert", "photos", *labels.split(), "--out", "one", *common)
            run("assemble", parts + listing, "--listing", listing, "--out", "many", *common)
            same("one", "many")
            count += 1
    said(f"identity: {count} sets of options")


def any_order():
    """Parts in reverse, rows shuffled, one pipe."""
    run("convert", "photos", "--out", "one", "--raw", "--quiet", "--max-rejected", "1000", "--overwrite")
    files = sorted((ROOT / "partslisting").iterdir(), reverse=True)
    arguments = ("--listing", "listing", "--out", "many", "--raw", "--quiet", "--max-rejected", "1000", "--overwrite")
    run("assemble", *files, *arguments)
    same("one", "many")
    schema, rows = read(files[0].relative_to(ROOT))[0].schema, []
    for file in files:
        rows += [batch.slice(row, 1) for batch in read(file.relative_to(ROOT)) for row in range(batch.num_rows)]
    random.Random(1).shuffle(rows)
    shuffled = pyarrow.Table.from_batches(rows, schema).combine_chunks()
    # Through Parquet, as engines keep records.
    pyarrow.parquet.write_table(shuffled, ROOT / "images.parquet")
    back = pyarrow.parquet.read_table(ROOT / "images.parquet")
    stream(ROOT / "shuffled.arrows", back.to_batches(max_chunksize=173), back.schema)
    with open(ROOT / "shuffled.arrows", "rb") as source:
        run("assemble", "-", *arguments, stdin=source)
    same("one", "many")
    # The labels' origin is all that a stream cannot know.
    with open(ROOT / "shuffled.arrows", "rb") as source:
        run("assemble", "-", "--expect", len(rows), "--out", "many", "--raw", "--quiet", "--max-rejected", "1000", "--overwrite",
            stdin=source)
    same("one", "many", but=("dataset.json", "rejects.csv"))
    one, many = (json.loads((ROOT / name / "dataset.json").read_text()) for name in ("one", "many"))
    assert many["recipe"]["labels"]["origin"] == "records"
    assert one["files"] == many["files"]
    said("any order: parts in reverse, rows shuffled, through Parquet, by a pipe")


def restart():
    """A shard that is killed leaves nothing under its name, and only it is made again."""
    shutil.rmtree(ROOT / "killed", ignore_errors=True)
    map_shards("listing", "killed")
    victim = ROOT / "killed" / f"part-00003-of-{SHARDS:05}.arrows"
    whole = victim.read_bytes()
    victim.unlink()
    child = subprocess.Popen([PROGRAM, "map", "--listing", "listing", "--root", "photos", "--shard", f"3/{SHARDS}", "--out", "killed"],
                             cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    if child.returncode == -signal.SIGKILL:
        assert not victim.exists()
    times = {path: path.stat().st_mtime_ns for path in (ROOT / "killed").glob("*.arrows")}
    map_shards("listing", "killed")
    assert victim.read_bytes() == whole
    assert all(path.stat().st_mtime_ns == modified for path, modified in times.items() if path != victim)
    assert {path.name for path in (ROOT / "killed").iterdir()} == {f"part-{i:05}-of-{SHARDS:05}.arrows" for i in range(SHARDS)}
    said("restart: one of seven made again")


def refusals():
    """Whatever could give another dataset ends with 2, names the part, and writes nothing."""
    parts = sorted((ROOT / "partslisting").iterdir())
    whole = parts[0].read_bytes()
    batch = read(parts[0].relative_to(ROOT))[0]
    bad = ROOT / "bad.arrows"
    others = [str(part) for part in parts[1:]]

    def refused(word, *arguments, name="bad.arrows"):
        result = run("assemble", *arguments, "--out", "nothing", "--quiet", code=2)
        text = result.stderr.decode()
        assert word in text and name in text, text
        assert not (ROOT / "nothing").exists()

    with_listing = ("--listing", "listing")
    bad.write_bytes(whole[:-8])
    refused("cut off", bad, *others, *with_listing)
    bad.write_bytes(whole[: len(whole) // 2])
    refused("cut off", bad, *others, *with_listing)
    place = whole.index(batch.column("pixels").drop_null()[0].as_py()) + 400
    bad.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    refused("its image is not the one", bad, *others, *with_listing)
    refused("has no record" if len(listed("listing")) < 8 else "have no record", *others, *with_listing, name="listing")
    refused("two records", *parts, parts[0], *with_listing, name=parts[0].name)
    stream(bad, [batch.slice(0, 1)], batch.schema)
    refused("two records", *parts, bad, *with_listing)
    refused("another recipe", *parts, *with_listing, "--pipeline", "fashion-mnist-paper", name=parts[0].name)
    refused("another recipe", *parts, *with_listing, "--keep-blank", name=parts[0].name)
    refused("--expect says", *parts, "--expect", len(listed("listing")) + 1, name=parts[0].parent.name)
    stream(bad, [batch.set_column(0, "source", batch.column("source").dictionary_encode())],
           batch.schema.set(0, pyarrow.field("source", pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))))
    refused("dictionary", bad)
    with open(bad, "wb") as file, pyarrow.ipc.new_stream(file, batch.schema, options=pyarrow.ipc.IpcWriteOptions(compression="lz4")) as w:
        w.write_batch(batch)
    refused("compressed", bad)
    stream(bad, [batch.drop_columns(["pixels_sha256"])], batch.drop_columns(["pixels_sha256"]).schema)
    refused("column 'pixels_sha256' is missing", bad)
    with open(bad, "wb") as file, pyarrow.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)
    refused("not a stream", bad)
    pyarrow.parquet.write_table(pyarrow.Table.from_batches([batch]), bad)
    refused("Parquet", bad)
    said("refusals: 14, each by name, nothing written")


def mutants(count=150):
    """No mutated stream ends the program by a signal."""
    numbers = random.Random(5)
    for kind, path, command in (("photos", "photos.arrows", ["map"]), ("images", "images.arrows", ["assemble", "-", "--out", "nothing"])):
        schema_and_batches = read(path)
        small = ROOT / "small.arrows"
        stream(small, [batch.slice(0, 4) for batch in schema_and_batches[:2]], schema_and_batches[0].schema)
        original = small.read_bytes()
        for _ in range(count):
            data = bytearray(original)
            for _ in range(numbers.randint(1, 5)):
                data[numbers.randrange(min(numbers.choice((900, 3000, 1 << 20)), len(data)))] = numbers.choice((0, 1, 127, 128, 255))
            if numbers.random() < 0.3:
                del data[numbers.randrange(len(data)) :]
            shutil.rmtree(ROOT / "nothing", ignore_errors=True)
            result = subprocess.run([PROGRAM, *command], input=bytes(data), cwd=ROOT, capture_output=True)
            assert result.returncode in (0, 1, 2), (kind, result.returncode, result.stderr[-500:])
    said(f"mutated streams: {2 * count}")


def reader_that_goes_away():
    """A reader that stops ends 'map' with 2 and without a message."""
    with open(ROOT / "photos.arrows", "rb") as source:
        child = subprocess.Popen([PROGRAM, "map"], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        child.stdout.read(1000)
        child.stdout.close()
        assert (child.stderr.read(), child.wait()) == (b"", 2)
    said("a reader that goes away: 2, no message")


def tars():
    """WebDataset's tar files, of three writers, give the dataset of the same labels."""
    rows = [row for row in listed("listing") if row["source"].isascii()]
    names = sorted({row["label"] for row in rows})
    for kind, layout in (("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)):
        (ROOT / "tars").mkdir(exist_ok=True)
        for number in range(3):
            with tarfile.open(ROOT / "tars" / f"{kind}-{number}.tar", "w", format=layout) as tar:
                for index, row in enumerate(rows[number::3]):
                    # Long names need what the formats have for them.
                    key = f"shard{number}/" + ("long/" * 30 if kind != "ustar" else "") + f"{index:06}"
                    for ending, content in (("cls", row["label"].encode()), ("json", json.dumps({"kind": row["label"]}).encode()),
                                            ("jpg", (ROOT / "photos" / row["source"]).read_bytes())):
                        member = tarfile.TarInfo(f"{key}.{ending}")
                        member.size = len(content)
                        tar.addfile(member, io.BytesIO(content))
        for number in range(3):
            run("map", "--tar", f"tars/{kind}-{number}.tar", "--out", f"parts-{kind}",
                *(("--label-member", "json:kind") if number == 1 else ()))
        with open(ROOT / "tars" / f"{kind}-0.tar", "rb") as source:
            piped = run("map", "--tar", "-", stdin=source).stdout
        assert piped == (ROOT / f"parts-{kind}" / f"{kind}-0.arrows").read_bytes()
        run("assemble", f"parts-{kind}", "--out", f"tar-{kind}", "--expect", len(rows), "--quiet", "--max-rejected", "1000")
        classes = (ROOT / f"tar-{kind}" / "classes.txt").read_text().splitlines()
        # The samples' folders have Fashion-MNIST's names as far as they can be names of folders.
        assert sorted(name.replace("/", "-") for name in classes) == names
        with open(ROOT / f"tar-{kind}" / "manifest.csv", newline="", encoding="utf-8") as file:
            digests = sorted((row["sha256"], row["class"].replace("/", "-")) for row in csv.DictReader(file))
        kept = {digest for digest, _ in digests}
        expected = sorted((hashlib.sha256((ROOT / "photos" / row["source"]).read_bytes()).hexdigest(), row["label"]) for row in rows)
        assert digests == [pair for pair in expected if pair[0] in kept] and len(kept) > len(rows) * 0.8
        data = bytearray((ROOT / "tars" / f"{kind}-0.tar").read_bytes())
        for change in (lambda d: d[: len(d) // 2], lambda d: d[:3] + b"x" + d[4:], lambda d: d[:130] + b"9" + d[131:]):
            (ROOT / "bad.tar").write_bytes(change(bytes(data)))
            assert b"bad.tar: " in run("map", "--tar", "bad.tar", "--out", "bad-parts", code=2).stderr
        assert not list((ROOT / "bad-parts").iterdir())
    said("tar files: ustar, GNU, pax; labels by cls and json")


def growth(classes):
    """A dataset that grows by records is the one that grows by 'convert', and no old image moves."""
    common = ("--quiet", "--raw", "--max-rejected", "1000")
    run("convert", "photos", "--out", "old", *common)
    originals = sorted((ROOT / "photos" / classes[4]).iterdir())
    for number, original in enumerate(originals[:10]):
        # JPEG ends at its end mark, so that these are other files of the same picture.
        (ROOT / "photos" / classes[5] / f"new {number}.jpg").write_bytes(original.read_bytes() + bytes([number]))
    run("convert", "photos", "--base", "old", "--out", "newer", *common)
    run("list", "photos", "--out", "listing-newer")
    map_shards("listing-newer", "parts-newer")
    run("assemble", "parts-newer", "--listing", "listing-newer", "--base", "old", "--out", "newer-many", *common)
    same("newer", "newer-many")

    def places(name):
        with open(ROOT / name / "manifest.csv", newline="", encoding="utf-8") as file:
            return {row["source"]: (row["split"], row["index"]) for row in csv.DictReader(file)}

    old, newer = places("old"), places("newer-many")
    assert len(newer) == len(old) + 10 and all(newer[source] == place for source, place in old.items())
    assert run("diff", "newer", "newer-many").returncode == 0
    run("diff", "old", "newer", code=1)
    said("growth: --base through records, no old image moved")


def rebuild():
    """'verify' finds one gzip member in each file, and rebuilds the dataset from the photos."""
    run("assemble", "partslisting", "--listing", "listing", "--out", "many", "--quiet", "--max-rejected", "1000", "--overwrite")
    document = json.loads(run("verify", "many", "--rebuild", "photos", "--json", code=None).stdout)
    found = {check["id"] for check in document["checks"] if check["findings"]}
    assert not found & {"gzip-integrity", "gzip-name", "file-hashes", "manifest"}, found
    assert not [name for name in found if "rebuild" in name or "photo-changes" in name], found
    said(f"rebuild: nothing but {sorted(found)} on the photos themselves")


if __name__ == "__main__":
    names = odd_photos()
    table(names)
    run("list", "photos", "--out", "listing")
    run("list", "photos", "--labels", "labels.csv", "--out", "listing-table")
    one_for_one()
    identity(names)
    any_order()
    restart()
    refusals()
    mutants()
    reader_that_goes_away()
    tars()
    rebuild()
    growth(names)
    said("all as 'convert' does it")
