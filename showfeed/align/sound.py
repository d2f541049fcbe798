"""An audio file → its sound, block by block: 16 kHz, one channel."""

import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from showfeed.align.features import Floats
from showfeed.problems import OutsideError, ShowfeedError

RATE = 16_000
BLOCK = 10 * RATE


def can_decode() -> bool:
    """Tell whether something on this machine decodes audio."""
    return bool(find_spec("av") or shutil.which("ffmpeg"))


def blocks(file: Path) -> Iterator[Floats]:
    """Decode a file. Raises ShowfeedError where it is no audio, OutsideError without a decoder."""
    if find_spec("av"):
        return _with_av(file)
    if program := shutil.which("ffmpeg"):
        return _with_ffmpeg(file, program)
    raise OutsideError(
        "nothing on this machine decodes audio\n"
        "    run `pip install 'showfeed[align]'`, or install ffmpeg"
    )


def _with_av(file: Path) -> Iterator[Floats]:
    import av
    from av.audio.resampler import AudioResampler

    try:
        with av.open(str(file)) as opened:
            if not opened.streams.audio:
                raise _unheard(file, "there is no sound in it")
            resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
            held: list[Floats] = []
            for frame in opened.decode(opened.streams.audio[0]):
                held += [_samples(part) for part in resampler.resample(frame)]
                if sum(map(len, held)) >= BLOCK:
                    yield np.concatenate(held)
                    held = []
            held += [_samples(part) for part in resampler.resample(None)]
            if held:
                yield np.concatenate(held)
    except (OSError, ValueError) as error:  # PyAV's errors are these too
        raise _unheard(file, str(error)) from error


def _samples(frame: object) -> Floats:
    values = frame.to_ndarray()  # type: ignore[attr-defined]
    return np.asarray(values, np.float32).reshape(-1)


def _with_ffmpeg(file: Path, program: str) -> Iterator[Floats]:
    words = [program, "-v", "error", "-nostdin", "-i", str(file.absolute())]
    words += ["-map", "a:0", "-f", "f32le", "-ac", "1", "-ar", str(RATE), "-"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        found = False
        while block := process.stdout.read(BLOCK * 4):
            found = True
            yield np.frombuffer(block[: len(block) // 4 * 4], "<f4").astype(np.float32)
        said = process.stderr.read().decode("utf-8", "replace").strip()
    if not found:
        raise _unheard(file, said.splitlines()[-1] if said else "there is no sound in it")


def _unheard(file: Path, reason: str) -> ShowfeedError:
    return ShowfeedError(f"`{file}` can't be played: {reason}\n    is it the right file?")
