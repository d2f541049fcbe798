"""Chapters that the description lists stand on the page once: in the list that plays."""

import pytest
from lxml import html

from showfeed.formats.chapters_marked import all_of
from showfeed.formats.chapters_text import mark_chapters_within
from showfeed.model import Audio, Episode, Show
from showfeed.outputs import pages

LISTS = (
    "00:00 One\n06:09 **Two** and [more](https://a.example)\n",
    "- 0:00 One\n- [06:09] Two and [more](https://a.example)\n",
    "1. 0:00 One\n2. 6:09 Two and more\n",
    "(00:00:00) One\n\n(00:06:09) Two and more\n",
    "0:00 One\\\n6:09 Two and more\n",
)
LEADS = ("", "Chapters:\n\n", "## Chapters\n\n", "**What we talk about**\n\n", "Chapters:\n")


def page(description: str, told: bool = True, starts: int = 9) -> str:
    chapters = all_of(mark_chapters_within(description))[:starts]
    episode = Episode(
        "a",
        "A",
        audio=Audio("a.mp3"),
        chapters=chapters,
        description=description,
        chapters_in_description=told,
    )
    show = Show("S", "https://s.example", "D", "en", "Ana", episodes=(episode,))
    made = next(a for a in pages.render(show) if a.path == "episodes/a/index.html")
    return b"".join(made.pieces()).decode()


def prose(page: str) -> str:
    found = html.document_fromstring(page).xpath("//section[@class='prose']")
    return " ".join(found[0].text_content().split()) if found else ""


@pytest.mark.parametrize("chapters", LISTS)
@pytest.mark.parametrize("lead", LEADS)
def test_the_list_and_what_leads_to_it_leave_the_text(chapters: str, lead: str) -> None:
    whole = page(f"We met at 6:09.\n\n{lead}{chapters}\nGoodbye.")
    assert prose(whole) == "We met at 6:09. Goodbye."
    listed = html.document_fromstring(whole).xpath("//ol[@class='chapters']/li")
    assert [" ".join(one.text_content().split())[:8] for one in listed] == ["0:00 One", "6:09 Two"]
    assert prose(page(f"{lead}{chapters}")) == ""


def test_other_lines_stay() -> None:
    text = "Thanks to Ana:\n\nBen\n0:00 One\n6:09 Two\n\n- Links\n- 6:10 is a band"
    assert prose(page(text, starts=2)) == "Thanks to Ana: Ben Links 6:10 is a band"


def test_chapters_of_their_own_leave_the_description_alone() -> None:
    assert prose(page("0:00 One\n6:09 Two", told=False)) == "0:00 One6:09 Two"
