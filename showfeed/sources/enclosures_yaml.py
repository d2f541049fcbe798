"""What an episode offers beside its audio: other encodings, soundbites, streams."""

from dataclasses import replace
from datetime import timedelta

from showfeed.model import AlternateEnclosure, ContentLink, Integrity, Soundbite, SourceUri
from showfeed.sources.fields import Fields, either, many, mapping
from showfeed.sources.kinds import (
    DECIMAL,
    LANGUAGE,
    MEDIA_TYPE,
    NUMBER,
    TEXT,
    TIME,
    URI,
    URL,
    YES_NO,
    choice,
)
from showfeed.sources.reading import Kind
from showfeed.sources.tags_yaml import from_text


def _read_soundbite(fields: Fields) -> Soundbite:
    start = fields.must("start", TIME, "Where it begins.")
    end = fields.may("end", TIME, None, "Where it ends, if no `duration` is given.")
    if end is not None and not fields.has("duration"):
        duration = end - start
        if duration <= timedelta():
            fields.reading.note(
                fields.origin.at("end"),
                "soundbite",
                "the soundbite ends before it begins",
                "write a time after `start`",
            )
    else:
        duration = fields.must("duration", TIME, "How long it is.")
    title = fields.may("title", TEXT, "", "Its words; else the episode's title.")
    return Soundbite(start, duration, title, fields.origin)


def _read_source(fields: Fields) -> SourceUri:
    uri = fields.must("uri", URI, "Where it is.")
    return SourceUri(uri, fields.may("content_type", MEDIA_TYPE, "", "Its type, if another."))


def _read_integrity(fields: Fields) -> Integrity:
    return Integrity(
        fields.must("type", choice("integrity", "sri", "pgp-signature"), "How it is proved."),
        fields.must("value", TEXT, "The hash or the signature."),
    )


def _read_alternate(fields: Fields) -> AlternateEnclosure:
    return AlternateEnclosure(
        type=fields.must("type", MEDIA_TYPE, "The media type."),
        sources=fields.must("sources", many(SOURCE), "Where it is to be had."),
        integrity=fields.may("integrity", INTEGRITY, None, "Proof that it is whole."),
        length=fields.may("length", NUMBER, None, "Bytes."),
        bitrate=fields.may("bitrate", DECIMAL, None, "Bits a second."),
        height=fields.may("height", NUMBER, None, "Pixels of a video."),
        lang=fields.may("lang", LANGUAGE, "", "Its language."),
        title=fields.may("title", TEXT, "", "What listeners choose by."),
        rel=fields.may("rel", TEXT, "", "What it is in relation to the audio."),
        codecs=fields.may("codecs", TEXT, "", "Codecs as in RFC 6381."),
        default=fields.may("default", YES_NO, False, "The same as the audio of the episode."),
        origin=fields.origin,
    )


def _read_link(fields: Fields) -> ContentLink:
    href = fields.must("href", URL, "Where the stream is.")
    return ContentLink(href, fields.may("text", TEXT, "", "The link's words."))


_SOUNDBITE = mapping("a soundbite", _read_soundbite, Soundbite(TIME.example, TIME.example))
SOUNDBITE = replace(
    _SOUNDBITE,
    schema=lambda: {
        **_SOUNDBITE.schema(),
        "required": ["start"],
        "anyOf": [{"required": ["duration"]}, {"required": ["end"]}],
    },
)
SOURCE: Kind[SourceUri] = either(
    from_text(URI, lambda uri, origin: SourceUri(uri)),
    mapping("a source", _read_source, SourceUri("https://example.com/a.opus")),
)
INTEGRITY = mapping("an integrity", _read_integrity, Integrity("sri", ""))
ALTERNATE = mapping(
    "an alternate", _read_alternate, AlternateEnclosure("audio/mpeg", (SOURCE.example,))
)
LINK = mapping("a link", _read_link, ContentLink("https://example.com"))
