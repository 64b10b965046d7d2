"""What announces the number of another document, what such numbers look like, and what is none of them."""

from __future__ import annotations

import re

_NR = r"(?:[ -]?n(?:umme)?r(?:s|\.)?)?"
_SYSTEMS = r"(?:mozard|corsa|verseon|decos|djuma|join|e-?docs|ibabs|notubiz|liber|zaaksysteem|idoc|squit|bct)"
_LETTERS = (
    r"(?:RIB['’]?s?|RMD|raads?informatie(?:brie(?:f|ven)|nota['’]?s?|memo['’]?s?)?|"
    r"(?:raads|college|informatie|leden|wethouders|commissie|aanbiedings)?brie(?:f|ven)|"
    r"(?:informatie|college|raads|opleg|start|consultatie)nota['’]?s?|"
    r"(?:raads|college)?mededeling(?:en)?|(?:raads|college)?memo['’]?s?|collegebericht(?:en)?|circulaires?|"
    rf"kennisgeving(?:en)?|nieuwsbrie(?:f|ven)|informatie\s+aan\s+de\s+raad){_NR}"
)
_COUNCIL = (
    r"(?:LTA|moties?|amendement(?:en)?|toezegging(?:en)?|"
    r"(?:(?:schriftelijke|technische|mondelinge)\s+|raads|statuten|artikel\s+\d+[- ]?|art\.?\s*\d+[- ]?)"
    rf"(?:vragen|vraag)){_NR}"
)
_MARKS = (
    r"(?:(?:brief)?kenmerk(?:en|nummers?)?|ref(?:erentie(?:s|nummers?|code)?|\.)|"
    r"regi?(?:stratie)?\.?[ -]?(?:nummers?|nrs?\.?|kenmerk|code)|documenten?(?:[ -]?(?:nummers?|nrs?\.?|id|code))|"
    r"(?:post|raads)?stuk(?:ken|[ -]?nummers?|[ -]?nrs?\.?)?|doc\.?[ -]?(?:nummer|nr\.?|id)|"
    r"dossier(?:[ -]?nummer|[ -]?nr\.?)?|(?:in|af)?boek(?:ings)?[ -]?(?:nummer|nr\.?)|briefnummer|briefnr\.?|"
    rf"{_SYSTEMS}[ -]?(?:nummer|nr\.?|id|kenmerk)?|"
    r"(?:ingeboekt|geboekt|geregistreerd|ingeschreven|ingekomen|binnengekomen|bekend|afgehandeld|opgenomen|"
    r"gearchiveerd|vindbaar)\s+(?:als|onder|met|bij|op))"
)
_RULINGS = (
    r"(?:(?:college|b\s?&\s?w|bw|ab|db|bestuurs|commissie|uitvoerings|voorzitters)?[- ]?besluit(?:en)?|"
    r"beschikking(?:en)?|(?:college|bestuurs)voorstel(?:len)?)(?:[ -]?n(?:umme)?rs?\.?)?"
)
# The first that stands right before a number says what the number is.
SCHEMES: tuple[tuple[str, str], ...] = (
    ("RIS", rf"RIS{_NR}"),
    ("RV", rf"(?:raadsvoorstel(?:len)?|initiatiefvoorstel(?:len)?|statenvoorstel|RV){_NR}"),
    ("RB", rf"(?:raadsbesluit(?:en)?|RB){_NR}"),
    ("RIB", _LETTERS),
    ("motie", _COUNCIL),
    ("zaak", r"(?:zaak(?:dossier)?(?:[ -]?nummers?|[ -]?nrs?\.?|[ -]?id|[ -]?kenmerk|[ -]?code)?|zaken)"),
    ("kenmerk", _MARKS),
    ("besluit", _RULINGS),
    ("nummer", r"(?:nrs?\.?|nummers?|no\.|volgnummer|volgnr\.?|[a-z-]{4,20}(?:nummer|nr\.))"),
)
# "met kenmerk:", "(nr. ", "onder de nummers", "met de volgende zaaknummers:": what may stand between word and number.
_FILLER = (
    r"\s*(?:(?:met|onder|van)\s+)?(?:(?:het|de|ons|uw|onze)\s+)?"
    r"(?:(?:zaak|brief|registratie)?(?:nrs?\.?|nummers?|kenmerk)\s*)?[:=#]?\s*[(\[\"'“‘]?\s*"
)
ANNOUNCED = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(SCHEMES)) + ")"
    # A number in a table or over a line end still follows its word, one in the next paragraph does not.
    rf"(?:{_FILLER})$",
    re.I,
)
ANNOUNCED_REACH = 48
JOINED = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?\s*(?:,|;|&|\+|/|en|of|t/m|,\s*en|alsmede|evenals)\s*(?:(?:RIS|nr\.|nummer|met)\s*)?[(\"]?",
    re.I,
)
# Short numbers of what a raad decides ("(A-05)", "nr. 21-36"): only where the sentence has said what it is.
SHORT_CODE = re.compile(r"[A-Z]{1,3}[-.]?\d{1,3}|\d{2}-\d{2,3}")
OF_THE_COUNCIL = re.compile(r"\b(?:motie|amendement|toezegging)", re.I)
# Labels in a head behind which the number of another document stands.
ABOUT_ANOTHER = re.compile(
    r"\blta\b|motie|toezegg|amendement|vragen|gerelateerd|relatie|betrekking|eerder|referentie raad|vorig", re.I
)

_YEAR2 = r"(?:(?:19|20)?\d{2})"
_SHAPES = (
    rf"[A-Za-z]{{1,6}}[-./_]{_YEAR2}[-./_](?:[A-Za-z]{{1,5}}[-./_]?)?\d{{1,8}}",
    rf"[A-Z]{{2,6}}[-./](?:[A-Z]{{2,6}}[-./]){{1,2}}{_YEAR2}[-./_]?\d{{2,8}}",
    rf"{_YEAR2}[-./][A-Z]{{1,6}}[-./]?\d{{1,7}}",
    rf"[A-Z]{{2,6}}[-/]{_YEAR2}[-./][A-Z]{{1,6}}[-./]\d{{1,7}}",
    r"[A-Z]{1,6}[-/]\d{5,11}",
    r"(?:M|T|TZ|MO|AM|LTA)-?\d{2}-\d{2,3}",
    r"[A-Z]{1,3}\d{5,8}/\d{5,8}",
    r"[A-Z]{1,6}[-./]?\d{2}[-.]\d{3,8}",
    r"[A-Z]{1,5}(?:19|20)\d{2}[-./]\d{1,7}",
    r"[A-Z]{1,4}\d{6,11}",
    r"(?:20)?[0-9OolI]{2}\.[0-9OolI]{5,9}",
    r"(?:19|20)\d{2}[-/.]\d{5,8}",
    r"(?:19|20)\d{2}[-/]\d{3,4}",
    r"(?:19|20)\d{6}[-./]\d{3,6}",
    r"\d{4,8}[-/](?:19|20)\d{2}",
    r"\d{6,8}-\d{5,7}",
    r"(?:20)?\d{2}[A-Za-z]{1,4}[-./]?\d{4,9}",
    r"(?:20)?\d{2}\.[A-Z]{1,3}\.\d{3,6}",
)
TYPICAL = re.compile(r"(?:" + "|".join(_SHAPES) + r")(?:[-/](?:[A-Z]{1,3}|[a-z]\d{1,2}|[a-z]{2,3}))?")
ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z]+:\d{4}:\w+")
# Anything with a digit that a register can hand out, behind a word that announces it.
CODE = re.compile(r"(?:[A-Za-z]{1,8}[-./_]){0,3}(?:[A-Za-z]{1,6})?\d\w*(?:[-./_]\w+){0,5}")
# Two parts with a blank between: letters and the rest ("RSJ 22-1148", "Lbr. 20/022"), a year and the rest.
SERIES = re.compile(r"(?:[A-Z]{1,5}|Lbr\.)")
SERIES_NUMBER = re.compile(rf"{_YEAR2}[-/.]\d{{1,7}}[a-z]?")
NO_SERIES = frozenset(
    word
    for words in (
        "AB ART AWB B.V BIC BSN BTW CAO CBS DB EN EU EUR FAX GR I II III IV IBAN IN ISO",
        "KVK NEN NL OP PB RIS STB TEL TK V VAN VI",
    )
    for word in words.split()
)
# Series that registers count by the year; other letters before "2024-31" are the name of a plan for those years.
YEARLY_SERIES = frozenset(
    word
    for words in ("A AM AV BB BW CB D IN INT LTA M MO RA RB RD RIB", "RIS RM RV SV T TV TZ UIT VR Z ZK")
    for word in words.split()
)
YEAR_PART = re.compile(r"[A-Z]{1,3}[.-]?\d{2}(?:\d{2})?|\d{2}(?:\d{2})?[A-Za-z]{1,4}\d{0,2}")
PLAIN_PART = re.compile(r"\d{5,8}")
SHORT_PART = re.compile(r"\d{3,8}")

# What numbers are that stand behind these words.
OF_ANOTHER_KIND = re.compile(
    r"(?<![\w-])(?:kvk|kamer\s+van\s+koophandel|iban|bsn|burgerservice|btw|rsin|oin|rekening\w*|bankrek\w*|bank|giro|"
    r"tel(?:efoon)?\w*|telefonisch|bel(?:len|t)?|bereikbaar|fax|mobiel\w*|toestel|tst\.?|doorkies\w*|alarm\w*|nood|"
    r"postbus|antwoord|bic|agb|cbs|big|lrk|lisa|"
    r"stb\.?|stcrt\.?|staatsblad|staatscourant|kamerstuk(?:ken)?|trb\.?|pb\s?l|richtlijn|verordening\s+\(e[ug]\)|"
    r"gemeenteblad|provinciaal\s+blad|wet|artikel(?:en)?|art\.|lid|hoofdstuk|paragraaf|bijlagen?|"
    r"pagina['’]?s?|pag\.|blz\.|segment|perceel|percelen|programma|taakveld|product|grootboek\w*|euro|bedrag|ca\.|circa|"
    r"versie|iso|nen|isbn|issn|doi|huis|relatie|klant|lid|volg|agenda|kamer|lijn|route)[\s:.()-]*(?:\w{1,3}[\s,]+)?"
    r"(?:-?n(?:umme)?rs?\.?\s*:?\s*)?$",
    re.I,
)
IN_PARLIAMENT = re.compile(r"kamerstuk|staatsblad|staatscourant|gemeenteblad|\bstb\b|\bstcrt\b|\bTK\b", re.I)
PHONE = re.compile(r"0\d{1,3}-?\d{6,8}|0\d{1,3}|0[689]\d{2}-?\d{4}|0\d{2,3}-\d{3,4}|\+\d{6,12}|14-?0\d{2,3}")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}\d{6,10}|[A-Z]{2}\d{9}B\d{2}")
NO_NUMBER = re.compile(
    r"(?:19|20)\d{2}(?:[-/](?:19|20)\d{2})?|"  # a year or period
    r"(?:19|20)\d{2}[-/](?:19|20)\d{2}\d|"  # a period with the digit of a footnote
    r"[A-Za-z]{1,12}[-./ ](?:19|20)\d{2}(?:[-/](?:19|20)\d{2})?|"  # "GALA-2023-2026", "begroting-2024"
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})|"  # a date
    r"(?:19|20)\d{2}[-/.](?:0[1-9]|1[0-2])[-/.](?:[0-2]\d|3[01])|"
    r"\d{1,2}[.:]\d{2}(?:-\d{1,2}[.:]\d{2})?u?|"  # an hour
    r"2016/679|2014/2[345]|"  # regulations that every letter on data or tenders names
    r"\d+(?:e|de|ste|x|fte|m2|km|k|mln|pct|uur|jarige?n?|plus)|"
    r"[A-Za-z]?\d{1,2}|\d{1,2}[-/]\d{1,2}",
    re.I,
)
A_SUM = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PERIOD = re.compile(r"(?:19|20)(\d{2})[-/](\d{2})")
_LONGEST_PERIOD = 10


def is_period(number: str) -> bool:
    """Whether it is a school year or a period ("2021-22", "2020/24"); "2021-88" is a number."""
    match = _PERIOD.fullmatch(number)
    return match is not None and 0 < int(match[2]) - int(match[1]) <= _LONGEST_PERIOD
