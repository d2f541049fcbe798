"""Chapters as files: one for each episode that has any."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from showfeed.model import Chapter, Episode, Picture, PictureFacts, Show
from showfeed.outputs import addresses, chapters


def test_an_episode_with_chapters_gives_a_file_where_the_feed_names_it() -> None:
    facts = PictureFacts(10, 10, "image/png", "RGB", 99, "abcdef0123456789")
    image = Picture("art/role.png", Path("role.png"), facts)
    with_chapters = Episode(
        "002",
        "Two",
        date=datetime(2024, 4, 15, tzinfo=UTC),
        chapters=(
            Chapter(timedelta(0), "A", image=image),
            Chapter(timedelta(minutes=1), "B", image=Picture("https://a.example/b.png")),
        ),
    )
    show = Show(
        "S", "https://s.example", "D", "fr", "A", episodes=(with_chapters, Episode("001", "One"))
    )
    (artifact,) = chapters.render(show)
    assert artifact.path == addresses.chapters_path(with_chapters)
    made = json.loads(bytes(artifact.content))
    assert (made["title"], made["podcastName"]) == ("Two", "S")
    assert [chapter["img"] for chapter in made["chapters"]] == [
        "https://s.example/images/role.abcdef0123.png",
        "https://a.example/b.png",
    ]
    assert "endTime" not in made["chapters"][-1]
