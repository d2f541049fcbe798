"""What holds of any show: same bytes again, guids that stay, places that lie in their files."""

from pathlib import Path

import golden
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import EPISODE_MISTAKES, SHOW_MISTAKES, SHOWS, TITLES, written

from showfeed.artifacts import Plan
from showfeed.cli import pipeline
from showfeed.problems import Level
from showfeed.sources.lock import read_lock

MOMENT = pipeline.moment_of("2100-01-01T00:00:00Z")
Described = tuple[dict[str, object], tuple[dict[str, object], ...]]


def build(root: Path) -> Plan:
    """Build the show in *root* into its public/, as the command does."""
    reading = pipeline.read(root, MOMENT)
    assert reading.show is not None
    assert not [p for p in reading.problems if p.level is Level.ERROR]
    pipeline.keep_lock(reading, locked=False)
    return pipeline.write(reading.show, root / "public", MOMENT, drafts=False)[1]


def files(root: Path) -> dict[str, bytes]:
    return {**golden.files_of(root / "public"), "lock": (root / "showfeed.lock").read_bytes()}


@settings(max_examples=25, deadline=None)
@given(SHOWS)
def test_two_builds_in_two_folders_are_equal_and_the_feed_is_xml(described: Described) -> None:
    show, episodes = described
    with written(show, *episodes) as here, written(show, *episodes) as there:
        build(here)
        build(there)
        assert files(here) == files(there)
        feed = etree.fromstring((here / "public/feed.xml").read_bytes())
        assert len(feed.findall("channel/item")) == len(episodes)


@settings(max_examples=25, deadline=None)
@given(SHOWS, SHOWS)
def test_building_turns_old_into_new_and_again_does_nothing(old: Described, new: Described) -> None:
    """What is left is what a build from nothing makes, whatever was there before."""
    with written(old[0], *old[1]) as root, written(new[0], *new[1]) as fresh:
        build(root)
        for path in root.glob("episodes/*.yaml"):
            path.unlink()
        for path in (fresh / "show.yaml", *fresh.glob("episodes/*.yaml")):
            (root / path.relative_to(fresh)).write_bytes(path.read_bytes())
        (root / "showfeed.lock").unlink()
        build(root)
        build(fresh)
        assert files(root) == files(fresh)
        again = build(root)
        assert (again.new, again.changed, again.removed) == ((), (), ())


@settings(max_examples=25, deadline=None)
@given(SHOWS, TITLES)
def test_a_new_title_keeps_the_guid(described: Described, title: str) -> None:
    show, episodes = described
    with written(show, *episodes) as root:
        build(root)
        before = {id_: line.guid for id_, line in read_lock(root)[0].episodes.items()}
        with written({**show, "title": title}, *({**e, "title": title} for e in episodes)) as new:
            for path in (new / "show.yaml", *new.glob("episodes/*.yaml")):
                (root / path.relative_to(new)).write_bytes(path.read_bytes())
        build(root)
        assert {i: line.guid for i, line in read_lock(root)[0].episodes.items()} == before
        feed = etree.fromstring((root / "public/feed.xml").read_bytes())
        assert {guid.text for guid in feed.iter("guid")} == set(before.values())


def lines(mistakes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Files with some mistakes, cut anywhere, with any line ends."""
    return st.builds(
        lambda chosen, cut, end: "\n".join(chosen)[:cut].replace("\n", end),
        st.lists(st.sampled_from(["title: One", "date: 15/04/2024", *mistakes]), max_size=6),
        st.integers(0, 300),
        st.sampled_from(["\n", "\r\n"]),
    )


@settings(max_examples=80, deadline=None)
@given(lines(SHOW_MISTAKES), lines(EPISODE_MISTAKES))
def test_every_place_lies_within_its_file(show: str, episode: str) -> None:
    with written({}) as root:
        texts = {"show.yaml": show, "episodes/001.yaml": episode}
        for path, text in texts.items():
            (root / path).write_bytes(text.encode())
        for problem in pipeline.read(root, MOMENT).problems:
            place = problem.place
            if place.line:
                written_lines = texts[place.path].replace("\r\n", "\n").split("\n")
                assert place.line <= len(written_lines), problem
                assert 1 <= place.column <= len(written_lines[place.line - 1]) + 1, problem
