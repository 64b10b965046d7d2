"""The form with which beheer says what to keep of two records that are one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from governance.errors import ChangedMeanwhile
from governance.history import require_unchanged, stamp
from governance.merging import FIELDS, Mergeable
from portal.curating import SeesAgain, reason_field

KEEPER, OTHER = "blijft", "ander"


class MergeForm(SeesAgain):
    """Per column in which the two differ whose value stays, why they are one, and the lines of history seen."""

    reason = reason_field()
    seen_keeper = forms.IntegerField(widget=forms.HiddenInput)
    seen_other = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, keeper: Mergeable, other: Mergeable) -> None:
        """Ask only about columns that differ; what the keeper lacks is proposed from the other."""
        super().__init__(data, initial={"seen_keeper": stamp(keeper), "seen_other": stamp(other)})
        self.keeper, self.other = keeper, other
        self.same: list[tuple[str, str]] = []
        for name in FIELDS[type(keeper)]:
            mine, theirs = _in_words(keeper, name), _in_words(other, name)
            column: Any = keeper._meta.get_field(name)
            label = str(column.verbose_name).capitalize()
            if mine == theirs:
                self.same.append((label, mine))
                continue
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[(KEEPER, mine or "(leeg)"), (OTHER, theirs or "(leeg)")],
                widget=forms.RadioSelect,
                initial=KEEPER if mine else OTHER,
                error_messages={"required": f"Kies bij {label.lower()} wat blijft."},
            )
        self.order_fields([*FIELDS[type(keeper)], "reason"])

    def clean(self) -> dict[str, Any]:
        """Whoever chose before somebody else changed one of the two hears so first; the choices stay."""
        cleaned = super().clean() or {}
        try:
            require_unchanged(self.keeper, cleaned.get("seen_keeper"))
            require_unchanged(self.other, cleaned.get("seen_other"))
        except ChangedMeanwhile as changed:
            self.see_again()
            raise ValidationError(str(changed)) from changed
        return cleaned

    @property
    def from_other(self) -> list[str]:
        """The columns whose value comes from the record that goes."""
        return [name for name, value in self.cleaned_data.items() if value == OTHER and name != "reason"]

    def now(self) -> dict[str, str]:
        """The newest lines of both histories."""
        return {"seen_keeper": str(stamp(self.keeper)), "seen_other": str(stamp(self.other))}


def _in_words(row: Mergeable, name: str) -> str:
    display: Any = getattr(row, f"get_{name}_display", None)
    value = display() if display is not None else getattr(row, name)
    if hasattr(value, "strftime"):
        return str(value.strftime("%d-%m-%Y"))
    return "" if value is None else str(value)
