"""How well letters are read: `make bench-reading`.

Every labelled letter is read with the packaged register and compared with what a careful clerk recorded, by the scorer
that lies beside the labelled letters. Three groups are kept apart: letters on which the rules were tuned, our own
samples, and letters that nobody looked at while the rules were made. Confidence is counted twice: fitted on all
letters, and with the letters of one house style left out at a time.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import django

from benchmarks.table import Row, at_least, at_most, publish
from documents.pipeline import calibration
from documents.pipeline.run import read_text
from documents.pipeline.types import Gazetteer

PROJECT = Path(__file__).resolve().parents[1]
LABELLED = PROJECT.parent / "shared" / "letters"
OWN = Path(__file__).resolve().with_name("letters")
CHARACTERS_PER_PAGE = 3000
CERTAIN_FROM = 0.99
MOST_MILLISECONDS = 50.0
# Design section 10; "by style" is the mean over house styles, so that one sender with many letters does not decide.
TARGETS = {
    "date": ("by_style", 0.95), "case_number": ("by_style", 0.95), "subject": ("by_style", 0.95),
    "from_body": ("by_style", 0.95), "gemeente": ("by_style", 0.95), "referenced_numbers": ("by_style", 0.98),
    "bodies": ("recall", 0.90), "decisions": ("by_style", 0.80), "follow_ups": ("by_style", 0.75),
    "personal_data": ("recall", 0.98),
}  # fmt: skip
MEASURES = {"by_style": "F1, mean over styles", "recall": "recall"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A labelled letter: its text, what a clerk recorded, its house style and the group it is counted in."""

    name: str
    text: str
    gold: dict[str, Any]
    house_style: str
    group: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One claim that was made about a letter: how strong its rule was, and whether the clerk agrees."""

    field: str
    strength: float
    allowed: bool
    right: bool
    house_style: str


def main() -> int:
    """Read, score and print; with ``--fit`` also write the bands of the calibration."""
    scorer = _scorer()
    letters = [*_labelled(LABELLED, "tuned on"), *_labelled(OWN, "own")]
    if scorer is None or not letters:
        print("De gelabelde brieven (../shared/letters) ontbreken: er is niets om mee te vergelijken.")
        return 0
    gazetteer = _register()
    rows: list[Row] = []
    judgements: list[Judgement] = []
    for group in dict.fromkeys(letter.group for letter in letters):
        chosen = [letter for letter in letters if letter.group == group]
        outputs, strengths, milliseconds = _read(chosen, gazetteer)
        rows += _score(scorer, group, chosen, outputs)
        rows.append(at_most(f"{group}: reading, CPU per page", milliseconds, "ms", MOST_MILLISECONDS))
        judgements += [found for letter in chosen for found in _judge(scorer, letter, strengths[letter.name])]
    rows += _certain(judgements)
    publish("reading", rows)
    if "--fit" in sys.argv:
        calibration.DATA.write_text(calibration.as_json(_fitted(judgements)), "utf-8")
    return 0


def _scorer() -> ModuleType | None:
    path = LABELLED / "score.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _labelled(folder: Path, group: str) -> Iterator[Letter]:
    if not (folder / "index.csv").exists():
        return
    with (folder / "index.csv").open(encoding="utf-8") as table:
        rows = {row["id"]: row for row in csv.DictReader(table)}
    for path in sorted((folder / "gold").glob("*.json")):
        row = rows[path.stem]
        text = (folder / "text" / f"{path.stem}.txt").read_text("utf-8")
        yield Letter(path.stem, text, json.loads(path.read_text("utf-8")), row["house_style"], row.get("used") or group)


def _register() -> Gazetteer:
    """The packaged register; it is read by a module that needs Django's settings, though no database."""
    django.setup()
    return importlib.import_module("documents.gazetteer").packaged()  # type: ignore[no-any-return]


Outputs = dict[str, dict[str, Any]]


def _read(letters: list[Letter], gazetteer: Gazetteer) -> tuple[Outputs, Outputs, float]:
    """What reading returned for each letter, the same with the rules' own strengths, and the processor milliseconds
    per page of 3 000 characters."""
    read_text(letters[0].text, gazetteer=gazetteer)  # the index of the register is made once
    started = time.process_time()
    readings = {letter.name: read_text(letter.text, gazetteer=gazetteer) for letter in letters}
    spent = time.process_time() - started
    outputs = {letter.name: readings[letter.name].as_json() for letter in letters}
    strengths = {letter.name: read_text(letter.text, gazetteer=gazetteer, bands=None).as_json() for letter in letters}
    pages = sum(len(letter.text) for letter in letters) / CHARACTERS_PER_PAGE
    return outputs, strengths, spent * 1000 / pages


def _score(scorer: ModuleType, group: str, letters: list[Letter], outputs: Outputs) -> list[Row]:
    """Print the scorer's own table for one group; the rows that have a target."""
    print(f"\n{group}: {len(letters)} letters, {len({letter.house_style for letter in letters})} house styles")
    with tempfile.TemporaryDirectory() as folder:
        for letter in letters:
            (Path(folder) / f"{letter.name}.json").write_text(json.dumps(letter.gold), "utf-8")
        styles = {letter.name: letter.house_style for letter in letters}
        figures = scorer.score(folder, outputs, details="--details" in sys.argv, styles=styles)
    rows = [
        at_least(
            f"{group}: {field} ({'F1' if measure == 'by_style' else measure})", figures[field][measure], "", target
        )
        for field, (measure, target) in TARGETS.items()
    ]
    rows.append(at_least(f"{group}: quotes equal to the text", figures["quotes"] or 1.0, "", 1.0))
    return rows


def _judge(scorer: ModuleType, letter: Letter, raw: dict[str, Any]) -> Iterator[Judgement]:
    """Each claim with a strength, next to whether the clerk recorded the same."""
    gold = letter.gold
    for field in scorer.ONE:
        claim = raw[field]
        if claim["value"] is None:
            continue
        wanted = [gold.get(scorer.GOLD_NAME.get(field, field)), *scorer.acceptable(gold, field)[0]]
        right = any(scorer.alike(field, want, claim["value"]) for want in wanted if want is not None)
        yield Judgement(field, claim["confidence"], claim["status"] == "certain", right, letter.house_style)
    for field, same in (("decisions", scorer.same_decision), ("follow_ups", scorer.same_follow_up)):
        wanted = [*(gold.get(field) or []), *gold.get("_also", {}).get(field, [])]
        for found in raw[field]:
            right = any(same(want, found) for want in wanted)
            yield Judgement(field, found["confidence"], found["status"] == "certain", right, letter.house_style)


def _fitted(judgements: list[Judgement]) -> calibration.Calibration:
    return calibration.fit([(found.field, found.strength, found.right) for found in judgements], CERTAIN_FROM)


def _certain(judgements: list[Judgement]) -> list[Row]:
    """How many of the claims marked certain are wrong: with bands fitted on all letters, and with the letters of one
    house style judged by bands that were counted on the others."""
    rows = []
    fitted = _fitted(judgements)
    left_out = {
        style: _fitted([found for found in judgements if found.house_style != style])
        for style in {found.house_style for found in judgements}
    }
    for name, bands in (("fitted", dict.fromkeys(left_out, fitted)), ("one house style left out", left_out)):
        marked = [found for found in judgements if _is_certain(found, bands[found.house_style])]
        wrong = sum(not found.right for found in marked)
        print(f"certain, {name}: {wrong} wrong of {len(marked)}, of {len(judgements)} claims")
        rows.append(at_most(f"certain, {name}: wrong of {len(marked)}", wrong / max(1, len(marked)), "", 0.01))
    for band in fitted.bands:
        print(f"  strength >= {band.at_least:.2f}: right with chance {band.probability:.3f} (n = {band.claims})")
    return rows


def _is_certain(found: Judgement, bands: calibration.Calibration) -> bool:
    return found.allowed and bands.chance(found.field, found.strength) >= bands.certain_from


if __name__ == "__main__":
    sys.exit(main())
