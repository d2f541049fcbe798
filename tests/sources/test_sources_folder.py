"""A folder of YAML becomes a show, and every mistake of every file is told."""

import json
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from showfeed.model import Episode, Person, Show
from showfeed.problems import Level, ShowfeedError
from showfeed.sources.folder import Loaded, load
from showfeed.sources.schema import episode_schema, show_schema

SHOW = (
    "title: T\nurl: https://x.example/show/\ndescription: d\nlanguage: fr\nauthor: a\n"
    "categories: Arts\ntimezone: Europe/Paris\npublish_at: 06:00\n"
)


class Folder:
    """A show's folder that is written as the test needs it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("show.yaml", SHOW)
        (root / "episodes").mkdir()

    def write(self, path: str, content: str | bytes) -> None:
        raw = content if isinstance(content, bytes) else content.encode()
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_bytes(raw)

    def load(self) -> Loaded:
        return load(self.root)

    def show(self, more: str = "") -> Show:
        self.write("show.yaml", SHOW + more)
        loaded = self.load()
        assert loaded.show, loaded.problems
        return loaded.show

    def episode(self, more: str) -> Episode:
        self.write("episodes/001.yaml", f"title: One\n{more}\n")
        loaded = self.load()
        assert not [p for p in loaded.problems if p.level is Level.ERROR], loaded.problems
        assert loaded.show
        return loaded.show.episodes[0]

    def told(self, more: str) -> list[str]:
        """Return what is told of an episode, without the file's name."""
        self.write("episodes/001.yaml", f"title: One\n{more}\n")
        return [str(p).removeprefix("episodes/001.yaml:") for p in self.load().problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_folder_without_a_show_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ShowfeedError, match=r"no show\.yaml in `.*`\n.*showfeed init"):
        load(tmp_path)


def test_yml_is_read_too(folder: Folder) -> None:
    (folder.root / "show.yaml").rename(folder.root / "show.yml")
    folder.write("episodes/001.yml", "title: One\n")
    loaded = folder.load()
    assert loaded.show
    assert [episode.id for episode in loaded.show.episodes] == ["001"]
    assert not loaded.problems


def test_the_url_has_no_slash_at_its_end(folder: Folder) -> None:
    assert folder.show().url == "https://x.example/show"


def test_a_show_without_episodes_is_a_warning(folder: Folder) -> None:
    (folder.root / "episodes").rmdir()
    (problem,) = folder.load().problems
    assert (problem.rule, problem.level) == ("no-episodes", Level.WARNING)


def test_a_list_of_other_feeds_needs_no_episode(folder: Folder) -> None:
    folder.write("show.yaml", SHOW + "medium: podcastL\n")
    assert not folder.load().problems


def test_episodes_that_are_there_but_cannot_be_read_are_not_said_to_be_none(folder: Folder) -> None:
    folder.write("episodes/001.yaml", "title: [\n")
    assert [problem.rule for problem in folder.load().problems] == ["yaml"]


def test_episodes_that_are_no_folder_are_an_error(folder: Folder) -> None:
    (folder.root / "episodes").rmdir()
    folder.write("episodes", "001")
    (problem,) = folder.load().problems
    assert (str(problem.place), problem.rule) == ("episodes", "unreadable")
    assert problem.level is Level.ERROR


def test_episodes_stand_newest_first_and_ties_by_id(folder: Folder) -> None:
    for name, date in {"a": "1/1/2024", "b": "2/1/2024", "c": "2/1/2024", "d": ""}.items():
        folder.write(f"episodes/{name}.yaml", f"title: {name}\ndate: {date}\n")
    assert [e.id for e in folder.show().episodes] == ["d", "b", "c", "a"]


def test_all_mistakes_of_all_files_are_told_in_order(folder: Folder) -> None:
    folder.write("show.yaml", SHOW + "explicit: oui\ntyp: serial\n")
    folder.write("episodes/a.yaml", "titel: x\n")
    folder.write("episodes/b.yaml", "title: [\n")
    folder.write("episodes/c.yaml", b"title: \xff\n")
    folder.write("episodes/d e.yaml", "title: x\nseason: one\n")
    folder.write("episodes/f.yaml", "title: x\n")
    folder.write("episodes/f.yml", "title: x\n")
    folder.write("episodes/.hidden.yaml", "[")
    loaded = folder.load()
    assert [f"{p.place} {p.rule}" for p in loaded.problems] == [
        "episodes/a.yaml:1:1 missing-field",
        "episodes/a.yaml:1:1 unknown-field",
        "episodes/b.yaml:1:8 yaml",
        "episodes/c.yaml:1:8 encoding",
        "episodes/d e.yaml episode-id",
        "episodes/d e.yaml:2:9 number",
        "episodes/f.yml id-twice",
        "show.yaml:9:11 yes-no",
        "show.yaml:10:1 unknown-field",
    ]


def test_a_file_that_is_a_folder_is_told(folder: Folder) -> None:
    (folder.root / "episodes" / "a.yaml").mkdir()
    (problem,) = folder.load().problems
    assert (str(problem.place), problem.rule) == ("episodes/a.yaml", "unreadable")


def test_a_show_that_cannot_be_read_at_all_gives_no_show(folder: Folder) -> None:
    folder.write("show.yaml", "title: [\n")
    assert folder.load().show is None
    folder.write("show.yaml", "title: x\n")
    assert folder.load().show is None


def test_a_field_that_must_be_there_and_is_empty_is_told_where_it_stands(folder: Folder) -> None:
    folder.write("episodes/001.yaml", "title:\n")
    (problem,) = folder.load().problems
    assert (str(problem.place), problem.rule) == ("episodes/001.yaml:1:7", "missing-field")
    folder.write("episodes/001.yaml", 'title: " "\n')
    assert folder.load().problems[0].rule == "missing-field"


@pytest.mark.parametrize("written", ["#3 x", "&More x", "!x y", '"\\x00"'])
def test_a_value_that_was_refused_is_not_told_as_missing_too(folder: Folder, written: str) -> None:
    folder.write("episodes/001.yaml", f"title: {written}\n")
    assert len(folder.load().problems) == 1


def test_fields_of_other_tools_are_told_by_their_name_here(folder: Folder) -> None:
    assert folder.told("pubDate: x\npodcast_bytes: 1\nsubtitel: x\nqqq: 1") == [
        "2:1: error: an episode has no field `pubDate` [unknown-field]\n    write `date`",
        "3:1: error: an episode has no field `podcast_bytes` [unknown-field]\n"
        "    leave it out: the size is measured",
        "4:1: error: an episode has no field `subtitel` [unknown-field]\n"
        "    did you mean `subtitle`?",
        folder.told("qqq: 1")[0].replace("2:1", "5:1"),
    ]
    folder.write("episodes/001.yaml", "title: One\n")
    folder.write("show.yaml", SHOW + "image: c.png\nkeywords: a\n")
    of_image, of_keywords = folder.load().problems
    assert of_image.hint == "write `cover`"
    assert of_keywords.hint.startswith("its fields are "), "a show has no `tags`"


def test_dates_take_the_shows_zone_hour_and_language(folder: Folder) -> None:
    date = folder.episode("date: 15 avril 2024").date
    assert date
    assert date.isoformat() == "2024-04-15T06:00:00+02:00"


def test_scalars_mean_what_they_look_like(folder: Folder) -> None:
    episode = folder.episode("subtitle: No\nseason: 010\nduration: 59:32\nnumber: 3.10\ntags: 1984")
    assert (episode.subtitle, episode.season, episode.tags) == ("No", 10, ("1984",))
    assert (str(episode.number), episode.typed_duration) == (
        "3.10",
        timedelta(minutes=59, seconds=32),
    )


PEOPLE = {
    "Zoé (host)": [("Zoé", "Host")],
    "Zoé, Lee (guest)": [("Zoé", "Guest"), ("Lee", "Guest")],
    "[ana, BOB]": [("Ana Ex", "Host"), ("Bob Why", "Guest")],
    "Bob Why (producer)": [("Bob Why", "Producer")],
    "[{name: Ana Ex, role: narrator}]": [("Ana Ex", "Narrator")],
    "{name: Zoé, role: editor, group: Video Post-Production}": [("Zoé", "Editor")],
}


@pytest.mark.parametrize("written", PEOPLE)
def test_people_are_read_in_every_form(folder: Folder, written: str) -> None:
    folder.write(
        "show.yaml", SHOW + "people:\n  ana: {name: Ana Ex, role: host}\n  bob: Bob Why (guest)\n"
    )
    expected = PEOPLE[written]
    found = folder.episode(f"people: {written}").people
    assert [(person.name, person.role) for person in found] == expected


def test_hosts_and_guests_get_their_role(folder: Folder) -> None:
    people = folder.episode("hosts: Ana\nguests: [Bob, Zoé]").people
    assert people == (Person("Ana"), Person("Bob", "Guest"), Person("Zoé", "Guest"))
    folder.write("show.yaml", SHOW + "people: {bob: Bob (producer)}\n")
    people = folder.episode(
        "hosts: [bob, Ana (co-host)]\nguests: {name: Zoé, role: narrator}"
    ).people
    assert [(p.name, p.role) for p in people] == [
        ("Bob", "Host"),  # the field says more than the registry, but not than what stands here
        ("Ana", "Co-Host"),
        ("Zoé", "Narrator"),
    ]


def test_a_person_is_known_without_accents_and_by_alias_and_ties_labels(folder: Folder) -> None:
    registry = "people: {jd: {name: Jérôme Dupont, role: host, aliases: [The Keeper]}}\n"
    folder.write("show.yaml", SHOW + registry)
    episode = folder.episode(
        "guests: [JEROME DUPONT, the keeper]\nspeakers: {S1: jd, S2: Zoé, S3: no}"
    )
    assert [(p.key, p.name, p.role) for p in episode.people] == [("jd", "Jérôme Dupont", "Guest")]
    assert episode.speakers == (("S1", "Jérôme Dupont"), ("S2", "Zoé"), ("S3", ""))
    told = folder.told("speakers: {S1: [jd]}")
    assert any("write an id or a name" in problem for problem in told)
    folder.write("episodes/once.srt", "00:00:01,000 --> 00:00:02,000\nJérôme: Salt.\n")
    assert folder.episode("transcript: once.srt").transcripts[0].speakers == ("Jérôme",)


def test_the_registrys_hosts_are_the_shows_people_unless_it_names_them(folder: Folder) -> None:
    registry = "people: {ana: {name: Ana, role: host}, bob: Bob (guest), cy: {name: Cy}}\n"
    assert [p.name for p in folder.show(registry).people] == ["Ana", "Cy"]
    assert [p.key for p in folder.show(registry + "host: bob\n").people] == ["bob"]
    assert [p.name for p in folder.show(registry + "hosts: [Di]\n").people] == ["Di"]


@pytest.mark.parametrize(
    "written",
    [
        "people: Ana (hots)",
        "people: [(host)]",
        "people: {name: A, role: editor, group: Cast}",
        "people: {name: A, role: hots}",
        "people: {role: host}",
        "people: [[A]]",
    ],
)
def test_people_that_cannot_be_read_are_told(folder: Folder, written: str) -> None:
    assert len(folder.told(written)) == 1


CHAPTER_FILES = {
    "c.txt": "0:00 Start\n1:00 Next\n",
    "c.json": '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Start"}, {"startTime": 60, "title": "Next"}]}',
    "c.psc": '<chapters xmlns="http://podlove.org/simple-chapters"><chapter start="0" title="Start"/><chapter start="1:00" title="Next"/></chapters>',
}  # fmt: skip


@pytest.mark.parametrize("name", CHAPTER_FILES)
def test_chapters_are_read_from_a_file_beside_the_episode(folder: Folder, name: str) -> None:
    folder.write(f"episodes/{name}", CHAPTER_FILES[name])
    chapters = folder.episode(f"chapters: {name}").chapters
    assert [(c.start, c.title) for c in chapters] == [
        (timedelta(), "Start"),
        (timedelta(minutes=1), "Next"),
    ]
    assert folder.root / "episodes" / name in folder.load().inputs


def test_chapters_are_read_from_lines_and_from_the_audio(folder: Folder) -> None:
    assert len(folder.episode("chapters: |\n  0:00 Start\n  1:00 Next").chapters) == 2
    episode = folder.episode("chapters: audio")
    assert episode.chapters_in_audio
    assert episode.chapters == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("chapters: none.json", "there is no file `none.json`"),
        ("chapters: latin.txt", "`latin.txt` is not UTF-8 text"),
        ("chapters: ../x.txt", "leads out of the show's folder"),
        ("chapters: bad.txt", "has no time"),
        ("chapters: https://x.example/c.json", "is an address, and this is read from a file"),
        ("transcript: https://x.example/t.vtt", "is an address, and this is read from a file"),
        ("chapters: 0:00 Intro", "begin a line below with `- `: `- 0:00 Intro`"),
        ("soundbites: 1:00", "write `start: …` and `duration: …` in lines of its own below"),
        ("chapters:\n  - Words", "`Words` has no time"),
        ("transcript: none.vtt", "there is no file `none.vtt`"),
        ("transcript: {french language: a.txt}", "is not a language code"),
        ("transcript: [{path: a.txt}]", "needs a `file`"),
        (f"transcript: {'é' * 300}", "there is no file"),
        (f"image: {'é' * 300}", "there is no picture"),
        ("image: latin.txt", "is not a picture"),
        ("image: [a]", "this is a list"),
        ("audio: ../a.mp3", "leads out of the show's folder"),
        ("soundbites: {start: 0:30, end: 0:10}", "the soundbite ends before it begins"),
        ("explicit: [yes]", "this is a list"),
        ("location: [[a]]", "this is a list"),
        ("live: yes", "is written as fields"),
    ],
)
def test_what_cannot_be_read_is_told(folder: Folder, written: str, words: str) -> None:
    folder.write("latin.txt", b"0:00 Caf\xe9\n")
    folder.write("bad.txt", b"0:00 Start\nNext\n")
    told = folder.told(written)
    assert any(words in text for text in told), told


def test_a_file_beside_the_episode_comes_before_one_of_the_folder(folder: Folder) -> None:
    for place, size in (("", 8), ("episodes/", 9)):
        Image.new("RGB", (size, size)).save(folder.root / f"{place}c.png")
    assert folder.episode("image: c.png").image.href == "episodes/c.png"  # type: ignore[union-attr]
    (folder.root / "episodes" / "c.png").unlink()
    assert folder.episode("image: c.png").image.href == "c.png"  # type: ignore[union-attr]
    assert folder.episode("image: https://x.example/c.png").image.remote  # type: ignore[union-attr]
    assert folder.episode("audio: https://x.example/a.mp3").audio.remote  # type: ignore[union-attr]


def test_transcripts_know_their_language(folder: Folder) -> None:
    folder.write("episodes/a.txt", "Ana: Hello.\n")
    folder.write("episodes/a.de.txt", "Ana: Hallo.\n")
    forms = {
        "a.txt": [""],
        "[a.txt, a.de.txt]": ["", "de"],
        "{en: a.txt, de: a.de.txt}": ["en", "de"],
        "{file: a.txt, language: en-GB}": ["en-GB"],
        "[{file: a.txt}]": [""],
    }
    for written, languages in forms.items():
        transcripts = folder.episode(f"transcript: {written}").transcripts
        assert [transcript.language for transcript in transcripts] == languages


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("publish: {s: {kind: s3, secret_key: x}}", "publish-secret"),
        ("publish: {s: {kind: s3, bucket: [x]}}", "publish"),
        ("publish: {s: {kind: nope}}", "publish"),
        ("publish: {s: x}", "publish"),
        ("publish: x", "publish"),
        ("seasons: {a: b}", "number"),
        ("seasons: {1: [b]}", "text"),
        ("people: {ana: Ana (hots)}", "people"),
        ("people: {ana: {role: host}}", "missing-field"),
        ("timezone: posix/Europe/Paris", "timezone"),
        ("url: https://x.example/?show=1", "url"),
        ("url: https://x.example/#feed", "url"),
        ("update_frequency: {text: W, rrule: FREQ=DAILY;COUNT=3}", "rrule"),
        ("update_frequency: {text: W, rrule: FREQ=OFTEN}", "rrule"),
        ("owner: Ana", "mail"),
        ("value: {recipients: [{type: node, address: x, split: 1}]}", "value"),
        ("categories: {}", "category"),
        ("categories: [Nope]", "category"),
        ("block: {gogle: yes}", "block"),
    ],
)
def test_a_shows_mistakes_have_their_rule(folder: Folder, written: str, rule: str) -> None:
    lines = [line for line in SHOW.splitlines() if line.split(":")[0] != written.split(":")[0]]
    folder.write("show.yaml", "\n".join([*lines, written]) + "\n")
    folder.write("episodes/a.yaml", "title: x\n")
    assert [problem.rule for problem in folder.load().problems] == [rule]


def test_one_service_may_stand_alone_in_block(folder: Folder) -> None:
    assert [(b.service, b.blocked) for b in folder.show("block: Spotify\n").block] == [("spotify", True)]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "hint"),
    [("Paris", "write `Europe/Paris`"), ("new york", "write `America/New_York`")],
)
def test_a_city_is_told_its_zone(folder: Folder, written: str, hint: str) -> None:
    folder.write("show.yaml", SHOW.replace("Europe/Paris", written))
    folder.write("episodes/a.yaml", "title: x\n")
    assert [problem.hint for problem in folder.load().problems] == [hint]


def test_an_offset_is_not_taken_for_a_zone_whose_sign_is_the_other_way_round(
    folder: Folder,
) -> None:
    folder.write("show.yaml", SHOW.replace("Europe/Paris", "GMT+2"))
    folder.write("episodes/a.yaml", "title: x\n")
    (problem,) = folder.load().problems
    assert "Etc/GMT+2" not in problem.hint


def test_an_unlisted_chapter_needs_no_title(folder: Folder) -> None:
    chapters = folder.episode(
        "chapters: [{time: 0:05, toc: no}, {startTime: 9, title: b}]"
    ).chapters
    assert [(c.listed, c.title) for c in chapters] == [(False, ""), (True, "b")]


def properties(schema: object) -> set[str]:
    if isinstance(schema, list):
        return {name for part in schema for name in properties(part)}
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties")
    below = {name for part in schema.values() for name in properties(part)}
    return below | set(own if isinstance(own, dict) else ())


WORDS = st.sampled_from(
    ["yes", "1", "-1", "0:00", "0:00 Intro", "https://x.example/a", "http://[::1", "Ana (host)", "15/04/2024", "Arts > Books", "audio", "a.vtt", "a.json", "a.xml", "a.txt", "a.srt", "..", "0:00 a\n1:00 b", "FREQ=WEEKLY;COUNT=3", "COUNT=1;FREQ=DAILY;INTERVAL=0", "9" * 50, "é" * 300]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)  # fmt: skip


def anything(names: set[str]) -> st.SearchStrategy[object]:
    keys = st.sampled_from(sorted(names)) | WORDS
    return st.recursive(
        WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=6,
    )


SHOWS = st.dictionaries(
    st.sampled_from(sorted(show_schema()["properties"])), anything(properties(show_schema()))
)
EPISODES = st.dictionaries(
    st.sampled_from(sorted(episode_schema()["properties"])), anything(properties(episode_schema()))
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(SHOWS, EPISODES)
def test_loading_never_raises_and_never_drops_a_file_in_silence(
    show: dict[str, object], episode: dict[str, object]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        folder = Folder(root)
        folder.write("a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v A>Hi\n")
        folder.write("a.json", '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "a"}]}')
        folder.write("a.xml", "<a/>")
        base = dict(line.split(": ", 1) for line in SHOW.splitlines())
        folder.write("show.yaml", json.dumps({**base, **show}, ensure_ascii=False))
        folder.write("episodes/a.yaml", json.dumps({"title": "x", **episode}, ensure_ascii=False))
        loaded = folder.load()
    errors = {p.place.path for p in loaded.problems if p.level is Level.ERROR}
    assert loaded.show or "show.yaml" in errors
    assert not loaded.show or loaded.show.episodes or "episodes/a.yaml" in errors
    assert all(problem.message for problem in loaded.problems)


def test_a_show_that_is_a_folder_or_locked_away_is_said_plainly(folder: Folder) -> None:
    (folder.root / "show.yaml").unlink()
    (folder.root / "show.yaml").symlink_to("/proc/self/mem")  # opens, but can't be read
    with pytest.raises(ShowfeedError, match=r"can't be read"):
        folder.load()


def test_a_transcript_that_nobody_could_have_said_is_told(folder: Folder) -> None:
    with (folder.root / "a.txt").open("wb") as file:
        file.truncate(20_000_001)
    assert "is over 20 MB" in folder.told("transcript: a.txt")[0]
    folder.write("b.txt", "")
    assert len(folder.told("transcript: b.txt")) == 1


def test_a_category_may_be_written_as_a_name_with_nothing_below(folder: Folder) -> None:
    folder.write("show.yaml", SHOW.replace("categories: Arts", "categories: {Arts: [], Comedy: }"))
    show = folder.load().show
    assert show
    assert [category.name for category in show.categories] == ["Arts", "Comedy"]


def test_redirects_that_can_not_be_are_told_at_their_own_places(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    text = (
        "title: T\nurl: https://a.example\ndescription: D\nlanguage: en\nauthor: A\n"
        "categories: Arts\nredirects:\n  /?p=1: /archive/\n  /b: javascript:alert(1)\n  /c: [/d]\n"
        "  /e: /archive/\n"
    )
    (tmp_path / "show.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    told = [(p.place.line, p.place.column, p.rule) for p in loaded.problems if p.rule == "redirect"]
    assert told == [(8, 3, "redirect"), (9, 7, "redirect"), (10, 7, "redirect")]
    assert loaded.show and [r.path for r in loaded.show.redirects] == ["e"]
    (tmp_path / "show.yaml").write_text(text.partition("redirects:")[0] + "redirects: /a\n")
    (told_so,) = [p for p in load(tmp_path).problems if p.rule == "redirect"]
    assert "redirects are lines, each of an old path" in told_so.message
