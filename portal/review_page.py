"""What the review screen shows and how its one form is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from documents import review
from documents.models import Choice, EvidenceLink, Finding, Letter, LetterVersion
from documents.review import FIELDS, DecisionFinding
from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState
from governance.models import User
from governance.scope import Scope
from governance.vocabulary import ClaimStatus, Level, Vocabulary
from portal.marked_text import Mark, pieces
from portal.review_forms import DecisionForm, FieldsForm, PublishForm, deciding_bodies, known_decisions


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field on the screen: its form field, the claim behind it, and what a person chose."""

    key: str
    bound: BoundField
    finding: Finding | None
    choice: Choice | None

    @property
    def needs_attention(self) -> bool:
        """Whether reading doubts it and nobody looked at it yet."""
        return self.choice is None and self.finding is not None and self.finding.status == ClaimStatus.CHECK

    @property
    def is_settled(self) -> bool:
        """Whether the field can be folded to one line."""
        certain = self.finding is not None and self.finding.status == ClaimStatus.CERTAIN
        return self.choice is not None or certain

    @property
    def shown(self) -> str:
        """The value in words, for the folded line."""
        value = self.bound.value()
        choices = dict(getattr(self.bound.field, "choices", ()))
        return str(choices.get(value, value) or "")

    @property
    def state(self) -> Vocabulary:
        """What the badge says."""
        if self.choice is not None:
            return ChoiceAction(self.choice.action)
        return ClaimStatus(self.finding.status) if self.finding else ClaimStatus.ABSENT

    @property
    def tone(self) -> str:
        """The colour of the badge."""
        if self.choice is not None:
            return "success"
        return {ClaimStatus.CERTAIN: "success", ClaimStatus.CHECK: "warning"}.get(self.state, "inactive")  # type: ignore[call-overload, no-any-return] # any vocabulary member may be asked for


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """A place with personal data and whether it will be masked."""

    key: str
    kind: str
    text: str
    anchor: str
    masked: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A record of governance that the letter names, with every place; ``ids`` are those of the links."""

    label: str
    kind: str
    ids: str
    anchor: str
    count: int
    accepted: bool


KINDS = {"email": "e-mailadres", "phone": "telefoonnummer", "name": "naam", "bsn": "burgerservicenummer",
         "address": "adres", "own": "zelf aangewezen"}  # fmt: skip

MOST_DIGITS = 9


class ReviewPage:
    """The forms and rows of one letter's review; ``data`` is what was posted, ``problems`` what to tell the user."""

    def __init__(self, letter: Letter, version: LetterVersion, scope: Scope, data: QueryDict | None) -> None:
        version.letter = letter
        self.letter, self.version, self.scope, self.data = letter, version, scope, data
        self.problems: list[str] = []
        self.places_masked = 0
        seen = _number(data.get("edit_count", "")) if data else None
        self.seen = letter.edit_count if seen is None else seen
        self.fields_form = FieldsForm(data, letter=letter)
        self.publish_form = PublishForm(data, letter=letter)
        self.decision_forms = self._decision_forms(data)

    def _decision_forms(self, data: QueryDict | None) -> list[DecisionForm]:
        found = review.found_decisions(self.version)
        if not found:
            return []
        candidates, bodies = known_decisions(self.version, self.scope), deciding_bodies(self.version)
        return [DecisionForm(data, found=item, candidates=candidates, bodies=bodies) for item in found]

    @property
    def state_tone(self) -> str:
        """The colour of the letter's own badge."""
        return {LetterState.PUBLISHED: "success", LetterState.WITHDRAWN: "danger"}.get(
            LetterState(self.letter.state), "warning"
        )

    def is_valid(self) -> bool:
        """Whether everything typed can be stored; the forms hold what is wrong."""
        forms = [self.fields_form, self.publish_form, *self.decision_forms]
        return all([form.is_valid() for form in forms])  # noqa: C419 - every form shows its errors at once

    def reload(self) -> None:
        """Show what was stored; the publication choices stay as they were typed."""
        self.letter.refresh_from_db()
        self.fields_form = FieldsForm(letter=self.letter)
        self.decision_forms = self._decision_forms(None)
        self.seen = self.letter.edit_count

    def save(self, user: User) -> None:
        """Store every choice on the screen."""
        data = self.data or QueryDict()
        confirmed = set(data.getlist("bevestig"))
        for key in FIELDS:
            changed = key in self.fields_form.changed_data
            if changed or key in confirmed:
                review.choose_field(self.version, key=key, value=self.fields_form.value(key), user=user)
        self.letter.source_url = self.fields_form.cleaned_data["source_url"]
        self.letter.save(update_fields=["source_url"])
        for form in self.decision_forms:
            self._answer(form, user)
        if "verwijzingen" in data:
            named = {_number(pk) for value in data.getlist("verwijzing") for pk in value.split("-")}
            review.choose_links(self.version, accepted={pk for pk in named if pk is not None})
        self._save_masks(data, user)
        review.reindex(self.version)

    def _answer(self, form: DecisionForm, user: User) -> None:
        found: DecisionFinding = form.found
        answer = form.cleaned_data["answer"]
        if not answer or not form.has_changed():
            return
        if answer == "link":
            review.link_decision(self.version, found, decision=form.cleaned_data["decision"], user=user)
        elif answer == "create":
            review.create_decision(self.version, found, facts=form.facts, user=user)
        else:
            review.reject_decision(self.version, found, user=user)

    def _save_masks(self, data: QueryDict, user: User) -> None:
        if "persoonsgegevens" in data:
            ticked = set(data.getlist("lak"))
            rows = self.personal_rows()
            review.choose_masks(
                self.version,
                masked=[_place(row.key) for row in rows if row.key in ticked],
                kept=[_place(row.key) for row in rows if row.key not in ticked],
                user=user,
            )
        words = " ".join(data.get("lak_ook", "").split())
        self.places_masked = review.mask_words_everywhere(self.version, words=words, user=user) if words else 0
        if words and not self.places_masked:
            self.problems.append(f"‘{words}’ staat niet in de brief. Neem de tekst precies over.")

    def next_address(self) -> str:
        """Back to this screen, at the first field that still needs attention."""
        if self.places_masked:
            return reverse("review", args=[self.letter.pk]) + "#persoonsgegevens"
        left = review.unsettled_fields(self.version)
        return reverse("review", args=[self.letter.pk]) + (f"#veld-{left[0]}" if left else "")

    def field_rows(self) -> list[FieldRow]:
        """The fields: doubtful ones first, then those not found, then what is settled."""
        findings = {f.key: f for f in self.version.findings.filter(key__in=FIELDS)}
        choices = {c.key: c for c in self.version.choices.filter(key__in=FIELDS)}
        rows = [FieldRow(key, self.fields_form[key], findings.get(key), choices.get(key)) for key in FIELDS]
        return sorted(rows, key=lambda row: (not row.needs_attention, row.is_settled))

    def personal_rows(self) -> list[PersonalRow]:
        """Places with personal data that reading proposed or a person pointed out, in the order of the text."""
        masked, kept = review.masked_places(self.version)
        kinds = {
            (f.start, f.end): KINDS.get(f.value.get("kind", ""), "persoonsgegeven")
            for f in self.version.findings.filter(key="personal_data")
        }
        return [
            PersonalRow(
                key=f"{start}-{end}", kind=kinds.get((start, end), KINDS["own"]), text=self.version.text[start:end],
                anchor=f"persoon-{start}", masked=(start, end) in masked,
            )
            for start, end in sorted(masked | kept)
        ]  # fmt: skip

    def link_rows(self) -> list[LinkRow]:
        """Records of governance that the letter names, one row each."""
        grouped: dict[tuple[str, int], list[EvidenceLink]] = {}
        links = self.version.evidence.filter(decision__isnull=True).select_related(
            "region", "gemeente", "organisation", "body__organisation", "body__gemeente", "programme"
        )
        for link in links:
            grouped.setdefault((link.target_name, link.target_id), []).append(link)
        rows = []
        for (name, _), places in grouped.items():
            record = getattr(places[0], name)
            rows.append(
                LinkRow(
                    label=getattr(record, "full_name", str(record)), kind=str(record._meta.verbose_name),
                    ids="-".join(str(place.pk) for place in places), anchor=f"bron-v{places[0].start}",
                    count=len(places), accepted=any(p.status != EvidenceStatus.REJECTED for p in places),
                )
            )  # fmt: skip
        return sorted(rows, key=lambda row: (row.kind, row.label))

    def marks(self) -> list[Mark]:
        """The places that fields, decisions, personal data and links point to."""
        marks = [
            Mark(f.start, f.end, f"bron-{f.pk}")
            for f in self.version.findings.filter(key__in=[*FIELDS, "decisions", "confidentiality"])
            if f.start is not None and f.end is not None
        ]
        marks += [Mark(*_place(row.key), row.anchor, personal=True) for row in self.personal_rows()]
        first: dict[tuple[str, int], Mark] = {}
        for link in self.version.evidence.filter(decision__isnull=True):
            first.setdefault((link.target_name, link.target_id), Mark(link.start, link.end, f"bron-v{link.start}"))
        return [*marks, *{mark.anchor: mark for mark in first.values()}.values()]

    def _stated_level(self) -> Finding | None:
        """Where the letter itself says that it is not openbaar, to warn before it is published as if it were."""
        stated = self.version.findings.filter(key="confidentiality").first()
        return stated if stated and stated.value.get("value") not in {None, Level.PUBLIC.value} else None

    def context(self) -> dict[str, Any]:
        """Everything the template shows."""
        rows = self.field_rows()
        open_decisions = sum(form.found.choice is None for form in self.decision_forms)
        return {
            "letter": self.letter, "version": self.version, "page": self, "problems": self.problems,
            "pieces": pieces(self.version.text, self.marks()),
            "attention_rows": [row for row in rows if row.needs_attention],
            "absent_rows": [row for row in rows if not row.needs_attention and not row.is_settled],
            "settled_rows": [row for row in rows if row.is_settled],
            "fields_form": self.fields_form, "publish_form": self.publish_form,
            "decision_forms": self.decision_forms, "personal_rows": self.personal_rows(),
            "link_rows": self.link_rows(), "edit_count": self.seen,
            "left": sum(row.needs_attention for row in rows) + open_decisions,
            "stated": self._stated_level(),
            "editable": self.letter.state == LetterState.TO_CHECK,
        }  # fmt: skip


def _number(typed: str) -> int | None:
    """A number that a form sent back; None for anything else. More digits than any id has are none either."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None


def _place(key: str) -> tuple[int, int]:
    start, end = key.split("-")
    return int(start), int(end)
