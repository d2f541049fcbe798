from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.artifacts import Artifact, Rank
from showfeed.problems import ShowfeedError
from showfeed.targets.publish import publish


class Place:
    """A target that notes what is asked of it."""

    def __init__(self, **files: str) -> None:
        self.files = dict(files)
        self.did: list[str] = []

    def there(self) -> dict[str, str]:
        return dict(self.files)

    def put(self, artifact: Artifact) -> None:
        self.did.append(f"put {artifact.path}")
        self.files[artifact.path] = artifact.digest

    def remove(self, path: str) -> None:
        self.did.append(f"remove {path}")
        del self.files[path]


def made() -> Iterator[Artifact]:
    yield Artifact("feed.xml", b"feed", Rank.FEED)
    yield Artifact("one.mp3", b"one", Rank.MEDIA)
    yield Artifact("index.html", b"page", Rank.PAGE)


def test_a_feed_goes_up_after_the_files_it_names_and_removals_come_last() -> None:
    place = Place(**{"old.mp3": "00", "index.html": "00", "kept.txt": "00"})
    plan = publish(made(), place, keep=["kept.txt"])
    assert place.did == ["put one.mp3", "put index.html", "put feed.xml", "remove old.mp3"]
    assert plan.new == ("feed.xml", "one.mp3")
    assert plan.changed == ("index.html",)
    assert plan.removed == ("old.mp3",)


def test_publishing_again_does_nothing() -> None:
    place = Place()
    publish(made(), place)
    place.did.clear()
    plan = publish(made(), place)
    assert (plan.new, plan.changed, plan.removed, place.did) == ((), (), (), [])


def test_the_same_file_twice_goes_up_once() -> None:
    place = Place()
    publish([Artifact("a", b"1"), Artifact("a", b"1")], place)
    assert place.did == ["put a"]


def test_two_files_of_one_path_are_refused() -> None:
    with pytest.raises(ShowfeedError, match="two different files would both be `a`"):
        publish([Artifact("a", b"1"), Artifact("a", b"2")], Place())


FILES = st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=3))


@settings(max_examples=50)
@given(FILES, FILES)
def test_publishing_turns_any_old_place_into_the_new(
    old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    place = Place()
    publish([Artifact(*item) for item in old.items()], place)
    publish([Artifact(*item) for item in new.items()], place)
    assert place.files == {path: Artifact(path, content).digest for path, content in new.items()}
