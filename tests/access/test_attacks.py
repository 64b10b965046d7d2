"""What somebody with bad intentions sends by hand: other people's numbers, odd values, forged headers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents import intake, publication, results, review
from documents.indexing import index_letter
from documents.models import Choice, EvidenceLink, Letter, LetterVersion, Upload
from documents.pipeline.run import read_text
from documents.pipeline.types import Extraction, Gazetteer
from documents.publication import Publication
from documents.vocabulary import EvidenceStatus, LetterState, UploadStatus
from governance.models import Decision, RoleAssignment, SearchEntry, User
from governance.vocabulary import Level, Role, Side
from tests.access.visits import Browser
from tests.access.world import World
from tests.factories import (
    DraftDecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    SourceFileFactory,
    UploadBatchFactory,
    UploadFactory,
    user_with_role,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

ODD = ["abc", "-1", "²", "9" * 30, "9" * 5000, "a\x00b", "1-2-3", "'; --<script>%", "é" * 10_000]


@pytest.fixture
def draft(world: World) -> LetterVersion:
    """A draft of the gemeente here with one found decision and one piece of personal data."""
    user = world.asker("griffie here").user
    letter = LetterFactory(owner_gemeente=world.gemeente, region=world.region, uploaded_by=user)
    text = "Auteur: Tjalling Quirijnsma\n\nDe raad besloot op 3 maart 2022 het kader vast te stellen.\n"
    version: LetterVersion = LetterVersionFactory(letter=letter, text=text, public_text="")
    FindingFactory(version=version, key="personal_data", start=8, end=27, value={"kind": "name"}, status="check")
    FindingFactory(
        version=version, key="decisions", position=0, start=29, end=60, status="check",
        value={"body": "raad", "subject": "kader", "outcome": "vastgesteld", "date": "2022-03-03"},
    )  # fmt: skip
    EvidenceLinkFactory(version=version, region=world.region, status=EvidenceStatus.SUGGESTED)
    index_letter(version)
    return version


def filled(version: LetterVersion, **more: Any) -> dict[str, Any]:
    """What the review screen sends when everything is right and 'Publiceren' is pressed."""
    letter = version.letter
    return {
        "edit_count": str(letter.edit_count), "subject": letter.subject, "document_type": letter.document_type,
        "date": "7 juni 2022", "gemeente": letter.owner_gemeente.code if letter.owner_gemeente else "",
        "region": letter.region.slug if letter.region else "", "besluit-0-answer": "reject", "verwijzingen": "1",
        "persoonsgegevens": "1", "lak": ["8-27"], "publiceer": "1", "level": "openbaar", "personal_data_checked": "on",
    } | more  # fmt: skip


def state_of(version: LetterVersion) -> str:
    """The letter's state now."""
    return Letter.objects.get(pk=version.letter_id).state


# --- Other people's numbers -------------------------------------------------------------------------------------------


def test_an_untouched_form_publishes_with_the_name_masked(
    world: World, browsers: dict[str, Browser], draft: LetterVersion
) -> None:
    answer = browsers["griffie here"].post(f"/griffie/brieven/{draft.letter_id}/controleren/", filled(draft))
    assert answer.status_code == 302
    assert state_of(draft) == LetterState.PUBLISHED
    assert "Quirijnsma" not in LetterVersion.objects.get(pk=draft.pk).public_text


@pytest.mark.parametrize("name", ["draft elsewhere", "restricted elsewhere", "draft elsewhere, without a letter"])
def test_a_decision_that_one_may_not_see_cannot_be_linked(
    world: World, browsers: dict[str, Browser], draft: LetterVersion, name: str
) -> None:
    hidden = world.decisions[name]
    before = Decision.objects.values().get(pk=hidden.pk)
    data = filled(draft) | {"besluit-0-answer": "link", "besluit-0-decision": str(hidden.pk)}
    answer = browsers["griffie here"].post(f"/griffie/brieven/{draft.letter_id}/controleren/", data)
    assert answer.status_code in {200, 422}
    assert Decision.objects.values().get(pk=hidden.pk) == before
    assert not EvidenceLink.objects.filter(version=draft, decision=hidden.pk).exists()


def test_a_besloten_decision_of_another_owner_does_not_become_public_by_somebody_elses_letter(
    world: World, browsers: dict[str, Browser], draft: LetterVersion
) -> None:
    lent = world.decisions["restricted elsewhere, shared"]
    Decision.objects.filter(pk=lent.pk).update(region=world.region)
    data = filled(draft) | {"besluit-0-answer": "link", "besluit-0-decision": str(lent.pk)}
    browsers["griffie here"].post(f"/griffie/brieven/{draft.letter_id}/controleren/", data)
    assert Decision.objects.get(pk=lent.pk).level == Level.RESTRICTED


def test_links_of_another_letter_are_not_confirmed_or_rejected(
    world: World, browsers: dict[str, Browser], draft: LetterVersion
) -> None:
    others = EvidenceLink.objects.exclude(version=draft)
    before = list(others.order_by("pk").values())
    foreign = [str(pk) for pk in others.values_list("pk", flat=True)]
    data = filled(draft) | {"verwijzing": foreign, "bewaar": "1"}
    data.pop("publiceer")
    browsers["griffie here"].post(f"/griffie/brieven/{draft.letter_id}/controleren/", data)
    assert list(others.order_by("pk").values()) == before


def test_nobody_uploads_for_a_gemeente_that_is_not_theirs(world: World, browsers: dict[str, Browser]) -> None:
    for owner in (f"gemeente-{world.other_gemeente.pk}", f"regio-{world.region.pk}", "gemeente-0", "x", ""):
        file = SimpleUploadedFile("brief.txt", b"Raadsinformatiebrief")
        data = {"eigenaar": owner, "openbaarheid": "openbaar", "bestanden": file}
        count = Letter.objects.count()
        assert browsers["griffie here"].post("/griffie/upload/", data).status_code == 422
        assert Letter.objects.count() == count


def test_a_letter_is_shared_only_with_whom_the_form_offers(
    world: World, browsers: dict[str, Browser], draft: LetterVersion
) -> None:
    for key in (world.other_gemeente.share_key, "regio:elderregio", "gemeente:", "*", ""):
        data = filled(draft) | {"level": "besloten", "shared_with": [key]}
        path = f"/griffie/brieven/{draft.letter_id}/controleren/"
        assert browsers["griffie here"].post(path, data).status_code in {200, 422}
        assert state_of(draft) == LetterState.TO_CHECK


def test_a_declared_secret_letter_is_refused_before_anything_is_stored(
    world: World, browsers: dict[str, Browser]
) -> None:
    before = Upload.objects.count(), Letter.objects.count()
    file = SimpleUploadedFile("geheim.txt", b"Geheim stuk")
    data = {"eigenaar": f"gemeente-{world.gemeente.pk}", "openbaarheid": "geheim", "bestanden": file}
    assert browsers["griffie here"].post("/griffie/upload/", data).status_code == 422
    assert (Upload.objects.count(), Letter.objects.count()) == before


def test_the_same_file_of_another_gemeente_is_not_betrayed(world: World) -> None:
    answers: list[list[tuple[Any, ...]]] = []
    for name, gemeente in (("griffie here", world.gemeente), ("griffie elsewhere", world.other_gemeente)):
        user = world.asker(name).user
        assert user is not None
        file = SimpleUploadedFile("brief.txt", b"Raadsinformatiebrief over een aalscholver")
        batch = intake.receive([file], owner=intake.Owner(gemeente=gemeente), level=Level.PUBLIC, user=user)
        answers.append(list(batch.uploads.values_list("status", "duplicate_of")))
    assert answers == [[(UploadStatus.WAITING, None)]] * 2


# --- What stays hidden of letters that may be secret, and of removed ones ---------------------------------------------


def test_a_second_upload_of_what_may_be_secret_does_not_show_its_name_to_colleagues(
    world: World, browsers: dict[str, Browser]
) -> None:
    batch = UploadBatchFactory(owner_gemeente=world.gemeente, uploaded_by=world.asker("griffie here").user)
    UploadFactory(
        batch=batch, position=1, file_name="bestandkwartelkoning.pdf", status=UploadStatus.DUPLICATE,
        duplicate_of_id=world.letters["possibly secret"].pk,
    )  # fmt: skip
    for path in (batch.get_absolute_url(), f"{batch.get_absolute_url()}rijen/"):
        assert b"kwartelkoning" in browsers["griffie here"].get(path).content
        assert b"kwartelkoning" not in browsers["griffie here, a colleague"].get(path).content


@pytest.mark.parametrize("end", ["secret", "removed"])
def test_the_name_of_an_erased_file_is_gone_from_every_row(world: World, end: str) -> None:
    user = world.asker("griffie here").user
    assert user is not None
    name = "possibly secret" if end == "secret" else "draft here"
    letter = Letter.objects.get(pk=world.letters[name].pk)
    batch = UploadBatchFactory(owner_gemeente=world.gemeente, uploaded_by=user)
    UploadFactory(
        batch=batch, position=1, file_name="bestandtureluur.pdf", sha256="a" * 64, status=UploadStatus.DUPLICATE,
        duplicate_of=letter,
    )  # fmt: skip
    if end == "secret":
        publication.keep_as_secret(letter, imposed_by="het college", lifted_by="de raad", user=user)
    else:
        publication.remove(letter, user=user)
    assert not Upload.objects.exclude(sha256="").filter(batch=batch).exists()
    assert not Upload.objects.filter(file_name__contains="tureluur").exists()


def test_rereading_that_finds_secrecy_keeps_nothing_of_what_was_read(draft: LetterVersion) -> None:
    Letter.objects.filter(pk=draft.letter_id).update(
        case_number="2022-1",
        from_body="College",
        from_person="Quirijnsma",
        to_body="Raad",
        source_url="https://a.example",
    )
    user = draft.letter.uploaded_by
    review.choose_field(draft, key="subject", value="Quirijnsma vertrekt", user=user)
    version = LetterVersion.objects.select_related("letter").get(pk=draft.pk)
    results.save_possibly_secret(version)
    letter = Letter.objects.get(pk=draft.letter_id)
    assert not any([letter.subject, letter.case_number, letter.from_body, letter.from_person, letter.to_body])
    assert not Choice.objects.filter(version=draft).exclude(key="secrecy").exists()


# --- Masks ------------------------------------------------------------------------------------------------------------


def test_words_to_mask_that_are_not_in_the_letter_stop_the_publication(
    world: World, browsers: dict[str, Browser], draft: LetterVersion
) -> None:
    data = filled(draft) | {"lak_ook": "Quirinsma"}
    answer = browsers["griffie here"].post(f"/griffie/brieven/{draft.letter_id}/controleren/", data)
    assert state_of(draft) == LetterState.TO_CHECK
    assert answer.status_code == 422
    assert "Quirinsma" in answer.content.decode()


@pytest.mark.parametrize("name", ["Vos", "Bo Ek"])
def test_a_short_masked_name_is_masked_in_the_signature_too(name: str) -> None:
    letter = LetterFactory(from_person=name, subject=f"Vraag aan {name}")
    text = f"Auteur: {name}\n\nDe vos is een dier.\n"
    version = LetterVersionFactory(letter=letter, text=text, public_text="")
    review.choose_masks(version, masked=[(8, 8 + len(name))], kept=[], user=letter.uploaded_by)
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
    publication.publish(letter, choice=choice, user=letter.uploaded_by)
    letter.refresh_from_db()
    assert name not in letter.from_person
    assert name not in letter.subject


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("same", [False, True])
def test_rereading_a_published_letter_unmasks_nothing(draft: LetterVersion, withdrawn: bool, same: bool) -> None:
    user = draft.letter.uploaded_by
    letter = draft.letter
    letter.from_person, letter.subject = "Tjalling Quirijnsma", "Kader van Tjalling Quirijnsma"
    letter.save()
    review.choose_masks(draft, masked=[(8, 27)], kept=[], user=user)
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
    publication.publish(letter, choice=choice, user=user)
    if withdrawn:
        publication.withdraw(letter, reason="Fout.", for_privacy=True, user=user)
    version = LetterVersion.objects.select_related("letter").get(pk=draft.pk)
    SourceFileFactory(version=version)
    text = version.text if same else f"Onderwerp: Kader van Tjalling Quirijnsma\n\n{version.text}"
    results.save_reading(version, Extraction("text/plain", (text,)), read_text(text, gazetteer=Gazetteer()))
    letter = Letter.objects.get(pk=letter.pk)
    shown = LetterVersion.objects.get(pk=draft.pk).public_text
    entries = SearchEntry.objects.filter(object_id=letter.pk, side=Side.PUBLIC)
    columns = [letter.subject, letter.from_person, letter.from_body, shown, *(f"{e.title} {e.vector}" for e in entries)]
    assert not any("quirijnsma" in column.lower() for column in columns)
    assert entries.exists() is not withdrawn


# --- Odd values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    ["edit_count", "lak", "lak_ook", "verwijzing", "bevestig", "gemeente", "region", "date", "level", "shared_with",
     "besluit-0-answer", "besluit-0-decision", "besluit-0-body", "besluit-0-date", "document_type", "source_url",
     "subject"],
)  # fmt: skip
def test_no_odd_value_breaks_the_review_screen(browsers: dict[str, Browser], draft: LetterVersion, field: str) -> None:
    path = f"/griffie/brieven/{draft.letter_id}/controleren/"
    data = filled(draft)
    data.pop("publiceer")
    values = ODD if field in {"edit_count", "lak", "verwijzing", "date"} else ["a\x00b", "²", "9" * 30, "é" * 10_000]
    broken = []
    for value in values:
        fresh = {"edit_count": str(Letter.objects.get(pk=draft.letter_id).edit_count)}
        if browsers["griffie here"].post(path, data | fresh | {field: value}).status_code >= 500:
            broken.append(value[:20])
    assert not broken


@pytest.mark.parametrize(
    ("path", "name", "keys"),
    [
        ("/zoeken/", "anonymous", "q pagina regio gemeente soort van tot sorteer"),
        ("/brieven/", "anonymous", "q pagina regio gemeente orgaan programma soort van tot sorteer"),
        ("/besluiten/", "anonymous", "q pagina status orgaan van"),
        ("/regios/hierregio/wie-beslist/", "anonymous", "op"),
        ("/regios/hierregio/organen/pfo-jeugd/", "anonymous", "op organisatie"),
        ("/griffie/", "griffie here", "status pagina"),
        ("/beheer/rollen/", "beheer", "q pagina"),
    ],
)
def test_no_odd_value_in_an_address_breaks_a_page(
    browsers: dict[str, Browser], path: str, name: str, keys: str
) -> None:
    broken = []
    for key in keys.split():
        for value in ODD:
            if browsers[name].get(f"{path}?{urlencode({key: value})}").status_code >= 500:
                broken.append((key, value[:20]))
    assert not broken


def test_odd_numbers_in_an_address_are_not_found(browsers: dict[str, Browser]) -> None:
    for number in ("0", "9" * 25, "9" * 5000):
        for path in (
            f"/brieven/{number}/",
            f"/besluiten/{number}/",
            f"/brieven/{number}-x/",
            f"/brieven/{number}/melden/",
        ):
            assert browsers["anonymous"].get(path).status_code == 404
        for path in (f"/griffie/uploads/{number}/", f"/griffie/brieven/{number}/origineel/"):
            assert browsers["griffie here"].get(path).status_code == 404


# --- Roles ------------------------------------------------------------------------------------------------------------


def test_beheer_of_a_region_grants_nothing_beyond_it(world: World) -> None:
    manager = user_with_role(Role.MANAGER, region=world.region)
    client = Client()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    before = RoleAssignment.objects.count(), User.objects.count()
    for role, place in (
        (Role.GRIFFIE, {"gemeente": world.other_gemeente.pk}), (Role.GRIFFIE, {"gemeente": world.other_gemeente.code}),
        (Role.MANAGER, {"region": world.region.pk}), (Role.MANAGER, {}), (Role.FUNCTIONAL_MANAGER, {}),
        (Role.EDITOR, {}), (Role.RESTRICTED_READER, {"region": "elderregio"}),
    ):  # fmt: skip
        data = {"email": "aanvaller@voorbeeld.example", "role": role.value, "valid_from": "2022-01-01"} | place
        assert client.post("/beheer/rollen/", data).status_code < 500
        assert (RoleAssignment.objects.count(), User.objects.count()) == before, (role, place)


def test_beheer_of_a_region_ends_no_role_beyond_it(world: World) -> None:
    manager = user_with_role(Role.MANAGER, region=world.region)
    client = Client()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    far = RoleAssignment.objects.get(user=world.asker("griffie elsewhere").user)
    assert client.post(f"/beheer/rollen/{far.pk}/beeindigen/", {"ends_on": "2026-01-01"}).status_code == 403
    far.refresh_from_db()
    assert far.valid_until is None


# --- Headers, sessions, redirects -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:kwaad", "https:kwaad.example"],
)
def test_logging_in_sends_nobody_to_another_site(world: World, target: str) -> None:
    user = world.asker("raadslid here").user
    assert user is not None
    data = {"login": user.email, "password": "een wachtwoord voor tests", "next": target}
    answer = Client().post("/account/login/", data)
    assert answer.status_code == 302
    assert "kwaad" not in answer["Location"]
    inside = Client()
    inside.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "kwaad" not in inside.get("/account/login/", {"next": target}).headers.get("Location", "")


def test_a_session_of_before_logging_in_is_worth_nothing_after(world: World) -> None:
    user = world.asker("raadslid here").user
    assert user is not None
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = fixed = session.session_key or ""
    client.post("/account/login/", {"login": user.email, "password": "een wachtwoord voor tests"})
    assert client.cookies["sessionid"].value != fixed
    other = Client()
    other.cookies["sessionid"] = fixed
    assert b"Uitloggen" not in other.get("/").content


@pytest.mark.parametrize("headers", [{"Host": "kwaad.example"}, {"X-Forwarded-Host": "kwaad.example"},
                                     {"X-Forwarded-For": "127.0.0.1"}, {"X-Original-URL": "/griffie/"},
                                     {"X-Rewrite-URL": "/griffie/"}, {"X-Forwarded-Prefix": "//kwaad.example"},
                                     {"HX-Request": "true"}, {"HX-Boosted": "true"}])  # fmt: skip
def test_no_header_opens_a_door_or_ends_up_in_a_page(
    world: World, browsers: dict[str, Browser], headers: dict[str, str]
) -> None:
    hidden = world.letters["restricted here"]
    for path, expected in (
        (hidden.url, {400, 404}),
        ("/griffie/", {302, 400}),
        ("/account/password/reset/", {200, 400}),
    ):
        answer = browsers["anonymous"].get(path, **headers)
        assert answer.status_code in expected
        assert "kwaad.example" not in answer.content.decode() + str(answer.headers)


def test_what_differs_per_person_is_not_kept_by_caches_in_between(world: World, browsers: dict[str, Browser]) -> None:
    for path in (world.letters["restricted here"].url, "/", "/zoeken/?q=waterspreeuw", "/brieven/", "/besluiten/"):
        answer = browsers["raadslid here"].get(path)
        control = answer.headers.get("Cache-Control", "")
        assert "Cookie" in answer.headers.get("Vary", "") or "private" in control or "no-store" in control
        assert "public" not in control


def test_an_original_file_comes_as_a_download_that_is_kept_nowhere(world: World, browsers: dict[str, Browser]) -> None:
    answer = browsers["griffie here"].get(f"/griffie/brieven/{world.letters['draft here'].pk}/origineel/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "zilverreiger" not in str(answer.headers)


def test_a_role_that_ended_opens_nothing_any_more(world: World) -> None:
    user = user_with_role(Role.GRIFFIE, gemeente=world.gemeente)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    path = f"/griffie/brieven/{world.letters['draft here'].pk}/controleren/"
    assert client.get(path).status_code == 200
    RoleAssignment.objects.filter(user=user).update(valid_until="2021-01-01")
    assert client.get(path).status_code == 403
    RoleAssignment.objects.filter(user=user).update(valid_until=None)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(path).status_code == 302


def test_a_letter_published_twice_or_withdrawn_twice_changes_once(
    browsers: dict[str, Browser], draft: LetterVersion
) -> None:
    path = f"/griffie/brieven/{draft.letter_id}/"
    for _ in range(2):
        browsers["griffie here"].post(f"{path}controleren/", filled(draft))
    for _ in range(2):
        browsers["griffie here"].post(f"{path}intrekken/", {"reason": "Fout."})
    browsers["griffie here"].post(f"{path}controleren/", filled(draft))
    assert state_of(draft) == LetterState.WITHDRAWN
    assert LetterVersion.objects.get(pk=draft.pk).public_text == ""
    assert not SearchEntry.objects.filter(object_id=draft.letter_id, kind="letter", side=Side.PUBLIC).exists()


def test_a_decision_that_only_a_withdrawn_letter_proved_is_hidden_again(world: World, draft: LetterVersion) -> None:
    user = draft.letter.uploaded_by
    decision = DraftDecisionFactory(subject="Besluit grutto", owner_gemeente=world.gemeente, body=world.board)
    EvidenceLinkFactory(version=draft, region=None, decision=decision, start=29, end=60)
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
    publication.publish(draft.letter, choice=choice, user=user)
    assert Decision.objects.get(pk=decision.pk).level == Level.PUBLIC
    publication.withdraw(draft.letter, reason="Fout.", for_privacy=False, user=user)
    assert Decision.objects.get(pk=decision.pk).level is None
    assert not SearchEntry.objects.filter(kind="decision", object_id=decision.pk, side=Side.PUBLIC).exists()
