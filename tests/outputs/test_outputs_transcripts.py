"""Transcripts as files: all that the source can honestly give, and no more."""

import json
from dataclasses import replace
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
    return {a.path: b"".join(a.pieces()).decode() for a in transcripts.render(show)}


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


DIARISED = transcript(
    "d.vtt",
    "WEBVTT\n\n"
    + "".join(
        f"00:{at:02d}.000 --> 00:{at + 2:02d}.000\n<v {who}>{said}\n\n"
        for at, who, said in (
            (0, "SPEAKER_00", "One."),
            (2, "BÉNÉDICT", "Two."),
            (4, "Speaker 2", "Three."),
            (6, "Speaker 2", "Four."),
            (8, "Ana", "Five."),
        )
    ),
)


def test_labels_are_tied_to_people_by_first_name_without_accents_and_by_the_episode() -> None:
    whole = show(DIARISED)
    episode = replace(whole.episodes[0], speakers=(("speaker_00", "Zoé"),))
    text = files(replace(whole, episodes=(episode,)))["episodes/001/transcript.txt"]
    assert text.split("\n\n") == [
        "Zoé: One.",
        "Benedict: Two.",
        "Speaker 2: Three. Four.",
        "Ana María: Five.\n",
    ]


def test_nobodys_labels_stay_out_when_asked_and_a_dash_parts_what_they_say() -> None:
    whole = replace(show(DIARISED), anonymous_speakers=False)
    made = files(whole)
    assert made["episodes/001/transcript.txt"].split("\n\n") == [
        "One.",
        "Benedict: Two.",
        "– Three. Four.",
        "Ana María: Five.\n",
    ]
    for text in made.values():
        assert "Speaker 2" not in text and "SPEAKER" not in text
    assert (
        "<v Benedict>Two.\n\n00:00:04.000 --> 00:00:06.000\n– Three."
        in made["episodes/001/transcript.vtt"]
    )
    kept = replace(whole, episodes=(replace(whole.episodes[0], anonymous_speakers=True),))
    assert "SPEAKER_00: One." in files(kept)["episodes/001/transcript.txt"]


def test_a_label_that_may_be_two_people_stays() -> None:
    whole = show(DIARISED)
    registry = {"a": Person("Ana María", key="a"), "b": Person("Ana Bel", key="b")}
    text = files(replace(whole, registry=registry))["episodes/001/transcript.txt"]
    assert text.endswith("\n\nAna: Five.\n")


def test_captions_are_cut_and_pages_hold_turns_with_times() -> None:
    said = "This is a sentence of some length, said by one. " * 30
    cues = "".join(
        f"00:{at // 60:02d}:{at % 60:02d}.000 --> 00:{at // 60:02d}:{at % 60:02d}.900\n<v Ana>{part}\n\n"
        for at, part in enumerate(said.split(" "))
        for at in (at // 1,)
        if part
    )
    made = files(show(transcript("w.vtt", f"WEBVTT\n\n{cues}", "fr")))
    vtt = made["episodes/001/transcript.vtt"]
    assert "<v Ana María>This is a sentence of some length,\n\n" in vtt
    assert max(len(line.rpartition(">")[2]) for line in vtt.split("\n")) <= 42
    bodies = [s["body"] for s in json.loads(made["episodes/001/transcript.json"])["segments"]]
    assert " ".join(bodies) == said.strip()
    html = made["episodes/001/transcript.html"]
    assert html.count("<cite>Ana María:</cite>") == html.count("<time>") == 3
    text = made["episodes/001/transcript.txt"]
    assert text.count("Ana María:") == 1
    assert " ".join(text.removeprefix("Ana María: ").split()) == said.strip()


def test_what_is_heard_bears_peoples_names() -> None:
    whole = replace(show(DIARISED), anonymous_speakers=False)
    made = transcripts.heard(whole, whole.episodes[0], DIARISED)
    assert list(made.speakers) == ["", "Benedict", "", "", "Ana María"]
    assert list(made.texts) == ["One.", "Two.", "– Three.", "Four.", "Five."]


def digests(show: Show) -> set[str]:
    return {artifact.digest for artifact in transcripts.render(show)}


def test_the_digest_tells_another_text_name_or_format_without_writing_any() -> None:
    one = show(TIMED)
    assert digests(one) == digests(show(TIMED))
    assert len(digests(one)) == 5
    renamed = replace(one, episodes=(replace(one.episodes[0], speakers=(("ben", "B. Y."),)),))
    shorter = replace(one, captions=replace(one.captions, columns=20))
    reworded = show(transcript("a.vtt", TIMED.text.replace("Yes", "No"), "en"))
    relabelled = show(replace(TIMED, speakers=()))
    for other in (renamed, shorter, reworded, relabelled):
        assert not digests(one) & digests(other)


def test_srt_leaves_room_for_the_name_and_long_turns_keep_their_paragraphs() -> None:
    said = "Nothing is made up here, and nothing at all is lost on the way."
    turn = "A paragraph of some length, told by one. " * 5
    text = (
        f"WEBVTT\n\n00:00.000 --> 00:06.000\n<v Ben>{said}\n\n"
        f"00:10.000 --> 01:00.000\n<v Ana>{turn}\n{turn}\n"
    )
    made = files(show(transcript("t.vtt", text)))
    assert (
        "<v Benedict>Nothing is made up here,\nand nothing" in made["episodes/001/transcript.vtt"]
    )
    assert "Benedict: Nothing is made up here,\nand nothing" in made["episodes/001/transcript.srt"]
    assert made["episodes/001/transcript.txt"].count("\n\n") == 2
    assert made["episodes/001/transcript.html"].count("<p>") == 3
    long = replace(
        show(transcript("t.vtt", text.replace("Nothing is made up", "No little thing is made up")))
    )
    assert (
        "Benedict: No little thing is made up here,\n" in files(long)["episodes/001/transcript.srt"]
    )


def test_the_words_inside_the_audio_are_those_of_the_text_file() -> None:
    whole = replace(show(DIARISED), anonymous_speakers=False)
    inside = transcripts.in_words(whole, whole.episodes[0], DIARISED)
    assert inside == files(whole)["episodes/001/transcript.txt"]
