"""The closed lists of Apple and of the podcast namespace, and how to find a name in them."""

import re

from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

# Apple's categories and those below them; feed-spec 3.1.
CATEGORIES: dict[str, tuple[str, ...]] = {
    name: tuple(filter(None, below.split("; ")))
    for name, below in (
        ("Arts", "Books; Design; Fashion & Beauty; Food; Performing Arts; Visual Arts"),
        ("Business", "Careers; Entrepreneurship; Investing; Management; Marketing; Non-Profit"),
        ("Comedy", "Comedy Interviews; Improv; Stand-Up"),
        ("Education", "Courses; How To; Language Learning; Self-Improvement"),
        ("Fiction", "Comedy Fiction; Drama; Science Fiction"),
        ("Government", ""),
        (
            "Health & Fitness",
            "Alternative Health; Fitness; Medicine; Mental Health; Nutrition; Sexuality",
        ),
        ("History", ""),
        ("Kids & Family", "Education for Kids; Parenting; Pets & Animals; Stories for Kids"),
        (
            "Leisure",
            "Animation & Manga; Automotive; Aviation; Crafts; Games; Hobbies; Home & Garden; "
            "Video Games",
        ),
        ("Music", "Music Commentary; Music History; Music Interviews"),
        (
            "News",
            "Business News; Daily News; Entertainment News; News Commentary; Politics; "
            "Sports News; Tech News",
        ),
        (
            "Religion & Spirituality",
            "Buddhism; Christianity; Hinduism; Islam; Judaism; Religion; Spirituality",
        ),
        (
            "Science",
            "Astronomy; Chemistry; Earth Sciences; Life Sciences; Mathematics; "
            "Natural Sciences; Nature; Physics; Social Sciences",
        ),
        (
            "Society & Culture",
            "Documentary; Personal Journals; Philosophy; Places & Travel; Relationships",
        ),
        (
            "Sports",
            "Baseball; Basketball; Cricket; Fantasy Sports; Football; Golf; Hockey; Rugby; "
            "Running; Soccer; Swimming; Tennis; Volleyball; Wilderness; Wrestling",
        ),
        ("Technology", ""),
        ("True Crime", ""),
        ("TV & Film", "After Shows; Film History; Film Interviews; Film Reviews; TV Reviews"),
    )
}

# Names that Apple retired, or that are often meant for another, folded → what to write.
OLD_CATEGORIES = {
    "games & hobbies": "Leisure",
    "health": "Health & Fitness",
    "news & politics": "News",
    "science & medicine": "Science",
    "sports & recreation": "Sports",
    "government & organizations": "Government",
    "literature": "Arts > Books",
    "tech news": "News > Tech News",
    "software how-to": "Technology",
    "gadgets": "Technology",
    "podcasting": "Technology",
    "how-to": "Education > How To",
}

MEDIUM_NAMES = "podcast music video film audiobook newsletter blog publisher course".split()
MEDIUMS = (*MEDIUM_NAMES, *(f"{name}L" for name in MEDIUM_NAMES), "mixed")

# https://github.com/Podcastindex-org/podcast-namespace serviceslugs.txt
SERVICES = tuple(
    (
        "acast amazon anchor apple audible audioboom backtracks bitcoin blubrry buzzsprout "
        "captivate castos castopod facebook fireside fyyd google gpodder hypercatcher kasts "
        "libsyn mastodon megafono megaphone omnystudio overcast paypal pinecast podbean "
        "podcastaddict podcastguru podcastindex podcasts podchaser podcloud podfriend podiant "
        "podigee podnews podomatic podserve podverse redcircle relay resonaterecordings rss "
        "shoutengine simplecast slack soundcloud spotify spreaker tiktok transistor twitter "
        "whooshkaa youtube zencast"
    ).split()
)
SOCIAL_PROTOCOLS = (
    *("disabled", "activitypub", "twitter", "lightning"),
    *("atproto", "hive", "matrix", "nostr"),
)
CHAT_PROTOCOLS = ("irc", "xmpp", "nostr", "matrix")
LICENSES = ("ARR", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "POD-V4V-1.0")
VALUE_METHODS = ("keysend", "amp", "lnaddress")
RECIPIENT_TYPES = ("node", "lnaddress")
INTEGRITY_TYPES = ("sri", "pgp-signature")
IMAGE_PURPOSES = ("artwork", "social", "canvas", "banner", "publisher", "circular", "poster")


def _folded(text: str) -> str:
    """Fold what people write differently: case, spaces, `and` for `&`."""
    return re.sub(r"\band\b", "&", " ".join(text.lower().split()))


CATEGORY_NAMES = {_folded(name): name for name in CATEGORIES}
PATHS = {
    _folded(sub): f"{name} > {sub}" for name, below in CATEGORIES.items() for sub in reversed(below)
}


def parse_category(text: str) -> tuple[str, str]:
    """Read a category and the one below it ("" for none).

    >>> parse_category("Business: management")
    ('Business', 'Management')
    >>> parse_category("Kids and Family")
    ('Kids & Family', '')
    """
    head, _, tail = (part.strip() for part in re.sub(r"[:>/›»]", ">", text, count=1).partition(">"))
    name = CATEGORY_NAMES.get(_folded(head), "")
    if not name:
        raise Malformed(f"Apple has no category {quoted(head)}", _category_hint(head))
    if not tail:
        return name, ""
    for sub in CATEGORIES[name]:
        if _folded(sub) == _folded(tail):
            return name, sub
    raise Malformed(f"`{name}` has no category {quoted(tail)} below it", _below_hint(name, tail))


def _category_hint(head: str) -> str:
    known = OLD_CATEGORIES.get(_folded(head)) or PATHS.get(_folded(head))
    if known:
        return f"write `{known}`"
    return did_you_mean(head, CATEGORIES, f"it is one of: {', '.join(CATEGORIES)}")


def _below_hint(name: str, tail: str) -> str:
    known = OLD_CATEGORIES.get(_folded(tail)) or PATHS.get(_folded(tail))
    if known:
        return f"write `{known}`"
    below = CATEGORIES[name]
    otherwise = f"it is one of: {', '.join(below)}" if below else f"write `{name}` alone"
    return did_you_mean(tail, below, otherwise)


def format_category(name: str, sub: str = "") -> str:
    """Write a category as `parse_category` reads it.

    >>> format_category("Arts", "Food")
    'Arts > Food'
    """
    return f"{name} > {sub}" if sub else name
