"""What makes two texts the same letter, whether typed or scanned."""

import hashlib
import re
import unicodedata

# What scanners take for one another; a digit is never folded onto another digit, for dates and amounts tell letters
# apart.
_LOOK_ALIKES = str.maketrans({"0": "o", "1": "i", "l": "i", "5": "s", "8": "b"})
_OTHER = re.compile(r"[\W_]+")


def fingerprint(text: str) -> str:
    """Hash of a text without white space, marks, case, accents and OCR look-alikes; "" for a text without letters.

    Equal fingerprints mean the same words in the same order; one misread letter of another kind makes them differ.
    """
    folded = fold(text)
    return hashlib.sha256(folded.encode()).hexdigest() if folded else ""


def fold(text: str) -> str:
    """The text as it is compared."""
    # Accents stand apart in this form, and are no word characters.
    plain = unicodedata.normalize("NFKD", text).casefold().replace("|", "i").replace("!", "i")
    return _OTHER.sub("", plain).replace("rn", "m").translate(_LOOK_ALIKES)
