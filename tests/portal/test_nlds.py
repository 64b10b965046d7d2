"""Template tags: what people read, what the address keeps, and that text of letters stays text."""

import datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path

from documents.vocabulary import LetterState
from governance.vocabulary import ClaimStatus, Outcome, Precision
from portal.forms import Renderer
from portal.templatetags import nlds

EVIL = "<script>alert(1)</script>"


def here(_: HttpRequest) -> HttpResponse:
    """A view that no test calls."""
    return HttpResponse()


urlpatterns = [path("", here, name="home"), path("besluiten/", here, name="decision_list")]


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def render(source: str, **context: Any) -> str:
    return Template("{% load nlds %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.DAY, "10 januari 2023"),
        (Precision.MONTH, "januari 2023"),
        (Precision.YEAR, "2023"),
        (Precision.UNKNOWN, "datum onbekend"),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(precision: Precision, words: str) -> None:
    assert nlds.date_in_words(datetime.date(2023, 1, 10), precision) == words


def test_a_missing_date_is_called_unknown() -> None:
    assert render("{% datum day %}", day=None) == "datum onbekend"
    assert render("{{ day|datum_kort }}", day=None) == "–"


def test_a_date_tells_machines_no_more_than_is_known() -> None:
    html = render('{% datum day "month" %}', day=datetime.date(2022, 9, 1))
    assert html == '<time datetime="2022-09">september 2022</time>'


def test_a_moment_late_in_the_evening_is_shown_on_the_dutch_day() -> None:
    moment = datetime.datetime(2023, 1, 9, 23, 30, tzinfo=datetime.UTC)
    assert render("{% datum moment %}", moment=moment) == '<time datetime="2023-01-10">10 januari 2023</time>'
    assert render("{{ moment|datum_kort }}", moment=moment) == "10-01-2023"


def test_a_state_is_shown_in_words() -> None:
    assert ">Controleren<" in render("{% status value %}", value=ClaimStatus.CHECK)
    assert ">Aangehouden<" in render("{% status value %}", value="aangehouden")
    assert render("{% status value %}", value="") == ""


def test_every_stored_state_has_its_dutch_label() -> None:
    for member in (*ClaimStatus, *Outcome, *LetterState):
        assert f">{member.label}<" in render("{% status value %}", value=str(member))


def test_an_unknown_tone_does_not_reach_the_markup() -> None:
    html = render("{% status 'x' 'Bezig' tone=tone %}", tone='"><b>')
    assert "<b>" not in html


def test_text_given_to_a_notice_a_state_or_the_trail_is_escaped() -> None:
    html = render(
        '{% melding "info" title=evil %}{{ evil }}{% endmelding %}{% status "x" evil %}'
        '{% kruimelpad evil "/x/" evil %}',
        evil=EVIL,
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 5


def test_a_notice_keeps_markup_of_its_template() -> None:
    assert "<p>Let op</p>" in render('{% melding "warning" %}<p>Let op</p>{% endmelding %}')


def test_the_trail_ends_with_the_page_itself() -> None:
    html = render('{% kruimelpad "Besluiten" "decision_list" "Inkoopkader" %}')
    assert '<a href="/">Start</a>' in html
    assert '<a href="/besluiten/">Besluiten</a>' in html
    assert '<span aria-current="page">Inkoopkader</span>' in html


@pytest.mark.parametrize(("address", "expected"), [("/besluiten/", "page"), ("/besluiten/7-x/", "true"), ("/", None)])
def test_the_menu_marks_where_the_reader_is(address: str, expected: str | None) -> None:
    html = render('{% navlink "decision_list" "Besluiten" %}', request=RequestFactory().get(address))
    assert (f'aria-current="{expected}"' in html) if expected else ("aria-current" not in html)


def test_the_menu_says_how_much_work_waits() -> None:
    request = RequestFactory().get("/")
    assert "te doen" in render('{% navlink "decision_list" "Werkvoorraad" count=3 %}', request=request)
    assert "te doen" not in render('{% navlink "decision_list" "Werkvoorraad" count=0 %}', request=request)


def test_page_numbers_keep_the_filters_in_the_address() -> None:
    request = RequestFactory().get("/zoeken/", {"q": "a&b", "regio": ["x", "y"], "pagina": "2"})
    page = Paginator(range(100), 20).page(2)
    html = render("{% paginering page %}", request=request, page=page)
    assert 'href="?q=a%26b&amp;regio=x&amp;regio=y&amp;pagina=3" rel="next"' in html
    assert 'href="?q=a%26b&amp;regio=x&amp;regio=y" rel="prev"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_has_no_page_numbers() -> None:
    page = Paginator(range(5), 20).page(1)
    assert "<nav" not in render("{% paginering page %}", request=RequestFactory().get("/x/"), page=page)


class TwoFields(forms.Form):
    default_renderer = Renderer
    subject = forms.CharField(label="Onderwerp")
    level = forms.ChoiceField(label="Openbaarheid", choices=[("o", "Openbaar")], widget=forms.RadioSelect)


def test_the_error_summary_links_every_message_to_its_field() -> None:
    form = TwoFields({})
    html = render("{% fout_samenvatting form %}", form=form)
    page = form.render()
    assert "Er is een probleem met 2 velden" in html
    for target in ("id_subject", "id_level_0"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in page


def test_the_error_summary_takes_the_focus() -> None:
    assert "autofocus" in render("{% fout_samenvatting form %}", form=TwoFields({}))


def test_a_form_that_was_not_sent_has_no_error_summary() -> None:
    assert "<h2" not in render("{% fout_samenvatting form %}", form=TwoFields())
    assert "<h2" not in render("{% fout_samenvatting form %}", form=None)


def test_an_error_of_the_whole_form_stands_first_without_a_link() -> None:
    form = TwoFields({"subject": "x", "level": "o"})
    form.add_error(None, "Kies een andere regio.")
    html = render("{% fout_samenvatting form %}", form=form)
    assert "<li>Kies een andere regio.</li>" in html


def test_the_menu_stands_on_a_page_of_no_request() -> None:
    assert "<a" in render('{% navlink "home" "Start" %}')
