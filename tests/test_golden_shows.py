"""Whole shows: every byte of the output of sound ones, every word about broken ones."""

from pathlib import Path

import golden
import pytest


@pytest.mark.parametrize("show", golden.sound(), ids=lambda show: show.name)
def test_a_sound_show_gives_exactly_the_expected_bytes(show: Path, tmp_path: Path) -> None:
    files = golden.built(show, tmp_path)
    expected = golden.files_of(show / "expected")
    assert sorted(files) == sorted(expected)
    for path, content in expected.items():
        assert files[path] == content, path


@pytest.mark.parametrize("show", golden.broken(), ids=lambda show: show.name)
def test_check_says_exactly_what_is_expected_of_a_broken_show(show: Path, tmp_path: Path) -> None:
    assert golden.checked(show, tmp_path) == (show / "expected.txt").read_text(encoding="utf-8")
