"""Show notes as HTML for the feed: whole, or cut between blocks to what apps accept."""

from html import escape

from showfeed.model import Episode, Show
from showfeed.outputs import addresses
from showfeed.outputs import notes_content as content
from showfeed.outputs.words import Words, of

LIMIT = 4000  # bytes of UTF-8: Apple's and PSP-1's for a description


def full_notes(show: Show, episode: Episode) -> str:
    """Return all the show notes as safe HTML, the link to the episode's page at the end."""
    say = of(show)
    listed = not episode.chapters_in_description
    blocks = [*content.description(show, episode), *extras(show, episode, say, listed)]
    return "\n".join([*blocks, page_link(show, episode, say.page, say)])


def feed_notes(show: Show, episode: Episode, limit: int = LIMIT) -> tuple[str, bool]:
    """Return the show notes in at most *limit* bytes of UTF-8, and whether blocks were left out.

    What stays, in this order: the link to the page, the beginning of the description, chapters,
    people, transcript and licence, then as much of the description as there is room for.
    """
    say = of(show)
    told = content.description(show, episode)
    added = extras(show, episode, say, not episode.chapters_in_description)
    whole = "\n".join([*told, *added, page_link(show, episode, say.page, say)])
    if len(whole) * 4 <= limit or size(whole) <= limit:
        return whole, False
    added = extras(show, episode, say)  # the description's own list may be among what is cut
    link = page_link(show, episode, say.more, say)
    room = limit - size(link)
    opening, room = fitting(told[:1], room)
    kept, room = fitting(added, room, skip=True)
    following, room = fitting(told[1:] if opening else (), room)
    return "\n".join([*opening, *following, *kept, link]), True


def fitting(blocks: tuple[str, ...], room: int, skip: bool = False) -> tuple[list[str], int]:
    """Return the first blocks that fit into *room* bytes (with *skip*: all that do), and the rest.

    Each block takes a line end with it.
    """
    kept = []
    for block in blocks:
        needed = size(block) + 1
        if needed <= room:
            kept.append(block)
            room -= needed
        elif not skip:
            break
    return kept, room


def size(html: str) -> int:
    """Return the bytes that apps count."""
    return len(html.encode())


def extras(show: Show, episode: Episode, say: Words, listed: bool = True) -> tuple[str, ...]:
    """Return the blocks after the description: chapters (if *listed*), people, links, licence."""
    blocks = []
    if listed and (chapters := content.chapter_lines(episode)):
        blocks.append(f"<p>{'<br/>'.join(escape(line, quote=False) for line in chapters)}</p>")
    if people := content.credited(show, episode):
        credits = (escape(content.credit(p, say), quote=False) for p in people)
        blocks.append(f"<p>{say.people}{say.colon}{', '.join(credits)}</p>")
    if transcripts := content.transcript_links(show, episode):
        blocks.append(
            f"<p>{', '.join(transcript(*link, say, transcripts) for link in transcripts)}</p>"
        )
    if license := content.license_of(show, episode):
        name = license.identifier
        text = content.anchor(license.url, name) if license.url else escape(name, quote=False)
        blocks.append(f"<p>{say.license}{say.colon}{text}</p>")
    return tuple(blocks)


def transcript(language: str, address: str, say: Words, among: list[tuple[str, str]]) -> str:
    """Return the link to a transcript; it says its language where there are several."""
    return content.anchor(address, say.transcript + (f" ({language})" if len(among) > 1 else ""))


def page_link(show: Show, episode: Episode, text: str, say: Words) -> str:
    """Return the paragraph that leads to the episode's page."""
    return f"<p>{text}{say.colon}{content.anchor(addresses.page_url(show, episode))}</p>"
