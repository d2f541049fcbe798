"""Times with another arrow than `-->` between them."""

import pytest

from showfeed.formats.transcripts.captions import captions, remarks
from showfeed.problems import Level


@pytest.mark.parametrize("arrow", ["->", "–>", "→", "=>"])
def test_wrong_arrow_is_an_error(arrow: str) -> None:
    good = "2\n00:00:04,000 --> 00:00:05,000\nok\n"
    text = f"1\n00:00:00,000 {arrow} 00:00:03,500\nHello\n\n{good}"
    told = [(one.line, one.level) for one in remarks(text, captions(text))]
    assert (2, Level.ERROR) in told
