"""The methods by name: each a rule, the options it listens to, and their defaults."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.methods.growths import eurostat, statcan, un_progress_chart
from dashboard.methods.method import Method
from dashboard.methods.options import Options, Thresholds
from dashboard.methods.plans import earned_value, shixu
from dashboard.methods.projected import projected_share
from dashboard.methods.sdsn import sdsn
from dashboard.methods.weather import destatis

DEFAULT = "projected-share"

_CHOICES = frozenset({"pace", "growth", "window_years", "thresholds", "tolerance"})
_INDEX_CUTS = Options(thresholds=Thresholds(on_track=0.95, at_risk=0.85))

_ALL = (
    Method(DEFAULT, projected_share, heeds=_CHOICES),
    Method("eurostat", eurostat),
    Method("statcan", statcan),
    Method("un-progress-chart", un_progress_chart),
    Method("destatis", destatis),
    Method("sdsn", sdsn),
    Method("shixu", shixu, heeds=frozenset({"lights", "tolerance", "curve", "is_yearly"})),
    Method("earned-value", earned_value, _INDEX_CUTS, frozenset({"thresholds", "curve"})),
)

METHODS: Mapping[str, Method] = MappingProxyType({method.id: method for method in _ALL})
"""Every method by its id, the default first."""
