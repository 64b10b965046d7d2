"""Words that mean the same to who searches and that PostgreSQL's Dutch stemmer keeps apart. Data; used at query time.

Groups work in both directions. A phrase of several words is searched as a phrase. Abbreviations of two letters count
only in capitals, or when they are the whole query: "ab" and "db" are part of too much else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GROUPS: tuple[tuple[str, ...], ...] = (
    # Kinds of letters
    ("rib", "raadsinformatiebrief", "raadsinformatiebrieven", "raadsbrief", "raadsbrieven", "informatienota"),
    ("brief", "brieven"),
    # Bodies
    ("ab", "algemeen bestuur"),
    ("db", "dagelijks bestuur"),
    ("pfo", "pho", "portefeuillehoudersoverleg", "portefeuillehouders overleg"),
    ("benw", "b w", "burgemeester en wethouders", "college"),
    ("college", "colleges"),
    ("raadslid", "raadsleden"),
    ("lid", "leden"),
    ("raad", "raden", "gemeenteraad", "gemeenteraden"),
    ("gr", "gemeenschappelijke regeling", "gemeenschappelijke regelingen"),
    # Regions and organisations
    ("jeugdregio", "jeugdregios", "jeugdhulpregio", "jeugdhulpregios", "jeugdzorgregio", "jeugdzorgregios"),
    ("regio", "regios"),
    ("zhz", "zuid holland zuid"),
    ("genv", "g v", "gooi en vechtstreek", "gooi vechtstreek"),
    ("dgj", "dg j", "dienst gezondheid en jeugd", "dienst gezondheid jeugd"),
    ("soj", "serviceorganisatie jeugd"),
    ("sjt", "stichting jeugdteams"),
    ("gi", "gecertificeerde instelling", "gecertificeerde instellingen"),
    ("nvo", "norm voor opdrachtgeverschap"),
    ("vng", "vereniging van nederlandse gemeenten"),
    # Outcomes and acts whose forms the stemmer keeps apart
    ("zienswijze", "zienswijzen", "zienswijzes"),
    ("motie", "moties"),
    ("visie", "visies"),
    ("regiovisie", "regiovisies"),
    ("vaststellen", "vaststelling", "vastgesteld", "vast te stellen"),
    ("ingestemd", "instemmen", "instemming"),
    ("aangehouden", "aanhouden", "aanhouding"),
    ("opzeggen", "opzegging", "opgezegd"),
    ("mandaat", "mandaten", "gemandateerd", "mandateren"),
    ("contract", "contracten", "contractering", "contractmanagement"),
    ("geintegreerd", "integreren", "integratie", "integraal"),
    ("financieel", "financiele"),
    ("inkoop", "inkoopkader", "inkoopstrategie", "ingekocht", "inkopen"),
    ("kosten", "kostenbeheersing"),
    ("wijkteam", "wijkteams"),
)

NUMBER_WORDS: tuple[str, ...] = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip

# Names with a sign at which PostgreSQL's parser breaks them up ("dg j" in the groups above), and the word for them.
SIGNED_NAMES: Mapping[str, str] = MappingProxyType(
    {"b&w": "benw", "b & w": "benw", "b en w": "benw", "dg&j": "dgj", "g&v": "genv"}
)


def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in GROUPS:
        for term in group:
            found[term] = tuple(dict.fromkeys((*found.get(term, ()), *group)))
    for number, word in enumerate(NUMBER_WORDS):
        if number >= 2:  # "een" is a stop word
            found[word] = (word, str(number))
            found[str(number)] = (str(number), word)
    return MappingProxyType(found)


BY_WORD = _by_word()
MOST_WORDS = max(len(term.split()) for term in BY_WORD)
