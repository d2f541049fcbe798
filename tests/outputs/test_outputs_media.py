"""Audio and pictures go out as they are, each once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from showfeed.artifacts import Rank
from showfeed.model import (
    Audio,
    Chapter,
    Episode,
    ImageTag,
    MediaFacts,
    MediaOptions,
    Picture,
    PictureFacts,
    Show,
)
from showfeed.outputs import media

FACTS = MediaFacts(9, "audio/mpeg", timedelta(seconds=9), "f" * 64)


def picture(name: str) -> Picture:
    digest = (name.encode().hex() * 64)[:64]
    return Picture(name, Path("/show") / name, PictureFacts(9, 9, "image/png", "RGB", 9, digest))


def show(media_url: str = "") -> Show:
    cover = picture("art/cover.PNG")
    episode = Episode(
        "a",
        "A",
        date=datetime(2026, 1, 1, tzinfo=UTC),
        audio=Audio("media/a.mp3", Path("/show/media/a.mp3"), FACTS),
        image=picture("a.png"),
        images=(ImageTag(picture("wide.png")), ImageTag(Picture("https://example.com/x.png"))),
        chapters=(
            Chapter(timedelta(), "One", image=picture("a.png")),
            Chapter(timedelta(seconds=1), "Two"),
            Chapter(timedelta(seconds=2), "Three", image=cover),
        ),
    )
    others = (
        Episode("b", "B", audio=Audio("media/b.mp3", facts=FACTS)),
        Episode("c", "C", audio=Audio("https://example.com/c.mp3", facts=FACTS)),
        Episode("d", "D", audio=Audio("media/d.mp3", Path("/show/media/d.mp3"))),
        Episode("e", "E"),
    )
    return Show(
        "S", "https://show.example", "W", "en", "N",
        cover=cover,
        images=(ImageTag(picture("banner.png")),),
        media=MediaOptions(url=media_url),
        episodes=(episode, *others),
    )  # fmt: skip


def test_every_file_of_the_folder_goes_out_once_in_order() -> None:
    artifacts = list(media.render(show()))
    paths = [artifact.path for artifact in artifacts]
    assert paths == sorted(paths)
    assert [path.partition(".")[0] for path in paths] == [
        "cover", "images/a", "images/banner", "images/wide", "media/a", "media/d",
    ]  # fmt: skip
    assert all(artifact.rank is Rank.MEDIA for artifact in artifacts)


def test_what_is_known_of_the_bytes_is_not_read_again() -> None:
    by_path = {artifact.path: artifact for artifact in media.render(show())}
    assert by_path["media/a.mp3"].digest == "f" * 64
    assert by_path["media/a.mp3"].content == Path("/show/media/a.mp3")
    assert by_path["media/d.mp3"].known_digest == ""


def test_audio_that_another_server_has_stays_here() -> None:
    paths = [artifact.path for artifact in media.render(show("https://cdn.example"))]
    assert not [path for path in paths if path.startswith("media/")]


def test_audio_that_only_the_lock_knows_is_named() -> None:
    assert media.elsewhere(show()) == ("media/b.mp3",)


def test_a_show_without_a_cover_has_none() -> None:
    assert list(media.render(Show("S", "https://s.example", "W", "en", "N"))) == []
