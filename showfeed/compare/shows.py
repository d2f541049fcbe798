"""A show as it was and as it is → what has changed of it, its episodes apart."""

from collections.abc import Iterator

from showfeed.compare.changes import Change, Heard, Subject
from showfeed.compare.episodes import compare_text, people, picture
from showfeed.compare.smaller import others
from showfeed.compare.word_diff import plain
from showfeed.problems import Level

MOVING = (
    "redirect the old address to the new one for good (301), or publish there, for some months, "
    "a feed with `new_feed_url: {}`"
)
OTHERS = (
    *(("language", "its language"), ("categories", "its categories"), ("type", "its type")),
    *(("explicit", "whether it is explicit"), ("link", "its page"), ("owner", "its owner")),
    *(("copyright", "its copyright"), ("license", "its licence"), ("funding", "its funding")),
    *(
        ("locked", "whether hosts may import it"),
        ("medium", "its medium"),
        ("value", "who is paid"),
    ),
    *(("trailers", "its trailers"), ("podroll", "the shows it recommends"), ("chat", "its chat")),
    *(("publisher", "its publisher"), ("update_frequency", "how often it appears")),
    *(("social", "where people talk"), ("txt", "its txt records"), ("images", "further pictures")),
    *(("locations", "its places"), ("podping", "whether it uses podping")),
    *(("remote_items", "the feeds it lists"), ("locked_owner", "whom to ask for its feed")),
)


def compare_shows(old: Heard, new: Heard) -> Iterator[Change]:
    """Give what has changed between two states of a show."""
    was, now, subject = old.show, new.show, Subject(new.show.title)
    yield from feed_moved(old, new, subject)
    if was.guid and was.guid != now.guid:
        yield Change(
            "podcast-guid",
            subject,
            (
                "its podcast:guid was ",
                was.guid,
                ", it is ",
                now.guid,
                ": apps take it for another show",
            ),
            Level.ERROR,
            f"write `guid: {was.guid}` into show.yaml",
            was.guid,
            now.guid,
        )
    elif now.guid != was.guid:
        yield Change(
            "podcast-guid", subject, ("it has a podcast:guid now: ", now.guid), after=now.guid
        )
    yield from compare_text("title", "its title", was.title, now.title, subject)
    yield from compare_text("author", "its author", was.author, now.author, subject)
    before, after = plain(was.description), plain(now.description)
    yield from compare_text("description", "its description", before, after, subject)
    yield from picture("its cover", was.cover, now.cover, subject)
    if was.people != now.people:
        yield people(was.people, now.people, subject)
    yield from hidden(old, new, subject)
    if now.complete and not was.complete:
        words = "it is complete: apps will not look for new episodes any more"
        yield Change("complete", subject, (words,), Level.WARNING)
    elif was.complete != now.complete:
        yield Change("complete", subject, ("it goes on: apps look for new episodes again",))
    yield from others(was, now, subject, OTHERS)


def feed_moved(old: Heard, new: Heard, subject: Subject) -> Iterator[Change]:
    """Tell of a feed at another address, and whether subscribers find it."""
    announced = new.show.new_feed_url
    if announced and announced not in (old.show.new_feed_url, old.address):
        words = ("apps are told to move to ", announced)
        yield Change("new-feed-url", subject, words, Level.WARNING, after=announced)
    if not old.address or not new.address or old.address == new.address:
        return
    before, after = old.show.url, new.show.url
    if before != after:
        said = ("its pages, pictures and audio were at ", before, ", they are at ", after)
        yield Change("home", subject, said, before=before, after=after)
    led = new.address in (announced, old.show.new_feed_url) or old.address in new.moved
    yield Change(
        "feed-moved",
        subject,
        ("its feed was at ", old.address, ", it is at ", new.address)
        + (() if led else (": subscribers stay with the old one",)),
        Level.ADVICE if led else Level.ERROR,
        "" if led else MOVING.format(new.address),
        old.address,
        new.address,
    )


def hidden(old: Heard, new: Heard, subject: Subject) -> Iterator[Change]:
    """Tell from whom the show is hidden now."""
    was, now = (
        {block.service or "all directories" for block in heard.show.block if block.blocked}
        for heard in (old, new)
    )
    if now - was:
        words = ("it is hidden now from ", ", ".join(sorted(now - was)))
        yield Change("block", subject, words, Level.WARNING)
    if was - now:
        yield Change("block", subject, ("it is hidden no more from ", ", ".join(sorted(was - now))))
