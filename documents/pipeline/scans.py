"""Which pages of a PDF have no usable text of their own."""

THIN = 30  # letters: less is a page number, a stamp or a viewer's note
SPARSE = 250  # letters: a letterhead and a footer, drawn over a page that is a picture
PICTURE = 0.05  # share of the page under images that may hold words
FULL_PICTURE = 0.6  # share of the page under images that makes it a scan
MANY_SHAPES = 30  # drawn shapes: words turned into outlines
LETTER_SHARE = 0.5  # of the visible characters; fonts without a character table give less


def count_letters(text: str) -> int:
    """Letters and digits that a reader can use: private-use and replacement characters do not count."""
    return sum(character.isalnum() for character in text)


def is_garbage(text: str) -> bool:
    """Whether text looks like glyph numbers instead of letters (a font without a character table)."""
    visible = [character for character in text if not character.isspace()]
    if len(visible) < THIN:
        return False
    letters = sum(character.isalpha() for character in visible)
    odd = sum(_is_odd(character) for character in visible)
    return letters < LETTER_SHARE * 0.5 * len(visible) or odd > (1 - LETTER_SHARE) * 0.4 * len(visible)


def _is_odd(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFD or 0xE000 <= code < 0xF900


def needs_ocr(text: str, *, image_share: float, shapes: int) -> bool:
    """Whether the page must be read from its image.

    `image_share` is the part of the page under images (0 to 1), `shapes` the number of drawn shapes. Fooled by a
    letterhead and footer set as real text over a scan of more than SPARSE letters; and by a full-page background
    picture under a short closing page, where the caller keeps the longer of both texts.
    """
    if is_garbage(text):
        return True
    letters = count_letters(text)
    if letters < THIN:
        return image_share >= PICTURE or shapes >= MANY_SHAPES
    return letters < SPARSE and image_share >= FULL_PICTURE
