"""An Open SDG data repository as it lies on disk: its settings, indicators, files and words."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.importing.findings import Finding, Reason, found
from dashboard.importing.metadata import Fields, Translations, fields_of, flattened
from dashboard.importing.settings import (
    DATA,
    METADATA,
    base_of,
    columns_of,
    folders_of,
    language_of,
    not_followed,
)
from dashboard.importing.table import Columns
from dashboard.importing.texts import FileText, text_of

CONFIGS = ("_config.yml", "_data/site_config.yml", "site_config.yml", "data_config.yml")
"""Where a repository says what it is called and how it is read; a later one goes first."""

CONFIG = "config_data.yml"
COMPONENTS = "indicator_calculation_components.yml"
LICENCES = tuple(
    f"{name}{ending}" for name in ("LICENSE", "LICENCE") for ending in ("", ".md", ".txt")
)
_DATA = re.compile(r"(?:indicator_)?(.*[0-9A-Za-z]-.*)\.csv\Z", re.IGNORECASE)
_METADATA = re.compile(r"(.+-.+)\.(?:md|yml|yaml)\Z", re.IGNORECASE)


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
    licence: str
    """the first line of its licence and the file it stands in; empty if there is none"""
    findings: tuple[Finding, ...]


def is_repository(folder: Path) -> bool:
    """Return whether a folder looks like an Open SDG data repository: figures or metadata."""
    disk = _Disk(folder, [])
    config = disk.config()
    base = base_of(folder, config)
    return any(
        pattern.match(path.name)
        for kind, pattern in ((DATA, _DATA), (METADATA, _METADATA))
        for place in folders_of(base, config, kind)
        for path in disk.files(place)
    )


def read(folder: Path, language: str) -> Repository:
    """Return what a repository says, in a language if it has it; else in its own first one."""
    findings: list[Finding] = []
    disk = _Disk(folder, findings)
    config = disk.config()
    base = base_of(folder, config)
    spoken = language_of(config, language)
    findings += not_followed(config)
    places = folders_of(base, config, METADATA)
    metadata = disk.metadata(places, spoken)
    data = disk.data(folders_of(base, config, DATA), places)
    indicators = tuple(
        disk.indicator(number, metadata.get(number), data.get(number))
        for number in sorted({*metadata, *data}, key=in_order)
    )
    words = disk.words(dict.fromkeys((folder, base)), spoken)
    return Repository(
        folder.resolve().name,
        config,
        columns_of(config),
        indicators,
        disk.fields(folder / COMPONENTS),
        words,
        disk.licence(),
        tuple(findings),
    )


def in_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts numbers of indicators: 2 before 10, figures before letters."""
    parts = re.findall(r"[0-9]+|[^0-9\-.]+", number)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _number(name: str) -> str:
    return name.replace(".", "-").strip()


@dataclass(frozen=True, slots=True)
class _Disk:
    """A folder whose files are opened; what cannot be is found."""

    folder: Path
    findings: list[Finding]

    def shown(self, path: Path) -> str:
        """Return a path from the folder, whatever bytes its name is made of."""
        text = path.relative_to(self.folder).as_posix()
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def files(self, place: Path) -> Iterator[Path]:
        """Yield the files of a folder in the order of their names, hidden ones aside."""
        try:
            inside = sorted(place.iterdir())
        except OSError:
            return
        for path in inside:
            if not path.name.startswith(".") and os.path.isfile(path):  # noqa: PTH113 - never raises
                yield path

    def inside(self, place: Path) -> Iterator[str]:
        """Yield the folders in a folder of figures, in which nothing is looked for."""
        for path in sorted(place.glob("*/")):
            if not path.name.startswith("."):
                yield f"{self.shown(path)}/"

    def text(self, path: Path) -> FileText | None:
        """Return the text of a file, None if it cannot be had or lies outside the folder."""
        is_inside = path.resolve().is_relative_to(self.folder.resolve())
        read = text_of(path) if is_inside else str(path.resolve())
        if isinstance(read, FileText):
            return read
        self.findings.append(found(Reason.FILE_UNREADABLE, self.shown(path), text=read))
        return None

    def fields(self, path: Path) -> Fields:
        """Return the fields of a YAML file; none if it is not there."""
        if not os.path.isfile(path):  # noqa: PTH113 - never raises
            return Fields()
        read = self.text(path)
        if read is None:
            return Fields()
        fields, findings = fields_of(self.shown(path), read)
        self.findings.extend(findings)
        return fields

    def config(self) -> Fields:
        """Return the settings of the data, over those of a site that lies beside them."""
        fields = Fields()
        for name in (*CONFIGS, CONFIG.replace(".yml", ".yaml"), CONFIG):
            fields = self.fields(self.folder / name).over(fields)
        return fields

    def data(self, places: tuple[Path, ...], beside: tuple[Path, ...]) -> Mapping[str, Path]:
        """Return the data file of each indicator; of two, the one called indicator_….

        `beside` are the folders of metadata, in case figures lie in them.
        """
        by_number: dict[str, list[Path]] = {}
        inner = [found(Reason.OTHER_FILE, name) for place in places for name in self.inside(place)]
        self.findings.extend(inner if not {*places} & {*beside} else [])
        for path in (path for place in places for path in self.files(place)):
            if match := _DATA.match(path.name):
                by_number.setdefault(_number(match[1]), []).append(path)
            elif path.parent not in beside:
                self.findings.append(found(Reason.OTHER_FILE, self.shown(path)))
        for paths in by_number.values():
            paths.sort(key=lambda path: (not path.name.startswith("indicator_"), str(path)))
            twins = [found(Reason.SECOND_FILE, self.shown(path)) for path in paths[1:]]
            self.findings.extend(twins)
        return {number: paths[0] for number, paths in by_number.items()}

    def metadata(self, places: tuple[Path, ...], language: str) -> Mapping[str, Fields]:
        """Return the fields of each indicator: its settings, its metadata, their translation."""
        by_number: dict[str, Fields] = {}
        for place in places:
            for path in self.files(place):
                match = _METADATA.match(path.name)
                if match is None and _DATA.match(path.name):
                    continue
                if match is None:
                    self.findings.append(found(Reason.OTHER_FILE, self.shown(path)))
                    continue
                fields = self.fields(place / language / path.name).over(self.fields(path))
                number = _number(match[1])
                by_number[number] = fields.over(by_number.get(number, Fields()))
        return by_number

    def indicator(self, number: str, fields: Fields | None, path: Path | None) -> Source:
        """Return an indicator with the text of its data file."""
        said = fields or Fields()
        if path is None:
            return Source(number, said)
        return Source(number, said, self.shown(path), self.text(path), fields is not None)

    def words(self, places: Mapping[Path, None], language: str) -> Translations:
        """Return the words in the folders `translations/<language>`, by their keys."""
        words: dict[str, str] = {}
        for place in places:
            for path in sorted((place / "translations" / language).rglob("*.y*ml")):
                for key, value in self.fields(path).values.items():
                    words |= dict(flattened(f"{path.stem}.{key}", value))
        return Translations(words)

    def licence(self) -> str:
        """Return the first line of the licence, and its file; empty if there is none."""
        for name in LICENCES:
            path = self.folder / name
            read = self.text(path) if path.is_file() else None
            lines = [line for line in read.text.splitlines() if line.strip()] if read else []
            if lines:
                return f"{' '.join(lines[0].strip('# ').split())[:120]} ({name})"
        return ""
