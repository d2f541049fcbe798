"""What the world sees of a published show: every address is asked, every answer judged."""

from collections.abc import Callable
from dataclasses import replace

from showfeed.formats.quoting import quoted
from showfeed.live import rules
from showfeed.live.answers import Failure
from showfeed.live.asking import Asker
from showfeed.live.questions import feed_question, questions
from showfeed.model import Show
from showfeed.problems import OutsideError, Problem

__all__ = ["Asker", "look"]


def look(
    show: Show,
    ids: frozenset[str] = frozenset(),
    *,
    urls: frozenset[str] | None = None,
    feed: bytes = b"",
    asker: Asker | None = None,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Problem, ...]:
    """Find what is wrong with the show as it is served; *show* is as the world should see it now.

    Besides the feed all addresses are asked, or those of some episodes (*ids*), or only *urls*.
    *feed* is what was published, where that is not what would be built of the show. *told* hears
    how many addresses are asked, and of how many. Raises OutsideError where the site can't be
    reached at all.
    """
    with asker or Asker() as asking:
        question = feed_question(show)
        first = asking.ask(replace(question, expected=feed) if feed else question)
        failure = first.answer.failure
        if failure in (Failure.CONNECTION, Failure.TIME) and not first.answer.hops:
            raise OutsideError(
                f"{quoted(first.question.url)} can't be reached: {failure.value}\n"
                "    look at `url` in show.yaml, at this machine's network, and try again"
            )
        rest = [q for q in questions(show, ids) if urls is None or {q.url, q.behind} & urls]
        found = [*rules.check(first)]
        told(1, len(rest) + 1)
        for number, asked in enumerate(asking.all(rest), 2):
            found += rules.check(asked)
            told(number, len(rest) + 1)
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.order))
