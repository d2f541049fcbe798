"""A speaker's label is one of the people.

Who is declared has a page, a picture, a role; a label that is nobody's has none of them, and the
name in the transcript is not that in the credits.
"""

from collections.abc import Iterator

from showfeed.formats.casting import anonymous, folded, nearest_person
from showfeed.model import Episode, Show, Transcript
from showfeed.outputs.transcripts import cast_of, hides_anonymous
from showfeed.problems import Level, Problem

SCOPE = "episode"
BAD = "people: Anne (host), Bob\ntranscript: words.txt\n"
GOOD = BAD + "speakers: {Anna: Anne}\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for labels that can't be tied to the people who are declared."""
    for episode in show.episodes:
        if show.registry or show.people or episode.people:
            for transcript in episode.transcripts:
                yield from of_transcript(show, episode, transcript)


def of_transcript(show: Show, episode: Episode, transcript: Transcript) -> Iterator[Problem]:
    """Tell the labels of one transcript."""
    cast = cast_of(show, episode)
    told = {folded(label): name for label, name in episode.speakers}
    unknown = [
        name
        for label in transcript.speakers
        if (name := told.get(folded(label), label)) and folded(name) not in cast
    ]
    nobody = [name for name in unknown if anonymous(name)]
    if nobody and not hides_anonymous(show, episode):
        yield Problem(
            transcript.origin.place,
            "speaker-unknown",
            f"{', '.join(f'`{name}`' for name in nobody[:4])}"
            f"{' …' if len(nobody) > 4 else ''} in the transcript may be anybody",
            f"write who it is, as in `speakers: {{{nobody[0]}: {example(show, episode)}}}`, "
            "or `anonymous_speakers: no`",
            Level.ADVICE,
        )
    for name in unknown:
        if not anonymous(name):
            near = nearest_person(name, list(cast.values()))
            yield Problem(
                transcript.origin.place,
                "speaker-unknown",
                f"`{name}` in the transcript is none of the people that are declared",
                f"did you mean `{near}`? write `speakers: {{{name}: {near}}}`"
                if near
                else f"add `{name}` to the people, or write who it is under `speakers`",
                Level.ADVICE,
            )


def example(show: Show, episode: Episode) -> str:
    """Return somebody who may be meant."""
    somebody = next(iter((*episode.people, *show.people, *show.registry.values())))
    return somebody.key or somebody.name
