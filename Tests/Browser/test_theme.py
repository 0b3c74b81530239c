"""Light and dark: what the system asks for, and the switch that remembers."""

from selenium.webdriver.common.by import By

GROUND = "return getComputedStyle(document.documentElement).backgroundColor"


def luminance(color: str) -> float:
    return sum(float(part) for part in color[color.index("(") + 1 : -1].split(",")[:3]) / 765


def choose(browser, value):
    browser.driver.find_element(By.CSS_SELECTOR, f"[data-theme-switch] input[value={value}]").click()


def test_the_page_follows_the_system(browser, chapter):
    for scheme, dark in (("light", False), ("dark", True)):
        browser.media(prefers_color_scheme=scheme)
        browser.open(chapter)
        assert (luminance(browser.run(GROUND)) < 0.5) == dark


def test_the_switch_outlives_the_page_and_recolours_pictures(browser, chapter):
    browser.media(prefers_color_scheme="light")
    browser.open(chapter)
    fills = """return Array.from(document.querySelectorAll('.step-picture svg text'), e => getComputedStyle(e).fill)"""
    light = browser.run(fills)
    choose(browser, "dark")
    try:
        assert luminance(browser.run(GROUND)) < 0.5
        dark = browser.run(fills)
        assert light and all(before != after for before, after in zip(light, dark))
        browser.open("index.html")
        assert luminance(browser.run(GROUND)) < 0.5
        assert browser.run("return document.querySelector('input[value=dark]').checked")
    finally:
        browser.open(chapter)
        choose(browser, "auto")
    assert luminance(browser.run(GROUND)) > 0.5


def test_a_browser_without_storage_still_switches(browser, chapter):
    script = browser.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument",
        {
            "source": """Object.defineProperty(window, 'localStorage',
              { get() { throw new DOMException('denied', 'SecurityError'); } });"""
        },
    )
    try:
        browser.open(chapter)
        assert browser.run("return document.querySelectorAll('.step.current').length") >= 1
        choose(browser, "dark")
        assert luminance(browser.run(GROUND)) < 0.5
    finally:
        browser.driver.execute_cdp_cmd(
            "Page.removeScriptToEvaluateOnNewDocument", {"identifier": script["identifier"]}
        )
