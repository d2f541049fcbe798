"""What other tools call our fields, so that a file moved from one of them is told what to write."""

import re
from collections.abc import Collection

OTHER_TOOLS = {
    "album": "write the show's name in show.yaml as `title`",
    "alternateenclosure": "write `alternates`",
    "artist": "write `author`",
    "audio_file": "write `audio`",
    "audio_url": "write `audio`",
    "audiofile": "write `audio`",
    "audiourl": "write `audio`",
    "author_name": "write `author`",
    "content": "write `description`",
    "cover_art": "write `cover` in show.yaml, `image` in an episode",
    "cover_image": "write `cover` in show.yaml, `image` in an episode",
    "created": "write `date`",
    "domain": "write `url`",
    "email": "write `owner: Name <mail>` in show.yaml",
    "enclosure": "write `audio`",
    "episode": "write `number`",
    "episode_image": "write `image`",
    "episode_number": "write `number`",
    "episode_type": "write `kind`",
    "episodetype": "write `kind`",
    "file": "write `audio`",
    "file_size": "leave it out: the size is measured",
    "filename": "write `audio`",
    "filesize": "leave it out: the size is measured",
    "image": "write `cover`",
    "img": "write `image`",
    "itunes_author": "write `author`",
    "itunes_block": "write `block`",
    "itunes_categories": "write `categories`",
    "itunes_category": "write `categories`",
    "itunes_duration": "write `duration`, or leave it out: the length is measured",
    "itunes_episode": "write `number`",
    "itunes_explicit": "write `explicit`",
    "itunes_image": "write `cover` in show.yaml, `image` in an episode",
    "itunes_owner": "write `owner`",
    "itunes_season": "write `season`",
    "itunes_subtitle": "write `subtitle`",
    "itunes_summary": "write `description`",
    "itunes_type": "write `type` in show.yaml",
    "keywords": "write `tags`",
    "length": "write `duration` for the time; the size is measured",
    "media_url": "write `audio`",
    "mp3": "write `audio`",
    "mp3_length": "leave it out: the size is measured",
    "mp3_url": "write `audio`",
    "name": "write `title`",
    "notes": "write `description`",
    "permalink": "write `link`",
    "podcast_bytes": "leave it out: the size is measured",
    "podcast_duration": "write `duration`, or leave it out: the length is measured",
    "podcast_file": "write `audio`",
    "podcast_guid": "write `guid` in show.yaml",
    "pubdate": "write `date`",
    "publication_date": "write `date`",
    "publish_date": "write `date`",
    "publishdate": "write `date`",
    "published": "write `date`",
    "shownotes": "write `description`",
    "show_notes": "write `description`",
    "site": "write `url`",
    "site_url": "write `url`",
    "time": "write `duration` for the length, `date` for the day",
    "website": "write `url`",
}


def hint(name: str, fields: Collection[str]) -> str:
    """Return what to write for another tool's field, "" where it is none or these lack its like.

    >>> hint("pubDate", ["title", "date"]), hint("keywords", ["title"])
    ('write `date`', '')
    """
    found = OTHER_TOOLS.get(name.lower().replace("-", "_").replace(":", "_"), "")
    named = re.findall(r"`([a-z_]+)", found)
    helps = not named or "show.yaml" in found or any(field in fields for field in named)
    return found if helps else ""
