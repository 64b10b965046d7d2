"""Importing sheets: what would change, what is wrong by cell, and all or nothing."""

from __future__ import annotations

import datetime
import io

import pghistory
import pytest
from openpyxl import Workbook, load_workbook

from governance import importing
from governance.errors import RuleBroken
from governance.history import changes_of
from governance.importing import Preview, apply, draft, preview_of
from governance.merging import merge
from governance.models import Body, Gemeente, ImportDraft, Organisation, Person, RegionMembership, Seat
from governance.sheets import SHEETS, cells, everything
from governance.tabular import csv_bytes, read_table, xlsx_bytes
from governance.undoing import undo_action
from governance.vocabulary import Precision
from portal.views.imports import read_day
from tests.factories import (
    AliasFactory,
    BodyFactory,
    GemeenteFactory,
    OrganisationFactory,
    PersonFactory,
    ProgrammeFactory,
    RegionFactory,
    RegionMembershipFactory,
    SeatFactory,
    SourceFactory,
    UserFactory,
)
from tests.governance.referring import changed_since, first_picture

pytestmark = pytest.mark.django_db

HEAD = "code;naam;adres;vanaf;tot;bron"


def _preview(word: str, text: str) -> Preview:
    sheet = SHEETS[word]
    return preview_of(sheet, read_table(text.encode(), one_column=len(sheet.columns) == 1), read_day=read_day)


def _errors(word: str, text: str) -> list[tuple[int, str, str]]:
    return [(item.row, item.heading, item.message) for item in _preview(word, text).errors]


def test_the_preview_tells_new_changed_and_unchanged_and_writes_nothing() -> None:
    same, other = GemeenteFactory(), GemeenteFactory(name="Oud")
    preview = _preview(
        "gemeenten",
        f"{HEAD}\n{same.code};{same.name};{same.slug};;;\n{other.code};Nieuw;{other.slug};;;\n"
        "GM9001;Erbij;erbij;juni 2020;;\n",
    )
    assert (preview.added, preview.changed, preview.unchanged, preview.errors) == (1, 1, 1, [])
    assert preview.differences[0].cells == (("naam", "Oud", "Nieuw"),)
    assert ("vanaf", "", "2020-06") in preview.differences[1].cells
    assert Gemeente.objects.get(pk=other.pk).name == "Oud"
    assert not Gemeente.objects.filter(code="GM9001").exists()


def test_an_import_writes_what_was_shown_with_its_reason_in_the_history() -> None:
    gemeente = GemeenteFactory(name="Oud")
    text = f"{HEAD}\n{gemeente.code};Nieuw;{gemeente.slug};2020;;\n"
    kept = draft(SHEETS["gemeenten"], read_table(text.encode()), read_day=read_day, user=UserFactory())
    apply(kept, read_day=read_day, reason="Lijst van het CBS.")
    gemeente.refresh_from_db()
    assert (gemeente.name, gemeente.valid_from) == ("Nieuw", datetime.date(2020, 1, 1))
    assert gemeente.valid_from_precision == Precision.YEAR
    assert changes_of(Gemeente, gemeente.pk)[0].why == "Lijst van het CBS."
    with pytest.raises(RuleBroken, match="al verwerkt"):
        apply(kept, read_day=read_day, reason="x")


@pytest.mark.parametrize(
    ("line", "heading", "sentence"),
    [
        ("orgaan niet;x;lid;;;2020;;", "persoon", "niet bekend"),
        ("Kim;geen/orgaan;lid;;;2020;;", "orgaan", "niet bekend"),
        ("Kim;{body};baas;;;2020;;", "rol", "Kies uit: voorzitter"),
        ("Kim;{body};lid;GM0000;;2020;;", "namens gemeente", "Gemeente ‘GM0000’ is niet bekend"),
        ("Kim;{body};lid;;;31-6-2020;;", "vanaf", "juni 2020 heeft 30 dagen. Pas de dag aan."),
        ("Kim;{body};lid;;;straks;;", "vanaf", "Dit is geen datum. Schrijf bijvoorbeeld 10-1-2023, juni 2020 of 2020."),
        ("Kim;{body};;;;2020;;", "rol", "Deze cel is leeg"),
        ("Kim;{body};lid;;;2022;2021;", "tot", "De einddatum moet na de begindatum liggen"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column_with_a_remedy(line: str, heading: str, sentence: str) -> None:
    PersonFactory(name="Kim")
    body = BodyFactory().register_key.removeprefix("orgaan:")
    head = "persoon;orgaan;rol;namens gemeente;portefeuille;vanaf;tot;bron"
    found = _errors("zetels", f"{head}\n{line.format(body=body)}\n")
    assert found[0][:2] == (2, heading)
    assert sentence in " ".join(told for _, _, told in found)


def test_a_row_that_is_there_twice_names_the_other() -> None:
    found = _errors("gemeenten", f"{HEAD}\nGM9001;A;a;;;\nGM9002;B;b;;;\nGM9001;A;a;;;\n")
    assert found == [(4, "code", "Dit staat ook al op regel 2. Laat een van de twee weg.")]


def test_overlapping_seats_are_refused_and_nothing_is_half_imported() -> None:
    seat = SeatFactory(person__name="Kim", valid_from=datetime.date(2020, 1, 1))
    body = seat.body.register_key.removeprefix("orgaan:")
    head = "persoon;orgaan;rol;vanaf;tot"
    text = f"{head}\nKim;{body};voorzitter;2021;\nKim;{body};lid;2022;\n"
    found = _errors("zetels", text)
    assert found[0][:2] == (3, "vanaf, tot")
    assert found[0][2] == "Er is al een regel voor dezelfde periode. Beëindig die eerst, of kies andere datums."
    kept = draft(SHEETS["zetels"], read_table(text.encode()), read_day=read_day, user=UserFactory())
    with pytest.raises(RuleBroken, match="niets verwerkt"):
        apply(kept, read_day=read_day, reason="x")
    assert Seat.objects.count() == 1


def test_a_day_is_not_made_up_where_only_a_day_will_do() -> None:
    SourceFactory(title="CBS")
    head = "wie bepaalt;peildatum;titel;bron"
    found = _errors("regio-indelingen", f"{head}\nCBS;juni 2020;Regio’s;CBS\nCBS;2021;Regio’s;CBS\n")
    sentence = "Vul ook de dag in, bijvoorbeeld 10-1-2023."
    assert found == [(2, "peildatum", sentence), (3, "peildatum", sentence)]


def test_a_code_or_address_that_another_record_has_is_told_under_its_column() -> None:
    taken = GemeenteFactory()
    found = _errors("gemeenten", f"{HEAD}\nGM9001;Erbij;{taken.slug};;;\n")
    assert found[0][:2] == (2, "adres")
    assert "bestaat al" in found[0][2]


def test_a_preview_and_a_refused_import_touch_no_table() -> None:
    gemeente = GemeenteFactory(name="Oud")
    before = first_picture()
    text = f"{HEAD}\n{gemeente.code};Nieuw;{gemeente.slug};2020;;\nGM9001;Erbij;erbij;;;\nGM9002;Ook;ook;31-6-2020;;\n"
    kept = draft(SHEETS["gemeenten"], read_table(text.encode()), read_day=read_day, user=UserFactory())
    with pytest.raises(RuleBroken, match="niets verwerkt"):
        apply(kept, read_day=read_day, reason="x")
    assert [line for line in changed_since(before) if not line.startswith("governance.User")] == []


def test_an_import_is_undone_as_one_action_in_every_table() -> None:
    seat = SeatFactory(person__name="Kim", portfolio="jeugd")
    body = seat.body.register_key.removeprefix("orgaan:")
    GemeenteFactory(code="GM9001")
    user = UserFactory()
    before = first_picture()
    text = (
        "persoon;orgaan;rol;namens gemeente;portefeuille;vanaf;tot\n"
        f"Kim;{body};lid;{seat.on_behalf_of.code};wmo;{seat.valid_from};\n"
        f"Kim;{body};voorzitter;GM9001;;juni 2020;2024\n"
    )
    with pghistory.context(user=user.pk):
        kept = draft(SHEETS["zetels"], read_table(text.encode()), read_day=read_day, user=user)
        assert (apply(kept, read_day=read_day, reason="Lijst.").added, Seat.objects.count()) == (1, 2)
    action = changes_of(Seat, seat.pk)[0].action
    assert undo_action(action, reason="Verkeerd bestand.") == 2
    assert changed_since(before) == []


# --- Over what was merged ---------------------------------------------------------------------------------------------


def test_an_export_from_before_a_merge_imports_without_bringing_the_other_back() -> None:
    region = RegionFactory()
    keeper, other = (BodyFactory(organisation=OrganisationFactory(region=region)) for _ in range(2))
    SeatFactory(body=other, person__name="Kim")
    seats = csv_bytes(SHEETS["zetels"].headings, [cells(SHEETS["zetels"], row) for row in SHEETS["zetels"].rows()])
    bodies = csv_bytes(SHEETS["organen"].headings, [cells(SHEETS["organen"], row) for row in (keeper, other)])
    merge(keeper, other, reason="Dubbel.", actor=None)
    told = preview_of(SHEETS["zetels"], read_table(seats), read_day=read_day)
    assert (told.errors, told.differences, told.unchanged) == ([], [], 1)
    told = preview_of(SHEETS["organen"], read_table(bodies), read_day=read_day)
    assert [(error.row, error.heading) for error in told.errors] == [(3, "adres")]
    assert "is samengevoegd met ‘Algemeen bestuur’. Laat deze regel weg" in told.errors[0].message


def test_bodies_and_seats_of_a_merged_organisation_are_known_by_its_old_name() -> None:
    region = RegionFactory()
    keeper, other = OrganisationFactory(region=region), OrganisationFactory(region=region)
    body = BodyFactory(organisation=other)
    line = f";{other.slug};;{body.slug};{body.name};{body.kind};{body.competence};;;;;"
    seat = f"Kim;{other.slug}/{body.slug};lid;;;2020;;"
    PersonFactory(name="Kim")
    merge(keeper, other, reason="Dubbel.", actor=None)
    told = _preview("organen", ";".join(SHEETS["organen"].headings) + f"\n{line}\n")
    assert (told.errors, told.added) == ([], 0)
    told = _preview("zetels", ";".join(SHEETS["zetels"].headings) + f"\n{seat}\n")
    assert (told.errors, told.added) == ([], 1)


def test_somebody_who_was_merged_does_not_come_back_by_an_old_list() -> None:
    keeper, other = PersonFactory(name="Sam Zwart"), PersonFactory(name="S. Zwart")
    merge(keeper, other, reason="Dezelfde.", actor=None)
    found = _errors("personen", "naam\nSam Zwart\nS. Zwart\n")
    assert [(row, heading) for row, heading, _ in found] == [(3, "naam")]
    assert "Is het iemand anders? Voeg die dan toe bij een zetel." in found[0][2]


def test_a_register_that_changed_meanwhile_stops_the_import() -> None:
    gemeente = GemeenteFactory(name="Oud")
    text = f"{HEAD}\n{gemeente.code};Nieuw;{gemeente.slug};;;\n"
    kept = draft(SHEETS["gemeenten"], read_table(text.encode()), read_day=read_day, user=UserFactory())
    Gemeente.objects.filter(pk=gemeente.pk).update(name="Anders")
    with pytest.raises(RuleBroken, match="intussen gewijzigd"):
        apply(kept, read_day=read_day, reason="x")
    assert Gemeente.objects.get(pk=gemeente.pk).name == "Anders"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code|naam|adres\nGM1|A|a\n", "Zet tussen de kolommen een puntkomma"),
        ("code;naam\nGM1;A\n", "Deze kolommen ontbreken: adres"),
        ("code;naam;adres;inwoners\nGM1;A;a;9\n", "niet bekend: ‘inwoners’"),
        ("code;naam;naam;adres\nGM1;A;A;a\n", "twee keer"),
        ("code;naam;adres\n", "alleen een kopregel"),
        ('code;naam;adres\nGM1;"A;a\n', "aanhalingsteken"),
        ("code;naam;adres\nGM1;A;a\nGM2;B; of C;b\n", "Regel 3 heeft 4 cellen en de kopregel 3"),
        ("code;naam;adres\nGM1,A,a\n", "Regel 2 gebruikt een ander scheidingsteken dan de kopregel"),
        ("   ", "leeg"),
    ],
)
def test_a_wrong_file_is_explained(text: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        _preview("gemeenten", text)


def test_fifty_thousand_lines_are_refused_in_a_sentence() -> None:
    text = "code;naam;adres\n" + "".join(f"G{number};A;a{number}\n" for number in range(50_000))
    with pytest.raises(RuleBroken, match=r"meer dan 20\.000 regels"):
        read_table(text.encode())


def test_too_many_changes_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_CHANGES", 3)
    lines = "".join(f"GM900{number};A;a{number}\n" for number in range(5))
    with pytest.raises(RuleBroken, match="meer dan 3 regels"):
        _preview("gemeenten", "code;naam;adres\n" + lines)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_usual_separators_and_encodings_are_read(separator: str) -> None:
    text = f"code{separator}naam{separator}adres\nGM9001{separator}Súdwest{separator}sudwest\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        assert read_table(text.encode(encoding)).rows == (("GM9001", "Súdwest", "sudwest"),)


def test_a_workbook_is_read_with_its_dates_and_numbers() -> None:
    book = Workbook()
    book.active.append(["code", "vanaf", "getal", None])
    book.active.append(["GM9001", datetime.date(2023, 1, 10), 12.0, None])
    written = io.BytesIO()
    book.save(written)
    assert read_table(written.getvalue()).rows == (("GM9001", "10-1-2023", "12", ""),)


@pytest.mark.parametrize("data", [b"PK\x03\x04 kapot", b"PK\x03\x04" + b"x" * 500])
def test_a_broken_workbook_is_explained(data: bytes) -> None:
    with pytest.raises(RuleBroken, match="niet te lezen"):
        read_table(data)


def test_what_is_exported_imports_without_a_difference() -> None:
    organisation = OrganisationFactory(valid_from=datetime.date(2020, 6, 1), valid_from_precision=Precision.MONTH)
    SeatFactory(body=BodyFactory(organisation=organisation, note="=1+1"))
    for sheet in SHEETS.values():
        data = csv_bytes(sheet.headings, [cells(sheet, row) for row in sheet.rows()])
        table = read_table(data + b"\r\n", one_column=len(sheet.columns) == 1) if data.count(b"\r\n") > 1 else None
        if table is not None:
            preview = preview_of(sheet, table, read_day=read_day)
            assert (preview.differences, preview.errors) == ([], [])


def test_a_cell_that_a_spreadsheet_would_calculate_is_marked_as_text() -> None:
    data = csv_bytes(("naam",), [("=HYPERLINK(1)",)])
    assert b"'=HYPERLINK" in data
    assert read_table(data, one_column=True).rows == (("=HYPERLINK(1)",),)


def test_everything_is_exported_but_names_of_programmes() -> None:
    AliasFactory(organisation=None, programme=ProgrammeFactory(), text="Verborgen naam")
    SeatFactory(person__name="Kim de Wit")
    data = xlsx_bytes(everything())
    book = load_workbook(io.BytesIO(data))
    told = [str(value) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row]
    assert "Kim de Wit" in told
    assert "Verborgen naam" not in told
    assert {"Gemeenten", "Organen", "Zetels"} <= set(book.sheetnames)


def test_a_new_body_and_person_come_in_by_a_sheet() -> None:
    organisation = OrganisationFactory()
    people = draft(
        SHEETS["personen"], read_table(b"naam\nSam Zwart\n", one_column=True), read_day=read_day, user=UserFactory()
    )
    apply(people, read_day=read_day, reason="x")
    assert Person.objects.filter(name="Sam Zwart").exists()
    head = "regio;organisatie;gemeente;adres;naam;soort;bevoegdheid;aantal zetels"
    line = f";{organisation.slug};;db;Dagelijks bestuur;DB;besluit;5"
    bodies = draft(SHEETS["organen"], read_table(f"{head}\n{line}\n".encode()), read_day=read_day, user=UserFactory())
    apply(bodies, read_day=read_day, reason="x")
    assert Body.objects.get(organisation=organisation).expected_seats == 5


def test_a_new_region_list_shows_its_differences_and_keeps_the_old_division() -> None:
    old = RegionMembershipFactory()
    other = RegionFactory()
    files = {
        "bronnen": "titel;soort\nCBS 2027;dataset\n",
        "regio-indelingen": "wie bepaalt;peildatum;titel;bron\nCBS;1-1-2027;Regio’s 2027;CBS 2027\n",
        "indelingen-van-gemeenten": "regio-indeling;gemeente;regio;vanaf;bron\n"
        f"CBS 2027-01-01;{old.gemeente.code};{other.slug};1-1-2027;CBS 2027\n",
    }
    for word, text in files.items():
        kept = draft(SHEETS[word], read_table(text.encode()), read_day=read_day, user=UserFactory())
        assert apply(kept, read_day=read_day, reason="Nieuwe lijst.").added == 1
    assert RegionMembership.objects.get(definition__peil_date=datetime.date(2027, 1, 1)).region == other
    assert RegionMembership.objects.get(pk=old.pk).region == old.region


def test_an_unknown_code_in_a_region_list_is_told_by_row() -> None:
    definition = RegionMembershipFactory().definition
    text = f"regio-indeling;gemeente;regio;vanaf;bron\n{definition.authority} 2021-01-01;GM0000;nergens;2021;geen\n"
    found = _errors("indelingen-van-gemeenten", text)
    assert [(row, heading) for row, heading, _ in found] == [(2, "gemeente"), (2, "regio"), (2, "bron")]


def test_an_imported_way_of_writing_is_found_and_those_of_programmes_stay_out() -> None:
    hidden = AliasFactory(organisation=None, programme=ProgrammeFactory(), text="Verborgen naam")
    organisation = OrganisationFactory()
    text = f"schrijfwijze;soort;regio;gemeente;organisatie;orgaan;vanaf\nSOJ;afkorting;;;{organisation.slug};;\n"
    kept = draft(SHEETS["schrijfwijzen"], read_table(text.encode()), read_day=read_day, user=UserFactory())
    apply(kept, read_day=read_day, reason="x")
    assert organisation.aliases.get().text == "SOJ"
    assert hidden not in SHEETS["schrijfwijzen"].rows()


def test_a_new_file_replaces_the_senders_unanswered_one() -> None:
    user = UserFactory()
    for name in ("A", "B"):
        draft(SHEETS["personen"], read_table(f"naam\n{name}\n".encode(), one_column=True), read_day=read_day, user=user)
    assert ImportDraft.objects.filter(sent_by=user).count() == 1
    assert not Organisation.objects.exists()
