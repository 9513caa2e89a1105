"""Days, periods and amounts: what is taken, what it means, and what is refused."""

from datetime import date

import pytest

from dashboard.guesses import meant, near
from dashboard.problems import Code
from dashboard.values import (
    Frequency,
    Relation,
    Unfit,
    add_months,
    is_known,
    parse_amount,
    parse_day,
    parse_number,
    parse_period,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "frequency"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Frequency.YEAR),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), Frequency.HALF_YEAR),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30), Frequency.QUARTER),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Frequency.MONTH),
        ("2024-Q1..Q3", date(2024, 1, 1), date(2024, 9, 30), Frequency.PART),
        ("2021-01..11", date(2021, 1, 1), date(2021, 11, 30), Frequency.PART),
        ("2019-12-31", date(2019, 12, 31), date(2019, 12, 31), Frequency.DAY),
    ],
)
def test_a_period_has_a_first_and_a_last_day(
    text: str, first: date, last: date, frequency: Frequency
) -> None:
    assert parse_period(text)[1:] == (first, last, frequency)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-Q5", "2024-Q3..Q1", "2024-11..01", "２０２４", "2024-H3", "1e3",
     "2024 ", "2024-2", "2024-02-30", "0000", "9999", "上半年"],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(Unfit) as caught:
        parse_period(text)
    assert caught.value.code == Code.NOT_A_PERIOD
    assert dict(caught.value.facts)["text"] == text


@pytest.mark.parametrize(
    ("text", "number", "relation", "low", "high"),
    [
        ("5126.13", 5126.13, Relation.EXACT, 5126.13, 5126.13),
        (">=5000", 5000, Relation.AT_LEAST, 5000, None),
        ("<= 20", 20, Relation.AT_MOST, None, 20),
        ("~1300", 1300, Relation.ABOUT, None, None),
        ("7..10", 8.5, Relation.RANGE, 7, 10),
        ("-3.5", -3.5, Relation.EXACT, -3.5, -3.5),
    ],
)
def test_an_amount_proves_only_as_much_as_was_written(
    text: str, number: float, relation: Relation, low: float | None, high: float | None
) -> None:
    assert parse_amount(text) == (text, number, relation, low, high)


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "1e999", "1_000", "4,960", "４９６０", "no", "12:30", "10..7", "~7..10", ""],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        parse_amount(text)


@pytest.mark.parametrize("text", ["nan", "-inf", "1e999", "", "1_0", "0x10", "１"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        parse_number(text)


def test_a_month_later_ends_with_a_shorter_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)


def test_a_partial_date_is_known_from_its_last_day() -> None:
    assert not is_known(parse_day("2025-03"), date(2024, 12, 31), date(2025, 3, 30))
    assert is_known(parse_day("2025-03"), date(2024, 12, 31), date(2025, 3, 31))
    assert is_known(None, date(2024, 12, 31), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("code", "text", "guess"),
    [
        (Code.NOT_A_DAY, "2026年6月3日", "2026-06-03"),
        (Code.NOT_A_DAY, "2026/6/30", "2026-06-30"),
        (Code.NOT_A_DAY, "2026-02-30", ""),
        (Code.NOT_A_PERIOD, "2024年上半年", "2024-H1"),
        (Code.NOT_A_PERIOD, "2024年三季度", "2024-Q3"),
        (Code.NOT_A_PERIOD, "２０２４", "2024"),
        (Code.NOT_A_NUMBER, "４０", "40"),
        (Code.NOT_A_NUMBER, "1_000", "1000"),
        (Code.NOT_A_VALUE, "约1300亿元", ""),
        (Code.NOT_A_VALUE, "约1300", "~1300"),
        (Code.NOT_A_VALUE, "1300余", ">=1300"),
        (Code.NOT_A_VALUE, "20以内", "<=20"),
        (Code.NOT_A_VALUE, "5126，13", ""),
        (Code.NOT_A_VALUE, "1.3万", ""),
        (Code.NOT_A_VALUE, "7-10", "7..10"),
        (Code.NOT_A_VALUE, "7.10.3", ""),
        (Code.NOT_A_PERIOD, "2024前三季度", "2024-Q1..Q3"),
        (Code.NOT_A_PERIOD, "2024年1-11月", "2024-01..11"),
        (Code.NOT_A_VALUE, "5,126.13", "5126.13"),
        (Code.NOT_A_VALUE, "> 7000", ">=7000"),
        (Code.NOT_A_VALUE, "不知道", ""),
        (Code.NOT_YES_OR_NO, "否", "no"),
        (Code.NOT_AN_ID, "River_Tunnel", "river-tunnel"),
        (Code.NOT_A_STATEMENT, "s7", "S07"),
        (Code.NOT_AN_ADDRESS, "www.example.org/a", "https://www.example.org/a"),
        (Code.YAML, "anything", ""),
    ],
)
def test_what_was_meant_is_guessed(code: Code, text: str, guess: str) -> None:
    assert meant(code, text) == guess


def test_a_misspelt_word_is_near_the_right_one() -> None:
    assert near("titel", ["title", "statement"]) == "title"
    assert near("ａｒｅａ", ["area"]) == "area"
    assert near("at-least", ["at_least"]) == "at_least"
    assert near("weather", ["title", "statement"]) == ""
