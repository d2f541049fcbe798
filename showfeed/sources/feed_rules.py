"""What the rules of reading a feed are for: `check --explain` prints them.

Rules about what a feed says, once it is read, stand in `checks/`.
"""

FEED_RULES = {
    "feed-alternate": "Another encoding needs at least one place where it is to be had.",
    "feed-ampersand": "A bare `&` is not XML: strict readers stop there, and the feed is empty.",
    "feed-attribute": "A tag without an attribute that it lives by says nothing to apps.",
    "feed-chapter": "A chapter's start is a time, such as `0:06:09`, or apps leave it out.",
    "feed-character": "Characters that cannot be seen, pasted with a text, make a feed unreadable.",
    "feed-date": "Dates are those of mail (RFC 2822), in English, with the right weekday and an "
    "offset; what apps can't read they sort to the end, or to 1970.",
    "feed-doctype": "A document type can hide other files; apps read none.",
    "feed-duration": "Lengths are whole seconds, or `1:02:03`; others apps misread.",
    "feed-encoding": "Feeds are UTF-8, and say so; other letters come out as signs.",
    "feed-entity": "XML knows five names of letters; those of HTML are no XML outside of CDATA.",
    "feed-flag": "Yes and no are `true` and `false`; what else stands there is taken for no.",
    "feed-guid": "Apps know an episode by its guid: it must be there, and must never change.",
    "feed-kind": "Types of shows and episodes are a few words in small letters.",
    "feed-live": "A live stream is pending, live or ended.",
    "feed-location": "A location has a name, which is what listeners see.",
    "feed-namespace": "A prefix without its namespace is nothing to apps: they ignore the tag.",
    "feed-number": "Numbers are digits alone.",
    "feed-person": "Somebody has a name, and a role of the podcast namespace's list.",
    "feed-root": "A podcast's feed is RSS 2.0 with one channel.",
    "feed-size": "Podcast Index reads no feed beyond 25,000,000 characters, and phones suffer.",
    "feed-url": "Addresses are whole, and of the web: apps open no others.",
    "feed-value": "Somebody must be paid where a value stands.",
    "feed-xml": "Strict readers stop at the first break of XML: later episodes do not exist.",
}
