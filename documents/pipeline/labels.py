"""The labels of Dutch letter heads, as data: a label on the left, what stands behind it on the right.

A house style that is not read well usually lacks a row here.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Field(StrEnum):
    """What the value behind a label is."""

    NUMBER_CASE = "number_case"
    NUMBER_INTAKE = "number_intake"
    NUMBER_OWN = "number_own"
    NUMBER_REGISTERED = "number_registered"
    NUMBER_FILE = "number_file"
    DATE_LETTER = "date_letter"
    DATE_COLLEGE = "date_college"
    DATE_SENT = "date_sent"
    DATE_MEETING = "date_meeting"
    SUBJECT = "subject"
    SENDER = "sender"
    RECIPIENT = "recipient"
    HOLDER = "holder"
    PORTFOLIO = "portfolio"
    OFFICIAL = "official"
    EMAIL = "email"
    PHONE = "phone"
    OPENNESS = "openness"
    SECRECY = "secrecy"
    YOURS = "yours"
    OTHER = "other"


LABELS: dict[Field, tuple[str, ...]] = {
    Field.NUMBER_CASE: (
        "zaaknummer",
        "zaaknr.",
        "zaaknr",
        "zaak nummer",
        "zaak-id",
        "zaak id",
        "zaak",
        "mozard zaaknummer",
    ),
    Field.NUMBER_INTAKE: ("inboeknummer",),
    Field.NUMBER_OWN: (
        "ons kenmerk",
        "kenmerk",
        "onze referentie",
        "kenmerkcode",
        "onze ref.",
        "ons ref.",
        "briefkenmerk",
    ),
    Field.NUMBER_REGISTERED: (
        "registratienummer",
        "registratienr.",
        "registratiekenmerk",
        "documentnummer",
        "documentnr.",
        "document-id",
        "documentid",
        "docnr.",
        "edocs nummer",
        "edocsnummer",
        "uit-nummer",
        "uit nummer",
        "lbr.",
        "rib-nummer",
        "rib nummer",
        "ribnummer",
        "briefnummer",
        "nummer",
        "volgnummer",
        "corsanummer",
        "corsa nummer",
        "verseonnummer",
        "djuma nummer",
        "decos nummer",
        "nr.",
    ),
    Field.NUMBER_FILE: ("dossiernummer", "dossier", "agendanummer", "agendapunt"),
    Field.DATE_LETTER: (
        "datum",
        "datum brief",
        "briefdatum",
        "dagtekening",
        "d.d.",
        "datum opgesteld",
        "datum memo",
        "opsteldatum",
    ),
    Field.DATE_COLLEGE: (
        "b&w beslisdatum",
        "beslisdatum b&w",
        "beslisdatum",
        "datum b&w vergadering",
        "datum b&w-vergadering",
        "datum vergadering b&w",
        "datum b&w",
        "datum b en w",
        "b&w datum",
        "b&w-datum",
        "b&w vergadering",
        "b&w-vergadering",
        "b en w-vergadering",
        "datum college",
        "datum collegevergadering",
        "collegevergadering",
        "datum collegebesluit",
        "collegebesluit d.d.",
        "collegebesluit van",
        "collegebesluit",
        "datum b&w-besluit",
        "datum b&w besluit",
        "b&w-besluit d.d.",
        "b&w besluit d.d.",
        "besluitdatum",
        "datum besluit",
        "vastgesteld in college d.d.",
    ),
    Field.DATE_SENT: (
        "verzonden",
        "verzenddatum",
        "verzonden op",
        "datum verzending",
        "datum verzonden",
        "verzendd.d.",
    ),
    Field.DATE_MEETING: (
        "vergaderdatum",
        "raadsvergadering",
        "raadsvergadering d.d.",
        "datum raadsvergadering",
        "datum raad",
        "vergadering van",
        "vergadering",
        "commissievergadering",
        "datum commissie",
    ),
    Field.SUBJECT: ("onderwerp", "betreft", "titel", "kern mededeling", "inzake", "betr.", "omschrijving onderwerp"),
    Field.SENDER: ("van", "afzender", "verzender"),
    Field.RECIPIENT: (
        "aan",
        "geadresseerde",
        "geadresseerden",
        "oplegnotitie voor",
        "memo aan",
        "gericht aan",
        "bestemd voor",
    ),
    Field.HOLDER: (
        "portefeuillehouder",
        "portefeuillehouder(s)",
        "portefeuillehouders",
        "portefeuillehouder ab",
        "(ambtelijk) portefeuillehouder",
        "verantwoordelijk portefeuillehouder",
        "verantwoordelijk wethouder",
        "collegelid",
        "bestuurder",
        "wethouder",
    ),
    Field.PORTFOLIO: ("portefeuille",),
    Field.OFFICIAL: (
        "auteur",
        "auteur(s)",
        "steller",
        "steller(s)",
        "opsteller",
        "opgesteld door",
        "behandelaar",
        "behandeld door",
        "behandelend ambtenaar",
        "beh. ambtenaar",
        "beh. door",
        "ambtelijk steller",
        "ambtelijk verantwoordelijke",
        "redactie",
        "eerste contactpersoon",
        "behandelend medewerker",
        "behandelaar/contactpersoon",
        "contactpersoon",
        "contactpersonen",
        "contact persoon",
        "contact",
        "contactgegevens",
        "contactinformatie",
        "ambtelijk contact",
        "ambtelijk contactpersoon",
        "ambtelijk opsteller",
        "ambtelijk opdrachtgever",
        "uw contact",
        "uw contactpersoon",
        "inlichtingen",
        "inlichtingen bij",
        "informatie bij",
        "nadere informatie bij",
        "meer informatie bij",
        "voor meer informatie",
        "bij vragen",
        "naam",
        "naam steller",
        "naam auteur",
        "medewerker",
        "ambtenaar",
        "beleidsmedewerker",
        "beleidsadviseur",
        "projectleider",
        "adviseur",
        "ondertekenaar",
    ),
    Field.EMAIL: ("e-mail", "e-mailadres", "email", "mail", "mailadres", "e-mail steller", "e"),
    Field.PHONE: (
        "telefoon",
        "telefoonnummer",
        "telefoonnr.",
        "tel.",
        "tel",
        "doorkiesnummer",
        "doorkiesnr.",
        "doorkiesnr",
        "mobiel",
        "mobiel nummer",
        "t",
        "m",
    ),
    Field.OPENNESS: ("openbaar", "openbaarheid", "openbaar / besloten", "vertrouwelijkheid", "status"),
    Field.SECRECY: ("geheimhouding", "geheimhouding op grond van de gemeentewet", "geheim"),
    Field.YOURS: (
        "uw kenmerk",
        "uw referentie",
        "uw ref.",
        "uw brief van",
        "uw brief van/kenmerk",
        "uw brief",
        "uw brief d.d.",
        "datum uw brief",
        "uw zaaknummer",
    ),
    Field.OTHER: (
        "begrotingsprogramma",
        "beleidsveld",
        "beleidsterrein",
        "thema",
        "programma",
        "kernteam/opgave",
        "kernteam",
        "opgave",
        "expertiseteam",
        "team/teamonderdeel",
        "team",
        "cluster",
        "domein",
        "sector",
        "eenheid",
        "afdeling",
        "organisatieonderdeel",
        "bureau",
        "verantwoordelijke",
        "versie",
        "bijlage(n)",
        "bijlagen",
        "bijlage",
        "aantal bijlagen",
        "bijgaande stukken",
        "behandeling",
        "behandelen in",
        "ter behandeling in",
        "ter kennisname",
        "voor",
        "pagina",
        "bladnummer",
        "blad",
        "bladzijde",
        "website",
        "internet",
        "bezoekadres",
        "postadres",
        "adres",
        "postbus",
        "fax",
        "kopie",
        "kopie aan",
        "cc",
        "c.c.",
        "afschrift aan",
        "i.a.a.",
        "plaats",
        "soort",
        "documentsoort",
        "raadsperiode",
        "faxnummer",
        "kvk",
        "iban",
    ),
}

# Too short or too common in prose to be a label without a colon, a tab or a column of its own.
WEAK = frozenset(
    [
        "e",
        "t",
        "m",
        "nr.",
        "nummer",
        "zaak",
        "contact",
        "naam",
        "mail",
        "status",
        "thema",
        "programma",
        "voor",
        "team",
        "domein",
        "plaats",
        "soort",
        "blad",
        "dossier",
        "d.d.",
        "geheim",
        "adviseur",
        "wethouder",
        "openbaar",
        "vergadering",
        "versie",
        "opgave",
        "sector",
        "cluster",
        "mobiel",
        "bestuurder",
        "bureau",
        "website",
        "adres",
        "behandeling",
        "verzonden",
        "bijlage",
        "bijlagen",
        "titel",
        "inzake",
        "collegebesluit",
        "medewerker",
        "ambtenaar",
        "cc",
        "kopie",
        "internet",
        "pagina",
        "collegelid",
    ]
)
_SHORTEST_BROKEN = 8


def _pattern(label: str) -> str:
    """A label as a regular expression; in longer ones a blank may stand inside a word, as some PDF files have it."""
    if len(label) < _SHORTEST_BROKEN:
        return re.escape(label).replace(r"\ ", r"[ \u00a0]+")
    parts = ["[ \u00a0]+" if char == " " else re.escape(char) for char in label]
    # Never before the last letters: "Portefeuillehouder S. Jansen" is no plural.
    broken = "[ \u00a0]?".join(parts[:-2]) + "".join(parts[-2:])
    return broken.replace("[ \u00a0]?[ \u00a0]+[ \u00a0]?", "[ \u00a0]+")


FIELD_OF = {label: field for field, labels in LABELS.items() for label in labels}
_ALL = sorted(FIELD_OF, key=len, reverse=True)
LABEL = re.compile(
    "(?:" + "|".join(f"(?P<l{number}>{_pattern(label)})" for number, label in enumerate(_ALL)) + r")(?![\w-])", re.I
)


def label_name(match: re.Match[str]) -> str:
    """The label of the table that a match of LABEL stands for."""
    return _ALL[int((match.lastgroup or "l0")[1:])]
