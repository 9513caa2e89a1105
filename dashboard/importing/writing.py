"""A plan as the files of a data folder: the same plan, the same bytes."""

import json
from collections.abc import Iterator, Mapping

from dashboard.importing.declaring import SETTINGS, Cited
from dashboard.importing.findings import Where
from dashboard.importing.measures import Figure, Measure
from dashboard.importing.planning import COLUMNS, Goal, Plan, Planned, Theme
from dashboard.importing.texts import plain
from dashboard.importing.words import Words, ours, same
from dashboard.model import MethodId


def files(plan: Plan, language: str = "zh") -> Mapping[str, bytes]:
    """Return the bytes of each file by name; a language is the first one of the pages."""
    texts = {"catalog.yaml": _catalog(plan, language), "sources.yaml": _sources(plan)}
    settings = next((one.id for one in plan.sources if one.publisher == SETTINGS), "")
    for theme in plan.themes:
        texts[f"{theme.id}.yaml"] = _theme(theme, plan.area, settings)
    return {name: "\n".join([*lines, ""]).encode() for name, lines in texts.items()}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _words(words: Words) -> str:
    if words.zh == words.en:
        return _quoted(words.zh)
    return f"{{zh: {_quoted(words.zh)}, en: {_quoted(words.en)}}}"


def _catalog(plan: Plan, language: str) -> Iterator[str]:
    languages = ["en", "zh"] if language == "en" else ["zh", "en"]
    name = ours("area") if plan.area_name == "area" else same(plain(plan.area_name))
    unknown = ours("licence-unknown")
    licence = plain(plan.licence) or (unknown.en if language == "en" else unknown.zh)
    used = {theme.column for theme in plan.themes}
    yield f"title: {_words(same(plain(plan.title)))}"
    yield f"scope: {_words(ours('scope', n=len(plan.measures)))}"
    yield f"languages: [{', '.join(languages)}]"
    yield f"licence: {_quoted(licence)}"
    yield f"contact: {_words(ours('contact'))}"
    yield "areas:"
    yield f"  - {{id: {plan.area}, name: {_words(name)}}}"
    columns = [column for column in COLUMNS if column in used]
    if columns:
        yield "columns:"
    for column in columns:
        yield f"  - {{id: {column}, name: {_words(ours(f'column.{column}'))}}}"
    yield "themes:"
    for theme in plan.themes:
        column = f", column: {theme.column}" if theme.column else ""
        yield f"  - {{id: {theme.id}, name: {_words(theme.name)}{column}}}"
    yield "units:"
    for unit in plan.units:
        yield f"  - {{id: {unit.id}, name: {_words(unit.name)}, decimals: {unit.decimals}}}"


def _sources(plan: Plan) -> Iterator[str]:
    yield "sources:"
    for one in plan.sources:
        yield from _source(one, plan.title)


def _source(one: Cited, title: str) -> Iterator[str]:
    publisher = one.publisher
    by = (
        ours("source.publisher", title=plain(title))
        if publisher.is_file
        else same(publisher.organisation)
    )
    called = ours("source.settings") if publisher == SETTINGS else same(plain(publisher.title))
    yield f"  - id: {one.id}"
    yield f"    publisher: {_words(by)}"
    yield f"    title: {_words(called)}"
    yield f"    published: {publisher.published or 'unknown'}"
    if publisher.url:
        yield f"    url: {_quoted(publisher.url)}"
    yield f"    grade: {'medium' if publisher.is_file else 'high'}"
    if one.note:
        yield f"    note: {_words(one.note)}"


def _theme(theme: Theme, area: str, settings: str) -> Iterator[str]:
    yield "indicators:"
    for one in theme.measures:
        yield from _indicator(one, area)
    goals = [(one, goal) for one in theme.measures for goal in one.goals]
    if goals:
        yield "commitments:"
    for one, goal in goals:
        yield from _commitment(one, goal, area, settings)


def _indicator(one: Planned, area: str) -> Iterator[str]:
    measure = one.measure
    yield f"  - id: {one.id}"
    yield f"    name: {_words(measure.name)}"
    yield f"    unit: {one.unit}"
    yield f"    nature: {'share' if measure.is_share else 'stock'}"
    yield f"    better: {measure.better}"
    yield f"    frequency: {one.frequency}"
    yield f"    definition: {_words(measure.definition)}"
    if measure.note:
        yield f"    note: {_words(measure.note)}"
    if measure.limit:
        yield f"    natural_limit: {measure.limit}"
    yield "    observations:"
    yield f"      {area}:"
    for figure in sorted(measure.figures, key=_in_time):
        yield f"        - {{{_figure(figure, one.source)}}}"


def _in_time(figure: Figure) -> tuple[str, str, Where]:
    return figure.period, figure.status, figure.where


def _figure(figure: Figure, source: str) -> str:
    is_number = figure.value[:1] not in "<>~" and ".." not in figure.value
    value = figure.value if is_number else _quoted(figure.value)
    status = f", status: {figure.status}" if figure.status else ""
    note = f", note: {_words(figure.note)}" if figure.note else ""
    return f"period: {figure.period}, value: {value}{status}, source: {source}{note}"


def _commitment(one: Planned, goal: Goal, area: str, settings: str) -> Iterator[str]:
    aim, measure = goal.aim, one.measure
    way = "floor" if aim.is_floor else "ceiling"
    by = f", by: {aim.judged.by}" if aim.judged.by else ""
    bound = "at_least" if aim.is_floor else "at_most"
    yield f"  - id: {goal.id}"
    yield "    kind: target"
    yield f"    by: [{area}]"
    yield f"    title: {_words(_title(measure, goal, way))}"
    yield f"    statement: {_words(ours('statement', file=str(aim.where)))}"
    yield f"    made: {{on: unknown, source: {settings}}}"
    yield f"    indicator: {one.id}"
    if aim.judged.is_progress:
        yield f"    method: {MethodId.STATCAN}"
    if aim.judged.base:
        yield f"    baseline: {{period: {aim.judged.base}}}"
    said = f"{bound}: {aim.value}{by}, set_on: unknown, source: {settings}"
    yield f"    targets: [{{{said}}}]"
    if aim.is_inferred:
        yield f"    note: {_words(ours('note.inferred'))}"


def _title(measure: Measure, goal: Goal, way: str) -> Words:
    aim = goal.aim
    key = f"title.{way}" if aim.judged.by else f"title.{way}.undated"
    amount = f"{aim.value}{'' if measure.unit == '%' else ' '}{measure.unit}".strip()
    return ours(key, name=measure.name, value=amount, by=aim.judged.by)
