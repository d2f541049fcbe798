"""A rule of the reader: why it is there, with an example of wrong and right."""

from typing import NamedTuple


class ReadingRule(NamedTuple):
    """Why a rule is there, and YAML of an episode (or, where told, of a show) that shows it."""

    why: str
    bad: str
    good: str
    of_show: bool = False


EPISODE = "title: The source\ndate: 15/04/2024\ndraft: yes\n"
SHOW = (
    "title: Rivers\nurl: https://rivers.example\ndescription: Water.\nlanguage: en\n"
    "author: Ana\ncategories: Science\n"
)


def of_episode(why: str, bad: str, good: str) -> ReadingRule:
    """Return a rule that an episode's line shows."""
    return ReadingRule(why, f"{EPISODE}{bad}\n", f"{EPISODE}{good}\n")


def of_show(why: str, bad: str, good: str) -> ReadingRule:
    """Return a rule that a line of show.yaml shows."""
    return ReadingRule(why, f"{SHOW}{bad}\n", f"{SHOW}{good}\n", True)
