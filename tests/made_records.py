"""Makes records from the schemas for hypothesis: sound ones, and such as have one thing wrong at any place."""

import copy
import re
import string

from hypothesis import strategies as st

WORDS = st.text(string.ascii_letters + "æøå 0123456789:-§", min_size=1, max_size=12).filter(str.strip)
STRAY = (
    None, "", " ", "x", "0", "-1", "1", "3", "03", "1e3", "13", "32", "99", "2026", "2026-02-30", "2026-11-22", "2020",
    "2020-02-29", "2021-02-29", "2026-autumn", "2026-13", "1599-01-01", "12:30", "24:00", "true", "false", "no",
    "unknown", "not_applicable", "open-barnehage", "Open Barnehage", "a--b", "§13-2", "barnevernsloven §13-2", "12",
    "https://fjordvik.example/", "javascript:x", "ppt@fjordvik.example", "#0b4a58", "116 117", "x" * 301,
    "monday", "nn", "weekly", "current", [], ["x"], [[]], {}, {"nn": "x", "nb": "x"}, {"nn": "x"},
    {"nn": "x", "nb": None}, {"nn": "x", "pending": "nb"}, {"nn": "x", "pending": "nn"},
    {"nn": "x", "nb": "x", "pending": "nn"},
    {"kind": "weekly"}, {"kind": "yearly"}, {"kind": "yearly_date", "month": "2", "day": "30"},
    {"kind": "fixed_plus_on_demand", "fixed": {"kind": "yearly", "n": "1"}}, {"kind": "later"}, {"text": "x"},
    {"text": {"nn": "x", "nb": "x"}, "state": "unknown"}, {"state": "unknown"}, {"state": "stated"}, {"text": None},
    {"minimum": "5", "maximum": "3"}, {"minimum": "121"}, {"role": "rektor", "surprise": "x"},
)  # fmt: skip


def values(schema, root, depth=0):
    """Give the strategy of values as the loader reads them: every scalar is text."""
    if "$ref" in schema:
        return values(root["$defs"][schema["$ref"].rpartition("/")[2]], root, depth)
    if "if" in schema and "properties" not in schema:  # a fact
        return st.sampled_from(schema["else"]["enum"]) | values(root["$defs"]["Text"], root, depth)
    if schema.get("properties", {}).keys() == {"kind"}:  # a cadence: the branches that hold no other come first
        branches = schema["allOf"] if depth < 4 else schema["allOf"][:12]
        return st.sampled_from(branches).flatmap(lambda branch: values(branch["then"], root, depth + 1))
    if "anyOf" in schema and "properties" not in schema:
        return values(schema["anyOf"][0], root, depth)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "object":
        return _object(schema, root, depth)
    if schema["type"] == "array":
        least = schema.get("minItems", 0)
        return st.lists(values(schema["items"], root, depth + 1), min_size=least, max_size=max(least, 3 - depth))
    return _text(schema)


def _text(schema):
    pattern = schema.get("pattern", "")
    if pattern in ("", r"\S"):
        return WORDS
    most = schema.get("maxLength", 300)
    return (
        st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)
        .map(str.strip)
        .filter(lambda text: 0 < len(text) <= most)
    )


@st.composite
def _object(draw, schema, root, depth):
    properties = schema.get("properties", {})
    if not properties:
        return {
            draw(st.from_regex(r"[a-z]{1,8}", fullmatch=True)): draw(values(schema["additionalProperties"], root, 1))
        }
    wanted = {*schema.get("required", ()), *({"nn", "nb"} if "x-text" in schema else ())}
    optional = [key for key in properties if key not in wanted and "x-text" not in schema]
    if optional and depth < 4:
        wanted |= set(draw(st.lists(st.sampled_from(optional), max_size=6 - depth, unique=True)))
    return {key: draw(values(properties[key], root, depth + 1)) for key in properties if key in wanted}


@st.composite
def damaged(draw, record):
    """Give the record with one thing changed: a value exchanged, a key or a point taken out or put in."""
    root = [copy.deepcopy(record)]
    holder, key = draw(st.sampled_from(list(_places(root))))
    stray = copy.deepcopy(draw(st.sampled_from(STRAY)))
    what = draw(st.sampled_from(("exchange", "exchange", "take out", "put in")))
    if what == "put in" and isinstance(holder[key], dict):
        holder[key][draw(st.sampled_from(("surprise", "kind", "name", "day", "state", "pending", "text")))] = stray
    elif what == "put in" and isinstance(holder[key], list):
        holder[key].append(stray)
    elif what == "take out" and holder is not root:
        holder.pop(key)
    else:
        holder[key] = stray
    return root[0]


def _places(holder):
    """Give every place in a value: what holds it, and its key or number there."""
    for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
        yield holder, key
        if isinstance(value, dict | list):
            yield from _places(value)
