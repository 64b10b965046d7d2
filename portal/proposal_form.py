"""The form with which beheer says what a proposed name stands for."""

from __future__ import annotations

from typing import cast

from django import forms

from governance.models import Body, Organisation, Programme, Region
from governance.vocabulary import Level

Target = Region | Organisation | Body | Programme


class ProposalForm(forms.Form):
    """The record that the words name, and whether they are an abbreviation."""

    target = forms.ChoiceField(
        label="Waarvan is dit een schrijfwijze?", error_messages={"required": "Kies waarvan dit een schrijfwijze is."}
    )
    is_abbreviation = forms.BooleanField(label="Het is een afkorting", required=False)

    def __init__(self, data: object = None, *, likely: Target | None = None) -> None:
        """Offer what the register holds and everybody may know; ``likely`` is chosen beforehand."""
        initial = {"target": self._code(likely)} if likely is not None else None
        super().__init__(data, initial=initial)  # type: ignore[arg-type] # a QueryDict or None
        bodies = Body.objects.select_related("organisation", "gemeente", "region").order_by("name")
        programmes = Programme.objects.filter(level=Level.PUBLIC).order_by("name")
        groups: dict[str, list[Target]] = {
            "Organisaties": list(Organisation.objects.order_by("name")),
            "Organen": list(bodies),
            "Regio's": list(Region.objects.order_by("name")),
            "Programma's": list(programmes),
        }
        self.targets = {self._code(row): row for rows in groups.values() for row in rows}
        field = cast("forms.ChoiceField", self.fields["target"])
        field.choices = [
            ("", "Kies"),
            *((name, [(self._code(row), self._name(row)) for row in rows]) for name, rows in groups.items() if rows),
        ]

    @staticmethod
    def _code(row: Target) -> str:
        return f"{row._meta.model_name}:{row.pk}"

    @staticmethod
    def _name(row: Target) -> str:
        return row.full_name if isinstance(row, Body) else str(row)

    def clean_target(self) -> Target:
        """The record itself."""
        return self.targets[self.cleaned_data["target"]]
