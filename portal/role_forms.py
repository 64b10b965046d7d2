"""Forms of the role screen. What the asking user may not grant is refused here, whatever the page offered."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.access import may_grant
from governance.models import Gemeente, Region, RoleAssignment
from governance.queries import region_of
from governance.scope import Scope
from governance.vocabulary import Role
from portal.forms import DutchDayField


def may_change(scope: Scope, role: str, gemeente: Gemeente | None, region: Region | None) -> bool:
    """Whether this user may grant or end this role here; a gemeente counts with the region it lies in today."""
    if gemeente is not None:
        region = region_of(gemeente, timezone.localdate())
    return may_grant(
        scope, role, gemeente_id=gemeente.pk if gemeente else None, region_id=region.pk if region else None
    )


class GrantForm(forms.Form):
    """Give an e-mail address a role, for a gemeente, a region or everywhere."""

    email = forms.EmailField(
        label="E-mailadres",
        help_text="Heeft dit adres nog geen account? Dan maakt het portaal er een, met een link om door te geven.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul het e-mailadres in.",
            "invalid": "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl.",
        },
    )
    role = forms.ChoiceField(
        label="Rol", choices=[("", "Kies een rol"), *Role.choices()], error_messages={"required": "Kies een rol."}
    )
    gemeente = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Gemeente.objects.none(),
        required=False,
        empty_label="Geen gemeente",
        help_text="Nodig voor raadslid en griffie.",
    )
    region = forms.ModelChoiceField(
        label="Regio",
        queryset=Region.objects.none(),
        required=False,
        empty_label="Geen regio",
        help_text="Nodig voor regiogriffie. Beheer zonder regio geldt voor alle regio's.",
    )
    valid_from = DutchDayField(label="Vanaf", help_text="Bijvoorbeeld 1-9-2025.")
    valid_until = DutchDayField(
        label="Tot", required=False, help_text="De eerste dag dat de rol niet meer geldt. Leeg: tot u de rol beëindigt."
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        for name, rows in (("gemeente", Gemeente.objects.current()), ("region", Region.objects.all())):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """One place at most, and only what this user may grant."""
        cleaned = super().clean() or {}
        gemeente, region, role = cleaned.get("gemeente"), cleaned.get("region"), cleaned.get("role")
        if gemeente and region:
            self.add_error("region", "Een rol geldt voor een gemeente of voor een regio. Kies er één.")
        elif role and not may_change(self.scope, role, gemeente, region):
            self.add_error(None, "U mag deze rol hier niet toekennen. Kies een rol en plaats binnen uw eigen beheer.")
        return cleaned


class EndForm(forms.Form):
    """The first day on which a role no longer holds."""

    ends_on = DutchDayField(
        label="Geldt niet meer vanaf",
        help_text="De eerste dag dat de rol niet meer geldt.",
    )

    def clean_ends_on(self) -> datetime.date:
        """A role cannot be taken back for days that have passed: what was done under it was allowed."""
        day: datetime.date = self.cleaned_data["ends_on"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is voorbij. Kies vandaag of een latere dag.")
        return day


def may_end(scope: Scope, assignment: RoleAssignment) -> bool:
    """Whether this user may end this role."""
    return may_change(scope, assignment.role, assignment.gemeente, assignment.region)
