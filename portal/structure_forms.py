"""Forms with which beheer ends, passes on and corrects. Dates may be as vague as what is known."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q

from governance.belonging import home_regions
from governance.editing import BodyFacts
from governance.models import Body, Decision, Gemeente, Organisation, Person
from governance.scope import Scope
from governance.vocabulary import BodyKind, Competence, Precision, SeatRole
from portal.curating import LockedForm, SeesAgain, reason_field
from portal.forms import DutchDateField, DutchDayField, PartialDate

NEWEST_DECISIONS = 200
NAME_ERRORS = {"required": "Vul een naam in."}


class EndForm(LockedForm):
    """From which day something no longer holds, why, and the decision if it is in the portal."""

    on = DutchDateField(
        label="Bestaat niet meer vanaf",
        help_text="De eerste dag dat het niet meer geldt. Weet u alleen de maand of het jaar? Schrijf dan juni 2020"
        " of 2020.",
    )
    reason = reason_field()
    decision = forms.ModelChoiceField(
        label="Besluit",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="Niet bekend",
        help_text="Het besluit waarmee dit eindigt, als het in het portaal staat.",
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        """Offer the decisions of the record's regions that this user may see."""
        super().__init__(*args, **kwargs)
        visible = Decision.objects.visible_to(scope).filter(region__in=home_regions(self.row)).order_by("-date", "-pk")
        newest = visible.values_list("pk", flat=True)[:NEWEST_DECISIONS]
        cast("forms.ModelChoiceField[Decision]", self.fields["decision"]).queryset = Decision.objects.filter(
            pk__in=list(newest)
        )


class GoOnForm(EndForm):
    """The same, and in which record it goes on."""

    successor = forms.ModelChoiceField(
        label="Gaat op in", queryset=Body.objects.none(), error_messages={"required": "Kies waarin dit opgaat."}
    )
    field_order = ("successor", "on", "reason", "decision", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what is of the same kind, in the same region."""
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Body]", self.fields["successor"])
        field.queryset = _others(self.row)
        field.label_from_instance = _full_name  # type: ignore[method-assign,assignment] # Django's way to name choices


def _full_name(row: Any) -> str:
    return str(getattr(row, "full_name", row))


def _others(row: Any) -> Any:
    regions = home_regions(row)
    if isinstance(row, Organisation):
        return Organisation.objects.filter(region__in=regions).exclude(pk=row.pk)
    bodies = Body.objects.exclude(pk=row.pk).select_related("organisation", "gemeente", "region")
    if row.gemeente_id is not None:
        return bodies.filter(gemeente=row.gemeente_id)
    return bodies.filter(Q(region__in=regions) | Q(organisation__region__in=regions))


class TransferForm(LockedForm):
    """Two fields: who takes the seat, and from when."""

    name = forms.CharField(
        label="Nieuwe persoon",
        max_length=120,
        error_messages={"required": "Vul de naam in van wie de zetel krijgt."},
        widget=forms.TextInput(attrs={"list": "personen", "autocomplete": "off"}),
    )
    on = DutchDateField(label="Vanaf", help_text="De eerste dag van de nieuwe persoon, bijvoorbeeld 10-6-2022.")


class SeatForm(forms.Form):
    """A new seat in a body."""

    name = forms.CharField(
        label="Persoon",
        max_length=120,
        error_messages=NAME_ERRORS,
        widget=forms.TextInput(attrs={"list": "personen", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label="Rol", choices=SeatRole.choices(), initial=SeatRole.MEMBER.value)
    gemeente = forms.ModelChoiceField(
        label="Namens gemeente", queryset=Gemeente.objects.all(), required=False, empty_label="Niet namens een gemeente"
    )
    on = DutchDateField(label="Vanaf", help_text="Bijvoorbeeld 10-6-2022, juni 2022 of 2022.")
    also_second = forms.BooleanField(label="Het klopt dat deze gemeente twee leden heeft", required=False)
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The tick box comes only with the question."""
        super().__init__(*args, **kwargs)
        self.asked = bool(self.data.get("also_second"))
        if not self.asked:
            self.fields["also_second"].widget = forms.HiddenInput()

    def ask_about_second(self) -> None:
        """Show the tick box."""
        self.fields["also_second"].widget = forms.CheckboxInput()


class BodyForm(forms.Form):
    """What is recorded of a body."""

    name = forms.CharField(label="Naam", max_length=200, error_messages=NAME_ERRORS)
    kind = forms.ChoiceField(label="Soort", choices=BodyKind.choices())
    competence = forms.ChoiceField(label="Bevoegdheid", choices=Competence.choices())
    expected_seats = forms.IntegerField(
        label="Aantal zetels",
        required=False,
        min_value=0,
        max_value=500,
        error_messages={"invalid": "Vul een heel getal in.", "max_value": "Vul een getal in tot 500."},
    )
    valid_from = DutchDateField(label="Bestaat vanaf", required=False, help_text="Leeg: onbekend.")
    valid_until = DutchDateField(
        label="Bestaat niet meer vanaf", required=False, help_text="De eerste dag dat het er niet meer is."
    )
    note = forms.CharField(label="Toelichting", max_length=300, required=False)
    reason = reason_field()

    def clean(self) -> dict[str, Any]:
        """An end that does not lie after the beginning is told at the end."""
        data = super().clean() or self.cleaned_data
        begin, end = data.get("valid_from"), data.get("valid_until")
        if begin is not None and end is not None and begin.first >= end.first:
            self.add_error("valid_until", "De einddatum moet na de begindatum liggen. Pas een van de twee aan.")
        return data

    @property
    def facts(self) -> BodyFacts:
        """What was filled in, as columns of a body."""
        data = self.cleaned_data
        facts = BodyFacts(
            name=data["name"],
            kind=BodyKind(data["kind"]),
            competence=Competence(data["competence"]),
            expected_seats=data["expected_seats"],
            note=data["note"],
        )
        begin, end = data["valid_from"], data["valid_until"]
        facts["valid_from"], facts["valid_from_precision"] = as_columns(begin)
        facts["valid_until"], facts["valid_until_precision"] = as_columns(end)
        return facts


class NewBodyForm(BodyForm):
    """A new body: of the region itself or of one of its organisations."""

    parent = forms.ModelChoiceField(
        label="Hoort bij", queryset=Organisation.objects.none(), required=False, empty_label="De regio zelf"
    )
    field_order = (
        "parent",
        "name",
        "kind",
        "competence",
        "expected_seats",
        "valid_from",
        "valid_until",
        "note",
        "reason",
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        """``organisations``: those of the region."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["parent"]).queryset = organisations


class ChangedBodyForm(LockedForm, BodyForm):
    """What is recorded of a body, corrected."""

    def __init__(self, data: Any = None, *, row: Body) -> None:
        """Fill in what is recorded now."""
        names = ("name", "kind", "competence", "expected_seats", "note")
        initial = {name: getattr(row, name) for name in names} | {
            "valid_from": as_partial(row.valid_from, row.valid_from_precision),
            "valid_until": as_partial(row.valid_until, row.valid_until_precision),
        }
        super().__init__(data, row=row, initial=initial)


class TermForm(SeesAgain):
    """The first day of a new council term, and who of those who sit now goes on."""

    on = DutchDayField(label="Eerste dag van de nieuwe raadsperiode", help_text="Bijvoorbeeld 30-3-2026.")
    continuing = forms.MultipleChoiceField(
        label="Wie gaat door?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie u niet aanvinkt, geeft zijn zetel op die dag op.",
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = reason_field(required=False)

    def __init__(self, data: Any = None, *, seats: Any) -> None:
        """``seats``: those held now."""
        self.seats = list(seats)
        super().__init__(data, initial=self.now())
        choices = [
            (str(seat.pk), f"{seat.person}, {seat.get_role_display()}, {seat.body.full_name}") for seat in self.seats
        ]
        cast("forms.MultipleChoiceField", self.fields["continuing"]).choices = choices

    def now(self) -> dict[str, str]:
        """The seats that are there now."""
        return {"shown": ",".join(str(seat.pk) for seat in self.seats)}

    def clean_shown(self) -> list[int]:
        """The seats that were on the page when it was opened."""
        return [int(number) for number in str(self.cleaned_data["shown"]).split(",") if number.isdecimal()]


def as_columns(date: PartialDate | None) -> tuple[Any, Precision]:
    """A typed date as a column and its precision; no date is not known."""
    return (None, Precision.DAY) if date is None else (date.first, date.precision)


def as_partial(day: Any, precision: str) -> PartialDate | None:
    """A column and its precision as it is typed."""
    if day is None:
        return None
    return PartialDate(day, Precision(precision) if precision != Precision.UNKNOWN else Precision.YEAR)


def names_of_people() -> list[str]:
    """Every name to choose from, each once."""
    return list(Person.objects.order_by("name").values_list("name", flat=True).distinct())
