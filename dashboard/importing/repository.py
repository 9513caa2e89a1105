"""An Open SDG data repository as it lies on disk: its settings, indicators, files and words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.importing.findings import Finding, Reason, found
from dashboard.importing.metadata import Fields, Translations, fields_of, flattened
from dashboard.importing.table import Columns
from dashboard.importing.texts import FileText, text_of

CONFIGS = ("config_data.yml", "config_data.yaml", "data_config.yml", "site_config.yml")
CONFIGS_OF_SITE = ("_data/site_config.yml", "_config.yml")
COMPONENTS = "indicator_calculation_components.yml"
LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt")
_DATA = re.compile(r"(indicator_)?(.*[0-9A-Za-z]-.*)\.csv\Z", re.IGNORECASE)
_META = re.compile(r"(.+-.+)\.(?:md|yml|yaml)\Z", re.IGNORECASE)
_FOLLOWED = frozenset({"InputCsvData", "InputYamlMdMeta", "InputYamlMeta"})


@dataclass(frozen=True, slots=True)
class Source:
    """One indicator of a repository: its number with hyphens, its fields, and its data file."""

    id: str
    fields: Fields
    data: str = ""
    """the path of its data file in the repository; empty if there is none"""
    read: FileText | None = None
    """what the file holds; none if it could not be opened"""
    has_metadata: bool = True


@dataclass(frozen=True, slots=True)
class Repository:
    """Everything that was read of a repository."""

    name: str
    config: Fields
    columns: Columns
    indicators: tuple[Source, ...]
    components: Fields
    words: Translations
    licence: str = ""
    """the first line of its licence, and the file it stands in"""
    findings: tuple[Finding, ...] = field(default=())


def is_repository(folder: Path) -> bool:
    """Return whether a folder looks like an Open SDG data repository: figures or metadata."""
    base = _base(folder)
    return any(True for _ in _data_files(base / "data")) or any(
        True for name in ("meta", "indicator-config") for _ in _metadata_files(base / name)
    )


def read(folder: Path, language: str) -> Repository:
    """Return what a repository says, in a language if it has it; else in its own first one."""
    findings: list[Finding] = []
    config = _config(folder, findings)
    base = _base(folder)
    speech = _language(config, language)
    metadata = _metadata(folder, base, speech, findings)
    data = _data(folder, base, findings)
    findings += _settings(config)
    indicators = [
        _indicator(number, metadata.get(number), folder, data.get(number), findings)
        for number in sorted({*metadata, *data}, key=in_order)
    ]
    components = (
        _yaml(folder, folder / COMPONENTS, findings)
        if (folder / COMPONENTS).is_file()
        else Fields()
    )
    return Repository(
        folder.resolve().name,
        config,
        _columns(config),
        tuple(indicators),
        components,
        _translations(folder, base, speech, findings),
        _licence(folder),
        tuple(findings),
    )


def in_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts numbers of indicators: 2 before 10, figures before letters."""
    parts = re.findall(r"[0-9]+|[^0-9\-.]+", number)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


# --- settings ------------------------------------------------------------------------------


def _config(folder: Path, findings: list[Finding]) -> Fields:
    """Return the settings of the data, over those of a site that lies beside them."""
    fields = Fields()
    for name in (*CONFIGS_OF_SITE, *reversed(CONFIGS)):
        if (folder / name).is_file():
            fields = _yaml(folder, folder / name, findings).over(fields)
    return fields


def _base(folder: Path) -> Path:
    """Return the folder that holds `data` and `meta`: the setting src_dir, or the folder itself."""
    inner = _config(folder, []).raw("src_dir")
    base = folder / inner
    is_inside = base.resolve().is_relative_to(folder.resolve())
    return base if inner and is_inside and base.is_dir() else folder


def _settings(config: Fields) -> Iterator[Finding]:
    """Yield the settings that would change figures and that are not followed."""
    where = config.where("inputs")
    for item in config.items("inputs"):
        kind = str(item.get("class") or "?")
        names = [name for name in ("column_map", "code_map") if item.get(name)]
        names += [kind] if kind not in _FOLLOWED else []
        yield from (found(Reason.SETTING, *where, text=name) for name in names)


def _columns(config: Fields) -> Columns:
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
    series, unit = name("series_column", usual.series), name("unit_column", usual.unit)
    comments = usual.comments | listed("observation_attributes")
    return Columns(
        series,
        unit,
        name("progress_column", usual.progress),
        usual.plain | listed("non_disaggregation_columns"),
        comments,
    )


def _language(config: Fields, wanted: str) -> str:
    languages = config.values.get("languages")
    given = (
        [one for one in languages if isinstance(one, str)] if isinstance(languages, list) else []
    )
    return wanted if wanted in given or not given else given[0]


# --- files ---------------------------------------------------------------------------------


def _shown(folder: Path, path: Path) -> str:
    """Return a path from the repository's folder, whatever bytes its name is made of."""
    text = path.relative_to(folder).as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in inside if not path.name.startswith("."))


def _data_files(folder: Path) -> Iterator[Path]:
    return (path for path in _files(folder) if _DATA.match(path.name))


def _metadata_files(folder: Path) -> Iterator[Path]:
    return (path for path in _files(folder) if _META.match(path.name))


def _data(folder: Path, base: Path, findings: list[Finding]) -> Mapping[str, Path]:
    """Return the data file of each indicator; of two, the one called indicator_…."""
    by_number: dict[str, list[Path]] = {}
    for path in _files(base / "data"):
        match = _DATA.match(path.name)
        if match and path.is_file():
            by_number.setdefault(_number(match[2]), []).append(path)
        elif path.is_file():
            findings.append(found(Reason.OTHER_FILE, _shown(folder, path)))
    for paths in by_number.values():
        paths.sort(key=lambda path: (not path.name.startswith("indicator_"), path.name))
        findings += [found(Reason.SECOND_FILE, _shown(folder, path)) for path in paths[1:]]
    return {number: paths[0] for number, paths in by_number.items()}


def _number(name: str) -> str:
    return name.replace(".", "-").strip()


def _metadata(
    folder: Path, base: Path, language: str, findings: list[Finding]
) -> Mapping[str, Fields]:
    """Return the fields of each indicator: its settings, its metadata, and their translation."""
    by_number: dict[str, Fields] = {}
    for part in ("indicator-config", "meta"):
        for path in _files(base / part):
            match = _META.match(path.name)
            if match is None or not path.is_file():
                if path.is_file():
                    findings.append(found(Reason.OTHER_FILE, _shown(folder, path)))
                continue
            fields = _yaml(folder, path, findings)
            translated = path.parent / language / path.name
            if translated.is_file():
                fields = _yaml(folder, translated, findings).over(fields)
            number = _number(match[1])
            by_number[number] = fields.over(by_number.get(number, Fields()))
    return by_number


def _yaml(folder: Path, path: Path, findings: list[Finding]) -> Fields:
    file = _shown(folder, path)
    read = text_of(path)
    if isinstance(read, str):
        findings.append(found(Reason.FILE_UNREADABLE, file, text=read))
        return Fields()
    fields, more = fields_of(file, read)
    findings += more
    return fields


def _indicator(
    number: str,
    fields: Fields | None,
    folder: Path,
    path: Path | None,
    findings: list[Finding],
) -> Source:
    said = fields or Fields()
    if path is None:
        return Source(number, said)
    file, read = _shown(folder, path), text_of(path)
    if isinstance(read, str):
        findings.append(found(Reason.FILE_UNREADABLE, file, text=read))
        return Source(number, said, file, None, fields is not None)
    return Source(number, said, file, read, fields is not None)


def _translations(folder: Path, base: Path, language: str, findings: list[Finding]) -> Translations:
    words: dict[str, str] = {}
    places: Sequence[Path] = sorted(
        {folder / "translations" / language, base / "translations" / language}
    )
    for place in places:
        for path in sorted(place.rglob("*.y*ml")) if place.is_dir() else ():
            fields = _yaml(folder, path, findings)
            for key, value in fields.values.items():
                words |= dict(flattened(f"{path.stem}.{key}", value))
    return Translations(words)


def _licence(folder: Path) -> str:
    for name in LICENCES:
        read = text_of(folder / name) if (folder / name).is_file() else ""
        if isinstance(read, FileText):
            first = next((line for line in read.text.splitlines() if line.strip()), "")
            return f"{' '.join(first.strip('# ').split())[:120]} ({name})" if first else ""
    return ""
