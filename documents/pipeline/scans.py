"""Which pages of a PDF have no usable text of their own."""

import re
import string

THIN = 30  # letters: less is a page number, a stamp or a viewer's note
SPARSE = 250  # letters: a letterhead and a footer, drawn over a page that is a picture
PICTURE = 0.05  # share of the page under images that may hold words
FULL_PICTURE = 0.6  # share of the page under images that makes it a scan
MANY_SHAPES = 30  # drawn shapes: words turned into outlines
PLAIN_SHARE = 0.7  # of all characters: who has so many ordinary letters cannot have too many odd signs
LETTER_SHARE = 0.5  # of the visible characters; fonts without a character table give less

_ALPHANUMERIC = re.compile(r"[^\W_]+")
_NO_ASCII_LETTERS = bytes(set(range(256)) - set(string.ascii_letters.encode()))
_ALPHABETIC = re.compile(r"[^\W\d_]+")
# Control, replacement and private-use characters
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]+")


def count_letters(text: str) -> int:
    """Letters and digits that a reader can use: private-use and replacement characters do not count."""
    return sum(map(len, _ALPHANUMERIC.findall(text)))


def is_garbage(text: str) -> bool:
    """Whether text looks like glyph numbers instead of letters (a font without a character table)."""
    visible = "".join(text.split())
    if len(visible) < THIN:
        return False
    letters = sum(map(len, _ALPHABETIC.findall(visible)))
    odd = sum(map(len, _ODD.findall(visible)))
    return letters < LETTER_SHARE * 0.5 * len(visible) or odd > (1 - LETTER_SHARE) * 0.4 * len(visible)


def is_plain(text: str) -> bool:
    """Whether there is so much good text that nothing else on the page need be looked at."""
    plain = len(text.encode("ascii", "ignore").translate(None, _NO_ASCII_LETTERS))
    if plain >= SPARSE and plain > PLAIN_SHARE * len(text):
        return True
    return count_letters(text) >= SPARSE and not is_garbage(text)


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
