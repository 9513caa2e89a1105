"""The figures of an indicator as a table: as written, who said so, and where they stand."""

from dashboard.app import parts, proofs
from dashboard.app.session import View
from dashboard.assessment import known_observations, series
from dashboard.frames.provenance import rivals_on
from dashboard.model import Indicator
from dashboard.registers import observations
from dashboard.sentences.commitment import area_name
from dashboard.sentences.periods import period_words


def expander(here: View, indicator: Indicator) -> None:
    """Draw the table one click away, with how to report a wrong figure; nothing without figures."""
    if not any(here.catalog.indicators[indicator.id].observations.values()):
        return
    name = (indicator.short or indicator.name)(here.language)
    heading = here.say("figures.title", name=parts.safe(name))
    parts.folded(heading, indicator.id, lambda: table(here, indicator, heading))


def table(here: View, indicator: Indicator, heading: str) -> None:
    """Draw the table, how to report a wrong figure, and the download."""
    parts.table(rows(here, indicator), heading)
    parts.report_wrong(here, "indicator", indicator.id)
    parts.download(
        here,
        f"figures-{indicator.id}",
        lambda: observations(here.catalog, here.language, indicator.id),
        here.say("figures.download"),
        indicator.name(here.language),
    )


def rows(here: View, indicator: Indicator) -> list[dict[str, str]]:
    """Return every known figure as a row, newest first, with file and line."""
    say = here.say
    unit = here.catalog.frame.unit(indicator.unit)
    found = []
    for area, figures in written(here, indicator).observations.items():
        used = {id(item) for item in series(here.catalog, indicator, area, here.as_of)}
        known = {id(item) for item in known_observations(here.catalog, indicator, area, here.as_of)}
        for index, item in enumerate(figures):
            if id(item) not in known:
                continue
            source = here.catalog.sources[item.source]
            place = here.reading.places.observation(indicator.id, area, index)
            note = f"  \n:gray[{parts.safe(item.note(here.language))}]" if item.note else ""
            paragraph = item.paragraph and say("commitment.paragraph", n=item.paragraph)
            paragraph = f" {paragraph}" if paragraph else ""
            value = f"{say.amount(item.value, 6)} {unit.name(here.language)}"
            state = say("figures.used") if id(item) in used else say("figures.unused")
            status = "" if item.status == "actual" else f" :gray[{say(f'figures.{item.status}')}]"
            row = {
                say("column.area"): parts.safe(area_name(here.catalog, area, here.language)),
                say("column.period"): parts.safe(period_words(item.period.text, say)),
                say("column.value"): f"**{parts.safe(value)}**{status}",
                say("column.used"): state,
                say("column.said-by"): parts.cite(here, source, item.published, item.grade)
                + paragraph
                + f"  \n{parts.safe(source.title(here.language))}"
                + note
                + proofs.differing(
                    here, rivals_on(here.catalog, indicator, area, item, here.as_of), unit
                ),
                say("column.place"): f":small[{parts.safe(place.file)}\\:{place.line}]",
            }
            found.append((item.period.last, row if not here.compact else short(row, say.language)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0], reverse=True)]


def written(here: View, indicator: Indicator) -> Indicator:
    """Return an indicator with all its figures: their places in the files are by number."""
    whole = here.reading.catalog
    return whole.indicators[indicator.id] if whole else indicator


def short(row: dict[str, str], _language: str) -> dict[str, str]:
    """Return a row of two columns, as a phone has room for."""
    area, period, value, used, said, place = row.values()
    keys = list(row)
    return {keys[1]: f"{area}  \n{period}", keys[2]: f"{value} {used}  \n{said} {place}"}
