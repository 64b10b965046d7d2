"""Shared form parts: typed dates, and the markup that every form gets."""

import datetime

import pytest
from django import forms

from governance.vocabulary import Precision
from portal.forms import DutchDateField, DutchDayField, PartialDate, Renderer, parse_date


class LetterForm(forms.Form):
    default_renderer = Renderer
    subject = forms.CharField(label="Onderwerp", help_text="Zoals op de brief.")
    owner = forms.ChoiceField(label="Eigenaar", choices=[("a", "Gemeente A"), ("b", "Gemeente B")])
    level = forms.ChoiceField(
        label="Openbaarheid", choices=[("o", "Openbaar"), ("b", "Besloten")], widget=forms.RadioSelect
    )
    checked = forms.BooleanField(label="Gecontroleerd", required=False)
    date = DutchDateField(label="Datum", required=False)


@pytest.mark.parametrize(
    ("text", "first", "precision"),
    [
        ("10-1-2023", datetime.date(2023, 1, 10), Precision.DAY),
        ("10/01/2023", datetime.date(2023, 1, 10), Precision.DAY),
        ("10.1.2023", datetime.date(2023, 1, 10), Precision.DAY),
        ("10 jan 2023", datetime.date(2023, 1, 10), Precision.DAY),
        ("10 jan. 2023", datetime.date(2023, 1, 10), Precision.DAY),
        ("  10  Januari 2023 ", datetime.date(2023, 1, 10), Precision.DAY),
        ("5 mrt 2020", datetime.date(2020, 3, 5), Precision.DAY),
        ("2023-01-10", datetime.date(2023, 1, 10), Precision.DAY),
        ("sept 2022", datetime.date(2022, 9, 1), Precision.MONTH),
        ("9-2022", datetime.date(2022, 9, 1), Precision.MONTH),
        ("2022-09", datetime.date(2022, 9, 1), Precision.MONTH),
        ("2020", datetime.date(2020, 1, 1), Precision.YEAR),
    ],
)
def test_a_date_is_read_the_way_people_type_it(text: str, first: datetime.date, precision: Precision) -> None:
    assert parse_date(text) == PartialDate(first, precision)


@pytest.mark.parametrize(
    "text", ["31-2-2023", "10-13-2023", "10 foo 2023", "10-1-23", "1 m 2023", "gisteren", "0-1-2023", "3020", ""]
)
def test_what_is_no_date_is_not_guessed_at(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("partial", "last"),
    [
        (PartialDate(datetime.date(2024, 2, 1), Precision.MONTH), datetime.date(2024, 2, 29)),
        (PartialDate(datetime.date(2020, 1, 1), Precision.YEAR), datetime.date(2020, 12, 31)),
        (PartialDate(datetime.date(2023, 1, 10), Precision.DAY), datetime.date(2023, 1, 10)),
    ],
)
def test_a_partial_date_ends_on_the_last_day_it_can_mean(partial: PartialDate, last: datetime.date) -> None:
    assert partial.last == last


@pytest.mark.parametrize("text", ["10-01-2023", "09-2022", "2020"])
def test_a_date_typed_back_into_its_field_means_the_same(text: str) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert parse_date(str(parsed)) == parsed


def test_a_wrong_date_is_explained_in_dutch_with_an_example() -> None:
    form = LetterForm({"date": "gisteren"})
    assert form.errors["date"] == ["Dit is geen datum. Schrijf de datum bijvoorbeeld als 10-1-2023."]


def test_a_day_that_does_not_exist_is_told_from_what_is_no_date() -> None:
    form = LetterForm({"date": "31-6-2020"})
    assert form.errors["date"] == ["Dit is geen datum: juni 2020 heeft 30 dagen. Pas de dag aan."]


def test_a_day_field_asks_for_the_day_and_gives_a_date() -> None:
    field = DutchDayField(required=False)
    assert field.clean("10 jan 2023") == datetime.date(2023, 1, 10)
    assert field.clean("") is None
    with pytest.raises(forms.ValidationError, match="dag"):
        field.clean("januari 2023")


def test_a_stored_date_is_shown_day_first() -> None:
    assert 'value="10-01-2023"' in str(LetterForm(initial={"date": datetime.date(2023, 1, 10)})["date"])


def test_a_field_names_its_description_and_its_error_for_screen_readers() -> None:
    html = LetterForm({}).render()
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert 'id="id_subject_helptext"' in html
    assert 'id="id_subject_error"' in html
    assert 'aria-invalid="true"' in html


def test_controls_carry_the_class_of_their_component() -> None:
    form = LetterForm()
    assert 'class="utrecht-textbox"' in str(form["subject"])
    assert 'class="utrecht-select p-select"' in str(form["owner"])
    assert "utrecht-textbox p-kort" in str(form["date"])
    assert "utrecht-textbox--invalid" in str(LetterForm({})["subject"])


def test_a_placeholder_that_repeats_the_label_is_left_out() -> None:
    class LoginForm(forms.Form):
        default_renderer = Renderer
        login = forms.CharField(label="E-mailadres", widget=forms.TextInput({"placeholder": "E-mailadres"}))
        number = forms.CharField(label="Nummer", widget=forms.TextInput({"placeholder": "2023-1"}))

    assert "placeholder" not in str(LoginForm()["login"])
    assert 'placeholder="2023-1"' in str(LoginForm()["number"])


def test_radios_stand_in_a_fieldset_with_a_legend() -> None:
    html = LetterForm()["level"].as_field_group()
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_what_was_typed_is_escaped_when_shown_again() -> None:
    html = LetterForm({"subject": '"><script>alert(1)</script>'}).render()
    assert "<script>" not in html
