"""Redirects as hosts and web servers read them: `_redirects`, nginx, Caddy.

A pair is the path that is asked for, from the top and decoded, and the address to go to.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

Pairs = Iterable[tuple[str, str]]
GONE_FOR_GOOD = 301
SAFE = "/!$&'()+,;=~%-._@"


def parse_redirects(text: str) -> Mapping[str, tuple[str, int]]:
    """Read a `_redirects` file: address and status by path. Lines with wildcards are left out.

    >>> parse_redirects("# moved\\n/a%20b /c 301\\n/x/* /y/:splat\\n")
    {'/a b': ('/c', 301)}
    """
    found: dict[str, tuple[str, int]] = {}
    for line in text.splitlines():
        words = line.partition(" #")[0].split()
        if len(words) not in (2, 3) or not words[0].startswith("/") or re.search("[*:]", words[0]):
            continue
        status = words[2].removesuffix("!") if len(words) == 3 else "301"
        if status in ("301", "302", "303", "307", "308") and re.fullmatch(
            r"/.*|https?://.+", words[1]
        ):
            found.setdefault(unquote(words[0]), (words[1], int(status)))
    return found


def format_redirects(pairs: Pairs) -> str:
    """Write `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it."""
    lines = (f"{quote(path, safe=SAFE)} {to} {GONE_FOR_GOOD}\n" for path, to in pairs)
    return "".join(lines)


def format_nginx(pairs: Pairs) -> str:
    """Write locations for a `server` block of nginx."""
    head = "# nginx: include this file within `server { … }`\n"
    lines = (
        f"location = {_quoted(path)} {{ return {GONE_FOR_GOOD} {_quoted(_plain(to))}; }}\n"
        for path, to in pairs
    )
    return head + "".join(lines)


def _plain(url: str) -> str:
    """Encode what begins a variable for nginx or Caddy; they have no way to write it."""
    return url.replace("$", "%24").replace("{", "%7B")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def format_caddy(pairs: Pairs) -> str:
    """Write directives for a site of a Caddyfile."""
    head = "# Caddy: `import` this file within the site's block\n"
    lines = (f"redir {_quoted(path)} {_quoted(_plain(to))} permanent\n" for path, to in pairs)
    return head + "".join(lines)


FORMATS = {"netlify": format_redirects, "nginx": format_nginx, "caddy": format_caddy}
