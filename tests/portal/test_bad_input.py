"""What people give beheer that is not right: on the screen itself a Dutch sentence with the row, the field and what to
do, everything typed still there, and no table touched.

What reading a file or a date does in detail stands in ``tests/governance/test_importing.py`` and ``test_forms.py``.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from governance.history import stamp
from governance.models import Body, ImportDraft, Person, Seat, ShareTable, User
from governance.vocabulary import Precision, Role
from tests.factories import (
    BodyFactory,
    GemeenteFactory,
    OrganisationFactory,
    PersonFactory,
    ProgrammeFactory,
    RegionBodyFactory,
    RegionFactory,
    SeatFactory,
    user_with_role,
)
from tests.governance.referring import changed_since, first_picture

pytestmark = pytest.mark.django_db

SEATS = "persoon;orgaan;rol;namens gemeente;portefeuille;vanaf;tot;bron"
FIRST = datetime.date(2022, 5, 1)


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    client.get(reverse("beheer"))
    return user


@pytest.fixture
def board(beheer: User) -> Body:
    """The bestuur of a regeling, in which Kim sits since 1 May 2022."""
    body: Body = BodyFactory(organisation=OrganisationFactory(region=RegionFactory()), valid_from=FIRST)
    SeatFactory(body=body, person__name="Kim de Wit", valid_from=FIRST)
    return body


def _said(client: Client, name: str, arguments: list[Any], sent: dict[str, Any]) -> str:
    """The page with the sentence; what was sent changed nothing in any table."""
    before = first_picture()
    answer = client.post(reverse(name, args=arguments), sent)
    assert answer.status_code == 422
    assert changed_since(before) == []
    page = answer.content.decode()
    assert "<title>Fout: " in page
    return page


def _facts(body: Body, **changed: Any) -> dict[str, Any]:
    facts = {"name": body.name, "kind": body.kind, "competence": body.competence, "reason": "Verordening."}
    return facts | {"valid_from": "1-5-2022", "seen": stamp(body)} | changed


# --- Periods ----------------------------------------------------------------------------------------------------------


def test_a_seat_that_overlaps_one_of_the_same_person_names_it_and_both_ways_out(client: Client, board: Body) -> None:
    sent = {"name": "Kim de Wit", "role": "lid", "gemeente": "", "on": "juni 2023", "reason": "Verordening."}
    page = _said(client, "seat_add", [board.pk], sent)
    assert "Kim de Wit is al lid van Algemeen bestuur sinds 1-5-2022. Beëindig die zetel eerst, of" in page
    assert 'value="juni 2023"' in page


def test_a_period_of_a_body_that_leaves_a_seat_outside_names_the_seat(client: Client, board: Body) -> None:
    page = _said(client, "body_edit", [board.pk], _facts(board, valid_until="2024"))
    assert "De zetel van Kim de Wit valt dan buiten de periode van dit orgaan. Pas eerst die zetel aan" in page
    assert 'value="2024"' in page


@pytest.mark.parametrize("end", ["1-5-2022", "30-4-2022", "mei 2022", "2021"])
def test_an_end_before_or_on_the_beginning_is_told_on_its_field(client: Client, board: Body, end: str) -> None:
    page = _said(client, "body_edit", [board.pk], _facts(board, valid_until=end))
    assert "De einddatum moet na de begindatum liggen. Pas een van de twee aan." in page
    assert f'value="{end}"' in page


def test_an_ending_before_the_beginning_is_told_with_that_day(client: Client, board: Body) -> None:
    page = _said(client, "ending", ["organen", board.pk], {"on": "2020", "reason": "x", "seen": stamp(board)})
    assert "Dit begint pas op 1-5-2022. De einddatum moet daarna liggen. Kies een latere datum." in page


# --- Dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-6-2020", "Dit is geen datum: juni 2020 heeft 30 dagen. Pas de dag aan."),
        ("31 juni 2020", "juni 2020 heeft 30 dagen"),
        ("29-2-2023", "februari 2023 heeft 28 dagen"),
        ("1-13-2020", "Dit is geen datum. Schrijf de datum bijvoorbeeld als 10-1-2023."),
        ("zomer 2020", "Dit is geen datum. Schrijf de datum bijvoorbeeld als 10-1-2023."),
    ],
)
def test_a_day_that_does_not_exist_is_told_and_stays_as_it_was_typed(
    client: Client, board: Body, typed: str, sentence: str
) -> None:
    page = _said(client, "body_edit", [board.pk], _facts(board, valid_from=typed))
    assert sentence in page
    assert f'value="{typed}"' in page


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("juni 2020", datetime.date(2020, 6, 1), Precision.MONTH),
        ("2020", datetime.date(2020, 1, 1), Precision.YEAR),
        ("30-6-2020", datetime.date(2020, 6, 30), Precision.DAY),
    ],
)
def test_a_month_or_year_is_kept_as_what_it_says(
    client: Client, board: Body, typed: str, day: datetime.date, precision: Precision
) -> None:
    assert client.post(reverse("body_edit", args=[board.pk]), _facts(board, valid_from=typed)).status_code == 302
    board.refresh_from_db()
    assert (board.valid_from, board.valid_from_precision) == (day, precision)


# --- Shares -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "complete", "sentence"),
    [
        ("39", False, "De aandelen van 2024 zijn samen 1 procent te weinig. Pas ze eerst aan."),
        ("40.5", False, "De aandelen van 2024 zijn samen 0,5 procent te veel. Pas ze eerst aan."),
        ("40", True, ""),
    ],
)
def test_shares_are_whole_only_when_they_make_a_hundred(
    client: Client, beheer: User, last: str, complete: bool, sentence: str
) -> None:
    sent: dict[str, Any] = {
        "programme": ProgrammeFactory().pk, "year": "2024", "shares-TOTAL_FORMS": "2", "shares-INITIAL_FORMS": "0",
        "shares-0-gemeente": GemeenteFactory().pk, "shares-0-percentage": "60",
        "shares-1-gemeente": GemeenteFactory().pk, "shares-1-percentage": last,
    }  # fmt: skip
    page = client.post(reverse("admin:governance_sharetable_add"), sent, follow=True).content.decode()
    table = ShareTable.objects.get()
    assert (table.complete, table.shares.count()) == (complete, 2)
    assert (sentence in page) if sentence else ("Pas ze eerst aan" not in page)


# --- Merging, and two at once -----------------------------------------------------------------------------------------


def test_bodies_of_two_regions_are_not_merged_and_the_way_for_that_is_named(client: Client, beheer: User) -> None:
    keeper, other = RegionBodyFactory(name="Overleg A"), RegionBodyFactory(name="Overleg B")
    sent = {"reason": "x", "name": "blijft", "seen_keeper": stamp(keeper), "seen_other": stamp(other)}
    page = _said(client, "merge_compare", ["organen", keeper.pk, other.pk], sent)
    assert "Overleg A en Overleg B horen bij verschillende regio’s" in page
    assert "Gebruik dan ‘Gaat op in’." in page


def test_who_ends_what_somebody_else_just_changed_sees_the_change_and_keeps_what_was_typed(
    client: Client, board: Body, beheer: User
) -> None:
    seen = stamp(board)
    assert client.post(reverse("body_edit", args=[board.pk]), _facts(board, expected_seats="12")).status_code == 302
    sent = {"on": "1-1-2025", "reason": "Opgeheven door de raden.", "seen": seen}
    page = _said(client, "ending", ["organen", board.pk], sent)
    assert f"{beheer.email} om" in page
    assert "Aantal zetels van ‘’ naar ‘12’" in page
    assert 'value="1-1-2025"' in page
    assert 'value="Opgeheven door de raden."' in page


def test_of_two_who_pass_on_one_seat_the_second_is_told(client: Client, board: Body) -> None:
    seat = board.seats.get()
    sent = {"name": "Sam Zwart", "on": "1-6-2024", "seen": stamp(seat)}
    assert client.post(reverse("seat_transfer", args=[seat.pk]), sent).status_code == 302
    page = _said(client, "seat_transfer", [seat.pk], sent | {"name": "Robin Groen"})
    assert "Dit is intussen gewijzigd" in page
    assert 'value="Robin Groen"' in page
    assert not Person.objects.filter(name="Robin Groen").exists()
    assert Seat.objects.count() == 2


# --- Files ------------------------------------------------------------------------------------------------------------


def _send(client: Client, data: bytes, sheet: str = "zetels", name: str = "lijst.csv") -> str:
    answer = client.post(reverse("import_start"), {"sheet": sheet, "file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.content.decode()


def test_a_file_with_many_faults_tells_each_by_row_and_column_and_nothing_of_it_is_taken(
    client: Client, board: Body
) -> None:
    PersonFactory(name="Sam Zwart")
    path = board.register_key.removeprefix("orgaan:")
    lines = [
        f"Sam Zwart;{path};lid;;;1-6-2023;;",
        f"Sam Zwart;{path};lid;GM0000;;2023;;",
        f"Sam Zwart;{path};baas;;;2023;;",
        f"Sam Zwart;{path};voorzitter;;;31-6-2023;;",
        f"Sam Zwart;{path};lid;;;1-6-2023;;",
        f"Kim de Wit;{path};lid;;;2023;;",
        f"Sam Zwart;{path};secretaris;;;2024;2023;",
    ]
    before = first_picture()
    page = _send(client, f"{SEATS}\n{chr(10).join(lines)}\n".encode())
    for row, heading, sentence in (
        (3, "namens gemeente", "Gemeente ‘GM0000’ is niet bekend. Kijk de schrijfwijze na."),
        (4, "rol", "‘baas’ is niet bekend. Kies uit: "),
        (5, "vanaf", "juni 2023 heeft 30 dagen. Pas de dag aan."),
        (6, "persoon, orgaan, rol, vanaf", "Dit staat ook al op regel 2. Laat een van de twee weg."),
        (7, "vanaf, tot", "Er is al een regel voor dezelfde periode. Beëindig die eerst, of kies andere datums."),
        (8, "tot", "De einddatum moet na de begindatum liggen. Pas een van de twee aan."),
    ):
        _, _, after = page.partition(f'<th scope="row">Regel {row}</th><td data-label="Kolom">{heading}</td>')
        assert sentence in after.partition("</tr>")[0], (row, heading)
    assert "6 fouten" in page
    assert "Verwerk " not in page
    kept = ImportDraft.objects.get()
    client.post(reverse("import_preview", args=[kept.pk]), {"reason": "Toch."})
    assert changed_since(before) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"persoon|orgaan|rol\nKim|x|lid\n", "Zet tussen de kolommen een puntkomma"),
        (b"persoon;orgaan;rol\nKim,x,lid\n", "Regel 2 gebruikt een ander scheidingsteken dan de kopregel"),
        (b"persoon;orgaan;rol\nKim;de Wit;x;lid\n", "Regel 2 heeft 4 cellen en de kopregel 3"),
        (b"persoon;orgaan\nKim;x\n", "Deze kolommen ontbreken: rol"),
        (b"persoon;orgaan;rol;partij\nKim;x;lid;y\n", "Deze kolommen zijn niet bekend: ‘partij’"),
        (b"persoon;orgaan;rol\nKi\x00m;x;lid\n", "tekens die geen tekst zijn"),
        (b"persoon;orgaan;rol\n" + b"Kim;x;lid\n" * 50_000, "Dit bestand heeft meer dan 20.000 regels. Splits het"),
        (b"persoon;orgaan;rol\n" + b"Kim;x;" + b"l" * 6_000_000, "Dit bestand is groter dan 5 MB. Splits het"),
    ],
    ids=["pipes", "two separators", "one cell too many", "column missing", "column unknown", "nul", "50 000", "6 MB"],
)
def test_a_file_that_cannot_be_read_is_told_on_the_form(
    client: Client, beheer: User, data: bytes, sentence: str
) -> None:
    assert sentence in _send(client, data)
    assert not ImportDraft.objects.exists()


def test_fifty_thousand_rows_of_a_workbook_are_told_too(client: Client, beheer: User) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["naam"])
    for number in range(50_000):
        sheet.append([f"P{number % 7}"])
    written = io.BytesIO()
    book.save(written)
    assert "meer dan 20.000 regels" in _send(client, written.getvalue(), "personen", "lijst.xlsx")


def test_more_changes_than_one_import_may_make_are_refused_and_nothing_is_kept(client: Client, beheer: User) -> None:
    lines = "".join(f"Persoon {number}\n" for number in range(1500))
    before = first_picture()
    page = _send(client, f"naam\n{lines}".encode(), "personen")
    assert "voegt meer dan 1000 regels toe of wijzigt ze. Splits het in kleinere bestanden." in page
    assert changed_since(before) == []
