"""The built site in a real browser.

The site's folder is HEAPBOOK_SITE, or Output/site beside this repository's Package.swift. Chromium and its driver are
CHROMIUM and CHROMEDRIVER, or Debian's.
"""

import os
import re
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[2]


def site_folder() -> Path:
    return Path(os.environ.get("HEAPBOOK_SITE", ROOT / "Output" / "site")).resolve()


def pages() -> list[str]:
    return sorted(path.name for path in site_folder().glob("*.html"))


def pytest_generate_tests(metafunc):
    if "page" in metafunc.fixturenames:
        found = pages()
        assert found, f"there is no built site in {site_folder()}: run make, or set HEAPBOOK_SITE"
        metafunc.parametrize("page", found)


@pytest.fixture(scope="session")
def site() -> Path:
    return site_folder()


@pytest.fixture(scope="session")
def chapter(site) -> str:
    """The first page with a player of at least three steps."""
    for page in pages():
        if len(re.findall(r'<div class="step[ "]', (site / page).read_text(encoding="utf-8"))) >= 3:
            return page
    raise AssertionError("no page of the site has a player with three steps")


class Browser:
    """A driver with what the tests need beside it."""

    def __init__(self, driver, site: Path):
        self.driver = driver
        self.site = site
        self.reset()

    def reset(self):
        self.media()
        self.size(1280, 900)
        self.scripts(True)

    def media(self, **features):
        names = {name.replace("_", "-"): value for name, value in features.items()}
        listed = [{"name": name, "value": value} for name, value in names.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": listed})

    def size(self, width: int, height: int):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def scripts(self, on: bool):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})

    def address(self, page: str) -> str:
        return f"{self.site.as_uri()}/{page}"

    def open(self, page: str):
        # A page that differs in its fragment only would not be loaded again.
        self.driver.get("about:blank")
        self.driver.get(self.address(page))

    def run(self, script: str, *arguments):
        return self.driver.execute_script(script, *arguments)


@pytest.fixture(scope="session")
def shared_browser(site):
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = Service(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield Browser(driver, site)
    driver.quit()


@pytest.fixture
def browser(shared_browser):
    shared_browser.reset()
    shared_browser.driver.get("about:blank")
    for log in ("performance", "browser"):
        shared_browser.driver.get_log(log)
    yield shared_browser
    shared_browser.reset()
