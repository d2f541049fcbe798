"""Audio that goes out with everything inside: read back by ffprobe, mutagen and by ourselves."""

import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showfeed.formats import pieces
from showfeed.formats.id3 import Frame, format_tag, parse_frames, read_tags
from showfeed.formats.id3_downgrade import downgraded
from showfeed.formats.mp4_boxes import moved_offsets
from showfeed.model import (
    Audio,
    Chapter,
    Episode,
    MediaFacts,
    MediaOptions,
    Picture,
    Show,
    Transcript,
    TranscriptForm,
)
from showfeed.outputs import copy_mp3, copy_mp4, media
from showfeed.outputs.embedding import embed
from showfeed.outputs.inside import inside, marks
from showfeed.problems import Malformed
from showfeed.sources.audio import measure_file
from showfeed.sources.pictures import facts_of

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
LENGTH = 60
# Name, and how ffmpeg makes it: the table of contents in front or behind, older chapters, tags.
SOURCES = {
    "plain.mp3": ("-c:a", "libmp3lame", "-b:a", "32k", "-write_id3v2", "0", "-id3v2_version", "0"),
    "v3.mp3": ("-c:a", "libmp3lame", "-b:a", "32k", "-id3v2_version", "3"),
    "v4.mp3": ("-c:a", "libmp3lame", "-q:a", "6", "-id3v2_version", "4", "-write_id3v1", "1"),
    "behind.m4a": ("-c:a", "aac", "-b:a", "32k"),
    "front.m4a": ("-c:a", "aac", "-b:a", "32k", "-movflags", "+faststart"),
    "none.m4a": ("-c:a", "aac", "-b:a", "32k", "-map_chapters", "-1"),
}  # fmt: skip
OLD = (
    ";FFMETADATA1\ntitle=Vieux\ncomment=gardé\ncomposer=Zoé\n"
    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=20000\ntitle=Old one\n"
    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=20000\nEND=60000\ntitle=Old two\n"
)


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("embedding")
    (folder / "meta.txt").write_text(OLD, encoding="utf-8")

    def make(name: str) -> Path:
        path = folder / name
        if not path.exists():
            sound = f"anoisesrc=d={LENGTH}:c=pink:r=22050:seed=1"
            subprocess.run(
                ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", sound, "-i", "meta.txt", "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-ac", "1", *SOURCES[name], name],
                cwd=folder, check=True,
            )  # fmt: skip
        return path

    return make


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Picture]:
    from PIL import Image

    def make(kind: str, colour: str) -> Picture:
        file = tmp_path_factory.mktemp("pictures") / f"{colour}.{kind}"
        Image.new("RGB", (90, 90), colour).save(file)
        return Picture(file.name, file, facts_of(file.name, file.read_bytes()))

    return make


def seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


def show_of(file: Path, cover: Picture, image: Picture) -> Show:
    facts = measure_file(file).facts
    transcripts = (
        Transcript(TranscriptForm.TEXT, "Ana: Bonjour.\n\nBen: Été 🗼.\n\nAna: Oui.\n", "fr"),
        Transcript(TranscriptForm.TEXT, "Hello there.\n", "en-GB"),
        Transcript(TranscriptForm.TEXT, "Again.\n", "en-US"),
    )
    episode = Episode(
        "a",
        "Épisode – été",
        date=datetime(2024, 4, 15, 16, 30, tzinfo=UTC),
        audio=Audio(f"media/{file.name}", file, facts),
        number=Decimal(3),
        season=2,
        chapters=(
            Chapter(seconds(0), "Début 🗼"),
            Chapter(seconds(10.25), "Milieu", url="https://example.com/é?a=b&c", image=image),
            Chapter(seconds(15), "", listed=False, image=cover),
            Chapter(seconds(30), "Fin", end=seconds(50)),
        ),
        transcripts=transcripts,
    )
    return Show(
        "Le show", "https://s.example", "D", "fr", "Jérôme",
        cover=cover, media=MediaOptions(embed=True), episodes=(episode,),
    )  # fmt: skip


def built(show: Show, to: Path) -> tuple[Show, Path]:
    """Make the copy of the only episode; return the show that knows its size."""
    settled = embed(show)
    assert settled.problems == ()
    audio = settled.show.episodes[0].audio
    assert audio is not None
    artifact = next(a for a in media.render(settled.show) if a.path == audio.href)
    assert callable(artifact.content)
    path = to / Path(audio.href).name
    with path.open("wb") as file:
        for piece in artifact.content():
            file.write(piece)
    return settled.show, path


def probe(file: Path, *what: str) -> Any:
    run = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *what, str(file)],
        capture_output=True, check=True,
    )  # fmt: skip
    return json.loads(run.stdout)


def sound_of(file: Path) -> tuple[bytes, bytes]:
    """Return the digests of the packets and of what they decode to."""
    run = [
        subprocess.run(
            ["ffmpeg", "-v", "error", "-i", str(file), "-map", "0:a", *how, "-f", "md5", "-"],
            capture_output=True, check=True,
        ).stdout
        for how in (("-c", "copy"), ())
    ]  # fmt: skip
    return run[0], run[1]


@needs_ffmpeg
@pytest.mark.parametrize("name", SOURCES)
def test_ffprobe_reads_back_what_was_put_in_and_the_sound_is_the_same(
    name: str, source: Any, picture: Any, tmp_path: Path
) -> None:
    file = source(name)
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    show, copy = built(show_of(file, picture("png", "red"), picture("jpg", "blue")), tmp_path)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert sound_of(copy) == sound_of(file)
    audio = show.episodes[0].audio
    assert audio and audio.facts
    assert audio.facts.length == copy.stat().st_size > audio.facts.size
    found = probe(copy, "-show_chapters", "-show_format")
    titles = [(c["start_time"], c["tags"]["title"]) for c in found["chapters"]]
    expected = [("0.000000", "Début 🗼"), ("10.250000", "Milieu"), ("30.000000", "Fin")]
    if name.endswith("mp3"):  # the silent one is there; ffprobe minds no table of contents
        expected.insert(2, ("15.000000", "Milieu"))
    assert titles == expected
    tags = {key.lower(): value for key, value in found["format"]["tags"].items()}
    assert (tags["title"], tags["artist"], tags["album"]) == ("Épisode – été", "Jérôme", "Le show")
    assert tags["date"].startswith("2024-04-15") and "16:30" in tags["date"]
    assert (tags["track"], tags["disc"]) == ("3", "2")
    lyrics = tags.get("lyrics-fra") or tags["lyrics"]
    assert lyrics == "Ana: Bonjour.\n\nBen: Été 🗼.\n\nAna: Oui."
    if name != "plain.mp3":
        assert (tags["comment"], tags["composer"]) == ("gardé", "Zoé")
    streams = probe(copy, "-show_streams")["streams"]
    assert [s["codec_name"] for s in streams if s["disposition"]["attached_pic"]] == ["png"]
    ours = measure_file(copy)
    assert ours.facts.chapters == ((0, "Début 🗼"), (10250, "Milieu"), (30000, "Fin"))
    assert ours.facts.duration == measure_file(file).facts.duration


@needs_ffmpeg
@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith("mp3")])
def test_mutagen_reads_chapters_with_links_and_pictures(
    name: str, source: Any, picture: Any, tmp_path: Path
) -> None:
    from mutagen.mp3 import MP3

    file = source(name)
    _, copy = built(show_of(file, picture("png", "red"), picture("jpg", "blue")), tmp_path)
    tags = MP3(copy).tags
    (contents,) = tags.getall("CTOC")
    assert int(contents.flags) == 3
    assert contents.child_element_ids == ["ch0", "ch1", "ch3"]
    chapters = tags.getall("CHAP")
    assert [c.start_time for c in sorted(chapters, key=lambda c: c.element_id)] == [0, 10250, 15000, 30000]  # fmt: skip
    ends = {c.element_id: c.end_time for c in chapters}
    assert (ends["ch0"], ends["ch1"], ends["ch2"], ends["ch3"]) == (10250, 30000, 30000, 50000)
    second = next(c for c in chapters if c.element_id == "ch1").sub_frames
    assert second["WXXX:"].url == "https://example.com/%C3%A9?a=b&c"
    assert second["APIC:"].mime == "image/jpeg"
    assert second["APIC:"].data[:2] == b"\xff\xd8"
    assert {f.lang: f.text for f in tags.getall("USLT")} == {
        "fra": "Ana: Bonjour.\n\nBen: Été 🗼.\n\nAna: Oui.",
        "eng": "Hello there.",
    }
    assert tags["APIC:"].type == 3 and tags["APIC:"].mime == "image/png"
    content, whole = file.read_bytes(), copy.read_bytes()
    with file.open("rb") as opened:
        assert whole.endswith(content[read_tags(opened).end :])


@needs_ffmpeg
@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith("m4a")])
def test_mutagen_reads_chapters_and_tags_of_an_m4a_whose_sound_is_where_it_was(
    name: str, source: Any, picture: Any, tmp_path: Path
) -> None:
    from mutagen.mp4 import MP4

    file = source(name)
    _, copy = built(show_of(file, picture("png", "red"), picture("jpg", "blue")), tmp_path)
    found = MP4(copy)
    assert [(c.start, c.title) for c in found.chapters] == [
        (0, "Début 🗼"), (10.25, "Milieu"), (30, "Fin"),
    ]  # fmt: skip
    assert found.tags["covr"][0][:4] == b"\x89PNG"
    assert found.tags["trkn"] == [(3, 0)]
    content = file.read_bytes()
    at = content.index(b"mdat")
    size = int.from_bytes(content[at - 4 : at], "big")
    assert content[at : at - 4 + size] in copy.read_bytes()


@needs_ffmpeg
def test_more_chapters_than_one_table_holds_are_all_there(
    source: Any, picture: Any, tmp_path: Path
) -> None:
    from mutagen.mp3 import MP3

    many = tuple(Chapter(seconds(at / 10 - 0.05), f"Part {at}") for at in range(1, 600))
    for name in ("v3.mp3", "front.m4a"):
        show = show_of(source(name), picture("png", "red"), picture("jpg", "blue"))
        episode = replace(show.episodes[0], chapters=many)
        _, copy = built(replace(show, episodes=(episode,)), tmp_path)
        found = probe(copy, "-show_chapters")["chapters"]
        assert [c["tags"]["title"] for c in found] == [c.title for c in many]
        assert measure_file(copy).facts.chapters == tuple(
            (at * 100 - 50, f"Part {at}") for at in range(1, 600)
        )
        if name.endswith("mp3"):
            tables = {t.element_id: t for t in MP3(copy).tags.getall("CTOC")}
            assert tables["toc"].child_element_ids == ["toc0", "toc1", "toc2"]
            assert [int(tables[f"toc{n}"].flags) for n in range(3)] == [1, 1, 1]
            assert sum(len(tables[f"toc{n}"].child_element_ids) for n in range(3)) == 599


@needs_ffmpeg
def test_a_first_chapter_after_the_start_stays_after_it(
    source: Any, picture: Any, tmp_path: Path
) -> None:
    for name in ("v3.mp3", "behind.m4a"):
        show = show_of(source(name), picture("png", "red"), picture("jpg", "blue"))
        late = (Chapter(seconds(2.5), "A"), Chapter(seconds(9), "B"))
        episode = replace(show.episodes[0], chapters=late)
        _, copy = built(replace(show, episodes=(episode,)), tmp_path)
        found = probe(copy, "-show_chapters")["chapters"]
        assert [c["start_time"] for c in found] == ["2.500000", "9.000000"]
        assert measure_file(copy).facts.chapters == ((2500, "A"), (9000, "B"))


@needs_ffmpeg
def test_a_copy_of_a_copy_is_the_same_but_for_what_changed(
    source: Any, picture: Any, tmp_path: Path
) -> None:
    """Nothing of ours piles up: the second copy is as large as the first."""
    for name in ("v3.mp3", "front.m4a"):
        show = show_of(source(name), picture("png", "red"), picture("jpg", "blue"))
        _, once = built(show, tmp_path)
        (tmp_path / "again").mkdir(exist_ok=True)
        again = replace(show, episodes=(replace(show.episodes[0], audio=Audio(f"media/{name}", once, measure_file(once).facts)),))  # fmt: skip
        _, twice = built(again, tmp_path / "again")
        assert sound_of(twice) == sound_of(once)
        if name.endswith("mp3"):
            assert twice.read_bytes() == once.read_bytes()
        else:
            assert len(probe(twice, "-show_streams")["streams"]) == 3  # sound, chapters, cover


@needs_ffmpeg
def test_chapters_that_came_from_the_audio_stay_with_all_they_have(
    source: Any, picture: Any, tmp_path: Path
) -> None:
    for name in ("v4.mp3", "behind.m4a"):
        show = show_of(source(name), picture("png", "red"), picture("jpg", "blue"))
        episode = replace(show.episodes[0], chapters_in_audio=True)
        _, copy = built(replace(show, episodes=(episode,)), tmp_path)
        found = probe(copy, "-show_chapters")["chapters"]
        assert [c["tags"]["title"] for c in found] == ["Old one", "Old two"]


@needs_ffmpeg
@pytest.mark.parametrize("name", ["v3.mp3", "front.m4a", "behind.m4a"])
def test_a_word_more_makes_another_copy_of_the_same_size(
    name: str, source: Any, picture: Any, tmp_path: Path
) -> None:
    """So the feed and the lock say the same size as before."""
    show = show_of(source(name), picture("png", "red"), picture("jpg", "blue"))
    settled, copy = built(show, tmp_path)
    (before,) = (a for a in media.render(settled) if a.path.endswith(name))
    words = replace(settled.episodes[0].chapters[0], title="Début et suite")
    episode = settled.episodes[0]
    longer = replace(episode, title="Another", chapters=(words, *episode.chapters[1:]))
    changed, other = built(replace(settled, episodes=(longer,)), tmp_path)
    (after,) = (a for a in media.render(changed) if a.path.endswith(name))
    assert after.digest != before.digest
    assert changed.episodes[0].audio == episode.audio
    assert sound_of(other) == sound_of(source(name))
    assert copy.stat().st_size == other.stat().st_size
    without = embed(replace(settled, media=MediaOptions())).show.episodes[0].audio
    assert without and without.facts and without.facts.length == without.facts.size


def test_where_the_audio_is_not_the_size_of_the_published_copy_stays(tmp_path: Path) -> None:
    facts = MediaFacts(100, "audio/mpeg", seconds(9), "f" * 64, embedded=140)
    episode = Episode("a", "A", audio=Audio("media/a.mp3", facts=facts), embed=True)
    show = Show("S", "https://s.example", "D", "fr", "A", episodes=(episode,))
    assert embed(show) == type(embed(show))(show, ())
    never = replace(episode, audio=Audio("media/a.mp3", facts=replace(facts, embedded=0)))
    (problem,) = embed(replace(show, episodes=(never,))).problems
    assert "is not here" in problem.message
    elsewhere = replace(show, episodes=(never,), media=MediaOptions("https://m.example"))
    assert embed(elsewhere).problems == ()


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("audio/ogg", b"OggS", "nothing can be put into this kind"),
        ("audio/x-m4a", b"\0\0\0\x10ftypM4A \0\0\0\0", "in fragments"),
        ("audio/x-m4a", b"\0\0\0\x40ftyp", "ends before"),
        ("audio/x-m4a", b"\0\0\0\x08moov", "says nothing"),
        ("audio/x-m4a", b"\0\0\0\x10moov\0\0\0\x03abcd", "is broken"),
        ("audio/mpeg", b"ID3\3\0\0\x7f\x7f\x7f\x7f", "over 64 MB"),
    ],
)
def test_what_can_hold_nothing_goes_out_as_it_is_and_is_told(
    kind: str, content: bytes, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "a"
    file.write_bytes(content)
    audio = Audio("a", file, MediaFacts(len(content), kind, seconds(9), "f" * 64))
    episode = Episode("a", "A", audio=audio, embed=True)
    settled = embed(Show("S", "https://s.example", "D", "fr", "A", episodes=(episode,)))
    (problem,) = settled.problems
    assert words in problem.message and "embed: no" in problem.hint
    assert [a.content for a in media.render(settled.show)] == [file]
    file.unlink()
    (gone,) = embed(settled.show).problems
    assert "goes out as it is" in gone.message


INSIDE = inside(
    Show("S", "https://s.example", "D", "fr", "A"),
    Episode("a", "A", chapters=(Chapter(seconds(0), "x"), Chapter(seconds(4), "y"))),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([b"ID3\2", b"ID3\3", b"ID3\4", b""]), st.binary(min_size=2, max_size=6))  # fmt: skip
def test_hostile_tags_never_crash_and_the_sound_behind_them_stays(
    tmp_path: Path, body: bytes, head: bytes, rest: bytes
) -> None:
    file = tmp_path / "hostile"
    tag = head + rest[:2] + bytes((0, 0, len(body) >> 7, len(body) & 127)) if head else b""
    file.write_bytes(tag + body + b"\xff\xfb\x90\xc4sound")
    try:
        made = copy_mp3.copy(file, "", INSIDE)
    except Malformed as refused:  # the tag says that it is larger than any
        assert "over 64 MB" in refused.message
        return
    whole = b"".join(pieces.read(made))
    assert len(whole) == pieces.length(made)
    content = file.read_bytes()
    assert whole.endswith(content[min(read_tags(io.BytesIO(content)).end, len(content)) :])
    found = read_tags(io.BytesIO(whole))
    assert [f.name for _, f in found.frames if f.name == b"CTOC"] == [b"CTOC"]


@needs_ffmpeg
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_hostile_m4a_files_never_crash(source: Any, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(source("front.m4a").read_bytes()[:6000])
    moov = content.index(b"moov")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(moov - 4, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    file = tmp_path / "hostile.m4a"
    file.write_bytes(content)
    try:
        made = copy_mp4.copy(file, "", INSIDE)
    except Malformed:
        return
    assert sum(map(len, pieces.read(made))) == pieces.length(made)


texts = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=40)  # fmt: skip


@settings(deadline=None)
@given(texts, texts, st.sampled_from([2, 3]))
def test_frames_of_2_4_say_the_same_in_2_3(words: str, text: str, encoding: int) -> None:
    from mutagen import id3

    given = [
        id3.TIT2(encoding, [text]),
        id3.TXXX(encoding, words, [text]),
        id3.COMM(encoding, "fra", words, [text]),
        id3.USLT(encoding, "fra", words, text),
        id3.WXXX(encoding, words, "https://a.example/"),
        id3.APIC(encoding, "image/png", 4, words, b"\x89PNG\0\1"),
    ]
    for frame in given:
        name = type(frame).__name__.encode()
        moved = downgraded(Frame(name, (frame._writeData(id3._tags.ID3SaveConfig(4)),)))
        assert moved is not None
        whole = b"".join(pieces.read(format_tag([moved])))
        (read,) = id3.ID3(io.BytesIO(whole), translate=False).values()
        assert type(read) is type(frame)
        for key in ("text", "desc", "url", "data", "lang", "mime", "type"):
            was, now = getattr(frame, key, None), getattr(read, key, None)
            assert was == now, key


def test_packed_frames_are_unpacked_and_secret_ones_dropped() -> None:
    import zlib

    body = b"\0" + b"a" * 300
    packed = len(body).to_bytes(4, "big") + zlib.compress(body)
    assert downgraded(Frame(b"TIT1", (packed,), b"\0\x09")) == Frame(b"TIT1", (body,))
    assert downgraded(Frame(b"TIT1", (b"\0\xff\0\xfe",), b"\0\2")) == Frame(b"TIT1", (b"\0\xff\xfe",))  # fmt: skip
    assert downgraded(Frame(b"TIT1", (packed,), b"\0\x04")) is None
    assert downgraded(Frame(b"TIT1", (b"\0\0\0\1zzz",), b"\0\x09")) is None


def test_sizes_written_plainly_in_2_4_are_understood() -> None:
    long = b"TIT1" + (200).to_bytes(4, "big") + b"\0\0" + b"\0" + b"a" * 199
    frames = list(parse_frames(b"ID3\4\0\0\0\0\0\0", long + b"TIT3\0\0\0\2\0\0\0b"))
    assert [(f.name, pieces.length(f.body)) for f in frames] == [(b"TIT1", 200), (b"TIT3", 2)]


def test_chapters_end_where_the_next_that_is_seen_begins() -> None:
    chapters = (
        Chapter(seconds(9), "C"),
        Chapter(seconds(0), "A"),
        Chapter(seconds(2), "", listed=False),
        Chapter(seconds(12), "", listed=False),
    )
    assert [(m.start, m.end, m.title) for m in marks(chapters, seconds(20))] == [
        (0, 9000, "A"), (2000, 9000, "A"), (9000, 20000, "C"), (12000, 20000, "C"),
    ]  # fmt: skip


@needs_ffmpeg
def test_sound_whose_size_is_not_written_gets_one(
    source: Any, picture: Any, tmp_path: Path
) -> None:
    """Something may follow it in the copy."""
    content = source("front.m4a").read_bytes()
    at = content.index(b"mdat") - 4
    file = tmp_path / "open.m4a"
    file.write_bytes(content[:at] + bytes(4) + content[at + 4 :])
    (tmp_path / "copy").mkdir()
    show = show_of(file, picture("png", "red"), picture("jpg", "blue"))
    _, copy = built(show, tmp_path / "copy")
    assert sound_of(copy) == sound_of(source("front.m4a"))


@pytest.mark.parametrize(("kind", "width"), [("I", 4), ("Q", 8)])
def test_places_behind_what_grows_move_along(kind: str, width: int) -> None:
    def table(*places: int) -> bytes:
        count = len(places).to_bytes(4, "big")
        return bytes(4) + count + b"".join(place.to_bytes(width, "big") for place in places)

    assert moved_offsets(table(8, 99, 100, 2**31), kind, 100, 50) == table(8, 99, 150, 2**31 + 50)
    with pytest.raises(Malformed, match="too large"):
        moved_offsets(table(2 ** (8 * width) - 9), kind, 100, 50)


def test_tags_in_front_are_read_one_behind_the_other(tmp_path: Path) -> None:
    """With a footer, an extended header, hidden false syncs, and the names of 2.2."""

    def tag(version: int, flags: int, body: bytes) -> bytes:
        return b"ID3" + bytes((version, 0, flags, 0, 0, len(body) >> 7, len(body) & 127)) + body

    old = tag(2, 0, b"TT2\0\0\2\0a" + b"XXX\0\0\1\0" + bytes(3))
    hidden = tag(3, 0x80, b"TIT1\0\0\0\3\0\0\0\xff\x00\xe0")
    extended = tag(4, 0x50, b"\0\0\0\6\1\0TIT3\0\0\0\2\0\0\0c") + b"3DI" + bytes(7)
    found = read_tags(io.BytesIO(old + hidden + extended + b"sound"))
    assert [(version, frame.name, frame.body) for version, frame in found.frames] == [
        (2, b"TIT2", (b"\0a",)), (3, b"TIT1", (b"\0\xff\xe0",)), (4, b"TIT3", (b"\0c",)),
    ]  # fmt: skip
    assert found.end == len(old + hidden + extended)
    with pytest.raises(Malformed, match="pictures are too large"):
        format_tag([Frame(b"APIC", (pieces.Slice(tmp_path, 0, 2**28, ""),))])


def test_a_file_that_became_shorter_is_not_read_on_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    with pytest.raises(OSError, match="changed while it was read"):
        list(pieces.read([pieces.Slice(tmp_path / "a", 1, 9, "")]))


def test_frames_inside_of_kept_chapters_are_written_as_2_3_does() -> None:
    """A picture's size is written otherwise; a chapter with one would be lost."""
    from mutagen import id3

    picture = id3.APIC(3, "image/png", 0, "é", b"\x89PNG" + bytes(range(256)) * 9)
    inside = [id3.TIT2(3, ["Été 🗼"]), id3.WXXX(3, "é", "https://a.example/"), picture]
    tags = id3.ID3()
    tags.add(id3.CTOC("toc", 3, ["a", "b"], [id3.TIT2(3, ["Ü"])]))
    tags.add(id3.CHAP("a", 0, 5000, 2**32 - 1, 2**32 - 1, inside))
    tags.add(id3.CHAP("b", 5000, 9000, 2**32 - 1, 2**32 - 1, []))
    written = io.BytesIO()
    tags.save(written, v2_version=4)
    found = read_tags(written)
    made = [downgraded(frame) for version, frame in found.frames if version == 4]
    whole = b"".join(pieces.read(format_tag([frame for frame in made if frame])))
    read = id3.ID3(io.BytesIO(whole), translate=False)
    assert read.version == (2, 3, 0)
    assert read["CTOC:toc"].child_element_ids == ["a", "b"]
    assert read["CTOC:toc"].sub_frames["TIT2"].text == ["Ü"]
    kept = read["CHAP:a"].sub_frames
    assert kept["TIT2"].text == ["Été 🗼"] and kept["TIT2"].encoding == 1
    assert kept["WXXX:é"].url == "https://a.example/"
    assert kept["APIC:é"].data == picture.data
    assert (read["CHAP:b"].start_time, len(read["CHAP:b"].sub_frames)) == (5000, 0)


@settings(deadline=None)
@given(st.sampled_from([b"CHAP", b"CTOC", b"APIC", b"WXXX", b"USLT", b"TXXX", b"TIT2"]), st.binary(max_size=80), st.binary(min_size=2, max_size=2))  # fmt: skip
def test_no_frame_breaks_the_writer(name: bytes, body: bytes, flags: bytes) -> None:
    made = downgraded(Frame(name, (body,), flags))
    if made:
        assert pieces.length(format_tag([made])) == len(b"".join(pieces.read(format_tag([made]))))
