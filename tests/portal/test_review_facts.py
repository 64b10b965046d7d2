"""Recording rounds, answers in rounds, promises and dossiers on the review screen, and what readers then see."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents import publication, results, versions
from documents.models import Choice, EvidenceLink, Letter, LetterVersion
from documents.pipeline.types import Extraction, Reading
from documents.publication import Publication
from documents.vocabulary import ChoiceAction, LetterState
from governance.models import (
    Commitment,
    Decision,
    Dossier,
    Gemeente,
    LegalTerm,
    RegionMembership,
    Round,
    RoundResponse,
    SearchEntry,
    User,
)
from governance.vocabulary import AnswerStatus, CommitmentKind, Level, ObjectKind, Role, RoundKind
from tests.factories import (
    CollegeFactory,
    EvidenceLinkFactory,
    FindingFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    RegionDefinitionFactory,
    RegionFactory,
    RegionMembershipFactory,
    SourceFactory,
    SourceFileFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date
ASKED = "Wij vragen alle raden uiterlijk 1 juli 2022 hun zienswijze op de begroting."
GIVEN = "Op 3 maart 2022 gaf de raad zijn zienswijze op de begroting."
PROMISED = "Wij zeggen toe u voor de zomer te informeren over de wachtlijst."
TEXT = f"{ASKED}\n{GIVEN}\n{PROMISED}\n"
PUBLIC = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)


def place(sentence: str) -> dict[str, Any]:
    start = TEXT.index(sentence)
    return {"start": start, "end": start + len(sentence), "page": 1, "quote": sentence}


def a_letter(gemeente: Gemeente | None = None, **fields: Any) -> LetterVersion:
    """A read letter that asks for a zienswijze, tells of one and promises something."""
    region = fields.pop("region", None) or RegionFactory()
    gemeente = gemeente or GemeenteFactory()
    definition = RegionDefinitionFactory(authority="CBS")
    lies_there = RegionMembership.objects.filter(gemeente=gemeente).exists()
    for member in () if lies_there else (gemeente, GemeenteFactory()):
        RegionMembershipFactory(region=region, gemeente=member, definition=definition, valid_from=None)
    letter = LetterFactory(
        owner_gemeente=gemeente, gemeente=gemeente, region=region, date=DAY(2022, 4, 4), from_body="college", **fields
    )
    version: LetterVersion = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    FindingFactory(version=version, key="consultations", position=0, **place(ASKED), value={
        "kind": "zienswijze", "subject": "de begroting", "asked_of": "alle raden", "actor": "wij",
        "deadline": "2022-07-01", "deadline_text": "uiterlijk 1 juli 2022"})  # fmt: skip
    FindingFactory(version=version, key="decisions", position=0, **place(GIVEN), value={
        "body": "de raad", "date": "2022-03-03", "subject": "zienswijze op de begroting", "outcome": "other",
        "effective_date": None})  # fmt: skip
    FindingFactory(version=version, key="follow_ups", position=0, **place(PROMISED), value={
        "what": "u informeren over de wachtlijst", "actor": "", "when_text": "voor de zomer",
        "earliest": "2022-04-04", "latest": "2022-06-20", "granularity": "season"})  # fmt: skip
    return version


@pytest.fixture
def version() -> LetterVersion:
    """The letter of this module."""
    return a_letter()


def griffie_of(version: LetterVersion) -> Client:
    client = Client()
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente))
    return client


@pytest.fixture
def griffie(version: LetterVersion) -> Client:
    """A browser of its griffier."""
    return griffie_of(version)


def press(griffie: Client, version: LetterVersion, **pressed: Any) -> Any:
    """Press one button of the screen, with the values that the screen itself proposes."""
    answer = griffie.get(reverse("review", args=[version.letter_id]))
    page = answer.context["page"]
    values = {name: value for name, value in page.stored.items() if value != [""]}
    sent: dict[str, Any] = values | {"edit_count": page.letter.edit_count} | pressed
    return griffie.post(reverse("review", args=[version.letter_id]), sent)


def shown(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return " ".join(unescape(answer.content.decode()).split())


def publish(version: LetterVersion, choice: Publication = PUBLIC) -> User:
    letter = Letter.objects.get(pk=version.letter_id)
    publication.publish(letter, choice=choice, user=letter.uploaded_by)
    return letter.uploaded_by


def withdraw(version: LetterVersion, reason: str = "De cijfers kloppen niet.") -> None:
    letter = Letter.objects.get(pk=version.letter_id)
    publication.withdraw(letter, reason=reason, for_privacy=False, user=letter.uploaded_by)


def test_a_request_becomes_a_round_with_the_gemeenten_of_that_day(griffie: Client, version: LetterVersion) -> None:
    assert press(griffie, version, **{"leg_vast": "consultations:0", "ronde-0-asked": "regio"}).status_code == 302
    found = Round.objects.get()
    assert (found.kind, found.subject, found.level) == (RoundKind.OPINION, "De begroting", None)
    assert (found.asked_on, found.deadline) == (DAY(2022, 4, 4), DAY(2022, 7, 1))
    assert found.answers.count() == 2
    assert EvidenceLink.objects.filter(round=found, version=version).count() == 1
    own = RoundResponse.objects.get()
    assert (own.gemeente, own.status) == (version.letter.gemeente, AnswerStatus.RECEIVED)
    assert "Vastgelegd" in shown(griffie, reverse("review", args=[version.letter_id]))


def test_a_round_is_public_with_its_letter_gone_with_it_and_back_with_it(
    griffie: Client, version: LetterVersion, client: Client
) -> None:
    press(griffie, version, **{"leg_vast": "consultations:0", "ronde-0-asked": "regio"})
    found = Round.objects.get()
    assert client.get(found.get_absolute_url()).status_code == 404
    publish(version)
    found.refresh_from_db()
    public = found.get_absolute_url()
    assert ASKED in shown(client, public)
    assert "Van 1 van 2 gemeenten is een brief bekend" in shown(client, public)
    assert SearchEntry.objects.filter(kind=ObjectKind.ROUND, object_id=found.pk, side="public").exists()
    withdraw(version)
    assert client.get(public).status_code == 404
    assert not SearchEntry.objects.filter(kind=ObjectKind.ROUND, object_id=found.pk, side="public").exists()
    assert "De cijfers kloppen niet." in shown(griffie, public)
    assert "Bron ingetrokken" in shown(griffie, reverse("round_list"))
    letter = Letter.objects.get()
    publication.reopen(letter, user=letter.uploaded_by)
    assert client.get(public).status_code == 404
    publish(version)
    assert client.get(public).status_code == 200
    assert Round.objects.count() == 1


def test_a_letter_of_one_gemeente_says_nothing_of_the_others(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, leg_vast="consultations:0")
    assert not Round.objects.get().answers.exists()


def test_pressing_twice_records_once(griffie: Client, version: LetterVersion) -> None:
    for _ in range(2):
        press(griffie, version, leg_vast="consultations:0")
        press(griffie, version, leg_vast="follow_ups:0")
        press(griffie, version, leg_vast="decisions:0")
    # The answer is proposed for the round that the same letter asks for.
    assert (Round.objects.count(), Commitment.objects.count()) == (1, 1)
    assert RoundResponse.objects.count() == 2


def test_a_known_round_is_offered_and_linked(griffie: Client, version: LetterVersion) -> None:
    known = Round.objects.create(
        kind=RoundKind.OPINION, subject="Zienswijze op de begroting 2023", region=version.letter.region,
        deadline=DAY(2022, 7, 1), level=Level.PUBLIC, source=SourceFactory(),
    )  # fmt: skip
    assert "Bestaat al?" in shown(griffie, reverse("review", args=[version.letter_id]))
    press(griffie, version, koppel_feit=f"consultations:0:{known.pk}")
    assert Round.objects.get() == known
    assert EvidenceLink.objects.filter(round=known).exists()
    publish(version)
    withdraw(version)
    known.refresh_from_db()
    assert known.level == Level.PUBLIC


def test_a_legal_term_is_offered_and_never_applied_by_itself(griffie: Client, version: LetterVersion) -> None:
    term = LegalTerm.objects.create(subject="begroting", weeks=8, law="Wgr", article="35", source=SourceFactory())
    page = griffie.get(reverse("review", args=[version.letter_id])).context["page"]
    assert page.stored["ronde-0-legal_term"] == [""]
    press(griffie, version, **{"leg_vast": "consultations:0", "ronde-0-deadline": "", "ronde-0-legal_term": term.pk})
    found = Round.objects.get()
    assert (found.legal_term, found.deadline) == (term, DAY(2022, 5, 30))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ronde-0-subject": ""}, "Schrijf in een paar woorden"),
        ({"ronde-0-deadline": "31-6-2022"}, "31-6-2022"),
        ({"ronde-0-deadline": "juni 2022"}, "met dag en maand"),
        ({"ronde-0-deadline": "1-1-2020"}, "ligt voor de dag van de vraag"),
        ({"ronde-0-asked": "regio", "ronde-0-asked_on": ""}, "Vul de dag van de vraag in"),
    ],
)
def test_a_round_that_cannot_be_says_what_to_change(
    griffie: Client, version: LetterVersion, typed: dict[str, str], sentence: str
) -> None:
    answer = press(griffie, version, **({"leg_vast": "consultations:0"} | typed))
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())
    assert not Round.objects.exists()


def test_a_promise_keeps_words_interval_and_who(griffie: Client, version: LetterVersion) -> None:
    college = CollegeFactory(gemeente=version.letter.gemeente)
    press(griffie, version, **{"leg_vast": "follow_ups:0", "toezegging-0-made_by": college.pk})
    made = Commitment.objects.get()
    assert (made.kind, made.made_by, made.words) == (CommitmentKind.PROMISE, college, "voor de zomer")
    assert (made.earliest, made.latest, made.made_on) == (DAY(2022, 4, 4), DAY(2022, 6, 20), DAY(2022, 4, 4))
    publish(version)
    assert "Wij zeggen toe" in shown(Client(), made.get_absolute_url())


def test_a_promise_that_is_none_after_all_leaves_nothing(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, leg_vast="follow_ups:0")
    start = TEXT.index(PROMISED)
    press(griffie, version, oordeel=f"follow_ups:{start}-{start + len(PROMISED)}:0:nee")
    assert not Commitment.objects.exists()
    assert Choice.objects.get(key="follow_ups").action == ChoiceAction.REJECTED
    assert not SearchEntry.objects.filter(kind=ObjectKind.COMMITMENT).exists()


def test_a_promise_in_a_besloten_letter_is_for_who_may_read_that_letter(
    griffie: Client, version: LetterVersion, client: Client
) -> None:
    press(griffie, version, leg_vast="follow_ups:0")
    gemeente = version.letter.gemeente
    assert gemeente is not None
    shared = Publication(
        level=Level.RESTRICTED, shared_with=[gemeente.share_key], personal_data_checked=True, force=True
    )
    publish(version, shared)
    made = Commitment.objects.get()
    reader = Client()
    reader.force_login(user_with_role(Role.COUNCILLOR, gemeente=gemeente))
    assert client.get(made.get_absolute_url()).status_code == 404
    assert "wachtlijst" not in shown(client, "/toezeggingen/")
    assert PROMISED in shown(reader, made.get_absolute_url())


def test_an_answer_of_the_raad_stands_in_the_round_with_its_letter(
    griffie: Client, version: LetterVersion, client: Client
) -> None:
    press(griffie, version, **{"leg_vast": "decisions:0", "antwoord-0-number": "RIS 12"})
    response = RoundResponse.objects.get()
    assert (response.status, response.date, response.number) == (AnswerStatus.GIVEN, DAY(2022, 3, 3), "RIS 12")
    assert not Decision.objects.exists()
    publish(version)
    page = shown(client, Round.objects.get().get_absolute_url() + "?weergave=tabel")
    assert "1 van 1 gemeente heeft geantwoord" in page
    assert "Of er meer gemeenten gevraagd zijn, is niet bekend." in page
    assert "RIS 12" in page
    assert "Zienswijze gegeven" in page


def test_an_answer_from_a_besloten_letter_does_not_show_in_a_public_round(client: Client) -> None:
    version = a_letter()
    known = Round.objects.create(
        kind=RoundKind.OPINION, subject="Begroting", region=version.letter.region, level=Level.PUBLIC,
        source=SourceFactory(),
    )  # fmt: skip
    press(griffie_of(version), version, **{"leg_vast": "decisions:0", "antwoord-0-known": known.pk})
    gemeente = version.letter.gemeente
    assert gemeente is not None
    publish(version, Publication(level=Level.RESTRICTED, shared_with=[gemeente.share_key], personal_data_checked=True,
                                 force=True))  # fmt: skip
    page = shown(client, known.get_absolute_url())
    assert gemeente.name not in page
    assert "Zienswijze gegeven" not in page
    assert "1 van" not in shown(client, "/zienswijzen/")
    assert gemeente.name in shown(griffie_of(version), known.get_absolute_url())


def test_one_press_records_what_the_screen_says_it_will(griffie: Client, version: LetterVersion) -> None:
    page = shown(griffie, reverse("review", args=[version.letter_id]))
    assert (
        f"Wordt: ronde (zienswijze), op 04-04-2022, uiterlijk 01-07-2022, alleen van {version.letter.gemeente}" in page
    )
    assert f"Wordt: zienswijze gegeven, raad van {version.letter.gemeente}, op 03-03-2022, in een nieuwe ronde" in page
    assert "Wordt: toezegging van college" in page


def test_what_lacks_something_is_not_recorded_with_one_press(griffie: Client, version: LetterVersion) -> None:
    Letter.objects.update(from_body="")
    assert "Wordt: toezegging" not in shown(griffie, reverse("review", args=[version.letter_id]))


def test_a_decision_is_tied_to_the_answer_it_followed_on_and_untied(griffie: Client, version: LetterVersion) -> None:
    FindingFactory(version=version, key="decisions", position=1, **place(GIVEN), value={
        "body": "het AB", "date": "2022-03-30", "subject": "de begroting", "outcome": "vastgesteld",
        "effective_date": None})  # fmt: skip
    press(griffie, version, leg_vast="decisions:0")
    press(griffie, version, neem_over="1")
    response, decision = RoundResponse.objects.get(), Decision.objects.get()
    assert "Volgde dit besluit hierop?" in shown(griffie, reverse("review", args=[version.letter_id]))
    press(griffie, version, volgde_op=f"1:{response.pk}")
    response.refresh_from_db()
    assert response.led_to == decision
    assert "Volgde op:" in shown(griffie, reverse("review", args=[version.letter_id]))
    press(griffie, version, volgde_niet=f"1:{response.pk}")
    response.refresh_from_db()
    assert response.led_to is None


@pytest.mark.parametrize("pressed", ["1:0", "7:1", "x", "1:99999999999", ""])
def test_a_tie_to_nothing_changes_nothing(griffie: Client, version: LetterVersion, pressed: str) -> None:
    press(griffie, version, leg_vast="decisions:0")
    assert press(griffie, version, volgde_op=pressed).status_code == 302
    assert RoundResponse.objects.get().led_to is None


def test_a_request_that_is_also_read_as_a_promise_is_shown_once(griffie: Client, version: LetterVersion) -> None:
    FindingFactory(version=version, key="follow_ups", position=1, **place(ASKED), value={
        "what": "vragen alle raden hun zienswijze", "actor": "wij", "when_text": "uiterlijk 1 juli 2022",
        "earliest": "2022-04-04", "latest": "2022-07-01", "granularity": "day"})  # fmt: skip
    page = griffie.get(reverse("review", args=[version.letter_id])).context["page"]
    assert sorted(page.facts.forms) == ["consultations:0", "decisions:0", "follow_ups:0"]
    assert "Ook gevonden (2)" in shown(griffie, reverse("review", args=[version.letter_id]))


def test_what_was_stored_is_said_in_a_part_of_the_page_with_a_name(griffie: Client, version: LetterVersion) -> None:
    address = reverse("review", args=[version.letter_id])
    sent = {"leg_vast": "consultations:0", "edit_count": version.letter.edit_count, "ronde-0-subject": "Begroting"}
    page = griffie.post(address, sent, follow=True).content.decode()
    told = page.partition('<section aria-label="Melding">')[2].partition("</section>")[0]
    assert "Opgeslagen." in told


def test_another_answer_takes_the_first_one_back(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, leg_vast="decisions:0")
    press(griffie, version, **{"besluit-0-answer": "reject"})
    assert not RoundResponse.objects.exists()
    assert not Round.objects.exists()


def test_removing_a_wrong_upload_removes_what_was_recorded_from_it(griffie: Client, version: LetterVersion) -> None:
    for code in ("consultations:0", "follow_ups:0", "decisions:0"):
        press(griffie, version, leg_vast=code)
    griffie.post(reverse("letter_remove", args=[version.letter_id]))
    assert not Letter.objects.exists()
    assert not Round.objects.exists()
    assert not RoundResponse.objects.exists()
    assert not Commitment.objects.exists()


def test_a_masked_name_in_a_promise_stops_publication(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, **{"leg_vast": "follow_ups:0", "toezegging-0-subject": "Informeren over de wachtlijst"})
    start = TEXT.index("wachtlijst")
    FindingFactory(version=version, key="personal_data", position=0, start=start, end=start + 10, value={})
    with pytest.raises(publication.NotReady, match="In wat u vastlegde"):
        publish(version)


def test_a_letter_and_what_came_from_it_stand_in_a_dossier(
    griffie: Client, version: LetterVersion, client: Client
) -> None:
    press(griffie, version, leg_vast="follow_ups:0")
    press(griffie, version, zet_dossier="1", nieuw_dossier="Begroting van de regio")
    press(griffie, version, leg_vast="consultations:0")
    dossier = Dossier.objects.get()
    assert (Commitment.objects.get().dossier, Round.objects.get().dossier) == (dossier, dossier)
    assert SearchEntry.objects.filter(kind=ObjectKind.DOSSIER).exists()
    publish(version)
    page = shown(client, dossier.get_absolute_url())
    assert version.letter.subject in page
    assert "voor de zomer" in page


def test_the_screen_asks_as_much_whatever_was_found(griffie: Client, version: LetterVersion) -> None:
    path = reverse("review", args=[version.letter_id])
    griffie.get(path)
    with CaptureQueriesContext(connection) as few:
        griffie.get(path)
    for number in range(1, 9):
        FindingFactory(version=version, key="follow_ups", position=number, **place(PROMISED), value={
            "what": f"punt {number}", "actor": "", "when_text": ""})  # fmt: skip
        EvidenceLinkFactory(version=version, region=None, body=CollegeFactory())
    with CaptureQueriesContext(connection) as many:
        griffie.get(path)
    assert len(many) == len(few)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_round_asks_as_much_whatever_letters_say(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    found = Round.objects.create(kind=RoundKind.OPINION, subject="Begroting", level=Level.PUBLIC)
    letter = published_letter()
    version = letter.version
    for _ in range(rows):
        response = RoundResponse.objects.create(
            round=found, gemeente=GemeenteFactory(), status=AnswerStatus.GIVEN, level=Level.PUBLIC
        )
        EvidenceLinkFactory(version=version, region=None, response=response)
    EvidenceLinkFactory(version=version, region=None, round=found)
    with django_assert_num_queries(8):
        answer = client.get(found.get_absolute_url())
    assert f"{rows} van {rows} " in answer.content.decode()


def test_two_letters_that_differ_stand_side_by_side(client: Client) -> None:
    found = Round.objects.create(kind=RoundKind.OPINION, subject="Begroting", level=Level.PUBLIC)
    gemeente = GemeenteFactory()
    for status, day in ((AnswerStatus.GIVEN, DAY(2022, 3, 3)), (AnswerStatus.WAIVED, DAY(2022, 3, 10))):
        response = RoundResponse.objects.create(
            round=found, gemeente=gemeente, status=status, date=day, level=Level.PUBLIC
        )
        EvidenceLinkFactory(version=published_letter().version, region=None, response=response)
    page = shown(client, found.get_absolute_url() + "?weergave=tabel")
    assert "Brieven vertellen dit verschillend" in page
    assert "3 maart 2022" in page
    assert "10 maart 2022" in page


def test_a_letter_that_was_withdrawn_can_be_checked_again(griffie: Client, version: LetterVersion) -> None:
    publish(version)
    withdraw(version)
    path = reverse("review", args=[version.letter_id])
    assert "Opnieuw controleren" in shown(griffie, path)
    griffie.post(reverse("letter_reopen", args=[version.letter_id]))
    assert Letter.objects.get().state == LetterState.TO_CHECK
    assert "Openbaar publiceren" in shown(griffie, path)


def test_reading_again_leaves_what_was_recorded(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, leg_vast="follow_ups:0")
    press(griffie, version, leg_vast="consultations:0")
    Commitment.objects.update(subject="Zoals de griffier het schreef")
    SourceFileFactory(version=version)
    results.save_reading(version, Extraction("text/plain", (TEXT,)), Reading(text=TEXT))
    assert not version.findings.filter(key="follow_ups").exists()
    assert Commitment.objects.get().subject == "Zoals de griffier het schreef"
    assert version.evidence.proving().count() == 3
    Letter.objects.update(subject="Begroting")
    publish(version)
    assert Commitment.objects.get().level == Level.PUBLIC


def test_a_new_version_keeps_what_it_tells_as_the_old_one_and_drops_the_rest(
    griffie: Client, version: LetterVersion
) -> None:
    press(griffie, version, leg_vast="follow_ups:0")
    press(griffie, version, leg_vast="consultations:0")
    publish(version)
    old = Letter.objects.get()
    new = a_letter(old.gemeente, region=old.region, case_number="Z9", uploaded_by=old.uploaded_by)
    new.findings.filter(key="consultations").delete()
    versions.begin(new.letter, of=old)
    assert Commitment.objects.get().evidence.count() == 2
    publish(new)
    assert Commitment.objects.get().level == Level.PUBLIC
    assert Round.objects.get().level is None
