"""Sorts photos on pages that 'fmbuild sort' wrote, in Chromium, as a person would who knows their classes.

    python test_sort.py FMBUILD PHOTOS FOLDER [--screenshots FOLDER]

PHOTOS holds photos in class folders; FOLDER is a place to work in.
"""

import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

sys.path.append(str(Path(__file__).parents[1] / "report"))
from test_report import Browser, rows  # noqa: E402

PHOTO_COUNT = 200
HOSTILE_NAMES = ["<img src=x onerror=alert(1)>.jpg", "a,b;c\"d'.jpg", " spaces .jpg", "line\nend.jpg", "\u202egpj.jpg",
                 "back\\slash.jpg", "é.jpg", "=1+1.jpg", "&amp;.jpg"]


class Person:
    """Somebody who sees the page, knows the classes, and counts what the hands do."""

    def __init__(self, browser, truth):
        self.browser, self.truth, self.strokes, self.clicks = browser, truth, 0, 0
        self.data = browser.run("return JSON.parse(document.getElementById('data').textContent)")
        self.photos = [truth[photo["p"]] for photo in self.data["photos"]]
        self.classes = self.data["classes"]

    def press(self, *keys):
        for key in keys:
            self.browser.press(key)
            self.strokes += 1

    def click(self, selector):
        self.browser.find(selector).click()
        self.clicks += 1

    def current(self):
        """The photos without a label of the group that the page is at, in their order, and all of it."""
        return self.browser.run("""
          const group = document.querySelector('.group.current');
          const tiles = [...group.querySelectorAll('.photo')];
          const bare = tiles.filter(tile => !tile.matches('.labelled, .aside'));
          return [bare.map(tile => Number(tile.dataset.photo)), tiles.map(tile => Number(tile.dataset.photo))];""")

    def plan(self, bare):
        """The class of most, and the strays by class, the rarest first."""
        counts = Counter(self.photos[number] for number in bare)
        main = counts.most_common(1)[0][0]
        strays = {}
        for number in bare:
            if self.photos[number] != main:
                strays.setdefault(self.photos[number], []).append(number)
        return main, sorted(strays.items(), key=lambda pair: (len(pair[1]), pair[0]))

    def walk(self, number):
        """Goes to a photo with arrow keys, by the shorter way along rows and columns."""
        for _ in range(200):
            step = self.browser.run("""
              const [goal, focus] = [document.getElementById('photo-' + arguments[0]), document.activeElement];
              if (focus === goal) return '';
              if (!focus.matches('.photo')) return 'ArrowRight';
              const [a, b] = [focus.getBoundingClientRect(), goal.getBoundingClientRect()];
              if (b.top > a.top + 4) return 'ArrowDown';
              if (b.top < a.top - 4) return 'ArrowUp';
              return b.left > a.left ? 'ArrowRight' : 'ArrowLeft';""", number)
            if step == "":
                return
            self.press({"ArrowRight": Keys.ARROW_RIGHT, "ArrowLeft": Keys.ARROW_LEFT, "ArrowDown": Keys.ARROW_DOWN,
                        "ArrowUp": Keys.ARROW_UP}[step])
        raise AssertionError(f"the keyboard never came to photo {number}")

    def done(self):
        return self.browser.run("return document.getElementById('bar').value === document.getElementById('bar').max")

    def sort_with_keys(self):
        self.browser.run("document.querySelector('.group.current .head').focus()")
        while not self.done():
            bare = self.current()[0]
            main, _ = self.plan(bare)
            self.label_one_by_one({number: self.photos[number] for number in bare if self.photos[number] != main})
            if any(self.photos[number] == main for number in bare):
                self.press(str(self.classes.index(main)))

    def label_one_by_one(self, wanted):
        """Walks along the strays of a group in their order, and gives each its class; comes back to the group."""
        for number, name in wanted.items():
            self.walk(number)
            self.press(str(self.classes.index(name)))
        if wanted and self.browser.run("return document.activeElement.matches('.photo')"):
            self.press(Keys.ESCAPE)

    def sort_with_mouse(self):
        while not self.done():
            main, strays = self.plan(self.current()[0])
            for name, numbers in strays:
                for number in numbers:
                    self.browser.run("document.getElementById('photo-' + arguments[0]).scrollIntoView({block: 'center'})", number)
                    self.click(f"#photo-{number}")
                self.click(f".class[data-class='{self.classes.index(name)}']")
            self.click(f".class[data-class='{self.classes.index(main)}']")

    def accept_with_keys(self):
        """Goes through a model's proposals: puts those right that are wrong, and accepts the rest of each group."""
        self.browser.run("document.querySelector('.group.current .head').focus()")
        while not self.done():
            bare, _ = self.current()
            proposals = {number: self.data["photos"][number].get("q", [[-1]])[0][0] for number in bare}
            wrong = {number: self.photos[number] for number in bare if proposals[number] != self.classes.index(self.photos[number])}
            self.label_one_by_one(wrong)
            if len(bare) > len(wrong):
                self.press(Keys.ENTER)


class SortTests(unittest.TestCase):
    fmbuild: str
    photos: Path
    folder: Path
    screenshots = None

    @classmethod
    def setUpClass(cls):
        files = sorted(path for path in cls.photos.glob("*/*") if path.is_file())
        shuffler = random.Random(1)
        chosen = shuffler.sample(files, min(PHOTO_COUNT, len(files)))
        cls.heap, cls.truth = cls.folder / "heap", {}
        cls.heap.mkdir()
        for number, file in enumerate(chosen):
            name = f"IMG_{number:04}{file.suffix}"
            shutil.copy(file, cls.heap / name)
            cls.truth[name] = file.parent.name
        cls.classes = sorted(set(cls.truth.values()))
        cls.page = cls.sort("sort.html", cls.heap, "--classes", ",".join(cls.classes))

    @classmethod
    def run_fmbuild(cls, *arguments):
        return subprocess.run([cls.fmbuild, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True).stdout

    @classmethod
    def sort(cls, name, *arguments):
        cls.run_fmbuild("sort", *arguments, "--out", cls.folder / name, "--overwrite", "--quiet")
        return cls.folder / name

    def setUp(self):
        self.downloads = Path(tempfile.mkdtemp())

    def open(self, page, **settings):
        browser = Browser(self.downloads, **settings)
        self.addCleanup(browser.driver.quit)
        return browser.open(page)

    def saved(self, browser, name="labels.csv"):
        browser.click("#save")
        table = self.downloads / name
        for _ in range(100):
            if table.exists():
                break
            time.sleep(0.1)
        return table.rename(table.with_name(f"{time.monotonic_ns()}.csv"))

    def labels(self, table):
        return {row["path"]: row["label"] for row in rows(table)}

    def test_sorting_with_keys_gives_every_photo_its_class_and_convert_and_train_take_it(self):
        browser = self.open(self.page)
        person = Person(browser, self.truth)
        person.sort_with_keys()
        table = self.saved(browser)
        self.assertEqual(self.labels(table), self.truth)
        self.assertEqual(browser.messages(), [])
        print(f"\n{len(self.truth)} photos in {len(self.classes)} classes with keys: {person.strokes} keystrokes")
        data, model = self.folder / "data", self.folder / "model"
        self.run_fmbuild("convert", self.heap, "--labels", table, "--out", data, "--classes", "sorted", "--overwrite", "--quiet")
        self.assertEqual({row["source"]: row["class"] for row in rows(data / "manifest.csv")},
                         {name: label for name, label in self.truth.items()
                          if name not in {row["source"] for row in rows(data / "rejects.csv")}})
        self.assertEqual([row for row in rows(data / "rejects.csv") if row["reason"] in ("no-such-photo", "no-label")], [])
        self.run_fmbuild("train", data, "--model", "softmax", "--epochs", "5", "--no-baselines", "--out", model, "--overwrite", "--quiet")
        self.assertTrue((model / "model.json").exists())
        folders = self.folder / "folders"
        shutil.rmtree(folders, ignore_errors=True)
        self.run_fmbuild("sort", self.heap, "--apply", table, "--out", folders)
        self.assertEqual({path.name: path.parent.name for path in folders.glob("*/*")}, self.truth)

    def test_sorting_with_the_mouse_gives_every_photo_its_class(self):
        browser = self.open(self.page)
        person = Person(browser, self.truth)
        person.sort_with_mouse()
        self.assertEqual(self.labels(self.saved(browser)), self.truth)
        self.assertEqual(browser.messages(), [])
        print(f"\n{len(self.truth)} photos in {len(self.classes)} classes with the mouse: {person.clicks} clicks")

    def test_a_model_of_the_first_hundred_labels_proposes_the_rest(self):
        table = self.folder / "first.csv"
        names = sorted(self.truth)
        with open(table, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("path", "label")] + [(name, self.truth[name]) for name in names[:len(names) // 2]])
        data, model = self.folder / "first-data", self.folder / "first-model"
        self.run_fmbuild("convert", self.heap, "--labels", table, "--out", data, "--classes", "sorted", "--overwrite", "--quiet")
        self.run_fmbuild("train", data, "--epochs", "30", "--no-baselines", "--out", model, "--overwrite", "--quiet")
        page = self.sort("proposed.html", self.heap, "--model", model, "--labels", table)
        browser = self.open(page)
        person = Person(browser, self.truth)
        rest = [number for number, photo in enumerate(person.data["photos"]) if "l" not in photo]
        right = sum(person.classes[person.data["photos"][number]["q"][0][0]] == person.photos[number]
                    for number in rest if "q" in person.data["photos"][number])
        self.assertEqual(len(rest), len(names) - len(names) // 2)
        person.accept_with_keys()
        self.assertEqual(self.labels(self.saved(browser)), self.truth)
        self.assertEqual(browser.messages(), [])
        print(f"\na model of {len(names) // 2} labels: {right} of {len(rest)} proposals right; {person.strokes} keystrokes for the rest")

    def test_nothing_is_fetched_and_everything_has_a_name(self):
        browser = self.open(self.page)
        fetched = browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
        self.assertEqual([url for url in fetched if not url.startswith(("data:", "blob:"))], [])
        unnamed = browser.run("""
          return [...document.querySelectorAll('button, input, select, [role=option], [role=listbox], progress')]
            .filter(part => !(part.getAttribute('aria-label') || part.textContent.trim() || part.labels?.length))
            .map(part => part.outerHTML.slice(0, 80));""")
        self.assertEqual(unnamed, [])
        self.assertEqual(len(browser.all("[role=option][aria-selected=false]")), len(self.truth))
        self.assertEqual(len(browser.all(".group [tabindex='0']")), 1)
        self.assertEqual(browser.find("#progress").get_attribute("aria-live"), "polite")

    def test_work_is_kept_undone_and_done_again(self):
        browser = self.open(self.page)
        browser.run("document.querySelector('.group.current .head').focus()")
        browser.press("0")
        browser.press("1")
        after = browser.find("#progress").text
        browser.press("u")
        self.assertNotEqual(browser.find("#progress").text, after)
        browser.press("U")
        self.assertEqual(browser.find("#progress").text, after)
        ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys("z").send_keys("z").key_up(Keys.CONTROL).perform()
        self.assertTrue(browser.find("#progress").text.startswith("0 of"))
        ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys("y").send_keys("y").key_up(Keys.CONTROL).perform()
        browser.open(self.page)
        self.assertEqual(browser.find("#progress").text, after)
        # What a browser has kept may be damaged, or another program's.
        for damage in ["{", "null", "[]", '{"labels":[1],"groups":[],"classes":[]}', '{"labels":{},"groups":1,"classes":"x"}']:
            browser.run("localStorage.setItem(Object.keys(localStorage)[0], arguments[0])", damage)
            browser.open(self.page)
            self.assertTrue(browser.find("#progress").text.startswith("0 of"))
            self.assertIn("damaged", browser.find("#hint").text)
        self.assertEqual(browser.messages(), [])

    def test_groups_are_split_and_merged_and_photos_dragged(self):
        browser = self.open(self.page)
        groups = lambda: browser.run(  # noqa: E731
            "return [...document.querySelectorAll('.group')].map(group => [...group.querySelectorAll('.photo')].map(tile => Number(tile.dataset.photo)))")
        before = groups()
        largest = max(range(len(before)), key=lambda index: len(before[index]))
        first, second = before[largest][:2]
        browser.click(f"#photo-{first}")
        browser.click(f"#photo-{second}")
        browser.press("s")
        self.assertEqual(groups()[largest + 1], sorted([first, second]))
        browser.press("m")
        self.assertEqual(sorted(groups()[largest]), sorted(before[largest]))
        browser.press("u")
        browser.press("u")
        self.assertEqual(groups(), before)
        # A drag onto a class.
        tile = browser.find(f"#photo-{first}")
        browser.run("arguments[0].scrollIntoView({block: 'center'})", tile)
        target = browser.find(".class[data-class='1']")
        ActionChains(browser.driver, duration=50).click_and_hold(tile).move_by_offset(20, 20).move_to_element(target).release().perform()
        self.assertIn("labelled", browser.find(f"#photo-{first}").get_attribute("class"))
        # A frame around photos, begun on the background of the group.
        other = next(group for group in before if first not in group and len(group) > 1)
        browser.run("arguments[0].scrollIntoView({block: 'center'})", browser.find(f"#photo-{other[0]}"))
        box = browser.find(f"#photo-{other[0]}").rect
        scroll = browser.run("return scrollY")
        chain = ActionChains(browser.driver, duration=50)
        chain.w3c_actions.pointer_action.move_to_location(int(box["x"]) - 4, int(box["y"] - scroll) + 3)
        chain.w3c_actions.pointer_action.pointer_down()
        chain.w3c_actions.pointer_action.move_to_location(int(box["x"] + box["width"] + 40), int(box["y"] - scroll) + 60)
        chain.w3c_actions.pointer_action.pointer_up()
        chain.perform()
        self.assertEqual(browser.find(f"#photo-{other[0]}").get_attribute("aria-selected"), "true")
        self.assertEqual(browser.find(f"#photo-{other[1]}").get_attribute("aria-selected"), "true")
        self.assertEqual(browser.messages(), [])

    def test_ranges_names_and_photos_that_are_set_aside(self):
        browser = self.open(self.page)
        group = browser.run("return [...document.querySelector('.group.current').querySelectorAll('.photo')].map(tile => Number(tile.dataset.photo))")
        browser.run("document.querySelector('.group.current .head').focus()")
        browser.press(Keys.ARROW_RIGHT)
        ActionChains(browser.driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT).key_up(Keys.SHIFT).perform()
        self.assertEqual(len(browser.all("[aria-selected=true]")), 2)
        browser.press("x")
        self.assertEqual(len(browser.all(".photo.aside")), 2)
        # A new class, by name.
        browser.press(Keys.ENTER)
        browser.press("Party hat", Keys.ENTER)
        table = {row["path"]: row for row in rows(self.saved(browser))}
        data = browser.run("return JSON.parse(document.getElementById('data').textContent).photos.map(photo => photo.p)")
        self.assertEqual([(table[data[number]]["label"], table[data[number]]["action"]) for number in group[:2]], [("", "drop")] * 2)
        self.assertEqual({table[data[number]]["label"] for number in group[2:]} - {"Party hat"}, set())
        self.assertEqual(browser.messages(), [])

    def test_names_that_are_hard_to_handle_come_back_as_they_are(self):
        heap = self.folder / "hostile"
        if not heap.exists():
            heap.mkdir()
            for name, source in zip(HOSTILE_NAMES, sorted(self.heap.iterdir())):
                shutil.copy(source, heap / name)
        page = self.sort("hostile.html", heap, "--classes", "<b>A</b>,B")
        browser = self.open(page)
        browser.run("document.querySelector('.group.current .head').focus()")
        while not browser.run("return document.getElementById('bar').value === document.getElementById('bar').max"):
            browser.press("0")
        table = self.saved(browser)
        self.assertEqual(self.labels(table), {name: "<b>A</b>" for name in HOSTILE_NAMES})
        self.assertEqual(browser.messages(), [])
        again = self.open(self.sort("hostile-again.html", heap, "--labels", table))
        self.assertTrue(again.find("#progress").text.startswith(f"{len(HOSTILE_NAMES)} of {len(HOSTILE_NAMES)}"))

    def test_nothing_is_wider_than_a_phone_and_taps_sort(self):
        browser = self.open(self.page, width=360, height=740, is_dark=True)
        self.assertLessEqual(browser.run("return document.documentElement.scrollWidth"), 360)
        browser.find(".group .photo").click()
        browser.find(".class[data-class='0']").click()
        self.assertTrue(browser.find("#progress").text.startswith("1 of"))
        self.assertEqual(browser.messages(), [])

    def test_doubts_are_judged_and_convert_takes_the_corrections(self):
        # A dataset with one wrong label, which the suspects name with others.
        names = sorted(self.truth)
        wrong = names[0]
        swapped = next(label for label in self.classes if label != self.truth[wrong])
        table, data = self.folder / "wrong.csv", self.folder / "wrong-data"
        with open(table, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("path", "label")] + [(name, swapped if name == wrong else self.truth[name]) for name in names])
        self.run_fmbuild("convert", self.heap, "--labels", table, "--out", data, "--classes", "sorted", "--test-fraction", "0.1", "--overwrite", "--quiet")
        manifest = [row for row in rows(data / "manifest.csv") if row["split"] == "train"][:30]
        if not any(row["source"] == wrong for row in manifest):
            manifest += [row for row in rows(data / "manifest.csv") if row["source"] == wrong and row["split"] == "train"]
        suspects = self.folder / "suspects.csv"
        with open(suspects, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["split", "index", "source", "given", "likely", "score", "candidate"])
            for row in manifest:
                likely = self.truth[row["source"]] if row["source"] == wrong else next(name for name in self.classes if name != row["class"])
                writer.writerow([row["split"], row["index"], row["source"], row["class"], likely, "0.1", "yes"])
        page = self.sort("doubts.html", data, "--suspects", suspects, "--photos", self.heap)
        browser = self.open(page)
        browser.run("document.querySelector('.photo[tabindex=\"0\"]').focus()")
        for row in manifest:
            browser.press(Keys.ENTER if row["source"] == wrong else "k")
        self.assertTrue(browser.find("#progress").text.startswith(f"{len(manifest)} of {len(manifest)}"))
        corrections = self.saved(browser, "corrections.csv")
        found = rows(corrections)
        expected = [(wrong, "relabel", self.truth[wrong])] if any(row["source"] == wrong for row in manifest) else []
        self.assertEqual([(row["source"], row["action"], row["new_class"]) for row in found], expected)
        self.assertEqual(browser.messages(), [])
        corrected = self.folder / "corrected"
        self.run_fmbuild("convert", self.heap, "--labels", table, "--corrections", corrections, "--out", corrected, "--classes", "sorted", "--overwrite", "--quiet")
        self.assertEqual({row["source"]: row["class"] for row in rows(corrected / "manifest.csv") if row["source"] == wrong},
                         {wrong: self.truth[wrong] if expected else swapped})


def take_screenshots(folder, pages):
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        if not page.exists():
            continue
        for look, width, height, is_dark in [("wide", 1280, 900, False), ("dark", 1280, 900, True), ("phone", 360, 740, False)]:
            with Browser(folder, width=width, height=height, is_dark=is_dark) as browser:
                browser.open(page)
                time.sleep(0.5)
                browser.screenshot(folder / f"{page.stem}-{look}.png", whole=False)


if __name__ == "__main__":
    SortTests.fmbuild, SortTests.photos, SortTests.folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    result = unittest.main(argv=sys.argv[:1], verbosity=2, exit=False).result
    if "--screenshots" in sys.argv:
        pages = [SortTests.folder / name for name in ["sort.html", "proposed.html", "doubts.html"]]
        take_screenshots(Path(sys.argv[sys.argv.index("--screenshots") + 1]), pages)
    sys.exit(not result.wasSuccessful())
