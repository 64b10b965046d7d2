"""The forms with which a griffie keeps a round: its own answer, and what the board did with what raden said."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.models import AnswerDraft, Gemeente, LegalTerm, Round, RoundAnswer, RoundPoint
from governance.rounds import CHOICES, AnswerFacts, RoundTerms
from governance.vocabulary import AnswerStatus, RoundKind
from portal.curating import LockedForm
from portal.forms import DutchDayField
from portal.round_texts import Taken
from portal.templatetags.nlds import date_in_words

LONGEST = 20_000
# What a raad may answer to each kind of question.
ANSWERS = {
    RoundKind.OPINION: {AnswerStatus.GIVEN, AnswerStatus.WAIVED},
    RoundKind.ADOPTION: {AnswerStatus.ADOPTED, AnswerStatus.AMENDED, AnswerStatus.REJECTED},
}
DATES = ("received_on", "college_on", "advice_on", "council_on", "answered_on")


def states_for(kind: str, now: str) -> list[tuple[str, str]]:
    """The states to choose from in a round of this kind, and the one that holds now."""
    fitting = ANSWERS[RoundKind(kind)]
    return [(one.value, one.label) for one in CHOICES if not one.is_answer or one in fitting or one == now]


class ProgressForm(LockedForm):
    """How far a gemeente is in a round."""

    status = forms.ChoiceField(label="Stand", error_messages={"required": "Kies hoe ver de gemeente is."})
    received_on = DutchDayField(label="Ontvangen op", required=False)
    college_on = DutchDayField(label="In het college op", required=False)
    advice_on = DutchDayField(label="Advies van de adviesraad op", required=False)
    council_on = DutchDayField(label="In de raad op", required=False)
    answered_on = DutchDayField(label="Antwoord van de raad op", required=False)
    number = forms.CharField(label="Nummer in het RIS", required=False, max_length=100)

    def __init__(self, data: Any = None, *, row: RoundAnswer, **kwargs: Any) -> None:
        """Fill in what is recorded now; "overgegaan" is never offered."""
        initial = {name: getattr(row, name) for name in (*DATES, "status", "number")} | kwargs.pop("initial", {})
        super().__init__(data, row=row, initial=initial, **kwargs)
        cast("forms.ChoiceField", self.fields["status"]).choices = states_for(row.round.kind, row.status)

    def clean(self) -> dict[str, Any]:
        """An answer has an answering state, is not of tomorrow, and comes after the text was received."""
        data = super().clean() or self.cleaned_data
        answered, received = data.get("answered_on"), data.get("received_on")
        status = data.get("status")
        if answered and status and not AnswerStatus(status).is_answer:
            self.add_error("status", "U vulde een dag van het antwoord in. Kies ook wat de raad antwoordde.")
        if answered and answered > timezone.localdate():
            self.add_error("answered_on", "Deze dag moet nog komen. Vul hem in bij ‘In de raad op’.")
        if answered and received and answered < received:
            self.add_error("answered_on", "Het antwoord ligt voor de dag van ontvangst. Pas een van de twee aan.")
        return data

    @property
    def facts(self) -> AnswerFacts:
        """What was filled in, as columns of the answer."""
        names = (*DATES, "status", "number", *(["reaction"] if "reaction" in self.fields else []))
        return cast("AnswerFacts", {name: self.cleaned_data[name] for name in names})


class AnswerForm(ProgressForm):
    """The answer of the griffie's own gemeente, with its text; ``taken_from`` says whose text it began with."""

    text = forms.CharField(
        label="Tekst van het antwoord",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Zolang u deze tekst alleen bewaart, ziet niemand buiten uw griffie hem. Zet er geen gegevens van"
        " bewoners of ambtenaren in.",
    )
    taken_from = forms.ModelChoiceField(queryset=Gemeente.objects.all(), required=False, widget=forms.HiddenInput)
    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("text", "status", *DATES, "number")

    def __init__(self, data: Any = None, *, row: RoundAnswer, draft: AnswerDraft | None, taken: Taken | None) -> None:
        """Show the draft where there is one, else what is published; behind it what was just taken over."""
        self.draft = draft
        text, source = (draft.text, draft.taken_from_id) if draft else (row.text, row.taken_from_id)
        if taken is not None:
            text, source = (f"{text}\n\n{taken.text}" if text else taken.text), taken.gemeente.pk
        super().__init__(data, row=row, initial={"text": text, "taken_from": source, "draft_seen": self._stamp()})

    def _stamp(self) -> str:
        return self.draft.saved_at.isoformat() if self.draft is not None else ""

    def now(self) -> dict[str, str]:
        """The newest line of the answer, and the newest draft."""
        return super().now() | {"draft_seen": self._stamp()}

    def clean_draft_seen(self) -> str:
        """What a colleague wrote meanwhile is not lost unseen."""
        seen = str(self.cleaned_data["draft_seen"])
        if seen != self._stamp():
            raise ValidationError(
                "Een collega heeft dit concept intussen bewaard. Wat u schreef staat er nog. Open deze bladzijde in een"
                " nieuw tabblad, kijk wat er bewaard is en sla dan opnieuw op."
            )
        return seen

    def clean_text(self) -> str:
        """Line ends as the database keeps them."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()


def with_reaction(form: ProgressForm) -> None:
    """Let whoever keeps the round also say what the board did with this answer."""
    row = cast("RoundAnswer", form.row)
    form.fields["reaction"] = forms.CharField(
        label="Wat het bestuur met dit antwoord deed", required=False, max_length=2000, initial=row.reaction,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class TermsForm(LockedForm):
    """When raden were asked and by when they answer; a legal term is offered and never chosen beforehand."""

    asked_on = DutchDayField(label="Gevraagd op", required=False)
    deadline = DutchDayField(label="Uiterste datum", required=False)
    legal_term = forms.ModelChoiceField(
        label="Wettelijke termijn",
        queryset=LegalTerm.objects.none(),
        required=False,
        empty_label="Geen, of niet bekend",
        help_text="Kiest u een termijn en geen uiterste datum? Dan telt het portaal vanaf de dag van de vraag.",
    )
    request = forms.CharField(label="Wat er verder gevraagd is", max_length=300, required=False)
    whole_region = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, row: Round) -> None:
        """Offer the terms that the law gave on the day of the question, each with the day on which it would end."""
        known = {name: getattr(row, name) for name in ("asked_on", "deadline", "legal_term", "request")}
        super().__init__(data, row=row, initial=known)
        day = row.asked_on or timezone.localdate()
        field = cast("forms.ModelChoiceField[LegalTerm]", self.fields["legal_term"])
        field.queryset = LegalTerm.objects.filter(
            pk__in=[*LegalTerm.objects.on(day).values_list("pk", flat=True), row.legal_term_id or 0]
        )
        field.label_from_instance = lambda term: _term_line(term, row.asked_on)  # type: ignore[method-assign,assignment] # Django's way to name choices
        if row.region is None:
            del self.fields["whole_region"]
        else:
            self.fields[
                "whole_region"
            ].label = f"Alle gemeenten van regio {row.region} zijn gevraagd, zoals de regio was op de dag van de vraag"

    def clean(self) -> dict[str, Any]:
        """The term ends after it began."""
        data = super().clean() or self.cleaned_data
        asked_on, deadline = data.get("asked_on"), data.get("deadline")
        if asked_on and deadline and deadline < asked_on:
            self.add_error("deadline", "De uiterste datum ligt voor de dag van de vraag. Pas een van de twee aan.")
        return data

    @property
    def terms(self) -> RoundTerms:
        """What was filled in, after validation."""
        data = self.cleaned_data
        return RoundTerms(
            asked_on=data["asked_on"], deadline=data["deadline"], legal_term=data["legal_term"], request=data["request"]
        )


def _term_line(term: LegalTerm, asked_on: datetime.date | None) -> str:
    until = f": tot en met {date_in_words(term.deadline(asked_on))}" if asked_on is not None else ""
    return f"{term} ({term.law}, artikel {term.article}){until}"


class PointForm(forms.Form):
    """One point that raden raised, and what the board did with it."""

    TAKEN = (("", "Niet bekend"), ("ja", "Overgenomen"), ("nee", "Niet overgenomen"))

    text = forms.CharField(
        label="Wat raden naar voren brachten",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in een paar woorden wat het punt is."},
    )
    gemeente = forms.ModelChoiceField(
        label="Van welke gemeente", queryset=Gemeente.objects.none(), required=False, empty_label="Niet vermeld"
    )
    taken = forms.ChoiceField(label="Overgenomen", choices=TAKEN, required=False, widget=forms.RadioSelect)
    reaction = forms.CharField(
        label="Wat het bestuur ermee deed", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, point: RoundPoint) -> None:
        """Fill in the point, and offer the gemeenten that were asked."""
        self.point = point
        taken = {True: "ja", False: "nee", None: ""}[point.taken_over]
        known = {"text": point.text, "gemeente": point.gemeente_id, "reaction": point.reaction, "taken": taken}
        super().__init__(data, initial=known)
        field = cast("forms.ModelChoiceField[Gemeente]", self.fields["gemeente"])
        field.queryset = Gemeente.objects.filter(round_answers__round=point.round_id)

    def clean_text(self) -> str:
        """A point is recorded once in a round."""
        text = str(self.cleaned_data["text"])
        twins = RoundPoint.objects.filter(round=self.point.round_id, text__iexact=text).exclude(pk=self.point.pk)
        if twins.exists():
            raise ValidationError("Dit punt staat er al. Pas dat punt aan.")
        return text

    def filled(self) -> RoundPoint:
        """The point with what was filled in, not saved."""
        data, point = self.cleaned_data, self.point
        point.text, point.gemeente, point.reaction = data["text"], data["gemeente"], data["reaction"]
        point.taken_over = {"ja": True, "nee": False}.get(data["taken"])
        return point
