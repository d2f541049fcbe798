"""Categories, people, languages, flags: names out of closed lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showfeed.formats.flags import format_flag, parse_flag
from showfeed.formats.languages import parse_language
from showfeed.formats.names import did_you_mean, nearest
from showfeed.formats.people import (
    GROUPS,
    format_person,
    parse_group,
    parse_person,
    parse_role,
    split_people,
)
from showfeed.formats.quoting import quoted
from showfeed.formats.taxonomy import CATEGORIES, MEDIUMS, SERVICES, format_category, parse_category
from showfeed.problems import Malformed

CATEGORY_PATHS = [(name, sub) for name, below in CATEGORIES.items() for sub in ("", *below)]


def refusal_of(parse: object, text: str) -> Malformed:
    assert callable(parse)
    with pytest.raises(Malformed) as refusal:
        parse(text)
    return refusal.value


def test_the_lists_are_as_long_as_their_sources_say() -> None:
    assert len(CATEGORIES) == 19
    assert len(CATEGORY_PATHS) == 110
    assert len(GROUPS) == 11
    assert sum(map(len, GROUPS.values())) == 63
    assert len(SERVICES) == 58
    assert len(MEDIUMS) == 19


@pytest.mark.parametrize(("name", "sub"), CATEGORY_PATHS)
def test_every_category_is_read_back(name: str, sub: str) -> None:
    assert parse_category(format_category(name, sub)) == (name, sub)
    assert parse_category(f"{name.lower()}: {sub.upper()}") == (name, sub)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Games & Hobbies", "write `Leisure`"),
        ("Health", "write `Health & Fitness`"),
        ("Literature", "write `Arts > Books`"),
        ("Technology > Tech News", "write `News > Tech News`"),
        ("Education > How-To", "write `Education > How To`"),
        ("Technology > Gadgets", "write `Technology`"),
        ("Management", "write `Business > Management`"),
        ("Busines", "did you mean `Business`?"),
        ("Business > Managment", "did you mean `Management`?"),
        ("Qwxz", "it is one of: Arts,"),
        ("Arts > Qwxz", "it is one of: Books,"),
        ("History > Qwxz", "write `History` alone"),
    ],
)
def test_another_category_is_refused_with_the_one_that_is_meant(text: str, hint: str) -> None:
    assert refusal_of(parse_category, text).hint.startswith(hint)


@pytest.mark.parametrize(("group", "roles"), GROUPS.items())
def test_every_role_is_read_back(group: str, roles: tuple[str, ...]) -> None:
    for role in roles:
        assert parse_role(role.upper(), group.lower()) == (role, group)
        assert parse_person(format_person("Zoé", role, group)) == ("Zoé", role, group)


def test_a_person_may_lack_a_role() -> None:
    assert parse_person("Anna") == ("Anna", "", "")
    assert format_person("Anna") == "Anna"
    assert parse_role("co host") == parse_role("cohost") == ("Co-Host", "Cast")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Zoe (hots)", "`hots` is not a role", "did you mean `Host`?"),
        ("Zoe (qwxz)", "`qwxz` is not a role", "write `host`"),
        ("Zoe (visual > host)", "`visual` is not a group", "did you mean `Visuals`?"),
        ("Zoe (qwxz > host)", "is not a group", "it is one of: Creative"),
        ("Zoe (visuals > host)", "`Host` is not in the group `Visuals`", "write `Cast`"),
        ("(host)", "lacks a name", "`Anna (host)`"),
        ("", "lacks a name", "`Anna (host)`"),
        ("Zoe (host", "brackets", "`Anna (host)`"),
    ],
)
def test_a_person_that_cannot_be_read_is_refused(text: str, message: str, hint: str) -> None:
    refusal = refusal_of(parse_person, text)
    assert message in refusal.message
    assert hint in refusal.hint


def test_a_line_of_people_is_split_outside_brackets() -> None:
    assert split_people("A, B (guest, host), , C,") == ["A", "B (guest, host)", "C"]
    assert parse_group("cast") == "Cast"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("fr", "fr"), ("FR-fr", "fr-FR"), ("pt_BR", "pt-BR"), ("es-419", "es-419")),
        *(
            ("zh-hant-TW", "zh-Hant-TW"),
            ("no", "no"),
            ("fil", "fil"),
            ("ca-valencia", "ca-valencia"),
        ),
    ],
)
def test_a_language_is_read_in_its_usual_case(text: str, tag: str) -> None:
    assert parse_language(text) == tag


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        *(("French", "write `fr`"), ("deutsch", "write `de`"), ("eng", "write `en`")),
        *(("en-UK", "write `en-GB`"), ("xx", "two letters"), ("f", "two letters")),
        *(("a" * 5000, "two letters"), ("", "two letters"), ("jp", "write `ja`")),
    ],
)
def test_another_language_is_refused(text: str, hint: str) -> None:
    assert hint in refusal_of(parse_language, text).hint


@pytest.mark.parametrize(("text", "flag"), [("yes", True), ("TRUE", True), (" No ", False)])
def test_yes_and_no_are_read(text: str, flag: bool) -> None:
    assert parse_flag(text) is flag
    assert parse_flag(format_flag(flag)) is flag


@pytest.mark.parametrize("text", ["oui", "1", "", "on"])
def test_another_word_is_neither_yes_nor_no(text: str) -> None:
    assert refusal_of(parse_flag, text).hint == "write `yes` or `no`"


def test_a_nearest_name_is_near() -> None:
    assert nearest("xyz", ["title"]) == ""
    assert did_you_mean("xyz", ["title"], "no") == "no"


def test_quoted_words_stay_on_one_line_and_short() -> None:
    assert quoted("a\tb\n\x07c") == "`a b �c`"
    assert len(quoted("long " * 1000)) <= 62


@settings(max_examples=60)
@given(st.text("frFR-_ab()>:,no\0é", max_size=12) | st.text())
def test_any_text_is_read_or_refused_by_every_list(text: str) -> None:
    split_people(text)
    for parse in (parse_category, parse_person, parse_role, parse_language, parse_flag):
        try:
            parse(text)
        except Malformed as refusal:
            assert refusal.hint
