"""Attacks by way of letters: facts that letters of others prove, masks, what comes in by itself, what stays behind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import override_settings

from documents import proposals, publication, results, review, sheets, versions
from documents.answers import found_decisions, link_decision
from documents.models import Letter, LetterVersion, Upload
from documents.publication import NotReady
from documents.vocabulary import UploadStatus
from governance.models import (
    Alias,
    Decision,
    Dossier,
)
from governance.tabular import csv_bytes
from governance.vocabulary import (
    AliasKind,
    Level,
)
from tests.access.visits import Browser
from tests.access.world import PUBLISH, World
from tests.factories import (
    DraftDecisionFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    ProgrammeFactory,
    UploadBatchFactory,
    UploadFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

WORD = "Tjiftjafsma"


def said(browser: Browser, path: str) -> str:
    """What a page says, in small letters."""
    return browser.get(path).content.decode().lower()


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


# --- Facts that letters of several prove ------------------------------------------------------------------------------


def test_words_masked_in_one_letter_do_not_become_public_by_another_that_proves_the_same(world: World) -> None:
    text = f"Op verzoek van {WORD} besloot de raad op 3 maart 2022.\n"
    first = letter_here(world, text)
    user = first.letter.uploaded_by
    start = text.index(WORD)
    FindingFactory(
        version=first, key="personal_data", start=start, end=start + len(WORD), value={"kind": "name"}, status="check"
    )
    decision = DraftDecisionFactory(subject=f"Verzoek van {WORD}", body=world.board, owner_gemeente=world.gemeente)
    link_decision(first, found_decisions(first)[0], decision=decision, user=user)
    second = letter_here(world, "De raad besloot op 3 maart 2022 over een verzoek.\n")
    link_decision(second, found_decisions(second)[0], decision=decision, user=user)
    with pytest.raises(NotReady):
        publication.publish(second.letter, choice=PUBLISH, user=user)
    decision.refresh_from_db()
    assert decision.level is None


def test_a_fact_that_its_owner_took_back_is_not_opened_again_by_a_draft_of_another(world: World) -> None:
    theirs = letter_here(world)
    Letter.objects.filter(pk=theirs.letter_id).update(owner_gemeente=world.other_gemeente)
    theirs = LetterVersion.objects.select_related("letter").get(pk=theirs.pk)
    user = theirs.letter.uploaded_by
    decision = DraftDecisionFactory(subject=f"Besluit {WORD}", body=world.board, owner_gemeente=world.other_gemeente)
    link_decision(theirs, found_decisions(theirs)[0], decision=decision, user=user)
    publication.publish(theirs.letter, choice=PUBLISH, user=user)
    assert Decision.objects.get(pk=decision.pk).level == Level.PUBLIC
    ours = letter_here(world)
    link_decision(ours, found_decisions(ours)[0], decision=decision, user=user)
    publication.withdraw(Letter.objects.get(pk=theirs.letter_id), reason="x", for_privacy=True, user=user)
    with pytest.raises(NotReady):
        publication.publish(ours.letter, choice=PUBLISH, user=user)
    assert Decision.objects.get(pk=decision.pk).level is None


def test_a_short_name_masked_in_a_new_version_is_masked_in_the_old_one(world: World) -> None:
    old = letter_here(world, "Vraag het Vos of Bo Ek. De raad besloot.\n")
    user = old.letter.uploaded_by
    letter = publication.publish(old.letter, choice=PUBLISH, user=user)
    new = letter_here(world, "Vraag het Vos of Bo Ek. De raad besloot iets anders.\n")
    versions.begin(new.letter, of=letter)
    for words in ("Vos", "Bo Ek"):
        assert review.mask_words_everywhere(new, words=words, user=user)
    publication.publish(Letter.objects.get(pk=new.letter_id), choice=PUBLISH, user=user)
    shown = LetterVersion.objects.get(pk=old.pk).public_text
    assert "De raad besloot" in shown
    assert "Vos" not in shown
    assert "Bo Ek" not in shown


def test_a_dossier_gets_no_title_with_words_that_are_masked(world: World, browsers: dict[str, Browser]) -> None:
    text = f"Op verzoek van {WORD} besloot de raad op 3 maart 2022.\n"
    version = letter_here(world, text)
    start = text.index(WORD)
    FindingFactory(
        version=version, key="personal_data", start=start, end=start + len(WORD), value={"kind": "name"}, status="check"
    )
    data = {
        "edit_count": version.letter.edit_count,
        "subject": "x",
        "zet_dossier": "1",
        "nieuw_dossier": f"Zaak {WORD}",
    }
    answer = browsers["griffie here"].post(f"/griffie/brieven/{version.letter_id}/controleren/", data)
    assert answer.status_code == 422
    assert not Dossier.objects.filter(title__contains=WORD).exists()
    version.letter.refresh_from_db()
    data |= {"nieuw_dossier": "Zaak van een inwoner", "edit_count": version.letter.edit_count}
    assert browsers["griffie here"].post(f"/griffie/brieven/{version.letter_id}/controleren/", data).status_code == 302
    assert Dossier.objects.filter(title="Zaak van een inwoner").exists()


def test_a_word_is_not_known_because_it_names_a_hidden_programme_of_others(world: World) -> None:
    hidden = ProgrammeFactory(region=world.region, level=None, owner_gemeente=world.other_gemeente)
    own = ProgrammeFactory(region=world.region, level=None, owner_gemeente=world.gemeente)
    Alias.objects.create(text="PQX", kind=AliasKind.ABBREVIATION, programme=hidden)
    Alias.objects.create(text="PQY", kind=AliasKind.ABBREVIATION, programme=own)
    version = letter_here(world)
    for position, short in enumerate(("PQX", "PQY", "PQZ")):
        FindingFactory(version=version, key="aliases", position=position, value={"short": short, "long": ""})
    assert set(proposals.unknown_names(version.findings.all())) == {"PQX", "PQZ"}


@pytest.mark.parametrize("command", ["ingest_folder", "ingest_mail"])
def test_nothing_comes_in_by_itself_for_a_griffie_that_nobody_chose(world: World, tmp_path: Path, command: str) -> None:
    (tmp_path / "brief.txt").write_text("Raadsinformatiebrief", encoding="utf-8")
    os.utime(tmp_path / "brief.txt", (0, 0))
    box = {"host": "mail.example", "port": 993, "user": "u", "password": "p", "folder": "INBOX", "gemeente": "",
           "region": "", "account": "", "senders": []}  # fmt: skip
    arguments = [str(tmp_path)] if command == "ingest_folder" else []
    options: dict[str, Any] = {"once": True} if arguments else {}
    with override_settings(MAILBOX=box), pytest.raises(CommandError, match="voor wie"):
        call_command(command, *arguments, **options)
    assert (tmp_path / "brief.txt").exists()


# --- What stays behind ------------------------------------------------------------------------------------------------


def test_no_picture_is_kept_of_what_may_be_secret(world: World) -> None:
    version = letter_here(world)
    LetterVersion.objects.filter(pk=version.pk).update(pages=2)
    version = LetterVersion.objects.select_related("letter").get(pk=version.pk)
    key = sheets._picture_key(version.pk, 1)
    cache.set(key, b"picture", 60)
    results.save_possibly_secret(version)
    assert cache.get(key) is None


def test_the_name_of_a_zip_or_mail_goes_with_the_secret_letter_that_was_in_it(
    world: World, browsers: dict[str, Browser]
) -> None:
    user = world.asker("griffie here").user
    letter = Letter.objects.get(pk=world.letters["possibly secret"].pk)
    batch = UploadBatchFactory(owner_gemeente=world.gemeente, uploaded_by=user)
    packed = UploadFactory(batch=batch, position=1, file_name=f"{WORD}.zip", status=UploadStatus.UNPACKED)
    UploadFactory(
        batch=batch, position=2, file_name="een.pdf", letter=letter, status=UploadStatus.POSSIBLY_SECRET,
        container=packed,
    )  # fmt: skip
    assert WORD.lower() in said(browsers["griffie here"], batch.get_absolute_url())
    assert WORD.lower() not in said(browsers["griffie here, a colleague"], batch.get_absolute_url())
    assert user is not None
    publication.keep_as_secret(letter, imposed_by="het college", lifted_by="de raad", user=user)
    assert not Upload.objects.filter(file_name__contains=WORD).exists()


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_an_export_is_a_formula(first: str) -> None:
    cell = csv_bytes(("kolom",), [(f"{first}1+1",)]).decode("utf-8-sig").splitlines()[1]
    assert cell.lstrip('"').startswith("'")
