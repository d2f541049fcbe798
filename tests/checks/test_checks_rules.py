"""Every rule finds its own bad example, in the file where it stands, and lets the good one pass."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from showfeed import checks
from showfeed.formats.transcripts.times import Times, format_times
from showfeed.model import Episode, MediaFacts, Show
from showfeed.problems import Level, Problem

SHOW = """\
title: Rivers and lakes
url: https://rivers.example
description: About water.
language: en
author: Anna Ex
categories: Science
cover: cover.jpg
"""
EPISODE = """\
title: Springs
date: 15/04/2024
audio: media/springs.mp3
description: Where they come from.
"""
RECIPIENT = "{name: B, type: lnaddress, address: b@rivers.example, split: 1}"
NEXT_EPISODE = """\
title: Deltas
date: 22/04/2024
audio: media/deltas.mp3
description: Where they go.
"""
Load = Callable[[str, list[str]], Show]

# What the author wrote is fine; what was measured is not, or comes out of another file.
BEYOND_YAML: dict[str, Callable[[Episode], Episode]] = {
    "times_audio": lambda episode: timed_by_other_audio(episode),
    "duration_differs": lambda episode: measured(episode, timedelta(minutes=54, seconds=12)),
}


def timed_by_other_audio(episode: Episode) -> Episode:
    assert episode.audio
    facts = MediaFacts(1, "audio/mpeg", digest="new")
    times = format_times(Times("text", "old", ()))
    transcripts = tuple(
        replace(one, measured="" if one.timed else times) for one in episode.transcripts
    )
    return replace(episode, audio=replace(episode.audio, facts=facts), transcripts=transcripts)


def merged(base: str, fragment: str) -> str:
    """Put a fragment into a base file; one with a title is a whole file."""
    keys = set(re.findall(r"^(\w+):", fragment, re.MULTILINE))
    if "title" in keys and base is not NEXT_EPISODE:
        return fragment
    kept = [line for line in base.splitlines(True) if line.split(":")[0] not in keys]
    return "".join(kept) + fragment


def example(load: Load, rule: ModuleType, fragment: str) -> Show:
    parts = fragment.split("---\n")
    scope = getattr(rule, "SCOPE", "show")
    if scope == "episode":
        show, bases = SHOW, [EPISODE, NEXT_EPISODE]
    else:
        head = parts.pop(0)
        keys = set(re.findall(r"^(\w+):", head, re.MULTILINE))
        kept = [line for line in SHOW.splitlines(True) if line.split(":")[0] not in keys]
        show = head if {"title", "url"} <= keys else "".join(kept) + head
        bases = [EPISODE]
        if scope == "show":
            parts = [""]
    episodes = [merged(base, part) for base, part in zip(bases, parts, strict=False)]
    loaded = load(show, episodes)
    change = BEYOND_YAML.get(rule.__name__.rpartition(".")[2])
    return replace(loaded, episodes=tuple(map(change, loaded.episodes))) if change else loaded


def measured(episode: Episode, duration: timedelta) -> Episode:
    assert episode.audio is not None
    facts = MediaFacts(1000, "audio/mpeg", duration)
    return replace(episode, audio=replace(episode.audio, facts=facts))


def name_of(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def found(rule: ModuleType, show: Show) -> list[Problem]:
    problems = list(rule.check(show))
    assert all(problem.rule == name_of(rule) for problem in problems)
    return problems


@pytest.mark.parametrize("rule", checks.RULES, ids=name_of)
def test_a_rule_finds_its_bad_example_where_it_stands(
    rule: ModuleType, load: Load, tmp_path: Path
) -> None:
    problems = found(rule, example(load, rule, rule.BAD))
    assert problems
    for problem in problems:
        lines = (tmp_path / problem.place.path).read_text(encoding="utf-8").splitlines()
        assert 0 <= problem.place.line <= len(lines)
        assert problem.message
        assert problem.hint
        assert "\n" not in problem.message + problem.hint


@pytest.mark.parametrize("rule", checks.RULES, ids=name_of)
def test_a_rule_lets_its_good_example_pass(rule: ModuleType, load: Load, tmp_path: Path) -> None:
    assert found(rule, example(load, rule, rule.GOOD)) == []


@pytest.mark.parametrize("rule", checks.RULES, ids=name_of)
def test_a_rule_says_what_and_why(rule: ModuleType) -> None:
    first, blank, *why = (rule.__doc__ or "").split("\n")
    assert first.endswith(".")
    assert not blank
    assert "".join(why).strip()


def test_every_rule_that_there_is_runs() -> None:
    here = Path(checks.__file__).parent
    stems = {file.stem for file in here.glob("*.py")} - {"__init__"}
    assert {rule.__name__.rpartition(".")[2] for rule in checks.RULES} == stems
    assert list(checks.RULES) == sorted(checks.RULES, key=name_of)


def test_a_sound_show_is_silent_but_for_advice(load: Load) -> None:
    problems = checks.check(load(SHOW, [EPISODE, NEXT_EPISODE]))
    assert {problem.level for problem in problems} <= {Level.ADVICE}
    assert list(problems) == sorted(problems, key=lambda problem: problem.order)


def test_a_draft_is_told_what_it_lacks_without_an_error(load: Load) -> None:
    show = load(SHOW, ["title: Rivers\ndraft: yes\n"])
    problems = [p for p in checks.check(show) if p.rule == "episode-unfinished"]
    assert [problem.level for problem in problems] == [Level.ADVICE, Level.ADVICE]


def levels(load: Load, rule: str, show: str, *episodes: str) -> list[Level]:
    """Return the levels of what one rule finds in the show."""
    return [p.level for p in checks.check(load(show, list(episodes))) if p.rule == rule]


@pytest.mark.parametrize(
    ("rule", "picture", "cover", "episode"),
    [
        ("cover-size", "small.png", Level.ERROR, Level.WARNING),
        ("cover-size", "medium.jpg", Level.ADVICE, Level.ADVICE),
        ("cover-format", "cover.gif", Level.ERROR, Level.WARNING),
        ("cover-format", "mislabelled.png", Level.ERROR, Level.WARNING),
        ("cover-colour", "cmyk.jpg", Level.ERROR, Level.WARNING),
        ("cover-colour", "clear.png", Level.WARNING, Level.WARNING),
        ("cover-colour", "grey.png", Level.WARNING, Level.WARNING),
    ],
)
def test_a_picture_stops_the_build_only_as_the_shows_cover(
    load: Load, rule: str, picture: str, cover: Level, episode: Level
) -> None:
    show = SHOW.replace("cover.jpg", picture)
    found_in = levels(load, rule, show, EPISODE, f"{NEXT_EPISODE}image: {picture}\n")
    assert found_in == [episode, cover]


def test_a_remote_cover_is_not_looked_at(load: Load) -> None:
    show = SHOW.replace("cover.jpg", "https://rivers.example/cover.webp")
    assert not [p for p in checks.check(load(show, [EPISODE])) if p.rule.startswith("cover")]


def test_a_chapter_may_run_into_the_next_but_is_told(load: Load) -> None:
    chapters = "chapters:\n  - {start: 0, title: A, end: 2:00}\n  - 1:00 B\n  - 2:00 C\n"
    assert levels(load, "chapter-end", SHOW, EPISODE + chapters) == [Level.WARNING]


def test_two_chapters_are_too_few(load: Load) -> None:
    chapters = "chapters:\n  - 0:00 A\n  - 1:00 B\n"
    assert levels(load, "chapter-first", SHOW, EPISODE + chapters) == [Level.ADVICE]


def test_a_length_in_minutes_leaves_a_minute_to_chapters(load: Load) -> None:
    chapters = "duration: 54 min\nchapters:\n  - 0:00 A\n  - {} B\n"
    assert levels(load, "chapter-past-end", SHOW, EPISODE + chapters.format("54:30")) == []


def test_a_soundbite_of_no_length_is_an_error(load: Load) -> None:
    bite = "soundbites: [{start: 1:00, duration: 0}]\n"
    assert levels(load, "soundbite-length", SHOW, EPISODE + bite) == [Level.ERROR]


def test_a_title_does_not_repeat_the_shows(load: Load) -> None:
    titled = EPISODE.replace("title: Springs", 'title: "Rivers and lakes: springs"')
    assert levels(load, "title-number", SHOW, titled) == [Level.WARNING]


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("S01E03 Springs", "write `number: 3` and `season: 1` and the title `Springs`"),
        ("Episode 12: Springs", "write `number: 12` and the title `Springs`"),
        ("003 - Springs", "write `number: 3` and the title `Springs`"),
        ("#3", "write `number: 3`"),
    ],
)
def test_a_number_in_a_title_moves_to_its_field(load: Load, title: str, hint: str) -> None:
    show = load(SHOW, [EPISODE.replace("Springs", f'"{title}"')])
    assert [p.hint for p in checks.check(show) if p.rule == "title-number"] == [hint]


@pytest.mark.parametrize("title", ["1984", "12 Monkeys", "101 ways", "Nightmare", "3D", "Springs"])
def test_a_number_that_belongs_to_the_title_stays(load: Load, title: str) -> None:
    assert levels(load, "title-number", SHOW, EPISODE.replace("Springs", title)) == []


def test_a_creative_commons_licence_needs_no_page(load: Load) -> None:
    assert levels(load, "license-url", SHOW, EPISODE + "license: CC-BY-SA-4.0\n") == []


def test_every_link_and_short_text_of_a_show_is_looked_at(load: Load) -> None:
    long = "a" * 200
    show = f"""{SHOW}link: http://a.example
license: {{name: {long}, url: "http://a.example"}}
funding: {{url: "http://a.example", text: {long}}}
location: {long}
host: {{name: {long}, url: "http://a.example"}}
seasons: {{1: {long}}}
txt: {{purpose: {long}, text: a}}
update_frequency: {{text: {long}}}
trailers: {{title: {long}, url: "http://a.example/a.mp3", date: 1/2/2024}}
"""
    episode = f"""{EPISODE}chapters:
  - {{start: 0, title: A, url: "http://a.example"}}
soundbites: {{start: 0, duration: 20, title: {long}}}
alternates: {{type: audio/opus, title: {long}, sources: ["https://a.example/a"]}}
"""
    found_in = [problem.rule for problem in checks.check(load(show, [episode]))]
    assert found_in.count("link-https") == 6
    assert found_in.count("text-length") == 9


def test_a_time_split_pays_people_or_a_feed_never_both(load: Load) -> None:
    value = """value:
  recipients: [{name: A, type: lnaddress, address: a@rivers.example, split: 1}]
  time_splits: [{start: 0, duration: 5}]
"""
    whole = load(SHOW, [EPISODE + value.replace("5}", "5, recipients: [" + RECIPIENT + "]}")])
    assert whole.episodes[0].value is not None
    split = replace(whole.episodes[0].value.time_splits[0], recipients=())
    bare = replace(whole.episodes[0].value, time_splits=(split,))
    changed = replace(whole, episodes=(replace(whole.episodes[0], value=bare),))
    assert "value-time-split" in [problem.rule for problem in checks.check(changed)]


def test_the_words_of_a_new_show_are_placeholders(load: Load) -> None:
    show = """title: An example show
url: https://example.com/show
description: What is the show about, for whom, and who makes it?
language: en
author: An example author
categories: Arts
"""
    episode = EPISODE.replace("Where they", "The first episode of an example show. Where they")
    assert levels(load, "placeholder", show, episode) == [Level.WARNING] * 5


def test_a_picture_of_no_known_size_has_any_shape(load: Load) -> None:
    images = 'images: {href: "https://a.example/b.jpg", alt: A, aspect_ratio: 16/9}\n'
    assert levels(load, "image-shape", SHOW + images, EPISODE) == []


def speakers(load: Load, episode: str, show: str = SHOW) -> list[tuple[str, str]]:
    """Return message and hint of what is said about speakers."""
    shown = load(show, [EPISODE + "transcript: words.txt\n" + episode])
    return [(p.message, p.hint) for p in checks.check(shown) if p.rule.startswith("speaker-")]


def test_a_mistyped_label_names_the_nearest_person(load: Load) -> None:
    assert speakers(load, "people: Anna (host), Bobb\n") == [
        (
            "`Bob` in the transcript is none of the people that are declared",
            "did you mean `Bobb`? write `speakers: {Bob: Bobb}`",
        )
    ]


def test_nobodys_labels_are_told_until_they_are_tied_or_kept_out(load: Load, files: Path) -> None:
    text = "Speaker 1: Hello.\n\nAnna: Hi.\n\nSpeaker 1: Well.\n"
    shown = load(SHOW, [EPISODE + "people: Anna (host)\ntranscript: words.txt\n"])
    (episode,) = shown.episodes
    labelled = replace(episode.transcripts[0], text=text, speakers=("Speaker 1", "Anna"))

    def told(**changes: object) -> list[str]:
        changed = replace(episode, transcripts=(labelled,), **changes)
        found = checks.check(replace(shown, episodes=(changed,)))
        return [p.hint for p in found if p.rule == "speaker-unknown"]

    assert told() == [
        "write who it is, as in `speakers: {Speaker 1: Anna}`, or `anonymous_speakers: no`"
    ]
    assert told(anonymous_speakers=False) == []
    assert told(speakers=(("speaker 1", "Anna"),)) == []
    assert told(speakers=(("speaker 1", ""),)) == []
    assert told(speakers=(("speaker 1", "Anne"),)) == [
        "did you mean `Anna`? write `speakers: {Anne: Anna}`"
    ]


def test_a_label_that_the_transcript_lacks_is_told_with_those_it_has(load: Load) -> None:
    assert speakers(load, "speakers: {SPEAKER_00: Anna}\npeople: Anna (host), Bob\n") == [
        ("nobody is called `SPEAKER_00` in the transcript", "its labels are `Anna`, `Bob`")
    ]


def test_cues_that_can_be_cut_are_not_told(load: Load) -> None:
    shown = load(SHOW, [EPISODE + "transcript: long.vtt\n"])
    assert [p.level for p in checks.check(shown) if p.rule == "caption-long"] == [Level.ADVICE]
    (episode,) = shown.episodes
    short = replace(
        episode.transcripts[0],
        text=episode.transcripts[0].text.replace("00:50.000", "00:09.000"),
        longest=9000,
    )
    changed = replace(shown, episodes=(replace(episode, transcripts=(short,)),))
    assert not [p for p in checks.check(changed) if p.rule == "caption-long"]


def test_redirects_are_told_as_the_author_writes_them_below_another_site(load: Load) -> None:
    show = SHOW.replace("url: https://rivers.example", "url: https://rivers.example/pod")
    led = "redirects: {/pod/a: /pod/b, /pod/b: /pod/a, /pod/c: /pod/archives/, /pod/feed.xml: /pod/}\n"
    told = [p for p in checks.check(load(show + led, [EPISODE])) if p.rule.startswith("redirect")]
    assert [(p.rule, p.message.split("`")[1], p.hint.split("`")[1:2]) for p in told] == [
        ("redirect-loop", "/pod/a", ["/pod/archive/"]),
        ("redirect-loop", "/pod/b", ["/pod/archive/"]),
        ("redirect-nowhere", "/pod/archives", ["/pod/archive/"]),
        ("redirect-taken", "/pod/feed.xml", ["new_feed_url"]),
    ]
