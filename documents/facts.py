"""What a person records from findings besides decisions: rounds, answers in rounds and promises.

Each fact gets the place in the letter that says it; without such a place there is none. Recording twice gives the same
row, and no reading touches what was recorded. What is public and what not: ``documents.fact_audience``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as day

from django.db import transaction
from django.utils import timezone

from documents import fact_audience
from documents.answers import telling_words
from documents.choices import choose
from documents.found import FoundItem, found_items, prove, take_back
from documents.models import Letter, LetterVersion
from documents.models.findings import FACT_TARGETS
from documents.vocabulary import ChoiceAction
from governance import changes
from governance.dates import parse_iso
from governance.errors import RuleBroken
from governance.models import (
    Body,
    Commitment,
    Decision,
    Dossier,
    Gemeente,
    LegalTerm,
    Region,
    Round,
    RoundResponse,
    User,
)
from governance.queries import division_on, region_of
from governance.vocabulary import AnswerStatus, CommitmentKind, Granularity, Precision, RoundKind

# Words in the subject of any round, which tell no two of them apart.
ABOUT_ANY_ROUND = frozenset({"zienswijze", "zienswijzen", "vaststelling", "vaststellen", "voorgenomen", "besluiten"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """What a person records of a round. ``whole_region``: all gemeenten of the region were asked, those of that day;
    else only the gemeente of the letter is known to be."""

    kind: RoundKind
    subject: str
    asked_by: Body | None = None
    asked_on: day | None = None
    asked_on_precision: Precision = Precision.DAY
    deadline: day | None = None
    legal_term: LegalTerm | None = None
    whole_region: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewResponse:
    """What a letter says of a gemeente's answer, and the decision that took it into account."""

    gemeente: Gemeente
    status: AnswerStatus
    date: day | None
    date_precision: Precision = Precision.DAY
    number: str = ""
    led_to: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """What a person records of a promise; when it is due stays in the words and interval that reading found."""

    kind: CommitmentKind
    subject: str
    made_by: Body | None
    made_by_text: str
    made_to: Body | None
    made_to_text: str


@transaction.atomic
def record_round(version: LetterVersion, item: FoundItem, *, new: NewRound, user: User) -> Round:
    """Record a round from a request in the letter; of the letter's own gemeente it says that it received the text."""
    item = _locked(version, item)
    known: Round | None = Round.objects.filter(pk=item.recorded("round")).first()
    if known is not None:
        return known
    found = _open(version.letter, new, user)
    _tie(version, item, found, ChoiceAction.CREATED, user)
    return found


@transaction.atomic
def link_round(version: LetterVersion, item: FoundItem, *, round_: Round, user: User) -> None:
    """Say that a request in the letter is that of a round that is known already."""
    item = _locked(version, item)
    if item.recorded("round") != round_.pk:
        _tie(version, item, round_, ChoiceAction.LINKED, user)


@transaction.atomic
def record_response(
    version: LetterVersion, item: FoundItem, *, round_: Round | NewRound, new: NewResponse, user: User
) -> RoundResponse:
    """Record that what the letter calls a decision is a gemeente's answer in a round, known or new."""
    item = _locked(version, item)
    known: RoundResponse | None = RoundResponse.objects.filter(pk=item.recorded("response")).first()
    if known is not None:
        return known
    if previous := item.recorded("decision"):
        version.evidence.filter(start=item.finding.start or 0, decision_id=previous).delete()
    take_back(version, item)
    found = round_ if isinstance(round_, Round) else _open(version.letter, round_, user)
    response = _respond(version.letter, found, new, user)
    prove(version, item, found, response)
    value: dict[str, object] = {"response": response.pk, "round": found.pk}
    choose(version, item.subject, ChoiceAction.RESPONDED, value=value, user=user)
    return response


@transaction.atomic
def lead_to(response: RoundResponse, decision: Decision | None) -> None:
    """Say to which decision a gemeente's answer led; None takes that back."""
    if decision is not None and decision.date and response.date and decision.date < response.date:
        raise RuleBroken("Dit besluit is ouder dan het antwoord van de raad. Kijk de datums na.")
    response.led_to = decision
    response.save(update_fields=["led_to"])


@transaction.atomic
def record_commitment(version: LetterVersion, item: FoundItem, *, new: NewCommitment, user: User) -> Commitment:
    """Record a promise: who, to whom and what as a person says, when in the words and interval of the letter."""
    item = _locked(version, item)
    known: Commitment | None = Commitment.objects.filter(pk=item.recorded("commitment")).first()
    if known is not None:
        return known
    letter, value = version.letter, item.finding.value
    earliest, latest = (parse_iso(value.get(name))[0] for name in ("earliest", "latest"))
    made = changes.record_commitment(
        actor=user, kind=new.kind, subject=new.subject, made_by=new.made_by,
        made_by_text="" if new.made_by else new.made_by_text, made_to=new.made_to,
        made_to_text="" if new.made_to else new.made_to_text,
        made_on=letter.date if letter.date_precision == Precision.DAY else None,
        words=str(value.get("when_text") or "")[:200], earliest=earliest, latest=latest,
        granularity=Granularity(value.get("granularity") or Granularity.VAGUE),
        region=_region(letter, new.made_by), dossier=letter.dossier, owner_gemeente=letter.owner_gemeente,
        owner_region=letter.owner_region,
    )  # fmt: skip
    _answer_commitment(version, item, made, ChoiceAction.CREATED, user)
    return made


@transaction.atomic
def link_commitment(version: LetterVersion, item: FoundItem, *, commitment: Commitment, user: User) -> None:
    """Say that a promise in the letter is one that is known already."""
    item = _locked(version, item)
    if item.recorded("commitment") != commitment.pk:
        _answer_commitment(version, item, commitment, ChoiceAction.LINKED, user)


@transaction.atomic
def refuse(version: LetterVersion, item: FoundItem, *, user: User) -> None:
    """Say that a found request or promise is none; what was recorded from it goes."""
    item = _locked(version, item)
    take_back(version, item)
    choose(version, item.subject, ChoiceAction.REJECTED, value={}, user=user)


def carry(old: LetterVersion, version: LetterVersion) -> None:
    """Give a new version the answers to requests, promises and answers in rounds that it tells as the old one did."""
    for key in ("consultations", "follow_ups", "decisions"):
        answered = {_told(item): item for item in found_items(old, key) if item.choice is not None}
        for item in found_items(version, key):
            same = answered.get(_told(item))
            if item.choice is None and same is not None and same.choice is not None and same.choice.made_by is not None:
                _carry_one(version, item, same, user=same.choice.made_by)


def _carry_one(version: LetterVersion, item: FoundItem, same: FoundItem, *, user: User) -> None:
    kept = {
        name: fact
        for name in ("round", "response", "commitment")
        if (fact := fact_audience.MODELS[name]._default_manager.filter(pk=same.recorded(name)).first()) is not None
    }
    if same.choice is None or not (kept or same.choice.action == ChoiceAction.REJECTED):
        return
    for fact in kept.values():
        if isinstance(fact, Round | RoundResponse | Commitment):
            prove(version, item, fact)
    value: dict[str, object] = {name: fact.pk for name, fact in kept.items()}
    choose(version, item.subject, ChoiceAction(same.choice.action), value=value, user=user)


def _told(item: FoundItem) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(said)) for name, said in item.finding.value.items()))


def likely_round(item: FoundItem, candidates: Iterable[Round], *, kind: RoundKind | None = None) -> Round | None:
    """The one known round of the same kind about the same thing whose term does not differ; None if none or several.

    ``kind`` for findings that do not say it. Only a suggestion: a person answers.
    """
    value = item.finding.value
    words = telling_words(str(value.get("subject") or "")) - ABOUT_ANY_ROUND
    deadline = parse_iso(value.get("deadline"))[0]
    alike = [
        found
        for found in candidates
        if found.kind == (kind or value.get("kind"))
        and words & telling_words(found.subject)
        and (deadline is None or found.deadline in (None, deadline))
    ]
    return alike[0] if len(alike) == 1 else None


def likely_commitment(item: FoundItem, candidates: Iterable[Commitment]) -> Commitment | None:
    """The one known promise of the same thing, due in the same words and interval; None if none or several."""
    value = item.finding.value
    words, latest = telling_words(str(value.get("what") or "")), parse_iso(value.get("latest"))[0]
    alike = [
        known
        for known in candidates
        if known.latest == latest
        and known.words.casefold() == str(value.get("when_text") or "").casefold()
        and words & telling_words(known.subject)
    ]
    return alike[0] if len(alike) == 1 else None


@transaction.atomic
def put_in_dossier(version: LetterVersion, dossier: Dossier | None) -> None:
    """Put a letter, and what its own griffie recorded from it, in a dossier; what is in another one stays there."""
    letter = version.letter
    before, letter.dossier = letter.dossier, dossier
    letter.save(update_fields=["dossier"])
    for name in FACT_TARGETS:
        if name == "response":
            continue
        own = fact_audience.letter_facts(name, letter).filter(
            owner_gemeente=letter.owner_gemeente, owner_region=letter.owner_region, dossier=before
        )
        for fact in own:
            fact.dossier = dossier
            fact.save(update_fields=["dossier"])


def _locked(version: LetterVersion, item: FoundItem) -> FoundItem:
    """The item with its answer as it is now, for this person alone: who presses twice records once."""
    LetterVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    items = found_items(version, item.finding.key)
    same = next((one for one in items if one.subject == item.subject), None)
    if same is None or same.finding.start is None:
        raise RuleBroken("De brief is intussen opnieuw gelezen. Kijk de gegevens na en leg ze dan vast.")
    return same


def _region(letter: Letter, body: Body | None) -> Region | None:
    """The region that a letter is about: as it says, of the body, or where its gemeente lay on the day."""
    if letter.region is not None:
        return letter.region
    if body is not None and body.home_region is not None:
        return body.home_region
    gemeente = letter.gemeente or (body.gemeente if body is not None else None)
    return region_of(gemeente, letter.date or timezone.localdate()) if gemeente is not None else None


def _open(letter: Letter, new: NewRound, user: User) -> Round:
    region, deadline = _region(letter, new.asked_by), new.deadline
    if deadline is None and new.legal_term is not None and new.asked_on is not None:
        deadline = new.legal_term.deadline(new.asked_on)
    definition = None
    if new.whole_region:
        if region is None or new.asked_on is None:
            raise RuleBroken("Vul de regio en de dag van de vraag in: dan is bekend welke gemeenten gevraagd zijn.")
        definition = division_on(region, new.asked_on)
        if definition is None:
            raise RuleBroken(f"Van regio {region} is niet bekend welke gemeenten er op die dag in lagen.")
    return changes.open_round(
        region=region, definition=definition, members_on=new.asked_on if definition else None, actor=user,
        kind=new.kind, subject=new.subject, asked_by=new.asked_by, asked_on=new.asked_on,
        asked_on_precision=new.asked_on_precision, deadline=deadline, legal_term=new.legal_term,
        dossier=letter.dossier, owner_gemeente=letter.owner_gemeente, owner_region=letter.owner_region,
    )  # fmt: skip


def _tie(version: LetterVersion, item: FoundItem, found: Round, action: ChoiceAction, user: User) -> None:
    """Make a letter prove a round, and that its own gemeente was asked."""
    take_back(version, item)
    value: dict[str, object] = {"round": found.pk}
    prove(version, item, found)
    if version.letter.gemeente is not None:
        asked = NewResponse(gemeente=version.letter.gemeente, status=AnswerStatus.RECEIVED, date=None)
        response = _respond(version.letter, found, asked, user)
        prove(version, item, response)
        value["response"] = response.pk
    choose(version, item.subject, action, value=value, user=user)


def _respond(letter: Letter, found: Round, new: NewResponse, user: User) -> RoundResponse:
    return changes.record_response(
        actor=user, round=found, gemeente=new.gemeente, status=new.status, date=new.date,
        date_precision=new.date_precision, number=new.number[:100], led_to=new.led_to,
        owner_gemeente=letter.owner_gemeente, owner_region=letter.owner_region,
    )  # fmt: skip


def _answer_commitment(
    version: LetterVersion, item: FoundItem, made: Commitment, action: ChoiceAction, user: User
) -> None:
    take_back(version, item)
    prove(version, item, made)
    choose(version, item.subject, action, value={"commitment": made.pk}, user=user)
