"""The command line: reads arguments, calls the library, prints. The world comes in here."""

import gc
import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run `showfeed` and return its exit code; failures are put in words here, and only here."""
    words = sys.argv[1:] if words is None else list(words)
    if words == ["--version"]:
        from showfeed import __version__

        print(f"showfeed {__version__}")
        return 0
    _speak_utf8()
    # A large show is a million values, none of them waste: don't look through them all the time.
    gc.set_threshold(100_000, 20, 20)
    from showfeed.cli.app import app
    from showfeed.problems import ShowfeedError

    try:
        app(args=words, prog_name="showfeed")
    except ShowfeedError as failure:
        print(f"showfeed: {failure}", file=sys.stderr)
        return failure.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _speak_utf8() -> None:
    """Print every name whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
