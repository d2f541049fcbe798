"""One process, one build without pages: the chain of feed, notes, chapters and transcripts.

Prints seconds, CPU seconds and peak memory as JSON. Run by run.py.
"""

import gc
import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path


def main() -> None:
    """Build the show in a folder, the first argument, into another, the second."""
    start = time.perf_counter()
    gc.set_threshold(100_000, 20, 20)  # as `showfeed` does
    from showfeed.cli import pipeline
    from showfeed.outputs import chapters, feed, media, notes, transcripts
    from showfeed.targets.folder import Folder
    from showfeed.targets.publish import publish

    root, to = Path(sys.argv[1]), Path(sys.argv[2])
    reading = pipeline.read(root, datetime(2040, 1, 1, tzinfo=UTC), to)
    assert reading.sound and reading.show is not None
    chain = (media, chapters, transcripts, notes, feed)
    publish(
        (made for output in chain for made in output.render(reading.show)),
        Folder(to),
        media.elsewhere(reading.show),
    )
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "seconds": time.perf_counter() - start,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
