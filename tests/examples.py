"""The worked examples of the method: inputs, what they come to, and the formula."""

import json
from pathlib import Path
from typing import Any

_ROWS = json.loads((Path(__file__).parent / "data" / "worked_examples.json").read_text("utf-8"))
_INPUTS = {row["id"]: row["inputs"] for row in _ROWS}

EXAMPLES: dict[str, dict[str, Any]] = {
    row["id"]: row | {"inputs": _INPUTS.get(row["inputs"].get("same_as"), {}) | row["inputs"]}
    for row in _ROWS
}
"""By id; one that is the same as another but for something has the other's inputs too."""
