from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.yaml_writing import Text, Value, clean, format_fields
from showfeed.sources.yaml_nodes import Node, Scalar, Sequence, read_yaml

SIGNS = [*"ab:#-? ,[]{}&*!|>'\"%@`\\\n\t.~0é", "\u2028", "\x85", "\0", "\ufeff"]
SCRAPS = st.text() | st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
KEYS = st.text(alphabet="abc:# -", min_size=1, max_size=5)
VALUES = st.recursive(
    SCRAPS | SCRAPS.map(Text),
    lambda inner: (
        st.lists(inner, max_size=3, min_size=1)
        | st.dictionaries(KEYS, inner, max_size=3, min_size=1)
    ),
    max_leaves=8,
)


def plain(value: Node | Value) -> Any:
    """Any of the two as plain values, blanks around a text apart: fields don't mind them."""
    if isinstance(value, (Scalar, str)):
        text = value.text if isinstance(value, Scalar) else clean(value)
        return text.strip()
    if isinstance(value, (Sequence, list)):
        return [plain(item) for item in (value.items if isinstance(value, Sequence) else value)]
    values = value if isinstance(value, dict) else value.values
    return {name: plain(item) for name, item in values.items()}  # type: ignore[union-attr]


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
@settings(deadline=None)
def test_what_is_written_is_read_back_without_a_remark(fields: dict[str, Value]) -> None:
    node, problems = read_yaml("x.yaml", format_fields(fields).encode())
    assert problems == ()
    assert node is not None
    assert plain(node) == plain(fields)


def test_quotes_stand_only_where_they_are_needed() -> None:
    written = format_fields(
        {"a": "One, two", "b": "1984", "c": "#3 x", "d": "x: y", "e": 'say "x"', "f": "No"}
    )
    assert written == 'a: One, two\nb: 1984\nc: "#3 x"\nd: "x: y"\ne: say "x"\nf: No\n'
