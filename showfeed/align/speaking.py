"""Find espeak-ng, and have sentences spoken by it in a process of its own."""

import ctypes.util
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from showfeed.align.features import Floats
from showfeed.problems import OutsideError, UsageError

PROGRAM = Path(__file__).with_name("espeak.py")
RATE = 170  # words a minute
ELSEWHERE = (
    "/opt/homebrew/lib/libespeak-ng.dylib",
    "/usr/local/lib/libespeak-ng.dylib",
    "C:/Program Files/eSpeak NG/libespeak-ng.dll",
)
OTHER_NAMES = {"zh": "cmn", "no": "nb", "iw": "he", "in": "id", "mo": "ro"}
INSTALL = (
    "install it: `apt install espeak-ng`, `brew install espeak-ng`, "
    "`winget install eSpeak-NG.eSpeak-NG`, or `pip install espeakng-loader`"
)


@dataclass(frozen=True)
class Espeak:
    """espeak-ng's library, and its data where the library does not know it."""

    library: str
    data: str = ""


class Told(NamedTuple):
    """A sentence as it was read: where words (by letter) and phonemes begin, in samples."""

    sound: Floats
    rate: int
    words: list[tuple[int, int]]
    phonemes: list[tuple[str, int]]


def find_espeak() -> Espeak:
    """Return the espeak-ng of this machine. Raises OutsideError saying how to get one."""
    if name := ctypes.util.find_library("espeak-ng"):
        return Espeak(name)
    for path in ELSEWHERE:
        if Path(path).is_file():
            return Espeak(path)
    spec = find_spec("espeakng_loader")
    if spec and spec.origin:
        folder = Path(spec.origin).parent
        for library in sorted(folder.glob("*espeak-ng*")):
            if library.suffix in (".so", ".dylib", ".dll"):
                return Espeak(str(library), str(folder / "espeak-ng-data"))
    raise OutsideError(f"espeak-ng is not on this machine: it reads the text aloud\n    {INSTALL}")


def voices(language: str, variant: str = "") -> str:
    """Return espeak-ng's names for a language's voice, the nearest first.

    >>> voices("pt-BR", "+f2")
    'pt-br+f2,pt+f2'
    """
    tag = language.lower()
    base = OTHER_NAMES.get(tag.partition("-")[0], tag.partition("-")[0])
    names = dict.fromkeys([tag, base] if tag.partition("-")[0] == base else [base])
    return ",".join(name + variant for name in names)


def speak(
    sentences: Iterable[str], espeak: Espeak, language: str, variant: str = ""
) -> Iterator[Told]:
    """Read sentences aloud, one by one."""
    words = [espeak.library, espeak.data, voices(language, variant), str(RATE)]
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        first = process.stdout.readline()
        if not first:
            raise _refusal(process.stderr.read().decode("utf-8", "replace"), language)
        rate = int(json.loads(first)["rate"])
        try:
            for sentence in sentences:
                process.stdin.write(json.dumps(sentence).encode() + b"\n")
                process.stdin.flush()
                told = json.loads(process.stdout.readline())
                samples = np.frombuffer(process.stdout.read(told["samples"] * 2), "<i2")
                sound = samples.astype(np.float32) / np.float32(32768)
                yield Told(sound, rate, told["words"], told["phonemes"])
            process.stdin.close()
        except (OSError, ValueError, KeyError) as error:
            process.kill()
            raise OutsideError("espeak-ng stopped while it read the text aloud") from error
        except GeneratorExit:
            process.kill()
            raise


def _refusal(said: str, language: str) -> UsageError | OutsideError:
    """Say why espeak-ng did not begin."""
    if "no voice" in said:
        return UsageError(
            f"espeak-ng does not speak `{language}`, so its times can't be measured\n"
            "    is `language` right? `espeak-ng --voices` lists those it speaks"
        )
    return OutsideError(f"espeak-ng does not start: {said.strip()[-300:]}\n    {INSTALL}")
