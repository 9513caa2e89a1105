"""Words of an import in both languages: those of the repository serve both, ours are translated."""

from typing import NamedTuple

from dashboard.wording import Wording

_ZH, _EN = Wording("zh"), Wording("en")


class Words(NamedTuple):
    """Words as they will be written; equal ones are written once."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.zh or self.en)


NONE = Words("", "")


def same(text: str) -> Words:
    """Return a text of the repository, which serves both languages."""
    return Words(text, text)


def ours(key: str, /, **blanks: object) -> Words:
    """Return a phrase of ours; words among its blanks are filled in in their own language."""
    zh = {name: value.zh if isinstance(value, Words) else value for name, value in blanks.items()}
    en = {name: value.en if isinstance(value, Words) else value for name, value in blanks.items()}
    return Words(_ZH(f"importing.{key}", **zh), _EN(f"importing.{key}", **en))


def sentences(*parts: Words) -> Words:
    """Return several notes as one."""
    said = [part for part in parts if part]
    if len(said) == 1:
        return said[0]
    zh = "。".join(part.zh.rstrip("。.") for part in said)
    return Words(zh, ". ".join(part.en.rstrip(".") for part in said))
