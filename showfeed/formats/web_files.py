"""What a web server says of a file by its name: media type, cache time, whether it shrinks."""

import re

# Media types as apps and browsers ask for them; SRT's is the podcast namespace's own.
TYPES = {
    "aac": "audio/aac",
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "css": "text/css",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "m3u8": "application/vnd.apple.mpegurl",
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "md": "text/markdown",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mjs": "text/javascript",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "opml": "text/x-opml",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "rss": "application/rss+xml",
    "srt": "application/x-subrip",
    "svg": "image/svg+xml",
    "ts": "video/mp2t",
    "ttf": "font/ttf",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/rss+xml",
    "xsl": "text/xsl",
}
NAMED = {
    "_redirects": "text/plain",
    "chapters.json": "application/json+chapters",
    "sitemap.xml": "application/xml",
}
UNKNOWN = "application/octet-stream"

# JSON has no charset of its own (RFC 8259), and SVG says it inside.
CHARSETS = {"application/rss+xml", "application/atom+xml", "application/xml"}
CHARSETS |= {"application/x-subrip"}
SHRINKING = re.compile(r"text/.*|.*[/+](json|xml|json\+chapters)|application/x-subrip")

# A name that bears a hash of its bytes, as `cover.0f3a9b12cd.jpg`: it never gets other bytes.
HASHED = re.compile(r"\.[0-9a-f]{10}(\.[0-9]+)?\.(avif|css|gif|jpe?g|js|png|svg|webp|woff2)$")
FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
SHORT = "public, max-age=300"


def media_type(path: str) -> str:
    """Return the media type of a file of the output.

    >>> media_type("episodes/1/chapters.json"), media_type("feed/2.xml"), media_type("LICENSE")
    ('application/json+chapters', 'application/rss+xml', 'application/octet-stream')
    """
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return NAMED.get(name) or TYPES.get(extension, UNKNOWN)


def content_type(path: str) -> str:
    """Return what the header Content-Type says: the media type, and UTF-8 where it is text.

    >>> content_type("a/transcript.vtt")
    'text/vtt; charset=utf-8'
    """
    kind = media_type(path)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in CHARSETS else kind


def shrinks(path: str) -> bool:
    """Tell whether gzip makes the file much smaller: text does, audio and pictures do not.

    >>> shrinks("feed.xml"), shrinks("logo.svg"), shrinks("media/1.mp3")
    (True, True, False)
    """
    return SHRINKING.fullmatch(media_type(path)) is not None


def cache_control(path: str) -> str:
    """Return how long a copy may be used unasked: short, but for audio and names with a hash.

    >>> cache_control("cover.0f3a9b12cd.jpg")
    'public, max-age=31536000, immutable'
    """
    if HASHED.search(path):
        return FOR_EVER
    return A_DAY if media_type(path).startswith(("audio/", "video/")) else SHORT
