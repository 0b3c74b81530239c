"""What the program writes with `--diagnostics sarif`, held against what SARIF 2.1.0 asks (OASIS, section 3)."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
HEAPBOOK = os.environ.get("HEAPBOOK", str(ROOT / ".build/release/heapbook"))
ESSENTIALS = json.loads((Path(__file__).parent / "sarif-essentials.schema.json").read_text(encoding="utf-8"))
WRONG = sorted((ROOT / "Tests/Wrong").glob("*.heap"))


def log(*paths: Path) -> dict:
    run = subprocess.run(
        [HEAPBOOK, "check", "--diagnostics", "sarif", *(str(path.relative_to(ROOT)) for path in paths)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False, cwd=ROOT)
    assert run.returncode in (1, 2, 3), run.stderr
    return json.loads(run.stderr)


@pytest.fixture(scope="module")
def wrong() -> dict:
    return log(*WRONG)


def test_a_log_has_the_form_of_the_standard(wrong):
    faults = [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(ESSENTIALS).iter_errors(wrong)]
    assert faults == []


def test_every_result_names_its_rule(wrong):
    run = wrong["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert len(run["results"]) >= len(WRONG)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]


def test_regions_are_the_text_they_mean(wrong):
    """Lines and columns of code points lead to the same text as the bytes."""
    for result in wrong["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place.get("region")
        if region is None or region["startLine"] != region["endLine"]:
            continue
        data = (ROOT / place["artifactLocation"]["uri"]).read_bytes()
        text = data[region["byteOffset"]:region["byteOffset"] + region["byteLength"]].decode()
        line = data.decode().split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1:region["endColumn"] - 1] == text


def test_a_file_that_is_not_there_is_a_result():
    report = log(ROOT / "Tests/Wrong/none such.heap")
    result = report["runs"][0]["results"][0]
    assert result["ruleId"] == "E0901"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "Tests/Wrong/none%20such.heap"
