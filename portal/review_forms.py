"""The forms of the review screen: fields and publication, and of what can be done beside it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone

from documents.models import Letter
from documents.review import FIELDS, FieldValue
from governance.models import Gemeente, Region, RegionMembership
from governance.queries import AUTHORITY
from governance.vocabulary import DocumentType, Level, Precision
from portal.forms import DutchDateField, PartialDate


class ReviewForm(forms.Form):
    """A form of the review screen; a draft of it may be shown before anybody sent it."""

    def show_without_errors(self) -> None:
        """Show what is typed as it is: nobody asked yet whether it is right."""
        self._errors = ErrorDict()


class FieldsForm(ReviewForm):
    """The one-value fields of a letter, as reading proposed or a person chose them."""

    document_type = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Niet gevonden"), *DocumentType.choices()]
    )
    subject = forms.CharField(
        label="Onderwerp", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    date = DutchDateField(label="Datum", required=False)
    case_number = forms.CharField(label="Zaaknummer of kenmerk", required=False, max_length=100)
    gemeente = forms.ModelChoiceField(
        Gemeente.objects.none(), label="Gemeente", required=False, empty_label="Geen gemeente", to_field_name="code"
    )
    region = forms.ModelChoiceField(
        Region.objects.all(), label="Regio", required=False, empty_label="Geen regio", to_field_name="slug"
    )
    from_body = forms.CharField(label="Afzender (orgaan)", required=False, max_length=300)
    from_person = forms.CharField(label="Afzender (persoon)", required=False, max_length=300)
    to_body = forms.CharField(label="Aan", required=False, max_length=300)
    portefeuillehouder = forms.CharField(label="Portefeuillehouder", required=False, max_length=300)
    source_url = forms.URLField(
        label="Adres in het raadsinformatiesysteem",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Plak het adres van deze brief in het systeem van uw raad, als u dat heeft.",
        error_messages={"invalid": "Dit is geen webadres. Plak het hele adres, met https:// ervoor."},
    )

    def __init__(self, data: QueryDict | None = None, *, letter: Letter) -> None:
        """Show the letter's present values and offer the gemeenten it can be from."""
        current = letter.date and PartialDate(letter.date, Precision(letter.date_precision))
        initial = {key: getattr(letter, key) for key in FIELDS if key not in {"date", "gemeente", "region"}}
        initial |= {
            "date": current,
            "gemeente": letter.gemeente.code if letter.gemeente else None,
            "region": letter.region.slug if letter.region else None,
            "source_url": letter.source_url,
        }
        super().__init__(data, initial=initial)
        field = cast("forms.ModelChoiceField[Gemeente]", self.fields["gemeente"])
        field.queryset = gemeenten_for(letter)

    def value(self, key: str) -> FieldValue:
        """A cleaned field in the shape that review stores."""
        value = self.cleaned_data[key]
        if key == "date":
            return (value.first, value.precision) if value else (None, Precision.UNKNOWN)
        result: FieldValue = value
        return result


def gemeenten_for(letter: Letter) -> QuerySet[Gemeente]:
    """The gemeenten the letter can be from: those that ever lay in its region or its owner's, as far as they existed on
    the letter's date (today if it has none), and its owner."""
    date = letter.date or timezone.localdate()
    own = Q(pk__in=[pk for pk in (letter.owner_gemeente_id, letter.gemeente_id) if pk])
    regions = Region.objects.filter(
        Q(pk__in=[pk for pk in (letter.owner_region_id, letter.region_id) if pk])
        | Q(memberships__gemeente_id=letter.owner_gemeente_id)
    )
    return Gemeente.objects.filter(own | Q(memberships__region__in=regions)).on(date).distinct() | (
        Gemeente.objects.filter(own).distinct()
    )


def gemeenten_to_share_with(letter: Letter) -> QuerySet[Gemeente]:
    """The gemeenten that lie in the letter's region or its owner's today, whatever its date, and its owner: who reads
    a besloten letter holds a role today, and in a gemeente that ended by herindeling nobody does."""
    current = RegionMembership.objects.current().filter(definition__authority=AUTHORITY)
    regions = Q(region__in=[pk for pk in (letter.owner_region_id, letter.region_id) if pk])
    if letter.owner_gemeente_id:
        regions |= Q(region__in=current.filter(gemeente=letter.owner_gemeente_id).values("region"))
    members = current.filter(regions).values("gemeente")
    return Gemeente.objects.filter(Q(pk__in=members) | Q(pk=letter.owner_gemeente_id))


# Not required for saving, yet asked for: these fields carry no "(niet verplicht)".
ASKED = "griffie/_asked_field.html"


class PublishForm(ReviewForm):
    """Who may read the letter, and that its personal data was gone through."""

    level = forms.ChoiceField(
        label="Wie mag deze brief lezen?", choices=Level.choices(), widget=forms.RadioSelect, required=False
    )
    shared_with = forms.MultipleChoiceField(
        label="Besloten: gedeeld met",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen raadsleden en griffie van deze gemeenten of regio kunnen de brief dan lezen.",
    )
    personal_data_checked = forms.BooleanField(
        label="Ik heb de hele brief nagekeken op persoonsgegevens", required=False
    )
    open_anyway = forms.BooleanField(label="Deze brief mag voor iedereen openbaar zijn", required=False)

    def __init__(self, data: QueryDict | None = None, *, letter: Letter, checked: bool = False) -> None:
        """Offer the gemeenten of the letter's region and the region itself; no level is chosen beforehand. ``checked``
        says that somebody went through the personal data."""
        super().__init__(data, initial={"personal_data_checked": checked})
        for name in ("level", "shared_with"):
            self.fields[name].template_name = ASKED  # type: ignore[attr-defined] # not in the stubs
        field = cast("forms.MultipleChoiceField", self.fields["shared_with"])
        choices = [(gemeente.share_key, f"Gemeente {gemeente}") for gemeente in gemeenten_to_share_with(letter)]
        if (region := letter.region or letter.owner_region) is not None:
            choices.append((region.share_key, f"Hele regio {region}"))
        field.choices = choices


class WithdrawForm(forms.Form):
    """Why a published letter is taken back."""

    reason = forms.CharField(
        label="Reden",
        max_length=300,
        help_text="Lezers zien deze reden op de plaats van de brief.",
        error_messages={"required": "Schrijf waarom u de brief intrekt."},
    )
    for_privacy = forms.BooleanField(
        label="Er staan persoonsgegevens in de brief",
        required=False,
        help_text="Lezers zien dan ook de titel en de reden niet meer.",
    )


class SecrecyForm(forms.Form):
    """Whether a letter that looks secret is secret (Gemeentewet 87-89)."""

    answer = forms.ChoiceField(
        label="Rust er geheimhouding op deze brief?",
        widget=forms.RadioSelect,
        choices=[("nee", "Nee, deze brief is niet geheim"), ("ja", "Ja, deze brief is geheim")],
        error_messages={"required": "Kies of de brief geheim is."},
    )
    reason = forms.CharField(label="Waarom is de brief niet geheim?", required=False, max_length=300)
    imposed_by = forms.CharField(label="Wie legde de geheimhouding op?", required=False, max_length=120)
    lifted_by = forms.CharField(label="Wie kan de geheimhouding opheffen?", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer needs."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "nee" and not data.get("reason"):
            self.add_error("reason", "Schrijf waarom de brief niet geheim is.")
        if data.get("answer") == "ja":
            for field in ("imposed_by", "lifted_by"):
                if not data.get(field):
                    self.add_error(field, "Vul dit in. Bij een geheim stuk hoort wie oplegde en wie kan opheffen.")
        return data
