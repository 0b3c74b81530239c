"""Every timeline that the program makes, held against the JSON Schema that the project ships.

The scenarios are all of the guide's and all of the golden cases'; HEAPBOOK names another program than the release build.
"""

import copy
import json
import os
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
HEAPBOOK = os.environ.get("HEAPBOOK", str(ROOT / ".build/release/heapbook"))
SCHEMA = json.loads((ROOT / "Templates/schema/timeline-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

GUIDE = sorted((ROOT / "Sources/Guide").rglob("*.heap"))
GOLDEN = sorted((ROOT / "Tests/Golden").rglob("*.heap"))
RECORDED = sorted((ROOT / "Tests/Golden").rglob("timeline.json"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def faults(timeline) -> list[str]:
    """What is wrong, each with its place, such as `steps[0].objects[2].refcount`."""
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(timeline)]


@cache
def trace(path: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [HEAPBOOK, "trace", path], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)


def timeline(path: Path):
    result = trace(path)
    if result.returncode == 1 and path in GOLDEN and not (path.parent / "timeline.json").exists():
        assert result.stdout == "", "a scenario with an error has no timeline"
        assert result.stderr, "an error is said"
        return None
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_there_is_something_to_check():
    assert GUIDE
    assert GOLDEN
    assert RECORDED


@pytest.mark.parametrize("path", GUIDE + GOLDEN, ids=name)
def test_a_traced_timeline_follows_the_schema(path):
    made = timeline(path)
    if made is not None:
        assert faults(made) == []


@pytest.mark.parametrize("path", RECORDED, ids=name)
def test_a_recorded_timeline_follows_the_schema(path):
    assert faults(json.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", GUIDE + GOLDEN, ids=name)
def test_a_timeline_agrees_with_itself(path):
    """What a schema cannot say: references lead to listed objects, and events add up to the counts."""
    made = timeline(path)
    if made is None:
        return
    before = counts(made["start"])
    for number, step in enumerate(made["steps"], start=1):
        assert step["index"] == number
        listed = {item["id"] for item in step["objects"]}
        assert len(listed) == len(step["objects"]), f"step {number}: an object is listed twice"
        assert targets(step) <= listed, f"step {number}: a reference leads to no listed object"
        change = Counter()
        for event in step["events"]:
            change[event.get("object")] += {"incref": 1, "decref": -1}.get(event["kind"], 0)
        after = counts(step)
        for item in step["objects"]:
            identity = item["id"]
            assert after[identity] - before[identity] == change[identity], f"step {number}: {identity}"
        before = after


def counts(state) -> Counter:
    return Counter({item["id"]: item["refcount"] for item in state["objects"]})


def targets(state) -> set[str]:
    names = {bound["object"] for frame in state["frames"] for bound in frame["names"]}
    slots = {slot["object"] for item in state["objects"] if item["state"] != "freed" for slot in item["slots"]}
    return names | slots


# The schema itself.

STATE = {
    "frames": [{"id": "f1", "kind": "module", "name": "<module>", "names": [{"name": "root", "object": "o7"}]}],
    "objects": [{
        "id": "o7", "type": "Node", "repr": None, "address": "0x7f0000001c40", "refcount": 1, "real_refcount": 1,
        "immortal": False, "kept_by": [], "size": 56, "tracked": True, "generation": 0, "state": "live", "weakrefs": 0,
        "slots": [{"key": "next", "kind": "attribute", "object": "o7"}],
    }],
}
PART = {
    "index": 1, "title": "A node", "lines": [13, 16], "source": "root = Node()", "note": "", **STATE,
    "events": [{"kind": "incref", "object": "o7", "by": "name root", "line": 13}, {"kind": "print", "line": 13}],
    "parts": [], "output": "",
    "collections": [{
        "generation": 2, "reason": "explicit", "examined": ["o7"], "unreachable": [], "uncollectable": [],
        "promoted": ["o7"], "returned": 0,
        "phases": [{"name": "copy the counts", "gc_refs": {"o7": 1}, "reachable": ["o7"], "unreachable": []}],
    }],
    "raised": {"type": "AttributeError", "message": "no 'x'", "line": 12}, "focus": ["o7"], "hidden": [],
    "labels": [{"name": "L", "object": "o7"}],
}
EXAMPLE = {
    "schema": 1,
    "scenario": {"id": "cycle", "title": "A cycle", "runtime": "cpython 3.11", "summary": "", "tags": []},
    "start": STATE,
    "steps": [{**PART, "parts": [PART]}],
}
OPTIONAL = {"labels", "name", "object", "by"}  # each may be missing where the schema says so


def places(value, path=()):
    """The path of every field and of every element of the example."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (*path, key)
            yield from places(value[key], (*path, key))


def changed(path, change):
    """The example after `change(container, key)` at the path."""
    example = copy.deepcopy(EXAMPLE)
    container = example
    for key in path[:-1]:
        container = container[key]
    change(container, path[-1])
    return example


FIELDS = [path for path in places(EXAMPLE) if isinstance(path[-1], str) and path[-2:-1] != ("gc_refs",)]


def show(path) -> str:
    return ".".join(map(str, path))


def test_the_schema_is_valid_and_takes_the_example():
    Draft202012Validator.check_schema(SCHEMA)
    assert faults(EXAMPLE) == []


@pytest.mark.parametrize("path", [path for path in FIELDS if path[-1] not in OPTIONAL], ids=show)
def test_no_fixed_field_may_be_missing(path):
    assert faults(changed(path, lambda container, key: container.pop(key)))


@pytest.mark.parametrize("path", list(places(EXAMPLE)), ids=show)
def test_no_field_may_be_of_another_kind(path):
    assert faults(changed(path, lambda container, key: container.__setitem__(key, -1.5)))


@pytest.mark.parametrize("path", [path for path in FIELDS if path[-1] in ("kind", "reason", "state")], ids=show)
def test_no_other_word_may_stand_where_the_words_are_fixed(path):
    assert faults(changed(path, lambda container, key: container.__setitem__(key, "other")))


def test_more_fields_may_be_added():
    example = copy.deepcopy(EXAMPLE)
    step = example["steps"][0]
    for item in (example, example["scenario"], example["start"], step, step["objects"][0], step["frames"][0],
                 step["events"][0], step["collections"][0], step["collections"][0]["phases"][0]):
        item["added_later"] = 1
    assert faults(example) == []


def test_every_field_is_documented():
    def undocumented(schema, path):
        if "$ref" in schema:
            return
        if "description" not in schema:
            yield path
        for key, value in schema.get("properties", {}).items():
            yield from undocumented(value, f"{path}.{key}")

    definitions = {"timeline": SCHEMA, **SCHEMA["$defs"]}
    assert [place for key, value in definitions.items() for place in undocumented(value, key)] == []
