"""The words that showfeed itself says to listeners, and what they are in English."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """The words of one language; *colon* is what stands between a label and its value.

    Where a word holds `{n}`, `{name}` or the like, what it names is put in. Words that count have
    a form for each plural of the language (CLDR: one, few, many, other, …).
    """

    chapters: str = "Chapters"
    transcript: str = "Transcript"
    people: str = "With"
    license: str = "Licence"
    published: str = "Published"
    length: str = "Length"
    listen: str = "Listen"
    episodes: str = "Episodes"
    page: str = "Episode page"
    moved: str = "This page has moved"
    missing: str = "There is no page here"
    more: str = "Read on"
    share: str = "Share"
    notes: str = "Show notes"
    subscribe: str = "Subscribe"
    feed: str = "Feed"
    colon: str = ": "
    skip: str = "Skip to content"
    all_episodes: str = "All episodes"
    newest: str = "Newest episodes"
    trailer: str = "Trailer"
    bonus: str = "Bonus"
    season: str = "Season {n}"
    number: str = "Episode {n}"
    seasons: str = "Seasons"
    archive: str = "Archive"
    tags: str = "Topics"
    about: str = "About"
    menu: str = "Menu"
    player: str = "Player"
    play: str = "Play"
    pause: str = "Pause"
    back: str = "Back 15 seconds"
    forward: str = "Forward 30 seconds"
    speed: str = "Speed"
    position: str = "Position"
    position_of: str = "{now} of {all}"
    description: str = "Description"
    follow: str = "Follow along"
    search_in: str = "Search the transcript"
    find_next: str = "Next match"
    find_none: str = "No match"
    find_some: str = "{n} of {all}"
    copy_moment: str = "Copy link to this moment"
    copy: str = "Copy"
    copied: str = "Copied"
    link: str = "Link"
    start_at: str = "Start at"
    share_by: str = "Share with …"
    embed: str = "Embed"
    embed_code: str = "Code for your page"
    downloads: str = "Downloads"
    soundbites: str = "Moments"
    funding: str = "Support the show"
    location: str = "Places"
    related: str = "You may also like"
    previous: str = "Previous episode"
    next: str = "Next episode"
    search: str = "Search"
    search_label: str = "Search all episodes"
    search_none: str = "Nothing was found for “{text}”."
    search_busy: str = "Searching …"
    search_spoken: str = "Spoken"
    search_failed: str = "The search could not be loaded."
    open_in: str = "Open in an app"
    feed_hint: str = (
        "This is a podcast’s feed, made for apps. To follow the show, copy this address into one:"
    )
    feed_copy: str = "Or copy the feed’s address into any podcast app:"
    qr: str = "Scan with your phone"
    by: str = "By {name}"
    explicit: str = "Explicit"
    draft: str = "Draft"
    live: str = "Live"
    discuss: str = "Discuss this episode"
    listen_file: str = "Audio file"
    website: str = "Website"
    episode_count: Mapping[str, str] = field(
        default_factory=lambda: {"one": "{n} episode", "other": "{n} episodes"}
    )
    results: Mapping[str, str] = field(
        default_factory=lambda: {"one": "{n} episode found", "other": "{n} episodes found"}
    )
    roles: Mapping[str, str] = field(default_factory=dict)


WORDS = Words()
