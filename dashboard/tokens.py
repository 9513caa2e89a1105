"""The colours by role, light and dark: every colour on screen comes from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Tint:
    """One hue three times: for marks (3:1 on paper), for text (4.5:1) and as a soft ground."""

    mark: str
    text: str
    soft: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one mode."""

    paper: str
    surface: str
    river: str
    line: str
    grid: str
    axis: str
    ink: str
    ink2: str
    ink3: str
    hues: Mapping[str, Tint]
    """what to do: red, orange, yellow, green, gray; for statuses only"""
    tints: Mapping[str, Tint]
    """who: the colours that a catalog may give its areas; for areas only"""
    sequential: tuple[str, ...]


LIGHT = Palette(
    paper="#FFFFFF",
    surface="#F5F7F9",
    river="#EFF5F8",
    line="#D5DBE1",
    grid="#E6EAEE",
    axis="#8A939E",
    ink="#12161C",
    ink2="#4E5661",
    ink3="#646C77",
    hues={
        "red": Tint("#931A20", "#931A20", "#F9E4E4"),
        "orange": Tint("#B05300", "#8A3F00", "#FBEADD"),
        "yellow": Tint("#BC8100", "#7A5300", "#FBF1D9"),
        "green": Tint("#2B7A55", "#1F6444", "#E4F2EA"),
        "gray": Tint("#686B73", "#555962", "#EEF0F2"),
    },
    tints={
        "teal": Tint("#0596B4", "#04667B", "#DDF1F6"),
        "blue": Tint("#1F3F8A", "#1F3F8A", "#E8EDF8"),
        "plum": Tint("#9A4FA0", "#7A3580", "#F5E9F6"),
        "olive": Tint("#7C8420", "#5A6110", "#F2F4DC"),
        "rust": Tint("#BE6B52", "#94452E", "#F9EAE5"),
        "slate": Tint("#5C7899", "#41597A", "#E9EEF5"),
    },
    sequential=(
        "#EFF5F8",
        "#DCE8EF",
        "#C6D9E4",
        "#AEC8D7",
        "#93B4C8",
        "#789FB7",
        "#5D88A3",
        "#44708C",
        "#2E5873",
        "#1B4059",
    ),
)

DARK = Palette(
    paper="#12171D",
    surface="#1B222A",
    river="#16242D",
    line="#39434E",
    grid="#28313A",
    axis="#7D8894",
    ink="#E8ECF0",
    ink2="#B4BCC6",
    ink3="#8F98A3",
    hues={
        "red": Tint("#E2505C", "#F08A92", "#3C191D"),
        "orange": Tint("#DD8A30", "#EBA35B", "#352312"),
        "yellow": Tint("#F6C445", "#F6CE66", "#33290F"),
        "green": Tint("#8DC28E", "#9FD3A1", "#15301F"),
        "gray": Tint("#8F949B", "#B4BAC2", "#262C34"),
    },
    tints={
        "teal": Tint("#63DDE6", "#7FE3EB", "#0F3038"),
        "blue": Tint("#6B8FE3", "#9DB5F0", "#1C2A4A"),
        "plum": Tint("#C98BD0", "#DDB0E2", "#35203A"),
        "olive": Tint("#BDC65A", "#D0D882", "#2B2F12"),
        "rust": Tint("#E0A08C", "#EBBBAC", "#3A2620"),
        "slate": Tint("#93AFD0", "#B4C9E2", "#202D3D"),
    },
    sequential=(
        "#16242D",
        "#1D313D",
        "#25404F",
        "#2F5063",
        "#3B6279",
        "#4A7790",
        "#5F8EA8",
        "#7BA7BF",
        "#9DC1D4",
        "#C4DBE8",
    ),
)

PALETTES: Mapping[Mode, Palette] = {"light": LIGHT, "dark": DARK}

FONT = (
    '"CJ Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",'
    '"HarmonyOS Sans SC","CJ Sans Rest",sans-serif'
)
