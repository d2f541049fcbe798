"""Captions: what is cut keeps its words, speakers and times; what fits is let alone."""

import unicodedata
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.transcripts.breaks import Widths, even, units, wide
from showfeed.formats.transcripts.columns import columns, lines_of, rows
from showfeed.formats.transcripts.cutting import captioned, readable, too_long, unbroken
from showfeed.formats.transcripts.lines import broken, flat
from showfeed.formats.transcripts.vtt import format_vtt, read_vtt
from showfeed.model import CaptionOptions, Cue

LIMITS = CaptionOptions()
WORD = st.sampled_from(
    "salt tea, the sea. M. Dr. 3.5 z. B. Quoi ? … été: Ana! — « bien » e\u0301te\u0301 שלום سلام، end.» "
    "constitution, 한국어를 it's... 🎙️ of a".split(" ")
)
SOLID_WORD = st.sampled_from(["日本語、", "は", "「話す」。", "สวัสดี", "（A）"])
SPEAKER = st.sampled_from(["Ana", "Ben", ""])
ANY_LIMITS = st.builds(CaptionOptions, st.integers(1, 2), st.integers(20, 60), st.integers(3, 10))


@st.composite
def timed_cues(draw: st.DrawFn, words: bool, most: int = 40) -> list[Cue]:
    """Cues in order, of up to *most* words; with *words*, when each word begins."""
    cues, at = [], 0
    for _ in range(draw(st.integers(1, 5))):
        said = draw(st.lists(WORD, min_size=1, max_size=most))
        steps = draw(st.lists(st.integers(0, 900), min_size=len(said), max_size=len(said)))
        starts = [at]
        for step in steps:
            starts.append(starts[-1] + step)
        known = tuple(starts[:-1]) if words else ()
        cues.append(Cue(at, starts[-1], draw(SPEAKER), " ".join(said), known))
        at = starts[-1] + draw(st.sampled_from([0, 0, 300, 5000]))
    return cues


def spoken(cues: list[Cue]) -> list[tuple[str, list[str]]]:
    """Who says which words, in order, whatever cues they stand in."""
    return [
        (who, [word for cue in group for word in cue.text.split()])
        for who, group in groupby(cues, key=lambda cue: cue.speaker)
    ]


def widths(cue: Cue) -> list[int]:
    return [wide(line) for line in cue.text.split("\n")]


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=True) | timed_cues(words=False), ANY_LIMITS)
def test_no_word_is_lost_or_moved_to_another_speaker(
    cues: list[Cue], limits: CaptionOptions
) -> None:
    assert spoken(readable(cues, limits)) == spoken(cues)


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=True), ANY_LIMITS)
def test_with_known_words_no_caption_is_too_long(cues: list[Cue], limits: CaptionOptions) -> None:
    for cue in readable(cues, limits):
        assert cue.end - cue.start <= limits.seconds * 1000
        assert len(widths(cue)) <= limits.lines
        assert max(widths(cue)) <= limits.columns


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=True), ANY_LIMITS)
def test_with_known_words_a_caption_begins_with_its_first_word(
    cues: list[Cue], limits: CaptionOptions
) -> None:
    known = [
        (time, word) for cue in cues for time, word in zip(cue.words, cue.text.split(), strict=True)
    ]
    made = readable(cues, limits)
    told = [
        (time, word) for cue in made for time, word in zip(cue.words, cue.text.split(), strict=True)
    ]
    assert told == known
    assert all(cue.start == cue.words[0] for cue in made)


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=True) | timed_cues(words=False), ANY_LIMITS)
def test_captions_stand_one_after_another_within_their_cues(
    cues: list[Cue], limits: CaptionOptions
) -> None:
    made = readable(cues, limits)
    for one, other in pairwise(made):
        assert one.start <= one.end <= other.start
    if not cues[0].words:
        assert {cue.start for cue in cues} <= {cue.start for cue in made}
    assert made[-1].end <= cues[-1].end
    for cue in made:
        assert any(source.start <= cue.start <= source.end for source in cues)


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=True) | timed_cues(words=False), ANY_LIMITS)
def test_readable_captions_are_let_alone(cues: list[Cue], limits: CaptionOptions) -> None:
    made = readable(cues, limits)
    assert readable(made, limits) == made


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=False, most=20), ANY_LIMITS)
def test_a_cue_is_broken_as_it_would_be_alone(cues: list[Cue], limits: CaptionOptions) -> None:
    alone = [made for cue in cues for made in readable([cue], limits)]
    together = readable(cues, limits)
    assert [(cue.start, cue.text) for cue in together] == [(cue.start, cue.text) for cue in alone]


@settings(max_examples=150, deadline=None)
@given(timed_cues(words=False, most=20), ANY_LIMITS)
def test_lines_of_times_that_were_read_go_with_their_captions(
    cues: list[Cue], limits: CaptionOptions
) -> None:
    made = captioned(read_vtt(format_vtt(cues)), limits)
    assert lines_of(made) == lines_of(made._replace(lines=()))


def test_columns_without_cues_stay_so() -> None:
    assert columns([]) == captioned(columns([]), LIMITS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("manque de productivité. Ce n'est pas optimal de bosser", "productivité.\nCe n'est"),
        ("viel länger als es muß. Über den Fluß kam keiner mehr", "muß.\nÜber"),
        ("они говорили долго и тихо. Потом все ушли домой спать", "тихо.\nПотом"),
        ("some time later Mr. Smith came to the harbour and sat", "the harbour"),
        ("Nothing is made up here and  nothing is ever lost, is it", "here and\nnothing"),
    ],
)
def test_a_line_ends_with_the_sentence_where_that_is_near_the_middle(text: str, lines: str) -> None:
    assert lines in broken(text, 42)


def test_every_letter_that_has_not_one_column_is_known() -> None:
    for code in range(0x2FFFF):
        letter = chr(code)
        if even(letter) and unicodedata.category(letter) not in ("Cn", "Cs", "Co"):
            assert Widths()[letter] == 1, hex(code)


@settings(max_examples=100, deadline=None)
@given(timed_cues(words=True, most=1), st.integers(1, 4))
def test_words_by_themselves_are_joined_into_captions(cues: list[Cue], times: int) -> None:
    many = [
        Cue(cue.start + turn * 30_000, cue.end + turn * 30_000, cue.speaker, cue.text)
        for turn in range(2 * times)
        for cue in cues
    ]
    made = readable(many, LIMITS)
    assert spoken(made) == spoken(many)
    assert len(made) <= len(many)
    assert readable(made, LIMITS) == made


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*"「日本語」。は", "สวัสดี", "（A）"]), min_size=1, max_size=90))
def test_scripts_without_spaces_are_cut_between_letters(letters: list[str]) -> None:
    text = "".join(letters)
    made = readable([Cue(0, 9000, "", text), Cue(9000, 9500, "", "。")], LIMITS)
    assert "".join(flat(cue.text) for cue in made) == text + "。"
    for cue in made[:-1]:
        assert max(widths(cue)) <= 42
        assert len(widths(cue)) <= 2


@settings(max_examples=200, deadline=None)
@given(st.text("日本 aé?.«»\u00a0—ส「」、", max_size=30).map(str.strip))
def test_units_together_are_the_text(text: str) -> None:
    assert "".join(units(text)) == text


def test_a_cue_that_fits_is_the_same_cue() -> None:
    cues = [Cue(0, 2000, "Ana", "Hello there."), Cue(2000, 5000, "Ben", "Two lines,\nof his own.")]
    made = readable(cues, LIMITS)
    assert made == cues
    assert rows(captioned(columns(cues), LIMITS)) == cues
    assert readable([], LIMITS) == []
    turn = [Cue(-1, -1, "Ana", "Never timed. " * 40)]
    assert readable(turn, LIMITS) == turn


def test_a_long_cue_without_known_words_is_left_whole() -> None:
    long = Cue(0, 30_000, "Ana", "Nobody knows when this was said. " * 8)
    assert readable([long], LIMITS) == [long]
    assert too_long(long, LIMITS)
    short = long._replace(end=10_000, text="Sentences end. Others begin there, and they go on." * 2)
    assert len(readable([short], LIMITS)) > 1
    assert not too_long(short, LIMITS)


def test_cuts_fall_at_sentences_then_clauses_and_never_after_a_title() -> None:
    text = (
        "M. Dupont est venu à 3.5 km d'ici. Il a dit : « Quoi ? Rien ! » Puis, comme il pleuvait "
        "et que personne ne l'attendait, il est reparti chez Mme Durand"
    )
    made = readable([Cue(0, 9500, "", text)], LIMITS)
    assert [cue.text for cue in made] == [
        "M. Dupont est venu à 3.5 km d'ici.\nIl a dit : « Quoi ? Rien ! »",
        "Puis, comme il pleuvait et que\npersonne ne l'attendait,",
        "il est reparti chez Mme Durand",
    ]


def test_phrases_whose_words_have_times_are_cut_anew_at_sentences() -> None:
    said = ["The lamp burned. Nobody", "came to see it. Then", "it was out."]
    cues = [
        Cue(
            at * 900,
            at * 900 + 900,
            "Ana",
            text,
            tuple(at * 900 + n * 200 for n in range(len(text.split()))),
        )
        for at, text in enumerate(said)
    ]
    made = readable(cues, CaptionOptions(columns=32, lines=1))
    assert [cue.text for cue in made] == [
        "The lamp burned.",
        "Nobody came to see it.",
        "Then it was out.",
    ]
    assert [cue.start for cue in made] == [0, 600, 1700]
    apart = [cue._replace(words=()) for cue in cues]
    assert [cue.text for cue in readable(apart, CaptionOptions(columns=32, lines=1))] == said


def test_a_silence_cuts_and_ends_a_caption() -> None:
    cue = Cue(0, 20_000, "", "And then nothing.", (0, 400, 12_000))
    assert [(c.start, c.end, c.text) for c in readable([cue], LIMITS)] == [
        (0, 2400, "And then"),
        (12_000, 14_000, "nothing."),
    ]


def test_a_caption_stays_to_be_read_but_not_into_the_next() -> None:
    cues = [
        Cue(0, 500, "", "Nobody reads as fast as this."),
        Cue(1200, 1300, "", "Yes."),
        Cue(9000, 9100, "", "Yes."),
    ]
    assert [(c.start, c.end) for c in readable(cues, LIMITS)] == [
        (0, 1200),
        (1200, 2200),
        (9000, 9100),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Es kostet z. B. rund drei Euro, sagt Herr Dr. Müller.", "Es kostet z. B. rund drei Euro,\nsagt Herr Dr. Müller."),
        ("Alors voilà ce que je voulais vraiment te dire : rien", "Alors voilà ce que je voulais\nvraiment te dire : rien"),
        ("彼は日本語を話すことができますが、それはとても難しいことです。", "彼は日本語を話すことができますが、\nそれはとても難しいことです。"),
        ("لم أكن أعرف ماذا أقول، ولهذا السبب بقيت صامتا طوال الوقت", "لم أكن أعرف ماذا أقول،\nولهذا السبب بقيت صامتا طوال الوقت"),
    ],
)  # fmt: skip
def test_lines_are_about_as_long_as_each_other(text: str, lines: str) -> None:
    made = readable([Cue(0, 6000, "", text)], LIMITS)
    assert [cue.text for cue in made] == [lines]
    assert unbroken(columns(made)).texts[0] == text


def test_what_has_no_place_to_break_stays_in_one_line() -> None:
    address = "https://example.com/" + "a" * 50
    assert broken(address, 42) == ""
    (made,) = readable([Cue(0, 2000, "", address)], LIMITS)
    assert made.text == address
