"""The forms of the review screen: fields, decisions, personal data and publication."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst

from documents.models import Letter, LetterVersion
from documents.review import FIELDS, DecisionAnswer, DecisionFinding, FieldValue, deciding_body, likely_known
from documents.vocabulary import ChoiceAction
from governance.access import owned_q
from governance.dates import parse_iso
from governance.models import Body, Decision, Gemeente, Region, RegionMembership
from governance.queries import AUTHORITY
from governance.scope import Scope
from governance.vocabulary import DocumentType, Level, Outcome, Precision
from portal.forms import DutchDateField, PartialDate

# How many known decisions the review screen offers to link to.
MOST_KNOWN = 100


class FieldsForm(forms.Form):
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

ANSWERS = [
    ("link", "Dit besluit staat al in het portaal: koppelen"),
    ("create", "Nieuw besluit vastleggen"),
    ("reject", "Dit is geen besluit"),
]
ANSWER_OF = {ChoiceAction.LINKED: "link", ChoiceAction.CREATED: "link", ChoiceAction.REJECTED: "reject"}


class DecisionForm(forms.Form):
    """The answer to one found decision: link, create or no decision."""

    answer = forms.ChoiceField(label="Uw antwoord", choices=ANSWERS, required=False, widget=forms.RadioSelect)
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label="Bekend besluit", required=False, empty_label="Kies een besluit"
    )
    subject = forms.CharField(label="Wat is besloten", required=False, max_length=400)
    outcome = forms.ChoiceField(label="Uitkomst", choices=Outcome.choices(), required=False)
    date = DutchDateField(label="Datum van het besluit", required=False)
    body = forms.ModelChoiceField(Body.objects.none(), label="Orgaan", required=False, empty_label="Niet in de lijst")
    body_text = forms.CharField(
        label="Wie besloot, als het orgaan niet in de lijst staat", required=False, max_length=300
    )
    effective_date = DutchDateField(label="Gaat in op", required=False)

    def __init__(
        self, data: QueryDict | None, *, found: DecisionFinding, candidates: QuerySet[Decision], bodies: list[Body]
    ) -> None:
        """Fill in what reading found; ``candidates`` are known decisions, ``bodies`` those that can have decided."""
        self.found = found
        written = deciding_body(found)
        initial = _decision_initial(found, written, likely_known(found, written, candidates))
        if written is not None and written not in bodies:
            bodies = [written, *bodies]
        super().__init__(data, initial=initial, prefix=f"besluit-{found.finding.position}")
        self.fields["answer"].template_name = ASKED  # type: ignore[attr-defined] # not in the stubs
        decision = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        body = cast("forms.ModelChoiceField[Body]", self.fields["body"])
        decision.queryset = candidates
        body.queryset = Body.objects.filter(pk__in=[item.pk for item in bodies])
        body.choices = [("", "Niet in de lijst"), *((item.pk, item.full_name) for item in bodies)]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen answer needs."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "link" and not data.get("decision"):
            self.add_error("decision", "Kies het besluit waaraan u wilt koppelen.")
        if data.get("answer") == "create":
            if not data.get("subject"):
                self.add_error("subject", "Schrijf in een paar woorden wat er is besloten.")
            if not data.get("body") and not data.get("body_text"):
                self.add_error("body_text", "Kies het orgaan dat besloot, of schrijf wie besloot.")
        return data

    @property
    def facts(self) -> DecisionAnswer:
        """What to record, after validation."""
        data = self.cleaned_data
        date, effective = data["date"], data["effective_date"]
        return DecisionAnswer(
            subject=data["subject"], outcome=Outcome(data["outcome"] or Outcome.UNKNOWN), body=data["body"],
            body_text="" if data["body"] else data["body_text"],
            date=date.first if date else None, date_precision=date.precision if date else Precision.UNKNOWN,
            effective_date=effective.first if effective else None,
            effective_date_precision=effective.precision if effective else Precision.UNKNOWN,
        )  # fmt: skip


def _decision_initial(found: DecisionFinding, body: Body | None, known: Decision | None) -> dict[str, Any]:
    value = found.finding.value
    initial: dict[str, Any] = {
        "subject": capfirst(value.get("subject")), "outcome": value.get("outcome"), "body": body.pk if body else None,
        "body_text": "" if body else value.get("body"),
        "date": _partial(value.get("date")), "effective_date": _partial(value.get("effective_date")),
    }  # fmt: skip
    if found.choice is not None:
        initial |= {
            "answer": ANSWER_OF.get(ChoiceAction(found.choice.action)),
            "decision": found.choice.value.get("decision"),
        }
    return initial


def _partial(iso: str | None) -> PartialDate | None:
    date, precision = parse_iso(iso)
    return PartialDate(date, precision) if date else None


def known_decisions(version: LetterVersion, scope: Scope) -> QuerySet[Decision]:
    """Decisions the letter may be about: the newest 100 of its region or gemeente, and those it is linked to already.

    Only public ones and those of the user's own griffie: a letter that proves a decision makes it as open as the
    letter is, and another owner's besloten decision is not ours to open.
    """
    letter = version.letter
    near = Q()
    if letter.region_id:
        near |= Q(region=letter.region_id)
    if letter.gemeente_id:
        near |= Q(body__gemeente=letter.gemeente_id)
    near |= (
        Q(owner_gemeente=letter.owner_gemeente_id)
        if letter.owner_gemeente_id
        else Q(owner_region=letter.owner_region_id)
    )
    open_to_link = Decision.objects.filter(Q(level=Level.PUBLIC) | owned_q(scope))
    newest = open_to_link.filter(near).order_by(F("date").desc(nulls_last=True), "-id").values("pk")[:MOST_KNOWN]
    linked = open_to_link.filter(evidence__version=version).values("pk")
    known = Decision.objects.filter(Q(pk__in=newest) | Q(pk__in=linked))
    return known.select_related("body__organisation", "body__gemeente")


def deciding_bodies(version: LetterVersion) -> list[Body]:
    """Bodies that can have decided what the letter reports: of its region and its organisations, of its gemeente."""
    letter = version.letter
    places = Q(region=letter.region_id) | Q(organisation__region=letter.region_id) if letter.region_id else Q()
    if letter.gemeente_id:
        places |= Q(gemeente=letter.gemeente_id)
    places |= Q(evidence__version=version)
    return list(
        Body.objects.filter(places)
        .select_related("organisation", "gemeente", "region")
        .distinct()
        .order_by("name")[:80]
    )


class PublishForm(forms.Form):
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

    def __init__(self, data: QueryDict | None = None, *, letter: Letter) -> None:
        """Offer the gemeenten of the letter's region and the region itself; nothing is chosen beforehand."""
        super().__init__(data)
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
