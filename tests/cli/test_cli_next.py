"""What is scheduled: told with its moment in the show's zone, and nowhere in the output before."""

import gzip
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showfeed.cli import main

SHOW = """\
title: Rivers
url: https://rivers.example
description: About water.
language: en
author: Ana
categories: Science
timezone: {zone}
publish_at: 06:00
people:
  secretperson: {{name: Secretperson, role: guest, image: secretface.png}}
"""
EPISODE = """\
title: {title}
date: {date}
audio: media/{id}.mp3
description: About {title}.
duration: 1:00
people: secretperson
tags: [tag{title}]
chapters:
  - 0:00 Chapter{title}
  - 0:20 Second
  - 0:40 Third
transcript: {id}.txt
"""
MP3 = b"\xff\xfb\x90\xc4" + bytes(413)


def show(root: Path, zone: str, **dates: str) -> Path:
    """Write a show with an episode for each date, the id as its mark."""
    from PIL import Image

    (root / "episodes").mkdir(parents=True)
    (root / "media").mkdir()
    text = SHOW.format(zone=zone)
    (root / "show.yaml").write_text(text, encoding="utf-8")
    Image.new("RGB", (40, 40)).save(root / "secretface.png")
    for id, date in dates.items():
        words = EPISODE.format(title=id.title(), date=date, id=id)
        (root / f"episodes/{id}.yaml").write_text(words, encoding="utf-8")
        (root / f"episodes/{id}.txt").write_text(f"Ana: Words of {id}.\n", encoding="utf-8")
        (root / f"media/{id}.mp3").write_bytes(MP3 * 2500)
    return root


def everything_in(folder: Path) -> bytes:
    """Return names and bytes of all that would be uploaded, unpacked too, in lower case."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".showfeed" not in path.parts:
            content = path.read_bytes()
            unpacked = gzip.decompress(content) if path.suffix == ".gz" else b""
            found += [os.fsencode(path.relative_to(folder)), content, unpacked]
    return b"\n".join(found).lower()


@pytest.mark.parametrize(
    ("zone", "date", "before", "due"),
    [
        # A day before and after the clocks change; at the very second that it is due.
        ("Europe/Paris", "2026-03-28", "2026-03-28T04:59:59Z", "2026-03-28T05:00:00Z"),
        ("Europe/Paris", "2026-03-29", "2026-03-29T03:59:59Z", "2026-03-29T04:00:00Z"),
        ("Europe/Paris", "2026-10-25", "2026-10-25T04:59:59Z", "2026-10-25T05:00:00Z"),
        ("America/New_York", "2026-03-08", "2026-03-08T09:59:59Z", "2026-03-08T10:00:00Z"),
        # Zones on the far sides of the date line: their day is not the reader's.
        ("Pacific/Kiritimati", "2026-06-02", "2026-06-01T15:59:59Z", "2026-06-01T16:00:00Z"),
        ("Pacific/Pago_Pago", "2026-06-02", "2026-06-02T16:59:59Z", "2026-06-02T17:00:00Z"),
        # An offset of its own beats the show's zone.
        ("Asia/Tokyo", "2026-06-02T01:30:00-03:30", "2026-06-02T04:59:59Z", "2026-06-02T05:00Z"),
    ],
)
def test_what_is_due_tomorrow_is_nowhere_in_what_is_built_today(
    tmp_path: Path, zone: str, date: str, before: str, due: str
) -> None:
    root = show(tmp_path / "show", zone, rivers="2020-01-01", secret=date, draft="2020-02-02")
    draft = root / "episodes/draft.yaml"
    draft.write_text(draft.read_text(encoding="utf-8") + "draft: yes\n", encoding="utf-8")
    past = root / "episodes/rivers.yaml"
    words = past.read_text(encoding="utf-8").replace("people: secretperson\n", "")
    past.write_text(words, encoding="utf-8")
    out = root / "public"
    assert main(["build", "--root", str(root), "--compress", "--at", before]) == 0
    built = everything_in(out)
    assert b"words of rivers" in built
    assert b"words of secret" not in built
    assert b"secret" not in built  # neither title, id, tag, audio nor the guest and her picture
    assert b"words of draft" not in built
    assert not (out / "media/secret.mp3").exists()
    assert main(["build", "--root", str(root), "--compress", "--at", due]) == 0
    built = everything_in(out)
    assert b"words of secret" in built
    assert (out / "media/secret.mp3").exists()
    assert b"words of draft" not in built
    # And back: what was built for tomorrow by mistake is taken away again.
    assert main(["build", "--root", str(root), "--compress", "--at", before]) == 0
    assert b"words of secret" not in everything_in(out)


def test_the_next_episode_is_told_in_the_shows_zone_and_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = show(
        tmp_path / "show", "Europe/Paris", past="2020-01-01", lakes="2026-10-26", sea="2026-12-01"
    )
    assert main(["next", "--root", str(root), "--at", "2026-10-24T12:00Z"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-10-26T06:00:00+01:00 lakes",
        "in 1 day: Monday, 26 October 2026, at 06:00 (Europe/Paris)",
        "1 more is scheduled after that",
    ]
    assert main(["next", "--root", str(root), "--at", "2026-10-26T05:00Z", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "next_due": "2026-12-01T06:00:00+01:00",
        "scheduled": [{"id": "sea", "title": "Sea", "date": "2026-12-01T06:00:00+01:00"}],
    }


def test_episodes_of_one_moment_are_told_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = show(tmp_path / "show", "UTC", sea="2026-12-01", lakes="2026-12-01")
    assert main(["next", "--root", str(root), "--at", "2026-12-01T05:59:30Z"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "2026-12-01T06:00:00+00:00 lakes sea",
        "in less than a minute: Tuesday, 1 December 2026, at 06:00 (UTC)",
    ]


def test_nothing_scheduled_is_fine_and_a_broken_file_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = show(tmp_path / "show", "UTC", past="2020-01-01", sketch="2030-01-01")
    sketch = root / "episodes/sketch.yaml"
    words = sketch.read_text(encoding="utf-8")
    sketch.write_text(words + "draft: yes\n", encoding="utf-8")
    at = ("--at", "2026-01-01")
    assert main(["next", "--root", str(root), *at]) == 0
    assert capsys.readouterr().out == "no episode is scheduled\n"
    assert main(["next", "--root", str(root), *at, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"next_due": None, "scheduled": []}
    sketch.write_text(words.replace("2030-01-01", "tomorrow"), encoding="utf-8")
    assert main(["next", "--root", str(root), *at]) == 1
    assert "episodes/sketch.yaml:2:7: error" in capsys.readouterr().err


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    moment=st.integers(1_577_836_800, 1_893_456_000).map(lambda t: datetime.fromtimestamp(t, UTC)),
    waits=st.lists(st.integers(-10_000_000, 10_000_000), max_size=6),
    zone=st.sampled_from(["Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu"]),
)
def test_an_episode_is_either_out_or_waiting_never_both(
    moment: datetime, waits: list[int], zone: str
) -> None:
    from showfeed.model import Audio, Episode, Show

    place = ZoneInfo(zone)
    episodes = tuple(
        Episode(str(n), "t", (moment + timedelta(seconds=wait)).astimezone(place), Audio("a.mp3"))
        for n, wait in enumerate(waits)
    )
    whole = Show("t", "https://x.example", "d", "en", "a", episodes=episodes)
    out = {episode.id for episode in whole.as_of(moment).episodes}
    waiting = [episode.id for episode in whole.waiting(moment)]
    assert out.isdisjoint(waiting)
    assert out | set(waiting) == {episode.id for episode in episodes}
    if waiting:
        due = whole.next_due(moment)
        assert due is not None
        assert waiting[0] in {episode.id for episode in whole.as_of(due).episodes}
        # A moment earlier it is not out yet: nothing is early by rounding.
        early = {e.id for e in whole.as_of(due - timedelta(microseconds=1)).episodes}
        assert waiting[0] not in early
