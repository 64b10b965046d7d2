"""Each kind of file gives the words of the letter, in reading order, with its header table intact."""

import io
import zipfile
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from documents.pipeline.clean import clean
from documents.pipeline.extract import Limits, extract_in_process
from documents.pipeline.parsers.office import write_row
from documents.pipeline.types import Extraction, FailureCode, ReadFailure
from tests import rendering
from tests.pipeline.samples import BODY, LABELS_AND_VALUES, LETTER, TWO_ROWS

SHARED = Path(__file__).resolve().parents[3] / "shared"
LIMITS = Limits(max_pages=20, max_uncompressed_mb=20)

Renderer = Callable[[str], bytes]
DIGITAL = [rendering.render_pdf, rendering.render_docx, rendering.render_odt]


def _read(data: bytes, limits: Limits = LIMITS) -> Extraction:
    return extract_in_process(data, limits=limits, tessdata=None)


def _code(data: bytes, limits: Limits = LIMITS) -> FailureCode:
    with pytest.raises(ReadFailure) as caught:
        _read(data, limits)
    return caught.value.code


def _folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("render", DIGITAL)
def test_every_word_of_the_letter_comes_back_in_order(render: Renderer) -> None:
    assert _folded(clean(_read(render(LETTER)))) == _folded(LETTER)


@pytest.mark.parametrize("render", DIGITAL)
@pytest.mark.parametrize("row", (LABELS_AND_VALUES + "\n" + TWO_ROWS).split("\n"))
def test_cells_of_a_header_row_stay_on_one_line(render: Renderer, row: str) -> None:
    assert row in clean(_read(render(LETTER))).split("\n")


def test_pdf_pages_are_counted_and_kept_apart() -> None:
    pages = _read(rendering.render_pdf("eerste bladzijde\ftweede bladzijde")).pages
    assert pages == ("eerste bladzijde", "tweede bladzijde")


def test_pdf_columns_drawn_one_after_the_other_are_read_across() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for x, cells in ((60, ("Datum", "Kenmerk", "Onderwerp")), (220, ("9 maart 2021", "7654321", "Regiovisie"))):
        for number, cell in enumerate(cells):
            canvas.drawString(x, 760 - 14 * number, cell)
    canvas.save()
    assert _read(target.getvalue()).pages == ("Datum\t9 maart 2021\nKenmerk\t7654321\nOnderwerp\tRegiovisie",)


def test_pdf_text_written_upwards_does_not_break_the_lines() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawString(60, 500, "Datum 9 maart 2021")
    canvas.rotate(90)
    canvas.drawString(480, -40, "gemeentecode")
    canvas.save()
    assert _read(target.getvalue()).pages == ("Datum 9 maart 2021\ngemeentecode",)


def test_hyphen_at_the_end_of_a_line_stays_with_the_line_end() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawString(60, 500, "de regionale jeugd-")
    canvas.drawString(60, 487, "hulp en de zorg")
    canvas.save()
    assert _read(target.getvalue()).pages == ("de regionale jeugd-\nhulp en de zorg",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rendering.password_pdf(), FailureCode.PASSWORD),
        (rendering.broken_pdf(), FailureCode.BROKEN),
        (rendering.render_pdf(LETTER)[:400], FailureCode.BROKEN),
        (rendering.many_pages_pdf(21), FailureCode.TOO_MANY_PAGES),
        (b"bladzijde\f" * 21 + b"slot", FailureCode.TOO_MANY_PAGES),
        (rendering.render_pdf(" "), FailureCode.NO_TEXT),
        (rendering.blank_scan(), FailureCode.NO_TEXT),
        (rendering.empty_file(), FailureCode.EMPTY),
    ],
    ids=["password", "broken", "cut-off", "pages", "text-pages", "no-text", "scan-without-ocr", "empty"],
)
def test_bad_file_ends_in_its_own_code(data: bytes, code: FailureCode) -> None:
    assert _code(data) is code


def test_page_without_text_is_fine_when_another_has_some() -> None:
    assert _read(rendering.render_pdf("\fTekst")).pages == ("", "Tekst")


def test_text_of_too_many_characters_is_refused() -> None:
    assert _code(b"woord " * 100, Limits(max_characters=500)) is FailureCode.TOO_LARGE


def test_text_pages_are_divided_by_form_feeds() -> None:
    assert _read("één\ftwee\f".encode()).pages == ("één", "twee")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_in_usual_encodings_keeps_its_accents(encoding: str) -> None:
    text = "\ufeff" + BODY if encoding == "utf-16-le" else BODY
    assert clean(_read(text.encode(encoding))) == BODY


def _office(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The office file with one member rewritten."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content.decode()) if member == name else content)
    return target.getvalue()


def _with_entity(xml: str) -> str:
    start = xml.index("?>") + 2
    return f'{xml[:start]}<!DOCTYPE d [<!ENTITY a "lol">]>{xml[start:]}'


@pytest.mark.parametrize(
    ("data", "name"),
    [(rendering.render_docx(LETTER), "word/document.xml"), (rendering.render_odt(LETTER), "content.xml")],
)
def test_office_file_that_declares_entities_is_refused(data: bytes, name: str) -> None:
    assert _code(_office(data, name, _with_entity)) is FailureCode.BROKEN


@pytest.mark.parametrize(
    ("data", "name"),
    [(rendering.render_docx(LETTER), "word/document.xml"), (rendering.render_odt(LETTER), "content.xml")],
)
def test_office_file_that_unpacks_to_too_much_is_refused_unread(data: bytes, name: str) -> None:
    bomb = _office(data, name, lambda xml: xml + " " * 3_000_000)
    assert len(bomb) < 100_000
    assert _code(bomb, Limits(max_uncompressed_mb=2)) is FailureCode.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "name"),
    [(rendering.render_docx(LETTER), "word/document.xml"), (rendering.render_odt(LETTER), "content.xml")],
)
def test_office_file_with_damaged_xml_is_broken(data: bytes, name: str) -> None:
    assert _code(_office(data, name, lambda xml: xml[: len(xml) // 2])) is FailureCode.BROKEN


def _saved(document: "docx.document.Document") -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_docx_letterhead_comes_first_and_footer_last() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeldstad"
    document.sections[0].footer.paragraphs[0].text = "Postbus 1"
    document.add_paragraph("Geachte raad,")
    lines = clean(_read(_saved(document))).split("\n")
    assert [line for line in lines if line] == ["Gemeente Voorbeeldstad", "Geachte raad,", "Postbus 1"]


def test_docx_list_numbers_and_bullets_are_written() -> None:
    document = docx.Document()
    for style, text in (("List Number", "eerst"), ("List Number", "dan"), ("List Bullet", "punt"), ("Normal", "los")):
        document.add_paragraph(text, style=style)
    assert clean(_read(_saved(document))).split("\n") == ["1. eerst", "2. dan", "- punt", "los"]


CONTENT_CONTROL = "<w:sdt><w:sdtContent><w:p><w:r><w:t>9 maart 2021</w:t></w:r></w:p></w:sdtContent></w:sdt>"
CORRECTED = "<w:p><w:del><w:r><w:delText>oud</w:delText></w:r></w:del><w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p>"
TEXT_BOX = (
    "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in een kader</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "<w:t>ernaast</w:t></w:r></w:p>"
)


def test_docx_content_controls_insertions_and_text_boxes_are_read_and_struck_words_not() -> None:
    document = docx.Document()
    document.add_paragraph("begin")
    body = document.element.body
    for inner in (CONTENT_CONTROL, CORRECTED, TEXT_BOX):
        body.insert(len(body) - 1, parse_xml(inner.replace(">", f" {nsdecls('w')}>", 1)))
    assert clean(_read(_saved(document))).split("\n") == ["begin", "9 maart 2021", "nieuw", "in een kader", "ernaast"]


def test_odt_lists_are_written() -> None:
    odt = rendering.render_odt("LIJST")
    items = (
        '<text:list text:style-name="Tel"><text:list-item><text:p>eerst</text:p></text:list-item>'
        "<text:list-item><text:p>dan<text:s text:c='2'/>nog</text:p></text:list-item></text:list>"
        '<text:list text:style-name="Punt"><text:list-item><text:p>punt</text:p></text:list-item></text:list>'
    )
    style = (
        '<text:list-style style:name="Tel"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        "</text:list-style>"
    )

    def change(xml: str) -> str:
        xml = xml.replace("<text:p>LIJST</text:p>", items)
        if "<office:automatic-styles/>" in xml:
            return xml.replace(
                "<office:automatic-styles/>", f"<office:automatic-styles>{style}</office:automatic-styles>"
            )
        return xml.replace("</office:automatic-styles>", f"{style}</office:automatic-styles>")

    assert clean(_read(_office(odt, "content.xml", change))).split("\n") == ["1. eerst", "2. dan  nog", "- punt"]


def test_cells_with_stacked_labels_are_read_across() -> None:
    assert write_row([["Datum", "Kenmerk"], ["9 maart", "77"]]) == ["Datum\t9 maart", "Kenmerk\t77"]


def test_cells_with_running_text_are_read_one_after_the_other() -> None:
    left, right = ["links " * 20, "slot links"], ["rechts " * 20, "slot rechts"]
    assert write_row([left, right]) == left + right


def test_empty_row_gives_no_line() -> None:
    assert write_row([[""], [" "]]) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sample letters are not beside this checkout")
def test_published_pdf_gives_the_words_that_its_publisher_gives() -> None:
    source = SHARED / "letters/text/043"
    found = _folded(clean(_read(source.with_suffix(".pdf").read_bytes())))
    expected = _folded(source.with_suffix(".txt").read_text().replace("\f", "\n"))
    assert SequenceMatcher(None, found.split(), expected.split(), autojunk=False).ratio() > 0.99


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sample letters are not beside this checkout")
@pytest.mark.parametrize("render", DIGITAL)
def test_seed_letters_come_back_word_for_word(render: Renderer) -> None:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    assert len(seeds) == 5
    for seed in seeds:
        text = seed.read_text()
        assert _folded(clean(_read(render(text)))) == _folded(text)
