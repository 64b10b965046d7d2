"""The form with which a griffie says what became of a promise."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone

from documents.models import Letter, Settlement
from documents.settling import Outcome, letter_named, letters_to_choose
from governance.models import Commitment
from governance.scope import Scope
from governance.vocabulary import CommitmentStatus
from portal.curating import LockedForm
from portal.forms import DutchDayField
from portal.templatetags.nlds import date_in_words


class SettlingForm(LockedForm):
    """The state of a promise, and with which letter it was kept: one from the list, or one named by its number."""

    status = forms.ChoiceField(label="Stand", choices=CommitmentStatus.choices(), widget=forms.RadioSelect)
    settled_on = DutchDayField(label="Op welke dag", required=False, help_text="Bijvoorbeeld 10-6-2026.")
    letter = forms.ChoiceField(label="Met welke brief", required=False)
    letter_number = forms.CharField(
        label="Staat de brief er niet bij?",
        required=False,
        max_length=300,
        help_text="Schrijf zijn zaaknummer, of plak het adres van de brief in dit portaal.",
    )
    settled_by = forms.CharField(
        label="In woorden", required=False, max_length=300, help_text="Bijvoorbeeld: bijeenkomst van 10 juni 2026."
    )

    def __init__(self, data: Any = None, *, row: Commitment, scope: Scope) -> None:
        """Fill in what is recorded now, and offer the griffie's own newest letters and the letter that is chosen."""
        self.scope = scope
        settlement = Settlement.objects.filter(commitment=row).select_related("letter").first()
        self.offered = {str(letter.pk): letter for letter in letters_to_choose(scope)}
        chosen = settlement.letter if settlement is not None else None
        if chosen is not None and Letter.objects.readable_by(scope).filter(pk=chosen.pk).exists():
            self.offered.setdefault(str(chosen.pk), chosen)
        super().__init__(
            data, row=row,
            initial={"status": row.status, "settled_on": row.settled_on, "settled_by": row.settled_by,
                     "letter": str(chosen.pk) if chosen is not None else ""},
        )  # fmt: skip
        lines = [(pk, _line(letter)) for pk, letter in self.offered.items()]
        cast("forms.ChoiceField", self.fields["letter"]).choices = [("", "Geen brief, of een andere"), *lines]

    def clean(self) -> dict[str, Any]:
        """One letter at most, which can be found; a day that has been."""
        data = super().clean() or self.cleaned_data
        number = str(data.get("letter_number") or "").strip()
        self.named = letter_named(number, self.scope) if number else None
        if number and data.get("letter"):
            self.add_error("letter_number", "Kies een brief uit de lijst, of schrijf een nummer. Niet allebei.")
        elif number and self.named is None:
            self.add_error("letter_number", "Er is niet precies één brief met dit nummer die u mag lezen.")
        if (day := data.get("settled_on")) and day > timezone.localdate():
            self.add_error("settled_on", "Deze dag moet nog komen. Doe de toezegging af als het zover is.")
        return data

    @property
    def outcome(self) -> Outcome:
        """What was filled in, after validation."""
        data = self.cleaned_data
        letter = self.named or self.offered.get(data["letter"])
        return Outcome(data["status"], data["settled_on"], data["settled_by"], letter)


def _line(letter: Letter) -> str:
    return f"{date_in_words(letter.date, letter.date_precision)}: {letter.subject or 'Brief zonder onderwerp'}"[:120]
