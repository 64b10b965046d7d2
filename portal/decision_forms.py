"""The form of one found decision, and what all of them offer to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst

from documents import answers, contradictions
from documents.answers import DecisionAnswer
from documents.date_rules import odd_decision_date
from documents.found import FoundItem
from documents.models import LetterVersion
from documents.vocabulary import ChoiceAction
from governance.access import owned_q
from governance.dates import parse_iso
from governance.models import Body, Decision
from governance.scope import Scope
from governance.vocabulary import Level, Outcome, Precision
from portal.forms import DutchDateField, PartialDate
from portal.review_forms import ASKED, ReviewForm

# How many known decisions the review screen offers to link to.
MOST_KNOWN = 100
MOST_BODIES = 80

ANSWERS = [
    ("link", "Dit besluit staat al in het portaal: koppelen"),
    ("create", "Nieuw besluit vastleggen"),
    ("reject", "Dit is geen besluit"),
]
ANSWER_OF = {ChoiceAction.LINKED: "link", ChoiceAction.CREATED: "link", ChoiceAction.REJECTED: "reject"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What every found decision of a letter may be answered with: known decisions, bodies that can have decided, and
    by the position of a finding the body that its sentence names."""

    decisions: dict[str, Decision]
    bodies: dict[str, Body]
    written: dict[int, Body]
    contradicting: dict[int, set[int]]


def offer_for(version: LetterVersion, found: list[FoundItem], scope: Scope, *, more: bool = False) -> Offer:
    """Ask once what all decisions of this letter can be answered with; ``more``: something else was found that is
    recorded of a body."""
    if not found and not more:
        return Offer({}, {}, {}, {})
    written = answers.deciding_bodies(version, found)
    bodies = {str(body.pk): body for body in [*written.values(), *_deciding_bodies(version)]}
    decisions = {str(decision.pk): decision for decision in known_decisions(version, scope)}
    answered = [item.choice.value["decision"] for item in found if item.choice and item.choice.value.get("decision")]
    noted = contradictions.contradicting(answered) if answered else {}
    return Offer(decisions, dict(sorted(bodies.items(), key=lambda item: item[1].full_name)), written, noted)


def decision_line(decision: Decision) -> str:
    """A known decision in one line: when, who, what."""
    when = str(PartialDate(decision.date, Precision(decision.date_precision))) if decision.date else "zonder datum"
    return f"{when}, {decision.decider_name or 'onbekend wie'}: {decision.subject}"


class DecisionForm(ReviewForm):
    """The answer to one found decision: link, create or no decision."""

    answer = forms.ChoiceField(label="Uw antwoord", choices=ANSWERS, required=False, widget=forms.RadioSelect)
    decision = forms.ChoiceField(label="Bekend besluit", required=False)
    subject = forms.CharField(label="Wat is besloten", required=False, max_length=400)
    outcome = forms.ChoiceField(label="Uitkomst", choices=Outcome.choices(), required=False)
    date = DutchDateField(label="Datum van het besluit", required=False)
    odd_date = forms.BooleanField(label="De datum klopt toch", required=False)
    body = forms.ChoiceField(label="Orgaan", required=False)
    body_text = forms.CharField(
        label="Wie besloot, als het orgaan niet in de lijst staat", required=False, max_length=300
    )
    effective_date = DutchDateField(label="Gaat in op", required=False)

    def __init__(self, data: QueryDict | None, *, found: FoundItem, offer: Offer, version: LetterVersion) -> None:
        """Fill in what reading found and offer what is known."""
        self.found, self.offer, self.letter_date = found, offer, version.letter.date
        written = offer.written.get(found.finding.position)
        self.known = answers.likely_known(found, written, offer.decisions.values()) if found.choice is None else None
        super().__init__(data, initial=_initial(found, written), prefix=f"besluit-{found.finding.position}")
        self.fields["answer"].template_name = ASKED  # type: ignore[attr-defined] # not in the stubs
        self._offer("decision", "Kies een besluit", {pk: decision_line(known) for pk, known in offer.decisions.items()})
        self._offer("body", "Niet in de lijst", {pk: body.full_name for pk, body in offer.bodies.items()})

    def _offer(self, name: str, empty: str, choices: dict[str, str]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [("", empty), *choices.items()]

    @property
    def at_once(self) -> str:
        """In words what one press records, as it is filled in now: when, who, which outcome."""
        body = self.offer.bodies.get(str(self["body"].value() or ""))
        who = body.full_name if body else str(self["body_text"].value() or "onbekend wie")
        outcome = dict(Outcome.choices()).get(str(self["outcome"].value() or ""), "uitkomst onbekend")
        effective = self["effective_date"].value()
        later = f", gaat in op {effective}" if effective else ""
        return f"{self['date'].value() or 'zonder datum'}, {who}: {outcome.lower()}{later}"

    @property
    def recorded(self) -> Decision | None:
        """The decision with which it was answered, if the asker may see it."""
        return self.offer.decisions.get(str(self.initial.get("decision") or ""))

    @property
    def contradicted_by(self) -> list[Decision]:
        """Decisions that are noted to contradict it, as far as the asker may see them."""
        noted = self.offer.contradicting.get(self.recorded.pk, set()) if self.recorded else set()
        return [decision for decision in self.offer.decisions.values() if decision.pk in noted]

    @property
    def may_contradict(self) -> list[Decision]:
        """Decisions about the same matter that tell it otherwise and of which nobody said so yet."""
        if self.recorded is None:
            return []
        noted = {decision.pk for decision in self.contradicted_by}
        alike = contradictions.may_contradict(self.recorded, self.offer.decisions.values())
        return [decision for decision in alike if decision.pk not in noted]

    @property
    def stored_answer(self) -> str:
        """The answer as it is stored, empty without one."""
        return str(self.initial.get("answer") or "")

    @property
    def asks_about_date(self) -> bool:
        """Whether the date is odd, so that somebody has to say that it is right."""
        return self.is_bound and "date" in self.errors and bool(self.data.get(self.add_prefix("date")))

    def clean_decision(self) -> Decision | None:
        """The known decision itself."""
        return self.offer.decisions.get(self.cleaned_data["decision"])

    def clean_body(self) -> Body | None:
        """The body itself."""
        return self.offer.bodies.get(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen answer needs."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "link" and not data.get("decision") and "decision" not in self.errors:
            self.add_error("decision", "Kies het besluit waaraan u wilt koppelen.")
        if data.get("answer") == "create":
            self._check_new(data)
        return data

    def _check_new(self, data: dict[str, Any]) -> None:
        if not data.get("subject"):
            self.add_error("subject", "Schrijf in een paar woorden wat er is besloten.")
        if not data.get("body") and not data.get("body_text"):
            self.add_error("body_text", "Kies het orgaan dat besloot, of schrijf wie besloot.")
        date = data.get("date")
        odd = odd_decision_date(date.first if date else None, letter_date=self.letter_date, today=timezone.localdate())
        if odd and not data.get("odd_date"):
            self.add_error("date", f"{odd} Klopt dat toch? Zet dan het vinkje.")

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


def _initial(found: FoundItem, body: Body | None) -> dict[str, Any]:
    value = found.finding.value
    initial: dict[str, Any] = {
        "subject": capfirst(value.get("subject")), "outcome": value.get("outcome"),
        "body": str(body.pk) if body else None, "body_text": "" if body else value.get("body"),
        "date": _partial(value.get("date")), "effective_date": _partial(value.get("effective_date")),
    }  # fmt: skip
    if found.choice is not None:
        decision = found.choice.value.get("decision")
        initial |= {
            "answer": ANSWER_OF.get(ChoiceAction(found.choice.action)),
            "decision": str(decision) if decision else None,
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


def _deciding_bodies(version: LetterVersion) -> list[Body]:
    """Bodies that can have decided what the letter reports: of its region and its organisations, of its gemeente."""
    letter = version.letter
    places = Q(region=letter.region_id) | Q(organisation__region=letter.region_id) if letter.region_id else Q()
    if letter.gemeente_id:
        places |= Q(gemeente=letter.gemeente_id)
    places |= Q(pk__in=version.evidence.filter(body__isnull=False).values("body"))
    bodies = Body.objects.filter(places).select_related("organisation", "gemeente", "region")
    return list(bodies.order_by("name")[:MOST_BODIES])
