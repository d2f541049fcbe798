"""episodes/<id>.yaml: which fields an episode has."""

from showfeed.model import Episode, EpisodeKind, LiveStatus, LiveStream, Person
from showfeed.sources.enclosures_yaml import ALTERNATE, LINK, SOUNDBITE
from showfeed.sources.fields import Fields, many, mapping
from showfeed.sources.images_yaml import IMAGE
from showfeed.sources.kinds import (
    DATE,
    DECIMAL,
    DURATION,
    MARKDOWN,
    NUMBER,
    TEXT,
    URL,
    YES_NO,
    choice,
    matching,
)
from showfeed.sources.kinds_chapters import (
    CHAPTERS,
    IN_AUDIO,
    IN_DESCRIPTION,
    chapters_elsewhere,
)
from showfeed.sources.kinds_files import AUDIO, PICTURE
from showfeed.sources.kinds_people import SPEAKERS, labels, people
from showfeed.sources.kinds_transcripts import TRANSCRIPTS
from showfeed.sources.redirects_yaml import OLD_PATH
from showfeed.sources.social_yaml import CHAT, SOCIAL
from showfeed.sources.tags_yaml import FUNDING, LICENSE, LOCATION, TXT
from showfeed.sources.value_yaml import VALUE

SLUG = matching(
    "slug",
    r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
    "fit for an address",
    "use letters a-z, digits, `-`, `_` and `.`",
    "my-episode",
)
NUMBER_DISPLAY = matching("text", ".{1,32}", "short enough", "write at most 32 characters", "Ch. 3")


def _read_live(fields: Fields) -> LiveStream:
    status = fields.must("status", choice("live", "pending", "live", "ended"), "How it stands.")
    return LiveStream(
        LiveStatus(status),
        fields.must("start", DATE, "When it begins."),
        fields.may("end", DATE, None, "When it ends."),
        fields.may("links", many(LINK), (), "Where it can be watched."),
        fields.origin,
    )


LIVE = mapping("a live stream", _read_live, LiveStream(LiveStatus.PENDING, DATE.example))


def read_episode(fields: Fields, id: str) -> Episode:
    """Read an episode's fields; date and audio may be missing while it is not finished."""
    date = fields.may("date", DATE, None, "The day, and hour if any: 15/04/2024 18:30.")
    typed = fields.may("duration", DURATION, None, "How long: 54 min, 1:02:03.")
    cast = _people(fields)
    speakers = fields.may("speakers", SPEAKERS, (), "Who is meant by a transcript's labels.")
    fields.reading.labels = (*labels(fields.reading, cast), *(label for label, _ in speakers))
    chapters = fields.may("chapters", CHAPTERS, (), "`0:00 Title` lines, a path, or `audio`.")
    in_description = chapters == IN_DESCRIPTION
    if isinstance(chapters, str) and chapters != IN_AUDIO:
        chapters = chapters_elsewhere(fields, chapters)
    return Episode(
        id=id,
        title=fields.must("title", TEXT, "The episode's name, without its number."),
        date=date,
        audio=fields.may("audio", AUDIO, None, "A path of the folder, or an https address."),
        typed_duration=typed[0] if typed else None,
        typed_to_minutes=typed[1] if typed else False,
        chapters=() if isinstance(chapters, str) else chapters,
        chapters_in_audio=chapters == IN_AUDIO,
        chapters_in_description=in_description,
        transcripts=fields.may("transcript", TRANSCRIPTS, (), "A path, or several by language."),
        description=fields.may("description", MARKDOWN, "", "The show notes, in Markdown."),
        guid=fields.may("guid", TEXT, "", "Its identity in apps; leave out unless it has one."),
        guid_is_permalink=fields.may("guid_is_permalink", YES_NO, False, "The guid is its page."),
        number=fields.may("number", DECIMAL, None, "Its number in the season."),
        number_display=fields.may("number_display", NUMBER_DISPLAY, "", "Its number in words."),
        season=fields.may("season", NUMBER, None, "The season's number."),
        kind=EpisodeKind(
            fields.may("kind", choice("kind", "full", "trailer", "bonus"), "full", "What it is.")
        ),
        recorded=fields.may("recorded", DATE, None, "When it was recorded."),
        draft=fields.may("draft", YES_NO, False, "Keep it out of the feed."),
        explicit=fields.may("explicit", YES_NO, None, "Not for children."),
        image=fields.may("image", PICTURE, None, "The episode's own cover."),
        images=fields.may("images", many(IMAGE), (), "More pictures, each with its purpose."),
        subtitle=fields.may("subtitle", TEXT, "", "A line below the title."),
        summary=fields.may("summary", TEXT, "", "A sentence or two."),
        author=fields.may("author", TEXT, "", "Who made it, if not the show's author."),
        people=cast,
        speakers=speakers,
        anonymous_speakers=fields.may(
            "anonymous_speakers", YES_NO, None, "Keep labels such as `Speaker 1` in transcripts."
        ),
        tags=fields.may("tags", many(TEXT), (), "Words to find it by."),
        link=fields.may("link", URL, "", "Its page, if not the one made here."),
        slug=fields.may("slug", SLUG, "", "Its name in addresses, if not the file's."),
        moved_from=fields.may("moved_from", many(OLD_PATH), (), "Where its page stood before."),
        soundbites=fields.may("soundbites", many(SOUNDBITE), (), "Passages that stand for it."),
        alternates=fields.may("alternates", many(ALTERNATE), (), "Other encodings, a video, …"),
        locations=fields.may("location", many(LOCATION), (), "Places that it is about."),
        license=fields.may("license", LICENSE, None, "An SPDX identifier, or an own one."),
        funding=fields.may("funding", many(FUNDING), (), "Where listeners can give."),
        value=fields.may("value", VALUE, None, "How listeners can pay a minute."),
        social=fields.may("social", many(SOCIAL), (), "Posts under which people talk."),
        chat=fields.may("chat", CHAT, None, "The room where listeners meet."),
        txt=fields.may("txt", many(TXT), (), "Text for a purpose."),
        live=fields.may("live", LIVE, None, "It is a live stream."),
        links=fields.may("links", many(LINK), (), "Where else it is to be had."),
        block=fields.may("block", YES_NO, False, "Hide it from directories."),
        embed=fields.may("embed", YES_NO, None, "Put chapters and titles into the audio."),
        origin=fields.origin,
    )


def _people(fields: Fields) -> tuple[Person, ...]:
    """Return everybody, once a role, whichever of the fields name them."""
    found = (
        *fields.may("hosts", people("Host"), (), "Who leads through it."),
        *fields.may("people", people(), (), "Who is heard: `Ana`, `Ana (host)`, a list."),
        *fields.may("guests", people("Guest"), (), "Who was invited."),
    )
    once: dict[tuple[str, str], Person] = {}
    for person in found:
        once.setdefault((person.name, person.role), person)
    return tuple(once.values())
