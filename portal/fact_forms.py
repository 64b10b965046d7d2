"""The forms by which a griffie records what reading found besides decisions: rounds, answers in rounds, promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst

from documents import facts
from documents.facts import NewCommitment, NewResponse, NewRound
from documents.found import FoundItem
from governance.dates import parse_iso
from governance.models import Body, Commitment, Decision, Gemeente, LegalTerm, Round
from governance.vocabulary import AnswerStatus, CommitmentKind, Outcome, Precision, RoundKind
from portal.decision_forms import decision_line
from portal.forms import DutchDateField, PartialDate
from portal.review_forms import ReviewForm

SMALL = {"De", "Het", "Alle", "Alleen", "College", "Gemeenteraad"}
OWN, REGION = "eigen", "regio"
TWO_LINES = forms.Textarea(attrs={"rows": 2})
PROMISED = re.compile(r"\b(?:toegezegd|toezegg\w*|zeg(?:t|gen)?\b[^.;]{0,60}\btoe|belo(?:of|oft|ven|ofd|ofde))\b", re.I)
OPINION_ON = re.compile(
    r"^(?:(?:de|een|zijn|haar|hun|uw)\s+)?zienswijzen?\s+(?:op|over|bij|inzake|omtrent|ten aanzien van)\s+"
    r"(?:(?:de|het|een|dit|deze|dat|die)\s+)?",
    re.I,
)
ANSWERS_IN_ROUND = [status for status in AnswerStatus if status.is_answer]


@dataclass(frozen=True, slots=True)
class FactOffer:
    """What the facts of a letter can be tied to. ``named`` gives for words of the letter the bodies they link to."""

    letter_gemeente: Gemeente | None
    letter_date: PartialDate | None
    from_body: str
    to_body: str
    rounds: Mapping[str, Round]
    commitments: Mapping[str, Commitment]
    decisions: Mapping[str, Decision]
    bodies: Mapping[str, Body]
    gemeenten: Mapping[str, Gemeente]
    terms: Mapping[str, LegalTerm]
    named: Mapping[str, set[int]]
    region_name: str

    def body_named(self, words: str) -> str:
        """The one body of the register that these words link to in the letter, as a choice; empty otherwise."""
        found = self.named.get(bare(words), set())
        number = str(next(iter(found))) if len(found) == 1 else ""
        return number if number in self.bodies else ""


def lower_first(words: str) -> str:
    """Words as they stand inside a sentence: "Het college" becomes "het college", a name stays as it is."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}".strip() if first in SMALL else words


def bare(words: str) -> str:
    """Words as they are compared: one space, no capitals, no article in front."""
    text = " ".join(words.split()).casefold()
    return text.removeprefix("de ").removeprefix("het ")


class FactForm(ReviewForm):
    """What is recorded from one finding; stored only when its own button is pressed."""

    summary = button = ""
    # Whether ``known`` is one of the fields that are recorded, and not a way to link instead.
    known_is_a_field = False

    def __init__(
        self, data: QueryDict | None, *, item: FoundItem, offer: FactOffer, prefix: str, initial: dict[str, Any]
    ) -> None:
        """Fill in what reading found; everything is for a person to look at."""
        self.item, self.offer = item, offer
        super().__init__(data, initial=initial, prefix=f"{prefix}-{item.finding.position}")

    @property
    def offers_known(self) -> bool:
        """Whether there is something known to link to instead."""
        return not self.known_is_a_field and len(cast("forms.ChoiceField", self.fields["known"]).choices) > 1  # type: ignore[arg-type] # a list here

    @property
    def code(self) -> str:
        """How its buttons name it."""
        return f"{self.item.finding.key}:{self.item.finding.position}"

    @property
    def at_once(self) -> str:
        """In words what one press records, as it is filled in now; empty where a person has to look at it first."""
        return "" if self.errors or getattr(self, "hint", None) else self._in_words()

    def _in_words(self) -> str:
        return ""

    def _shown(self, name: str) -> str:
        """The value of a field as it is filled in now; of a choice its words."""
        value = self[name].value()
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str((choices.get(value, value) if value else "") or "")

    def _offer(self, name: str, empty: str, choices: Mapping[str, str]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [("", empty), *choices.items()]

    def _day(self, name: str) -> tuple[Any, Precision]:
        date = self.cleaned_data.get(name)
        return (date.first, date.precision) if date else (None, Precision.UNKNOWN)

    def _body(self, name: str) -> Body | None:
        return self.offer.bodies.get(self.cleaned_data.get(name, ""))


class RoundForm(FactForm):
    """A round, from a request to give a zienswijze or to adopt a text."""

    summary, button = "Vastleggen als ronde", "Ronde vastleggen"

    known = forms.ChoiceField(label="Ronde die er al is", required=False)
    kind = forms.ChoiceField(label="Soort ronde", choices=RoundKind.choices(), required=False)
    subject = forms.CharField(label="Waarover", required=False, max_length=400, widget=TWO_LINES)
    asked_by = forms.ChoiceField(label="Gevraagd door", required=False)
    asked_on = DutchDateField(label="Gevraagd op", required=False)
    deadline = DutchDateField(label="Uiterste datum", required=False)
    legal_term = forms.ChoiceField(
        label="Wettelijke termijn",
        required=False,
        help_text="Kiest u een termijn en geen uiterste datum? Dan telt het portaal vanaf de dag van de vraag.",
    )
    asked = forms.ChoiceField(label="Wie is gevraagd", required=False, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, item: FoundItem, offer: FactOffer) -> None:
        """Fill in the request; a legal term is offered and never chosen beforehand."""
        value = item.finding.value
        date, precision = parse_iso(value.get("deadline"))
        super().__init__(data, item=item, offer=offer, prefix="ronde", initial={
            "kind": value.get("kind"), "subject": capfirst(value.get("subject")), "asked_on": offer.letter_date,
            "asked_by": offer.body_named(value.get("actor") or "") or offer.body_named(offer.from_body),
            "deadline": PartialDate(date, precision) if date else None,
            "asked": OWN if offer.letter_gemeente is not None else REGION,
        })  # fmt: skip
        self.hint = facts.likely_round(item, offer.rounds.values()) if item.choice is None else None
        self._offer("known", "Kies een ronde", {pk: round_line(found) for pk, found in offer.rounds.items()})
        self._offer("asked_by", "Niet in de lijst", {pk: body.full_name for pk, body in offer.bodies.items()})
        self._offer("legal_term", "Geen", {pk: term_line(term) for pk, term in offer.terms.items()})
        who = [(REGION, f"Alle gemeenten van regio {offer.region_name}, zoals op de dag van de vraag")]
        if offer.letter_gemeente is not None:
            who.append((OWN, f"Alleen van {offer.letter_gemeente} is dat bekend"))
        cast("forms.ChoiceField", self.fields["asked"]).choices = who

    def clean(self) -> dict[str, Any]:
        """Ask for what a new round needs."""
        data = super().clean() or self.cleaned_data
        if not data.get("subject"):
            self.add_error("subject", "Schrijf in een paar woorden waarover de ronde gaat.")
        for name, sentence in (
            ("deadline", "Vul een uiterste datum in met dag en maand, of laat het leeg."),
            ("asked_on", "Vul de dag van de vraag in: dan is bekend welke gemeenten erbij horen."),
        ):
            date = data.get(name)
            needed = name == "deadline" or data.get("asked") == REGION
            if needed and ((date and date.precision != Precision.DAY) or (name == "asked_on" and not date)):
                self.add_error(name, sentence)
        asked_on, deadline = data.get("asked_on"), data.get("deadline")
        if asked_on and deadline and deadline.first < asked_on.first:
            self.add_error("deadline", "De uiterste datum ligt voor de dag van de vraag. Pas een van de twee aan.")
        return data

    def _in_words(self) -> str:
        whole = self["asked"].value() == REGION
        asked_on, deadline = self._shown("asked_on"), self._shown("deadline")
        if not self._shown("subject") or (whole and not asked_on):
            return ""
        said = [f"ronde ({self._shown('kind').lower()})"]
        said += [f"gevraagd door {self._shown('asked_by')}"] if self["asked_by"].value() else []
        said += [f"op {asked_on}"] if asked_on else []
        said += [f"uiterlijk {deadline}"] if deadline else []
        return ", ".join([*said, lower_first(self._shown("asked"))])

    @property
    def new(self) -> NewRound:
        """What to record, after validation."""
        data = self.cleaned_data
        asked_on, precision = self._day("asked_on")
        return NewRound(
            kind=RoundKind(data["kind"] or RoundKind.OPINION), subject=data["subject"], asked_by=self._body("asked_by"),
            asked_on=asked_on, asked_on_precision=precision, deadline=self._day("deadline")[0],
            legal_term=self.offer.terms.get(data["legal_term"]), whole_region=data["asked"] == REGION,
        )  # fmt: skip


class CommitmentForm(FactForm):
    """A promise or announcement; when it is due stays in the words of the letter."""

    summary, button = "Vastleggen als toezegging", "Toezegging vastleggen"

    known = forms.ChoiceField(label="Toezegging die er al is", required=False)
    kind = forms.ChoiceField(label="Soort", choices=CommitmentKind.choices(), required=False)
    subject = forms.CharField(label="Wat", required=False, max_length=400, widget=TWO_LINES)
    made_by = forms.ChoiceField(label="Door", required=False)
    made_by_text = forms.CharField(label="Door, als het orgaan niet in de lijst staat", required=False, max_length=200)
    made_to = forms.ChoiceField(label="Aan", required=False)
    made_to_text = forms.CharField(label="Aan, als het orgaan niet in de lijst staat", required=False, max_length=200)

    def __init__(self, data: QueryDict | None, *, item: FoundItem, offer: FactOffer) -> None:
        """Fill in what was promised; without a name in the sentence it is the sender of the letter who promises."""
        value = item.finding.value
        actor = str(value.get("actor") or "") or offer.from_body
        by, to = offer.body_named(actor), offer.body_named(offer.to_body)
        promised = PROMISED.search(item.finding.quote) is not None
        super().__init__(data, item=item, offer=offer, prefix="toezegging", initial={
            "kind": CommitmentKind.PROMISE if promised else CommitmentKind.ANNOUNCEMENT,
            "subject": capfirst(str(value.get("what") or "")), "made_by": by, "made_by_text": "" if by else actor[:200],
            "made_to": to, "made_to_text": "" if to else offer.to_body[:200],
        })  # fmt: skip
        self.hint = facts.likely_commitment(item, offer.commitments.values()) if item.choice is None else None
        known = {pk: row.subject for pk, row in offer.commitments.items()}
        self._offer("known", "Kies een toezegging", known)
        for name in ("made_by", "made_to"):
            self._offer(name, "Niet in de lijst", {pk: body.full_name for pk, body in offer.bodies.items()})

    def clean(self) -> dict[str, Any]:
        """Ask for what and for who."""
        data = super().clean() or self.cleaned_data
        if not data.get("subject"):
            self.add_error("subject", "Schrijf in een paar woorden wat er is toegezegd.")
        if not data.get("made_by") and not data.get("made_by_text"):
            self.add_error("made_by_text", "Kies wie dit toezegt, of schrijf het in woorden.")
        return data

    def _in_words(self) -> str:
        by = self._shown("made_by") if self["made_by"].value() else self._shown("made_by_text")
        to = self._shown("made_to") if self["made_to"].value() else self._shown("made_to_text")
        if not by or not self._shown("subject"):
            return ""
        return f"{self._shown('kind').lower()} van {lower_first(by)}{f' aan {lower_first(to)}' if to else ''}"

    @property
    def new(self) -> NewCommitment:
        """What to record, after validation."""
        data = self.cleaned_data
        return NewCommitment(
            kind=CommitmentKind(data["kind"] or CommitmentKind.ANNOUNCEMENT), subject=data["subject"],
            made_by=self._body("made_by"), made_by_text=data["made_by_text"], made_to=self._body("made_to"),
            made_to_text=data["made_to_text"],
        )  # fmt: skip


class ResponseForm(FactForm):
    """The answer of a raad in a round, from what reading took for a decision."""

    summary, button = "Is dit het antwoord van een raad in een ronde?", "Antwoord vastleggen"
    known_is_a_field = True

    known = forms.ChoiceField(label="Ronde", required=False)
    kind = forms.ChoiceField(label="Soort nieuwe ronde", choices=RoundKind.choices(), required=False)
    subject = forms.CharField(label="Waarover de nieuwe ronde gaat", required=False, max_length=400)
    gemeente = forms.ChoiceField(label="Raad van", required=False)
    status = forms.ChoiceField(
        label="Antwoord", choices=[(status.value, status.label) for status in ANSWERS_IN_ROUND], required=False
    )
    date = DutchDateField(label="Datum van het antwoord", required=False)
    number = forms.CharField(label="Nummer in het RIS", required=False, max_length=100)
    led_to = forms.ChoiceField(label="Leidde tot besluit", required=False)

    def __init__(self, data: QueryDict | None, *, item: FoundItem, offer: FactOffer, number: str = "") -> None:
        """Fill in what the letter says; ``number`` is the RIS number in its sentence."""
        value = item.finding.value
        date, precision = parse_iso(value.get("date"))
        opinion = is_opinion(item)
        # A raad that gave its zienswijze decided nothing: then this form is the first answer that the screen offers.
        self.is_likely = opinion
        subject = asked_about(str(value.get("subject") or ""))
        likely = facts.likely_round(item, offer.rounds.values(), kind=RoundKind.OPINION) if opinion else None
        super().__init__(data, item=item, offer=offer, prefix="antwoord", initial={
            "kind": RoundKind.OPINION if opinion else RoundKind.ADOPTION, "number": number,
            "subject": capfirst(subject), "date": PartialDate(date, precision) if date else None,
            "status": AnswerStatus.GIVEN if opinion else _status_of(str(value.get("outcome"))),
            "gemeente": str(offer.letter_gemeente.pk) if offer.letter_gemeente else "",
            "known": str(likely.pk) if likely else "",
        })  # fmt: skip
        rounds = {pk: round_line(found) for pk, found in offer.rounds.items()}
        self._offer("known", "Nieuwe ronde: alleen van deze gemeente is bekend dat zij gevraagd is", rounds)
        self._offer("gemeente", "Kies een gemeente", {pk: str(one) for pk, one in offer.gemeenten.items()})
        self._offer("led_to", "Niet bekend", {pk: decision_line(one) for pk, one in offer.decisions.items()})

    def clean(self) -> dict[str, Any]:
        """Ask for the gemeente, and for what a new round is about."""
        data = super().clean() or self.cleaned_data
        if not data.get("gemeente"):
            self.add_error("gemeente", "Kies van welke gemeente dit antwoord is.")
        if not data.get("known") and not data.get("subject"):
            self.add_error("subject", "Schrijf in een paar woorden waarover de ronde gaat.")
        return data

    def _in_words(self) -> str:
        if not self.is_likely or not self["gemeente"].value() or not (self["known"].value() or self._shown("subject")):
            return ""
        said = [f"{self._shown('status').lower()}, raad van {self._shown('gemeente')}"]
        said += [f"op {self._shown('date')}"] if self._shown("date") else []
        said += [f"nummer {self._shown('number')}"] if self._shown("number") else []
        known = self.offer.rounds.get(str(self["known"].value()))
        return ", ".join([*said, f"in de ronde ‘{known.subject}’" if known else "in een nieuwe ronde"])

    @property
    def round_(self) -> Round | NewRound:
        """The round that was chosen, or the new one."""
        data = self.cleaned_data
        known = self.offer.rounds.get(data["known"])
        return known or NewRound(kind=RoundKind(data["kind"] or RoundKind.OPINION), subject=data["subject"])

    @property
    def new(self) -> NewResponse:
        """What to record, after validation."""
        data = self.cleaned_data
        date, precision = self._day("date")
        return NewResponse(
            gemeente=self.offer.gemeenten[data["gemeente"]], status=AnswerStatus(data["status"] or AnswerStatus.GIVEN),
            date=date, date_precision=precision, number=data["number"], led_to=self.offer.decisions.get(data["led_to"]),
        )  # fmt: skip


def is_opinion(item: FoundItem) -> bool:
    """Whether what was found is a zienswijze that a raad gave."""
    said = f"{item.finding.value.get('subject')} {item.finding.quote}".casefold()
    return "zienswijze" in str(item.finding.value.get("subject") or "").casefold() or "wensen en bedenkingen" in said


def asked_about(subject: str) -> str:
    """What a raad gave its zienswijze on: "zienswijze op dit inkoopkader" is about "inkoopkader"."""
    return OPINION_ON.sub("", subject) or subject


def may_be_answer(item: FoundItem) -> bool:
    """Whether what was found may be the answer of a raad in a round."""
    who = str(item.finding.value.get("body") or "").casefold()
    return is_opinion(item) or "raad" in who or "raden" in who


def _status_of(outcome: str) -> AnswerStatus:
    return AnswerStatus.REJECTED if outcome == Outcome.REJECTED else AnswerStatus.ADOPTED


def round_line(found: Round) -> str:
    """A round in one line: what, and until when."""
    until = f", uiterlijk {PartialDate(found.deadline, Precision.DAY)}" if found.deadline else ""
    return f"{capfirst(RoundKind(found.kind).label)}: {found.subject}{until}"


def term_line(term: LegalTerm) -> str:
    """A legal term in one line."""
    return f"{term.subject}: {term.weeks} weken ({term.law}, artikel {term.article})"


def letter_day(date: Any, precision: str) -> PartialDate | None:
    """The date of a letter as a date field shows it."""
    return PartialDate(date, Precision(precision)) if date is not None else None


def term_day(letter_date: PartialDate | None) -> Any:
    """The day whose legal terms are offered: that of the letter, else today."""
    return letter_date.first if letter_date is not None else timezone.localdate()
