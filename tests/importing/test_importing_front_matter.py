"""Front matter in its three languages; whatever a page or a folder holds, nothing is harmed."""

import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_imports import coming, files, into

from showfeed.cli import main
from showfeed.importing.deciding import There
from showfeed.importing.generator_yaml import read_generator
from showfeed.importing.planning import plan
from showfeed.importing.sites.front_matter import read_page
from showfeed.importing.sites.reading import read_site
from showfeed.importing.sites.template_tags import Around, for_everybody
from showfeed.problems import Malformed, UsageError

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "+++\n",
            "{",
            "}",
            '"a": ',
            "title: ",
            "x = ",
            "[",
            "]",
            "\n",
            "- ",
            "{{<",
            ">}}",
        ),
        *("{% raw %}", "date: 2024-01-01\n", "&a ", "*a", "!x ", "'", '"', "#", "\t", "\0", "é"),
        *("\ud800", "a.b.", "1e999", "](", "href='", "{:"),
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=60).map("".join))
@settings(deadline=None, max_examples=300)
def test_reading_a_page_never_raises(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    page = read_page("a.md", content)
    lines = text.count("\n") + text.count("\r") + 2
    assert 1 <= page.line <= lines
    assert all(0 <= problem.place.line <= lines for problem in page.problems)
    json.dumps(page.fields)
    around = Around("https://a.example/", "https://a.example/b/", lambda name: "", True)
    for_everybody(page.body, page.line, around).text.encode("utf-8", "surrogatepass")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_reading_bytes_never_raises(content: bytes) -> None:
    for head in (b"", b"---\n", b"+++\n", b'{"a": '):
        read_page("a.md", head + content)


@pytest.mark.parametrize(
    ("text", "fields", "body", "line"),
    [
        ("---\na: 01\nb: {c: no}\n---\nHi\n", {"a": "01", "b": {"c": "no"}}, "Hi\n", 5),
        ("---\r\na: x\r\n---\r\nHi", {"a": "x"}, "Hi", 4),
        ("\ufeff+++\na = 'x'\n[b]\nc = true\n+++\nHi", {"a": "x", "b": {"c": "true"}}, "Hi", 6),
        ("+++\nd = 2024-05-01T06:00:00+02:00\n+++\n", {"d": "2024-05-01 06:00:00+02:00"}, "", 4),
        ('{"a": 1.50, "b": [null, true]}\n\nHi', {"a": "1.50", "b": ["", "true"]}, "Hi", 3),
        ('---json\n{"a": "x"}\n---\nHi', {"a": "x"}, "Hi", 4),
        ("---\ns: &s A\nt: *s\n---\n", {"s": "A", "t": "A"}, "", 5),
        ("---\n---\nHi", {}, "Hi", 3),
        ("Hi", {}, "Hi", 1),
    ],
)
def test_three_languages(text: str, fields: dict[str, object], body: str, line: int) -> None:
    page = read_page("a.md", text.encode())
    assert (page.fields, page.body, page.line, page.problems) == (fields, body, line, ())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: x\n", 1, "never closed"),
        ("+++\na = \n+++\n", 2, "not TOML"),
        ('{"a": 1,,}', 1, "not JSON"),
        ("---js\n{}\n---\n", 1, "a program in js"),
        ("---\na: b\n  c: d\n---\n", 3, ""),
        ("---\na: &x [1]\n---\n", 2, "anchor"),
        ("+++\n" + "a." * 70 + "b = 1\n+++\n", 2, "over 60 parts"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, line: int, words: str) -> None:
    (problem,) = read_page("a.md", text.encode()).problems
    assert (problem.place.path, problem.place.line) == ("a.md", line)
    assert words in problem.message


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "content",
    [
        f"---\n{BOMB}---\n".encode(),
        b"---\na: " + b"[" * 100_000 + b"\n---\n",
        b"+++\na = " + b"[" * 100_000 + b"\n+++\n",
        b'{"a": ' + b"[" * 100_000,
        b"+++\na = " + b"9" * 100_000 + b"\n+++\n",
        b"---\ntitle: caf\xe9\n---\n",
        b"\x7fELF\0\0\0",
        b"---\n" + b"x" * 3_000_000,
    ],
    ids=lambda content: content[:12].decode("latin-1"),
)
def test_hostile_pages_are_told_in_no_time(content: bytes) -> None:
    start = time.process_time()
    assert read_page("a.md", content).problems
    assert time.process_time() - start < 5


def site(folder: Path, front: str, name: str = "one.md") -> Path:
    """Make a Hugo site with one episode."""
    page = folder / "content" / "episode" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text('baseURL = "https://one.example/"\ntitle = "One"\n', "utf-8")
    page.write_text(f"---\ntitle: One\ndate: 2024-05-01\n{front}---\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    "front",
    [
        "audio: ../../../../etc/passwd.mp3\n",
        "audio: ../../secret.mp3\n",
        "audio: /../../secret.mp3\n",
        "audio: '..\\..\\..\\secret.mp3'\n",
        "audio: '%2e%2e/%2e%2e/%2e%2e/secret.mp3'\n",
        "audio: link.mp3\n",
        "audio: file:///etc/passwd.mp3\n",
        "audio: javascript:alert(1)//.mp3\n",
        "audio: https://a.example/a.mp3\ntranscript: ../../../secret.vtt\n",
        "audio: https://a.example/a.mp3\ntranscript: link.vtt\n",
        "audio: https://a.example/a.mp3\nimage: ../../../secret.png\n",
        "audio: https://a.example/a.mp3\nhosts: [../../../secret]\nguests: ['a\\0b']\n",
    ],
)
def test_no_page_leads_out_of_its_folder(front: str, tmp_path: Path) -> None:
    root, folder = site(tmp_path / "in" / "site", front), tmp_path / "show"
    for name in ("secret.mp3", "secret.vtt", "secret.png", "secret.md"):
        (tmp_path / name).write_text("---\ntitle: SECRET\n---\nSECRET", "utf-8")
        (tmp_path / "in" / name).write_text("SECRET", "utf-8")
    for ending in ("mp3", "vtt"):
        os.symlink(tmp_path / f"secret.{ending}", root / "content" / "episode" / f"link.{ending}")
    into(root, folder)
    assert b"SECRET" not in b"".join(files(folder).values())
    assert not any("secret" in str(path) for path in coming(root, folder).files.values())
    assert sorted(files(folder)) == [
        *(".showfeed-import", "episodes/one.yaml", "show.yaml"),
        *(["showfeed.lock"] if (folder / "showfeed.lock").exists() else []),
    ]


def test_links_in_circles_and_pipes_are_left(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "audio: https://a.example/a.mp3\n")
    os.symlink(root, root / "content" / "again")
    os.symlink("loop.md", root / "content" / "loop.md")
    os.mkfifo(root / "content" / "pipe.md")
    os.symlink("/etc", root / "content" / "etc")
    (root / "content" / "folder.md").mkdir()
    with open(os.fsencode(root / "content") + b"/caf\xe9.md", "wb") as file:
        file.write(b"---\naudio: /a.mp3\n---\n")
    incoming = coming(root, tmp_path / "show")
    assert [e.id for e in incoming.show.episodes] == ["one"]
    assert any("not UTF-8" in remark.words for remark in incoming.remarks)


def test_scripts_do_not_come_through(tmp_path: Path) -> None:
    front = (
        "audio: https://a.example/a.mp3\nurl: 'javascript:alert(1)'\n"
        "hosts: [{name: Eve, url: 'javascript:alert(2)'}]\n"
        "chapters: [{start: 0, title: A, url: 'javascript:alert(3)', image: 'data:x'}]\n"
        "podcast_bytes: 123456\n"
    )
    root, folder = site(tmp_path / "site", front), tmp_path / "show"
    page = root / "content" / "episode" / "one.md"
    page.write_text(
        page.read_text("utf-8") + "[x](javascript:alert(4)) <script>alert(5)</script>\n", "utf-8"
    )
    into(root, folder)
    show = (folder / "show.yaml").read_text("utf-8")
    (folder / "show.yaml").write_text(f"{show}categories: Arts\n", "utf-8")
    assert main(["build", "--root", str(folder), "--offline"]) == 0
    feed = (folder / "public" / "feed.xml").read_text("utf-8")
    pages = "".join(p.read_text("utf-8") for p in (folder / "public").rglob("*.html"))
    assert "javascript:" not in feed
    assert "alert(" not in pages


def test_names_of_pages_are_names_of_files(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "audio: https://a.example/0.mp3\n")
    for at, name in enumerate(("CON.md", "One.md", "日本.md", "Foo & Bar.md", "x" * 200 + ".md")):
        site(root, f"audio: https://a.example/{at + 1}.mp3\n", name)
    into(root, tmp_path / "show")
    names = sorted(path.stem for path in (tmp_path / "show" / "episodes").iterdir())
    assert len(names) == 5  # one.md and One.md have one address, and one guid
    assert {"foo-bar", "episode-con", "one"} < set(names)
    assert all(len(name) < 80 for name in names)


def test_a_folder_without_episodes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: x\n---\n", "utf-8")
    assert main(["import", str(tmp_path), str(tmp_path / "show")]) == 2
    assert "no page in" in capsys.readouterr().err
    assert main(["import", "https://a.example/feed.xml", "--guids", "x"]) == 2


def test_a_page_that_is_no_site_comes_in_alone(tmp_path: Path) -> None:
    (tmp_path / "2024-05-01-one.md").write_text(
        "---\ntitle: One\nguid: g-1\naudio: https://a.example/1.mp3\nsize: 1,234,567\n---\nHi.\n",
        "utf-8",
    )
    incoming = coming(tmp_path, tmp_path / "show")
    (episode,) = incoming.show.episodes
    assert (episode.id, episode.guid, episode.audio.facts.size) == (
        "2024-05-01-one",
        "g-1",
        1234567,
    )
    assert f"{episode.date:%Y-%m-%d}" == "2024-05-01"


def test_malformed_is_what_a_missing_file_is(tmp_path: Path) -> None:
    from showfeed.importing.sites.folder import SiteFolder

    with pytest.raises(Malformed):
        SiteFolder(tmp_path).read("none.md")


WORD = st.one_of(
    st.sampled_from(
        [
            *(
                "http://[",
                "https://a.example/",
                "//[",
                "javascript:x",
                "../../x",
                "/a.mp3",
                "a.mp3",
            ),
            *(
                "2024-01-01",
                "2024-13-45",
                "true",
                "no",
                "1e9",
                "-1",
                "00:10 A",
                "{{ x }}",
                "{% raw %}",
            ),
            *("C:\\x", "\0", "\ud800", "x" * 300, "/:slug/:year", "%zz", "[a](b", "NaN", "9" * 30),
            *("Europe/Berlin", "../../../etc/passwd", "static", "content"),
        ]
    ),
    st.text(max_size=8),
)
FIELDS = (
    "title date publishDate audio podcast_file duration podcast_bytes episode season explicit image "
    "transcript chapters hosts guests tags categories url slug permalink aliases guid description "
    "draft published episode_type author link enclosure contributors recorded redirect_from"
).split()
SETTINGS = (
    "baseURL title url baseurl permalink timezone timeZone language author email podcast params "
    "permalinks media_prefix download_url defaults collections siteUrl category categories image "
    "uglyURLs contentDir publishDir destination source languages defaultContentLanguage plugins"
).split()
WITHIN = "mp3 page episode scope values path type feed url src start name en contentDir".split()
VALUE = st.recursive(
    WORD,
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(st.sampled_from(FIELDS + SETTINGS + WITHIN), below, max_size=3),
    ),
    max_leaves=6,
)
KINDS = {
    "hugo.json": "content/episode/one.md",
    "_config.json": "_posts/2024-01-02-one.md",
    "src/_data/podcast.json": "src/one.md",
    "none.json": "one.md",
}


@given(
    st.dictionaries(st.sampled_from(FIELDS), VALUE, max_size=8),
    st.dictionaries(st.sampled_from(SETTINGS), VALUE, max_size=6),
    st.sampled_from(sorted(KINDS)),
    WORD,
)
@settings(deadline=None, max_examples=150)
def test_no_site_is_too_odd(
    front: dict[str, Any], said: dict[str, Any], kind: str, body: str
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch, KINDS[kind])
        for path, text in (
            (Path(scratch, kind), json.dumps(said)),
            (page, f"{json.dumps({'audio': 'a.mp3', **front})}\n{body}"),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
        try:
            incoming, _ = read_site(Path(scratch), "", {}, None)
        except UsageError:
            return
        plan(incoming, There(lambda path: None), {}, final=True)


@given(st.dictionaries(st.sampled_from(FIELDS), VALUE, max_size=6), st.lists(VALUE, max_size=3))
@settings(deadline=None, max_examples=100)
def test_no_file_of_the_generator_is_too_odd(metadata: dict[str, Any], listed: list[Any]) -> None:
    text = f"metadata: {json.dumps(metadata)}\nepisodes: {json.dumps(listed)}\n"
    incoming = read_generator(text, "a.yaml", "", {})
    plan(incoming, There(lambda path: None), {}, final=True)
