"""Who speaks is credited.

Apps list the people of an episode from its credits, not from what the transcript says.
(Podcast namespace: person.)
"""

from collections.abc import Iterator

from showfeed.formats.casting import folded
from showfeed.model import Show
from showfeed.outputs.notes_content import credited
from showfeed.outputs.transcripts import named
from showfeed.problems import Level, Problem

SCOPE = "show and episode"
BAD = "people: {anna: Anna (host), bob: Bob (guest)}\n---\ntranscript: words.txt\n"
GOOD = BAD + "people: anna, bob\n"


def check(show: Show) -> Iterator[Problem]:
    """Look for people of the registry who speak and are not credited."""
    for episode in show.episodes:
        heard = {person.name for person in credited(show, episode)}
        for transcript in episode.transcripts if show.registry else ():
            names = named(show, episode, transcript)
            speak = {folded(names.get(label, label)) for label in transcript.speakers}
            for person in show.registry.values():
                if person.name not in heard and folded(person.name) in speak:
                    yield Problem(
                        transcript.origin.place,
                        "speaker-uncredited",
                        f"`{person.name}` speaks in the transcript, but is not credited",
                        f"add `{person.key}` to `hosts`, `guests` or `people` of the episode",
                        Level.ADVICE,
                    )
