"""What a copy of the audio carries inside, whatever its container: titles, chapters, transcript."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import quote

from showfeed.formats.pieces import Slice
from showfeed.model import Chapter, Episode, Picture, Show
from showfeed.outputs.transcripts import in_words

MILLISECOND = timedelta(milliseconds=1)
PICTURES = ("image/jpeg", "image/png")  # what players show
LATEST = 2**32 - 1
# ISO 639-2 of the languages that podcasts are in; `und` for others.
THREE = dict(
    pair.split("=")
    for pair in (
        "af=afr ar=ara be=bel bg=bul bn=ben br=bre bs=bos ca=cat cs=ces cy=cym da=dan de=deu "
        "el=ell en=eng eo=epo es=spa et=est eu=eus fa=fas fi=fin fo=fao fr=fra fy=fry ga=gle "
        "gd=gla gl=glg gu=guj he=heb hi=hin hr=hrv ht=hat hu=hun hy=hye id=ind is=isl it=ita "
        "ja=jpn ka=kat kk=kaz kn=kan ko=kor ku=kur la=lat lb=ltz lt=lit lv=lav mk=mkd ml=mal "
        "mn=mon mr=mar ms=msa mt=mlt my=mya nb=nob ne=nep nl=nld nn=nno no=nor oc=oci pa=pan "
        "pl=pol pt=por ro=ron ru=rus sk=slk sl=slv sq=sqi sr=srp sv=swe sw=swa ta=tam te=tel "
        "th=tha tl=tgl tr=tur uk=ukr ur=urd uz=uzb vi=vie yi=yid zh=zho zu=zul"
    ).split()
)


@dataclass(frozen=True)
class Image:
    """A picture that lies in the audio: its bytes and their type."""

    content: Slice
    type: str


@dataclass(frozen=True)
class Mark:
    """A chapter in milliseconds; *listed* where listeners see it."""

    start: int
    end: int
    title: str
    url: str
    image: Image | None
    listed: bool


@dataclass(frozen=True)
class Inside:
    """Everything that a copy says of itself; transcripts by language of three letters."""

    title: str
    artist: str
    album: str
    date: datetime | None
    number: int | None
    season: int | None
    cover: Image | None
    chapters: tuple[Mark, ...]
    transcripts: tuple[tuple[str, str], ...]


def inside(show: Show, episode: Episode) -> Inside:
    """Return what a copy of the episode's audio carries."""
    number = episode.number
    whole = number is not None and number == number.to_integral_value() and number < 65536
    season = episode.season
    return Inside(
        title=episode.title,
        artist=episode.author or show.author,
        album=show.title,
        date=episode.date,
        number=int(number) if number is not None and whole else None,
        season=season if season is not None and season < 65536 else None,
        cover=_image(episode.image) or _image(show.cover),
        # Those that came from the audio stay in it, with links and pictures that we did not read.
        chapters=() if episode.chapters_in_audio else marks(episode.chapters, episode.duration),
        transcripts=_transcripts(show, episode),
    )


def _image(picture: Picture | None) -> Image | None:
    if picture is None or picture.file is None or picture.facts is None:
        return None
    facts = picture.facts
    if facts.type not in PICTURES:
        return None
    return Image(Slice(picture.file, 0, facts.size, facts.digest), facts.type)


def marks(chapters: tuple[Chapter, ...], duration: timedelta | None) -> tuple[Mark, ...]:
    """Return chapters in time order, each with its end: told, or where the next one begins."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    listed = [chapter for chapter in ordered if chapter.listed]
    after = {id(one): next_.start for one, next_ in pairwise(ordered)}
    after |= {id(one): next_.start for one, next_ in pairwise(listed)}
    if listed:  # a silent one behind the last does not end it
        after.pop(id(listed[-1]), None)
    found = []
    said = ""
    for chapter in ordered:
        # Some players list what is silent too: there it bears the name of what it is a part of.
        said = chapter.title if chapter.listed or not said else said
        end = chapter.end or after.get(id(chapter)) or duration or chapter.start
        found.append(
            Mark(
                min(chapter.start // MILLISECOND, LATEST),
                min(max(end, chapter.start) // MILLISECOND, LATEST),
                chapter.title or said,
                quote(chapter.url, safe="%/:=&?~#+!$,;'@()*[]"),
                _image(chapter.image),
                chapter.listed,
            )
        )
    return tuple(found)


def _transcripts(show: Show, episode: Episode) -> tuple[tuple[str, str], ...]:
    """Return the first transcript of each language as text with speakers."""
    found: dict[str, str] = {}
    for transcript in episode.transcripts:
        code = (transcript.language or show.language).partition("-")[0]
        three = THREE.get(code, code if len(code) == 3 else "und")
        if three not in found:
            found[three] = in_words(show, episode, transcript).rstrip("\n")
    return tuple((language, text) for language, text in found.items() if text)
