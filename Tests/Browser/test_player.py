"""The step player: buttons, keys, links, history, and the page without it."""

import base64
import re
import zlib

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


class Player:
    """The first player of a page."""

    def __init__(self, browser, page):
        self.browser = browser
        self.page = page
        browser.open(page)
        self.anchors = browser.run(
            "return Array.from(document.querySelector('[data-player]').querySelectorAll('.step'), e => e.id)"
        )

    def shown(self):
        """The steps that can be seen."""
        return self.browser.run(
            """return Array.from(document.querySelector('[data-player]').querySelectorAll('.step'))
            .filter(e => getComputedStyle(e).visibility === 'visible').map(e => e.id)"""
        )

    def button(self, name):
        return self.browser.driver.find_element(By.CSS_SELECTOR, f"[data-player] [data-go={name}]")

    def press(self, key):
        ActionChains(self.browser.driver).send_keys(key).perform()

    def fragment(self):
        return self.browser.run("return location.hash.slice(1)")


@pytest.fixture
def player(browser, chapter):
    return Player(browser, chapter)


def test_the_buttons_go_through_the_steps(player):
    assert player.shown() == player.anchors[:1]
    player.button("next").click()
    assert player.shown() == [player.anchors[1]]
    assert player.fragment() == player.anchors[1]
    player.button("last").click()
    assert player.shown() == [player.anchors[-1]]
    player.button("next").click()
    assert player.shown() == [player.anchors[-1]], "there is nothing after the last step"
    assert player.button("next").get_attribute("aria-disabled") == "true"
    player.button("back").click()
    assert player.shown() == [player.anchors[-2]]
    player.button("first").click()
    assert player.shown() == [player.anchors[0]]


def test_keys_move_the_player_only_while_it_has_the_focus(player):
    player.press(Keys.ARROW_RIGHT)
    assert player.shown() == [player.anchors[0]]
    player.button("next").click()
    player.press(Keys.ARROW_RIGHT)
    assert player.shown() == [player.anchors[2]]
    player.press(Keys.ARROW_LEFT)
    assert player.shown() == [player.anchors[1]]
    player.press(Keys.END)
    assert player.shown() == [player.anchors[-1]]
    player.press(Keys.HOME)
    assert player.shown() == [player.anchors[0]]
    player.browser.run("document.activeElement.blur(); document.querySelector('main').focus()")
    player.press(Keys.END)
    assert player.shown() == [player.anchors[0]]


def test_a_click_on_the_picture_gives_the_player_the_keys(player):
    player.browser.driver.find_element(By.CSS_SELECTOR, "[data-player] .step.current .step-picture").click()
    player.press(Keys.ARROW_RIGHT)
    assert player.shown() == [player.anchors[1]]


def test_the_keyboard_alone_reaches_every_control(player):
    reached = set()
    player.browser.run("document.querySelector('main').focus()")
    for _ in range(200):
        player.press(Keys.TAB)
        name = player.browser.run("return document.activeElement.dataset.go || ('describe' in document.activeElement.dataset ? 'describe' : '')")
        reached.add(name)
        if name == "describe":
            break
    assert {"first", "back", "next", "last", "describe"} <= reached


def test_a_link_to_a_step_works_on_load_and_in_the_page(player):
    player.browser.open(f"{player.page}#{player.anchors[2]}")
    assert player.shown() == [player.anchors[2]]
    wait(player)
    top = player.browser.run("return document.querySelector('[data-player]').getBoundingClientRect().top")
    assert 0 <= top < 100, "the page has scrolled to the player, and its head is in sight"
    player.browser.run("location.hash = arguments[0]", player.anchors[1])
    wait(player)
    assert player.shown() == [player.anchors[1]]


def test_back_and_forward_keep_the_step(player):
    driver = player.browser.driver
    driver.find_elements(By.CSS_SELECTOR, "[data-player] .player-dots a")[2].click()
    assert player.shown() == [player.anchors[2]]
    driver.back()
    wait(player)
    assert player.shown() == [player.anchors[0]]
    driver.forward()
    wait(player)
    assert player.shown() == [player.anchors[2]]
    player.button("back").click()
    driver.get(player.browser.address("index.html"))
    driver.back()
    wait(player)
    assert player.shown() == [player.anchors[1]]


def wait(player):
    player.browser.run("return new Promise(done => setTimeout(done, 150))")


def test_buttons_do_not_fill_the_history(player):
    before = player.browser.run("return history.length")
    player.button("next").click()
    player.button("next").click()
    assert player.browser.run("return history.length") == before


def test_a_change_of_step_is_announced_in_words(player):
    live = "return document.querySelector('[data-player] [data-live]').textContent"
    assert player.browser.run(live) == "", "an opened page says nothing by itself"
    player.button("next").click()
    said = player.browser.run(live)
    words = player.browser.run(
        """const step = document.getElementById(arguments[0]);
        return (step.querySelector('.step-change') || step.querySelector('.step-words div')).textContent""",
        player.anchors[1],
    )
    assert words and said.endswith(words) and "2" in said
    region = player.browser.driver.find_element(By.CSS_SELECTOR, "[data-player] [data-live]")
    assert region.get_attribute("aria-live") == "polite"


def test_describe_shows_the_words(player):
    words = player.browser.driver.find_element(By.CSS_SELECTOR, "[data-player] .step.current .step-words")
    describe = player.browser.driver.find_element(By.CSS_SELECTOR, "[data-player] [data-describe]")
    assert not words.is_displayed()
    describe.click()
    assert words.is_displayed() and describe.get_attribute("aria-expanded") == "true"
    describe.click()
    assert not words.is_displayed() and describe.get_attribute("aria-expanded") == "false"


def test_the_current_line_is_marked(player):
    marked = "return Array.from(document.querySelectorAll('[data-player]')[0].querySelectorAll('.player-line.current'), e => e.dataset.step)"
    player.button("next").click()
    assert player.browser.run(marked) == ["2"]


def test_nothing_below_the_player_moves(player):
    height = "return document.querySelector('[data-player]').getBoundingClientRect().height"
    heights = set()
    for _ in player.anchors:
        heights.add(player.browser.run(height))
        player.button("next").click()
    assert len(heights) == 1


def test_no_player_has_what_does_not_fit(browser, page):
    """A text that leaves its card, or a card that leaves its picture, is seen here whatever the fonts."""
    browser.open(page)
    browser.run("return document.fonts.ready.then(() => true)")
    outside = browser.run(
        """const found = [];
        for (const svg of document.querySelectorAll('svg[data-step]')) {
          const box = svg.viewBox.baseVal;
          for (const element of svg.querySelectorAll('text, .object > rect')) {
            const own = element.getBBox();
            if (own.x < box.x - 1 || own.y < box.y - 1 || own.x + own.width > box.x + box.width + 1 ||
                own.y + own.height > box.y + box.height + 1) found.push(svg.dataset.scenario + ' ' + element.outerHTML);
          }
          for (const card of svg.querySelectorAll('.object')) {
            const outline = card.querySelector('rect, path').getBBox();
            for (const text of card.querySelectorAll('text')) {
              const own = text.getBBox();
              if (own.width > 0 && (own.x < outline.x - 0.5 || own.x + own.width > outline.x + outline.width + 0.5))
                found.push(svg.dataset.scenario + ' ' + svg.dataset.step + ' ' + text.textContent);
            }
          }
        }
        return found;"""
    )
    assert outside == []


def test_without_script_every_step_stands_on_the_page(browser, chapter, site):
    html = (site / chapter).read_text(encoding="utf-8")
    anchors = re.findall(r'<div class="step[^"]*" id="([^"]+)"', html)
    browser.scripts(False)
    browser.open(chapter)
    found = browser.driver.execute_cdp_cmd("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    tops = []
    for anchor in anchors:
        query = {"nodeId": found, "selector": f"[id='{anchor}']"}
        node = browser.driver.execute_cdp_cmd("DOM.querySelector", query)["nodeId"]
        model = browser.driver.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": node})["model"]
        assert model["height"] > 100, anchor
        tops.append(model["content"][1])
        for part in (".step-title", ".step-picture svg", ".step-words"):
            inner = {"nodeId": node, "selector": part}
            child = browser.driver.execute_cdp_cmd("DOM.querySelector", inner)["nodeId"]
            assert browser.driver.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": child})["model"]["height"] > 5
    assert len(anchors) >= 3 and tops == sorted(tops) and len(set(tops)) == len(tops)
    controls = {"nodeId": found, "selector": "[data-controls][hidden]"}
    assert browser.driver.execute_cdp_cmd("DOM.querySelector", controls)["nodeId"] > 0


def test_print_holds_every_step_and_is_light(player):
    driver = player.browser.driver
    dark = {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    shown = player.shown()
    assert shown == player.anchors
    assert player.browser.run("return getComputedStyle(document.querySelector('.player-controls')).display") == "none"
    ground = player.browser.run("return getComputedStyle(document.querySelector('.player')).backgroundColor")
    assert sum(int(part) for part in re.findall(r"\d+", ground)[:3]) > 600
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert pdf.startswith(b"%PDF") and pages_of(pdf) >= 2


def pages_of(pdf: bytes) -> int:
    """The count of pages, wherever the file keeps its objects."""
    texts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            texts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b", text)) for text in texts)
