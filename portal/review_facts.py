"""What the review screen can record besides decisions, as forms beside the findings they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from documents import facts
from documents.choices import Subject
from documents.found import FoundItem, found_by_key, repeats_request
from documents.models import EvidenceLink, LetterVersion
from documents.vocabulary import EvidenceStatus
from governance.access import owned_q
from governance.models import Commitment, Decision, Dossier, LegalTerm, Round, RoundResponse, User
from governance.scope import Scope
from governance.vocabulary import Level, RoundKind
from portal.decision_forms import Offer
from portal.fact_forms import (
    CommitmentForm,
    FactForm,
    FactOffer,
    ResponseForm,
    RoundForm,
    bare,
    letter_day,
    may_be_answer,
    term_day,
)
from portal.review_forms import gemeenten_for

KEYS = ("consultations", "follow_ups")
RECORDABLE = frozenset(kind.value for kind in RoundKind)
MOST_KNOWN = 60
# Buttons of these forms; each names a form by its code, ``koppel_feit`` may add the known fact.
RECORD, LINK, DOSSIER = "leg_vast", "koppel_feit", "zet_dossier"


@dataclass(frozen=True, slots=True)
class FactCard:
    """What stands beside one finding: a form to record it with, or what was recorded from it."""

    form: FactForm | None
    recorded: Round | Commitment | None


@dataclass(frozen=True, slots=True)
class Before:
    """Answers of raden that the same letter tells of, beside a recorded decision: those it followed on, and those of
    which nobody said yet what they led to."""

    followed: list[RoundResponse]
    may_follow: list[RoundResponse]


class FactForms:
    """The forms of one letter; ``forms`` holds those of findings from which nothing was recorded, by their code."""

    def __init__(self, version: LetterVersion, scope: Scope, found: list[FoundItem]) -> None:
        self.version, self.scope = version, scope
        self.items = found_by_key(version, KEYS)
        asked = [item.finding for item in self.items["consultations"]]
        self.items["follow_ups"] = [
            item for item in self.items["follow_ups"] if item.choice or not repeats_request(item.finding, asked)
        ]
        self.answers = [item for item in found if may_be_answer(item)]
        self.forms: dict[str, FactForm] = {}

    @property
    def any_found(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.answers or any(self.items.values()))

    def ask(self, offer: Offer) -> None:
        """Ask once what the facts of this letter can be tied to."""
        self.offer = _offer(self.version, self.scope, offer) if self.any_found else None
        self.numbers = _numbers(self.version) if self.answers else []

    def make_forms(self, data: QueryDict | None) -> None:
        """The forms as they were posted, or as they are proposed."""
        self.forms = {}
        if self.offer is None:
            return
        made: list[FactForm] = [
            RoundForm(data, item=item, offer=self.offer)
            for item in self.items["consultations"]
            if item.finding.value.get("kind") in RECORDABLE and not item.recorded("round")
        ]
        made += [
            CommitmentForm(data, item=item, offer=self.offer)
            for item in self.items["follow_ups"]
            if not item.recorded("commitment")
        ]
        made += [
            ResponseForm(data, item=item, offer=self.offer, number=_number_in(item, self.numbers))
            for item in self.answers
            if item.choice is None
        ]
        self.forms = {form.code: form for form in made}

    def pressed(self, data: QueryDict | None) -> FactForm | None:
        """The form whose button was pressed."""
        code = data.get(RECORD) or data.get(LINK, "") if data is not None else ""
        return self.forms.get(":".join(code.split(":")[:2]))

    def place_of(self, data: QueryDict | None) -> str:
        """The mark on the page of what a button of these forms was about; empty for other buttons."""
        if data is not None and DOSSIER in data:
            return "dossier"
        form = self.pressed(data)
        if form is None:
            return ""
        subject = form.item.subject
        if subject.key == "decisions":
            return f"besluit-{form.item.finding.position}"
        return f"vondst-{subject.key}-{subject.start}-{subject.ordinal}"

    def is_valid(self, data: QueryDict | None) -> bool:
        """Whether what the pressed button asks can be done; the forms of other buttons are left as they are."""
        pressed = self.pressed(data)
        for form in self.forms.values():
            if form is not pressed or (data is not None and LINK in data):
                form.is_valid()
                form.show_without_errors()
        if pressed is None or data is None:
            return True
        if LINK not in data:
            return pressed.is_valid()
        if self._chosen(pressed, data) is not None:
            return True
        pressed.add_error("known", "Kies waaraan u wilt koppelen.")
        return False

    def cards(self) -> dict[Subject, FactCard]:
        """By finding: its form, or what was recorded from it as far as the asker may see it."""
        items = [item for rows in self.items.values() for item in rows] + self.answers
        forms = {form.item.subject: form for form in self.forms.values()}
        rounds = self._seen(Round.objects.all(), {pk for item in items if (pk := item.recorded("round"))})
        promised = self._seen(Commitment.objects.all(), {pk for item in items if (pk := item.recorded("commitment"))})
        return {
            item.subject: FactCard(
                forms.get(item.subject),
                rounds.get(item.recorded("round")) or promised.get(item.recorded("commitment")),
            )
            for item in items
        }

    def _seen(self, rows: QuerySet[Any], wanted: set[int]) -> Mapping[int, Any]:
        return rows.visible_to(self.scope).in_bulk(wanted) if wanted else {}  # type: ignore[attr-defined] # both are AudienceQuerySet

    def told(self) -> dict[int, RoundResponse]:
        """Answers of raden that were recorded from this letter, by their key."""
        wanted = {pk for item in self.answers if (pk := item.recorded("response"))}
        if not wanted:
            return {}
        rows = RoundResponse.objects.visible_to(self.scope).select_related("gemeente", "round")
        return dict(rows.in_bulk(wanted))

    def save(self, data: QueryDict, user: User) -> None:
        """Do what the pressed button says; nothing without one."""
        form = self.pressed(data)
        if form is None:
            return
        version, item = self.version, form.item
        if LINK in data:
            chosen = self._chosen(form, data)
            if isinstance(chosen, Round):
                facts.link_round(version, item, round_=chosen, user=user)
            elif isinstance(chosen, Commitment):
                facts.link_commitment(version, item, commitment=chosen, user=user)
        elif isinstance(form, RoundForm):
            facts.record_round(version, item, new=form.new, user=user)
        elif isinstance(form, CommitmentForm):
            facts.record_commitment(version, item, new=form.new, user=user)
        elif isinstance(form, ResponseForm):
            facts.record_response(version, item, round_=form.round_, new=form.new, user=user)

    def refuse(self, subject: Subject, user: User) -> bool:
        """Say that a request or promise is none; False where the finding is something else."""
        item = next((one for one in self.items.get(subject.key, []) if one.subject == subject), None)
        if item is not None:
            facts.refuse(self.version, item, user=user)
        return item is not None

    def _chosen(self, form: FactForm, data: QueryDict) -> Round | Commitment | None:
        """The known fact that the button names, or else the one that was chosen from the list."""
        if self.offer is None:
            return None
        code = data.get(LINK, "").split(":")
        number = code[2] if len(code) == 3 else data.get(form.add_prefix("known"), "")
        if isinstance(form, RoundForm):
            return self.offer.rounds.get(number)
        return self.offer.commitments.get(number) if isinstance(form, CommitmentForm) else None


def before(decision: Decision | None, told: Iterable[RoundResponse]) -> Before:
    """What the same letter tells of raden before this decision."""
    if decision is None:
        return Before([], [])
    day = decision.date
    return Before(
        [row for row in told if row.led_to_id == decision.pk],
        [row for row in told if row.led_to_id is None and not (day and row.date and row.date > day)],
    )


def known_dossiers() -> list[Dossier]:
    """Dossiers to put a letter in."""
    return list(Dossier.objects.select_related("region"))


def _offer(version: LetterVersion, scope: Scope, offer: Offer) -> FactOffer:
    letter = version.letter
    region = letter.region or letter.owner_region
    date = letter_day(letter.date, letter.date_precision)
    terms = LegalTerm.objects.on(term_day(date))
    return FactOffer(
        letter_gemeente=letter.gemeente, letter_date=date, from_body=letter.from_body, to_body=letter.to_body,
        rounds={str(row.pk): row for row in known_rounds(version, scope)},
        commitments={str(row.pk): row for row in known_commitments(version, scope)},
        decisions=offer.decisions, bodies=offer.bodies, named=_named(version),
        gemeenten={str(row.pk): row for row in gemeenten_for(letter).order_by("name")},
        terms={str(term.pk): term for term in terms}, region_name=region.name if region else "van de brief",
    )  # fmt: skip


def known_rounds(version: LetterVersion, scope: Scope) -> QuerySet[Any]:
    """Rounds that the letter may be about: the newest of its region or gemeente. Only public ones and those of the
    user's own griffie, as for decisions: a letter that proves a round makes it as open as the letter is."""
    letter = version.letter
    near = _owned_as(letter) | Q(evidence__version=version)
    if letter.region_id:
        near |= Q(region=letter.region_id)
    if letter.gemeente_id:
        near |= Q(answers__gemeente=letter.gemeente_id)
    rows = Round.objects.filter(Q(level=Level.PUBLIC) | owned_q(scope))
    ids = rows.filter(near).values("pk")
    return rows.filter(pk__in=ids).order_by(F("asked_on").desc(nulls_last=True), "-pk")[:MOST_KNOWN]


def known_commitments(version: LetterVersion, scope: Scope) -> QuerySet[Any]:
    """Promises that the letter may repeat, by the same rule."""
    letter = version.letter
    near = _owned_as(letter) | Q(evidence__version=version)
    if letter.region_id:
        near |= Q(region=letter.region_id)
    rows = Commitment.objects.filter(Q(level=Level.PUBLIC) | owned_q(scope))
    return rows.filter(pk__in=rows.filter(near).values("pk")).order_by("-pk")[:MOST_KNOWN]


def _owned_as(letter: Any) -> Q:
    if letter.owner_gemeente_id:
        return Q(owner_gemeente=letter.owner_gemeente_id)
    return Q(owner_region=letter.owner_region_id)


def _named(version: LetterVersion) -> dict[str, set[int]]:
    """By words of the letter: the bodies that they link to."""
    links = EvidenceLink.objects.filter(version=version, body__isnull=False).exclude(status=EvidenceStatus.REJECTED)
    found: dict[str, set[int]] = defaultdict(set)
    for start, end, body in links.values_list("start", "end", "body_id"):
        if body is not None:
            found[bare(version.text[start:end])].add(body)
    return found


def _numbers(version: LetterVersion) -> list[tuple[int, str]]:
    rows = version.findings.filter(key="referenced_numbers", start__isnull=False)
    return [(row.start or 0, str(row.value.get("number") or "")) for row in rows]


def _number_in(item: FoundItem, numbers: Iterable[tuple[int, str]]) -> str:
    """The one number in the sentence of a finding; empty with none or several."""
    first, last = item.finding.start or 0, item.finding.end or 0
    within = {number for start, number in numbers if first <= start < last}
    return within.pop() if len(within) == 1 else ""
