"""Where a text may be broken, how wide it is, and how well it is broken there.

A break falls after a unit: a word with what must stay at it (French sets a space before `?`),
or one letter of a script that is written without spaces.
"""

import re
import unicodedata
from enum import IntEnum

# Chinese, Japanese, Thai, Lao, Burmese and Khmer letters: a line may end after any of them…
SOLID = (
    "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
    "\u0e01-\u0edf\u1000-\u109f\u1780-\u17dc"
)
# …but not before these, nor after those that open something. Vowel signs stay at their letter.
CLOSING = (
    "。．，、：；！？）」』】》〉〕…‥ー々ゝゞヽヾ・”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebd\u0ec6-\u0ecd\u102b-\u103e\u17b4-\u17d3"
)
OPENING = "（「『【《〈〔“‘\u0e40-\u0e44\u0ec0-\u0ec4"
SOLID_LETTER = re.compile(f"[{SOLID}]")
UNIT = re.compile(
    rf"(?:[«„–—•-][ ])?[{OPENING}]*"
    rf"(?:[{SOLID}](?:[\u1039\u17d2][{SOLID}]|[{CLOSING}])*|[^ \n{SOLID}{OPENING}]+|\Z|(?=[ \n]))"
    r"(?:[ ][?!:;»%]+(?![^ \n]))*[ \n]*"
)
# All letters of two columns or of none are among these; everything else has one.
UNEVEN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u0605\u0610-\u061c\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u070f-\u074a\u07a6-\u07b0\u07eb-\u07fd\u0816-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u0e80-\u11ff\u135d-\u135f\u1712-\u1cff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u231a-\u23f3\u25fd-\u27bf\u2b1b-\u2b55\u2cef-\u2cf1\u2d7f-\ua4cf\ua66f-\ua6f1"
    "\ua802-\ua82c\ua8c4-\ua9e5\uaa29-\ud7ff\uf900-\ufaff\ufb1e\ufe00-\ufe6f\ufeff\uff01-\uff60"
    "\uffe0-\uffe6\ufff9-\ufffb\U00010000-\U0010ffff]"
)
ENDS = frozenset(".!?…。！？．؟۔।॥։።។‽")
CLAUSES = frozenset(",;:—–،؛、，；：")
QUOTES = "»\"”’')]}」』）】》 \u00a0\u202f"
OPENERS = "«\"“‘'([{„¿¡–—- \u00a0\u202f"
INITIALS = re.compile(r"(?:\w\.)+\w")
# They stand before a name or a number, so that no sentence ends with them.
ABBREVIATIONS = frozenset(
    "mr mrs ms mme mlle mmes mm dr dre pr prof me st ste mgr sr sra srta dott sig ing hr fr frl"
    " vs cf fig vol art nr no nº bzw ca evtl vgl ggf inkl env av apr p pp ex gen col capt lt sgt"
    " jr dhr mevr dott.ssa approx resp".split()
)


class Strength(IntEnum):
    """How well a text is cut after a unit."""

    TIED = 0  # `Dr.`, whose name follows
    SHORT = 1  # `the`, `de la`: what they belong to follows
    WORD = 2
    CLAUSE = 3
    SENTENCE = 4
    PAUSE = 5


class Widths(dict[str, int]):
    """The columns of a letter, each looked up once."""

    def __missing__(self, letter: str) -> int:
        none = unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf")
        self[letter] = 0 if none else 1 + (unicodedata.east_asian_width(letter) in "WF")
        return self[letter]


WIDTHS = Widths()


def wide(text: str) -> int:
    """Return the columns of a text: Chinese letters have two, accents set apart have none.

    >>> wide("été"), wide("日本"), wide("e\\u0301")
    (3, 4, 1)
    """
    return len(text) if even(text) else sum(map(WIDTHS.__getitem__, text))


def even(text: str) -> bool:
    """Tell whether each letter of a text has one column.

    >>> even("été"), even("日本")
    (True, False)
    """
    return text.isascii() or not UNEVEN.search(text)


def units(text: str) -> list[str]:
    """Return a text in the units after which it may be broken; joined they are the text.

    >>> units("Quoi ? Non, M. Dupont")
    ['Quoi ? ', 'Non, ', 'M. ', 'Dupont']
    >>> units("「日本語」です。")
    ['「日', '本', '語」', 'で', 'す。']
    """
    return [unit for unit in UNIT.findall(text) if unit]


def strength(unit: str, following: str) -> Strength:
    """Tell how well a text is cut between two units.

    >>> strength("Dr. ", "Who"), strength("Quoi ? ", "Rien."), strength("and, ", "then")
    (<Strength.TIED: 0>, <Strength.SENTENCE: 4>, <Strength.CLAUSE: 3>)
    """
    said = unit.rstrip(QUOTES)
    last = said[-1:]
    if last in ENDS:
        return ending(said, following.lstrip(OPENERS))
    if last in CLAUSES:
        return Strength.CLAUSE
    if unit[-1:] == " " and last > "\u0e00":  # a space is punctuation where words have none
        return Strength.CLAUSE if SOLID_LETTER.match(last) else Strength.WORD
    return Strength.SHORT if len(said) <= 3 and said.islower() else Strength.WORD


def ending(said: str, following: str) -> Strength:
    """Tell whether a unit with an end mark ends its sentence, or is an abbreviation or an aside."""
    if said[-1] == "." and said[-2:-1] != ".":
        stem = said[:-1].lstrip(OPENERS)
        if stem.casefold() in ABBREVIATIONS or len(stem) == 1 or (len(stem) < 3 and stem.isdigit()):
            return Strength.TIED
        if INITIALS.fullmatch(stem) or following[:1].islower():
            return Strength.WORD
    return Strength.CLAUSE if following[:1].islower() else Strength.SENTENCE
