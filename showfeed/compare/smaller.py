"""Fields that are compared as a whole, whatever they hold."""

from collections.abc import Iterator

from showfeed.compare.changes import Change, Subject

# Fields whose words name several things.
SEVERAL = frozenset(
    {
        *("categories", "trailers", "podroll", "locations", "images", "txt", "remote_items"),
        *("soundbites", "alternates", "tags", "links"),
    }
)


def others(
    old: object, new: object, subject: Subject, fields: tuple[tuple[str, str], ...]
) -> Iterator[Change]:
    """Give what has changed of the smaller fields."""
    for name, words in fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield _other(name, words, shown(before), shown(after), subject)


def _other(name: str, words: str, before: str, after: str, subject: Subject) -> Change:
    verb = "are" if name in SEVERAL else "is"
    if before and after:
        said: tuple[str, ...] = (f"{words} changed: ", before, " is now ", after)
    elif after:
        said = (f"{words} {verb} told now: ", after)
    else:
        said = (f"{words} {verb} not told any more: ", before)
    return Change(name.replace("_", "-"), subject, said, before=before, after=after)


def shown(value: object) -> str:
    """Return a value in short words."""
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    kind = getattr(value, "value", None)
    if isinstance(kind, str):
        return kind
    for name in ("identifier", "text", "name", "title", "server", "uri", "feed_guid", "type"):
        said = getattr(value, name, "")
        if isinstance(said, str) and said:
            return said
    return str(getattr(value, "status", "") or value) if not hasattr(value, "origin") else "…"
