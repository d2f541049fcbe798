"""Facts of audio files: against ffprobe and mutagen where they are right, by hand where not."""

import hashlib
import json
import shutil
import struct
import subprocess
import wave
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showfeed.problems import Malformed
from showfeed.sources import audio_id3, audio_mp3, audio_mp4, audio_wav, audio_xiph
from showfeed.sources.audio import kind_of, measure, measure_file
from showfeed.sources.audio_bytes import HeldBytes, lasting

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
SECONDS = 7.5
CHAPTERS = ((0, "Beginning"), (2000, "Été à Québec"), (5000, "End"))
FRAME = b"\xff\xfb\x90\xc4" + bytes(413)  # 128 kbit/s, 44.1 kHz
SLOW = b"\xff\xfb\x10\xc4" + bytes(100)  # 32 kbit/s
METADATA = ";FFMETADATA1\ntitle=A walk\nartist=Somebody\n" + "".join(
    f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={at}\nEND={at + 2000}\ntitle={title}\n"
    for at, title in CHAPTERS
)
ENCODERS = {
    "a.mp3": ("-c:a", "libmp3lame", "-b:a", "64k"),
    "vbr.mp3": ("-c:a", "libmp3lame", "-q:a", "5"),
    "a.m4a": ("-c:a", "aac", "-b:a", "48k"),
    "a.opus": ("-c:a", "libopus", "-b:a", "24k"),
    "a.ogg": ("-c:a", "libvorbis"),
    "flac.ogg": ("-c:a", "flac", "-f", "ogg"),
    "speex.ogg": ("-c:a", "libspeex", "-ar", "16000"),
    "a.flac": ("-c:a", "flac"),
    "a.wav": ("-c:a", "pcm_s16le"),
    "a.mp4": ("-c:a", "aac"),
}
TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/x-m4a", "mp4": "video/mp4", "opus": "audio/ogg",
    "ogg": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav",
}  # fmt: skip


@pytest.fixture(scope="session")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("audio")
    (folder / "meta.txt").write_text(METADATA, encoding="utf-8")

    def make(name: str) -> Path:
        path = folder / name
        if not path.exists():
            sound = f"anoisesrc=d={SECONDS}:c=pink:r=44100:seed=1"
            run = subprocess.run(
                ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", sound, "-i", "meta.txt", "-map_metadata", "1", "-map_chapters", "1", "-ac", "1", *ENCODERS[name], name],
                cwd=folder, capture_output=True, check=False,
            )  # fmt: skip
            if run.returncode:
                pytest.skip(f"this ffmpeg makes no {name}: {run.stderr.decode()[-80:]}")
        return path

    return make


def probed(path: Path) -> float:
    words = ["ffprobe", "-v", "error", "-show_format", "-of", "json", str(path)]
    run = subprocess.run(words, capture_output=True, check=True)
    return float(json.loads(run.stdout)["format"]["duration"])


@needs_ffmpeg
@pytest.mark.parametrize("name", ENCODERS)
def test_the_length_is_that_which_ffprobe_finds(encoded: Callable[[str], Path], name: str) -> None:
    path = encoded(name)
    facts = measure_file(path).facts
    assert facts.duration is not None
    assert facts.duration.total_seconds() == pytest.approx(probed(path), abs=0.12)
    assert facts.duration.total_seconds() == pytest.approx(SECONDS, abs=0.12)
    assert facts.type == TYPES[name.rpartition(".")[2]]
    assert facts.size == path.stat().st_size
    assert facts.digest == hashlib.sha256(path.read_bytes()).hexdigest()


@needs_ffmpeg
@pytest.mark.parametrize("name", ["a.mp3", "vbr.mp3", "a.m4a", "a.mp4", "a.opus"])
def test_chapters_inside_the_file_are_found(encoded: Callable[[str], Path], name: str) -> None:
    measured = measure_file(encoded(name))
    assert measured.facts.chapters == CHAPTERS
    assert [chapter.title for chapter in measured.chapters] == [title for _, title in CHAPTERS]
    assert measured.chapters[1].start == timedelta(seconds=2)
    assert not measured.cut


@needs_ffmpeg
@pytest.mark.parametrize("name", ["a.ogg", "flac.ogg", "a.flac", "a.opus"])
def test_chapters_in_vorbis_comments_are_found(
    encoded: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    mutagen = pytest.importorskip("mutagen")
    path = tmp_path / name
    shutil.copy(encoded(name), path)
    tagged = mutagen.File(path)
    for number, (at, title) in enumerate(CHAPTERS):
        tagged[f"CHAPTER{number:03}"] = f"00:00:{at / 1000:06.3f}"
        tagged[f"CHAPTER{number:03}NAME"] = title
    tagged.save()
    assert measure_file(path).facts.chapters == CHAPTERS


@needs_ffmpeg
@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.opus", "a.ogg", "a.flac"])
def test_title_and_artist_are_those_of_the_tags(encoded: Callable[[str], Path], name: str) -> None:
    measured = measure_file(encoded(name))
    assert (measured.title, measured.artist) == ("A walk", "Somebody")


@needs_ffmpeg
def test_mutagen_finds_the_same_length(encoded: Callable[[str], Path]) -> None:
    mutagen = pytest.importorskip("mutagen")
    for name in ("a.mp3", "a.m4a", "a.opus", "a.ogg", "a.flac", "a.wav"):
        path = encoded(name)
        duration = measure_file(path).facts.duration
        assert duration is not None
        assert duration.total_seconds() == pytest.approx(mutagen.File(path).info.length, abs=0.12)


@needs_ffmpeg
def test_the_picture_inside_the_file_is_found(
    encoded: Callable[[str], Path], tmp_path: Path
) -> None:
    from mutagen.id3 import APIC, ID3

    path = tmp_path / "a.mp3"
    shutil.copy(encoded("a.mp3"), path)
    tags = ID3(path)
    tags.add(APIC(encoding=3, mime="image/png", type=3, desc="Cover", data=b"\x89PNG picture"))
    tags.save()
    assert measure_file(path).picture == b"\x89PNG picture"


@needs_ffmpeg
def test_chapters_of_a_quicktime_track_are_read_where_nero_s_are_missing(
    encoded: Callable[[str], Path], tmp_path: Path
) -> None:
    content = encoded("a.m4a").read_bytes().replace(b"chpl", b"free")
    (tmp_path / "a.m4a").write_bytes(content)
    assert measure_file(tmp_path / "a.m4a").facts.chapters == CHAPTERS


@needs_ffmpeg
@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.wav"])
def test_a_file_that_broke_off_is_told(
    encoded: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    content = encoded(name).read_bytes()
    if name == "a.m4a":  # its table of contents first, as for streaming
        subprocess.run(
            ["ffmpeg", "-v", "error", "-i", str(encoded(name)), "-c", "copy", "-map", "0:a", "-movflags", "+faststart", str(tmp_path / "fast.m4a")],
            check=True,
        )  # fmt: skip
        content = (tmp_path / "fast.m4a").read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) * 2 // 3])
    measured = measure_file(tmp_path / name)
    assert measured.cut
    assert measured.facts.duration and (
        name == "a.m4a" or measured.facts.duration < timedelta(seconds=6)
    )


@needs_ffmpeg
def test_varying_bit_rate_without_a_header_is_counted(
    encoded: Callable[[str], Path], tmp_path: Path
) -> None:
    content = encoded("vbr.mp3").read_bytes()
    at = max(content.find(b"Xing"), content.find(b"Info"))
    (tmp_path / "a.mp3").write_bytes(content[:at] + b"none" + content[at + 4 :])
    duration = measure_file(tmp_path / "a.mp3").facts.duration
    assert duration and duration.total_seconds() == pytest.approx(SECONDS, abs=0.15)


def seconds(content: bytes, near: bool = True) -> float | None:
    duration = audio_mp3.measure(HeldBytes(content, near)).duration
    return None if duration is None else duration.total_seconds()


def test_frames_of_any_rate_are_counted_and_what_lies_between_is_stepped_over() -> None:
    one = 1152 / 44100
    assert seconds(FRAME * 100) == pytest.approx(100 * one, abs=0.001)
    assert seconds(FRAME * 50 + SLOW * 100) == pytest.approx(150 * one, abs=0.001)
    assert seconds(FRAME * 50 + b"\xffrubbish" * 9 + FRAME * 50) == pytest.approx(
        100 * one, abs=0.001
    )
    assert seconds(FRAME * 50 + b"TAG" + bytes(125)) == pytest.approx(50 * one, abs=0.001)
    assert seconds(FRAME * 5000) == pytest.approx(5000 * one, abs=0.001)  # over a block
    half = b"\xff\xf3\x40\xc4" + bytes(100)  # MPEG 2, 32 kbit/s, 22.05 kHz
    assert seconds(half * 20) == pytest.approx(20 * 576 / 22050, abs=0.02)


def test_far_away_only_a_constant_bit_rate_gives_a_length() -> None:
    assert seconds(FRAME * 1000, near=False) == pytest.approx(1000 * 417 * 8 / 128000, abs=0.01)
    assert seconds(FRAME * 300 + SLOW * 3000, near=False) is None


def test_a_vbri_header_counts_the_frames() -> None:
    head = FRAME[:36] + b"VBRI" + bytes(6) + struct.pack(">II", 417 * 100, 100)
    content = head.ljust(417, b"\0") + FRAME * 99
    assert seconds(content, near=False) == pytest.approx(100 * 1152 / 44100, abs=0.001)
    cut = FRAME[:36] + b"VBRI\0"
    assert seconds(cut.ljust(30, b"\0") + FRAME * 9) is not None


def test_a_header_of_another_layer_or_rate_is_no_frame() -> None:
    for head in (b"\xff\xfd\x90", b"\xff\xeb\x90", b"\xff\xfb\xf0", b"\xff\xfb\x9c", b"\xff"):
        assert audio_mp3.frame(head) is None


def xing(flags: int, *numbers: int) -> bytes:
    head = FRAME[:36] + b"Xing" + struct.pack(f">I{len(numbers)}I", flags, *numbers)
    return head.ljust(417, b"\0")


def test_a_xing_header_is_believed_only_where_it_can_be_true() -> None:
    one = 1152 / 44100
    assert seconds(xing(3, 100, 41700) + FRAME * 99, near=False) == pytest.approx(
        100 * one, abs=0.001
    )
    assert seconds(xing(2, 41700) + FRAME * 99) == pytest.approx(100 * one, abs=0.001)
    assert seconds(xing(1, 4_000_000_000) + FRAME * 99) == pytest.approx(100 * one, abs=0.001)


def id3(*frames: bytes, version: int = 4, flags: int = 0, extra: bytes = b"") -> bytes:
    body = extra + b"".join(frames)
    size = bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3" + bytes([version, 0, flags]) + size + body


def chap(element: bytes, start: int, *frames: bytes) -> bytes:
    body = element + b"\0" + struct.pack(">IIII", start, start, 2**32 - 1, 2**32 - 1)
    return frame(b"CHAP", body + b"".join(frames))


def frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">I", len(body)) + b"\0\0" + body


def marks(content: bytes) -> tuple[tuple[int, str], ...]:
    return audio_id3.chapters(HeldBytes(content))


def test_id3_chapters_come_in_time_order_and_in_every_encoding() -> None:
    tag = id3(
        chap(b"b", 2000, frame(b"TIT2", b"\1" + "Été".encode("utf-16"))),
        chap(b"a", 1000, frame(b"TIT2", b"\0\xc9t\xe9\0")),
        chap(b"d", 3000, frame(b"TIT2", b"\2" + "Été".encode("utf-16-be"))),
        chap(b"e", 4000),
        frame(b"CHAP", b"short\0"),
    )
    assert marks(tag) == ((1000, "Été"), (2000, "Été"), (3000, "Été"), (4000, ""))


def test_id3_chapters_outside_of_the_contents_are_silent() -> None:
    tag = id3(chap(b"a", 0), chap(b"b", 9), frame(b"CTOC", b"toc\0\3\1b\0"), frame(b"CTOC", b"x\0"))
    assert marks(tag) == ((9, ""),)


def test_id3_tags_with_an_extended_header_or_hidden_syncs_are_read() -> None:
    found = ((255, "ÿ"),)
    title = frame(b"TIT2", b"\0\xff")
    assert (
        marks(id3(chap(b"a", 255, title), version=3, flags=0x40, extra=b"\0\0\0\6" + bytes(6)))
        == found
    )
    assert marks(id3(chap(b"a", 255, title), version=4, flags=0x40, extra=b"\0\0\0\6\1\0")) == found
    # Each FF is followed by a 00 of its own in a tag that hides syncs.
    body = b"".join((chap(b"a", 255, title),)).replace(b"\xff", b"\xff\0")
    assert marks(id3(body, version=3, flags=0x80)) == found
    assert marks(id3(chap(b"a", 1), version=2)) == ()
    assert marks(FRAME) == ()
    assert audio_id3.tag_size(HeldBytes(id3() * 9)) == 40  # no end of tags is not followed
    assert marks(id3(*[frame(b"TIT2", b"")] * 5000)) == ()


def test_two_tags_at_the_start_are_both_stepped_over() -> None:
    content = id3(chap(b"a", 0)) + id3(frame(b"TIT2", b"\0x"), flags=0x10) + bytes(10) + FRAME * 9
    assert seconds(content) == pytest.approx(9 * 1152 / 44100, abs=0.001)


def atom(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return struct.pack(">I", len(body) + 8) + name + body


def mvhd(units: int, scale: int) -> bytes:
    return atom(b"mvhd", struct.pack(">IIIII", 0, 0, 0, scale, units))


def wide_mvhd(units: int, scale: int) -> bytes:
    return atom(b"mvhd", struct.pack(">IQQIQ", 1 << 24, 0, 0, scale, units))


def test_wide_atoms_and_an_atom_up_to_the_end_are_read() -> None:
    moov = atom(b"moov", wide_mvhd(90_000, 1000))
    wide = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 20) + bytes(4)
    ftyp = atom(b"ftyp", b"M4A ")
    assert audio_mp4.measure(HeldBytes(ftyp + wide + moov)).duration == timedelta(seconds=90)
    open_end = bytes(4) + moov[4:]
    assert audio_mp4.measure(HeldBytes(ftyp + open_end)).duration == timedelta(seconds=90)


def test_a_table_of_contents_that_says_nothing_gives_no_length() -> None:
    for moov in (b"", mvhd(5, 0), mvhd(0, 5), atom(b"junk"), struct.pack(">I", 3) + b"mvhd"):
        sound = audio_mp4.measure(HeldBytes(atom(b"ftyp", b"M4A ") + atom(b"moov", moov)))
        assert sound.duration is None and sound.chapters == ()
    assert audio_mp4.measure(HeldBytes(atom(b"free") * 3000)).duration is None
    assert audio_mp4.measure(HeldBytes(struct.pack(">I", 5) + b"freeze!!")).duration is None


def chpl(*entries: tuple[int, str], version: int = 1) -> bytes:
    body = b"".join(
        struct.pack(">QB", at * 10_000, len(title.encode())) + title.encode()
        for at, title in entries
    )
    return bytes([version, 0, 0, 0]) + bytes(4 if version else 0) + bytes([len(entries)]) + body


def test_nero_chapters_of_both_versions_are_read_as_far_as_they_go() -> None:
    for version in (0, 1):
        body = chpl((0, "Å"), (1500, "B"), version=version)
        moov = atom(b"moov", mvhd(9, 1), atom(b"udta", atom(b"chpl", body)))
        assert audio_mp4.measure(HeldBytes(moov)).chapters == ((0, "Å"), (1500, "B"))
    moov = atom(b"moov", mvhd(9, 1), atom(b"udta", atom(b"chpl", chpl((0, "A"), (1, "B"))[:-5])))
    assert audio_mp4.measure(HeldBytes(moov)).chapters == ((0, "A"),)


def quicktime(handler: bytes, wide: bool = False, scale: int = 1000) -> bytes:
    samples = [b"\0\3One", b"\0\6" + "Zw".encode("utf-16")]
    start = 8
    if wide:
        tkhd = atom(b"tkhd", struct.pack(">IQQI", 1 << 24, 0, 0, 7))
        mdhd = atom(b"mdhd", struct.pack(">IQQI", 1 << 24, 0, 0, scale))
        offsets = atom(b"co64", struct.pack(">IIQQ", 0, 2, start, start + len(samples[0])))
    else:
        tkhd = atom(b"tkhd", struct.pack(">IIII", 0, 0, 0, 7))
        mdhd = atom(b"mdhd", struct.pack(">IIII", 0, 0, 0, scale))
        offsets = atom(b"stco", struct.pack(">IIII", 0, 2, start, start + len(samples[0])))
    stbl = atom(
        b"stbl",
        atom(b"stts", struct.pack(">IIIIII", 0, 2, 1, 2500, 9 if wide else 1, 100)),
        atom(
            b"stsc",
            struct.pack(">II", 0, 2)
            + struct.pack(">III", 1, 1, 1) * 1
            + struct.pack(">III", 2, 1, 1),
        ),
        atom(b"stsz", struct.pack(">IIIII", 0, 0, 2, len(samples[0]), len(samples[1]))),
        offsets,
    )
    hdlr = atom(b"hdlr", bytes(8) + handler)
    text = atom(b"trak", tkhd, atom(b"mdia", mdhd, hdlr, atom(b"minf", stbl)))
    other = atom(
        b"trak", atom(b"tkhd", bytes(16)), atom(b"tref", atom(b"chap", struct.pack(">I", 7)))
    )
    return atom(b"mdat", *samples) + atom(b"moov", mvhd(9, 1), other, text)


@pytest.mark.parametrize("wide", [False, True])
def test_quicktime_chapters_are_found_through_their_track(wide: bool) -> None:
    assert audio_mp4.measure(HeldBytes(quicktime(b"text", wide))).chapters == (
        (0, "One"),
        (2500, "Zw"),
    )
    assert audio_mp4.measure(HeldBytes(quicktime(b"vide", wide))).chapters == ()
    assert audio_mp4.measure(HeldBytes(quicktime(b"text", wide, scale=0))).chapters == ()


def test_quicktime_chapters_that_can_not_all_be_read_are_left_out() -> None:
    content = quicktime(b"text").replace(
        struct.pack(">IIII", 0, 2, 8, 13), struct.pack(">IIII", 0, 2, 8, 9**9)
    )
    assert audio_mp4.measure(HeldBytes(content)).chapters == ()


def test_wave_files_tell_their_length(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(8000 * 2 * 3))
    assert measure_file(tmp_path / "a.wav").facts.duration == timedelta(seconds=3)
    content = (tmp_path / "a.wav").read_bytes()
    streamed = content[:40] + b"\xff\xff\xff\xff" + content[44:]
    assert audio_wav.measure(HeldBytes(streamed)).duration == timedelta(seconds=3)
    assert audio_wav.measure(HeldBytes(content[:36])).duration is None
    assert audio_wav.measure(HeldBytes(content[:12] + b"junk\1\0\0\0xx" * 2000)).duration is None


def page(body: bytes, granule: int = 0, serial: int = 1, flags: int = 0) -> bytes:
    table = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = struct.pack("<BBqII", 0, flags, granule, serial, 0) + bytes(4)
    return b"OggS" + head + bytes([len(table)]) + table + body


def comments(*pairs: str) -> bytes:
    packed = b"".join(struct.pack("<I", len(p.encode())) + p.encode() for p in pairs)
    return struct.pack("<I", 1) + b"x" + struct.pack("<I", len(pairs)) + packed


def test_ogg_pages_of_other_streams_are_stepped_over() -> None:
    opus = b"OpusHead\1\1" + struct.pack("<H", 312)
    told = comments("CHAPTER001=0:01", "chapter001name=One", "CHAPTER002=soon", "CHAPTER003=0:05")
    content = (
        page(b"\x80theora", flags=2, serial=9)
        + page(opus, flags=2)
        + page(b"video", granule=3, serial=9)
        + page(b"OpusTags" + told)
        + page(b"sound", granule=48_000 + 312)
        + page(b"more", granule=-1)
        + page(b"video", granule=99, serial=9)
    )
    sound = audio_xiph.measure_ogg(HeldBytes(content))
    assert sound.duration == timedelta(seconds=1)
    assert sound.chapters == ((1000, "One"), (5000, ""))
    assert audio_xiph.measure_ogg(HeldBytes(page(b"\x80theora", flags=2))).duration is None
    assert audio_xiph.measure_ogg(HeldBytes(page(opus, flags=2, granule=-1))).duration is None


def test_an_endless_ogg_header_is_not_read_to_its_end() -> None:
    opus = page(b"OpusHead\1\1\0\0", flags=2)
    content = opus + page(bytes(60_000), granule=-1) * 30 + page(b"x", granule=48_000)
    assert audio_xiph.measure_ogg(HeldBytes(content)).duration == timedelta(seconds=1)
    other = page(b"\x80", serial=9) + page(bytes(60_000), serial=9) * 30
    assert audio_xiph.measure_ogg(HeldBytes(opus + other)).duration is None


def test_flac_without_comments_has_no_chapters() -> None:
    info = bytes(10) + ((44100 << 44) | 44100 * 2).to_bytes(8, "big") + bytes(16)
    for rest in (b"\x81\0\0\1x", b"", b"\1\0\0\0" * 200):
        content = b"fLaC\0\0\0\x22" + info + rest
        sound = audio_xiph.measure_flac(HeldBytes(content))
        assert (sound.duration, sound.chapters) == (timedelta(seconds=2), ())


def test_a_length_that_can_not_be_is_none() -> None:
    assert lasting(1, 0) is None and lasting(-1, 1) is None and lasting(10**12, 1) is None
    assert lasting(1, 2**32) is None  # less than a millisecond


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "there is nothing in `a.mp3`"),
        (bytes(5000), "there is nothing in"),
        (b"\n<!DOCTYPE html><p>Log in", "a web page or a text, not audio"),
        (b'{"error": 404}', "a web page or a text, not audio"),
        (b"plain words", "no audio that can be measured"),
        (b"%PDF-1.7 " * 1000, "no audio that can be measured"),
        (b"ID3\4\0\0\0\0\0\0", "no sound that can be measured"),
        (b"OggS", "no sound that can be measured"),
        (b"fLaC", "no sound that can be measured"),
        (b"RIFF\0\0\0\0WAVE", "no sound that can be measured"),
        (b"\0\0\0\x10ftypM4A \0\0\0\0", "no sound that can be measured"),
        (b"version https://git-lfs.github.com/spec/v1\noid md5:1\n", "broken note of git LFS"),
    ],
)
def test_what_is_no_audio_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.mp3").write_bytes(content)
    with pytest.raises(Malformed, match=words) as raised:
        measure_file(tmp_path / "a.mp3")
    assert raised.value.hint


def test_a_note_of_git_lfs_gives_size_and_digest(tmp_path: Path) -> None:
    digest = "0123456789abcdef" * 4
    note = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 12345\n"
    (tmp_path / "a.mp3").write_text(note, encoding="utf-8", newline="")
    measured = measure_file(tmp_path / "a.mp3")
    assert measured.pointer
    assert (measured.facts.size, measured.facts.digest) == (12345, digest)
    assert (measured.facts.type, measured.facts.duration) == ("audio/mpeg", None)


def test_the_type_follows_the_bytes_and_the_name_only_within_a_family() -> None:
    mp4 = HeldBytes(b"\0\0\0\x10ftypM4A \0\0\0\0")
    assert kind_of("a.mp4", mp4) == ".mp4"
    assert kind_of("a.mp3", mp4) == ".m4a"
    assert kind_of("https://example.com/a.m4v?x=1.mov", mp4) == ".m4v"
    assert measure("a.ogg", HeldBytes(FRAME * 9)).facts.type == "audio/mpeg"


def test_what_tinytag_can_not_read_has_no_tags(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(FRAME * 9)
    assert measure_file(tmp_path / "a.flac").title == ""
    text = frame(b"TIT2", b"\0Hello ")
    (tmp_path / "b.mp3").write_bytes(id3(text) + FRAME * 9)
    assert measure_file(tmp_path / "b.mp3").title == "Hello"


SAMPLES = [
    id3(chap(b"a", 5, frame(b"TIT2", b"\1\xff\xfeA\0")), frame(b"CTOC", b"t\0\3\1a\0")) + FRAME * 4,
    xing(3, 100, 41700) + FRAME * 9,
    atom(b"ftyp", b"M4A ") + quicktime(b"text"),
    atom(b"ftyp", b"M4A ") + quicktime(b"text", True),
    atom(b"ftyp", b"M4A ")
    + atom(b"moov", mvhd(9, 1), atom(b"udta", atom(b"chpl", chpl((1, "A"))))),
    page(b"OpusHead\1\1\0\0", flags=2)
    + page(b"OpusTags" + comments("CHAPTER001=1:00"))
    + page(b"x", 9999),
    b"fLaC\0\0\0\x22" + bytes(34) + b"\x84\0\0\x40" + comments("CHAPTER001=1:00"),
    b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + bytes(8) + b"\0\1\0\0" + bytes(4) + b"data\5\0\0\0hello",
]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_mutated_audio_is_measured_or_refused_and_never_anything_else(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[at] = data.draw(st.sampled_from([0, 1, 127, 128, 255]) | st.integers(0, 255))
    path = tmp_path / "a.mp3"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        facts = measure_file(path).facts
    except Malformed as error:
        assert error.message
    else:
        assert facts.duration is None or timedelta() < facts.duration


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        [b"ID3\4\0\0", b"OggS", b"fLaC", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x08ftyp", b"\xff\xfb\x90"]
    ),
    st.binary(),
)
def test_any_bytes_behind_any_beginning_are_measured_or_refused(start: bytes, rest: bytes) -> None:
    for near in (True, False):
        try:
            measure("a", HeldBytes(start + rest, near))
        except Malformed as error:
            assert error.hint


def test_a_place_that_no_file_can_have_holds_nothing(tmp_path: Path) -> None:
    from showfeed.sources.audio_bytes import FileBytes

    (tmp_path / "a").write_bytes(b"abc")
    with FileBytes(tmp_path / "a") as file:
        assert [file.read(start, 9) for start in (0, 2, 3, 2**63 - 1, 2**64)] == [
            b"abc", b"c", b"", b"", b"",
        ]  # fmt: skip
