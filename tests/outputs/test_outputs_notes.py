from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from showfeed.model import Chapter, Episode, License, Person, Show, Transcript, TranscriptForm
from showfeed.outputs import notes

PAGE = "https://show.example/pod/episodes/003-rivers/"
EPISODE = Episode(
    id="003-rivers",
    title="Rivers & <lakes>",
    date=datetime(2024, 4, 15, 23, 30, tzinfo=timezone(timedelta(hours=2))),
    typed_duration=timedelta(minutes=54),
    description="Read [the book](https://book.example/?a&b).\n\n- one\n- two",
    chapters=(
        Chapter(timedelta(), "Introduction"),
        Chapter(timedelta(minutes=1), "A silent picture", listed=False),
        Chapter(timedelta(minutes=2), "A & <b>"),
        Chapter(timedelta(hours=1, seconds=3), "The\nend"),
    ),
    people=(Person("Zoé", "Guest"), Person("Ana", "Editor")),
    transcripts=(Transcript(TranscriptForm.TEXT, "Ana: hello"),),
)
SHOW = Show(
    title="Water",
    url="https://show.example/pod",
    description="About water.",
    language="fr",
    author="Ana",
    people=(Person("Ana"), Person("Bob")),
    license=License("CC-BY-4.0", "https://licence.example/"),
    episodes=(EPISODE,),
)
BARE = Episode(id="000-bare", title="Bare")
ENGLISH = replace(SHOW, language="en", people=(), license=None)


def texts(html: str) -> list[str]:
    fragment = etree.fromstring(f"<div>{html}</div>")
    return ["".join(block.itertext()).strip() for block in fragment]


def test_the_text_tells_everything_in_the_show_s_language() -> None:
    assert notes.notes_text(SHOW, EPISODE) == (
        "Rivers & <lakes>\n"
        "Water\n"
        "\n"
        "Publié\N{NO-BREAK SPACE}: 15 avril 2024\n"
        "Durée\N{NO-BREAK SPACE}: 54 minutes\n"
        f"Écouter\N{NO-BREAK SPACE}: {PAGE}\n"
        "\n"
        "Read the book [1].\n"
        "\n"
        "- one\n"
        "- two\n"
        "\n"
        "[1] https://book.example/?a&b\n"
        "\n"
        "Chapitres\n"
        "(00:00:00) Introduction\n"
        "(00:02:00) A & <b>\n"
        "(01:00:03) The end\n"
        "\n"
        "Avec\n"
        "Bob (hôte)\n"
        "Zoé (invité·e)\n"
        "Ana (montage)\n"
        "\n"
        f"Transcription\N{NO-BREAK SPACE}: {PAGE}transcript.html\n"
        "Licence\N{NO-BREAK SPACE}: CC-BY-4.0 https://licence.example/\n"
    )


def test_a_bare_draft_has_notes_too() -> None:
    text = notes.notes_text(ENGLISH, BARE)
    assert text == f"Bare\nWater\n\nListen: {ENGLISH.url}/episodes/000-bare/\n"
    assert notes.full_notes(ENGLISH, BARE).startswith("<p>Episode page: <a href=")


def test_a_guest_host_stands_in_for_the_show_s_people() -> None:
    episode = replace(EPISODE, people=(Person("Eve", "Guest Host"),))
    assert "Bob" not in notes.notes_text(SHOW, episode)


def test_several_transcripts_say_their_language() -> None:
    two = (*EPISODE.transcripts, Transcript(TranscriptForm.TEXT, "x", language="en"))
    episode = replace(EPISODE, transcripts=two)
    assert f"Transcription (en)\N{NO-BREAK SPACE}: {PAGE}transcript.en.html" in notes.notes_text(
        SHOW, episode
    )
    assert "Transcription (fr), Transcription (en)" in texts(notes.full_notes(SHOW, episode))


def test_the_text_has_no_trailing_spaces_and_one_newline_at_the_end() -> None:
    episode = replace(EPISODE, license=License("mine"), description="a  \nb\n\n    code \n\n")
    text = notes.notes_text(SHOW, episode)
    assert text.endswith("mine\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_the_feed_s_notes_say_the_same_as_html() -> None:
    html, cut = notes.feed_notes(SHOW, EPISODE)
    assert not cut
    assert html == notes.full_notes(SHOW, EPISODE)
    assert texts(html) == [
        "Read the book.",
        "one\ntwo",
        "(00:00:00) Introduction(00:02:00) A & <b>(01:00:03) The end",
        "Avec\N{NO-BREAK SPACE}: Bob (hôte), Zoé (invité·e), Ana (montage)",
        "Transcription",
        "Licence\N{NO-BREAK SPACE}: CC-BY-4.0",
        f"Page de l’épisode\N{NO-BREAK SPACE}: {PAGE}",
    ]
    assert "<p>(00:00:00) Introduction<br/>(00:02:00) A &amp; &lt;b&gt;<br/>(01:00:03) The" in html


def test_a_licence_without_a_page_is_named() -> None:
    episode = replace(EPISODE, license=License("R&D"))
    assert "<p>Licence\N{NO-BREAK SPACE}: R&amp;D</p>" in notes.full_notes(SHOW, episode)


def test_long_notes_are_cut_between_blocks_and_keep_the_chapters() -> None:
    paragraphs = [f"{number} {'🎙️ mot ' * 60}".strip() for number in range(20)]
    episode = replace(EPISODE, description="\n\n".join(paragraphs))
    html, cut = notes.feed_notes(SHOW, episode)
    assert cut
    assert len(html.encode()) <= 4000
    blocks = texts(html)
    kept = len(blocks) - 5
    assert 0 < kept < 20
    assert blocks[:kept] == paragraphs[:kept]
    assert blocks[kept].startswith("(00:00:00)")
    assert blocks[-1] == f"Lire la suite\N{NO-BREAK SPACE}: {PAGE}"


def test_one_giant_block_leaves_the_rest_and_the_link() -> None:
    episode = replace(EPISODE, description="word " * 2000 + "\n\nA short end.")
    html, cut = notes.feed_notes(SHOW, episode)
    assert cut
    assert [text[:5] for text in texts(html)] == [
        "(00:0",
        "Avec\N{NO-BREAK SPACE}",
        "Trans",
        "Licen",
        "Lire ",
    ]


def test_many_chapters_give_way_to_the_beginning_of_the_description() -> None:
    chapters = tuple(Chapter(timedelta(minutes=n), "A long title " * 3) for n in range(200))
    html, cut = notes.feed_notes(SHOW, replace(EPISODE, chapters=chapters))
    assert cut
    assert texts(html)[0] == "Read the book."
    assert "(00:00:00)" not in html


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=300),
            st.sampled_from(
                ["\n\n", "<script>", "javascript:alert(1)", "[a](b)", "- x\n", "é" * 900]
            ),
        ),
        max_size=15,
    ).map("".join),
    st.integers(200, 4000),
)
def test_any_description_fits_is_safe_and_leads_to_the_page(markdown: str, limit: int) -> None:
    html, _ = notes.feed_notes(SHOW, replace(EPISODE, description=markdown), limit)
    assert len(html.encode()) <= limit
    links = [str(a.get("href")) for a in etree.fromstring(f"<div>{html}</div>").iter("a")]
    assert links[-1] == PAGE
    assert all(link.startswith(("https:", "http:", "mailto:")) for link in links)
    assert "<script" not in html


@pytest.mark.parametrize(
    ("episode", "lead"),
    [
        (replace(EPISODE, summary="In short."), "In short."),
        (replace(EPISODE, subtitle="A subtitle"), "A subtitle"),
        (EPISODE, "Read the book."),
        (BARE, "Bare"),
    ],
)
def test_the_lead_is_a_line_of_text(episode: Episode, lead: str) -> None:
    assert notes.lead(SHOW, episode) == lead


def test_every_episode_has_its_notes_file() -> None:
    (artifact,) = notes.render(SHOW)
    assert artifact.path == "episodes/003-rivers/notes.txt"
    assert artifact.content == notes.notes_text(SHOW, EPISODE).encode()
