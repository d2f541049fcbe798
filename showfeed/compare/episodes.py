"""An episode as it was and as it is → what has changed of it."""

from collections.abc import Iterator
from datetime import timedelta

from showfeed.compare.changes import Change, Subject
from showfeed.compare.smaller import others
from showfeed.compare.word_diff import plain, word_diff
from showfeed.formats.timecode import format_timecode
from showfeed.model import Audio, Chapter, Episode, Person, Picture
from showfeed.problems import Level

HEARD = timedelta(seconds=2)  # lengths that differ by less are told by rounding
RENAME = (
    "for the new audio to reach those who have the old, give the file another name: its URL "
    "changes, the guid stays"
)
# What else may change, in words; compared as a whole.
OTHERS = (
    *(("explicit", "whether it is explicit"), ("kind", "its kind"), ("season", "its season")),
    *(("number", "its number"), ("link", "its page"), ("soundbites", "its soundbites")),
    *(("alternates", "its other encodings"), ("locations", "its places"), ("tags", "its tags")),
    *(("license", "its licence"), ("funding", "its funding"), ("value", "who is paid")),
    *(("social", "where people talk"), ("chat", "its chat"), ("txt", "its txt records")),
    *(("images", "its further pictures"), ("author", "its author"), ("links", "its links")),
    *(("live", "the live stream"), ("guid_is_permalink", "whether its guid is an address")),
)


def compare_episodes(old: Episode, new: Episode, subject: Subject) -> Iterator[Change]:
    """Give what has changed between two states of an episode."""
    yield from compare_text("title", "its title", old.title, new.title, subject)
    if old.audio != new.audio or old.typed_duration != new.typed_duration:
        yield from compare_audio(old, new, subject)
    if old.date != new.date and old.date and new.date:
        shown = f"{old.date:%Y-%m-%d %H:%M %z}", f"{new.date:%Y-%m-%d %H:%M %z}"
        yield Change(
            "date",
            subject,
            ("its date was ", shown[0], ", it is ", shown[1]),
            Level.ADVICE,
            before=old.date.isoformat(),
            after=new.date.isoformat(),
        )
    yield from compare_text("subtitle", "its subtitle", old.subtitle, new.subtitle, subject)
    before, after = plain(old.description), plain(new.description)
    if before != after:
        yield from compare_text("description", "its notes", before, after, subject)
    elif old.description != new.description:
        yield Change("description", subject, ("its notes have other links or another form",))
    if old.chapters != new.chapters:
        yield chapters(old.chapters, new.chapters, subject)
    if old.people != new.people:
        yield people(old.people, new.people, subject)
    yield from picture("its picture", old.image, new.image, subject)
    if new.block and not old.block:
        words = ("it is hidden from Apple Podcasts and others now",)
        yield Change("block", subject, words, Level.WARNING)
    elif old.block != new.block:
        yield Change("block", subject, ("it is hidden no more",))
    yield from others(old, new, subject, OTHERS)


def compare_text(kind: str, what: str, old: str, new: str, subject: Subject) -> Iterator[Change]:
    """Give the words of a text that have changed."""
    if old == new:
        return
    if not old or not new:
        verb = "is new" if new else "is gone"
        yield Change(kind, subject, (f"{what} {verb}: ", new or old), before=old, after=new)
        return
    pieces = word_diff(old, new)
    yield Change(kind, subject, (f"{what} changed",), before=old, after=new, pieces=pieces)


def compare_audio(old: Episode, new: Episode, subject: Subject) -> Iterator[Change]:
    """Give what has changed of the sound: its address, its bytes, its length."""
    was, now = old.audio, new.audio
    if was is None or now is None:
        if was is not now:
            what = "it has no audio any more" if was else "it has audio now"
            level = Level.ERROR if was else Level.ADVICE
            yield Change("audio", subject, (what,), level, "" if now else "name its audio again")
        return
    replaced = differs(was, now) or lengths_differ(old, new)
    if was.href == now.href:
        if replaced:
            words = f"its audio was replaced ({sizes(old, new)}): apps that have it keep the old"
            yield Change("audio", subject, (words,), Level.WARNING, RENAME)
        return
    if replaced:
        words = f"its audio is another ({sizes(old, new)}), under another address: "
    elif now.href.endswith(bare(was.href)) or was.href.endswith(bare(now.href)):
        words = "its audio goes another way to the same file (a measuring prefix): "
    else:
        words = "its audio has another address: "
    yield Change(
        "enclosure", subject, (words, was.href, " is now ", now.href), Level.ADVICE, "",
        was.href, now.href,
    )  # fmt: skip


def bare(url: str) -> str:
    """Return an address without its scheme."""
    return url.partition("://")[2]


def differs(was: Audio, now: Audio) -> bool:
    """Tell whether two feeds tell of other bytes; a size that is not known tells nothing."""
    return bool(
        was.facts and now.facts and was.facts.size and now.facts.size
        and was.facts.size != now.facts.size
    )  # fmt: skip


def lengths_differ(old: Episode, new: Episode) -> bool:
    """Tell whether two feeds tell of another length."""
    if old.duration is None or new.duration is None:
        return False
    return abs(old.duration - new.duration) >= HEARD


def sizes(old: Episode, new: Episode) -> str:
    """Say how the sound has changed."""
    said = []
    if lengths_differ(old, new) and old.duration is not None and new.duration is not None:
        said.append(
            f"{format_timecode(old.duration)} long before, {format_timecode(new.duration)} now"
        )
    was, now = (e.audio.facts.size if e.audio and e.audio.facts else 0 for e in (old, new))
    if was and now and was != now:
        said.append(f"{was:,} bytes before, {now:,} now")
    return "; ".join(said)


def chapters(old: tuple[Chapter, ...], new: tuple[Chapter, ...], subject: Subject) -> Change:
    """Say how chapters have changed."""
    if not old or not new:
        words = f"it has {len(new)} chapters now" if new else "its chapters are gone"
        level = Level.ADVICE if new else Level.WARNING
        return Change("chapters", subject, (words,), level)
    shown = [
        [f"{format_timecode(c.start)} {c.title}{'' if c.listed else ' (silent)'}" for c in side]
        for side in (old, new)
    ]
    gone = [line for line in shown[0] if line not in shown[1]]
    come = [line for line in shown[1] if line not in shown[0]]
    if not gone and not come:
        return Change("chapters", subject, ("its chapters have other links or pictures",))
    pieces = [("-", line) for line in gone[:8]] + [("+", line) for line in come[:8]]
    return Change(
        "chapters", subject, ("its chapters changed",), before="\n".join(shown[0]),
        after="\n".join(shown[1]), pieces=tuple(pieces),
    )  # fmt: skip


def people(old: tuple[Person, ...], new: tuple[Person, ...], subject: Subject) -> Change:
    """Say who is credited now and who no more."""
    shown = [[f"{p.name} ({p.role.lower()})" for p in side] for side in (old, new)]
    gone = [name for name in shown[0] if name not in shown[1]]
    come = [name for name in shown[1] if name not in shown[0]]
    if not gone and not come:
        return Change("people", subject, ("its credits have other links, pictures or order",))
    pieces = [("-", name) for name in gone] + [("+", name) for name in come]
    return Change("people", subject, ("its credits changed",), pieces=tuple(pieces))


def picture(
    what: str, old: Picture | None, new: Picture | None, subject: Subject
) -> Iterator[Change]:
    """Say that a picture is another."""
    was, now = (one.href if one else "" for one in (old, new))
    if was == now:
        return
    verb = "is another" if was and now else "is new" if now else "is gone"
    words = (f"{what} {verb}: ", now or was)
    yield Change("image", subject, words, before=was, after=now)
