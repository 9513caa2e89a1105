"""Reckoning with figures that may be bounds: the sign survives every step."""

from datetime import date

from dashboard.values import Amount, Period, Relation


def is_exact(amount: Amount) -> bool:
    """Return whether a figure is one number, neither a bound nor approximate."""
    return amount.relation == Relation.EXACT


def scaled(amount: Amount, factor: float) -> Amount:
    """Return a figure times a positive number, with its sign."""
    return _amount(
        amount.number * factor,
        amount.relation,
        None if amount.low is None else amount.low * factor,
        None if amount.high is None else amount.high * factor,
    )


def ratio(above: Amount, below: Amount) -> Amount | None:
    """Return one figure over another of positive size, as exact as the two allow; else None."""
    if below.number <= 0 or (below.low is not None and below.low <= 0):
        return None
    number = above.number / below.number
    low = above.low / below.high if above.low is not None and below.high else None
    high = above.high / below.low if above.high is not None and below.low else None
    return _amount(number, _relation(above, below, low, high), low, high)


def _relation(above: Amount, below: Amount, low: float | None, high: float | None) -> Relation:
    if is_exact(above) and is_exact(below):
        return Relation.EXACT
    if low is not None and high is not None:
        return Relation.RANGE
    if low is not None:
        return Relation.AT_LEAST
    return Relation.ABOUT if high is None else Relation.AT_MOST


def _amount(number: float, relation: Relation, low: float | None, high: float | None) -> Amount:
    return Amount(f"{relation}{number:.10g}", number, relation, low, high)


def agrees(one: Amount, other: Amount) -> bool:
    """Return whether two figures for one period can both be true but for rounding.

    4,960 and 4,960.51 agree; so do >=5000 and 5,126.13, and ~1300 and 1,290.
    """
    if is_exact(one) and is_exact(other):
        unit = max(_last_place(one), _last_place(other))
        return abs(one.number - other.number) < unit
    if Relation.ABOUT in {one.relation, other.relation}:
        size = max(abs(one.number), abs(other.number))
        return abs(one.number - other.number) <= 0.05 * size
    lows = [side for side in (one.low, other.low) if side is not None]
    highs = [side for side in (one.high, other.high) if side is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _last_place(amount: Amount) -> float:
    return 10.0 ** -len(amount.text.partition(".")[2])


def place(day: date, *, is_end: bool = False) -> float:
    """Return where a day stands on an axis on which the year 2024 is centred on 2024.0."""
    days = 366 if day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0) else 365
    return day.year - 0.5 + (day.timetuple().tm_yday - (not is_end)) / days


def middle(period: Period) -> float:
    """Return where a period stands on that axis: a whole year on its number."""
    return (place(period.first) + place(period.last, is_end=True)) / 2
