"""The form with which beheer says what a proposed name stands for."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from governance.access import may_curate, may_curate_everything
from governance.belonging import home_regions
from governance.models import Body, Organisation, Programme, Region
from governance.scope import Scope
from governance.vocabulary import Level, Role

Target = Region | Organisation | Body | Programme


class ProposalForm(forms.Form):
    """The record that the words name, and whether they are an abbreviation."""

    target = forms.ChoiceField(
        label="Waarvan is dit een schrijfwijze?", error_messages={"required": "Kies waarvan dit een schrijfwijze is."}
    )
    is_abbreviation = forms.BooleanField(label="Het is een afkorting", required=False)

    def __init__(self, data: object = None, *, scope: Scope, likely: Target | None = None) -> None:
        """Offer what everybody may know and this user keeps; ``likely`` is chosen beforehand."""
        initial = {"target": self._code(likely)} if likely is not None else None
        super().__init__(data, initial=initial)  # type: ignore[arg-type] # a QueryDict or None
        self.scope = scope
        bodies = Body.objects.select_related("organisation__region", "gemeente", "region").order_by("name")
        programmes = Programme.objects.filter(level=Level.PUBLIC).order_by("name")
        groups: dict[str, list[Target]] = {
            "Organisaties": list(_kept(Organisation.objects.order_by("name"), scope, "region", "gemeente")),
            "Organen": list(_kept(bodies, scope, "region", "organisation__region", "gemeente")),
            "Regio's": list(_kept(Region.objects.order_by("name"), scope, "pk")),
            "Programma's": list(_kept(programmes, scope, "region")),
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
        """The record itself; one of another region is refused."""
        target = self.targets[self.cleaned_data["target"]]
        if not may_curate(self.scope, home_regions(target)):
            raise ValidationError("Dit hoort bij een andere regio. Laat het voorstel aan het beheer van die regio.")
        return target


def _kept(rows: QuerySet[Any], scope: Scope, *places: str) -> QuerySet[Any]:
    """Those of these records that may belong to regions that this user keeps; ``places`` lead to a region or to a
    gemeente that lies or lay there."""
    if may_curate_everything(scope):
        return rows
    own = [grant.region_id for grant in scope.grants if grant.role == Role.MANAGER]
    wanted = Q()
    for place in places:
        inside = f"{place}__memberships__region" if place == "gemeente" else place
        wanted |= Q(**{f"{inside}__in": own})
    return rows.filter(pk__in=rows.filter(wanted).order_by().values("pk"))
