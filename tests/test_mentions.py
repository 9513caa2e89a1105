"""Figures and days as news and reports write them, and which recorded figure each of them is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.mentions import days_in, figures_in, plain
from dashboard.mentions.matching import is_figure, measure_of
from dashboard.model import Unit
from dashboard.values import Relation, parse_amount, parse_day

UNITS = {
    unit.id: unit
    for unit in (
        Unit.model_validate({"id": identity, "name": {"zh": zh, "en": en}, **more})
        for identity, zh, en, more in (
            ("cny-100m", "亿元", "100m yuan", {"measure": "cny", "scale": "100000000"}),
            ("cny", "元", "yuan", {}),
            ("firm", "家", "firms", {}),
            ("working-day", "个工作日", "working days", {}),
            ("percent", "%", "%", {}),
            ("km", "公里", "km", {}),
            ("tonne-10k", "万吨", "10k tonnes", {}),
            ("person-10k", "万人", "10k people", {}),
            ("rank", "名", "rank", {}),
            ("ug", "微克/立方米", "µg/m³", {}),
        )
    )
}


def has(text: str, value: str, unit: str) -> bool:
    """Return whether a text has a figure that was recorded in a unit."""
    words, amount = plain(text), parse_amount(value)
    decimals = len(value.partition(".")[2]) if amount.relation == Relation.ABOUT else -1
    known = measure_of(UNITS[unit])
    return any(
        is_figure(figure, amount.number, known, decimals=decimals)
        for figure in figures_in(words, days_in(words, None))
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("地区生产总值5126.13亿元", "5126.13", "cny-100m"),
        ("GDP5126.13亿元，增长5.9%", "5126.13", "cny-100m"),
        ("达51261300万元", "5126.13", "cny-100m"),
        ("达512,613,000,000元", "5126.13", "cny-100m"),
        ("５１２６．１３亿元", "5126.13", "cny-100m"),
        ("５，１２６．１３亿元", "5126.13", "cny-100m"),
        ("5,126.13 亿元", "5126.13", "cny-100m"),
        ("512.613 billion yuan", "5126.13", "cny-100m"),
        ("表1（单位：亿元）\t5126.13\t", "5126.13", "cny-100m"),
        ("五千亿元", "5000", "cny-100m"),
        ("五千亿级城市", "5000", "cny-100m"),
        ("突破5000亿大关", ">=5000", "cny-100m"),
        ("0.5万亿元", "5000", "cny-100m"),
        ("1300亿元左右", "~1300", "cny-100m"),
        ("1299.6亿元", "~1300", "cny-100m"),
        ("1亿2000万元", "1.2", "cny-100m"),
        ("4960、5126.13亿元", "4960", "cny-100m"),
        ("百分之五点九", "5.9", "percent"),
        ("增长5.9％", "5.9", "percent"),
        ("下降3.2%", "-3.2", "percent"),
        ("限时1、2、20个工作日", "2", "working-day"),
        ("一百家", "100", "firm"),
        ("新增11户", "11", "firm"),
        ("腾退6.9公里", "6.9", "km"),
        ("腾退6900米", "6.9", "km"),
        ("663408人", "66.3408", "person-10k"),
        ("进入全国二十强", "20", "rank"),
        ("位居第9", "9", "rank"),
        ("某市|30|", "30", "ug"),
        ("30μg/m3", "30", "ug"),
    ],
)
def test_a_figure_is_found_as_it_is_written(text: str, value: str, unit: str) -> None:
    assert has(text, value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("11404亿元", "1404", "cny-100m"),
        ("1404.5亿元", "1404", "cny-100m"),
        ("1,404.5亿元", "1404", "cny-100m"),
        ("21,404亿元", "1404", "cny-100m"),
        ("1404万元", "1404", "cny-100m"),
        ("1404人", "1404", "cny-100m"),
        ("5126.13万亿元", "5126.13", "cny-100m"),
        ("G1404次列车", "1404", "cny"),
        ("5.9亿元", "5.9", "percent"),
        ("5.9%", "5.9", "cny-100m"),
        ("增长3.2%", "-3.2", "percent"),
        ("下降3.2%", "3.2", "percent"),
        ("11月", "11", "firm"),
        ("2024年12月11日", "11", "firm"),
        ("2024年", "2024", "firm"),
        ("20人参加", "20", "working-day"),
        ("十四五规划", "14", "firm"),
        ("1350亿元", "~1300", "cny-100m"),
        ("40多名记者", "40", "working-day"),
    ],
)
def test_another_figure_is_not_taken_for_it(text: str, value: str, unit: str) -> None:
    assert not has(text, value, unit)


@given(
    st.integers(min_value=100, max_value=10**7),
    st.sampled_from(["", "1", "30"]),
    st.sampled_from(["", "7", ".5"]),
)
def test_a_figure_is_never_seen_inside_another(number: int, before: str, after: str) -> None:
    is_itself = not before and not after
    assert has(f"达{before}{number}{after}亿元", str(number), "cny-100m") == is_itself


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("突破5000亿元", Relation.AT_LEAST),
        ("5000多亿元", Relation.AT_LEAST),
        ("5000亿元以上", Relation.AT_LEAST),
        ("近5000亿元", Relation.ABOUT),
        ("5000亿元左右", Relation.ABOUT),
        ("不超过5000亿元", Relation.AT_MOST),
        ("5000亿元以内", Relation.AT_MOST),
        ("5000亿元", Relation.EXACT),
        ("5000亿元，多于上年", Relation.EXACT),
    ],
)
def test_a_bound_is_told_from_a_figure(text: str, hedge: Relation) -> None:
    assert [figure.hedge for figure in figures_in(text)] == [hedge]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年12月27日开工", "2024-12-27"),
        ("12月27日开工", "2024-12-27"),
        ("27日开工", "2024-12-27"),
        ("昨日开工", "2024-12-27"),
        ("二〇二四年十二月二十七日", "2024-12-27"),
        ("2024-12-27", "2024-12-27"),
        ("2024.12.27", "2024-12-27"),
        ("2025年底建成", "2025-12"),
        ("明年年底建成", "2025-12"),
        ("2023年一季度", "2023-03"),
        ("去年8月", "2023-08"),
        ("三年行动（2022—2024）", "2022"),
        ("三年行动（2022—2024）", "2024"),
        ("计划2030年通车", "2030"),
        ("今年通车", "2024"),
    ],
)
def test_a_day_is_found_as_it_is_written(text: str, day: str) -> None:
    found = days_in(plain(text), parse_day("2024-12-28"))
    assert any(mention.means(parse_day(day)) for mention in found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年12月27日", "2024-12-27"),
        ("12月26日", "2024-12-27"),
        ("11月27日", "2024-12-27"),
        ("2025年", "2025-12"),
        ("三年以后", "2027"),
        ("12月27日", "2023-12-27"),
        ("编号20241227", "2024-12-27"),
        ("日均27万", "2024-12-27"),
    ],
)
def test_another_day_is_not_taken_for_it(text: str, day: str) -> None:
    found = days_in(plain(text), parse_day("2024-12-28"))
    assert not any(mention.means(parse_day(day)) for mention in found)


def test_in_january_a_month_without_its_year_may_be_of_the_year_before() -> None:
    in_january = days_in("12月27日开工，1月5日", parse_day("2025-01-08"))
    assert any(mention.means(parse_day("2024-12-27")) for mention in in_january)
    assert not any(mention.means(parse_day("2024-01-05")) for mention in in_january)


def test_without_a_day_of_publication_a_month_alone_is_of_no_year() -> None:
    assert not any(mention.means(parse_day("2024-12-27")) for mention in days_in("12月27日", None))


@given(
    st.text(alphabet="0123456789.,，、/%-年月日亿万千十百一二点分之多余个０９ \t|abG", max_size=40)
)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    words = plain(text)
    days = days_in(words, parse_day("2024-12"))
    for figure in figures_in(words, days):
        assert figure.totals
