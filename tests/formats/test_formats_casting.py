"""Whose label it is: by whatever people write, never by a guess between two."""

import pytest

from showfeed.formats.casting import anonymous, casting, nearest_person
from showfeed.model import Person

JEROME = Person("Jérôme Dupont", key="jd", aliases=("Jé",))
ZOE = Person("Zoë Å. Dupont")
OTHER = Person("Jerome Durand")


@pytest.mark.parametrize(
    "label",
    "speaker 1|SPEAKER_00|Speaker A|Unknown Speaker|unknown|Intervenant 2|Intervenante 1|"
    "Locuteur inconnu|Sprecher 1|Sprecherin 2|Unbekannt|S1|?|Hablante 3|spk_0|話者1|Спикер 2".split("|"),
)  # fmt: skip
def test_what_programs_call_a_voice_is_nobodys(label: str) -> None:
    assert anonymous(label)


@pytest.mark.parametrize(
    "label", "Ana|Speakeasy|The unknown man|Person Smith|Sam|S|Voiceover".split("|")
)
def test_a_name_is_somebodys(label: str) -> None:
    assert not anonymous(label)


def test_a_first_name_is_enough_where_one_alone_has_it() -> None:
    assert casting([JEROME], [ZOE])["jerome"] is JEROME
    assert casting([JEROME], [OTHER])["jerome"] is JEROME
    assert "jerome" not in casting([], [JEROME, OTHER])
    assert "jerome" not in casting([JEROME], [], first_names=False)
    assert casting([], [JEROME, Person("Jerome")])["jerome"].name == "Jerome"


def test_the_same_person_twice_is_one() -> None:
    assert casting([JEROME], [JEROME, ZOE])["je"] is JEROME
    assert casting([JEROME, JEROME], [])["jerome dupont"] is JEROME


def test_an_alias_of_two_people_is_nobodys() -> None:
    twins = [Person("Ana", aliases=("the twin",)), Person("Bea", aliases=("The Twin",))]
    assert "the twin" not in casting(twins, twins)
    assert casting(twins[:1], twins)["the twin"] is twins[0]


def test_a_mistyped_label_has_a_nearest_person() -> None:
    assert nearest_person("Jérome Dupond", [JEROME, ZOE]) == "Jérôme Dupont"
    assert nearest_person("Xavier", [JEROME, ZOE]) == ""
