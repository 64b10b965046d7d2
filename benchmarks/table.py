"""The table that a benchmark prints and the file that it leaves behind."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[1] / ".local" / "bench"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `floor` is what the same machine does without us, `ratio` our value against it; `ok` is None where
    there is no target."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    target: float | None = None
    ok: bool | None = None


def at_least(name: str, value: float, unit: str, target: float) -> Row:
    """A figure that should reach its target."""
    return Row(name, value, unit, target=target, ok=value >= target)


def at_most(name: str, value: float, unit: str, target: float) -> Row:
    """A figure that should stay under its target."""
    return Row(name, value, unit, target=target, ok=value <= target)


def publish(bench: str, rows: list[Row]) -> None:
    """Print the rows and write ``.local/bench/<bench>.json``: a list of objects with the fields of Row."""
    width = max(len(row.name) for row in rows)
    print(f"\n{bench}\n{'':{width}}{'value':>12} {'unit':<16}{'floor':>10}{'ratio':>8}{'target':>9}  ok")
    for row in rows:
        floor, ratio, target = (
            f"{part:.4g}" if part is not None else "" for part in (row.floor, row.ratio, row.target)
        )
        verdict = {None: "", True: "yes", False: "NO"}[row.ok]
        print(f"{row.name:{width}}{row.value:12.4g} {row.unit:<16}{floor:>10}{ratio:>8}{target:>9}  {verdict}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = json.dumps([asdict(row) for row in rows], indent=1)
    (RESULTS / f"{bench}.json").write_text(content + "\n", "utf-8")


def _short(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.4g}"
