"""YAML is read without losing a letter, a place or the process."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from showfeed.problems import Level, Place, Problem
from showfeed.sources.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml
from showfeed.sources.yaml_text import LARGEST

PIECES = st.sampled_from(
    [
        *"abt:-?#&*!|>'\"%@`[]{},\n \t0123\\~=<.",
        *("\r\n", "\r", "é", "\u2028", "\u2029", "\x85", "\ufeff", "🎙", "\x07", "\xa0"),
        *(
            "title: ",
            "\n- ",
            "  - ",
            "---\n",
            "...\n",
            "<<: ",
            "%YAML 1.1\n",
            "!!str ",
            "&a ",
            "*a ",
        ),
        *('"\\x00"', '"\\ud800"', " #3", "["),
    ]
)


def values(text: str | bytes) -> dict[str, object]:
    """Return the texts of a file that has nothing wrong."""
    node, problems = read_yaml("f.yaml", text if isinstance(text, bytes) else text.encode())
    assert not problems, problems
    assert node is not None
    return {name: plainly(value) for name, value in node.values.items()}


def plainly(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plainly(item) for item in node.items]
    return {name: plainly(value) for name, value in node.values.items()}


def only_problem(text: str | bytes) -> Problem:
    """Return what is wrong where it is one thing."""
    _, problems = read_yaml("f.yaml", text if isinstance(text, bytes) else text.encode())
    (problem,) = problems
    return problem


def places(node: Node) -> list[Place]:
    if isinstance(node, Scalar):
        return [node.place]
    if isinstance(node, Sequence):
        return [node.place, *(place for item in node.items for place in places(item))]
    below = [place for value in node.values.values() for place in places(value)]
    return [node.place, *node.keys.values(), *below]


def assert_within(place: Place, content: bytes) -> None:
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if place.line:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


def read_and_look(content: bytes) -> None:
    node, problems = read_yaml("f.yaml", content)
    assert node is not None or problems
    for problem in problems:
        assert_within(problem.place, content)
        assert problem.message
        assert problem.hint
    for place in places(node) if node else []:
        assert_within(place, content)


@settings(max_examples=100)
@given(st.binary(max_size=80))
@example(b"\r\x80")
@example(b"?")
@example(b"\xff\xfet\0")
def test_no_bytes_make_reading_raise_and_every_place_lies_in_the_file(content: bytes) -> None:
    read_and_look(content)


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("\u2028title: \r\n")
@example("a: &a [x]\nb: [*a, *a]\n")
def test_nothing_like_yaml_makes_reading_raise(text: str) -> None:
    read_and_look(text.encode())
    read_and_look(f"title: x\nfoo: {text}\nbar: 2\n".encode())


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        '["]",' * 100_000,
        "- " * 100_000,
        "-\t" * 100_000,
        "? " * 100_000,
        "[?" * 50_000,
        "a: " + "[a: " * 50_000,
        "\n".join(" " * i + "a:" for i in range(1500)),
        "\n".join(" " * i + "- " for i in range(1500)),
        "[" * 100 + "]" * 100,
        "a:\n" + "".join(" " * i + "- \n" for i in range(1, 70)),
        "&a " * 50_000,
        "title: '" + "[" * 100_000,
    ],
    ids=lambda text: text[:8].encode("unicode_escape").decode(),
)
def test_endless_nesting_is_told_and_never_ends_the_process(text: str) -> None:
    problem = only_problem(text)
    assert_within(problem.place, text.encode())


def test_what_is_too_deep_is_told_where_it_gets_too_deep() -> None:
    problem = only_problem("a: " + "[" * 2000)
    assert str(problem.place) == "f.yaml:1:63"
    assert problem.rule == "too-deep"
    assert only_problem("a: " + "[" * 61 + "]" * 61).rule == "too-deep"


def test_brackets_in_a_text_are_not_nesting() -> None:
    assert values("d: |\n  " + "[a " * 1500) == {"d": ("[a " * 1500).strip(" ") + " "}


def test_many_small_lists_are_not_nesting() -> None:
    assert values("d:\n" + "  - [[a], {b: c}]\n" * 700)["d"] == [[["a"], {"b": "c"}]] * 700


def test_aliases_are_refused_before_they_can_grow() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    node, problems = read_yaml("f.yaml", laughs.encode())
    assert node is not None
    assert node.values == {}
    assert {problem.rule for problem in problems} == {"yaml-anchor"}
    assert len(problems) == 9


def test_an_alias_alone_is_told_where_it_stands() -> None:
    assert str(only_problem("a: b\nc: *d\n").place) == "f.yaml:2:4"
    _, problems = read_yaml("f.yaml", b"a: &x 1\nb: *x\nc: 1\n")
    assert [str(problem.place) for problem in problems] == ["f.yaml:1:4"]


def test_a_scalar_stays_what_was_typed() -> None:
    text = "a: No\nb: 1984\nc: 010\nd: 59:32\ne: 3.10\nf: =\ng: ~\n12:30: 2024-04-15\n"
    assert values(text) == dict(
        a="No", b="1984", c="010", d="59:32", e="3.10", f="=", g="~", **{"12:30": "2024-04-15"}
    )
    assert len(str(values("n: " + "9" * 100_000)["n"])) == 100_000


def test_quotes_are_known_from_plain_words() -> None:
    node, _ = read_yaml("f.yaml", b"a: ''\nb:\nc: |\n  x\n")
    assert node is not None
    assert [isinstance(n, Scalar) and n.plain for n in node.values.values()] == [False, True, False]


def test_values_and_names_know_their_line_and_column() -> None:
    node, _ = read_yaml("f.yaml", "é: ü\nb: [x, {c: d}]\ne:\n  - f: g\n".encode())
    assert node is not None
    assert [str(place) for place in places(node)] == [
        *("f.yaml:1:1", "f.yaml:1:1", "f.yaml:2:1", "f.yaml:3:1", "f.yaml:1:4"),
        *("f.yaml:2:4", "f.yaml:2:5", "f.yaml:2:8", "f.yaml:2:9", "f.yaml:2:12"),
        *("f.yaml:4:3", "f.yaml:4:5", "f.yaml:4:5", "f.yaml:4:8"),
    ]


def test_a_byte_order_mark_and_any_line_ends_are_fine() -> None:
    assert values(b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n  e\r\n") == {"a": "b", "c": "d\ne\n"}
    assert values(b"a: b\rc: d\r") == {"a": "b", "c": "d"}


def test_line_ends_that_no_editor_shows_are_blanks() -> None:
    node, _ = read_yaml("f.yaml", "a: b\u2028c\x85d\ne: f\n".encode())
    assert node is not None
    assert plainly(node) == {"a": "b c d", "e": "f"}
    assert node.keys["e"].line == 2


@pytest.mark.parametrize("written", ["title: x\n  caf\xe9", "\xe9"])
def test_another_encoding_is_told_with_its_place(written: str) -> None:
    problem = only_problem(written.encode("latin-1"))
    lines = written.split("\n")
    assert problem.place == Place("f.yaml", len(lines), len(lines[-1]))
    assert str(problem) == (
        f"{problem.place}: error: the byte E9 here is not UTF-8 [encoding]\n"
        "    save the file as UTF-8; it is in another encoding, such as Windows-1252, now"
    )


def test_utf_16_without_a_mark_is_told_by_its_name_too() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert "it is in UTF-16 now" in only_problem("title: One".encode(encoding)).hint


def test_utf_16_is_told_by_its_name() -> None:
    assert "UTF-16" in only_problem("title: x".encode("utf-16")).hint


@pytest.mark.parametrize("written", ['a: "x\\x07"', "a: x\x07", 'a: "\\uFFFE"', "a: \x1f"])
def test_characters_that_no_feed_may_hold_are_told(written: str) -> None:
    assert only_problem(written).rule == "control-character"


def test_a_file_over_the_limit_is_told_unread() -> None:
    problem = only_problem(b"a: " + b"b" * LARGEST)
    assert (problem.rule, problem.place) == ("too-large", Place("f.yaml"))


MISTAKES = {
    "": (1, 1, "the file is empty"),
    "# only a remark\n": (1, 1, "the file is empty"),
    "- a\n": (1, 1, "the file holds no fields"),
    "just words": (1, 1, "the file holds no fields"),
    "a: 'x\nb: c\n": (1, 4, "the quote opened here is never closed"),
    'a: "x\n': (1, 4, "the quote opened here is never closed"),
    "a: [b\nc: d\n": (1, 4, "the bracket `[` opened here is not closed"),
    "a: {b: c\nd: e}\n": (1, 4, "the bracket `{` opened here is not closed"),
    "a: b\n\tc: d\n": (2, 1, "a tab stands in the indentation"),
    "a:\n\t- b\n": (2, 1, "a tab stands in the indentation"),
    "title: One: two\n": (1, 11, "a colon here is not where YAML can take it"),
    "a: - b\n": (1, 4, "a list can't begin behind its name"),
    "a: @b\n": (1, 4, "`@` can't stand at the start"),
    "a: %b\n": (1, 4, "`%` can't stand at the start"),
    'a: "C:\\pics"\n': (1, 7, "`\\p` means something else in double quotes"),
    "a: 'it's'\n": (1, 8, "the quotes end before `s'`"),
    'a: "say "hi" now"\n': (1, 10, "the quotes end before"),
    "a: b\n---\nc: d\n": (2, 1, "a second document begins here"),
    "  a: b\nc: d\n": (2, 1, "this line begins further left or right"),
    "a:\n  - b\n c: d\n": (3, 2, "this line begins further left or right"),
    "a: !b c\n": (1, 4, "a value that begins with `!` is a tag for YAML"),
    "a: &b c\n": (1, 4, "a value that begins with `&` or `*`"),
    "a: **b**\n": (1, 4, "a value that begins with `&` or `*`"),
    "? [a]\n: b\n": (1, 3, "a name is one word"),
    "? &a [a]\n: b\n": (1, 3, "a value that begins with `&` or `*`"),
    "a: b\nc: d\na: e\n": (3, 1, "`a` stands here and in line 1"),
    "%YAML 9999999999.1\n---\na: b\n": (1, 16, "YAML can't be read from here on"),
}


@pytest.mark.parametrize("text", MISTAKES, ids=repr)
def test_a_mistake_is_told_in_plain_words_at_its_place(text: str) -> None:
    line, column, words = MISTAKES[text]
    problem = only_problem(text)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.message.startswith(words)
    assert problem.level is Level.ERROR


def test_the_first_of_two_fields_of_one_name_is_kept() -> None:
    node, _ = read_yaml("f.yaml", b"a: b\na: c\n")
    assert node is not None
    assert plainly(node) == {"a": "b"}


def test_a_title_that_is_a_comment_is_explained() -> None:
    assert str(only_problem("title: #3 - Ethics\n")) == (
        "f.yaml:1:8: error: `#3 - Ethics` is a comment for YAML, and `title` is empty [yaml-comment]\n"
        '    put it into quotes: `"#3 - Ethics"`'
    )
    assert only_problem('title: #3 "Ethics"').hint == "put it into quotes: `'#3 \"Ethics\"'`"


@pytest.mark.parametrize("text", ["title: Talk #3 - x\n", "a:\n  - Talk #3 - x\n"])
def test_a_value_that_ends_at_a_comment_is_told(text: str) -> None:
    problem = only_problem(text)
    assert problem.level is Level.WARNING
    assert problem.message == "`#3 - x` is a comment for YAML: the value ends at `Talk`"
    assert '"Talk #3 - x"' in problem.hint


def test_a_remark_is_just_a_remark() -> None:
    assert values("# a\na: b # c\nd: # e\n  f: g\nh: #\ni: 'j #3'\nk: l#3\nm: n ## o\n") == {
        "a": "b",
        "d": {"f": "g"},
        "h": "",
        "i": "j #3",
        "k": "l#3",
        "m": "n",
    }


def test_without_the_c_library_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader")
    assert values("a: [b, {c: 010}]\n") == {"a": ["b", {"c": "010"}]}
    assert only_problem("a: @b\n").message == "`@` can't stand at the start of a value"
    assert only_problem("a: 'x\n").message == "the quote opened here is never closed"
    assert only_problem("[" * 5000).rule == "too-deep"


def test_a_mapping_shows_which_names_it_has() -> None:
    node, _ = read_yaml("f.yaml", b"a: {}\nb: []\n")
    assert isinstance(node, Mapping)
    assert plainly(node) == {"a": {}, "b": []}
