"""Opens reports that fmbuild wrote in Chromium, and uses them as a reader would.

    python test_report.py FMBUILD FOLDER [--screenshots FOLDER]

FOLDER holds photos/, data/ (made of them), report.html (of data, with its photos, a model, suspects and a reference),
linked.html (with the photos in their own files) and fashion-mnist.html (of 70,000 images, with nothing).
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common import utils
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

# A page without photos, and what photos may add to it.
LARGEST_BYTE_COUNT, LARGEST_PHOTO_BYTE_COUNT = 5_000_000, 8_000_000

# The number of the split test in the data of a report, after train and validation.
TEST = 2


class Driver(webdriver.ChromeService):
    """Chromium's driver, addressed by number: the barest machines do not know the name localhost."""

    @property
    def service_url(self):
        return f"http://127.0.0.1:{self.port}"

    def is_connectable(self):
        return utils.is_connectable(self.port, "127.0.0.1")


class Browser:
    """Chromium without a window, which keeps nothing from one page to the next but what the page asks for."""

    def __init__(self, folder, width=1280, height=900, is_dark=False, runs_scripts=True):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        # Through a pipe, for the same reason that the driver is addressed by number.
        for argument in ["--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage",
                         f"--window-size={width},{height}", f"--user-data-dir={tempfile.mkdtemp()}"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        preferences = {"download.default_directory": str(folder), "download.prompt_for_download": False}
        if not runs_scripts:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", preferences)
        self.driver = webdriver.Chrome(options=options, service=Driver("/usr/bin/chromedriver"))
        # A window is never as narrow as a phone; its contents can be.
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"},
                         # Otherwise the page still scrolls when the next click comes.
                         {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, path):
        self.driver.get(path.as_uri())
        return self

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def messages(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def choose(self, name, text):
        Select(self.find(f"#filter-{name}")).select_by_visible_text(text)

    def click(self, selector):
        element = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def press(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def shown(self):
        """What is known of the images in the gallery, in their order."""
        return self.run("""
          const data = JSON.parse(document.getElementById('data').textContent);
          return [...document.querySelectorAll('#gallery-tiles [data-image]')]
            .map(tile => ({ number: Number(tile.dataset.image), ...data.images[tile.dataset.image] }));""")

    def screenshot(self, path, whole=True):
        if whole:
            image = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
            import base64
            path.write_bytes(base64.b64decode(image["data"]))
        else:
            self.driver.save_screenshot(str(path))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class ReportTests(unittest.TestCase):
    fmbuild: str
    folder: Path

    def setUp(self):
        self.downloads = Path(tempfile.mkdtemp())

    def downloaded(self):
        """The table that the page has just handed out."""
        table = self.downloads / "corrections.csv"
        for _ in range(100):
            if table.exists():
                break
            time.sleep(0.1)
        found = {row["source"]: row for row in rows(table)}
        return table.rename(table.with_name(f"{time.monotonic_ns()}.csv")), found

    def mark(self, browser, photo, action, new_class=None):
        field = browser.find("#filter-photo")
        field.clear()
        field.send_keys(photo)
        browser.click("#gallery-tiles [data-image]")
        if new_class:
            Select(browser.find("#new-class")).select_by_visible_text(new_class)
        browser.click(f"#{action}")
        self.assertEqual(browser.find(f"#{action}").get_attribute("aria-pressed"), "true")
        browser.press(Keys.ESCAPE)

    def convert(self, name, table):
        data = self.downloads / name
        subprocess.run([self.fmbuild, "convert", self.folder / "photos", "--out", data, "--quiet",
                        "--corrections", table], check=True, stdout=subprocess.DEVNULL)
        manifest = {row["source"]: row["class"] for row in rows(data / "manifest.csv")}
        return data, manifest, json.loads((data / "dataset.json").read_text(encoding="utf-8"))["counts"]

    def browser(self, **settings):
        browser = Browser(self.downloads, **settings)
        self.addCleanup(browser.driver.quit)
        return browser

    def report(self, **settings):
        return self.browser(**settings).open(self.folder / "report.html")

    def test_nothing_is_said_in_the_console_and_nothing_is_fetched(self):
        for name in ["report.html", "fashion-mnist.html"]:
            browser = self.browser().open(self.folder / name)
            self.assertEqual(browser.messages(), [])
            fetched = browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
            self.assertEqual([url for url in fetched if not url.startswith(("data:", "blob:"))], [])
            self.assertGreater(len(browser.shown()), 100)

    def test_the_file_of_70000_images_is_small(self):
        self.assertLess((self.folder / "fashion-mnist.html").stat().st_size, LARGEST_BYTE_COUNT)
        self.assertLess((self.folder / "report.html").stat().st_size, LARGEST_BYTE_COUNT + LARGEST_PHOTO_BYTE_COUNT)

    def test_an_image_opens_with_its_photo_its_crop_and_its_stages(self):
        for name in ["report.html", "linked.html"]:
            browser = self.browser().open(self.folder / name)
            browser.click("#findings [data-image]")
            browser.run("return Promise.all([...document.querySelectorAll('dialog img')].map(image => image.decode()))")
            photo, frame = browser.find("dialog .whole img"), browser.find("dialog .whole i")
            # Samples are 150x200; what is kept lies within the photo and is most of it.
            self.assertEqual(browser.run("return [arguments[0].naturalWidth, arguments[0].naturalHeight]", photo), [150, 200])
            place, kept = photo.rect, frame.rect
            self.assertGreater(kept["width"] * kept["height"], 0.1 * place["width"] * place["height"])
            self.assertGreaterEqual(kept["x"], place["x"] - 2)
            self.assertLessEqual(kept["x"] + kept["width"], place["x"] + place["width"] + 2)
            self.assertNotIn("undefined", browser.find("dialog").text)
            names = [name.text for name in browser.all("dialog .strip strong")]
            self.assertEqual((names[0], names[-1]), ("thumbnail", "stretch"))
            self.assertEqual(browser.messages(), [])

    def test_photos_take_the_place_of_images_and_give_it_back(self):
        browser = self.report()
        tile = browser.find("#gallery-tiles [data-image]")
        image = tile.value_of_css_property("background-image")
        self.assertIn("image/png", image)
        browser.click("#show-photos")
        for selector in ["#gallery-tiles", "#findings", "#predictions", "#suspects"]:
            self.assertIn("image/jpeg", browser.find(f"{selector} [data-image]").value_of_css_property("background-image"))
        self.assertEqual(browser.find("#show-photos").get_attribute("aria-pressed"), "true")
        # New tiles follow.
        browser.choose("class", "Bag")
        self.assertIn("image/jpeg", browser.find("#gallery-tiles [data-image]").value_of_css_property("background-image"))
        browser.find("body").send_keys("p")
        self.assertEqual(browser.find("#gallery-tiles [data-image]").value_of_css_property("background-image"), image)

    def test_images_that_are_alike_stand_together(self):
        browser = self.report()
        data = browser.run("return JSON.parse(document.getElementById('data').textContent).images")
        sets = [[data[int(tile.get_attribute("data-image"))]["p"] for tile in group.find_elements(By.CSS_SELECTOR, "[data-image]")]
                for group in browser.all("#findings .set")]
        for photos in [{"Bag/0001.jpg", "Bag/copy.jpg"}, {"Coat/0003.jpg", "Dress/coat.jpg"}]:
            self.assertIn(photos, [set(group) for group in sets])

    def test_every_section_has_a_link_and_something_to_see(self):
        browser = self.report()
        links = [link.get_attribute("href").split("#")[1] for link in browser.all("nav a")]
        self.assertEqual(links, [section.get_attribute("id") for section in browser.all("section")])
        for section in ["findings", "classes", "reference", "training", "predictions", "suspects", "map", "gallery",
                        "stages", "intensity", "origin", "datasheet"]:
            self.assertIn(section, links)
            self.assertGreater(len(browser.find(f"#{section}").text), 80)

    def test_no_class_finding_or_split_hides_in_a_filter(self):
        browser = self.report()
        everything = browser.run("return JSON.parse(document.getElementById('data').textContent)")
        browser.choose("class", "Bag")
        bags = browser.shown()
        self.assertEqual(len(bags), sum(image["l"] == 8 for image in everything["images"]))
        browser.choose("split", "test")
        self.assertEqual([image for image in bags if image["s"] == TEST], browser.shown())
        browser.click("#filters button[type=reset]")
        time.sleep(0.1)
        browser.choose("finding", "exact-duplicates")
        check = everything["checks"].index("exact-duplicates")
        found = browser.shown()
        self.assertEqual({image["p"] for image in found} & {"Bag/copy.jpg", "Bag/0001.jpg"},
                         {"Bag/copy.jpg", "Bag/0001.jpg"})
        self.assertTrue(all(any(finding[0] == check for finding in image["f"]) for image in found))

    def test_mistakes_sorted_by_loss_begin_with_the_largest(self):
        browser = self.report()
        browser.choose("mistake", "mistakes")
        browser.choose("order", "loss, largest first")
        shown = browser.shown()
        self.assertGreater(len(shown), 3)
        self.assertTrue(all(image["q"][0][0] != image["l"] for image in shown))
        losses = [image["o"] for image in shown]
        self.assertEqual(losses, sorted(losses, reverse=True))

    def test_photos_are_found_by_part_of_their_path(self):
        browser = self.report()
        browser.find("#filter-photo").send_keys("copy")
        self.assertEqual([image["p"] for image in browser.shown()], ["Bag/copy.jpg"])

    def test_a_click_opens_an_item_with_its_photo_and_keys_go_on(self):
        browser = self.report()
        browser.choose("class", "Sneaker")
        sneakers = browser.shown()
        browser.click("#gallery-tiles [data-image]")
        dialog = browser.find("#image")
        self.assertTrue(dialog.is_displayed())
        self.assertIn(sneakers[0]["p"], dialog.text)
        self.assertIn(sneakers[0]["h"], dialog.text)
        # The keys go on working after each step, whatever had the focus.
        browser.press(Keys.ARROW_RIGHT)
        browser.press(Keys.ARROW_RIGHT)
        self.assertIn(sneakers[2]["p"], dialog.text)
        for key in ["D", "d"]:
            browser.press(key)
        browser.press(Keys.ARROW_LEFT)
        self.assertIn(sneakers[1]["p"], dialog.text)
        browser.press(Keys.ESCAPE)
        self.assertFalse(dialog.is_displayed())
        focused = browser.driver.switch_to.active_element
        self.assertEqual(focused.get_attribute("data-image"), str(sneakers[1]["number"]))
        browser.press(Keys.ARROW_RIGHT)
        browser.press(Keys.ENTER)
        self.assertIn(sneakers[2]["p"], dialog.text)

    def test_pictures_of_findings_and_points_of_the_map_open_items(self):
        browser = self.report()
        for selector in ["#findings [data-image]", "#predictions [data-image]", "#suspects [data-image]"]:
            number = browser.find(selector).get_attribute("data-image")
            browser.click(selector)
            source = browser.run("return JSON.parse(document.getElementById('data').textContent).images[arguments[0]].p",
                                 int(number))
            self.assertIn(source, browser.find("#image").text)
            browser.press(Keys.ESCAPE)
        point = browser.run("""
          const point = document.querySelector('#map [data-image]');
          point.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 200, clientY: 200 }));
          return point.dataset.image;""")
        self.assertTrue(browser.find("#tip").is_displayed())
        self.assertIn("--x", browser.find("#tip .t").get_attribute("style"))
        self.assertIsNotNone(point)

    def test_marks_stay_and_their_table_is_what_convert_takes(self):
        browser = self.report()
        wrong, dropped = "Dress/coat.jpg", "Bag/copy.jpg"
        self.mark(browser, wrong, "wrong-label", "Coat")
        self.mark(browser, dropped, "drop")
        # Kept over a visit.
        browser.open(self.folder / "report.html")
        self.assertIn("2 marked", browser.find("#corrections").text)
        browser.choose("finding", "marked by you")
        self.assertEqual({image["p"] for image in browser.shown()}, {wrong, dropped})
        browser.click("#download")
        table, found = self.downloaded()
        self.assertEqual((found[wrong]["action"], found[wrong]["new_class"]), ("relabel", "Coat"))
        self.assertEqual(found[dropped]["action"], "drop")

        before = {row["source"]: row["class"] for row in rows(self.folder / "data" / "manifest.csv")}
        data, after, recorded = self.convert("corrected", table)
        self.assertEqual(after, {name: "Coat" if name == wrong else label for name, label in before.items()
                                 if name != dropped})
        self.assertEqual((recorded["relabelled"], recorded["dropped"]), (1, 1))

        # A second round keeps what the first one said.
        page = self.downloads / "second.html"
        subprocess.run([self.fmbuild, "report", data, "--out", page, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
        browser.open(page)
        self.assertIn("Corrected before: 2", browser.find("#corrections").text)
        self.mark(browser, "Bag/0002.jpg", "drop")
        browser.click("#download")
        table, found = self.downloaded()
        self.assertEqual(set(found), {wrong, dropped, "Bag/0002.jpg"})
        _, again, recorded = self.convert("again", table)
        self.assertEqual(again, {name: label for name, label in after.items() if name != "Bag/0002.jpg"})
        self.assertEqual((recorded["relabelled"], recorded["dropped"]), (1, 2))

    def test_taking_a_mark_back_leaves_nothing(self):
        browser = self.report()
        browser.click("#gallery-tiles [data-image]")
        browser.press("d")
        browser.press(Keys.ESCAPE)
        self.assertIn("1 marked", browser.find("#corrections").text)
        self.assertIn("1 marked", browser.find("#marks-bar").text)
        self.assertIn("fmbuild convert PHOTOS --out NEW", browser.find("#corrections").text)
        browser.click("#corrections li button")
        self.assertFalse(browser.find("#corrections").is_displayed())

    def test_nothing_is_wider_than_a_phone(self):
        for name in ["report.html", "linked.html", "fashion-mnist.html"]:
            browser = self.browser(width=360, height=740, is_dark=True).open(self.folder / name)
            width = browser.run("return document.documentElement.scrollWidth")
            self.assertLessEqual(width, 360)
            self.assertEqual(browser.messages(), [])

    def test_without_scripts_all_but_the_gallery_can_be_read(self):
        browser = self.report(runs_scripts=False)
        text = browser.find("body").text
        for words in ["CHECKS", "Findings of the checks", "exact-duplicates", "Labels to doubt",
                      "Filtering and marking need JavaScript", "only the owner can say"]:
            self.assertTrue(words in text, f"{words!r} is not there")

    def test_it_prints_light_and_with_pictures(self):
        browser = self.report(is_dark=True)
        page = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
        self.assertGreater(len(page["data"]), 100_000)


def take_screenshots(folder, reports):
    folder.mkdir(parents=True, exist_ok=True)
    for name in ["report", "fashion-mnist"]:
        for look, width, is_dark in [("wide-light", 1280, False), ("wide-dark", 1280, True),
                                     ("narrow-light", 390, False), ("narrow-dark", 390, True)]:
            with Browser(folder, width=width, is_dark=is_dark) as browser:
                browser.open(reports / f"{name}.html")
                browser.screenshot(folder / f"{name}-{look}.png")


if __name__ == "__main__":
    ReportTests.fmbuild, ReportTests.folder = sys.argv[1], Path(sys.argv[2])
    if "--screenshots" in sys.argv:
        take_screenshots(Path(sys.argv[sys.argv.index("--screenshots") + 1]), ReportTests.folder)
    unittest.main(argv=sys.argv[:1], verbosity=2)
