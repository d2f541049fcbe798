import gzip as stdlib_gzip
import shutil
import subprocess
from pathlib import Path

import brotli as brotli_library
import pytest

from showfeed.artifacts import Artifact, Rank
from showfeed.outputs.variants import brotli, gzip, with_variants
from showfeed.targets.folder import Folder
from showfeed.targets.publish import publish

TEXT = b"Une phrase, puis une autre. " * 200


def test_each_text_has_both_variants_right_after_it_and_other_files_none() -> None:
    made = with_variants(
        [Artifact("a.mp3", TEXT), Artifact("a.vtt", TEXT), Artifact("b.txt", b"x")]
    )
    assert [a.path for a in made] == ["a.mp3", "a.vtt", "a.vtt.gz", "a.vtt.br", "b.txt"]


def test_the_variants_are_the_text() -> None:
    assert stdlib_gzip.decompress(gzip(TEXT)) == TEXT
    assert brotli_library.decompress(brotli(TEXT)) == TEXT
    assert gzip(TEXT) == gzip(TEXT)


def test_the_gzip_program_reads_them(tmp_path: Path) -> None:
    if shutil.which("gzip") is None:
        pytest.skip("the gzip program is not here")
    (tmp_path / "a.gz").write_bytes(gzip(TEXT))
    done = subprocess.run(["gzip", "-dc", tmp_path / "a.gz"], capture_output=True, check=True)
    assert done.stdout == TEXT


def test_only_what_changed_is_packed_again(tmp_path: Path) -> None:
    def artifacts(one: bytes) -> list[Artifact]:
        return [
            Artifact("one.txt", one),
            Artifact("two.txt", TEXT),
            Artifact("feed.xml", TEXT, Rank.FEED),
        ]

    publish(with_variants(artifacts(TEXT)), Folder(tmp_path))
    before = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    done = publish(with_variants(artifacts(TEXT + b"more")), Folder(tmp_path))
    assert (done.new, done.removed) == ((), ())
    assert done.changed == ("one.txt", "one.txt.br", "one.txt.gz")
    after = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    assert {n for n in after if after[n] != before[n] and n != ".showfeed"} == set(done.changed)
    assert stdlib_gzip.decompress((tmp_path / "one.txt.gz").read_bytes()) == TEXT + b"more"


def test_without_the_option_they_go_again(tmp_path: Path) -> None:
    publish(with_variants([Artifact("one.txt", TEXT)]), Folder(tmp_path))
    done = publish([Artifact("one.txt", TEXT)], Folder(tmp_path))
    assert done.removed == ("one.txt.br", "one.txt.gz")
