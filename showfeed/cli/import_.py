"""`showfeed import`: an existing feed, a generator's site, or a page's text becomes a folder."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from showfeed.problems import UsageError


def import_(
    source: Annotated[
        str,
        typer.Argument(
            metavar="URL|FILE|FOLDER",
            help="A feed, a site of Hugo, Jekyll or Eleventy, YAML, an episode's page as text.",
        ),
    ],
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to; it is made if need be.")
    ] = Path(),
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Where public/ will stand.")
    ] = "",
    audio: Annotated[
        bool, typer.Option("--audio", help="Fetch the audio into media/ too.")
    ] = False,
    guids: Annotated[
        str,
        typer.Option(
            "--guids", metavar="FEED", help="A site's feed, URL or file, that knows its guids."
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be written.")
    ] = False,
) -> None:
    """Bring an existing podcast into a folder: show.yaml, a file an episode, transcripts, lock.

    Shows a plan first. Guids stay to the letter, and what you have edited stays yours when the
    same source is imported again.

    Examples: showfeed import https://feeds.example.com/rivers.xml rivers

    showfeed import ../my-hugo-site rivers --guids https://rivers.example/podcast/index.xml

    showfeed import podcast_config.yaml rivers (of podcast-rss-generator)
    """
    from showfeed.cli import importing
    from showfeed.cli.import_fetching import fetched, fetched_audio
    from showfeed.cli.import_source import opened
    from showfeed.importing import telling
    from showfeed.importing.planning import plan

    existing = any((folder / name).is_file() for name in ("show.yaml", "show.yml"))
    there = importing.there(folder)
    incoming, heard = opened(source, url, importing.known_ids(folder, there), guids)
    first = plan(incoming, there, {})
    print("\n".join(telling.lines(incoming, first, f"{folder}/")))
    if dry_run:
        return
    if existing and (first.changes or first.fetch) and not (yes or _agreed()):
        raise UsageError(
            "nothing was written\n    add `--yes` to write it, where nobody can be asked"
        )
    got = fetched(first, incoming, sys.stderr.isatty())
    talk = sys.stderr.isatty()
    media = fetched_audio(incoming, there, folder, talk) if audio else {}
    last = plan(incoming, there, got, media, final=True)
    for line in telling.remarks([r for r in last.remarks if r not in first.remarks]):
        print(line)
    importing.write(folder, last.changes)
    importing.report(folder, last.changes, heard)


def _agreed() -> bool:
    """Ask on a terminal; elsewhere nobody can agree."""
    return sys.stdin.isatty() and typer.confirm("Write it?")
