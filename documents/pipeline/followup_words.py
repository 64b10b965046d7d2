"""The phrases in which letters announce, promise and plan: patterns of followups.py."""

from __future__ import annotations

import re


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])", re.IGNORECASE)


_COUNCIL = r"(?:u|uw\s+(?:raad|commissie)|de\s+(?:gemeente)?ra(?:ad|den)|raadsleden)"
_WE = r"(?:wij|we|ik|het\s+college|ons\s+college)"
FUTURE = _words(
    r"zal|zullen|zult|gaan?\s+(?:wij|we|ik|het\s+college|de\s+gemeenten?)|(?:wij|we|ik)\s+ga(?:an)?|volgt|volgen",
    rf"(?:ontvangt|krijgt|hoort|verneemt)\s+{_COUNCIL}|{_COUNCIL}\s+(?:ontvangt|krijgt|hoort|verneemt)",
    r"(?:is|zijn|staat|staan)\s+(?:[\w-]+\s+){0,6}?(?:gepland|voorzien|geagendeerd|ingepland|beoogd|voornemens|van\s+plan)",
    r"naar\s+verwachting|(?:wordt|worden)\s+(?:[^.;]{0,80}?\s)?verwacht|(?:wij|we|ik)\s+verwachten?|verwachten?\s+(?:wij|we|ik)",
    r"streven|streeft|streefdatum|beogen|beoogde?|voornemens?|van\s+plan|de\s+bedoeling|de\s+planning|gepland|voorzien",
    r"vind(?:t|en)\s+(?:[^.;]{0,80}?\s)?plaats|plaatsvind(?:t|en)|treed(?:t|en)\s+(?:[^.;]{0,80}?\s)?in\s+werking",
    r"inwerkingtreding|tegemoet\s?zien|van\s+start|hopen|hoopt|gaat\s+(?:[^.;]{0,60}?\s)?in|aan\s+de\s+slag|zeg(?:gen)?\s+(?:wij|we|ik)\s+(?:u\s+)?toe|"
    r"(?:wij|we|ik)\s+zeg(?:gen)?\s+(?:u\s+)?toe",
)
# Somebody tells, sends or offers the council something: a promise wherever it stands.
_TELL = (
    r"(?:informeer|bericht|breng|stuur|zend|leg|bied|praat|doe|houd|licht|neem|betrek|nodig|vertel|geef|rapporteer|zeg|meld)"
    r"(?:en|t|n)?"
)
PROMISE = _words(
    rf"(?:{_TELL}|informeren|berichten|sturen|leggen|praten|houden|nemen|betrekken|geven|zal|zullen|ga|gaan)\s+{_WE}\s+"
    rf"(?:[^.;,]{{0,40}}?\s)?{_COUNCIL}",
    rf"{_WE}\s+(?:{_TELL}|informeren|berichten|sturen|leggen|praten|houden|nemen|betrekken|geven|zal|zullen|ga|gaan)\s+"
    rf"(?:[^.;,]{{0,40}}?\s)?{_COUNCIL}",
    rf"{_WE}\s+{_COUNCIL}|(?<!door\s)(?:wordt|worden)\s+{_COUNCIL}|(?<!door\s){_COUNCIL}\s+(?:wordt|worden|zal|zullen|zult|ontvangt|krijgt|hoort)",
    rf"(?:ontvangt|krijgt|hoort|verneemt)\s+(?:de\s+griffie|{_COUNCIL})",
    rf"kom(?:en|t)?\s+{_WE}\s+(?:[^.;]{{0,90}}?\s)?(?:terug|bij\s+u)|{_WE}\s+kom(?:en|t)?\s+(?:[^.;]{{0,90}}?\s)?terug",
    rf"(?:aan|bij|naar)\s+{_COUNCIL}\s+(?:[^.;]{{0,30}}?\s)?(?:voorgelegd|aangeboden|toegezonden|gestuurd|verzonden|gezonden|"
    r"voorleggen|aanbieden|voor|gerapporteerd|terug(?:gekoppeld)?)",
    rf"{_COUNCIL}\s+(?:[^.;]{{0,60}}?\s)?(?:ge[iï]nformeerd|betrokken|voorgelegd|informeren|toesturen|toezenden|bijpraten)",
)
# "Wij onderzoeken", "investeren we": the word beside who writes the letter.
BESIDE_WE = re.compile(
    r"(?<![\w-])(?:(?P<before>[^\W\d_]{3,})\s+)?(?P<who>wij|we|ik|(?:het|ons)\s+college)(?:\s+(?P<behind>[^\W\d_]{3,}))?(?![\w-])",
    re.IGNORECASE,
)
# Put off: the day is announced although the sentence looks back.
PUT_OFF = re.compile(
    r"(?:aangehouden|uitgesteld|verdaagd|doorgeschoven|verschoven|verplaatst|opgeschoven|opschuift|verzet|"
    r"aan\s+te\s+houden)\s+(?:tot|naar|op)\s+",
    re.IGNORECASE,
)
HEREBY = _words(
    r"hierbij|(?:in|met|bij|via|door)\s+(?:deze|dit|d[eé]ze)\s+(?:\w+)?(?:brief|memo|nota|notitie|schrijven|bericht|"
    r"kennisgeving)|bij\s+deze|hieronder|onderstaande?|bijgaand|bijgevoegde?|hierboven"
)
EARLIER = _words(r"eerder|reeds|al\s+(?:eerder|sinds)|inmiddels|momenteel|op\s+dit\s+moment|thans|sindsdien|vandaag")
AS_SAID = _words(
    r"zoals\s+(?:[^.,;]{0,30}?\s)?(?:toegezegd|aangekondigd|afgesproken|beloofd|gemeld|verzocht|aangegeven)",
    r"conform\s+\w+\s+toezegging",
)
OPENS_IF = re.compile(
    r"\s*(?:[-–•*]\s*)?(?:mocht(?:en)?|indien|als(?!\s+(?:onderdeel|gevolg|vervolg|aanvulling|laatste|eerste|bijlage|college|gemeente|regio|tweede|derde))|vergt|wilt|wil|heeft\s+u|hebt\s+u|(?:bij|voor)\s+vragen)\b",
    re.IGNORECASE,
)
# Politeness, requests and references to what is enclosed: addressed to the council, but nothing is promised.
REQUEST = _words(
    r"(?:adviseer|adviseren|verzoek|verzoeken|vraag|vragen|wijs|wijzen|verwijs|verwijzen|dank|danken|hoop|hopen|vertrouwen|"
    r"vertrouw|begrijp|begrijpen|ga|gaan|treft|vindt|leest|kunt)\s+(?:wij|we|ik|u)|(?:wij|we|ik)\s+(?:adviseer|adviseren|"
    r"verzoek|verzoeken|vraag|vragen|wijs|wijzen|verwijs|verwijzen|hoop|hopen|vertrouwen|vertrouw|ga\s+er|gaan\s+er)"
)
# What a document says or what somebody expects to be so is no plan.
REPORTED = _words(
    r"(?:staat|staan|blijkt|betekent|houdt\s+in|aangeeft|geeft\s+aan|betekenen)\s+(?:\w+\s+)?dat|verwachting\s+(?:is\s+)?dat|"
    r"kans|risico|betekenen|leiden\s+tot|blijven|blijft|blijf"
)
# The letter announces itself.
INTRODUCES = re.compile(
    r"\s*(?:graag\s+|via\s+\w+\s+\w+\s+)?(?:(?:wij|we|ik)\s+(?:informeer|informeren|brengen|breng|lichten|praten|praat|bericht|"
    r"berichten)\s+u|de\s+raad\s+(?:van\s+\w+\s+)?te\s+informeren|u\s+te\s+informeren)\b",
    re.IGNORECASE,
)
# An event that is awaited, told first: "Als alle raden hebben besloten, volgt …".
AWAITED = re.compile(
    r"\s*(?:[-–•*]\s*)?(?:als(?!\s+(?:onderdeel|gevolg|vervolg|aanvulling|laatste|eerste|college|gemeente|regio|tweede|derde))|nadat|wanneer|zodra|voordat|na)\s[^,;]{5,120},\s",
    re.IGNORECASE,
)
THEN = re.compile(r",\s+dan\s", re.IGNORECASE)
POINTING = re.compile(r"\s*(?:deze|dit|die|dat|daarin|hierin|daarmee|hiermee|zo|daardoor|hierdoor)\b", re.IGNORECASE)
SUBORDINATE = re.compile(r"\s(?:om|wat|of|zodat|omdat|waar\w*|die|dat|hoe|welke|nu|nadat)\s", re.IGNORECASE)
MONEY = re.compile(
    r"€|\b(?:euro|bedraagt|bedragen|kosten|begroot|bijdrage|budget|subsidie|middelen|tekort|nadeel|voordeel|dekking|miljoen|"
    r"bekostigd)\b",
    re.IGNORECASE,
)
PERIOD_OF = re.compile(r"(?:(?:periode|looptijd|termijn|jaren|geldig|geldend)\s+van|periode)\s+\Z", re.IGNORECASE)
PLANNING = re.compile(
    r"vervolg|planning|hoe\b.*\bverder|verder\s+na|^verder|tijd(?:pad|lijn|schema)|termijn|fasering|wat\s+ga(?:at|an)\s+|wat\s+gebeurt\s+er|"
    r"wat\s+kunt\s+u|wanneer|vooruitblik|agenda|stappen|hoe\s+nu|mijlpalen|doorlooptijd|verwachte|proces$|"
    r"besluitvormingsproces|ten\s+slotte|tot\s+slot|toezegging|hoe\s+gaan",
    re.IGNORECASE,
)
DECIDED = re.compile(
    r"(?:\d{1,2}[.)]?\s+)?(?:besluit(?:en)?|beslispunt(?:en)?|voorgesteld\s+besluit)(?:\s+van\b.*)?$", re.IGNORECASE
)
CLAUSE = re.compile(
    r";|,\s+(?:waarna|maar|terwijl|dus|want|en\s+dat|en\s+(?=(?:wij|we|het|de|er)\b))|"
    r"\s(?:en|waarna)\s+(?=(?:wordt|worden|zal|zullen|volgt|komt|komen|gaat|gaan|geven|geeft|neemt|nemen|start|is|zijn|kan|legt|leggen|"
    r"kunnen|besluitvorming|vervolgens|daarna)\b)|(?<!\d)\s[–—-]\s|,\s+(?=(?:die|dat|waar\w*)\s)",
    re.IGNORECASE,
)
# Where the part of a sentence that is put off begins.
PART = re.compile(r"(?:,|;|:|\sen)\s")
AND_THEN = re.compile(r"\sen\s+\Z")
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
# "De subsidie te verlenen": a point of a decision, without a verb that says that somebody does it.
TO_DECIDE = re.compile(r"\bte\s+[a-z]+en\b")
LABEL_LINE = re.compile(r"(?:[-–•*][ \t]*\n?[ \t]*)?[A-ZÀ-Þ][^\n.,;:?!]{2,58}\n\s*(?=[A-ZÀ-Þ])")
# What was agreed or asked is told as past, what it is about is still to come.
AGREED = _words(r"afgesproken|toegezegd|gevraagd|verzocht|opgedragen|opdracht\s+gegeven|opdracht")
