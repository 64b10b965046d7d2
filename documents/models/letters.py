"""Letter, its versions and the file each version was read from."""

from __future__ import annotations

import uuid
from typing import Self

import pghistory
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from documents.vocabulary import LetterState, SameBy
from governance.audience import Audience, AudienceQuerySet
from governance.models import Body, Dossier, Gemeente, Region, User
from governance.scope import Scope
from governance.vocabulary import DocumentType, Level, Precision


class LetterQuerySet(AudienceQuerySet):
    """Letters, with one rule more: of a letter that may be secret only its uploader knows (Gemeentewet 87-89)."""

    def visible_to(self, scope: Scope) -> Self:
        """Letters this user may see: published for them, or handled by them."""
        return super().visible_to(scope).exclude(_anothers_secret(scope))

    def handled_by(self, scope: Scope) -> Self:
        """Letters of which this user is the griffie, drafts included."""
        return super().handled_by(scope).exclude(_anothers_secret(scope))


def _anothers_secret(scope: Scope) -> Q:
    return Q(state=LetterState.POSSIBLY_SECRET) & ~Q(uploaded_by=scope.user_id)


class Letter(Audience):
    """One letter of a gemeente or region, from upload to published page.

    The columns below hold what a person confirmed or reading proposed; ``choices`` says which. Nothing is visible
    outside the owner's griffie while ``level`` is empty.
    """

    state = models.CharField("status", max_length=16, choices=LetterState.choices(), default=LetterState.READING)
    declared_level = models.CharField("openbaarheid volgens de uploader", max_length=10, choices=Level.choices())
    document_type = models.CharField("soort", max_length=25, choices=DocumentType.choices(), blank=True)
    subject = models.CharField("onderwerp", max_length=400, blank=True)
    date = models.DateField("datum", null=True, blank=True)
    date_precision = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    date_kind = models.CharField("soort datum", max_length=30, blank=True)
    case_number = models.CharField("zaaknummer of kenmerk", max_length=100, blank=True)
    from_body = models.CharField("afzender", max_length=300, blank=True)
    from_person = models.CharField("ondertekenaar", max_length=300, blank=True)
    to_body = models.CharField("aan", max_length=300, blank=True)
    portefeuillehouder = models.CharField("portefeuillehouder", max_length=300, blank=True)
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="gemeente"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="regio"
    )
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="dossier"
    )
    bodies = models.ManyToManyField(Body, blank=True, related_name="letters", verbose_name="organen")
    source_url = models.URLField("plaats in het raadsinformatiesysteem", max_length=500, blank=True)
    personal_data_checked_at = models.DateTimeField(null=True, blank=True)
    personal_data_checked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField("reden van intrekken", max_length=300, blank=True)
    withdrawn_for_privacy = models.BooleanField("ingetrokken om persoonsgegevens", default=False)
    was_public = models.BooleanField("was openbaar", default=False)
    secrecy_note = models.CharField("geheimhouding: wie legde op, wie kan opheffen", max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name="nieuwe versie van"
    )
    resembles = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lijkt dezelfde brief als"
    )
    resembles_by = models.CharField("waarom", max_length=10, choices=SameBy.choices(), blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="toegevoegd door")
    created_at = models.DateTimeField("toegevoegd op", auto_now_add=True)
    edit_count = models.PositiveIntegerField(default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        ordering = ["-date", "-id"]
        constraints = [
            *Audience.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner_gemeente__isnull=False) | Q(owner_region__isnull=False),
                name="documents_letter_has_owner",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True, state__in=[s.value for s in LetterState if s != LetterState.PUBLISHED])
                | Q(level__isnull=False, state=LetterState.PUBLISHED),
                name="documents_letter_level_only_when_published",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.PUBLISHED) | Q(personal_data_checked_at__isnull=False),
                name="documents_letter_checked_before_publication",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "owner_gemeente"], name="documents_letter_state"),
            # As lists order them.
            models.Index(F("date").desc(nulls_last=True), F("id").desc(), name="documents_letter_newest"),
        ]

    def __str__(self) -> str:
        return f"brief {self.pk}"

    def get_absolute_url(self) -> str:
        """The letter's page. Only a public subject gives a slug; besloten letters and drafts have the number alone."""
        slug = slugify(self.subject)[:60].strip("-") if self.level == Level.PUBLIC else ""
        return reverse("letter", args=[self.pk, slug]) if slug else reverse("letter_by_id", args=[self.pk])

    @property
    def open_question(self) -> Letter | None:
        """The letter that this one may be the same as, while a person still has to say so: one of the same owner, or
        one that everybody may read."""
        other = self.resembles
        if other is None or other.state in {LetterState.WITHDRAWN, LetterState.SECRET, LetterState.POSSIBLY_SECRET}:
            return None
        own = (self.owner_gemeente_id, self.owner_region_id) == (other.owner_gemeente_id, other.owner_region_id)
        return other if own or other.level == Level.PUBLIC else None

    @property
    def version(self) -> LetterVersion | None:
        """The newest version, the one that is shown."""
        return self.versions.order_by("-number").first()


pghistory.track(
    fields=[
        "state",
        "level",
        "shared_with",
        "owner_gemeente",
        "owner_region",
        "published_at",
        "published_by",
        "withdrawn_at",
        "withdrawn_by",
        "withdrawn_for_privacy",
        "personal_data_checked_at",
        "personal_data_checked_by",
    ],
    model_name="LetterPublicationEvent",
)(Letter)


class LetterVersion(models.Model):
    """One text of a letter. ``text`` is what reading's offsets count in and never changes after reading;
    ``public_text`` has each masked character replaced by one block, so the same offsets hold.

    ``text_hash`` is the fingerprint of the text, ``rules_version`` the rules that it was last read with.
    ``published_level`` is the level at which this version was published: an older one stays readable only if it was
    openbaar.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("nummer", default=1)
    text = models.TextField("tekst", blank=True)
    public_text = models.TextField("publieke tekst", blank=True)
    pages = models.PositiveSmallIntegerField("pagina's", default=0)
    ocr_pages = models.JSONField("gescande pagina's", default=list)
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)
    text_hash = models.CharField(max_length=64, blank=True, db_index=True)
    rules_version = models.PositiveSmallIntegerField("gelezen met regels", default=0)
    published_level = models.CharField(
        "openbaarheid bij publicatie", max_length=10, choices=Level.choices(), blank=True
    )
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["letter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="documents_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"versie {self.number} van {self.letter}"


def letter_storage() -> Storage:
    """Where original files lie: private, never served by address."""
    return storages["letters"]


def storage_name(instance: models.Model, filename: str) -> str:
    """A random name, so that neither the disk nor a log shows what a file was called."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class SourceFile(models.Model):
    """The original bytes of a version, hashed at receipt; never public."""

    version = models.OneToOneField(LetterVersion, models.CASCADE, related_name="source_file")
    file = models.FileField("bestand", storage=letter_storage, upload_to=storage_name)
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField("type", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes")

    class Meta:
        verbose_name = "bronbestand"
        verbose_name_plural = "bronbestanden"

    def __str__(self) -> str:
        return f"bronbestand van {self.version}"
