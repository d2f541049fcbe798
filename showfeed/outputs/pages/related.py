"""You may also like: for each episode those that share people, tags and words with it.

Looked up by what is shared, rare things first; what many episodes share is no reason to like one
more than another. So the work grows with the episodes, not with their square. Words are those of
titles, subtitles and chapters: an edited description never changes another episode's page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from showfeed.model import Episode, Show
from showfeed.outputs.pages.folding import words_of

COUNT = 3
COMMON = 24  # what more episodes share than this says nothing
WEIGHTS = {"person": 8, "tag": 6, "word": 2}
SHORTEST = 4  # letters of a word that says something


def related(show: Show) -> list[tuple[Episode, ...]]:
    """Return for each episode, in the show's order, up to three others; the nearest fill up."""
    episodes = show.episodes
    features = [tuple(dict.fromkeys(_features(show, episode))) for episode in episodes]
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, found in enumerate(features):
        for feature in found:
            sharing[feature].append(index)
    return [_nearest(index, episodes, features, sharing) for index in range(len(episodes))]


def _features(show: Show, episode: Episode) -> Iterator[tuple[str, str]]:
    everywhere = {person.name for person in show.people}
    for person in episode.people:
        if person.name not in everywhere:
            yield "person", person.name
    for tag in episode.tags:
        yield "tag", tag.casefold()
    titles = (episode.title, episode.subtitle, *(chapter.title for chapter in episode.chapters))
    for word in words_of(" ".join(titles)):
        if len(word) >= SHORTEST:
            yield "word", word


def _nearest(
    index: int,
    episodes: Sequence[Episode],
    features: Sequence[tuple[tuple[str, str], ...]],
    sharing: dict[tuple[str, str], list[int]],
) -> tuple[Episode, ...]:
    """Return the best: most shared, weighed by rarity; then those next to it, older ones first."""
    points: Counter[int] = Counter()
    for feature in features[index]:
        others = sharing[feature]
        if 1 < len(others) <= COMMON:
            weight = WEIGHTS[feature[0]] * 64 // len(others)
            for other in others:
                points[other] += weight
    del points[index]
    best = sorted(points, key=lambda other: (-points[other], abs(other - index), other))[:COUNT]
    older = range(index + 2, min(index + 2 + COUNT, len(episodes)))  # the next one is linked anyway
    newer = range(index - 2, max(index - 2 - COUNT, -1), -1)
    for other in (*older, *newer):
        if len(best) < COUNT and other not in best:
            best.append(other)
    return tuple(episodes[other] for other in best)
