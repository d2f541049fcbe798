"""How much a page weighs, and how much the search asks for: docs/pages.md names the figures."""

import gzip
import random
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

from browser.site_server import serving
from showfeed.model import Audio, Chapter, Episode, Person, Show, Transcript, TranscriptForm
from showfeed.outputs import pages
from showfeed.outputs.pages.folding import words_of

BUDGET = 100_000  # bytes compressed: a page with 9,000 words spoken, style and script together


def vocabulary(chance: random.Random, count: int) -> list[str]:
    """Words of made-up syllables, as many as a long-running show uses."""
    syllables = [
        a + b for a in "bcdfghjklmnprstvz" for b in ("a", "e", "i", "o", "u", "ou", "an", "é")
    ]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(count)]


def spoken(chance: random.Random, words: list[str], weights: list[float]) -> str:
    """WebVTT of 9,000 words in 1,125 cues, by two voices; words as frequent as in speech (Zipf)."""
    said = chance.choices(words, weights, k=9000)
    cues = ["WEBVTT\n"]
    for n in range(1125):
        start, end = n * 2.7, n * 2.7 + 2.6
        clocks = [f"{int(t // 60):02}:{t % 60:06.3f}" for t in (start, end)]
        cues.append(
            f"\n{' --> '.join(clocks)}\n<v {('Ana', 'Ben')[n // 9 % 2]}>{' '.join(said[n * 8 : n * 8 + 8])}.\n"
        )
    return "".join(cues)


def large(episodes: int) -> Show:
    chance = random.Random(4)
    words = vocabulary(chance, 40_000)
    weights = [1 / (rank + 10) for rank in range(len(words))]

    def episode(n: int) -> Episode:
        return Episode(
            id=f"{n:04}",
            title=" ".join(chance.choices(words, k=6)),
            date=datetime(2016, 1, 1, tzinfo=UTC) + timedelta(days=7 * n),
            audio=Audio(f"media/{n}.mp3"),
            typed_duration=timedelta(minutes=51),
            description="\n\n".join(" ".join(chance.choices(words, k=60)) for _ in range(5)),
            chapters=tuple(
                Chapter(timedelta(minutes=4 * c), " ".join(chance.choices(words, k=4)))
                for c in range(12)
            ),
            people=(Person("Ana"), Person(f"Guest {n % 90}", "Guest")),
            transcripts=(
                Transcript(
                    TranscriptForm.VTT,
                    spoken(chance, words, weights),
                    "fr",
                    True,
                    3_037_000,
                    ("Ana", "Ben"),
                ),
            ),
        )

    made = [episode(n) for n in range(episodes)]
    return Show(
        "Large", "https://large.example", "About.", "fr", "Ana", episodes=tuple(reversed(made))
    )


def built(show: Show) -> dict[str, bytes]:
    return {a.path: b"".join(a.pieces()) for a in pages.render(show)}


def test_an_episode_s_page_with_style_and_script_is_under_100_kb_compressed() -> None:
    files = built(large(3))
    parts = {
        n: len(gzip.compress(files[n], 9))
        for n in ("episodes/0001/index.html", "style.css", "site.js")
    }
    print(parts)
    assert sum(parts.values()) < BUDGET
    assert parts["style.css"] + parts["site.js"] < 14_000


def test_a_search_in_300_episodes_asks_for_little() -> None:
    files = built(large(300))
    search = {path: content for path, content in files.items() if path.startswith("search/")}
    packed = {path: len(gzip.compress(content, 9)) for path, content in search.items()}
    print(len(packed), sum(packed.values()), max(packed.values()), packed["search/index.json"])
    largest = max(size for path, size in packed.items() if path.endswith(".txt"))
    assert packed["search/index.json"] < 30_000
    assert largest < 60_000  # of which a word needs one
    assert sum(packed.values()) < 2_000_000


TEXTS = (
    "L’ÉTÉ à Besançon: œuvre, Straße, naïve, Łódź, Đà Nẵng, İstanbul, ısı",
    "日本語のテキスト and English 2024",
    "Ёлка и Ещё; Ελλάδα Άσπρο; हिन्दी शब्द; العَرَبِيَّة",
    "ﬁne ① ½ x² don't e-mail a_b",
    "สวัสดีครับ 中文。你好",
)


def test_the_browser_folds_words_as_the_build_does(browser: Any, tmp_path: Any) -> None:
    from importlib.resources import files

    for name in ("search.js",):
        (tmp_path / name).write_bytes(
            files("showfeed.outputs.pages").joinpath("assets", name).read_bytes()
        )
    (tmp_path / "index.html").write_text("<!doctype html><title>t</title>", encoding="utf-8")
    chance = random.Random(1)
    letters = [chr(c) for c in range(0x20, 0x2FF) if unicodedata.category(chr(c))[0] != "C"]
    texts = [*TEXTS, *("".join(chance.choices(letters, k=60)) for _ in range(50))]
    with serving(tmp_path) as site:
        browser.get(site)
        browser.set_script_timeout(20)
        found = browser.execute_async_script(
            "const [texts, done] = arguments; import('/search.js').then(m => done(texts.map(t => [...new Set(m.wordsOf(t))])))",
            texts,
        )
    for text, words in zip(texts, found, strict=True):
        assert set(words) == words_of(text), text
