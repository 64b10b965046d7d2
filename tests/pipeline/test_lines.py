"""Words with a place become lines that read as the page does."""

from documents.pipeline.lines import Word, rebuild


def _line(text: str, *, x: float, y: float, line: int, size: float = 10) -> list[Word]:
    """Words of half an em per character from x on."""
    words = []
    for part in text.split():
        width = len(part) * size / 2
        words.append(Word(part, x, x + width, y, size, line))
        x += width + size / 4
    return words


def _page(*placed: tuple[str, float, float]) -> str:
    return rebuild([word for n, (text, x, y) in enumerate(placed) for word in _line(text, x=x, y=y, line=n)])


def test_nothing_gives_nothing() -> None:
    assert rebuild([]) == ""


def test_cells_on_one_baseline_are_tabbed() -> None:
    assert _page(("Datum", 50, 100), ("10 maart 2021", 200, 100)) == "Datum\t10 maart 2021"


def test_labels_drawn_before_values_get_their_values() -> None:
    text = _page(
        ("Datum", 50, 100),
        ("Kenmerk", 50, 114),
        ("Onderwerp", 50, 128),
        ("10 maart 2021", 200, 100),
        ("2021-77", 200, 114),
        ("Regiovisie", 200, 128),
    )
    assert text == "Datum\t10 maart 2021\nKenmerk\t2021-77\nOnderwerp\tRegiovisie"


def test_value_under_its_label_keeps_its_column_when_the_first_cell_is_empty() -> None:
    text = _page(
        ("uw kenmerk", 50, 100),
        ("ons kenmerk", 170, 100),
        ("afdeling", 290, 100),
        ("21U77", 170, 114),
        ("Zorg", 290, 114),
    )
    assert text == "uw kenmerk\tons kenmerk\tafdeling\n\t21U77\tZorg"


def test_second_line_of_a_value_stays_under_its_label() -> None:
    text = _page(("datum", 50, 100), ("pagina", 150, 100), ("betreft", 250, 100), ("1 mei", 50, 114), ("1", 150, 114))
    assert text.splitlines()[1] == "1 mei\t1"
    wrapped = _page(("datum", 50, 100), ("pagina", 150, 100), ("betreft", 250, 100), ("jeugdhulp", 250, 114))
    assert wrapped.splitlines()[1] == "\t\tjeugdhulp"


def test_colon_in_a_column_of_its_own_stays_with_its_label() -> None:
    assert _page(("Datum", 50, 100), (":", 120, 100), ("1 mei", 140, 100)) == "Datum :\t1 mei"


def test_list_marker_is_followed_by_a_blank() -> None:
    assert _page(("•", 50, 100), ("eerste punt", 80, 100)) == "• eerste punt"


def test_footnote_digit_stays_on_its_line_and_out_of_the_number_before_it() -> None:
    words = [*_line("op 2 juli 2024", x=50, y=100, line=1), Word("1", 112.5, 115, 96, 6, 2)]
    assert rebuild(words) == "op 2 juli 2024 1"
    words = [
        *_line("de raad", x=50, y=100, line=1),
        Word("1", 82.5, 85, 96, 6, 2),
        Word(". Daarna", 85, 120, 100, 10, 3),
    ]
    assert rebuild(words) == "de raad1. Daarna"


def test_small_side_column_beside_a_header_table_is_kept_together() -> None:
    header = []
    for number, (label, value) in enumerate(
        (("Van", "College"), ("Aan", "De raad"), ("Datum", "9 maart"), ("Nr", "77"))
    ):
        header += [(label, 50, 100.0 + 14 * number), (value, 150, 100.0 + 14 * number)]
    side = [
        (word, 420, 97.0 + 10 * n)
        for n, word in enumerate(("Contact", "J. Voorbeeld", "E-mail", "j@v.nl", "Tel", "010"))
    ]
    words = [word for n, (text, x, y) in enumerate(header) for word in _line(text, x=x, y=y, line=n)]
    words += [word for n, (text, x, y) in enumerate(side, 20) for word in _line(text, x=x, y=y, line=n, size=7)]
    text = rebuild(words)
    assert "Van\tCollege\nAan\tDe raad\nDatum\t9 maart\nNr\t77" in text
    assert "Contact\nJ. Voorbeeld\nE-mail\nj@v.nl\nTel\n010" in text


def test_body_and_side_column_do_not_interleave() -> None:
    body = [("lopende tekst die de hele breedte van de kolom vult", 50, 100.0 + 13 * n) for n in range(6)]
    side = [("Contactpersoon", 420, 100.0), ("J. Voorbeeld", 420, 113), ("Afdeling Jeugd", 420, 126)]
    text = _page(*body, *side)
    rows = [row for row in text.splitlines() if row]
    assert rows[:6] == [line for line, _, _ in body]
    assert rows[6:] == [line for line, _, _ in side]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left = [(f"linker kolom met lopende tekst op regel {n}", 50, 100.0 + 13 * n) for n in range(4)]
    right = [(f"rechter kolom met lopende tekst op regel {n}", 330, 100.0 + 13 * n) for n in range(4)]
    rows = [row for row in _page(*left, *right).splitlines() if row]
    assert rows == [line for line, _, _ in left + right]


def test_gap_between_paragraphs_is_an_empty_line() -> None:
    text = _page(("regel een", 50, 100), ("regel twee", 50, 113), ("nieuwe alinea", 50, 140), ("slot", 50, 153))
    assert text == "regel een\nregel twee\n\nnieuwe alinea\nslot"
