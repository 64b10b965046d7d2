"""Attacks on what beheer and griffies do with governance: histories, merges, exports, wizards, forms of /admin/, and
facts that letters of others prove."""

from __future__ import annotations

import datetime
import io
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import RequestFactory
from django.utils import timezone
from openpyxl import load_workbook

from documents import publication, review
from documents.models import AliasProposal, LetterVersion
from documents.publication import Publication
from governance import rounds
from governance.audience import Audience
from governance.changes import erase_fact, set_audience
from governance.errors import ChangedMeanwhile
from governance.history import event_model, require_unchanged, stamp, tracked_models
from governance.models import (
    Alias,
    BodyLifeEvent,
    Commitment,
    Decision,
    LegalTerm,
    Project,
    Round,
    RoundAnswer,
    RoundPoint,
    RoundResponse,
    ShareTable,
    Statement,
)
from governance.sheets import SHEETS
from governance.vocabulary import (
    AliasKind,
    AnswerStatus,
    CommitmentKind,
    Level,
    LifeEventKind,
    ProgrammeScope,
    Role,
    RoundKind,
)
from portal.views.quality import ALL
from tests.access.visits import Browser
from tests.access.world import PUBLISH, Asker, World
from tests.factories import (
    BodyFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    ProgrammeFactory,
    SourceFactory,
    user_with_role,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

DAY = datetime.date(2022, 3, 3)
ONE_DAY = datetime.timedelta(days=1)
WORD = "Tjiftjafsma"


def said(browser: Browser, path: str) -> str:
    """What a page says, in small letters."""
    return browser.get(path).content.decode().lower()


def restricted(world: World) -> Publication:
    """A publication for the readers of the gemeente here."""
    return Publication(
        level=Level.RESTRICTED, shared_with=[world.gemeente.share_key], personal_data_checked=True, force=True
    )


def letter_here(
    world: World, text: str = "De raad besloot op 3 maart 2022 het kader vast te stellen.\n"
) -> LetterVersion:
    """A draft of the gemeente here with one found decision."""
    user = world.asker("griffie here").user
    letter = LetterFactory(owner_gemeente=world.gemeente, region=world.region, uploaded_by=user)
    version: LetterVersion = LetterVersionFactory(letter=letter, text=text, public_text="")
    FindingFactory(
        version=version, key="decisions", position=0, start=0, end=len(text) - 1, status="check",
        value={"body": "raad", "subject": "kader", "outcome": "vastgesteld", "date": "2022-03-03"},
    )  # fmt: skip
    return version


# --- Withdrawn letters that are checked again -------------------------------------------------------------------------


def test_the_page_of_a_withdrawn_letter_does_not_tell_what_is_typed_when_it_is_checked_again(
    world: World, browsers: dict[str, Browser]
) -> None:
    version = letter_here(world)
    user = version.letter.uploaded_by
    letter = publication.publish(version.letter, choice=PUBLISH, user=user)
    address = letter.get_absolute_url()
    publication.withdraw(letter, reason="Verkeerde bijlage.", for_privacy=False, user=user)
    letter.refresh_from_db()
    assert letter.subject.lower() in said(browsers["anonymous"], address)
    publication.reopen(letter, user=user)
    version = LetterVersion.objects.select_related("letter").get(pk=version.pk)
    review.choose_field(version, key="subject", value=f"Klacht van {WORD}", user=user)
    for name in ("anonymous", "raadslid elsewhere", "beheer"):
        answer = browsers[name].get(address)
        assert answer.status_code == 410
        assert WORD not in answer.content.decode()


# --- Histories --------------------------------------------------------------------------------------------------------


def test_the_history_of_a_fact_begins_where_its_reader_could_first_see_it(
    world: World, browsers: dict[str, Browser]
) -> None:
    decision = DraftDecisionFactory(subject=f"Verzoek van {WORD}", body=world.board, owner_gemeente=world.gemeente)
    set_audience(decision, level=Level.RESTRICTED, shared_with=[world.gemeente.share_key])
    Decision.objects.filter(pk=decision.pk).update(subject="Verzoek van een inwoner")
    decision.refresh_from_db()
    set_audience(decision, level=Level.PUBLIC, shared_with=[])
    Decision.objects.filter(pk=decision.pk).update(subject="Verzoek van een ouder")
    page = browsers["beheer"].get(f"/beheer/besluiten/{decision.pk}/geschiedenis/")
    assert page.status_code == 200
    assert "Verzoek van een ouder" in page.content.decode()
    assert WORD not in page.content.decode()
    assert world.gemeente.share_key not in page.content.decode()


def test_the_history_of_a_fact_that_was_hidden_again_does_not_tell_what_it_said_before(
    world: World, browsers: dict[str, Browser]
) -> None:
    promise = Commitment.objects.create(
        kind=CommitmentKind.PROMISE, subject=f"Gesprek met {WORD}", made_by=world.board, level=Level.PUBLIC,
        owner_gemeente=world.gemeente,
    )  # fmt: skip
    set_audience(promise, level=None, shared_with=[])
    Commitment.objects.filter(pk=promise.pk).update(subject="Gesprek met een inwoner")
    promise.refresh_from_db()
    set_audience(promise, level=Level.PUBLIC, shared_with=[])
    page = browsers["beheer"].get(f"/beheer/toezeggingen/{promise.pk}/geschiedenis/")
    assert page.status_code == 200
    assert "Gesprek met een inwoner" in page.content.decode()
    assert WORD not in page.content.decode()


def test_the_history_of_a_part_begins_with_what_it_is_a_part_of(world: World, browsers: dict[str, Browser]) -> None:
    found = Round.objects.create(
        kind=RoundKind.OPINION, subject="Ronde", region=world.region, owner_gemeente=world.gemeente
    )
    answer = RoundAnswer.objects.create(round=found, gemeente=world.gemeente, text=f"Namens {WORD}")
    RoundAnswer.objects.filter(pk=answer.pk).update(text="Namens een raad")
    # All of a test happens at one moment for the database.
    apps.get_model("governance", "RoundAnswerEvent").objects.update(pgh_created_at=timezone.now() - ONE_DAY)
    set_audience(found, level=Level.PUBLIC, shared_with=[])
    RoundAnswer.objects.filter(pk=answer.pk).update(text="Namens de raad")
    page = browsers["beheer"].get(f"/beheer/antwoorden-van-gemeenten/{answer.pk}/geschiedenis/")
    assert page.status_code == 200
    assert WORD not in page.content.decode()
    assert "Namens de raad" in page.content.decode()


def test_a_fact_is_erased_with_the_history_of_all_its_parts(world: World) -> None:
    found = Round.objects.create(kind=RoundKind.OPINION, subject="x", owner_gemeente=world.gemeente)
    RoundAnswer.objects.create(round=found, gemeente=world.gemeente, text=WORD)
    RoundResponse.objects.create(
        round=found, gemeente=world.gemeente, status=AnswerStatus.GIVEN, number=WORD, owner_gemeente=world.gemeente
    )
    RoundPoint.objects.create(round=found, text=WORD)
    decision = DraftDecisionFactory(subject=WORD, body=world.board, owner_gemeente=world.gemeente)
    Statement.objects.create(decision=decision, question=WORD, value=WORD, source=SourceFactory())
    for fact in (found, decision):
        erase_fact(fact)
    left = []
    for model in apps.get_app_config("governance").get_models():
        if hasattr(model, "pgh_tracked_model"):
            left += [str(row) for row in model._default_manager.values() if WORD in str(row)]
    assert not left


def test_the_history_of_a_part_of_what_was_erased_is_not_there(world: World, browsers: dict[str, Browser]) -> None:
    found = Round.objects.create(kind=RoundKind.OPINION, subject="x", level=Level.PUBLIC)
    point = RoundPoint.objects.create(round=found, text=WORD)
    number = point.pk
    whole = found.pk
    found.delete()
    apps.get_model("governance", "RoundEvent").objects.filter(pgh_obj_id=whole).delete()
    assert browsers["beheer"].get(f"/beheer/punten-uit-rondes/{number}/geschiedenis/").status_code == 404


def test_words_of_an_answer_or_point_that_were_taken_back_are_in_no_history(
    world: World, browsers: dict[str, Browser]
) -> None:
    user = world.asker("griffie here").user
    assert user is not None
    found = Round.objects.create(kind=RoundKind.OPINION, subject="Ronde", region=world.region, level=Level.PUBLIC)
    answer = RoundAnswer.objects.create(round=found, gemeente=world.gemeente)
    rounds.publish_text(answer, f"Namens {WORD}", taken_from=None, actor=user)
    rounds.publish_text(answer, "Namens de raad", taken_from=None, actor=user)
    point = RoundPoint(round=found, text=f"Punt van {WORD}", reaction=WORD)
    rounds.keep_point(point, actor=user)
    pages = [f"/beheer/antwoorden-van-gemeenten/{answer.pk}/geschiedenis/",
             f"/beheer/punten-uit-rondes/{point.pk}/geschiedenis/"]  # fmt: skip
    rounds.drop_point(RoundPoint.objects.get(pk=point.pk), actor=user)
    told = "".join(browsers["beheer"].get(page).content.decode() for page in pages)
    assert "Namens de raad" in told
    assert "Dit is verwijderd." in told
    assert WORD not in told


def test_a_conflict_names_no_decision_that_is_hidden_from_who_reads_of_it(world: World) -> None:
    organisation = world.board.organisation
    assert organisation is not None
    seen = stamp(organisation)
    hidden = DraftDecisionFactory(subject=f"Besluit {WORD}", body=world.board, owner_gemeente=world.other_gemeente)
    type(organisation).objects.filter(pk=organisation.pk).update(ended_by=hidden)
    with pytest.raises(ChangedMeanwhile) as told:
        require_unchanged(organisation, seen)
    assert WORD not in str(told.value)
    assert "Beëindigd bij besluit" in str(told.value)


def test_no_history_list_or_export_of_beheer_holds_a_planted_word(world: World, browsers: dict[str, Browser]) -> None:
    """Every record there is and every one that is gone, by the addresses that somebody can make up."""
    asker = world.asker("beheer")
    hidden = [plant for plant in world.plants if not plant.allowed(asker)]
    paths = [f"/beheer/nakijken/{word}/" for word in ALL] + [f"/beheer/export/{word}.csv" for word in SHEETS]
    paths += ["/beheer/samenvoegen/", "/beheer/voorstellen/", "/beheer/schrijfwijzen/", "/beheer/herkenning/"]
    paths += [f"/beheer/samenvoegen/{kind}/" for kind in ("organen", "organisaties", "personen")]
    for word, model in tracked_models().items():
        numbers = event_model(model)._default_manager.values_list("pgh_obj_id", flat=True).distinct()
        paths += [f"/beheer/{word}/{number}/geschiedenis/" for number in numbers]
    found = set()
    for path in paths:
        told = said(browsers["beheer"], path)
        found |= {f"{plant.word} ({plant.place}) in {path}" for plant in hidden if plant.word in told}
    book = load_workbook(io.BytesIO(browsers["beheer"].get("/beheer/export/alles.xlsx").content))
    cells = " ".join(str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line).lower()
    found |= {f"{plant.word} ({plant.place}) in the export" for plant in hidden if plant.word in cells}
    assert not found
    assert len(paths) > 100


# --- Beheer: merging, exporting, herindeling, nakijken ----------------------------------------------------------------


def test_a_merge_tells_beheer_nothing_of_hidden_things_that_refer_to_a_record(
    world: World, browsers: dict[str, Browser]
) -> None:
    other = BodyFactory(organisation=world.board.organisation, slug="dubbel", name="Dubbel bestuur")
    path = f"/beheer/samenvoegen/organen/{world.board.pk}/{other.pk}/"
    before = said(browsers["beheer"], path)
    DraftDecisionFactory(subject="x", body=other, owner_gemeente=world.gemeente)
    Commitment.objects.create(
        kind=CommitmentKind.PROMISE, subject="x", made_by=other, made_to=other, owner_gemeente=world.gemeente
    )
    Round.objects.create(kind=RoundKind.OPINION, subject="x", asked_by=other, owner_gemeente=world.gemeente)
    version = letter_here(world)
    EvidenceLinkFactory(version=version, region=None, body=other)
    publication.publish(version.letter, choice=restricted(world), user=version.letter.uploaded_by)
    ProgrammeFactory(region=world.region, level=None, owner_gemeente=world.gemeente, client=other)
    assert moving(said(browsers["beheer"], path)) == moving(before)


def moving(page: str) -> str:
    """The part of a page that says what moves along."""
    return page.partition('id="mee"')[2].partition("</section>")[0]


def test_everything_exported_names_no_hidden_decision(world: World, browsers: dict[str, Browser]) -> None:
    hidden = world.decisions["draft elsewhere"].pk
    BodyLifeEvent.objects.create(body=world.board, kind=LifeEventKind.FOUNDED, date=DAY, decision_id=hidden)
    book = load_workbook(io.BytesIO(browsers["beheer"].get("/beheer/export/alles.xlsx").content))
    rows = list(book["gebeurtenissen van organen"].iter_rows(values_only=True))
    column = rows[0].index("door besluit")
    assert [row[column] or "" for row in rows[1:]] == [""]


def test_a_herindeling_counts_no_hidden_rounds(world: World, browsers: dict[str, Browser]) -> None:
    RoundAnswer.objects.all().delete()
    data = {
        "ending": [world.gemeente.pk], "on": "1-1-2030", "new_name": "Nieuwstad", "new_code": "GM9990",
        "reason": "Wet.", "successor": "",
    }  # fmt: skip
    path = f"/beheer/regios/{world.region.slug}/herindeling/"
    assert "Er wacht geen ronde" in browsers["beheer"].post(path, data).content.decode()
    hidden = Round.objects.get(pk=world.rounds["draft elsewhere"].pk)
    RoundAnswer.objects.create(round=hidden, gemeente=world.gemeente)
    assert "Er wacht geen ronde" in browsers["beheer"].post(path, data).content.decode()
    done = browsers["beheer"].post(path, data | {"uitvoeren": "1"})
    assert done.status_code == 302
    assert "rondes" not in str(done.cookies)
    assert RoundAnswer.objects.filter(round=hidden, gemeente__name="Nieuwstad").exists()


def test_a_hidden_decision_takes_no_body_off_the_list_of_doubts(world: World, browsers: dict[str, Browser]) -> None:
    path = "/beheer/nakijken/organen-zonder-oprichting/"
    listed = world.board.get_absolute_url()
    assert listed in said(browsers["beheer"], path)
    event = BodyLifeEvent.objects.create(
        body=world.board, kind=LifeEventKind.FOUNDED, date=DAY, decision_id=world.decisions["draft elsewhere"].pk
    )
    assert listed in said(browsers["beheer"], path)
    event.decision_id = world.decisions["with a source"].pk
    event.save()
    assert listed not in said(browsers["beheer"], path)


def test_beheer_of_a_region_accepts_no_name_for_another_region(world: World, browsers: dict[str, Browser]) -> None:
    name = "beheer of a region"
    asker = Asker(name, user_with_role(Role.MANAGER, region=world.region), manages=True)
    browser = Browser(asker)
    far = BodyFactory(name="Ver bestuur")
    proposal = AliasProposal.objects.create(text="VB")
    path = f"/beheer/voorstellen/{proposal.pk}/"
    assert f'value="body:{far.pk}"' not in browser.get(path).content.decode()
    assert browser.post(path, {"target": f"body:{far.pk}"}).status_code == 422
    assert not Alias.objects.filter(text="VB").exists()
    assert browser.post(path, {"target": f"body:{world.board.pk}"}).status_code == 302
    assert Alias.objects.filter(text="VB", body=world.board).exists()


# --- /admin/ ----------------------------------------------------------------------------------------------------------


def test_no_form_of_admin_names_a_hidden_record_whose_number_is_put_in_its_address(
    world: World, browsers: dict[str, Browser]
) -> None:
    hidden: dict[type[Model], Any] = {}
    for model in {field.related_model for _, field in _audience_fields()}:
        rows = model._default_manager.filter(level=None)
        hidden[model] = rows.first()
    wrong = []
    for model, field in _audience_fields():
        row = hidden[field.related_model]
        assert row is not None, field.related_model
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/"
        for answer in (
            browsers["beheer"].get(f"{base}?{urlencode({field.name: row.pk})}"),
            browsers["beheer"].post(base, {field.name: str(row.pk)}),
        ):
            if str(row).lower() in answer.content.decode().lower():
                wrong.append(f"{model.__name__}.{field.name}")
    assert not wrong


def _audience_fields() -> list[tuple[type[Model], Any]]:
    """The foreign keys in forms of /admin/ that point at something with an audience."""
    found = []
    for model, shown in admin.site._registry.items():
        flat = {name for entry in shown.fields or () for name in (entry if isinstance(entry, tuple) else (entry,))}
        columns: list[Any] = list(model._meta.concrete_fields)
        for field in columns:
            if field.name in flat and field.is_relation and issubclass(field.related_model, Audience):
                found.append((model, field))
    assert found
    return found


def test_a_hidden_programme_gets_no_names_or_projects_from_admin(world: World, browsers: dict[str, Browser]) -> None:
    number = str(world.programmes["draft here"].pk)
    alias = {"text": "PX", "kind": AliasKind.SPELLING.value, "programme": number, "valid_from_precision": "day",
             "valid_until_precision": "day"}  # fmt: skip
    browsers["beheer"].post("/admin/governance/alias/add/", alias)
    assert not Alias.objects.filter(text="PX").exists()
    rows = {f"results-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    project = {"programme": number, "name": "PY", "scope": ProgrammeScope.REGIONAL.value, "status": "gepland",
               "valid_from_precision": "day", "valid_until_precision": "day"} | rows  # fmt: skip
    browsers["beheer"].post("/admin/governance/project/add/", project)
    assert not Project.objects.filter(name="PY").exists()
    browsers["beheer"].post("/admin/governance/sharetable/add/", {"programme": number, "year": "2024"} | {
        f"shares-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    })  # fmt: skip
    assert not ShareTable.objects.filter(year=2024).exists()


def test_no_list_of_admin_is_filtered_by_what_refers_to_its_rows(world: World, browsers: dict[str, Browser]) -> None:
    """``/admin/governance/body/?letters=12`` would list the bodies that a draft names."""
    request = RequestFactory().get("/")
    wrong = []
    for model, shown in admin.site._registry.items():
        for field in model._meta.get_fields(include_hidden=True):
            if field.auto_created and not field.concrete:
                asked = [field.name + end for end in ("", "__isnull", "__gte", "__in")]
                wrong += [(model.__name__, one) for one in asked if shown.lookup_allowed(one, "1", request)]
    assert not wrong
    draft = world.letters["draft here"].pk
    answer = browsers["beheer"].get(f"/admin/governance/body/?letters={draft}")
    assert answer.status_code in {302, 400}
    assert browsers["beheer"].get("/admin/governance/body/?region__isnull=0").status_code == 200


def test_deleting_in_admin_names_no_hidden_thing_that_stands_in_the_way(
    world: World, browsers: dict[str, Browser]
) -> None:
    term = LegalTerm.objects.create(
        subject="ontwerpbegroting", weeks=8, law="Wgr", article="35", source=SourceFactory(), valid_from=DAY
    )
    Round.objects.create(
        kind=RoundKind.OPINION, subject=f"Ronde {WORD}", legal_term=term, owner_gemeente=world.other_gemeente
    )
    for method in ("GET", "POST"):
        path = f"/admin/governance/legalterm/{term.pk}/delete/"
        browser = browsers["beheer"]
        answer = browser.get(path) if method == "GET" else browser.post(path, {"post": "yes"})
        assert WORD not in answer.content.decode()
        assert LegalTerm.objects.filter(pk=term.pk).exists()
