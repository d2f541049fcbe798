"""Two shows as apps hear them → what subscribers will see."""

from collections.abc import Iterator
from dataclasses import replace

from showfeed.compare.changes import Change, Changes, Heard, Subject
from showfeed.compare.episodes import bare, compare_episodes
from showfeed.compare.files import compare_transcripts, with_chapters
from showfeed.compare.matching import match
from showfeed.compare.shows import compare_shows
from showfeed.model import Chapter, Episode, ImageTag, Picture
from showfeed.problems import Level

AGAIN = "keep the old guid: `guid: {}` in the episode's file"


def compare(old: Heard, new: Heard) -> Changes:
    """Compare what is published with what would be."""
    return Changes(tuple(_all(old, new)))


def _all(old: Heard, new: Heard) -> Iterator[Change]:
    if old.address and new.address and old.show.url != new.show.url:
        old = at_new_home(old, new.show.url)
    yield from compare_shows(old, new)
    matched = match(old.show.episodes, new.show.episodes)
    before = {after.guid: before for before, after in (*matched.pairs, *matched.renamed)}
    arrived = {episode.guid for episode in matched.new}
    for episode in new.show.episodes:
        if episode.guid in arrived:
            yield Change("new", _subject(episode), (_dated("new", episode),))
            continue
        was = before.get(episode.guid)
        if was is None:  # a second item with a guid that stood before it
            continue
        if was.guid != episode.guid:
            yield _another_guid(was, episode)
        states = with_chapters(old, new, was, episode)
        yield from compare_episodes(*states, _subject(episode))
        yield from _transcripts(old, new, was, episode)
        yield from compare_transcripts(old, new, episode)
    for episode in matched.gone:
        yield Change(
            "gone",
            _subject(episode),
            ("gone: who has not downloaded it can't hear it any more",),
            Level.ERROR,
            "bring its file back; if it must go, say so to your listeners first",
            before=episode.guid,
        )
    yield from _order(old, new)


def at_new_home(old: Heard, home: str) -> Heard:
    """Return a show as if it stood at *home*: that all addresses differ is told once."""
    before, after = (f"{bare(url)}/" for url in (old.show.url, home))

    def moved(text: str) -> str:
        return text.replace(before, after)

    def picture(one: Picture | None) -> Picture | None:
        return replace(one, href=moved(one.href)) if one else None

    def tag(image: ImageTag) -> ImageTag:
        return replace(image, picture=replace(image.picture, href=moved(image.picture.href)))

    def chapter(one: Chapter) -> Chapter:
        return replace(one, image=picture(one.image))

    def episode(one: Episode) -> Episode:
        audio = replace(one.audio, href=moved(one.audio.href)) if one.audio else None
        return replace(
            one,
            audio=audio,
            link=moved(one.link),
            description=moved(one.description),
            image=picture(one.image),
            images=tuple(map(tag, one.images)),
            chapters=tuple(map(chapter, one.chapters)),
        )

    show = replace(
        old.show,
        cover=picture(old.show.cover),
        images=tuple(map(tag, old.show.images)),
        episodes=tuple(map(episode, old.show.episodes)),
    )
    files = {
        guid: tuple(
            replace(file, content=file.content.replace(before.encode(), after.encode()))
            for file in held
        )
        for guid, held in old.files.items()
    }
    return replace(old, show=show, files=files)


def _subject(episode: Episode) -> Subject:
    return Subject(episode.title, episode.guid)


def _dated(word: str, episode: Episode) -> str:
    return f"{word}, of {episode.date:%Y-%m-%d %H:%M}" if episode.date else word


def _another_guid(old: Episode, new: Episode) -> Change:
    return Change(
        "guid",
        _subject(new),
        ("its guid was ", old.guid, ", it is ", new.guid, ": every app downloads it again"),
        Level.ERROR,
        AGAIN.format(old.guid),
        old.guid,
        new.guid,
    )


def _transcripts(old: Heard, new: Heard, was: Episode, now: Episode) -> Iterator[Change]:
    before = old.transcripts.get(was.guid, ())
    after = new.transcripts.get(now.guid, ())
    for sign, forms in (("gone", set(before) - set(after)), ("new", set(after) - set(before))):
        if forms:
            names = ", ".join(" ".join(filter(None, form)) for form in sorted(forms))
            level = Level.WARNING if sign == "gone" and not after else Level.ADVICE
            yield Change(
                "transcript", _subject(now), (f"{sign} transcript: ", names), level, after=names
            )


def _order(old: Heard, new: Heard) -> Iterator[Change]:
    """Tell where episodes that both have stand in another order."""
    here = {episode.guid for episode in new.show.episodes}
    before = [episode.guid for episode in old.show.episodes if episode.guid in here]
    known = set(before)
    after = [episode.guid for episode in new.show.episodes if episode.guid in known]
    if list(dict.fromkeys(before)) != list(dict.fromkeys(after)):
        yield Change(
            "order",
            Subject(new.show.title),
            ("episodes stand in another order, which follows their dates",),
        )
