"""One file a language: what showfeed says to listeners. Another is a file and a line here."""

from showfeed.formats.words_in import english, french, german, spanish
from showfeed.formats.words_in.english import Words

__all__ = ["LANGUAGES", "Words"]

LANGUAGES = {
    "en": english.WORDS,
    "fr": french.WORDS,
    "de": german.WORDS,
    "es": spanish.WORDS,
}
