"""Rows for tests: each factory makes one valid row of a model, with what it needs around it.

Names are real gemeenten and bodies only where a test needs the fact; everything else is invented.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from documents.models import (
    Choice,
    EvidenceLink,
    Finding,
    Letter,
    LetterVersion,
    ReadingRun,
    Report,
    SourceFile,
    Upload,
    UploadBatch,
)
from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState
from governance.models import (
    Alias,
    Body,
    ChangeEvent,
    Decision,
    Dossier,
    Gemeente,
    GemeenteSuccession,
    Organisation,
    Person,
    Programme,
    Region,
    RegionDefinition,
    RegionMembership,
    RoleAssignment,
    Seat,
    Source,
    User,
)
from governance.vocabulary import (
    AliasKind,
    BodyKind,
    ClaimStatus,
    Competence,
    DocumentType,
    EventKind,
    Level,
    ObjectKind,
    OrganisationKind,
    Outcome,
    ProgrammeScope,
    Role,
    SeatRole,
    SourceKind,
    SuccessionKind,
)

PASSWORD = "een wachtwoord voor tests"


class SourceFactory(DjangoModelFactory):
    """A dataset outside the portal."""

    class Meta:
        model = Source

    kind = SourceKind.DATASET
    title = factory.Sequence(lambda n: f"Bron {n}")
    date = datetime.date(2021, 1, 1)


class RegionFactory(DjangoModelFactory):
    """An invented jeugdregio."""

    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Testregio {n}")
    slug = factory.Sequence(lambda n: f"testregio-{n}")
    cbs_code = factory.Sequence(lambda n: f"TZ{n}")


class GemeenteFactory(DjangoModelFactory):
    """An invented gemeente that has no founding date and has not ended."""

    class Meta:
        model = Gemeente

    name = factory.Sequence(lambda n: f"Testdorp {n}")
    slug = factory.Sequence(lambda n: f"testdorp-{n}")
    code = factory.Sequence(lambda n: f"GT{n:04d}")


class GemeenteSuccessionFactory(DjangoModelFactory):
    """One gemeente merged into another on 1 January 2022."""

    class Meta:
        model = GemeenteSuccession

    date = datetime.date(2022, 1, 1)
    kind = SuccessionKind.MERGER
    old = factory.SubFactory(GemeenteFactory)
    new = factory.SubFactory(GemeenteFactory)


class RegionDefinitionFactory(DjangoModelFactory):
    """A division into regions as on 1 January 2021."""

    class Meta:
        model = RegionDefinition
        django_get_or_create = ("authority", "peil_date")

    authority = "CBS"
    peil_date = datetime.date(2021, 1, 1)
    title = "Indeling voor tests"
    source = factory.SubFactory(SourceFactory)


class RegionMembershipFactory(DjangoModelFactory):
    """A gemeente lies in a region from 2021 on."""

    class Meta:
        model = RegionMembership

    definition = factory.SubFactory(RegionDefinitionFactory)
    region = factory.SubFactory(RegionFactory)
    gemeente = factory.SubFactory(GemeenteFactory)
    source = factory.SubFactory(SourceFactory)
    valid_from = datetime.date(2021, 1, 1)


class OrganisationFactory(DjangoModelFactory):
    """A gemeenschappelijke regeling of a region."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"GR Test {n}")
    slug = factory.Sequence(lambda n: f"gr-test-{n}")
    kind = OrganisationKind.GR
    region = factory.SubFactory(RegionFactory)


class BodyFactory(DjangoModelFactory):
    """The algemeen bestuur of an organisation; give ``organisation=None`` and another parent for other bodies."""

    class Meta:
        model = Body

    name = "Algemeen bestuur"
    slug = factory.Sequence(lambda n: f"algemeen-bestuur-{n}")
    kind = BodyKind.AB
    competence = Competence.DECIDES
    organisation = factory.SubFactory(OrganisationFactory)


class RegionBodyFactory(BodyFactory):
    """The portefeuillehoudersoverleg of a region."""

    name = "PFO Jeugd"
    slug = factory.Sequence(lambda n: f"pfo-jeugd-{n}")
    kind = BodyKind.PFO
    competence = Competence.CONSULTS
    organisation = None
    region = factory.SubFactory(RegionFactory)


class CouncilFactory(BodyFactory):
    """The gemeenteraad of a gemeente."""

    name = "Gemeenteraad"
    slug = "gemeenteraad"
    kind = BodyKind.COUNCIL
    organisation = None
    gemeente = factory.SubFactory(GemeenteFactory)


class CollegeFactory(CouncilFactory):
    """The college van burgemeester en wethouders of a gemeente."""

    name = "College van burgemeester en wethouders"
    slug = "college"
    kind = BodyKind.COLLEGE


class PersonFactory(DjangoModelFactory):
    """An invented wethouder."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Wethouder Voorbeeld {n}")


class SeatFactory(DjangoModelFactory):
    """A member of a board on behalf of a gemeente."""

    class Meta:
        model = Seat

    person = factory.SubFactory(PersonFactory)
    body = factory.SubFactory(BodyFactory)
    on_behalf_of = factory.SubFactory(GemeenteFactory)
    role = SeatRole.MEMBER
    valid_from = datetime.date(2022, 5, 1)


class ProgrammeFactory(DjangoModelFactory):
    """A programme that everybody may see."""

    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programma Test {n}")
    slug = factory.Sequence(lambda n: f"programma-test-{n}")
    region = factory.SubFactory(RegionFactory)
    scope = ProgrammeScope.JOINT_LOCAL
    level = Level.PUBLIC


class DossierFactory(DjangoModelFactory):
    """A storyline of a region."""

    class Meta:
        model = Dossier

    title = factory.Sequence(lambda n: f"Dossier {n}")
    slug = factory.Sequence(lambda n: f"dossier-{n}")
    region = factory.SubFactory(RegionFactory)


class DecisionFactory(DjangoModelFactory):
    """A decision that everybody may see, with a source outside the portal."""

    class Meta:
        model = Decision
        skip_postgeneration_save = True

    subject = factory.Sequence(lambda n: f"Besluit over onderwerp {n}")
    outcome = Outcome.ADOPTED
    date = datetime.date(2022, 3, 10)
    body = factory.SubFactory(BodyFactory)
    region = factory.LazyAttribute(lambda row: row.body.home_region if row.body else None)
    source = factory.SubFactory(SourceFactory)
    publicly_sourced = True
    level: Level | None = Level.PUBLIC

    @factory.post_generation  # type: ignore[untyped-decorator]
    def deciders(self, create: bool, extracted: list[Gemeente] | None, **kwargs: Any) -> None:
        """The gemeenten that each decided."""
        if create and extracted:
            self.deciders.set(extracted)


class DraftDecisionFactory(DecisionFactory):
    """A decision that only its owner's griffie sees."""

    source = None
    publicly_sourced = False
    level = None
    owner_gemeente = factory.SubFactory(GemeenteFactory)


class AliasFactory(DjangoModelFactory):
    """A spelling of an organisation's name; give ``organisation=None`` and another target for other names."""

    class Meta:
        model = Alias

    text = factory.Sequence(lambda n: f"Schrijfwijze {n}")
    kind = AliasKind.SPELLING
    organisation = factory.SubFactory(OrganisationFactory)


class UserFactory(DjangoModelFactory):
    """An account that can log in with ``PASSWORD`` and holds no role."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"gebruiker{n}@voorbeeld.example")
    password = factory.django.Password(PASSWORD)


class RoleAssignmentFactory(DjangoModelFactory):
    """A raadslid of a gemeente, since 2020."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.COUNCILLOR
    gemeente = factory.SubFactory(GemeenteFactory)
    valid_from = datetime.date(2020, 1, 1)


class ChangeEventFactory(DjangoModelFactory):
    """Somebody recorded a decision; visible to everybody."""

    class Meta:
        model = ChangeEvent

    kind = EventKind.RECORDED
    object_kind = ObjectKind.DECISION
    object_id = 1
    level = Level.PUBLIC


def user_with_role(role: Role, *, gemeente: Gemeente | None = None, region: Region | None = None) -> User:
    """An account that holds this role since 2020."""
    assignment = RoleAssignmentFactory(role=role, gemeente=gemeente, region=region)
    user: User = assignment.user
    return user


# --- Letters ----------------------------------------------------------------------------------------------------------


class LetterFactory(DjangoModelFactory):
    """A letter of a gemeente that waits for its griffie to check it: nobody else sees it."""

    class Meta:
        model = Letter

    state = LetterState.TO_CHECK
    declared_level = Level.PUBLIC
    document_type = DocumentType.RIB
    subject = factory.Sequence(lambda n: f"Voortgang jeugdhulp deel {n}")
    date = datetime.date(2022, 6, 7)
    owner_gemeente = factory.SubFactory(GemeenteFactory)
    gemeente = factory.SelfAttribute("owner_gemeente")
    uploaded_by = factory.SubFactory(UserFactory)


class RegionLetterFactory(LetterFactory):
    """A draft letter of a region's board, handled by the regiogriffie."""

    owner_gemeente = None
    gemeente = None
    owner_region = factory.SubFactory(RegionFactory)
    region = factory.SelfAttribute("owner_region")


class LetterVersionFactory(DjangoModelFactory):
    """The text of a letter, nothing masked."""

    class Meta:
        model = LetterVersion

    letter = factory.SubFactory(LetterFactory)
    text = "Raadsinformatiebrief\n\nDe gemeenten werken samen aan jeugdhulp.\n"
    public_text = factory.SelfAttribute("text")
    pages = 1
    read_at = factory.LazyFunction(timezone.now)


class SourceFileFactory(DjangoModelFactory):
    """The original bytes of a version: a small text file."""

    class Meta:
        model = SourceFile

    version = factory.SubFactory(LetterVersionFactory)
    file = factory.LazyAttribute(lambda row: ContentFile(row.version.text.encode(), name="brief.txt"))
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.version.text.encode()).hexdigest())
    media_type = "text/plain"
    size = factory.LazyAttribute(lambda row: len(row.version.text.encode()))


class UploadBatchFactory(DjangoModelFactory):
    """Files that a griffie added for its gemeente."""

    class Meta:
        model = UploadBatch

    owner_gemeente = factory.SubFactory(GemeenteFactory)
    declared_level = Level.PUBLIC
    uploaded_by = factory.SubFactory(UserFactory)


class UploadFactory(DjangoModelFactory):
    """One file of a batch that waits to be read."""

    class Meta:
        model = Upload

    batch = factory.SubFactory(UploadBatchFactory)
    position = factory.Sequence(lambda n: n % 30_000)
    file_name = factory.Sequence(lambda n: f"brief-{n}.pdf")
    size = 2048


class ReadingRunFactory(DjangoModelFactory):
    """A reading that waits in the queue."""

    class Meta:
        model = ReadingRun

    version = factory.SubFactory(LetterVersionFactory)


class FindingFactory(DjangoModelFactory):
    """Reading claims a subject, and is sure."""

    class Meta:
        model = Finding

    version = factory.SubFactory(LetterVersionFactory)
    key = "subject"
    position = factory.Sequence(lambda n: n % 30_000)
    value = factory.LazyFunction(lambda: {"value": "Voortgang jeugdhulp"})
    status = ClaimStatus.CERTAIN
    confidence = 0.99
    page = 1
    start = 0
    end = 20
    quote = factory.LazyAttribute(lambda row: row.version.text[row.start : row.end])


class ChoiceFactory(DjangoModelFactory):
    """A person confirmed the subject."""

    class Meta:
        model = Choice

    version = factory.SubFactory(LetterVersionFactory)
    key = "subject"
    ordinal = factory.Sequence(lambda n: n % 30_000)
    action = ChoiceAction.CONFIRMED
    value = factory.LazyFunction(lambda: {"value": "Voortgang jeugdhulp"})


class EvidenceLinkFactory(DjangoModelFactory):
    """A place in a letter that a person confirmed as evidence for a region."""

    class Meta:
        model = EvidenceLink

    version = factory.SubFactory(LetterVersionFactory)
    region = factory.SubFactory(RegionFactory)
    status = EvidenceStatus.CONFIRMED
    page = 1
    start = 0
    end = 20


class ReportFactory(DjangoModelFactory):
    """A reader's remark about a letter."""

    class Meta:
        model = Report

    letter = factory.SubFactory(LetterFactory)
    message = "De datum klopt niet."


def published_letter(
    *,
    text: str = "Raadsinformatiebrief\n\nDe gemeenten werken samen aan jeugdhulp.\n",
    public_text: str | None = None,
    level: Level = Level.PUBLIC,
    shared_with: list[str] | None = None,
    **fields: Any,
) -> Letter:
    """A checked and published letter with its text; ``level`` besloten needs the keys it is shared with.

    The search index and decisions are not touched: that is what ``documents.review`` does.
    """
    now = timezone.now()
    owner = {} if "owner_region" not in fields else {"owner_gemeente": None, "gemeente": None}
    letter: Letter = LetterFactory(
        **(owner | fields),
        state=LetterState.PUBLISHED,
        level=level,
        shared_with=shared_with or [],
        personal_data_checked_at=now,
        published_at=now,
        was_public=level == Level.PUBLIC,
    )
    LetterVersionFactory(letter=letter, text=text, public_text=text if public_text is None else public_text)
    return letter


def withdrawn_letter(*, for_privacy: bool = False, **fields: Any) -> Letter:
    """A letter that was public and was withdrawn, with its reason."""
    letter = published_letter(**fields)
    letter.state, letter.level, letter.withdrawn_at = LetterState.WITHDRAWN, None, timezone.now()
    letter.withdrawn_reason, letter.withdrawn_for_privacy = "Verkeerde bijlage.", for_privacy
    letter.save()
    return letter
