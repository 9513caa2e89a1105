"""The settings of a repository that say where its files are and how its columns are called."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dashboard.importing.findings import Finding, Reason, found
from dashboard.importing.metadata import Fields
from dashboard.importing.table import Columns

DATA = ("InputCsvData", ("data",))
METADATA = ("InputYaml", ("indicator-config", "meta"))
"""The kind of input that a setting names, and where Open SDG looks where none is named."""

_FOLLOWED = ("InputCsvData", "InputYamlMdMeta", "InputYamlMeta")


def base_of(folder: Path, config: Fields) -> Path:
    """Return the folder that the paths of inputs begin at: src_dir, or the repository's own."""
    inner = config.raw("src_dir")
    base = folder / inner
    return base if inner and base.is_dir() and _is_inside(base, folder) else folder


def folders_of(base: Path, config: Fields, kind: tuple[str, tuple[str, ...]]) -> tuple[Path, ...]:
    """Return the folders of a kind of input: the usual ones, then those of the settings."""
    name, usual = kind
    patterns = [
        str(item.get("path_pattern") or "")
        for item in config.items("inputs")
        if str(item.get("class") or "").startswith(name)
    ]
    said = [str(PurePosixPath(pattern).parent) for pattern in patterns if pattern]
    names = [one for one in usual if one not in said] + said
    folders = [base / one for one in names if "*" not in one]
    return tuple(dict.fromkeys(one for one in folders if one.is_dir() and _is_inside(one, base)))


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def not_followed(config: Fields) -> Iterator[Finding]:
    """Yield the settings that would change names or figures and that nothing comes of."""
    for item in config.items("inputs"):
        where = config.where("inputs", item)
        kind = str(item.get("class") or "?")
        names = [name for name in ("column_map", "code_map") if item.get(name)]
        names += [kind] if kind not in _FOLLOWED else []
        yield from (found(Reason.SETTING, *where, text=name) for name in names)


def language_of(config: Fields, wanted: str) -> str:
    """Return a language if the repository has it, else the repository's first one."""
    languages = config.values.get("languages")
    listed = languages if isinstance(languages, list) else []
    given = [one for one in listed if isinstance(one, str)]
    return wanted if wanted in given or not given else given[0]


def columns_of(config: Fields) -> Columns:
    """Return how columns are called: the setting indicator_options over what is usual."""
    options = config.values.get("indicator_options")
    given = options if isinstance(options, dict) else {}

    def name(key: str, default: str) -> str:
        value = given.get(key)
        return value if isinstance(value, str) else default

    def listed(key: str) -> frozenset[str]:
        value = given.get(key)
        texts = value if isinstance(value, list) else []
        return frozenset(text.casefold() for text in texts if isinstance(text, str))

    usual = Columns()
    return Columns(
        name("series_column", usual.series),
        name("unit_column", usual.unit),
        name("progress_column", usual.progress),
        usual.plain | listed("non_disaggregation_columns"),
        usual.comments | listed("observation_attributes"),
    )
