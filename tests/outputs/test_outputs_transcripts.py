"""Transcripts as files: all that the source can honestly give, and no more."""

import json
from datetime import UTC, datetime

from showfeed.formats.transcripts import read
from showfeed.model import Episode, Person, Show, Transcript
from showfeed.outputs import addresses, transcripts


def transcript(name: str, text: str, language: str = "") -> Transcript:
    found = read(name, text.encode())
    return Transcript(found.form, found.text, language, found.timed, found.end, found.speakers)


UNTIMED = transcript("a.txt", "ana: Salt & tea.\n\nMore.\n\nBen: Yes.\n\nana: So.\n")
TIMED = transcript("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Ben>Yes.\n", "en")


def show(*written: Transcript) -> Show:
    episode = Episode(
        "001",
        "One",
        date=datetime(2024, 4, 15, tzinfo=UTC),
        transcripts=written,
        people=(Person("Benedict", aliases=("ben",)),),
    )
    registry = {"ana": Person("Ana María", key="ana")}
    return Show("S", "https://s.example", "D", "fr", "A", registry=registry, episodes=(episode,))


def files(show: Show) -> dict[str, str]:
    return {a.path: bytes(a.content).decode() for a in transcripts.render(show)}


def test_an_untimed_transcript_becomes_html_and_text_with_people_s_names() -> None:
    assert files(show(UNTIMED)) == {
        "episodes/001/transcript.html": (
            "<cite>Ana María:</cite>\n<p>Salt &amp; tea.</p>\n<p>More.</p>\n"
            "<cite>Benedict:</cite>\n<p>Yes.</p>\n<cite>Ana María:</cite>\n<p>So.</p>\n"
        ),
        "episodes/001/transcript.txt": (
            "Ana María: Salt & tea.\n\nMore.\n\nBenedict: Yes.\n\nAna María: So.\n"
        ),
    }


def test_a_timed_transcript_becomes_every_format() -> None:
    made = files(show(TIMED))
    assert made["episodes/001/transcript.vtt"].endswith("02.500\n<v Benedict>Yes.\n")
    assert made["episodes/001/transcript.srt"].endswith("02,500\nBenedict: Yes.\n")
    (segment,) = json.loads(made["episodes/001/transcript.json"])["segments"]
    assert segment == {"speaker": "Benedict", "startTime": 1, "endTime": 2.5, "body": "Yes."}
    assert "<time>0:01</time>" in made["episodes/001/transcript.html"]
    assert made["episodes/001/transcript.txt"] == "Benedict: Yes.\n"


def test_the_files_are_those_that_the_feed_names() -> None:
    both = show(UNTIMED, TIMED)
    named = [f.path for group in addresses.transcript_files(both, both.episodes[0]) for f in group]
    assert list(files(both)) == named


def test_names_that_are_right_already_stay_and_an_episode_without_transcript_gives_none() -> None:
    assert (
        "<cite>Zoë:</cite>"
        in files(show(transcript("a.txt", "Zoë: Oui.")))["episodes/001/transcript.html"]
    )
    assert files(show()) == {}
