"""Any feed → Problems: our rules for shows where they fit, and a file for each rule of XML."""

from dataclasses import replace
from types import ModuleType

from showfeed.checks import (
    alternate_default,
    audio_ascii,
    audio_https,
    audio_twice,
    audio_type,
    blocked,
    category_many,
    chapter_first,
    chapter_order,
    chapter_past_end,
    chapter_short,
    chapter_title,
    chapter_title_length,
    copyright_words,
    date_same,
    description_escaped,
    description_missing,
    duration_missing,
    episode_number,
    frequency_until,
    guid_long,
    guid_permalink,
    guid_weak,
    image_alt,
    image_shape,
    language_long,
    license_url,
    link_https,
    live_links,
    live_times,
    medium_list,
    new_feed_url,
    owner_published,
    person_host,
    podroll_item,
    remote_address,
    serial_number,
    show_description_long,
    social_alone,
    social_priority,
    soundbite_length,
    soundbite_past_end,
    text_length,
    title_length,
    title_markup,
    title_number,
    trailer_type,
    txt_ai,
    value_shares,
    value_time_split,
)
from showfeed.checks.feeds import (
    feed_build_date,
    feed_category,
    feed_channel,
    feed_chapters_type,
    feed_content,
    feed_enclosure,
    feed_enclosures,
    feed_future,
    feed_guid_prefix,
    feed_guid_twice,
    feed_heavy,
    feed_html,
    feed_item,
    feed_language,
    feed_namespaces,
    feed_notes_long,
    feed_numbers,
    feed_order,
    feed_rss_image,
    feed_self,
    feed_show_guid,
    feed_space,
    feed_transcript,
    feed_transcript_none,
    feed_twice,
    feed_unknown,
    feed_values,
    feed_version,
)
from showfeed.checks.feeds.hints import HINTS
from showfeed.checks.feeds.parts import channels
from showfeed.problems import Problem
from showfeed.sources.feed import FeedRead

RULES: tuple[ModuleType, ...] = (
    feed_build_date,
    feed_category,
    feed_channel,
    feed_chapters_type,
    feed_content,
    feed_enclosure,
    feed_enclosures,
    feed_future,
    feed_guid_prefix,
    feed_guid_twice,
    feed_heavy,
    feed_html,
    feed_item,
    feed_language,
    feed_namespaces,
    feed_notes_long,
    feed_numbers,
    feed_order,
    feed_rss_image,
    feed_self,
    feed_show_guid,
    feed_space,
    feed_transcript,
    feed_transcript_none,
    feed_twice,
    feed_unknown,
    feed_values,
    feed_version,
)
# The others look at what only the folder of a show knows: files, the registry, settings.
OF_SHOWS: tuple[ModuleType, ...] = (
    alternate_default,
    audio_ascii,
    audio_https,
    audio_twice,
    audio_type,
    blocked,
    category_many,
    chapter_first,
    chapter_order,
    chapter_past_end,
    chapter_short,
    chapter_title,
    chapter_title_length,
    copyright_words,
    date_same,
    description_escaped,
    description_missing,
    duration_missing,
    episode_number,
    frequency_until,
    guid_long,
    guid_permalink,
    guid_weak,
    image_alt,
    image_shape,
    language_long,
    license_url,
    link_https,
    live_links,
    live_times,
    medium_list,
    new_feed_url,
    owner_published,
    person_host,
    podroll_item,
    remote_address,
    serial_number,
    show_description_long,
    social_alone,
    social_priority,
    soundbite_length,
    soundbite_past_end,
    text_length,
    title_length,
    title_markup,
    title_number,
    trailer_type,
    txt_ai,
    value_shares,
    value_time_split,
)


def check(feed: FeedRead) -> tuple[Problem, ...]:
    """Find what is wrong with a feed, in its order."""
    found = list(feed.problems)
    for rule in RULES:
        found += rule.check(feed)
    if feed.show is not None:
        for rule in OF_SHOWS:
            if rule is new_feed_url and later_page(feed):
                continue  # it names the first page
            found += (in_xml(problem) for problem in rule.check(feed.show))
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.order))


def later_page(feed: FeedRead) -> bool:
    """Tell whether the feed is a page with older episodes of another."""
    links = (link for channel in channels(feed)[:1] for link in channel.tags("atom:link"))
    return any(link.get("rel") in ("previous", "prev", "current") for link in links)


def in_xml(problem: Problem) -> Problem:
    """Return a problem with a hint for who writes XML."""
    return replace(problem, hint=HINTS.get(problem.rule, problem.hint))
