"""Plain text: `Name: words`, a paragraph a turn. `speakers.parse_speakers` reads it back."""

from showfeed.model import Cue


def format_plain(cues: list[Cue]) -> str:
    """Write turns without times: the name before each, an empty line between paragraphs."""
    turns = [f"{speaker}: {said}" if speaker else said for _, _, speaker, said in cues]
    return "\n".join(turns).replace("\n", "\n\n") + "\n"


def format_turns(cues: list[Cue]) -> str:
    """Write timed cues as running text: a speaker's captions become one paragraph."""
    turns: list[list[str]] = []
    last: str | None = None
    for _, _, speaker, said in cues:
        words = said.replace("\n", " ")
        if speaker == last:
            turns[-1].append(words)
        else:
            turns.append([f"{speaker}: {words}" if speaker else words])
            last = speaker
    return "\n\n".join(" ".join(turn) for turn in turns) + "\n"
