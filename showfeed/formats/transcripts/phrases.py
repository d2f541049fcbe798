"""Cues of one word each, as some tools write them → phrases that know when each word begins."""

import re
from collections.abc import Sequence

from showfeed.model import Cue

FEWEST = 20  # cues that are needed to judge: somebody may well say `Yes.` and `No.` in a row
MOST_OF = 0.9
LONGEST_WORD = 2000  # milliseconds
SILENCE = 1000  # milliseconds that end a phrase
LONGEST = 160  # letters of a phrase
CLOSING = re.compile(r"[.,…!?;:)\]»”’%]+")
SENTENCE_END = (".", "!", "?", "…", "。", "！", "？")
# Chinese, Japanese, Thai: written without spaces, so that a phrase looks like a word.
UNSPACED = re.compile("[\u0e00-\u0e7f\u2e80-\ua4cf\uf900-\ufaff]")


def word_by_word(cues: Sequence[Cue]) -> bool:
    """Tell whether cues are single words: of twenty or more nearly all are short and unspaced."""
    if len(cues) < FEWEST:
        return False
    single = sum(
        0 <= cue.start <= cue.end <= cue.start + LONGEST_WORD
        and " " not in (said := cue.text.strip())
        and len(said) < (5 if UNSPACED.search(said) else 40)
        for cue in cues
    )
    return single >= MOST_OF * len(cues)


def phrases(cues: Sequence[Cue]) -> list[Cue]:
    """Join words of one speaker up to the end of a sentence, a silence or a full line or two.

    >>> phrases([Cue(0, 90, "Ana", "Salt"), Cue(100, 190, "Ana", "rises")])
    [Cue(start=0, end=190, speaker='Ana', text='Salt rises', words=(0, 100))]
    """
    found: list[Cue] = []
    held: list[Cue] = []
    spaced = any(cue.text[:1].isspace() for cue in cues)
    for cue in cues:
        if held and parted(held, cue, spaced):
            found.append(phrase(held, spaced))
            held = []
        held.append(cue)
    if held:
        found.append(phrase(held, spaced))
    return found


def parted(held: Sequence[Cue], cue: Cue, spaced: bool) -> bool:
    """Tell whether a new phrase begins with *cue*."""
    last = held[-1]
    if cue.speaker != last.speaker or not last.start <= cue.start < last.end + SILENCE:
        return True
    glued = not cue.text[:1].isspace() if spaced else CLOSING.fullmatch(cue.text.strip())
    full = sum(len(one.text) + 1 for one in held) > LONGEST
    return not glued and (full or last.text.rstrip().endswith(SENTENCE_END))


def phrase(held: Sequence[Cue], spaced: bool) -> Cue:
    """Put words together; *spaced*: the file writes the space before a word where there is one."""
    text = ""
    words: list[int] = []
    for cue in held:
        said = cue.text.strip()
        if text and not (cue.text[:1].isspace() if spaced else apart(text, said)):
            text += said
            words += [cue.start] * (len(said.split()) - 1)
        else:
            text += f" {said}" if text else said
            words += [cue.start] * len(said.split())
    return Cue(held[0].start, max(cue.end for cue in held), held[0].speaker, text, tuple(words))


def apart(text: str, word: str) -> bool:
    """Tell whether a space stands between text and the next word."""
    if CLOSING.fullmatch(word):
        return False
    return not (UNSPACED.match(text[-1]) and UNSPACED.match(word))
