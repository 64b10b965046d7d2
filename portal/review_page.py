"""What the review screen shows and how its one form is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from documents import answers, norm_lists, proposals, review
from documents.candidates import candidates
from documents.date_rules import odd_letter_date
from documents.models import Choice, Finding, Letter, LetterVersion
from documents.publication import Problem
from documents.review import FIELDS
from documents.vocabulary import LetterState
from governance.scope import Scope
from governance.vocabulary import Level
from portal.decision_forms import DecisionForm, Offer, offer_for
from portal.marked_text import Mark, pieces
from portal.review_attachments import KEY as ATTACHMENTS
from portal.review_attachments import attachments
from portal.review_facts import DOSSIER, LINK, RECORD, FactForms, before, known_dossiers
from portal.review_forms import FieldsForm, PublishForm, ReviewForm
from portal.review_found import FoundRow, found_rows
from portal.review_merge import WAS, Typed, Values, difference, merged, merged_ticks, shown, with_draft
from portal.review_rows import FieldRow, PersonalRow, link_rows, personal_rows

MOST_DIGITS = 9
# Tick boxes that are rows and not fields of a form.
TICKS = ("lak", "verwijzing")
# Buttons that are about one thing on the screen.
ONE_THING = (
    "bevestig", "kies", "neem_over", "koppel", "geen_besluit", "oordeel", "stel_voor", "spreekt_tegen", "toch_niet",
    "volgde_op", "volgde_niet", "norm", RECORD, LINK, DOSSIER,
)  # fmt: skip
# What a draft never holds: that somebody looked at the personal data must be said at the moment itself.
NOT_KEPT = {"personal_data_checked", "open_anyway"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about what is still needed and the address on the page where that is done."""

    sentence: str
    target: str = ""


class ReviewPage:
    """The forms and rows of one letter's review.

    ``data`` is what was posted, ``typed`` a draft to show when nothing was; ``problems`` is what to tell the user.
    """

    def __init__(
        self, letter: Letter, version: LetterVersion, scope: Scope, data: QueryDict | None, typed: Typed | None = None
    ) -> None:
        version.letter = letter
        self.letter, self.version, self.scope = letter, version, scope
        self.problems: list[Notice] = []
        self.conflicts: dict[str, list[str]] = {}
        self.places_masked = 0
        self.seen = letter.edit_count
        self.found = answers.found_decisions(version)
        self._ask()
        self.personal = self._personal_rows()
        self.links = link_rows(self._links())
        self.check = review.personal_data_check(version)
        self.norm = norm_lists.norm_list(version.text)
        self.stored = self._stored()
        self.restored = bool(typed) and data is None
        self.data = self._brought_up_to_date(data) if data is not None else None
        if data is None and typed:
            self._show_draft(typed)
        else:
            self._make_forms(self.data)

    def _ask(self) -> None:
        """What was found and what it can be tied to."""
        self.facts = FactForms(self.version, self.scope, self.found)
        self.offer: Offer = offer_for(self.version, self.found, self.scope, more=self.facts.any_found)
        self.facts.ask(self.offer)

    # --- Making the page ----------------------------------------------------------------------------------------------

    def _make_forms(self, data: QueryDict | None) -> None:
        self.fields_form = FieldsForm(data, letter=self.letter)
        self.publish_form = PublishForm(data, letter=self.letter, checked=self.check is not None)
        self.decision_forms = [
            DecisionForm(data, found=item, offer=self.offer, version=self.version) for item in self.found
        ]
        self.facts.make_forms(data)

    @property
    def _all_forms(self) -> list[ReviewForm]:
        return [self.fields_form, self.publish_form, *self.decision_forms, *self.facts.forms.values()]

    def _stored(self) -> Values:
        self._make_forms(None)
        values = shown(self._all_forms)
        values["lak"] = [row.key for row in self.personal if row.masked]
        values["verwijzing"] = [row.ids for row in self.links if row.accepted]
        return values

    def _brought_up_to_date(self, data: QueryDict) -> QueryDict:
        """What was posted, with what a colleague stored since the page was made."""
        data = _pressed(data)
        seen = number(data.get("edit_count", ""))
        if seen == self.letter.edit_count:
            return data
        of_both = {name: values for name, values in self.stored.items() if self._is_merged(name)}
        result, self.conflicts = merged(data, of_both)
        for form in self.decision_forms:
            answer = form["answer"].html_name
            if result.getlist(answer) != data.getlist(answer):
                for bound in form:
                    result.setlist(bound.html_name, self.stored[bound.html_name])
        for name in TICKS:
            merged_ticks(result, name, self.stored[name])
        return result

    def _is_merged(self, name: str) -> bool:
        return name in self.fields_form.fields or name.endswith("-answer")

    def _show_draft(self, typed: Typed) -> None:
        data = with_draft(self.stored, typed)
        _, self.conflicts = merged(data, {name: self.stored[name] for name in typed if name in FIELDS})
        self.data = data
        self._make_forms(data)
        for form in self._all_forms:
            form.show_without_errors()

    def is_valid(self) -> bool:
        """Whether what is asked can be stored; the forms hold what is wrong.

        A press on one thing does not wait for a decision that is half filled in: that stays typed.
        """
        wrong = [form for form in (self.fields_form, self.publish_form) if not form.is_valid()]
        unfinished = [form for form in self.decision_forms if not form.is_valid()]
        if self._pressed_one:
            about = {position for name in ("neem_over", "koppel") for position in self._posted(name).split(":")[:1]}
            unfinished = [form for form in unfinished if str(form.found.finding.position) in about]
        return self.facts.is_valid(self.data) and not wrong and not unfinished

    @property
    def _pressed_one(self) -> bool:
        return any(name in (self.data or {}) for name in ONE_THING)

    def _posted(self, name: str) -> str:
        return self.data.get(name, "") if self.data else ""

    def left_over(self) -> Typed:
        """What was posted and could not be stored yet: who may read the letter, and decisions half filled in."""
        unfinished = (form for form in self.decision_forms if not form.is_valid())
        forms: list[ReviewForm] = [self.publish_form, *unfinished, *self.facts.forms.values()]
        names = {bound.html_name for form in forms for bound in form}
        return {name: values for name, values in self.typed().items() if name in names}

    @property
    def says_not_public(self) -> bool:
        """Whether the letter itself, or who added it, says that it is not openbaar."""
        return review.says_not_public(self.version)

    def reload(self) -> None:
        """Show what was stored; the publication choices stay as they were typed."""
        self.letter.refresh_from_db()
        self.seen = self.letter.edit_count
        self.found = answers.found_decisions(self.version)
        self._ask()
        self.personal, self.links = self._personal_rows(), link_rows(self._links())
        self.check = review.personal_data_check(self.version)
        kept = self.publish_form
        self.data = None
        self._make_forms(None)
        self.publish_form = kept

    # --- Storing ------------------------------------------------------------------------------------------------------

    def typed(self) -> Typed:
        """What was posted and is not stored."""
        kept = difference(self.data or QueryDict(), self.stored)
        return {name: values for name, values in kept.items() if name not in NOT_KEPT}

    def next_address(self) -> str:
        """Back to this screen: to what was just recorded, else at the first field that still needs attention."""
        if self.places_masked:
            return reverse("review", args=[self.letter.pk]) + "#persoonsgegevens"
        if "norm" in (self.data or {}):
            return reverse("review", args=[self.letter.pk]) + "#norm"
        if place := self.facts.place_of(self.data):
            return reverse("review", args=[self.letter.pk]) + f"#{place}"
        left = review.unsettled_fields(self.version)
        return reverse("review", args=[self.letter.pk]) + (f"#veld-{left[0]}" if left else "")

    def tell(self, problems: list[Problem]) -> None:
        """Say what is still needed, each sentence with the place where that is done."""
        self.problems += [Notice(problem.sentence, self._target(problem.about)) for problem in problems]

    def _target(self, about: str) -> str:
        if about == "decisions":
            unanswered = next((item.finding.position for item in self.found if item.choice is None), None)
            return "besluiten" if unanswered is None else f"besluit-{unanswered}"
        targets = {"level": "publiceren", "shared_with": "gedeeld", "personal_data": "id_personal_data_checked"}
        return targets.get(about, f"id_{about}" if about else "")

    # --- What the template shows --------------------------------------------------------------------------------------

    @property
    def state_tone(self) -> str:
        """The colour of the letter's own badge."""
        return {LetterState.PUBLISHED: "success", LetterState.WITHDRAWN: "danger"}.get(
            LetterState(self.letter.state), "warning"
        )

    def field_rows(self, findings: dict[str, Finding], choices: dict[str, Choice]) -> list[FieldRow]:
        """The fields: doubtful ones first, then those not found, then what is settled."""
        offered = candidates(self.version) if self.letter.state == LetterState.TO_CHECK else {}
        odd = odd_letter_date(self.letter.date, today=timezone.localdate())
        rows = [
            FieldRow(
                key, self.fields_form[key], findings.get(key), choices.get(key), offered.get(key, []),
                odd=odd if key == "date" else "", theirs=self._theirs(key), before=" ".join(self.stored[key]),
            )
            for key in FIELDS
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (not row.needs_attention, row.is_settled))

    def _theirs(self, key: str) -> str | None:
        return self.conflicts[key][0] if key in self.conflicts else None

    def _personal_rows(self) -> list[PersonalRow]:
        masked, kept = review.masked_places(self.version)
        found = self.version.findings.filter(key="personal_data", start__isnull=False)
        kinds = {(f.start, f.end): str(f.value.get("kind", "")) for f in found if f.start is not None}
        return personal_rows(self.version.text, masked, kept, {(s, e): k for (s, e), k in kinds.items() if e})

    def _links(self) -> Any:
        return self.version.evidence.naming().select_related(
            "region", "gemeente", "organisation", "body__organisation", "body__gemeente", "programme"
        )

    def _marks(self, findings: list[Finding], rows: list[FieldRow], found: list[FoundRow]) -> list[Mark]:
        """The places that fields, decisions, personal data and links point to; those that are only offered as another
        value, or that the letter is known by anyway, light up when somebody asks for them."""
        marks = [
            Mark(f.start, f.end, f"bron-{f.pk}")
            for f in findings
            if f.key in {*FIELDS, "decisions", "confidentiality"} and f.start is not None and f.end is not None
        ]
        marks += [
            Mark(start, end, f"persoon-{start}", personal=True) for row in self.personal for start, end in row.places
        ]
        quiet = {row.anchor: Mark(row.start, row.end, row.anchor, quiet=True) for row in self.links}
        for field_row in rows:
            quiet |= {f"plek-{c.start}": Mark(c.start, c.end, f"plek-{c.start}", quiet=True) for c in field_row.others}
        quiet |= {row.anchor: Mark(row.start, row.end, row.anchor, quiet=True) for row in found}
        if self.norm is not None:
            start, end = self.norm.start, self.norm.end
            quiet.setdefault(f"plek-{start}", Mark(start, end, f"plek-{start}", quiet=True))
        return [*marks, *quiet.values()]

    def _is_ticked(self, name: str, value: str, *, stored: bool) -> bool:
        """Whether a box is ticked: as it was typed, else as it is stored."""
        if self.data is None or (name not in self.data and WAS + name not in self.data):
            return stored
        return value in self.data.getlist(name)

    def context(self) -> dict[str, Any]:
        """Everything the template shows."""
        findings = list(self.version.findings.all())
        choices = list(self.version.choices.all())
        by_key = {f.key: f for f in reversed(findings) if f.key in FIELDS}
        rows = self.field_rows(by_key, {c.key: c for c in choices if c.start is None})
        cards, told = self.facts.cards(), list(self.facts.told().values())
        found = found_rows(findings, choices)
        open_decisions = sum(form.found.choice is None for form in self.decision_forms)
        stated = next((f for f in findings if f.key == "confidentiality"), None)
        return {
            "letter": self.letter, "version": self.version, "page": self, "problems": self.problems,
            "pieces": pieces(self.version.text, self._marks(findings, rows, found)),
            "attention_rows": [row for row in rows if row.needs_attention],
            "absent_rows": [row for row in rows if not row.needs_attention and not row.is_settled],
            "settled_rows": [row for row in rows if row.is_settled],
            "fields_form": self.fields_form, "publish_form": self.publish_form,
            "decision_forms": self.decision_forms, "open_decisions": open_decisions,
            "no_decision": any(c.key == answers.NO_DECISION for c in choices),
            "personal_rows": [(row, self._is_ticked("lak", row.key, stored=row.masked)) for row in self.personal],
            "link_rows": [(row, self._is_ticked("verwijzing", row.ids, stored=row.accepted)) for row in self.links],
            "unknown_names": list(proposals.unknown_names(findings)),
            "found_rows": [(row, cards.get(row.subject)) for row in found if row.subject.key != ATTACHMENTS],
            "attachments": attachments(found, self.letter.attachments.all()), "edit_count": self.seen,
            "decision_cards": [
                (form, cards.get(form.found.subject), before(form.recorded, told)) for form in self.decision_forms
            ],
            "norm": self.norm, "norm_choice": next((c.action for c in choices if c.key == norm_lists.KEY), ""),
            "fact_forms": list(self.facts.forms.values()),
            "dossiers": known_dossiers() if self.letter.state == LetterState.TO_CHECK else [],
            "left": sum(row.needs_attention for row in rows) + open_decisions,
            "stated": stated if stated and stated.value.get("value") not in {None, Level.PUBLIC.value} else None,
            "editable": self.letter.state == LetterState.TO_CHECK,
        }  # fmt: skip


def _pressed(data: QueryDict) -> QueryDict:
    """What was posted with what the pressed button says filled in: a candidate for a field, or an answer."""
    data = data.copy()
    key, _, value = data.get("kies", "").partition(":")
    if key in FIELDS:
        data[key] = value
        data.appendlist("bevestig", key)
    if (position := data.get("neem_over", "")).isdecimal():
        data[f"besluit-{position}-answer"] = "create"
    position, _, decision = data.get("koppel", "").partition(":")
    if position.isdecimal():
        data[f"besluit-{position}-answer"], data[f"besluit-{position}-decision"] = "link", decision
    return data


def number(typed: str) -> int | None:
    """A number that a form sent back; None for anything else. More digits than any id has are none either."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
