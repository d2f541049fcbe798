"""Web addresses, absolute and in the letters that feeds may carry."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

SAFE = "/:@!$&'()*+,;=~%-._"  # RFC 3986; a `%` stands only where it encodes something
LONGEST = 2000


def parse_url(text: str, *, https: bool = False) -> str:
    """Read an absolute http(s) address (*https*: only https), percent-encoded and IDNA.

    >>> parse_url("HTTPS://Exämple.com/ä b".replace(" ", "%20"))
    'https://xn--exmple-cua.com/%C3%A4%20b'
    """
    written = text.strip()
    _refuse_letters(written)
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise Malformed(f"{quoted(text)} is not a web address", _hint(written)) from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise Malformed(f"{quoted(text)} is not a web address", _hint(written))
    if parts.username is not None:
        raise Malformed(
            f"{quoted(text)} would tell everybody a name and password",
            "leave out what is between `//` and `@`",
        )
    if https and parts.scheme == "http":
        raise Malformed(
            f"{quoted(text)} is not encrypted", f"write `https{written[4 : LONGEST + 4]}`"
        )
    host = _host(parts.hostname, text)
    authority = host if port in (None, 443 if parts.scheme == "https" else 80) else f"{host}:{port}"
    path, query, fragment = (
        quote(_percents(part), safe=SAFE + extra)
        for part, extra in ((parts.path, ""), (parts.query, "?"), (parts.fragment, "?"))
    )
    return urlunsplit((parts.scheme, authority, path, query, fragment))


def _refuse_letters(written: str) -> None:
    """Refuse what no address can hold, before it is taken apart."""
    if len(written) > LONGEST:
        raise Malformed(f"{quoted(written)} is longer than an address can be", "shorten it")
    if any(not letter.isprintable() and not letter.isspace() for letter in written):
        raise Malformed(f"{quoted(written)} holds a letter that cannot be seen", "type it anew")
    if any(letter.isspace() for letter in written):
        host = re.match(r"\w+://[^/?#]*", written)
        in_host = host is not None and len(host[0].split()) > 1
        joined = ("" if in_host else "%20").join(written.split())
        raise Malformed(f"{quoted(written)} holds a space", f"write `{joined}`")
    if "\\" in written:
        slashes = written.replace("\\", "/")
        raise Malformed(f"{quoted(written)} holds a backslash", f"write `{slashes}`")


def _percents(part: str) -> str:
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)


def _hint(written: str) -> str:
    bare = re.fullmatch(r"(?://)?([\w-]+(?:\.[\w-]+)+(?:[:/?#].*)?)", written)
    return f"write `https://{bare[1]}`" if bare else "write it like `https://example.com/page`"


def _host(host: str, text: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", host) and ".." not in host:
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise Malformed(f"{quoted(text)} has a host that cannot exist", _hint("")) from None
