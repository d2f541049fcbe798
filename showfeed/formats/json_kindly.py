"""JSON that somebody else wrote → values, as far as sense goes, and where each of them stands."""

import json
import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from showfeed.formats.quoting import quoted

# A string ends with its line at the latest: one lost quote must not take the rest of a file.
TOKEN = re.compile(r'("(?:[^"\\\n]++|\\[^\n])*+"?)|([{}\[\],:])|([^\s{}\[\],:"]++)')
NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")
WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "NaN": None}
PAIRS = {"}": "{", "]": "["}
DEEPEST = 60
MOST = 20  # repairs that are told

Spot = int  # where a value stands: letters from the text's start


class Repair(NamedTuple):
    """What had to be mended to go on; *lost* where words may be missing."""

    at: Spot
    message: str
    hint: str
    lost: bool = False


class Json(NamedTuple):
    """What JSON holds; *spots* tells where an object stands, and each of its members."""

    value: object
    repairs: tuple[Repair, ...] = ()
    spots: "dict[tuple[int, str], Spot] | None" = None

    def spot(self, holder: object, member: str = "") -> Spot:
        """Return where a member's value stands, or the object itself."""
        spots = self.spots or {}
        return spots.get((id(holder), member), spots.get((id(holder), ""), 0))


@lru_cache(maxsize=1)
def load(text: str) -> Json:
    """Read JSON; what is wrong with it is mended and told. Never raises.

    >>> load('[1, 2,]').value, load('[1, 2,]').repairs[0].message
    ([1, 2], 'there is a `,` with nothing after it')
    """
    try:
        return Json(json.loads(text))
    except (ValueError, RecursionError):
        return Mending(text).read()


def place(text: str, at: Spot) -> tuple[int, int]:
    """Return line and column of a spot.

    >>> place("ab\\ncd", 4)
    (2, 2)
    """
    starts = line_starts(text)
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1


@lru_cache(maxsize=1)
def line_starts(text: str) -> list[Spot]:
    """Return where each line begins."""
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


class Mending:
    """One reading of a text, token by token, that knows where everything stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.repairs: list[Repair] = []
        self.spots: dict[tuple[int, str], Spot] = {}
        self.root: list[object] = []
        self.open: list[list[object] | dict[str, object]] = [self.root]
        self.names: list[str | None] = [None]  # of each open object: the one that waits for a value
        self.losing = False
        self.before = ""  # what came last: a sign, `n` for a member's name, `v` for a value

    def read(self) -> Json:
        """Read it all."""
        for token in TOKEN.finditer(self.text):
            string, sign, word = token.groups()
            at = token.start()
            if self.root and len(self.open) == 1:
                self.mend(at, "something follows the end of the JSON", "remove it", lost=True)
                break
            if not sign:
                self.value(self.string(string, at) if string else self.word(word, at), at)
            elif sign in ",:":
                self.parting(sign, at)
            elif sign in PAIRS:
                self.close(sign, at)
            elif len(self.open) > DEEPEST:
                self.mend(at, f"brackets are nested over {DEEPEST} deep", "flatten it", lost=True)
                break
            else:
                self.begin(sign, at)
        else:
            if len(self.open) > 1:
                hint = "look whether it was saved or copied whole"
                end = max(len(self.text.rstrip()) - 1, 0)
                self.mend(end, "the JSON stops before its brackets are closed", hint, lost=True)
        return Json(self.root[0] if self.root else None, tuple(self.repairs), self.spots)

    def mend(self, at: Spot, message: str, hint: str, lost: bool = False) -> None:
        """Note a repair; of a flood only the first, but always that words may be lost."""
        if len(self.repairs) < MOST or (lost and not self.losing):
            self.losing = self.losing or lost
            self.repairs.append(Repair(at, message, hint, lost))

    def begin(self, sign: str, at: Spot) -> None:
        """Open an object or a list."""
        new: list[object] | dict[str, object] = {} if sign == "{" else []
        self.spots[id(new), ""] = at
        if isinstance(self.open[-1], dict) and self.names[-1] is None:
            self.mend(at, f"there is a `{sign}` where a name has to stand", 'write `"name":` first')
            self.names[-1] = ""
        self.value(new, at)
        self.open.append(new)
        self.names.append(None)
        self.before = sign

    def close(self, sign: str, at: Spot) -> None:
        """Close an object or a list, and what was left open in it."""
        kind = dict if sign == "}" else list
        if not any(isinstance(holder, kind) for holder in self.open[1:]):
            self.mend(at, f"there is a `{sign}` that closes nothing", "remove it")
            return
        if self.before == ",":
            self.mend(at, "there is a `,` with nothing after it", "remove it")
        while True:
            holder = self.open.pop()
            self.names.pop()
            if isinstance(holder, kind):
                break
            self.mend(at, f"a bracket is left open before this `{sign}`", "close it")
        self.before = "v"

    def parting(self, sign: str, at: Spot) -> None:
        """Pass a comma or a colon."""
        if sign == ",":
            if self.before != "v":
                self.mend(at, "there is a `,` with nothing before it", "remove it")
            self.names[-1] = None
        self.before = sign

    def value(self, value: object, at: Spot) -> None:
        """Put a value, or the name of a member, where it belongs."""
        holder = self.open[-1]
        if self.before == "v":
            self.mend(at, "a `,` is missing before this", "write `,`")
        name = self.names[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif name is None:
            self.names[-1] = str(value)
            self.before = "n"
            return
        else:
            if self.before == "n":
                self.mend(at, "a `:` is missing before this", "write `:`")
            holder[name] = value
            self.spots[id(holder), name] = at
            self.names[-1] = None
        self.before = "v"

    def string(self, token: str, at: Spot) -> str:
        """Return what stands between quotes."""
        if len(token) < 2 or not token.endswith('"'):
            self.mend(at, "the quote opened here is never closed", 'add `"`', lost=True)
            return token[1:]
        if "\\" not in token:
            return token[1:-1]
        try:
            return str(json.loads(token, strict=False))
        except ValueError:
            self.mend(at, "there is a `\\` before a letter that needs none", "write `\\\\`")
            return token[1:-1]

    def word(self, token: str, at: Spot) -> object:
        """Return a number, a truth value or nothing; other words are text without quotes."""
        if token in WORDS:
            return WORDS[token]
        if not NUMBER.fullmatch(token):
            self.mend(at, f"{quoted(token)} stands without quotes", 'put it into `"…"`')
            return token
        return float(token) if set(token) & set(".eE") else int(token)
