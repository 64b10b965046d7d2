"""One small world for the access tests: two gemeenten in two regions, somebody in every role, and a letter, decision
and programme in every state, made by the portal's own writers so that index and audiences are as in production.

Every hidden thing holds a word of its own that stands nowhere else: a plant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from documents import publication, review, versions
from documents.indexing import index_letter
from documents.models import CitedDocument, Letter, LetterVersion, Passage, UploadBatch
from documents.publication import Publication
from documents.vocabulary import EvidenceStatus, LetterState, UploadStatus
from governance.indexing import index_all, index_decision, index_programme
from governance.models import Body, Decision, Gemeente, Programme, Region, RegionMembership, RoleAssignment, User
from governance.vocabulary import Level, Role
from tests.attachment_factory import LetterAttachmentFactory
from tests.factories import (
    AliasFactory,
    BodyFactory,
    CouncilFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegionBodyFactory,
    RegionFactory,
    RegionMembershipFactory,
    ReportFactory,
    RoleAssignmentFactory,
    SeatFactory,
    SourceFileFactory,
    UploadBatchFactory,
    UploadFactory,
    UserFactory,
)

HERE, THERE, REGION = "here", "there", "region"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks: whose drafts they handle and whose besloten letters they read, in the words of this world."""

    name: str
    user: User | None = None
    handles: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    uploader: bool = False
    manages: bool = False
    staff: bool = False

    @property
    def griffie(self) -> bool:
        """Whether the screens of the griffie are open to them at all."""
        return bool(self.handles)


@dataclass(frozen=True, slots=True)
class Thing:
    """A letter, decision, programme or batch: what the rules need to know of it, and how addresses name it."""

    name: str
    state: str
    owner: str
    pk: int
    url: str = ""
    shared: frozenset[str] = frozenset()
    slug: str = ""
    by_uploader: bool = False
    has_file: bool = False
    older: str = ""
    attachment: int = 0


@dataclass(frozen=True, slots=True)
class Plant:
    """A word that stands in one hidden place, and who may find it there."""

    word: str
    place: str
    allowed: Callable[[Asker], bool]


@dataclass(slots=True)
class World:
    """Everything the tests walk over."""

    askers: list[Asker] = field(default_factory=list)
    letters: dict[str, Thing] = field(default_factory=dict)
    decisions: dict[str, Thing] = field(default_factory=dict)
    programmes: dict[str, Thing] = field(default_factory=dict)
    batches: dict[str, Thing] = field(default_factory=dict)
    roles: dict[str, Thing] = field(default_factory=dict)
    rounds: dict[str, Thing] = field(default_factory=dict)
    commitments: dict[str, Thing] = field(default_factory=dict)
    plants: list[Plant] = field(default_factory=list)
    region: Region = field(default_factory=Region)
    gemeente: Gemeente = field(default_factory=Gemeente)
    other_gemeente: Gemeente = field(default_factory=Gemeente)
    board: Body = field(default_factory=Body)
    table: Body = field(default_factory=Body)
    council: Body = field(default_factory=Body)

    def asker(self, name: str) -> Asker:
        """The asker with this name."""
        return next(asker for asker in self.askers if asker.name == name)


def handles(*owners: str) -> Callable[[Asker], bool]:
    """Who handles the letters of one of these owners."""
    return lambda asker: bool(asker.handles & set(owners))


def reads(owner: str, *shared: str) -> Callable[[Asker], bool]:
    """Who handles the owner's letters or reads what is shared under one of these keys."""
    return lambda asker: owner in asker.handles or bool(asker.reads & set(shared))


def nobody(_: Asker) -> bool:
    """For what no page may show to anybody."""
    return False


def uploader(asker: Asker) -> bool:
    """Only who added the letter."""
    return asker.uploader


def build() -> World:
    """Make the world; call inside a transaction."""
    world = World()
    region, elsewhere = RegionFactory(name="Hierregio", slug="hierregio"), RegionFactory(name="Elderregio")
    here = GemeenteFactory(name="Hierdorp", slug="hierdorp")
    there = GemeenteFactory(name="Elderstad", slug="elderstad")
    RegionMembershipFactory(region=region, gemeente=here)
    RegionMembershipFactory(region=elsewhere, gemeente=there)
    world.region, world.gemeente, world.other_gemeente = region, here, there
    organisation = OrganisationFactory(region=region, name="GR Hier", slug="gr-hier")
    world.board = BodyFactory(organisation=organisation, slug="algemeen-bestuur")
    SeatFactory(body=world.board, on_behalf_of=here)
    world.table = RegionBodyFactory(region=region, slug="pfo-jeugd")
    world.council = CouncilFactory(gemeente=here)
    world.askers = _askers(here, there, region)
    for role in RoleAssignment.objects.filter(role__in=[Role.GRIFFIE, Role.FUNCTIONAL_MANAGER]):
        state = "functional" if role.role == Role.FUNCTIONAL_MANAGER else "role"
        world.roles[str(role.pk)] = Thing(str(role), state, "", role.pk)
    _Letters(world, elsewhere).make()
    _governance(world, elsewhere)
    index_all([region])
    for gemeente in (here, there):
        index_all([gemeente])
    for body in (world.board, world.table):
        index_all([body])
    assert RegionMembership.objects.count() == 2
    return world


def _askers(here: Gemeente, there: Gemeente, region: Region) -> list[Asker]:
    def user(role: Role, gemeente: Gemeente | None = None, place: Region | None = None) -> User:
        made: User = RoleAssignmentFactory(role=role, gemeente=gemeente, region=place).user
        return made

    near, far = frozenset({HERE, REGION}), frozenset({THERE})
    own, other, regional = frozenset({HERE}), frozenset({THERE}), frozenset({REGION})
    superuser = User.objects.create_superuser("ijsvogelbeheer@voorbeeld.example", "een wachtwoord voor tests")
    return [
        Asker("anonymous"),
        Asker("raadslid here", user(Role.COUNCILLOR, here), reads=near),
        Asker("raadslid elsewhere", user(Role.COUNCILLOR, there), reads=far),
        Asker("lezer besloten here", user(Role.RESTRICTED_READER, here), reads=near),
        Asker("griffie here", user(Role.GRIFFIE, here), handles=own, reads=near, uploader=True),
        Asker("griffie here, a colleague", user(Role.GRIFFIE, here), handles=own, reads=near),
        Asker("griffie elsewhere", user(Role.GRIFFIE, there), handles=other, reads=far),
        Asker("regiogriffie", user(Role.REGIONAL_GRIFFIE, None, region), handles=regional, reads=regional),
        Asker("redacteur", user(Role.EDITOR)),
        Asker("beheer", user(Role.MANAGER), manages=True),
        Asker("functioneel beheer", user(Role.FUNCTIONAL_MANAGER), manages=True),
        Asker("superuser", superuser, staff=True),
        Asker("no role", UserFactory()),
    ]


PUBLISH = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)


class _Letters:
    """Makes the letters, their batches and the plants in them."""

    def __init__(self, world: World, elsewhere: Region) -> None:
        self.world = world
        self.elsewhere = elsewhere
        griffie = world.asker("griffie here").user
        assert griffie is not None
        self.user = griffie
        self.users = {
            HERE: griffie, THERE: world.asker("griffie elsewhere").user, REGION: world.asker("regiogriffie").user,
        }  # fmt: skip
        self.keys = {HERE: world.gemeente.share_key, THERE: world.other_gemeente.share_key,
                     REGION: world.region.share_key}  # fmt: skip

    def make(self) -> None:
        """Every letter, in an order that tests do not depend on."""
        self._drafts()
        self._published()
        self._with_versions()
        self._withdrawn()
        self._closed()

    def plant(self, allowed: Callable[[Asker], bool], **words: str) -> None:
        """Remember words with who may find them."""
        self.world.plants += [Plant(word, place.replace("_", " "), allowed) for place, word in words.items()]

    def version(self, *, owner: str, word: str, file_word: str = "", **fields: Any) -> LetterVersion:
        """A letter that waits to be checked, all its texts holding the word, with its file and upload row."""
        places: dict[str, dict[str, Any]] = {
            HERE: {"owner_gemeente": self.world.gemeente, "region": self.world.region},
            THERE: {"owner_gemeente": self.world.other_gemeente, "region": self.elsewhere},
            REGION: {"owner_gemeente": None, "gemeente": None, "owner_region": self.world.region,
                     "region": self.world.region},
        }  # fmt: skip
        texts = {
            "subject": f"Onderwerp {word}", "case_number": f"{word}-2022", "from_body": f"College {word}",
            "from_person": f"Mevrouw {word}", "to_body": f"Raad {word}", "portefeuillehouder": f"Wethouder {word}",
            "source_url": f"https://ris.example/{word}",
        }  # fmt: skip
        letter = LetterFactory(**(places[owner] | {"uploaded_by": self.users[owner]} | texts | fields))
        text = f"Raadsinformatiebrief\n\n1. Kop {word}\nHet bestuur besloot over {word} op 3 maart 2022.\n"
        version: LetterVersion = LetterVersionFactory(letter=letter, text=text, public_text="")
        SourceFileFactory(version=version)
        Passage.objects.create(
            version=version, heading=f"Kop {word}", kind="kern", start=text.index("1. Kop"), end=len(text)
        )
        FindingFactory(version=version, value={"value": f"Onderwerp {word}"}, status="check")
        batch = UploadBatchFactory(
            owner_gemeente=letter.owner_gemeente, owner_region=letter.owner_region, uploaded_by=letter.uploaded_by
        )
        name = f"{file_word or word}.pdf"
        UploadFactory(batch=batch, position=1, letter=letter, status=UploadStatus.TO_CHECK, file_name=name)
        index_letter(version)
        return version

    def put(self, name: str, version: LetterVersion, *, state: str, owner: str, shared: Iterable[str] = ()) -> None:
        """Add the letter and its batch to the world."""
        letter = Letter.objects.get(pk=version.letter_id)
        mine = letter.uploaded_by_id == self.user.pk
        address = letter.get_absolute_url()
        slug = address.rstrip("/").partition("-")[2] or "titel"
        self.world.letters[name] = Thing(
            name, state, owner, letter.pk, address, frozenset(shared), slug, by_uploader=mine,
            has_file=hasattr(version, "source_file") and state != "secret",
        )  # fmt: skip
        batch = UploadBatch.objects.filter(uploads__letter=letter).first()
        if batch is not None:
            self.world.batches[name] = Thing(name, state, owner, batch.pk, batch.get_absolute_url(), by_uploader=mine)

    def decide(self, version: LetterVersion, word: str) -> Decision:
        """A decision that this letter alone proves, with a quote from it."""
        letter = version.letter
        decision: Decision = DraftDecisionFactory(
            subject=f"Besluit {word}", body=self.world.board, owner_gemeente=letter.owner_gemeente,
            owner_region=letter.owner_region,
        )  # fmt: skip
        start = version.text.index("Het bestuur")
        EvidenceLinkFactory(version=version, region=None, decision=decision, start=start, end=len(version.text) - 1)
        index_decision(decision)
        return decision

    def name_region(self, version: LetterVersion) -> None:
        """The letter names the region, its board, its table and its council."""
        for target in ({"region": self.world.region}, {"body": self.world.board}, {"body": self.world.table},
                       {"body": self.world.council}, {"gemeente": self.world.gemeente},
                       {"organisation": self.world.board.organisation}):  # fmt: skip
            EvidenceLinkFactory(**({"version": version, "region": None} | target))

    def _drafts(self) -> None:
        for name, owner, word in (
            ("draft here", HERE, "zilverreiger"), ("draft elsewhere", THERE, "roerdomp"),
            ("draft region", REGION, "porseleinhoen"),
        ):  # fmt: skip
            version = self.version(owner=owner, word=word, file_word=f"bestand{word}")
            decision = self.decide(version, f"besluit{word}")
            self.name_region(version)
            self.put(name, version, state="draft", owner=owner)
            attached = LetterAttachmentFactory(letter=version.letter, file_name=f"bijlage{word}.pdf", text=word)
            self.world.letters[name] = replace(self.world.letters[name], attachment=attached.pk)
            self.plant(handles(owner), **{f"{name}: name of an attachment": f"bijlage{word}"})
            self.world.decisions[name] = Thing(name, "draft", owner, decision.pk, decision.get_absolute_url())
            self.plant(handles(owner), **{f"{name}: text": word})

    def _published(self) -> None:
        self._public()
        for name, owner, shared, word in (
            ("restricted here", HERE, HERE, "waterspreeuw"), ("restricted elsewhere", THERE, THERE, "goudplevier"),
            ("restricted elsewhere, shared", THERE, REGION, "kleinezwaan"),
        ):  # fmt: skip
            version = self.version(owner=owner, word=word, file_word=f"bestand{owner}{shared}grutto")
            decision = self.decide(version, word)
            self.name_region(version)
            self._programme(version, name, word, owner, shared)
            choice = Publication(
                level=Level.RESTRICTED, shared_with=[self.keys[shared]], personal_data_checked=True, force=True
            )
            publication.publish(version.letter, choice=choice, user=self.user)
            decision.refresh_from_db()
            self.put(name, version, state="restricted", owner=owner, shared=[shared])
            url = decision.get_absolute_url()
            self.world.decisions[name] = Thing(name, "restricted", owner, decision.pk, url, frozenset({shared}))
            self.plant(reads(owner, shared), **{f"{name}: text, decision, programme": word})
            self.plant(handles(owner), **{f"{name}: file name": f"bestand{owner}{shared}grutto"})

    def _programme(self, version: LetterVersion, name: str, word: str, owner: str, shared: str) -> None:
        programme: Programme = ProgrammeFactory(
            name=f"Programma {word}", slug=f"programma-{word}", region=self.world.region, level=Level.RESTRICTED,
            shared_with=[self.keys[shared]], owner_gemeente=version.letter.owner_gemeente,
        )  # fmt: skip
        index_programme(programme)
        EvidenceLinkFactory(version=version, region=None, programme=programme)
        url = programme.get_absolute_url()
        self.world.programmes[name] = Thing(
            name, "restricted", owner, programme.pk, url, frozenset({shared}), slug=programme.slug
        )

    def _public(self) -> None:
        version = self.version(owner=HERE, word="openbaar", file_word="bestandbontbekplevier")
        masked = "Tjalling Quirijnsma"
        text = (
            f"{version.text}\n2. Besluit van {masked}\nAuteur: {masked}\n"
            f"Het bestuur besloot op voorstel van {masked}.\n"
            f"Zie brief van {masked} 2022-Quirijnsma-77.\n"
        )
        LetterVersion.objects.filter(pk=version.pk).update(text=text)
        version = LetterVersion.objects.get(pk=version.pk)
        letter = version.letter
        Letter.objects.filter(pk=letter.pk).update(
            subject=f"Openbaar stuk van {masked}", from_person=masked, from_body=f"College, {masked}",
            case_number="2022-openbaar", source_url="",
        )  # fmt: skip
        version.letter.refresh_from_db()
        section = text.index("2. Besluit")
        Passage.objects.create(
            version=version, heading=f"Besluit van {masked}", kind="besluiten", start=section, end=len(text)
        )
        cited = text.index("2022-Quirijnsma-77")
        CitedDocument.objects.create(
            version=version, number="2022-Quirijnsma-77", scheme="zaak", page=1, start=cited, end=cited + 18
        )
        FindingFactory(version=version, key="from_person", value={"value": masked})
        FindingFactory(version=version, key="referenced_numbers", value={"number": "2022-Quirijnsma-77"})
        for words in (masked, "2022-Quirijnsma-77"):
            assert review.mask_words_everywhere(version, words=words, user=self.user)
        self._publish_with_hidden_programme(version)
        ReportFactory(letter=letter, message="melding drieteenstrandloper", email="kemphaan@voorbeeld.example")
        self.plant(
            handles(HERE), masked_name="quirijnsma", draft_programme="steltkluut",
            file_name_of_a_public_letter="bestandbontbekplevier", reader_report="drieteenstrandloper",
            reader_address="kemphaan",
        )  # fmt: skip
        other = self.version(owner=THERE, word="elders", file_word="bestandelders")
        publication.publish(other.letter, choice=PUBLISH, user=self.user)
        self.put("public elsewhere", other, state="public", owner=THERE)

    def _publish_with_hidden_programme(self, version: LetterVersion) -> None:
        decision = self.decide(version, "openbaar")
        self.name_region(version)
        draft_programme = ProgrammeFactory(
            name="Programma steltkluut", slug="programma-steltkluut", region=self.world.region, level=None,
            owner_gemeente=self.world.gemeente,
        )  # fmt: skip
        index_programme(draft_programme)
        AliasFactory(text="PST steltkluut", organisation=None, programme=draft_programme)
        EvidenceLinkFactory(version=version, region=None, programme=draft_programme)
        Decision.objects.filter(pk=decision.pk).update(programme=draft_programme)
        publication.publish(version.letter, choice=PUBLISH, user=self.user)
        decision.refresh_from_db()
        self.put("public here", version, state="public", owner=HERE)
        self.world.decisions["public here"] = Thing(
            "public here", "public", HERE, decision.pk, decision.get_absolute_url(), slug="besluit-openbaar"
        )
        self.world.programmes["draft here"] = Thing(
            "draft here", "draft", HERE, draft_programme.pk, draft_programme.get_absolute_url(),
            slug=draft_programme.slug,
        )  # fmt: skip

    def _with_versions(self) -> None:
        """Letters in two versions: what was masked in the old one stays so in the new one, and an old besloten text
        does not become public with the letter."""
        for name, level, older, word in (
            ("in two versions", Level.PUBLIC, "readable", "zomertortel"),
            ("in two versions, the first besloten", Level.RESTRICTED, "closed", "boomvalk"),
        ):
            first = self.version(owner=HERE, word="openbaar", case_number="", source_url="", file_word=f"oud{word}")
            self._hide(first, f"masker{word}", word)
            choice = Publication(level=level, shared_with=[self.keys[HERE]], personal_data_checked=True, force=True)
            publication.publish(first.letter, choice=choice, user=self.user)
            self.put(name, first, state="public", owner=HERE)
            self.world.batches[f"{name}, the old one"] = self.world.batches[name]
            second = self.version(owner=HERE, word="openbaar", case_number="", source_url="", file_word=f"nieuw{word}")
            second.text += f"De naam masker{word} staat hier nog eens.\n"
            second.save()
            versions.begin(second.letter, of=Letter.objects.get(pk=first.letter_id))
            published = publication.publish(second.letter, choice=PUBLISH, user=self.user)
            second.refresh_from_db()
            assert second.letter_id == published.pk
            self.put(name, second, state="public", owner=HERE)
            self.world.letters[name] = replace(self.world.letters[name], older=older)
            self.plant(handles(HERE), **{f"{name}: file": f"nieuw{word}", f"{name}: old file": f"oud{word}"})
            self.plant(handles(HERE), **{f"{name}: masked in the old version": f"masker{word}"})
            if level == Level.RESTRICTED:
                self.plant(nobody, **{f"{name}: old text": f"alleen{word}"})

    def _hide(self, version: LetterVersion, masked: str, word: str) -> None:
        """Give an old version a word that is masked in it, and one that stands in it alone."""
        version.text += f"Vraag het {masked}. Dit stond er alleen{word}.\n"
        version.save()
        review.mask_words_everywhere(version, words=masked, user=self.user)

    def _withdrawn(self) -> None:
        for name, state, word, reason, private in (
            ("withdrawn", "withdrawn", "visarend", "Verkeerde bijlage.", False),
            ("withdrawn for privacy", "withdrawn", "blauwborst", "Naam van blauwborst.", True),
        ):
            version = self.version(owner=HERE, word=word, file_word=f"bestand{word}")
            decision = self.decide(version, f"besluit{word}")
            self.name_region(version)
            publication.publish(version.letter, choice=PUBLISH, user=self.user)
            publication.withdraw(version.letter, reason=reason, for_privacy=private, user=self.user)
            self.put(name, version, state=state, owner=HERE)
            self.world.decisions[name] = Thing(name, "draft", HERE, decision.pk, decision.get_absolute_url())
            self.plant(handles(HERE), **{f"{name}: decision": f"besluit{word}", f"{name}: file": f"bestand{word}"})
        self.plant(handles(HERE), title_and_reason_withdrawn_for_privacy="blauwborst")
        self.plant(handles(HERE), text_of_a_withdrawn_letter="kop visarend")
        version = self.version(owner=HERE, word="wulpenwad", file_word="bestandwulp")
        choice = Publication(
            level=Level.RESTRICTED, shared_with=[self.keys[HERE]], personal_data_checked=True, force=True
        )
        publication.publish(version.letter, choice=choice, user=self.user)
        publication.withdraw(version.letter, reason="Embargo wulpenwad.", for_privacy=False, user=self.user)
        self.put("withdrawn restricted", version, state="withdrawn restricted", owner=HERE, shared=[HERE])
        self.plant(reads(HERE, HERE), withdrawn_besloten_title_and_reason="wulpenwad")

    def _closed(self) -> None:
        """Letters of which (almost) nothing may be seen: perhaps secret, secret, not read."""
        secret = LetterFactory(
            state=LetterState.POSSIBLY_SECRET, subject="", document_type="", date=None, uploaded_by=self.user,
            owner_gemeente=self.world.gemeente, region=None,
        )  # fmt: skip
        version = LetterVersionFactory(letter=secret, text="", public_text="")
        SourceFileFactory(version=version)
        self._row(secret, UploadStatus.POSSIBLY_SECRET, "bestandkwartelkoning")
        self.put("possibly secret", version, state="possibly secret", owner=HERE)
        self.plant(uploader, file_name_of_what_may_be_secret="bestandkwartelkoning")
        stub = LetterFactory(
            state=LetterState.SECRET, subject="", document_type="", date=None, uploaded_by=self.user,
            owner_gemeente=self.world.gemeente, secrecy_note="Opgelegd door smelleken", region=None,
        )  # fmt: skip
        self._row(stub, UploadStatus.SECRET, "")
        self.put("secret", LetterVersion(letter=stub), state="secret", owner=HERE)
        failed = self.version(owner=HERE, word="ransuil", file_word="bestandransuil")
        Letter.objects.filter(pk=failed.letter_id).update(state=LetterState.FAILED, subject="")
        LetterVersion.objects.filter(pk=failed.pk).update(text="")
        failed.letter.uploads.update(status=UploadStatus.FAILED, failure="broken")
        self.put("failed", failed, state="failed", owner=HERE)
        self.plant(handles(HERE), file_name_of_what_could_not_be_read="bestandransuil")

    def _row(self, letter: Letter, status: UploadStatus, word: str) -> None:
        batch = UploadBatchFactory(owner_gemeente=letter.owner_gemeente, uploaded_by=self.user)
        UploadFactory(batch=batch, position=1, letter=letter, status=status, file_name=f"{word}.pdf" if word else "")


def _governance(world: World, elsewhere: Region) -> None:
    """Decisions and programmes without a letter: one of each that everybody sees."""
    decision = DecisionFactory(subject="Besluit vindbaar", body=world.board)
    index_decision(decision)
    url = decision.get_absolute_url()
    world.decisions["with a source"] = Thing("with a source", "public", "", decision.pk, url, slug="besluit-vindbaar")
    programme = ProgrammeFactory(name="Programma vindbaar", slug="programma-vindbaar", region=world.region)
    index_programme(programme)
    url = programme.get_absolute_url()
    world.programmes["public"] = Thing("public", "public", "", programme.pk, url, slug=programme.slug)
    draft = DraftDecisionFactory(subject="Besluit rietgors", body=world.board, owner_gemeente=world.other_gemeente)
    index_decision(draft)
    public = Letter.objects.get(pk=world.letters["public here"].pk)
    version = public.version
    assert version is not None
    # Another gemeente's draft decision, tied to a public letter by a link that was rejected.
    EvidenceLinkFactory(version=version, region=None, decision=draft, status=EvidenceStatus.REJECTED)
    decision.supersedes.add(draft)
    name = "draft elsewhere, without a letter"
    world.decisions[name] = Thing(name, "draft", THERE, draft.pk, draft.get_absolute_url())
    world.plants.append(Plant("rietgors", "another gemeente's draft decision", handles(THERE)))
