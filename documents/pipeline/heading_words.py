"""The words by which headings of letters are known, and what the text under them is about: data of segment.py."""

from __future__ import annotations

import re

_BEVOEGDHEDEN = (
    r"bevoegdhed|mandaat|rolverdeling|rol van (?:de|uw) raad|juridisch|wie (?:beslist|gaat waarover|doet wat)|"
    r"taken en rollen"
)
_VERVOLG = (
    r"vervolg|planning|verder|termijn|proces|aanpak|uitvoering|tot slot|behandeling|tijdpad|tijdlijn|vooruitblik|"
    r"agenda\b|wanneer|volgende stap|wat kunt u (?:nog )?(?:van ons )?verwachten|hoe nu"
)
_AANLEIDING = (
    r"aanleiding|inleiding|achtergrond|waarom|referentie|kennisnemen|eerder|voorgeschiedenis|context|wat speelt|"
    r"aan de hand|doel van deze|vooraf|waarover"
)
_KERN = (
    r"kern|te delen informatie|toelichting|samenvatting|stand van zaken|ontwikkeling|waar gaat|^\W*informatie\W*$|"
    r"inhoud|uitkomst|resultaten|bevindingen|boodschap"
)
# In this order: the first kind with a word in the heading is its kind.
KINDS: tuple[tuple[str, str], ...] = (
    ("bijlagen", r"bijlage|bijgaande stukken|bijgevoegd|meegezonden|bijgesloten"),
    ("kosten", r"kosten|\bkost\b|financi|budget|dekking|middelen|begroting|bekostiging|wat betaal"),
    ("bevoegdheden", _BEVOEGDHEDEN),
    ("vervolg", _VERVOLG),
    ("besluiten", r"beslui|beslo|beslist|zienswijze|eerder in onze raad|gemaakte (?:keuzes|afspraken)"),
    ("aanleiding", _AANLEIDING),
    ("kern", _KERN),
    ("kern", r"consequentie|argument|voortgang|gevolgen"),
)

_WORDS = (
    "[Il]nleiding", "Aanleiding", "Achtergrond", "Toelichting", r"Kern(?:boodschap|punten)?", "Kern van de zaak",
    "Samenvatting", "Consequenties", "Gevolgen", "Effecten", r"Communicatie(?: en (?:participatie|vervolg|planning))?",
    r"Vervolg(?:stappen|proces)?(?: en planning)?", r"Planning(?: en (?:vervolg|proces))?", r"Proces(?: en planning)?",
    "Tijdpad", "Tijdlijn", "Vooruitblik", "Hoe verder", r"Financi[eéë]n", r"Financieel(?: kader)?",
    r"Financi[eéë]le (?:en \w+ )?(?:gevolgen|consequenties|aspecten)", r"Kosten(?:,? baten)?(?: en dekking)?",
    "Middelen", "Dekking", "Begroting", r"Bijlagen?(?:\(n\))?", "Bijgaande stukken", "Draagvlak", "Betreft",
    r"Aanpak(?:/uitvoering)?", "Uitvoering", "Participatie", "Tot slot", "Afsluiting",
    "Conclusie", "Besluitvormingsproces",
    r"Besluit(?:vorming|en)?(?: van (?:het )?college.{0,50})?", r"Argumenten(?:/kanttekeningen)?", "Kanttekeningen",
    "Termijn", "Evaluatie", r"Risico['’]s", "Duurzaamheid", "Beleidsreferentie", "Ontwikkelingen", "Monitoring",
    "Stand van zaken", "Voortgang", "Context", "Voorgeschiedenis", "Historie", "Situatie", "Duur", "[Il]nformatie",
    "[Il]nhoud", r"Doel(?: van deze (?:brief|nota|memo))?", "Boodschap", "Resultaten", "Uitkomsten", r"Zienswijzen?",
    r"Beoogd (?:effect|resultaat)", r"(?:Achtergrond|Aanleiding) en (?:aanleiding|achtergrond|doel|context)",
    "Bevoegdheden", "Rol van de raad", "Juridisch", r"Juridische (?:gevolgen|aspecten)", "Bestuurlijke samenwerking",
    "Geheimhouding op grond van de Gemeentewet",
)  # fmt: skip
KNOWN = re.compile(rf"^(?:\W\s?)?(?:{'|'.join(_WORDS)})\s*:?$", re.I)

QUESTION = re.compile(
    r"^\s*(?:\d{1,2}[.)]?\s+)?(?:Hoe|Wat|Welke?|Waarom|Waar|Wie|Wanneer|Waarvoor|Waarover|Is|Kan|Zijn)\b.{3,100}\?\s*$"
)
# Questions that also stand in running text: headings only where they stand alone.
ASIDE = re.compile(
    r"^\s*(?:(?:Met|Voor|Door|Bij|Op|In)\s+(?:wie|wat|welke?|hoeverre)|Kunnen|Moet|Mag|Komt|Gaat|Wordt|Worden|Heeft|Hebben|"
    r"Meer|Nog|En|Vragen)\b.{0,80}\?\s*$"
)
# "Vraag 3", "Ambitie 2: iedereen doet mee": headings with a word before their number.
COUNTED = re.compile(
    r"^\s*(?:Vraag|Ambitie|Thema|Hoofdstuk|Deel|Onderdeel|Paragraaf|Spoor|Actielijn|Pijler|Speerpunt|Doelstelling|Opgave)"
    r"\s+(?:\d{1,2}[a-z]?|[IVX]{1,4}|[A-E])\b(?:\s*[:.–-]\s*\S.{0,80})?\s*$"
)
ANSWER = re.compile(
    r"^\s*(?:Antwoord|Reactie|Beantwoording)(?:\s+\d{1,2}[a-z]?|\s+(?:van\s+)?(?:het\s+)?college)?\s*:?\s*$"
)
NUMBERED = re.compile(
    r"^\s*(?P<number>\d{1,2}|[a-e]|[IVX]{1,4}(?=[.)])|[A-E](?=[.)]))(?P<sub>(?:\.\d{1,2})*[a-z]?)(?P<mark>[.)]?)\s+"
    r"(?P<title>(?:[A-ZÀ-Þ'‘\"(]|l(?=n)).{1,90}?)\s*$"  # a scan reads "Inleiding" as "lnleiding"
)
SIGNING = re.compile(
    r"^\W*(?:namens\s+)?(?:het\s+|de\s+|ons\s+)?(?:college\b|burge(?:m|rn)eester\s+en\s+wethouders|dagelijks\s+bestuur|"
    r"algemeen\s+bestuur|bestuur\b|stuurgroep\b)[^.;?]*$",
    re.I,
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
