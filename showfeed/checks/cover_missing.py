"""The show has a cover.

Apple and Spotify list no show without one. The feed is made without it all the same, so that a
new show can be tried at once. (Apple, PSP-1: itunes:image.)
"""

from collections.abc import Iterator

from showfeed.model import Show
from showfeed.problems import Level, Problem

SCOPE = "show"
BAD = """\
title: Rivers
url: https://rivers.example
description: Where they come from.
language: en
author: Anna Ex
categories: Science
"""
GOOD = BAD + "cover: cover.jpg\n"


def check(show: Show) -> Iterator[Problem]:
    """Warn of a show without a picture."""
    if show.cover is None:
        yield Problem(
            show.origin.place,
            "cover-missing",
            "the show has no cover; Apple and Spotify take none without",
            "add `cover: cover.jpg`, a square JPEG or PNG of 3000 pixels",
            Level.WARNING,
        )
