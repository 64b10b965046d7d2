"""Forms for what beheer records of a region: shares of a year, the stand of a norm, tasks and mandates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import Q

from governance.models import Body, Gemeente, Mandate, NormItem, Organisation, Programme, Region, ShareTable, Source
from governance.recording import LifeEvent, Shares, Stand, shares_now, source_named
from governance.vocabulary import LifeEventKind, MandateKind, NormStatus
from portal.curating import SeesAgain, reason_field
from portal.forms import DutchDateField, DutchDayField
from portal.structure_forms import EndForm, as_columns

SOURCES = {"list": "bronnen", "autocomplete": "off"}


def source_field(*, required: bool = False) -> forms.CharField:
    """The title of a source; a new title makes a new source."""
    return forms.CharField(
        label="Bron",
        max_length=300,
        required=required,
        widget=forms.TextInput(attrs=SOURCES),
        help_text="De titel van een bron die er al is, of een nieuwe.",
        error_messages={"required": "Vul in welke bron dit zegt."},
    )


def source_titles() -> list[str]:
    """Every title to choose from."""
    return list(Source.objects.order_by("title").values_list("title", flat=True))


class PercentField(forms.DecimalField):
    """A share in per cent as the Dutch type it: 12,5 or 12.5 or 12,5 %."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "p-kort"})

    def __init__(self, **kwargs: Any) -> None:
        """Above 0 and at most 100, to a thousandth."""
        messages = {
            "invalid": "Dit is geen getal. Schrijf bijvoorbeeld 12,5.",
            "max_value": "Een aandeel is ten hoogste 100 procent.",
            "min_value": "Een aandeel is meer dan 0. Laat het veld leeg als het aandeel niet bekend is.",
            "max_decimal_places": "Schrijf ten hoogste drie cijfers achter de komma.",
            "max_digits": "Schrijf ten hoogste drie cijfers achter de komma.",
            "max_whole_digits": "Een aandeel is ten hoogste 100 procent.",
        }
        super().__init__(
            min_value=Decimal("0.001"), max_value=Decimal(100), max_digits=6, decimal_places=3, required=False,
            error_messages=messages, **kwargs,
        )  # fmt: skip

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # a DecimalField's value, by its own stubs an int
        """With a comma or a point, with or without the sign."""
        text = str(value or "").replace("%", "").replace(",", ".").strip()
        return super().to_python(text)

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class SharesForm(SeesAgain):
    """What each gemeente pays in a year."""

    source = source_field()
    whole = forms.BooleanField(
        label="Dit is de hele verdeling: samen 100 procent", required=False,
        help_text="Laat dit leeg zolang niet elk aandeel bekend is.",
    )  # fmt: skip
    reason = reason_field()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, gemeenten: list[Gemeente], table: ShareTable | None) -> None:
        """A field per gemeente, filled with what is there."""
        self.gemeenten, self.table = gemeenten, table
        known = {share.gemeente_id: share.percentage for share in table.shares.all()} if table is not None else {}
        initial: dict[str, Any] = dict(self.now())
        if table is not None:
            initial |= {"whole": table.complete, "source": table.source.title if table.source else ""}
        super().__init__(data, initial=initial)
        for gemeente in gemeenten:
            self.fields[f"deel_{gemeente.pk}"] = PercentField(
                label=f"{gemeente}, in procenten", initial=known.get(gemeente.pk)
            )
        self.order_fields([*(f"deel_{gemeente.pk}" for gemeente in gemeenten), "whole", "source", "reason", "seen"])

    def now(self) -> dict[str, str]:
        """The shares that are there now."""
        return {"seen": shares_now(self.table)}

    def shares(self, year: int) -> Shares:
        """What was filled in."""
        data = self.cleaned_data
        parts = {row: part for row in self.gemeenten if (part := data[f"deel_{row.pk}"]) is not None}
        return Shares(year, parts, data["whole"], source_named(data["source"]))


class YearForm(forms.Form):
    """Which year to fill in."""

    jaar = forms.IntegerField(
        label="Jaar", min_value=2000, max_value=2100,
        error_messages={
            "required": "Vul een jaar in.", "invalid": "Vul een jaar in, bijvoorbeeld 2025.",
            "min_value": "Vul een jaar in vanaf 2000.", "max_value": "Vul een jaar in tot 2100.",
        },
    )  # fmt: skip


class StandsForm(forms.Form):
    """How far a region is with each item of a norm on a day."""

    on = DutchDayField(label="Volgens de bron op", help_text="De dag waarop de bron dit zegt, bijvoorbeeld 1-12-2021.")
    source = source_field(required=True)
    reason = reason_field()

    def __init__(self, data: Any = None, *, items: list[NormItem]) -> None:
        """A choice and a note per item."""
        self.items = items
        super().__init__(data)
        choices = [("", "Niets over gezegd"), *NormStatus.choices()]
        for item in items:
            self.fields[f"stand_{item.pk}"] = forms.ChoiceField(label=str(item), choices=choices, required=False)
            self.fields[f"uitleg_{item.pk}"] = forms.CharField(
                label=f"Toelichting bij afspraak {item.order}", max_length=300, required=False
            )
        pairs = [name for item in items for name in (f"stand_{item.pk}", f"uitleg_{item.pk}")]
        self.order_fields(["on", "source", *pairs, "reason"])

    def stands(self) -> list[Stand]:
        """The items of which something was chosen."""
        data = self.cleaned_data
        return [
            Stand(item, NormStatus(data[f"stand_{item.pk}"]), data[f"uitleg_{item.pk}"])
            for item in self.items
            if data[f"stand_{item.pk}"]
        ]


Party = Body | Organisation | Gemeente


class MandateForm(forms.Form):
    """Who does what for whom, since when, and which source says so."""

    kind = forms.ChoiceField(label="Soort", choices=MandateKind.choices(), initial=MandateKind.MANDATE.value)
    subject = forms.CharField(
        label="Waarover", max_length=300, error_messages={"required": "Vul in waarover het gaat."}
    )
    holder = forms.ChoiceField(label="Wie doet het", required=False)
    holder_text = forms.CharField(
        label="Of in woorden", max_length=200, required=False, help_text="Bijvoorbeeld: elke gemeente voor zich."
    )
    giver = forms.ChoiceField(label="Namens wie", required=False)
    giver_text = forms.CharField(label="Of in woorden", max_length=200, required=False)
    valid_from = DutchDateField(label="Vanaf", required=False, help_text="Leeg: onbekend.")
    valid_until = DutchDateField(label="Tot", required=False, help_text="De eerste dag dat het niet meer geldt.")
    source = source_field()
    reason = reason_field()

    def __init__(self, data: Any = None, *, region: Region, gemeenten: list[Gemeente]) -> None:
        """Offer the organisations and bodies of the region and its gemeenten."""
        super().__init__(data)
        self.region = region
        bodies = Body.objects.filter(Q(region=region) | Q(organisation__region=region)).select_related("organisation")
        groups: dict[str, list[Party]] = {
            "Organisaties": list(region.organisations.all()),
            "Organen": list(bodies),
            "Gemeenten": [*gemeenten],
        }
        self.parties = {self._code(row): row for rows in groups.values() for row in rows}
        choices = [
            ("", "Niet in deze lijst"),
            *(
                (name, [(self._code(row), str(getattr(row, "full_name", row))) for row in rows])
                for name, rows in groups.items()
                if rows
            ),
        ]
        for name in ("holder", "giver"):
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    @staticmethod
    def _code(row: Party) -> str:
        return f"{row._meta.model_name}:{row.pk}"

    def clean(self) -> dict[str, Any]:
        """Somebody must do it: a record or words."""
        data: dict[str, Any] = self.cleaned_data
        if not data.get("holder") and not data.get("holder_text"):
            self.add_error("holder", "Kies wie het doet, of schrijf het in woorden.")
        return data

    def mandate(self) -> Mandate:
        """What was filled in, not saved yet."""
        data = self.cleaned_data
        begin, begin_precision = as_columns(data["valid_from"])
        end, end_precision = as_columns(data["valid_until"])
        found = Mandate(
            kind=data["kind"], subject=data["subject"], region=self.region, source=source_named(data["source"]),
            valid_from=begin, valid_from_precision=begin_precision, valid_until=end,
            valid_until_precision=end_precision,
        )  # fmt: skip
        for side in ("holder", "giver"):
            party = self.parties.get(data[side])
            if party is None:
                setattr(found, f"{side}_text", data[f"{side}_text"])
            else:
                setattr(found, f"{side}_{party._meta.model_name}", party)
        return found


def programme_members(programme: Programme, gemeenten: list[Gemeente], table: ShareTable | None) -> list[Gemeente]:
    """Who may have a share: the gemeenten of the region that year and whoever has one already, by name."""
    having = [share.gemeente for share in table.shares.select_related("gemeente")] if table is not None else []
    cashier = [programme.cashier] if programme.cashier is not None else []
    return sorted({*gemeenten, *having, *cashier}, key=lambda row: row.name)


class LifeEventForm(EndForm):
    """That a body was announced or founded: when, by which decision, and which source says so."""

    kind = forms.ChoiceField(
        label="Wat gebeurde er?",
        choices=[(kind.value, kind.label.capitalize()) for kind in (LifeEventKind.FOUNDED, LifeEventKind.ANNOUNCED)],
        help_text="Aangekondigd is nog niet opgericht: het orgaan bestaat daarmee nog niet.",
    )
    on = DutchDateField(label="Wanneer", help_text="Weet u alleen de maand of het jaar? Schrijf dan juni 2020 of 2020.")
    note = forms.CharField(label="Toelichting", max_length=300, required=False)
    source = source_field()
    field_order = ("kind", "on", "note", "source", "decision", "reason", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The decision is the one by which it happened."""
        super().__init__(*args, **kwargs)
        self.fields["decision"].help_text = "Het besluit waarmee dit gebeurde, als het in het portaal staat."

    def event(self) -> LifeEvent:
        """What was filled in."""
        data = self.cleaned_data
        return LifeEvent(
            LifeEventKind(data["kind"]), data["on"].first, data["on"].precision, data["note"],
            source_named(data["source"]), data["decision"],
        )  # fmt: skip
