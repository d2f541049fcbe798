import subprocess
import sys

import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats import cmark

TEXT = "A night at the **lamp**, [again](https://a.example).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


@settings(deadline=None)
@given(st.text() | st.text("*_[]()`<>|-#\n a1.&\0\\"), st.booleans())
def test_it_renders_what_cmarkgfm_renders(markdown: str, raw: bool) -> None:
    markdown = markdown.encode("utf-8", "ignore").decode()
    options = Options.CMARK_OPT_HARDBREAKS | (Options.CMARK_OPT_UNSAFE if raw else 0)
    expected = markdown_to_html_with_extensions(markdown, options, ["autolink", "table"])
    assert cmark.html(markdown, raw=raw) == expected


def test_without_the_librarys_functions_cmarkgfm_renders() -> None:
    assert cmark.renderer("/nowhere/at/all.so")(TEXT, 0) == cmark.renderer()(TEXT, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hides the functions that free")
def test_rendering_keeps_no_memory() -> None:
    program = (
        "import resource; from showfeed.formats import cmark\n"
        f"text = {TEXT!r} * 20\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for _ in range(100): cmark.html(text)\n"
        "before = peak()\n"
        "for _ in range(2000): cmark.html(text)\n"
        "print(peak() - before)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert int(run.stdout) < 4000  # KB; without freeing it is over 60,000
