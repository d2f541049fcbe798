"""One process: a transcript of 10,000 words read and written in every format, in milliseconds."""

import gc
import json
import random
import statistics
import time
from collections.abc import Callable

from generated_show import timed_transcript, untimed_transcript

from showfeed.formats import transcripts
from showfeed.model import CaptionOptions, Transcript
from showfeed.outputs.transcripts import WRITERS, shapes_of


def converted(name: str, content: bytes) -> int:
    """Read a file and write all that it honestly gives; return the bytes written."""
    found = transcripts.read(name, content)
    written = Transcript(found.form, found.text, "en", found.timed, found.end, found.speakers)
    shapes = shapes_of(written, {}, CaptionOptions())
    return sum(len(WRITERS[name](cues).encode()) for name, cues in shapes.items())


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the time of the first call, and the median CPU time of those that follow."""
    start = time.perf_counter()
    work()
    first = time.perf_counter() - start
    took = []
    for _ in range(20):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return first * 1000, statistics.median(took) * 1000


def main() -> None:
    """Print the figures of both kinds."""
    gc.set_threshold(100_000, 20, 20)
    chance = random.Random(2)
    files = {
        "a.vtt": timed_transcript(chance, 1250).encode(),
        "a.txt": untimed_transcript(chance, 134).encode(),
    }
    print(json.dumps({n: milliseconds(lambda n=n, c=c: converted(n, c)) for n, c in files.items()}))


if __name__ == "__main__":
    main()
