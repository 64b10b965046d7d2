"""The form with which griffie adds letters."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from documents.intake import Owner
from governance.models import Gemeente, Region
from governance.scope import Scope
from governance.vocabulary import Level

CLASSIFIED = "geheim"


class ManyFilesInput(forms.ClearableFileInput):
    """A real file input that takes many files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files; each is judged on its own by intake, so one bad file refuses no other."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The chosen files, in order; only none at all or too many is refused here."""
        files = [file for file in data or [] if file]
        if not files:
            raise forms.ValidationError("Kies een of meer bestanden.", code="required")
        if len(files) > settings.MAX_FILES_PER_UPLOAD:
            raise forms.ValidationError(
                f"U koos {len(files)} bestanden. Kies er ten hoogste {settings.MAX_FILES_PER_UPLOAD} tegelijk.",
                code="too_many",
            )
        return files


class UploadForm(forms.Form):
    """Which letters, whose they are, and how open they are; geheime stukken are refused before bytes are stored."""

    eigenaar = forms.ChoiceField(
        label="Van wie zijn deze brieven?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies van welke gemeente of regio de brieven zijn."},
    )
    openbaarheid = forms.ChoiceField(
        label="Hoe openbaar zijn deze brieven?",
        widget=forms.RadioSelect,
        choices=[
            (Level.PUBLIC.value, "Openbaar"),
            (Level.RESTRICTED.value, "Besloten: vertrouwelijk of onder embargo"),
            (CLASSIFIED, "Op een van de stukken rust geheimhouding"),
        ],
        help_text="Bij het publiceren kiest u dit per brief nog een keer. Tot dan ziet alleen uw griffie de brieven.",
        error_messages={"required": "Kies of de brieven openbaar of besloten zijn."},
    )
    bestanden = ManyFilesField(
        label="Bestanden",
        help_text="PDF, Word, ODT of tekst. Maximaal 25 MB per bestand, 60 bestanden tegelijk.",
        widget=ManyFilesInput(attrs={"accept": ".pdf,.docx,.odt,.txt"}),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        """Offer the gemeenten and regions for which the asking user is griffie."""
        super().__init__(*args, **kwargs)
        self.owners: dict[str, Owner] = {}
        for gemeente in Gemeente.objects.filter(pk__in=scope.owner_gemeenten):
            self.owners[f"gemeente-{gemeente.pk}"] = Owner(gemeente=gemeente)
        for region in Region.objects.filter(pk__in=scope.owner_regions):
            self.owners[f"regio-{region.pk}"] = Owner(region=region)
        field = cast("forms.ChoiceField", self.fields["eigenaar"])
        field.choices = [(key, _owner_label(owner)) for key, owner in self.owners.items()]
        if len(self.owners) == 1:
            field.initial = next(iter(self.owners))

    def clean_openbaarheid(self) -> Level:
        """The declared level; secret documents may not be added (Gemeentewet 87-89)."""
        value = self.cleaned_data["openbaarheid"]
        if value == CLASSIFIED:
            raise forms.ValidationError(
                "Stukken waarop geheimhouding rust mogen niet in dit portaal. Er is niets bewaard. "
                "Haal die stukken uit uw keuze en voeg de andere opnieuw toe.",
                code="secret",
            )
        return Level(value)

    @property
    def owner(self) -> Owner:
        """The chosen owner, after validation."""
        return self.owners[self.cleaned_data["eigenaar"]]


def _owner_label(owner: Owner) -> str:
    return f"Gemeente {owner.gemeente}" if owner.gemeente else f"Regio {owner.region}"
