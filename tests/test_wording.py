"""Every phrase exists in both languages, with the same blanks; every code can be said."""

import re
from string import Formatter

import pytest

from dashboard.problems import Code, Place, Problem, facts
from dashboard.wording import LANGUAGES, LOCALES, Wording, phrases


def blanks(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_phrases_with_the_same_blanks() -> None:
    chinese, english = (phrases(language) for language in LANGUAGES)
    assert chinese.keys() == english.keys()
    assert {
        key: (blanks(chinese[key]), blanks(english[key]))
        for key in chinese
        if blanks(chinese[key]) != blanks(english[key])
    } == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_written_twice(language: str) -> None:
    seen: dict[str, str] = {}
    for file in sorted((LOCALES / language).glob("*.yaml")):
        for line in file.read_text("utf-8").splitlines():
            if match := re.match(r"([a-z][^:\s]*):(\s|$)", line):
                assert match[1] not in seen, f"{match[1]} in {file.name} and {seen[match[1]]}"
                seen[match[1]] = file.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", Code)
def test_every_code_says_what_is_wrong_and_how_to_mend_it(code: Code, language: str) -> None:
    known = phrases(language)
    assert f"problem.{code}" in known
    assert f"fix.{code}" in known


def test_no_phrase_is_left_of_a_code_that_is_gone() -> None:
    said = {key.split(".")[1] for key in phrases("zh") if key.startswith(("problem.", "fix."))}
    assert said == set(Code)


def test_a_guess_is_offered_where_there_is_one() -> None:
    say = Wording("en")
    known = facts(key="titel", choices="title")
    unsure = Problem(Place("f.yaml"), Code.UNKNOWN_KEY, (*known, ("guess", "")))
    sure = Problem(Place("f.yaml"), Code.UNKNOWN_KEY, (*known, ("guess", "title")))
    assert say.fix(sure) == "perhaps title?"
    assert "known here: title" in say.fix(unsure)
