"""Times are measured where they are known, and what does not belong together is found."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import align_recordings as recordings
import numpy as np
import pytest
from align_corpus import Case, Spoken
from align_recordings import needs_espeak, write_wave

from showfeed.align import sound
from showfeed.align.timing import Measured, measure
from showfeed.problems import ShowfeedError, UsageError

pytestmark = needs_espeak


@pytest.fixture(scope="module", name="english")
def _english() -> Spoken:
    return recordings.english()


@pytest.fixture(scope="module", name="french")
def _french() -> Spoken:
    return recordings.french()


def measured(
    folder: Path, made: Spoken, language: str, pins: tuple[tuple[int, int], ...] = ()
) -> Measured:
    file = folder / "said.wav"
    if not file.exists():
        write_wave(file, made)
    return measure([said for _, said in made.turns], file, language, pins)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory, english: Spoken) -> Measured:
    return measured(tmp_path_factory.mktemp("en"), english, "en")


def test_turns_and_sentences_are_found_to_a_twentieth_of_a_second(
    heard: Measured, english: Spoken
) -> None:
    off = [
        abs(turn.start / 1000 - true)
        for turn, true in zip(heard.turns, english.starts, strict=True)
    ]
    assert np.median(off) <= 0.05
    assert max(off) <= 0.5
    words = [
        abs(turn.words[word] / 1000 - true)
        for turn, marks in zip(heard.turns, english.sentences, strict=True)
        for word, true in marks
    ]
    assert np.median(words) <= 0.05


def test_each_word_has_a_time_within_its_turn(heard: Measured, english: Spoken) -> None:
    end = 0
    for turn, (_, said) in zip(heard.turns, english.turns, strict=True):
        assert len(turn.words) == len(said.split())
        assert list(turn.words) == sorted(turn.words)
        assert end <= turn.start == turn.words[0] <= turn.words[-1] <= turn.end
        end = turn.end
    assert sum(turn.doubtful for turn in heard.turns) <= 2  # one says but `I would.`
    assert heard.length == pytest.approx(len(english.sound) / 16, abs=20)


def test_jingles_are_not_text(heard: Measured, english: Spoken) -> None:
    assert len(heard.unwritten) == len(english.gaps)
    for (start, end), (began, ended) in zip(heard.unwritten, english.gaps, strict=True):
        assert (start / 1000, end / 1000) == pytest.approx((began, ended), abs=1.5)


def test_a_hiss_ten_decibels_under_the_voices_is_heard_through(tmp_path: Path) -> None:
    hissing = recordings.spoken("en", Case("hiss", fillers=0.0, extra=0.0, noise_db=10.0))
    found = measured(tmp_path, hissing, "en")
    off = [
        abs(turn.start / 1000 - true)
        for turn, true in zip(found.turns, hissing.starts, strict=True)
        if true is not None
    ]
    assert np.median(off) <= 0.1
    assert sum(distance > 2 for distance in off) <= 2


def test_first_words_that_were_found_in_music_are_brought_to_the_others(
    heard: Measured, english: Spoken
) -> None:
    jingle = english.gaps[0][1]
    first = heard.turns[0]
    assert first.start / 1000 >= jingle  # not within the music, where `Good evening` was heard too
    assert first.words[1] - first.words[0] < 1000


def test_a_turn_missing_on_either_side_is_told_and_not_smeared(
    tmp_path: Path, french: Spoken
) -> None:
    found = measured(tmp_path, french, "fr")
    absent = [at for at, start in enumerate(french.starts) if start is None]
    assert len(absent) == 1
    assert found.turns[absent[0]].doubtful
    assert absent[0] in {one.turn for one in found.unheard}
    for turn, true in zip(found.turns, french.starts, strict=True):
        if true is not None and not turn.doubtful:
            assert abs(turn.start / 1000 - true) <= 1
    assert sum(turn.doubtful for turn in found.turns) <= 4
    said, ended = french.gaps[2]  # after the jingles
    assert any(start / 1000 < said + 1 and end / 1000 > ended - 1 for start, end in found.unwritten)


def test_a_sign_after_the_last_word_that_nobody_says_is_no_word(
    tmp_path: Path, french: Spoken
) -> None:
    who, said = french.turns[-1]
    asked = replace(french, turns=[*french.turns[:-1], (who, f"{said.rstrip('.')} ?")])
    found = measured(tmp_path, asked, "fr")
    last = found.turns[-1]
    assert len(last.words) == len(said.split()) + 1
    assert last.words[-2] <= last.words[-1] == last.end
    assert not last.doubtful
    assert abs(last.start / 1000 - (french.starts[-1] or 0)) <= 0.1


def test_a_pin_is_kept_and_one_that_is_off_is_told(tmp_path: Path, english: Spoken) -> None:
    true = [round((start or 0) * 1000) for start in english.starts]
    found = measured(tmp_path, english, "en", ((3, true[3] - 400), (5, true[5] + 9000)))
    assert abs(found.turns[3].start - true[3]) <= 100
    (astray,) = found.astray
    assert (astray.turn, astray.pin) == (5, true[5] + 9000)
    assert abs(astray.measured - true[5]) <= 100
    assert abs(found.turns[5].start - astray.pin) <= 2100


def test_ffmpeg_and_pyav_hear_the_same(tmp_path: Path, english: Spoken) -> None:
    program = sound.shutil.which("ffmpeg")
    if not program:
        pytest.skip("ffmpeg is not here")
    write_wave(tmp_path / "said.wav", english)
    subprocess.run(
        [program, "-v", "error", "-i", "said.wav", "-b:a", "64k", "said.mp3"],
        cwd=tmp_path,
        check=True,
    )
    one = np.concatenate(list(sound._with_av(tmp_path / "said.mp3")))
    other = np.concatenate(list(sound._with_ffmpeg(tmp_path / "said.mp3", program)))
    shared = min(len(one), len(other))
    assert abs(len(one) - len(other)) < 2000
    assert np.corrcoef(one[:shared], other[:shared])[0, 1] > 0.99


def test_what_is_no_audio_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.mp3").write_text("<!doctype html><p>Not found")
    for decode in (sound._with_av, lambda file: sound._with_ffmpeg(file, "ffmpeg")):
        with pytest.raises(ShowfeedError, match=r"page\.mp3` can't be played"):
            list(decode(tmp_path / "page.mp3"))


def test_a_language_that_espeak_does_not_speak_is_told(tmp_path: Path, english: Spoken) -> None:
    with pytest.raises(UsageError, match="does not speak `tlh`"):
        measured(tmp_path, english, "tlh")


def test_espeak_is_never_part_of_showfeed_itself() -> None:
    code = (
        "import sys, showfeed.align.timing; "
        "assert 'showfeed.align.espeak' not in sys.modules; "
        "assert not any('espeak' in line for line in open('/proc/self/maps'))"
    )
    if Path("/proc/self/maps").exists():
        subprocess.run([sys.executable, "-c", code], check=True)
