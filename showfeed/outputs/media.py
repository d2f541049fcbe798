"""Show → its audio and pictures, from the folder as they are."""

from collections.abc import Iterable, Iterator

from showfeed.artifacts import Artifact, Rank
from showfeed.model import Person, Picture, Show
from showfeed.outputs import addresses, embedding


def render(show: Show) -> Iterator[Artifact]:
    """Give every file of the folder that the feed or the pages name, once."""
    found: dict[str, Artifact] = {}
    for picture in pictures(show):
        if picture.file is not None and picture.facts is not None:
            path = addresses.picture_path(picture, cover=picture == show.cover)
            found[path] = Artifact(path, picture.file, Rank.MEDIA, picture.facts.digest)
    for episode in show.episodes:
        audio = episode.audio
        if audio is None or audio.file is None or show.media.url:
            continue
        if audio.facts and audio.facts.embedded:
            found[audio.href] = embedding.artifact(show, episode, audio)
            continue
        digest = audio.facts.digest if audio.facts else ""
        found[audio.href] = Artifact(audio.href, audio.file, Rank.MEDIA, digest)
    for _, artifact in sorted(found.items()):
        yield artifact


def elsewhere(show: Show) -> tuple[str, ...]:
    """Return the paths of audio that the feed names and this machine does not have.

    It was published from another; what is there of it must stay.
    """
    here = (e.audio for e in show.episodes if e.audio and not e.audio.remote)
    return tuple(sorted(audio.href for audio in here if audio.file is None))


def portraits(people: Iterable[Person]) -> Iterator[Picture]:
    """Give the pictures of people that lie in the folder."""
    yield from (person.portrait for person in people if person.portrait)


def pictures(show: Show) -> Iterator[Picture]:
    """Give every picture of the show and its episodes."""
    if show.cover:
        yield show.cover
    yield from (image.picture for image in show.images)
    yield from portraits(show.people)  # not of the registry: a guest of tomorrow stays unseen
    for episode in show.episodes:
        if episode.image:
            yield episode.image
        yield from (image.picture for image in episode.images)
        yield from portraits(episode.people)
        yield from (chapter.image for chapter in episode.chapters if chapter.image)
