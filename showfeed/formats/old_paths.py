"""Where a page stood, and where it stands now: paths below the show's own address."""

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from showfeed.formats.quoting import quoted
from showfeed.formats.urls import parse_url
from showfeed.problems import Malformed

AWKWARD = re.compile(r"[%?#:*\\\s]")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
LONGEST = 400  # letters of a path; a line of `_redirects` may have a thousand
LONGEST_NAME = 200  # bytes, as file systems have it
FEW = "write one line for each page"


def parse_old_path(text: str, site: str) -> str:
    """Read the path or address at which a page stood, as a path below *site*, decoded.

    The slash at its end, or `index.html`, is left out: both lead to the same page.

    >>> parse_old_path("/2024/04/%C3%A9thique/", "https://rivers.example")
    '2024/04/éthique'
    >>> parse_old_path("https://rivers.example/podcast/3.html", "https://rivers.example/podcast")
    '3.html'
    """
    path = _below(text, site)
    if path is None:
        below = f"{urlsplit(site).path}{text}"
        raise Malformed(
            f"{quoted(text)} lies outside of `{site}`, where nothing of this show is published",
            ("" if SCHEME.match(text) else f"write `{below}` if it stood there; else ")
            + "have it redirected where it stood: docs/moving.md says how",
        )
    for sign, why in (("?", "what follows a `?`"), ("#", "what follows a `#`")):
        if sign in path:
            raise Malformed(
                f"{quoted(text)} can't be redirected: a host of files does not see {why}",
                f"write `{text.partition(sign)[0]}`, if a page stood there",
            )
    return _names(text, path)


def parse_new_place(text: str, site: str) -> str:
    """Read where a page is now: a path below *site* (decoded), or an address elsewhere.

    >>> parse_new_place("/episodes/003/", "https://rivers.example")
    'episodes/003'
    >>> parse_new_place("https://other.example/3?a=1", "https://rivers.example")
    'https://other.example/3?a=1'
    """
    path = _below(text, site)
    if path is not None and not {"?", "#"} & set(path):
        return _names(text, path) if path.strip("/") else ""
    if SCHEME.match(text):
        return parse_url(text)
    if text.startswith("//"):
        return parse_url(f"https:{text}")
    return parse_url(urljoin(f"{site}/", text))


def format_place(place: str, site: str) -> str:
    """Write an old path, or a new place: from the host's top; the inverse of both readers.

    >>> format_place("a b/c:d", "https://rivers.example/podcast")
    '/podcast/a%20b/c%3Ad'
    """
    if "://" in place:
        return place
    top = urlsplit(site).path.rstrip("/")
    return f"{top}/{AWKWARD.sub(lambda sign: quote(sign[0]), place)}"


def _below(text: str, site: str) -> str | None:
    """Return the part of a path or address that follows *site*, None where it does not lie there.

    A path that begins with a slash is one of the host, any other is one of the site.
    """
    if "\\" in text:
        slashes = text.replace("\\", "/")
        raise Malformed(f"{quoted(text)} holds a backslash", f"write `{slashes}`")
    own = urlsplit(site)
    if SCHEME.match(text) or text.startswith("//"):
        whole = parse_url(f"https:{text}" if text.startswith("//") else text)
        parts = urlsplit(whole)
        if parts.netloc.lower() != own.netloc.lower():
            return None
        text = whole.partition("://")[2].partition("/")[2]
        text = f"/{text}"
    if not text.startswith("/"):
        return text
    top = own.path.rstrip("/")
    if not f"{text}/".startswith(f"{top}/"):
        return None
    return text[len(top) :].lstrip("/")


def _names(text: str, path: str) -> str:
    """Return a path as it is on a disk. Raises Malformed where it can't be one."""
    try:
        names = [part for part in unquote_to_bytes(path).decode().split("/") if part]
    except UnicodeDecodeError:
        raise Malformed(
            f"{quoted(text)} is not UTF-8 where it has a `%`", "write the letters themselves"
        ) from None
    for name in names:
        if {"*", "{", "}"} & set(name) or name.startswith(":"):
            raise Malformed(f"{quoted(text)} stands for many pages", FEW)
        if name.startswith("."):
            raise Malformed(
                f"{quoted(text)} has a part that begins with a dot, which hosts don't show",
                "write the path as browsers show it",
            )
        if not name.isprintable():
            raise Malformed(f"{quoted(text)} holds a letter that cannot be seen", "type it anew")
        if len(name.encode()) > LONGEST_NAME or len(quote(path)) > LONGEST:
            raise Malformed(f"{quoted(text)} is longer than a path of files can be", "shorten it")
    if names and names[-1].lower() == "index.html":
        names.pop()
    if not names:
        raise Malformed(
            f"{quoted(text)} is the show's own page", "write the path of a page that is gone"
        )
    return "/".join(names)
