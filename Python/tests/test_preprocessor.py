"""Photos to images, one by one and many at a time."""

import io
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

import fmbuild


@pytest.fixture(scope="module")
def preprocess(program):
    with fmbuild.Preprocessor() as preprocessor:
        yield preprocessor


def check_parity(photos, data, **options):
    """Converts photos, and compares each image and each rejected photo with what a preprocessor gives."""
    conversion = fmbuild.convert(photos, data, raw=True, max_rejected="100%", **options)
    dataset = fmbuild.load(data)
    with fmbuild.Preprocessor(data) as preprocessor:
        compared = 0
        for split, images in [("train", dataset.x_train), ("test", dataset.x_test)]:
            sources = dataset.manifest.of(split).column("source")
            assert len(sources) == len(images)
            found = preprocessor([Path(photos) / source for source in sources])
            assert np.array_equal(found, images), [
                source for source, a, b in zip(sources, found, images) if not np.array_equal(a, b)
            ]
            compared += len(images)
        for rejected in conversion.rejected:
            if rejected.reason in ("duplicate", "not-needed", "other-size"):
                continue
            with pytest.raises(fmbuild.RejectedPhoto) as caught:
                preprocessor(Path(photos) / rejected.source)
            assert (caught.value.reason, caught.value.detail) == (rejected.reason, rejected.detail)
    assert compared == sum(conversion.images.values()) > 0


@pytest.mark.parametrize("pipeline", ["fashion-mnist", "product-photos", "rgb-32"])
def test_the_bytes_are_those_of_convert(pipeline, samples, tmp_path, program):
    check_parity(samples, tmp_path / "data", pipeline=pipeline)


def test_the_bytes_are_those_of_convert_for_other_photos(tmp_path, program):
    folder = os.environ.get("FMBUILD_PHOTOS")
    if not folder:
        pytest.skip("FMBUILD_PHOTOS names no folder of photos")
    check_parity(folder, tmp_path / "data")


def test_options_of_convert_are_taken(samples, tmp_path, program):
    large = tmp_path / "photos" / "Bag"
    large.mkdir(parents=True)
    for path in sorted((samples / "Bag").iterdir())[:8]:
        with Image.open(path) as image:
            image.resize((image.width * 3, image.height * 3)).save(large / path.name)
    check_parity(tmp_path / "photos", tmp_path / "data", fast=True)
    with fmbuild.Preprocessor(fast=True) as fast, fmbuild.Preprocessor() as usual:
        assert fast.recipe != usual.recipe and len(usual.recipe) == 32
        paths = sorted(large.iterdir())
        assert not np.array_equal(fast(paths), usual(paths))


def test_a_model_knows_its_pipeline(data, photos, tmp_path, program):
    fmbuild.train(data, model="softmax", epochs=1, no_baselines=True, out=tmp_path / "model")
    with fmbuild.Preprocessor(tmp_path / "model") as of_model, fmbuild.Preprocessor(data / "dataset.json") as of_data:
        assert np.array_equal(of_model(photos[:3]), of_data(photos[:3]))


def test_a_pipeline_comes_before_a_folder_of_its_name(samples, photos, tmp_path, program, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fmbuild.convert(samples, "mnist", pipeline="rgb-32")
    (tmp_path / "fashion-mnist").mkdir()
    with fmbuild.Preprocessor() as usual, fmbuild.Preprocessor("mnist") as named, fmbuild.Preprocessor(
        "./mnist"
    ) as folder:
        assert usual.image_shape == named.image_shape == (28, 28) and folder.image_shape == (32, 32, 3)
        copy = pickle.dumps(folder)
    monkeypatch.chdir("/")
    with pickle.loads(copy) as preprocess:
        assert preprocess(photos[0]).shape == (32, 32, 3)
    with pytest.raises(TypeError, match="first argument"):
        fmbuild.Preprocessor(recipe="mnist")


def test_a_yaml_file_is_a_pipeline(photos, tmp_path, program):
    text = subprocess.run([program, "pipelines", "rgb-32"], capture_output=True, text=True, check=True).stdout
    (tmp_path / "own.yaml").write_text(text)
    with fmbuild.Preprocessor(tmp_path / "own.yaml") as own, fmbuild.Preprocessor("rgb-32") as usual:
        assert np.array_equal(own(photos[:3]), usual(photos[:3]))


def test_nothing_is_left_behind_at_the_end_of_python(photos, program):
    code = f"import fmbuild\np = fmbuild.Preprocessor()\nprint(p({photos[0]!r}).shape, p._keeper._child._process.pid)"
    result = subprocess.run([sys.executable, "-X", "dev", "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("(28, 28) ") and result.stderr == ""
    assert not Path(f"/proc/{result.stdout.split()[-1]}").exists()


def test_paths_bytes_and_buffers_give_the_same(preprocess, photos):
    path = Path(photos[0])
    expected = preprocess(path)
    assert expected.shape == (28, 28) and expected.dtype == np.uint8 and expected.flags.writeable
    content = path.read_bytes()
    for photo in (str(path), content, bytearray(content), memoryview(content)):
        assert np.array_equal(preprocess(photo), expected)


def test_pixels_in_memory_arrive_exactly(preprocess, photos):
    """The program gives for an image or an array what it gives for a PNG file of them, which PIL writes."""
    with Image.open(photos[0]) as image:
        colour = image.convert("RGB")
    for picture in (colour, colour.convert("L"), colour.convert("P"), colour.convert("LA"), colour.convert("1")):
        file = io.BytesIO()
        picture.save(file, "PNG")
        assert np.array_equal(preprocess(picture), preprocess(file.getvalue())), picture.mode
        if picture.mode in ("RGB", "L"):
            assert np.array_equal(preprocess(np.asarray(picture)), preprocess(file.getvalue())), picture.mode
    transparent = colour.convert("RGBA")
    transparent.putalpha(Image.linear_gradient("L").resize(colour.size))
    file = io.BytesIO()
    transparent.save(file, "PNG")
    expected = preprocess(file.getvalue())
    assert np.array_equal(preprocess(transparent), expected)
    assert np.array_equal(preprocess(np.asarray(transparent)), expected)
    assert not np.array_equal(preprocess(colour), expected)


def test_a_pil_image_is_turned_as_its_file_is(preprocess, photos, tmp_path):
    with Image.open(photos[0]) as image:
        exif = image.getexif()
        exif[0x0112] = 6
        image.save(tmp_path / "turned.png", exif=exif)
    with Image.open(tmp_path / "turned.png") as turned:
        upright = ImageOps.exif_transpose(turned)
        assert upright.size == turned.size[::-1]
        assert np.array_equal(preprocess(turned), preprocess(upright))
        assert not np.array_equal(preprocess(turned), preprocess(np.asarray(turned)))


def test_the_own_png_files_are_those_that_pil_reads():
    from fmbuild._png import png_of_array, png_of_image

    random = np.random.default_rng(3)
    for shape, mode in [((5, 4), "L"), ((1, 1), "L"), ((3, 7, 3), "RGB"), ((2, 9, 4), "RGBA")]:
        array = random.integers(0, 256, shape, np.uint8)
        for source in (array, array[::-1]):
            image = Image.open(io.BytesIO(png_of_array(source)))
            image.verify()
            image = Image.open(io.BytesIO(png_of_array(source)))
            assert image.mode == mode and np.array_equal(np.asarray(image), source)
    deep = Image.fromarray(random.integers(0, 65536, (6, 5), np.uint16))
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png_of_image(deep)))), np.asarray(deep))


def test_what_cannot_be_passed_on_exactly_is_refused(preprocess):
    with pytest.raises(TypeError, match="mode CMYK"):
        preprocess(Image.new("CMYK", (9, 9)))
    with pytest.raises(TypeError, match="uint8, not float64"):
        preprocess(np.zeros((9, 9)))
    with pytest.raises(ValueError, match="neither a photo"):
        preprocess(np.zeros((5, 28, 28), np.uint8))
    with pytest.raises(TypeError, match="not int"):
        preprocess([3])
    with pytest.raises(ValueError, match="'raise' or 'none'"):
        preprocess(b"", errors="ignore")


def test_many_photos_give_one_array_in_their_order(preprocess, photos):
    one_by_one = np.stack([preprocess(photo) for photo in photos])
    assert np.array_equal(preprocess(photos), one_by_one)
    assert np.array_equal(preprocess(iter(photos[::-1])), one_by_one[::-1])
    assert len(np.unique(one_by_one.reshape(len(photos), -1), axis=0)) == len(photos)
    assert preprocess(photos * 8).shape == (320, 28, 28)


def test_no_photos_give_an_array_without_images(program):
    with fmbuild.Preprocessor() as grey, fmbuild.Preprocessor("rgb-32") as colour:
        assert grey([]).shape == (0, 28, 28) and colour([]).shape == (0, 32, 32, 3)
        assert grey.image_shape == (28, 28) and grey([], errors="none") == []


def test_an_array_of_four_dimensions_is_a_sequence_of_photos(preprocess, photos):
    with Image.open(photos[0]) as image:
        array = np.asarray(image.convert("RGB"))
    images = preprocess(np.stack([array, array[:, ::-1]]))
    assert images.shape == (2, 28, 28) and np.array_equal(images[0], preprocess(array))


def test_a_rejected_photo_says_why(preprocess, photos, tmp_path):
    (tmp_path / "text.jpg").write_text("this is text, not a photo")
    with pytest.raises(fmbuild.RejectedPhoto) as caught:
        preprocess(tmp_path / "text.jpg")
    assert caught.value.reason == "not-an-image" and caught.value.photo == str(tmp_path / "text.jpg")
    assert str(caught.value).startswith(f"{tmp_path / 'text.jpg'}: ") and caught.value.detail
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.photo, again.reason, str(again)) == (caught.value.photo, caught.value.reason, str(caught.value))
    with pytest.raises(fmbuild.RejectedPhoto, match="photo 1: "):
        preprocess([photos[0], b"text"])
    assert preprocess(tmp_path / "nothing.jpg", errors="none") is None
    found = preprocess([photos[0], tmp_path / "nothing.jpg", b"text", photos[1]], errors="none")
    assert found[1] is None and found[2] is None
    assert np.array_equal(found[0], preprocess(photos[0])) and np.array_equal(found[3], preprocess(photos[1]))
    with pytest.raises(fmbuild.RejectedPhoto) as caught:
        preprocess(tmp_path / "nothing.jpg")
    assert caught.value.reason == "unreadable"


def test_wrong_options_are_told_at_once_in_the_program_s_words(program):
    with pytest.raises(fmbuild.Error) as caught:
        fmbuild.Preprocessor("no-such-pipeline")
    assert caught.value.exit_code in (2, 64) and "no-such-pipeline" in str(caught.value)
    with pytest.raises(fmbuild.Error, match="--fasd") as caught:
        fmbuild.Preprocessor(fasd=True)
    assert caught.value.exit_code == 64


def test_threads_may_share_a_preprocessor(preprocess, photos):
    expected = [preprocess(photo) for photo in photos]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(preprocess, photos * 3))
    assert all(np.array_equal(a, b) for a, b in zip(found, expected * 3, strict=True))


def test_a_preprocessor_can_be_sent_to_another_process(preprocess, photos):
    with pickle.loads(pickle.dumps(preprocess)) as copy:
        assert copy.recipe == preprocess.recipe
        assert np.array_equal(copy(photos[0]), preprocess(photos[0]))


def test_a_forked_process_starts_a_program_of_its_own(planted, photos):
    planted.fault("os.execv(PROGRAM, ['fmbuild', *sys.argv[1:]])")
    with fmbuild.Preprocessor() as preprocessor:
        expected = preprocessor(photos[:4])
        assert planted.starts == 1
        reader, writer = os.pipe()
        process = os.fork()
        if process == 0:
            os.write(writer, preprocessor(photos[:4]).tobytes())
            preprocessor.close()
            os._exit(0)
        assert np.array_equal(preprocessor(photos[:4]), expected)
        os.close(writer)
        with open(reader, "rb") as pipe:
            assert pipe.read() == expected.tobytes()
        assert os.waitpid(process, 0)[1] == 0
        assert np.array_equal(preprocessor(photos[:4]), expected)
    assert planted.starts == 2


def test_a_closed_preprocessor_starts_again(planted, photos):
    planted.fault("os.execv(PROGRAM, ['fmbuild', *sys.argv[1:]])")
    preprocessor = fmbuild.Preprocessor()
    first = preprocessor(photos[0])
    preprocessor.close()
    preprocessor.close()
    assert np.array_equal(preprocessor(photos[0]), first)
    preprocessor.close()
    assert planted.starts == 2


def test_a_photo_that_ends_the_program_costs_itself_alone(planted, photos):
    with fmbuild.Preprocessor() as usual:
        expected = usual(photos)
    contents = [Path(photo).read_bytes() for photo in photos]
    contents[13] += b"PLANTED-CRASH"
    planted.crash(b"PLANTED-CRASH")
    with fmbuild.Preprocessor() as preprocessor:
        found = preprocessor(contents, errors="none")
        assert [number for number, image in enumerate(found) if image is None] == [13]
        assert all(np.array_equal(a, b) for a, b in zip(found, expected) if a is not None)
        assert planted.starts - 1 <= 10
        with pytest.raises(fmbuild.RejectedPhoto, match="SIGABRT") as caught:
            preprocessor(contents[13])
        assert caught.value.reason == "crashed"
        assert np.array_equal(preprocessor(contents[14]), expected[14])


def test_a_program_that_fails_is_an_error_with_its_message(planted, photos):
    planted.fault("os.read(0, 1)\nprint('Error: the disk is on fire; call somebody', file=sys.stderr)\nsys.exit(2)")
    with fmbuild.Preprocessor() as preprocessor:
        with pytest.raises(fmbuild.Error, match="^the disk is on fire; call somebody$") as caught:
            preprocessor(photos)
    assert caught.value.exit_code == 2 and planted.starts == 1


def test_a_program_that_somebody_ends_is_no_crashed_photo(planted, photos):
    planted.fault("os.read(0, 1)\nsignal.signal(signal.SIGTERM, signal.SIG_DFL)\nos.kill(os.getpid(), signal.SIGTERM)")
    with fmbuild.Preprocessor() as preprocessor:
        with pytest.raises(fmbuild.Error, match="ended by SIGTERM") as caught:
            preprocessor(photos)
    assert not isinstance(caught.value, fmbuild.RejectedPhoto) and planted.starts == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("print('hello, this is another program', flush=True); sys.stdin.read()", "no Arrow stream"),
        ("os.read(0, 1)", "ended before it had answered"),
    ],
)
def test_another_program_is_found_out(planted, photos, fault, words):
    planted.fault(fault)
    with fmbuild.Preprocessor() as preprocessor, pytest.raises(fmbuild.Error, match=words):
        preprocessor(photos[0])
