"""The form with which griffie adds letters."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.intake import Defaults, Owner
from documents.models import UploadBatch
from governance.models import Gemeente, Region, RegionMembership
from governance.scope import Scope
from governance.vocabulary import DocumentType, Level

CLASSIFIED = "geheim"
RECOGNISE = ("", "Laat herkennen")


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
        help_text=(
            "PDF, Word, ODT, tekst, een mail (.eml) of een ZIP met brieven. "
            "Maximaal 25 MB per bestand, 60 bestanden tegelijk."
        ),
        widget=ManyFilesInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.eml,.zip"}),
    )
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[RECOGNISE, *DocumentType.choices()],
        help_text="Kies alleen als het voor alle brieven hetzelfde is.",
    )  # fmt: skip
    gemeente = forms.ModelChoiceField(
        label="Gemeente van de brieven", required=False, queryset=Gemeente.objects.none(), empty_label=RECOGNISE[1]
    )
    regio = forms.ModelChoiceField(
        label="Jeugdregio van de brieven", required=False, queryset=Region.objects.none(), empty_label=RECOGNISE[1]
    )

    def __init__(self, *args: Any, scope: Scope, with_files: bool = True, **kwargs: Any) -> None:
        """Offer the gemeenten and regions for which the asking user is griffie, with what they chose last time.

        Without files the form only opens a batch; the files follow one by one.
        """
        super().__init__(*args, **kwargs)
        if not with_files:
            del self.fields["bestanden"]
        self.owners: dict[str, Owner] = {}
        for gemeente in Gemeente.objects.filter(pk__in=scope.owner_gemeenten):
            self.owners[f"gemeente-{gemeente.pk}"] = Owner(gemeente=gemeente)
        for region in Region.objects.filter(pk__in=scope.owner_regions):
            self.owners[f"regio-{region.pk}"] = Owner(region=region)
        field = cast("forms.ChoiceField", self.fields["eigenaar"])
        field.choices = [(key, _owner_label(owner)) for key, owner in self.owners.items()]
        if len(self.owners) == 1:
            field.initial = next(iter(self.owners))
        cast("forms.ModelChoiceField[Gemeente]", self.fields["gemeente"]).queryset = _gemeenten(scope)
        cast("forms.ModelChoiceField[Region]", self.fields["regio"]).queryset = Region.objects.order_by("name")
        if not self.is_bound:
            self._remember(scope)

    def _remember(self, scope: Scope) -> None:
        """Start with what this person chose for the batch before."""
        last = UploadBatch.objects.handled_by(scope).filter(uploaded_by=scope.user_id).order_by("-pk").first()
        if last is None:
            return
        region = f"regio-{last.owner_region_id}" if last.owner_region_id else ""
        self.initial = {
            "eigenaar": f"gemeente-{last.owner_gemeente_id}" if last.owner_gemeente_id else region,
            "openbaarheid": last.declared_level, "soort": last.document_type, "gemeente": last.gemeente_id,
            "regio": last.region_id,
        }  # fmt: skip

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

    @property
    def defaults(self) -> Defaults:
        """What was said of all letters together, after validation."""
        data = self.cleaned_data
        return Defaults(document_type=data["soort"], gemeente=data["gemeente"], region=data["regio"])


def _owner_label(owner: Owner) -> str:
    return f"Gemeente {owner.gemeente}" if owner.gemeente else f"Regio {owner.region}"


def _gemeenten(scope: Scope) -> QuerySet[Gemeente]:
    """The user's own gemeenten, and those that lie today in a region of theirs or of one of those gemeenten."""
    today = timezone.localdate()
    members = RegionMembership.objects.on(today)
    regions = members.filter(gemeente__in=scope.owner_gemeenten).values("region")
    near = members.filter(Q(region__in=regions) | Q(region__in=scope.owner_regions)).values("gemeente")
    found: QuerySet[Gemeente] = Gemeente.objects.filter(Q(pk__in=near) | Q(pk__in=scope.owner_gemeenten))
    return found.order_by("name")
