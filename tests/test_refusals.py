"""What is kept off an axis: one test a reason, with what is offered instead."""

import pytest
from small import AS_OF, PEOPLE, catalog, indicator

from dashboard.frames.compare import LENSES
from dashboard.frames.refusals import Refusal, Unlike, instead_of, refusals_of
from dashboard.model import Text
from dashboard.sentences.catching_up import lens_refusal, refused
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")


def only(*indicators: dict[str, object]) -> Refusal:
    (found,) = refusals_of(catalog(*indicators), "it", AS_OF)
    assert refused(found, EN)
    return found


def other(**given: object) -> dict[str, object]:
    name = {"zh": "开票销售", "en": "Invoiced sales"}
    return indicator("other", {"a1": {"2020": 3}}, name=name, **given)


def test_another_definition_is_named_and_offered_by_itself() -> None:
    found = only(indicator("it", {"a1": {"2020": 1}}, compare_with=["other"]), other())
    assert (found.unlike, found.indicator) == (Unlike.DEFINITION, "other")
    assert refused(found, ZH) == "「开票销售」：口径不同，不画在一条轴上。"


def test_another_unit_is_named_with_both_units() -> None:
    found = only(indicator("it", {}, compare_with=["other"]), other(unit="firm"))
    assert found.unlike == Unlike.UNIT
    assert refused(found, ZH) == "「开票销售」：单位不同（亿元，家），不画在一条轴上。"


def test_a_measure_of_another_period_is_named() -> None:
    found = only(indicator("it", {}, compare_with=["other"]), other(frequency="month"))
    assert found.unlike == Unlike.PERIOD
    assert refused(found, ZH) == "「开票销售」：所说的期间不同，不画在一条轴上。"


def test_a_measure_without_figures_is_named_and_not_offered() -> None:
    empty = indicator("other", {})
    assert only(indicator("it", {}, compare_with=["other"]), empty).indicator == ""


def test_parts_of_years_are_drawn_apart_and_the_table_is_offered() -> None:
    found = only(indicator("it", {"a1": {"2023": 6, "2023-H1": 3}, "a2": {"2023": 1}}))
    assert (found.unlike, found.periods, found.indicator) == (Unlike.PERIOD, ("2023-H1",), "")
    assert refused(found, ZH) == ("甲1市 2023 年上半年：不是整年，只画窄 ◇，不连线、不与整年比。")


def test_a_part_of_an_area_stands_for_itself() -> None:
    found = only(indicator("it", {"a1": {"2023": 6}, "a1-zone": {"2023": 5}}))
    assert (found.unlike, found.whole) == (Unlike.TERRITORY, Text("甲1市", "Town 1"))
    assert refused(found, ZH) == ("甲1区：只是甲1市的一部分，不代表全市，不画在全市的轴上。")


def test_a_wider_area_is_none_of_those_compared() -> None:
    found = only(indicator("it", {"a1": {"2023": 6}, "land": {"2023": 500}}))
    assert (found.unlike, found.whole) == (Unlike.TERRITORY, None)
    assert "不在互相比较的市之列" in refused(found, ZH)


def test_like_figures_are_not_refused() -> None:
    made = catalog(indicator("it", {"a1": {"2020": 1}, "a2": {"2020": 2}}))
    assert refusals_of(made, "it", AS_OF) == ()


@pytest.mark.parametrize(
    ("shown", "refused_lens", "offered"),
    [
        ("absolute", "own-target", "index"),
        ("index", "own-target", "absolute"),
        ("absolute", "own-limit", ""),
        ("absolute", "per-head", "index"),
    ],
)
def test_in_place_of_a_lens_another_is_offered(shown: str, refused_lens: str, offered: str) -> None:
    figures = {"a1": {"2021": 1, "2022": 2}, "a2": {"2021": 2, "2022": 5}}
    made = catalog(indicator("it", figures, unit="firm"), PEOPLE)
    lenses = {key: build(made, "it", AS_OF) for key, build in LENSES.items()}
    assert {key for key, lens in lenses.items() if lens.is_given} == {"absolute", "index"}
    assert instead_of(lenses, refused_lens, shown) == offered
    for lens in lenses.values():
        if not lens.is_given:
            assert lens_refusal(lens, ZH)
            assert lens_refusal(lens, EN)
