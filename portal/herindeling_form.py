"""The form of the herindeling wizard."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from governance.herindeling import Newcomer
from governance.models import Gemeente, Region, RegionMembership, Seat
from governance.queries import AUTHORITY
from portal.curating import reason_field
from portal.forms import DutchDayField

CODE = re.compile(r"GM\d{4}", re.IGNORECASE)


class HerindelingForm(forms.Form):
    """Which gemeenten of a region end, when, and who succeeds them: one that is there, or a new one."""

    ending = forms.ModelMultipleChoiceField(
        label="Welke gemeenten houden op te bestaan?",
        queryset=Gemeente.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink minstens één gemeente aan."},
    )
    on = DutchDayField(label="Eerste dag van de nieuwe gemeente", help_text="Meestal 1 januari, bijvoorbeeld 1-1-2023.")
    successor = forms.ModelChoiceField(
        label="Gaan op in een bestaande gemeente",
        queryset=Gemeente.objects.none(),
        required=False,
        empty_label="Nee, in een nieuwe gemeente",
    )
    new_name = forms.CharField(
        label="Naam van de nieuwe gemeente",
        max_length=100,
        required=False,
        help_text="Alleen nodig als er een nieuwe gemeente ontstaat.",
    )
    new_code = forms.CharField(
        label="CBS-code van de nieuwe gemeente",
        max_length=6,
        required=False,
        help_text="Alleen nodig bij een nieuwe gemeente. Bijvoorbeeld GM1992.",
    )
    reason = reason_field()

    def __init__(self, data: QueryDict | None = None, *, region: Region) -> None:
        """Offer the gemeenten that ever lay in the region and have not ended, and any other as successor."""
        super().__init__(data)
        lying = RegionMembership.objects.filter(region=region, definition__authority=AUTHORITY).values("gemeente")
        here = Gemeente.objects.filter(pk__in=lying, valid_until=None)
        cast("forms.ModelMultipleChoiceField[Gemeente]", self.fields["ending"]).queryset = here
        everywhere = Gemeente.objects.filter(valid_until=None)
        cast("forms.ModelChoiceField[Gemeente]", self.fields["successor"]).queryset = everywhere

    def clean_new_code(self) -> str:
        """A code as the CBS writes it."""
        code = str(self.cleaned_data["new_code"]).strip().upper()
        if code and not CODE.fullmatch(code):
            raise ValidationError("Een CBS-code is GM met vier cijfers, bijvoorbeeld GM1992.")
        return code

    def clean(self) -> dict[str, Any]:
        """Either an existing gemeente or a new one with its name and code."""
        cleaned = super().clean() or {}
        new = bool(cleaned.get("new_name")) or bool(cleaned.get("new_code"))
        if cleaned.get("successor") and new:
            self.add_error("successor", "Kies een bestaande gemeente of vul een nieuwe in, niet allebei.")
        elif not cleaned.get("successor") and not self.errors.get("new_code"):
            for name, sentence in (("new_name", "Vul de naam in"), ("new_code", "Vul de CBS-code in")):
                if not cleaned.get(name):
                    self.add_error(name, f"{sentence}, of kies een bestaande gemeente.")
        return cleaned

    @property
    def heir(self) -> Gemeente | Newcomer:
        """Who succeeds."""
        data = self.cleaned_data
        return data["successor"] or Newcomer(data["new_name"].strip(), data["new_code"])


class ContinuingForm(forms.Form):
    """Whose seats go on on behalf of the successor."""

    continuing = forms.MultipleChoiceField(
        label="Wie gaat door namens de nieuwe gemeente?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie u niet aanvinkt, geeft zijn zetel op die dag op.",
    )

    def __init__(self, data: QueryDict | None, *, seats: list[Seat]) -> None:
        """``seats``: those on behalf of the gemeenten that end."""
        super().__init__(data)
        self.seats = seats
        cast("forms.MultipleChoiceField", self.fields["continuing"]).choices = [
            (
                str(seat.pk),
                f"{seat.person}, {seat.get_role_display()} {seat.body.full_name}, namens {seat.on_behalf_of}",
            )
            for seat in seats
        ]
