"""`showfeed redirects`: where old pages lead, for a web server's settings."""

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated
from urllib.parse import urlsplit

import typer

from showfeed.cli.options import HERE, Root
from showfeed.problems import ShowfeedError


class Server(Enum):
    """Whose settings."""

    NGINX = "nginx"
    CADDY = "caddy"
    NETLIFY = "netlify"


def redirects(
    form: Annotated[
        Server, typer.Option("--format", help="Whose settings: nginx, caddy, or _redirects.")
    ] = Server.NGINX,
    root: Root = HERE,
) -> None:
    """Print where each old page leads, as settings for a web server.

    `build` writes them for Netlify, Cloudflare Pages and GitLab Pages by itself (`_redirects`), and
    a small page at each old path for the others.

    Example: showfeed redirects --format nginx > /etc/nginx/snippets/rivers.conf
    """
    from showfeed.cli import pipeline, report
    from showfeed.formats.redirect_files import FORMATS
    from showfeed.outputs.redirects import pairs

    moment = datetime.now(UTC)
    reading = pipeline.read(root, moment)
    if reading.show is None or not reading.sound:
        report.tell(reading.problems)
        raise typer.Exit(1)
    show = reading.show.as_of(moment)
    top = "" if form is Server.NETLIFY else urlsplit(show.url).path
    told = list(pairs(show, top))
    if not told:
        raise ShowfeedError(
            "no page of this show stood elsewhere\n"
            "    write `moved_from:` into an episode, or `redirects:` into show.yaml"
        )
    print(FORMATS[form.value](told), end="")
