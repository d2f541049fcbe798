"""Language tags: `fr`, `fr-FR` (BCP 47, as far as podcast directories read it)."""

import re

from showfeed.formats.quoting import quoted
from showfeed.problems import Malformed

# ISO 639-1.
CODES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
        "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
        "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
        "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl "
        "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
        "vi vo wa wo xh yi yo za zh zu"
    ).split()
)
# What people write instead: old codes, three letters where there are two, countries, own names.
MEANT: dict[str, str] = dict(
    pair.split("=")
    for pair in (
        "iw=he in=id ji=yi jp=ja cz=cs dk=da gr=el eng=en fra=fr fre=fr deu=de ger=de "
        "spa=es ita=it por=pt nld=nl dut=nl jpn=ja zho=zh chi=zh rus=ru français=fr "
        "francais=fr deutsch=de español=es espanol=es italiano=it português=pt "
        "portugues=pt nederlands=nl "
    ).split()
)
TAG = re.compile(
    r"(?P<code>[a-z]{2,3})"
    r"(?:[-_](?P<script>[a-z]{4}))?"
    r"(?:[-_](?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:[-_][a-z0-9]{4,8})*)",
    re.IGNORECASE | re.ASCII,
)


def parse_language(text: str) -> str:
    """Read a language tag, in its usual case.

    >>> parse_language("FR_fr"), parse_language("zh-hant-tw")
    ('fr-FR', 'zh-Hant-TW')
    """
    written = text.strip()
    match = TAG.fullmatch(written) if len(written) <= 35 else None
    code = match["code"].lower() if match else ""
    if not match or code in MEANT or (len(code) == 2 and code not in CODES):
        raise Malformed(f"{quoted(text)} is not a language code", _hint(written))
    region = (match["region"] or "").upper()
    if region == "UK":
        raise Malformed(
            f"{quoted(text)} names a region that has no code `UK`", f"write `{code}-GB`"
        )
    rest = [part.lower() for part in re.split("[-_]", match["rest"]) if part]
    return "-".join(filter(None, [code, (match["script"] or "").title(), region, *rest]))


def understood_language(text: str) -> str:
    """Return the tag of a language that a program names in its own way, "" if it is none.

    >>> understood_language("fr"), understood_language("English"), understood_language("auto")
    ('fr', 'en', '')
    """
    try:
        return parse_language(text)
    except Malformed:
        return MEANT.get(text.lower(), "") or _named(text)


def _hint(written: str) -> str:
    meant = MEANT.get(written.lower(), "") or _named(written)
    return f"write `{meant}`" if meant else "write two letters, such as `fr`, or `fr-FR`"


def _named(written: str) -> str:
    """Return the code of a language that was written out in English, or ""."""
    from babel import Locale

    names = Locale("en").languages
    return next(
        (code for code in sorted(CODES & names.keys()) if names[code].lower() == written.lower()),
        "",
    )
