"""What somebody typed against what is stored: drafts that hold the difference, and two people who typed at once.

A control is known by its name; its values are the list that a browser posts for it. ``was-<name>`` holds what the
control showed when the page was made.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.forms import BaseForm
from django.http import QueryDict

WAS = "was-"
Values = dict[str, list[str]]
# name → [what is typed, what the control showed before]
Typed = dict[str, list[list[str]]]


def shown(forms: Iterable[BaseForm]) -> Values:
    """The values that a browser would post if nobody touched these forms."""
    values: Values = {}
    for form in forms:
        for bound in form:
            value = bound.field.prepare_value(form.get_initial_for_field(bound.field, bound.name))
            many = value if isinstance(value, (list, tuple)) else [value]
            values[bound.html_name] = [posted(one) for one in many if one not in (None, False)] or [""]
    return values


def posted(value: object) -> str:
    """One value as it comes back from a form."""
    return "on" if value is True else str(value)


def difference(data: QueryDict, stored: Values) -> Typed:
    """What was typed and differs from what is stored, with what the control showed."""
    return {
        name: [data.getlist(name), base(data, name, values)]
        for name, values in stored.items()
        if _known(data, name) and tidy(data.getlist(name)) != tidy(values)
    }


def with_draft(stored: Values, typed: Typed) -> QueryDict:
    """The stored values with what a draft holds over them, as if it had been posted."""
    data = QueryDict(mutable=True)
    for name, values in stored.items():
        mine, before = typed.get(name, [values, values])
        data.setlist(name, mine)
        data.setlist(WAS + name, before)
    return data


def base(data: QueryDict, name: str, stored: list[str]) -> list[str]:
    """What a control showed when the page was made; what is stored if the page did not say."""
    return data.getlist(WAS + name) if WAS + name in data else stored


def merged(data: QueryDict, stored: Values) -> tuple[QueryDict, dict[str, list[str]]]:
    """Typed values brought up to date with what a colleague stored meanwhile, and where both changed the same control:
    its name and what the colleague stored. Of a control that only the colleague changed theirs is taken; where both
    did the typed value stays, for the person to decide."""
    result, conflicts = data.copy(), {}
    for name, values in stored.items():
        if not _known(data, name):
            continue
        mine = tidy(data.getlist(name))
        before = tidy(data.getlist(WAS + name)) if WAS + name in data else None
        if mine == tidy(values) or before == tidy(values):
            continue
        if mine == before:
            result.setlist(name, values)
        else:
            conflicts[name] = values
        result.setlist(WAS + name, values)
    return result, conflicts


def tidy(values: list[str]) -> list[str]:
    """Values without what does not count: empty ones, the order of tick boxes, line ends of the browser."""
    return sorted(" ".join(value.split()) for value in values if value.strip())


def _known(data: QueryDict, name: str) -> bool:
    return name in data or WAS + name in data


def merged_ticks(data: QueryDict, name: str, stored: list[str]) -> None:
    """Bring a group of tick boxes up to date in place: each box as the one who touched it left it."""
    if WAS + name in data:
        touched = set(data.getlist(name)) ^ set(data.getlist(WAS + name))
        data.setlist(name, sorted(set(stored) ^ touched))
        data.setlist(WAS + name, stored)
