"""Answers → Problems: one rule per file, the file named like the rule."""

from types import ModuleType

from showfeed.live.answers import Asked
from showfeed.live.rules import (
    served_cors,
    served_feed,
    served_head,
    served_length,
    served_login,
    served_packed,
    served_prefix,
    served_ranges,
    served_redirects,
    served_status,
    served_tls,
    served_type,
    served_unchanged,
)
from showfeed.problems import Problem

RULES: tuple[ModuleType, ...] = (
    served_cors,
    served_feed,
    served_head,
    served_length,
    served_login,
    served_packed,
    served_prefix,
    served_ranges,
    served_redirects,
    served_status,
    served_tls,
    served_type,
    served_unchanged,
)


def check(asked: Asked) -> tuple[Problem, ...]:
    """Find what is wrong with what one address answered."""
    return tuple(problem for rule in RULES for problem in rule.check(asked))
