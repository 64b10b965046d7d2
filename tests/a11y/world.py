"""A small country to walk through: reference data, demo content, and our sample letters, some of them published."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import intake, proposals, publication, receipts
from documents.models import AliasProposal, Letter, LetterVersion, ReadingRun, Settlement, UploadBatch
from documents.processing import read_run
from documents.vocabulary import LetterState, ReceiptStatus, RunStatus
from governance.importing import preview_of
from governance.loading import load_reference
from governance.merging import merge
from governance.models import (
    Alias,
    Body,
    Commitment,
    Decision,
    Dossier,
    Framework,
    Gemeente,
    ImportDraft,
    NormSet,
    Organisation,
    Programme,
    Region,
    RegionDefinition,
    RoleAssignment,
    Round,
    RoundAnswer,
    RoundPoint,
    User,
)
from governance.region_lists import ListFacts, draft_list
from governance.sheets import SHEETS
from governance.tabular import read_table
from governance.vocabulary import Level, Role
from portal.demo_content import load_demo_content
from portal.demo_publication import SAMPLES, publish_samples
from portal.views.imports import read_day
from tests.attachment_factory import LetterAttachmentFactory
from tests.factories import (
    PASSWORD,
    BodyFactory,
    GemeenteFactory,
    PersonFactory,
    RegionBodyFactory,
    RegionFactory,
    ReportFactory,
    SeatFactory,
    UserFactory,
    user_with_role,
)
from tests.handling import handling_codes
from tests.rendering import broken_pdf

SECRET = (
    "Raadsinformatiebrief\n\nGeheimhouding\tJa\nOnderwerp\tEen aanbieder in nood\n\nGeachte raad,\n\nDit is besloten.\n"
)


@dataclass(frozen=True, slots=True)
class World:
    """Who walks, and the addresses of the pages by the name of their URL: filled, empty and with errors."""

    people: Mapping[str, User | None]
    open_to_all: Mapping[str, list[str]]
    of_griffie: Mapping[str, list[str]]
    of_beheer: Mapping[str, list[str]]
    of_accounts: Mapping[str, list[str]]


def make_world() -> World:
    """Load, read and publish; every letter goes the way that the upload form and the worker send it."""
    load_reference()
    load_demo_content(PASSWORD)
    griffier = User.objects.get(email="griffie@demo.example")
    batch = _read(griffier, [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.txt"))])
    bad = _read(griffier, [
        ("nog eens.txt", sorted(SAMPLES.glob("*.txt"))[0].read_bytes()),
        ("kapot.pdf", broken_pdf()), ("leeg.pdf", b""), ("geheim.txt", SECRET.encode()),
        ("Een-naam-zonder-spaties-" + "die-maar-doorgaat-" * 8 + ".txt", SECRET.replace("Ja", "Nee").encode()),
    ])  # fmt: skip
    publish_samples(griffier)
    _withdraw_one(griffier)
    _replace_one()
    _list_one(griffier)
    ReportFactory(letter=Letter.objects.filter(state=LetterState.PUBLISHED).first())
    people = {
        "anonymous": None,
        "raadslid": User.objects.get(email="raadslid@demo.example"),
        "griffie": griffier,
        "beheer": User.objects.get(email="beheer@demo.example"),
        "nobody": UserFactory(),
    }
    return World(people, _public(), _griffie(batch, bad), _beheer(), _accounts())


def _read(griffier: User, files: list[tuple[str, bytes]]) -> UploadBatch:
    owner = intake.Owner(region=Region.objects.get(slug="zuid-holland-zuid"))
    uploaded = [SimpleUploadedFile(name, data) for name, data in files]
    batch = intake.receive(uploaded, owner=owner, level=Level.PUBLIC, user=griffier)
    for run in ReadingRun.objects.filter(status=RunStatus.QUEUED):
        read_run(run.pk)
    return batch


def _withdraw_one(griffier: User) -> None:
    letter = Letter.objects.filter(state=LetterState.PUBLISHED, level=Level.PUBLIC).order_by("pk").last()
    assert letter is not None
    publication.withdraw(letter, reason="De verkeerde bijlage zat erbij.", for_privacy=False, user=griffier)


def _list_one(griffier: User) -> None:
    """A published letter stands on the list of incoming documents of Dordrecht."""
    letter = Letter.objects.filter(state=LetterState.PUBLISHED, level=Level.PUBLIC).order_by("pk").first()
    assert letter is not None
    gemeente = Gemeente.objects.get(name="Dordrecht")
    receipt = receipts.receive(letter, gemeente, received_on=datetime.date(2026, 11, 18), user=griffier)
    receipts.update(receipt, status=ReceiptStatus.LISTED, handling=handling_codes()[0], received_on=receipt.received_on)


def _replace_one() -> None:
    """A published letter gets a second version, and something that came with it."""
    letter = Letter.objects.filter(state=LetterState.PUBLISHED, level=Level.PUBLIC).order_by("pk").first()
    assert letter is not None
    old = letter.version
    assert old is not None
    LetterVersion.objects.create(
        letter=letter, number=2, text=old.text, public_text=old.public_text, pages=1, published_level=Level.PUBLIC,
        published_at=old.published_at,
    )  # fmt: skip
    LetterAttachmentFactory(letter=letter)


def _public() -> dict[str, list[str]]:
    region, organisation = Region.objects.get(slug="zuid-holland-zuid"), Organisation.objects.get(slug="dgj-zhz")
    empty_region, empty_gemeente = RegionFactory(), GemeenteFactory()
    letter = Letter.objects.filter(state=LetterState.PUBLISHED, level=Level.PUBLIC).first()
    withdrawn = Letter.objects.get(state=LetterState.WITHDRAWN)
    assert letter is not None
    decisions = Decision.objects.filter(level=Level.PUBLIC)
    council = Body.objects.filter(gemeente__code="GM0505").first()
    table = Body.objects.filter(region=region).first()
    organ = Body.objects.filter(organisation=organisation).first()
    pages: dict[str, list[str]] = {
        "home": ["/"],
        "search": ["/zoeken/", "/zoeken/?q=jeugd", "/zoeken/?q=zeldzaamwoord", "/zoeken/?q=jeugd&van=onzin"],
        "region_list": ["/regios/", "/regios/?q=zeldzaamwoord", "/regios/?op=onzin"],
        "region": [
            region.get_absolute_url(), f"{region.get_absolute_url()}?op=1-1-2016", empty_region.get_absolute_url(),
        ],
        "region_authority": [
            reverse("region_authority", args=[region.slug]),
            reverse("region_authority", args=[empty_region.slug]),
            reverse("region_authority", args=[region.slug]) + "?op=onzin",
        ],
        "region_programme": [row.get_absolute_url() for row in Programme.objects.filter(region=region)[:1]],
        "gemeente_list": ["/gemeenten/", "/gemeenten/?q=zeldzaamwoord"],
        "gemeente": [Gemeente.objects.get(code="GM0505").get_absolute_url(), empty_gemeente.get_absolute_url()],
        "organisation_list": ["/organisaties/", "/organisaties/?q=zeldzaamwoord"],
        "organisation": [organisation.get_absolute_url()],
        "decision_list": ["/besluiten/", "/besluiten/?q=zeldzaamwoord", "/besluiten/?van=onzin"],
        "decision": [row.get_absolute_url() for row in decisions.filter(evidence=None)[:1]]
        + [row.get_absolute_url() for row in decisions.exclude(evidence=None).distinct()[:1]],
        "letter_list": ["/brieven/", "/brieven/?q=zeldzaamwoord", "/brieven/?van=onzin"],
        "letter": [letter.get_absolute_url(), withdrawn.get_absolute_url(), "/brieven/999999/"],
        "letter_version": [reverse("letter_version", args=[LetterVersion.objects.get(number=2).letter_id, 1])],
        "report": [reverse("report", args=[letter.pk]), f"{reverse('report', args=[letter.pk])}#send"],
        "help": ["/hulp/"], "privacy": ["/privacy/"], "accessibility": ["/toegankelijkheid/"],
        "gemeente_body": [council.get_absolute_url()] if council else [],
        "region_body": [body.get_absolute_url() for body in (table, organ) if body is not None],
    }  # fmt: skip
    return pages | _procedures()


def _procedures() -> dict[str, list[str]]:
    return {
        "round_list": ["/zienswijzen/", "/zienswijzen/?regio=rijnmond"],
        "round": [f"{row.get_absolute_url()}{view}" for row in Round.objects.all() for view in ("", "?weergave=tabel")],
        "round_compare": _compared(),
        "commitment_list": ["/toezeggingen/", "/toezeggingen/?stand=kept", "/toezeggingen/?weergave=lta",
                            "/toezeggingen/?weergave=lta&stand=dropped"],
        "commitment": [row.get_absolute_url() for row in Commitment.objects.all()[:2]],
        "framework_list": ["/kaders/", "/kaders/?op=1-1-1990", "/kaders/?op=onzin"],
        "framework": [row.get_absolute_url() for row in Framework.objects.all()],
        "norm_list": ["/normen/"],
        "norm": [f"/normen/{row.pk}/{end}" for row in NormSet.objects.all() for end in ("", "?regio=rijnmond")],
        "division_list": [f"/regio-indelingen/{end}" for end in ("", "?van=0", *_two_divisions())],
        "person": [f"/personen/{PersonFactory().pk}/", f"/personen/{SeatFactory().person_id}/"],
        "dossier_list": ["/dossiers/"], "dossier": [row.get_absolute_url() for row in Dossier.objects.all()],
        "incoming": [f"/gemeenten/dordrecht/ingekomen-stukken/{week}" for week in ("", "?week=2020-W01")],
    }  # fmt: skip


def _compared() -> list[str]:
    """The texts of two gemeenten side by side, and a round in which nobody wrote anything yet."""
    answers = list(RoundAnswer.objects.filter(round__kind="zienswijze").select_related("gemeente")[:2])
    for answer in answers:
        answer.text = "De raad vraagt aandacht voor de kosten.\n\n" + "Zorgvuldig en op tijd. " * 30
        answer.save()
    found = reverse("round_compare", args=[answers[0].round_id])
    chosen = "&".join(f"gemeente={answer.gemeente.slug}" for answer in answers)
    other = Round.objects.exclude(pk=answers[0].round_id)[:1]
    return [f"{found}?{chosen}", found, *(reverse("round_compare", args=[row.pk]) for row in other)]


def _own_promise() -> Commitment:
    """A promise that the griffie handles, kept with a letter."""
    found: Commitment = Commitment.objects.order_by("pk")[0]
    found.owner_gemeente, found.made_on = Gemeente.objects.get(code="GM0505"), datetime.date(2090, 1, 1)
    found.save()
    letter = Letter.objects.filter(state=LetterState.PUBLISHED, level=Level.PUBLIC).order_by("pk")[0]
    Settlement.objects.create(commitment=found, letter=letter)
    return found


def _kept() -> dict[str, list[str]]:
    """The rounds that the griffie keeps."""
    answer = RoundAnswer.objects.get(round__kind="zienswijze", gemeente__code="GM0505")
    RoundPoint.objects.create(round=answer.round, text="Samen leren", reaction="Staat in paragraaf 3", taken_over=True)
    writing = reverse("round_answer", args=[answer.round_id, answer.gemeente.slug])
    other = RoundAnswer.objects.filter(round=answer.round).exclude(text="").exclude(pk=answer.pk)
    taking = [f"{writing}?neem_over={row.gemeente.slug}" for row in other.select_related("gemeente")[:1]]
    points = reverse("round_points", args=[answer.round_id])
    return {
        "settle": [reverse("settle", args=[row.pk]) + mark for row in [_own_promise()] for mark in ("", "#send")],
        "kept_rounds": ["/griffie/zienswijzen/"],
        "round_answer": [writing, *taking],
        "round_points": [points, f"{points}#send"],
        "round_terms": [reverse("round_terms", args=[answer.round_id])],
    }


def _two_divisions() -> list[str]:
    old, new = RegionDefinition.objects.order_by("peil_date")[:2]
    return [f"?van={old.pk}&naar={new.pk}"]


def _griffie(batch: UploadBatch, bad: UploadBatch) -> dict[str, list[str]]:
    states = [LetterState.TO_CHECK, LetterState.PUBLISHED, LetterState.WITHDRAWN, LetterState.FAILED,
              LetterState.POSSIBLY_SECRET]  # fmt: skip
    letters = [Letter.objects.filter(state=state).order_by("pk").first() for state in states]
    reviews = [reverse("review", args=[letter.pk]) for letter in letters if letter is not None]
    assert len(reviews) == len(states)
    return {
        "receipts": ["/griffie/ingekomen-stukken/"],
        **_kept(),
        "worklist": ["/griffie/", "/griffie/?status=mislukt", "/griffie/?status=bezig"],
        "upload": ["/griffie/upload/", "/griffie/upload/#send"],
        "letter_attach": [
            reverse("letter_attach", args=[letters[0].pk if letters[0] else 0]),
            reverse("letter_attach", args=[letters[0].pk if letters[0] else 0]) + "#send",
        ],
        "batch": [batch.get_absolute_url(), bad.get_absolute_url()],
        "review": [*reviews, f"{reviews[0]}#publiceer", f"{reviews[1]}#intrekken-send", f"{reviews[-1]}#send"],
    }


def _beheer() -> dict[str, list[str]]:
    role = RoleAssignment.objects.get(user=user_with_role(Role.COUNCILLOR, gemeente=GemeenteFactory()))
    proposals.propose("SKJ-tafel", "de tafel van het stelsel", user=role.user)
    proposed = AliasProposal.objects.get()
    return {
        "proposals": ["/beheer/voorstellen/"],
        "proposal": [f"/beheer/voorstellen/{proposed.pk}/"],
        "recognition": ["/beheer/herkenning/"],
        **_curation(),
        "roles": ["/beheer/rollen/", "/beheer/rollen/?q=zeldzaamwoord", "/beheer/rollen/#send"],
        "role_end": [reverse("role_end", args=[role.pk])],
    }


def _curation() -> dict[str, list[str]]:
    region = Region.objects.get(slug="zuid-holland-zuid")
    board = Body.objects.filter(organisation__slug="dgj-zhz", kind="AB").get()
    seat = SeatFactory(body=board, on_behalf_of=Gemeente.objects.get(code="GM0505"))
    RegionBodyFactory(region=region)
    of_board = [["organen", board.pk]]
    twin, elsewhere = BodyFactory(organisation=board.organisation), BodyFactory()
    compared = [(twin.pk, ""), (twin.pk, "#send"), (elsewhere.pk, "")]
    merge(RegionBodyFactory(region=region), RegionBodyFactory(region=region), reason="Dubbel.", actor=None)
    return {
        "beheer": ["/beheer/"],
        "structure": [f"/beheer/regios/{region.slug}/", f"/beheer/regios/{region.slug}/?op=onzin"],
        **_recorded(region, board),
        "body_add": [reverse("body_add", args=[region.slug]) + mark for mark in ("", "#send")],
        "body_edit": [reverse("body_edit", args=[board.pk]) + mark for mark in ("", "#send")],
        "seat_add": [reverse("seat_add", args=[board.pk]) + mark for mark in ("", "#send")],
        "seat_transfer": [reverse("seat_transfer", args=[seat.pk]) + mark for mark in ("", "#send")],
        "council_term": [reverse("council_term", args=["dordrecht"]) + mark for mark in ("", "#send")],
        "ending": [reverse("ending", args=found) + mark for found in of_board for mark in ("", "#send")],
        "going_on": [reverse("going_on", args=found) for found in of_board],
        "history": [reverse("history", args=found) for found in of_board],
        "herindeling": [reverse("herindeling", args=[region.slug]) + mark for mark in ("", "#send")],
        "merges": [reverse("merges")],
        "merge_choose": [reverse("merge_choose", args=["organen"]) + end for end in ("", "?q=zeldzaamwoord", "?rij=1")],
        "merge_compare": [
            reverse("merge_compare", args=["organen", board.pk, other]) + mark for other, mark in compared
        ],
        "quality": [reverse("quality")],
        "doubt": [reverse("doubt", args=["organen-zonder-oprichting"]), reverse("doubt", args=["zelfde-namen"])],
        "import_start": ["/beheer/import/", "/beheer/import/#send"],
        "import_preview": [reverse("import_preview", args=[kept.pk]) for kept in _imports()],
    }


def _recorded(region: Region, board: Body) -> dict[str, list[str]]:
    """What beheer records of a region: names, lists, tasks, shares, stands."""
    return {
        "life_event": [reverse("life_event", args=[board.pk]) + mark for mark in ("", "#send")],
        "mandate_add": [reverse("mandate_add", args=[region.slug]) + mark for mark in ("", "#send")],
        "norm_stand": [
            reverse("norm_stand", args=[region.slug, norm.pk]) + mark
            for norm in NormSet.objects.all()
            for mark in (("", "#send") if norm.items.exists() else ("",))
        ],
        "shares": [
            reverse("shares", args=[row.pk]) + mark
            for row in Programme.objects.filter(region=region)[:1]
            for mark in ("", "?jaar=onzin", "#send")
        ],
        "alias_list": ["/beheer/schrijfwijzen/", "/beheer/schrijfwijzen/?q=zeldzaamwoord"],
        "alias_add": ["/beheer/schrijfwijzen/toevoegen/", "/beheer/schrijfwijzen/toevoegen/#send"],
        "alias_remove": [
            reverse("alias_remove", args=[Alias.objects.filter(body__isnull=False, kind="spelling")[0].pk]) + mark
            for mark in ("", "#send")
        ],
        "renaming": [reverse("renaming", args=["organen", board.pk]) + mark for mark in ("", "#send")],
        "region_list_import": [reverse("region_list_import") + mark for mark in ("", "#send")],
        "region_list_preview": [
            reverse("region_list_preview", args=[kept.pk]) + mark for kept in [_region_list()] for mark in ("", "#send")
        ],
    }


def _region_list() -> ImportDraft:
    """A list of which one gemeente moves, one has an unknown code and all others are missing; of another authority's
    import than those below, because the newest unanswered one goes."""
    user = User.objects.get(email="beheer@demo.example")
    facts = ListFacts("CBS", datetime.date(2026, 6, 1), "Jeugdregio’s, peil juni 2026")
    table = read_table(b"gemeentecode;regio;regiocode\nGM0505;Rijnmond;\nGM0482;Nieuwland;JZ99\n")
    return draft_list(table, facts, user=user)


def _imports() -> list[ImportDraft]:
    """One with differences and one with errors, of the account that walks as beheer."""
    user = User.objects.get(email="beheer@demo.example")
    files = (b"code;naam;adres\nGM9001;Erbij;erbij\n", b"code;naam;adres;vanaf\nGM9001;Erbij;erbij;31-6-2020\n")
    sheet = SHEETS["gemeenten"]
    return [
        ImportDraft.objects.create(
            sheet=sheet.word, rows={"header": table.header, "rows": table.rows}, sent_by=user,
            fingerprint=preview_of(sheet, table, read_day=read_day).fingerprint,
        )
        for table in map(read_table, files)
    ]  # fmt: skip


def _accounts() -> dict[str, list[str]]:
    return {
        "account_login": ["/account/login/", "/account/login/#send"],
        "account_logout": ["/account/logout/"],
        "account_reset_password": ["/account/password/reset/", "/account/password/reset/#send"],
        "account_reset_password_done": ["/account/password/reset/done/"],
        "account_reset_password_from_key_done": ["/account/password/reset/key/done/"],
        "account_reset_password_from_key": ["/account/password/reset/key/1-onzin/"],
        "account_change_password": ["/account/password/change/", "/account/password/change/#send"],
        "account_inactive": ["/account/inactive/"],
        "account_signup": ["/account/signup/"],
    }
