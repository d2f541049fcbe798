"""Show notes as plain text, for mail, chat and copying."""

from showfeed.formats.html_text import bare_text, plain_text
from showfeed.model import Episode, Show
from showfeed.outputs import addresses, words
from showfeed.outputs import notes_content as content


def notes_text(show: Show, episode: Episode) -> str:
    """Return an episode's show notes as text of 72 columns."""
    say = words.of(show)
    sections = [
        [content.one_line(episode.title), content.one_line(show.title)],
        facts(show, episode),
        plain_text(content.description(show, episode)),
    ]
    chapters = content.chapter_lines(episode)
    if chapters and not episode.chapters_in_description:
        sections.append([say.chapters, *chapters])
    if people := content.credited(show, episode):
        sections.append([say.people, *(content.credit(p, say) for p in people)])
    sections.append(ending(show, episode))
    lines = "\n\n".join("\n".join(lines) for lines in sections if lines).split("\n")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def facts(show: Show, episode: Episode) -> list[str]:
    """Return when the episode came out, how long it is and where it is heard."""
    say = words.of(show)
    lines = []
    if episode.date:
        lines.append(say.published + say.colon + words.date(episode.date, show.language))
    if episode.duration:
        lines.append(say.length + say.colon + words.length(episode.duration, show.language))
    return [*lines, say.listen + say.colon + addresses.page_url(show, episode)]


def ending(show: Show, episode: Episode) -> list[str]:
    """Return where the transcripts are, and the licence."""
    say = words.of(show)
    transcripts = content.transcript_links(show, episode)
    lines = [
        say.transcript + (f" ({language})" if len(transcripts) > 1 else "") + say.colon + address
        for language, address in transcripts
    ]
    if license := content.license_of(show, episode):
        lines.append(f"{say.license}{say.colon}{license.identifier} {license.url}")
    return lines


def lead(show: Show, episode: Episode) -> str:
    """Return the episode in a sentence or paragraph of text, where the notes stand elsewhere."""
    if episode.summary or episode.subtitle:
        return content.one_line(episode.summary or episode.subtitle)
    opening = " ".join(map(bare_text, content.description(show, episode)[:1]))
    return opening or content.one_line(episode.title)
