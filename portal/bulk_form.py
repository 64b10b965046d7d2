"""The form with which letters without doubt are published together from the worklist."""

from __future__ import annotations

from django import forms

from governance.vocabulary import Level

MOST = 100
MOST_DIGITS = 9


class LettersField(forms.MultipleChoiceField):
    """Ticked letters as ``<id>-<edit count>``; cleans to the edit count that was seen, by id."""

    def validate(self, value: object) -> None:
        """Any letter may be named: whose it is, is asked where it is looked up."""
        if not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def clean(self, value: object) -> dict[int, int]:
        """The numbers; what is no number is left out."""
        seen = {}
        for ticked in super().clean(value)[:MOST]:
            number, _, count = ticked.partition("-")
            if all(part.isdecimal() and len(part) <= MOST_DIGITS for part in (number, count)):
                seen[int(number)] = int(count)
        return seen


class BulkForm(forms.Form):
    """Which letters, who may read them, and that they were looked through; nothing is chosen beforehand."""

    brief = LettersField(error_messages={"required": "Vink aan welke brieven u publiceert."}, label="Brieven")
    level = forms.ChoiceField(
        label="Wie mag deze brieven lezen?",
        widget=forms.RadioSelect,
        choices=[
            (Level.PUBLIC.value, "Openbaar: iedereen"),
            (Level.RESTRICTED.value, "Besloten: raadsleden en griffie van de eigen gemeente of regio"),
        ],
        error_messages={"required": "Kies wie de brieven mag lezen."},
    )
    looked = forms.BooleanField(
        label="Ik heb deze brieven nagekeken op persoonsgegevens",
        error_messages={"required": "Kijk de brieven na op persoonsgegevens en zet een vinkje dat u dat heeft gedaan."},
    )
