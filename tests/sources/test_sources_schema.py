"""The editors' schema takes and refuses what the reader takes and refuses."""

import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from PIL import Image

from showfeed.problems import Level
from showfeed.sources import folder
from showfeed.sources.schema import episode_schema, show_schema

SHOW = {
    "title": "T",
    "url": "https://x.example",
    "description": "d",
    "language": "fr",
    "author": "a",
    "categories": "Arts",
}
KEY = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52"
UUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"

# field: (samples that both take, samples that both refuse)
SHOW_SAMPLES: dict[str, tuple[list[str], list[str]]] = {
    "title": (["1984", "No", "true", "'#3'", "3.10"], ["[a]", "{a: b}", "", "''"]),
    "url": (["https://x.example/a"], ["x.example", "ftp://x.example", "https://x y", "1", ""]),
    "language": (["no", "fr-FR", "zh-Hant-TW", "FR_fr"], ["français", "1", "[fr]"]),
    "categories": (
        ["Business > Management", "'Business: Management'", "{Business: [Management]}", "[Arts, {Arts: Books}]"],
        ["1984", "[]", "bus", "[1]"],
    ),
    "explicit": (["yes", "No", "TRUE", "false"], ["oui", "1", "maybe", "[yes]"]),
    "publish_at": (["06:00", "'6:00'", "23:59"], ["25:00", "6", "06:60", "noon"]),
    "type": (["serial", "Episodic"], ["weekly", "1"]),
    "owner": (["Ana <a@b.co>", "{email: a@b.co}"], ["a@b.co", "{name: Ana}", "{email: a}", "1"]),
    "people": (
        ["{ana: {name: Ana, role: host}}", "{ana: Ana (host)}"],
        ["Ana", "[Ana]", "{ana: {role: host}}", "{ana: {name: A, roles: x}}"],
    ),
    "hosts": (["Ana", "[Ana, Bob]", "{name: Ana}"], ["{role: host}"]),
    "seasons": (["{1: One, 0: Zero}"], ["{one: One}", "[One]", "One"]),
    "locked": (["no", "{value: yes, owner: a@b.co}"], ["maybe", "{owner: a@b.co}"]),
    "funding": (
        ["{url: https://a.example, text: x}", "'Give <https://a.example>'", "[https://a.example]"],
        ["{text: x}", "Give"],
    ),
    "location": (["Lyon", "{name: Lyon, geo: 'geo:45.7,4.8', osm: R1}"], ["{geo: 'geo:1,2'}", "{name: L, geo: 1}", "{name: L, country: UK}"]),
    "medium": (["music", "musicL"], ["podcats", "1"]),
    "trailers": (["{title: T, url: https://a.example, date: 2024-04-15}"], ["{title: T}", "T"]),
    "podroll": ([f"[{{feed_guid: {UUID}}}]"], ["[{feed_guid: 1}]", "[x]"]),
    "update_frequency": (["Weekly", "{text: W, rrule: FREQ=WEEKLY}"], ["{rrule: FREQ=DAILY}", "{text: W, rrule: x}"]),
    "value": (
        [f"{{recipients: [{{type: node, address: {KEY}, split: 1}}]}}"],
        ["{recipients: [{type: node, split: 1}]}", "{}", "x"],
    ),
    "chat": (["{server: a.example, protocol: irc}"], ["{server: a.example}", "{server: 'https://a', protocol: irc}"]),
    "social": (["{protocol: disabled}", "{protocol: activitypub, uri: https://a.example}"], ["{protocol: x}"]),
    "block": (["yes", "[google]", "{google: yes, amazon: no}"], ["gogle", "[gogle]", "{gogle: yes}"]),
    "txt": (["a", "{text: a, purpose: verify}", "[a, b]"], ["{purpose: a}"]),
    "guid": ([UUID], ["1", "abc"]),
    "feed": (["{limit: 5, notes: both, path: a.xml}", "{hub: 'https://h.example'}", "{hub: ['https://h.example']}"], ["{limit: 0}", "{path: a.txt}", "{notes: all}", "{hub: yes}"]),
    "notify": (["{podcast_index: yes}", "{podping: no}"], ["{podcast_index: maybe}", "yes", "{hub: 'https://h.example'}"]),
    "captions": (["{lines: 1, columns: 32}", "{seconds: 5}"], ["{lines: 3}", "{columns: 5}", "2"]),
    "anonymous_speakers": (["no"], ["never"]),
    "media": (["{url: https://a.example}"], ["{url: a}", "https://a.example", "{uri: x}"]),
    "publish": (["{site: {kind: folder, path: x}}"], ["{site: {kind: x}}", "{site: x}", "x"]),
    "nothing": ([], ["x"]),
}  # fmt: skip
EPISODE_SAMPLES: dict[str, tuple[list[str], list[str]]] = {
    "title": (["1984", "yes", "0x10"], ["", "[]"]),
    "date": (
        ["15/04/2024", "15.04.2024 18:30", "2024-04-15", "2024-04-15T18:30:00Z", "15 avril 2024", "Mon, 15 Apr 2024 06:00:00 +0200", "'April 15, 2024'", "15-Apr-2024", "1er mai 2024"],
        ["04/15/2024", "15/04/24", "2024", "15 avril", "tomorrow", "2024-13-01"],
    ),
    "duration": (
        ["54 min", "54min", "1 h 02", "1h02m03s", "54:12", "1:02:03", "102:11", "PT54M", "3600", "90.5"],
        ["-5", "7:74", "long", "an hour", "54 apples"],
    ),
    "audio": (["media/a.mp3", "https://a.example/a.mp3"], ["[a.mp3]", "{file: a}"]),
    "chapters": (
        [
            "[00:00 A, '[@01:55] - B']",
            "['**[01:31](#t=01:31)** T', (00:12:34) T]",
            "audio",
            "[{start: 0:00, title: a}, {time: 90, title: b, toc: no}]",
            "[{startTime: 1, toc: no}]",
        ],
        ["[A]", "[{title: a}]", "[{start: 7:74, title: a}]", "{start: 0, title: a}"],
    ),
    "transcript": (["a.txt", "[a.txt]", "{fr: a.txt}", "[{file: a.txt, language: fr}]"], ["[{path: a.txt}]", "{french: [a.txt]}"]),
    "people": (["Ana", "Ana (host)", "'Ana, Bob (guest)'", "[{name: Ana, role: guest}]"], ["[{role: guest}]"]),
    "number": (["3", "010", "100.5"], ["third", "-1", "'3a'"]),
    "season": (["1", "'01'"], ["one", "-1", "1.5"]),
    "kind": (["bonus", "Trailer"], ["extra"]),
    "slug": (["a-b", "1984"], ["a b", "'/'", "é"]),
    "number_display": (["3", "Ch. 3"], ["[3]"]),
    "image": (["c.png"], ["[c.png]"]),
    "tags": (["a", "[a, 1984]"], ["{a: b}"]),
    "soundbites": (["{start: 0:10, duration: 15}", "[{start: 1, end: 20, title: x}]"], ["{start: 1}", "{duration: 5}", "0:10"]),
    "alternates": (
        ["[{type: audio/opus, sources: [https://a.example/b, {uri: 'ipfs://x'}]}]"],
        ["[{type: audio/opus}]", "[{sources: https://a.example}]", "[{type: opus, sources: https://a.example}]"],
    ),
    "live": (["{status: live, start: 2024-04-15}"], ["{status: on, start: 2024-04-15}", "live"]),
    "speakers": (["{SPEAKER_00: ana, B: no, C: }"], ["[ana]", "ana", "{A: [ana]}"]),
    "anonymous_speakers": (["no"], ["never"]),
    "draft": (["yes"], ["later"]),
    "pubdate": ([], ["2024-04-15"]),
}  # fmt: skip


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read a file."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for kind, form in {
    "bool": "true|True|TRUE|false|False|FALSE",
    "null": "~|null|Null|NULL|",
    "int": "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"^(?:{form})$"), None)
Core.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(node.value, 16 if "x" in node.value else 10)
)
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def written(fields: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("show")
    (root / "episodes").mkdir()
    (root / "a.txt").write_text("Ana: Hello.\n")
    Image.new("RGB", (8, 8)).save(root / "c.png")
    return root


def reader_refuses(root: Path, show: str, episode: str) -> list[str]:
    (root / "show.yaml").write_text(show, encoding="utf-8")
    (root / "episodes" / "a.yaml").write_text(episode, encoding="utf-8")
    return [str(p) for p in folder.load(root).problems if p.level is Level.ERROR]


def samples() -> Iterator[tuple[str, str, str, bool]]:
    for which, table in (("show", SHOW_SAMPLES), ("episode", EPISODE_SAMPLES)):
        for field, (taken, refused) in table.items():
            yield from ((which, field, sample, True) for sample in taken)
            yield from ((which, field, sample, False) for sample in refused)


@pytest.mark.parametrize(("which", "field", "sample", "taken"), tuple(samples()))
def test_schema_and_reader_agree(
    root: Path, which: str, field: str, sample: str, taken: bool
) -> None:
    base = SHOW if which == "show" else {"title": "x"}
    text = written({**base, field: sample})
    other = written({"title": "x"}) if which == "show" else written(SHOW)
    refused = reader_refuses(root, *((text, other) if which == "show" else (other, text)))
    schema = show_schema() if which == "show" else episode_schema()
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.load(text, Core)))
    assert (refused == []) is taken, refused
    assert (errors == []) is taken, errors[:3]


@pytest.mark.parametrize("schema", [show_schema(), episode_schema()], ids=["show", "episode"])
def test_a_schema_is_sound_and_says_what_each_field_is(schema: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert all(field["description"] for field in properties.values())


def test_what_a_show_must_have_is_required_in_the_schema_too() -> None:
    assert set(show_schema()["required"]) == set(SHOW)
    assert episode_schema()["required"] == ["title"]


def test_every_field_of_the_reader_is_in_the_schema(root: Path) -> None:
    unknown = reader_refuses(root, written({**SHOW, "zzzzz": "1"}), written({"title": "x"}))
    (problem,) = [text for text in unknown if "unknown-field" in text]
    named = re.search(r"its fields are (.*)", problem)
    assert named
    assert named[1].split(", ") == sorted(show_schema()["properties"])
