"""What has changed → text for a terminal, Markdown for a merge request, JSON for a program."""

import json
import re
from collections.abc import Sequence

from showfeed.compare.changes import Change, Changes, Subject
from showfeed.formats.quoting import quoted
from showfeed.problems import Level

SHOWN = 30  # subjects that a comment on a merge request shows
LONGEST = 200  # letters of the author's that a line shows
TICKS = re.compile("`+")


def summary(changes: Changes) -> str:
    """Count what has changed.

    >>> summary(Changes())
    'subscribers will see no change'
    """
    if not changes.changes:
        return "subscribers will see no change"
    new, gone = changes.of("new"), changes.of("gone")
    apart = {change.subject for change in (*new, *gone)}
    changed = [s for s in changes.subjects if s.guid and s not in apart]
    counts = ((len(new), "new"), (len(changed), "changed"), (len(gone), "gone"))
    parts = [f"{many} {word}" for many, word in counts if many]
    said = []
    if parts:
        many = next(many for many, _ in counts if many)
        noun = "episode" if many == 1 else "episodes"
        said = [", ".join([f"{parts[0]} {noun}", *parts[1:]])]
    if any(not change.subject.guid for change in changes.changes):
        said.append("the show changes")
    if changes.hurting:
        many = len(changes.hurting)
        said.append(f"{many} change{'s' if many > 1 else ''} would hurt subscribers")
    return "; ".join(said)


def as_text(changes: Changes) -> str:
    """Write changes for a person."""
    lines = []
    for subject in changes.subjects:
        lines.append(f"{quoted(subject.title)}:" if subject.guid else "The show:")
        for change in of(changes, subject):
            lines += _text_lines(change)
    return "\n".join([*lines, summary(changes)])


def of(changes: Changes, subject: Subject) -> list[Change]:
    """Return the changes of a subject."""
    return [change for change in changes.changes if change.subject == subject]


def _text_lines(change: Change) -> list[str]:
    mark = {Level.ERROR: "error: ", Level.WARNING: "warning: "}.get(change.level, "")
    said = "".join(quoted(w) if n % 2 else w for n, w in enumerate(change.words))
    lines = [f"  {mark}{said}"]
    if change.pieces:
        signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
        shown = (signs[sign].format(printable(words)) for sign, words in change.pieces)
        lines.append(f"    {' '.join(shown)}")
    if change.hint:
        lines.append(f"    {change.hint}")
    return lines


def printable(words: str) -> str:
    """Return words without what a terminal would obey."""
    line = " ".join(words[: LONGEST * 2].split())
    line = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in line)


def as_markdown(changes: Changes, against: str, notes: Sequence[str] = ()) -> str:
    """Write changes as a comment. All words of the author stand in code: they mark up nothing.

    *notes* tell what was not compared.
    """
    lines = [f"**What subscribers will see**, against {code(against)}: {summary(changes)}.", ""]
    subjects = changes.subjects
    worst = {s: max(change.level for change in of(changes, s)) for s in subjects}
    ordered = sorted(subjects, key=lambda s: -worst[s])  # what hurts first
    for subject in ordered[:SHOWN]:
        found = of(changes, subject)
        name = code(subject.title) if subject.guid else "The show"
        if len(found) == 1 and not found[0].pieces:
            lines.append(f"- {name}: {_said(found[0])}")
            continue
        lines.append(f"- {name}")
        lines += [f"  - {_said(change)}" for change in found]
    if len(ordered) > SHOWN:
        lines.append(f"- … and {len(ordered) - SHOWN} more: `showfeed diff` tells them all")
    lines += [f"\nNot compared: {code(note)}" for note in notes]
    return "\n".join(lines).rstrip() + "\n"


def _said(change: Change) -> str:
    mark = {Level.ERROR: "❌ ", Level.WARNING: "⚠️ "}.get(change.level, "")
    said = mark + "".join(code(w) if n % 2 else w for n, w in enumerate(change.words))
    if change.pieces:
        signs = {"=": "{}", "-": "~~{}~~", "+": "**{}**"}
        said += ": " + " ".join(signs[sign].format(code(words)) for sign, words in change.pieces)
    return f"{said} — {hint(change.hint)}" if change.hint else said


def hint(text: str) -> str:
    """Return a hint, whose backquoted words may be the author's, safe in Markdown."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # a guid with a backquote of its own
        return code(text)
    return "".join(code(part) if n % 2 else part for n, part in enumerate(parts))


def code(words: str) -> str:
    """Return words as a span of code, which nothing in them can end.

    >>> code("a `b` <i> @team #1")
    '`` a `b` <i> @team #1 ``'
    """
    line = printable(words) or " "
    longest = max((len(run) for run in TICKS.findall(line)), default=0)
    if not longest:
        return f"`{line}`"
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}"


def as_json(
    changes: Changes, against: str, published: bool = True, notes: Sequence[str] = ()
) -> str:
    """Write changes for a program; *published* tells whether there was anything before."""
    return json.dumps(
        {
            "against": against,
            "published": published,
            "summary": summary(changes),
            "hurts": bool(changes.hurting),
            "changes": [_value(change) for change in changes.changes],
            "not_compared": list(notes),
        },
        ensure_ascii=False,
        indent=2,
    )


def _value(change: Change) -> dict[str, object]:
    episode = {"guid": change.subject.guid, "title": change.subject.title}
    return {
        "kind": change.kind,
        "level": change.level.word,
        "episode": episode if change.subject.guid else None,
        "message": plain_message(change.words),
        "hint": change.hint,
        "before": change.before,
        "after": change.after,
    }


def plain_message(words: Sequence[str]) -> str:
    """Return a change's words, the author's as they are."""
    return "".join(words)
