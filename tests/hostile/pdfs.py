"""PDFs that a sender may send, by mistake or on purpose; made here, nothing of it is stored in the project."""

import io
import zlib
from collections.abc import Callable, Sequence
from unittest.mock import patch

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from tests import rendering

_make_table = ttfonts.makeToUnicodeCMap
LETTER = (
    "Raadsinformatiebrief\n\nDatum\t9 maart 2021\nZaaknummer\t7654321\n\nGeachte raad,\n\n"
    "Wij informeren u over de wachttijden in de jeugdhulp. Het college heeft op 9 maart 2021 een plan vastgesteld."
)


def build(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog. Without a table: readers rebuild it."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\n%%EOF"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), extra, packed)


def one_page(contents: bytes, *more: bytes, page: bytes = b"", catalog: bytes = b"") -> bytes:
    """A PDF of one A4 page with Helvetica as /F; `more` are objects from number 6 on."""
    return build(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>%s>>" % page,
            contents,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            *more,
        ]
    )


def words(text: str) -> bytes:
    """Content of a page with one line of text per line."""
    lines = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252") for line in text.split("\n"))
    return b"BT /F 11 Tf 14 TL 60 780 Td\n" + lines + b"ET"


def plain() -> bytes:
    """A good letter, out of the objects that the bad ones are made of."""
    return one_page(stream(words(LETTER)))


def owner_password() -> bytes:
    """Everyone may open it, but not print it."""
    return rendering.render_pdf(LETTER, encryption=StandardEncryption("", ownerPassword="eigenaar", canPrint=0))


def truncated() -> bytes:
    """The first part of a file whose upload was cut off, before its table and its fonts."""
    data = rendering.render_pdf(LETTER)
    return data[: len(data) // 3]


def cyclic_pages() -> bytes:
    """A page tree whose branches are the tree itself."""
    return build([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"])


def cyclic_objects() -> bytes:
    """A stream whose length is itself, on a page whose content leads back to it."""
    return one_page(b"<</Length 4 0 R>>stream\nBT ET\nendstream", b"7 0 R", b"6 0 R", page=b"/Annots 6 0 R")


def drawing_that_draws_itself() -> bytes:
    """A letter with a form that contains itself."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page(stream(words(LETTER) + b"\n/X Do"), stream(b"/X Do", form))


def ever_more_drawings(levels: int = 24, times: int = 10) -> bytes:
    """Forms that each draw the next one ten times: more strokes than anyone can wait for."""
    forms = [
        stream(
            b"/X Do " * times if level < levels else b"BT /F 9 Tf (jeugdhulp) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
            % (level + 7),
        )
        for level in range(levels + 1)
    ]
    return one_page(stream(b"/X Do"), *forms)


def huge_image(side: int = 10_000) -> bytes:
    """A page under a picture of a hundred million grey points."""
    image = stream(
        bytes(side * side),
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (side, side),
    )
    return one_page(stream(b"595 0 0 842 0 0 cm /X Do"), image)


def huge_page() -> bytes:
    """A page of over five metres high and wide, with nothing but lines."""
    lines = b"".join(b"0 %d m 14000 %d l S\n" % (y, y) for y in range(0, 14_000, 100))
    return one_page(stream(lines)).replace(b"[0 0 595 842]", b"[0 0 14400 14400]")


def bomb(megabytes: int = 300) -> bytes:
    """A page description that is small in the file and does not fit in the memory that it may have."""
    return one_page(stream(b"0 0 m\n" * (megabytes * 1024 * 1024 // 6)))


def double_bomb(megabytes: int = 300) -> bytes:
    """The same, compressed twice."""
    inner = zlib.compress(b" " * (megabytes * 1024 * 1024), 9)
    packed = zlib.compress(inner, 9)
    return one_page(b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed))


def with_program_and_attachment() -> bytes:
    """A letter that runs JavaScript when it opens, and carries another file."""
    catalog = (
        b"/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\);while\\(true\\){})>>"
        b"/Names<</EmbeddedFiles<</Names[(prijs.exe) 6 0 R]>>>>"
    )
    attachment = b"<</Type/Filespec/F(prijs.exe)/EF<</F 7 0 R>>>>"
    return one_page(stream(words(LETTER)), attachment, stream(b"MZ" * 400, b"/Type/EmbeddedFile"), catalog=catalog)


def tagged_but_empty() -> bytes:
    """A file that says that it is accessible and has not a word."""
    catalog = b"/MarkInfo<</Marked true>>/Lang(nl-NL)/StructTreeRoot<</Type/StructTreeRoot>>"
    return one_page(stream(b"/P <</MCID 0>> BDC EMC"), catalog=catalog)


def rotated(degrees: int) -> bytes:
    """A letter whose page is shown turned by a quarter, a half or three quarters."""
    return one_page(stream(words(LETTER)), page=b"/Rotate %d" % degrees)


def mixed() -> bytes:
    """A scanned page and a digital one."""
    return _drawn(_scanned_page, _digital_page)


def without_character_table() -> bytes:
    """A letter that looks good, in a font whose table leads from its shapes to no letters."""
    with patch.object(ttfonts, "makeToUnicodeCMap", _table_to_nowhere):
        return rendering.render_pdf(LETTER)


def _table_to_nowhere(font: str, subset: Sequence[int]) -> str:
    return _make_table(font, [0xE000 + number for number in range(len(subset))])


def with_nul_bytes() -> bytes:
    """A letter with NUL characters among its words."""
    return one_page(stream(words(LETTER).replace(b"college", b"col\\000lege")))


def behind_a_picture() -> bytes:
    """A picture to a program that looks at the first bytes, a letter to one that looks for a PDF."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200) + plain()


def before_an_archive(archive: bytes) -> bytes:
    """A letter with an archive behind it."""
    return plain() + b"\n" + archive


def filled_in_form() -> bytes:
    """A letter whose case number was typed into a form field."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for number, line in enumerate(LETTER.replace("7654321", "").split("\n")):
        canvas.drawString(60, 780 - 14 * number, line)
    canvas.acroForm.textfield(name="zaak", value="8765432", x=200, y=730, width=120, height=20)
    canvas.save()
    return target.getvalue()


def _drawn(*pages: Callable[[Canvas], None]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _scanned_page(canvas: Canvas) -> None:
    picture: Image.Image = rendering.pictures(rendering.render_pdf(LETTER), dpi=200)[0]
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)


def _digital_page(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "Bijlage: overzicht van de wachttijden in de jeugdhulp per gemeente in onze regio.")
