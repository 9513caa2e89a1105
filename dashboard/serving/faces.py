"""The fonts of the pages as `@font-face` rules, from the settings file that the pages read."""

import tomllib
from pathlib import Path


def faces(settings: Path) -> str:
    """Return the rules for the fonts that a settings file of Streamlit names."""
    found = tomllib.loads(settings.read_text("utf-8"))["theme"]["fontFaces"]
    return "".join(
        f"@font-face{{font-family:'{one['family']}';src:url('/{one['url']}') format('woff2');"
        f"font-weight:{one['weight']};font-display:swap;unicode-range:{one['unicodeRange']}}}"
        for one in found
    )
