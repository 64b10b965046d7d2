"""The words in which letters say when: patterns and tables of relative_dates.py."""

from __future__ import annotations

import re

_S = r"(?:[ \t\u00a0]+\n?[ \t]*|\n[ \t]*)"
_YEAR = r"(?:19|20)\d{2}(?!\d{2})(?![.,]\d{3})"
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_SHORT = ["jan", "feb", "febr", "mrt", "apr", "aug", "sep", "sept", "okt", "nov", "dec"]
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
SEASONS = {
    "voorjaar": "spring", "lente": "spring", "zomer": "summer", "zorner": "summer", "najaar": "autumn",
    "herfst": "autumn", "winter": "winter",
}  # fmt: skip
HOLIDAYS = {
    "zomer": "summer", "herfst": "autumn", "kerst": "christmas", "voorjaars": "spring", "krokus": "spring",
    "mei": "may", "paas": "easter", "jaarwisseling": "new_year", "kerst.": "christmas", "pasen": "easter",
}  # fmt: skip
WEEKDAYS = {
    name: place
    for place, name in enumerate(["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"])
}
NUMBERS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
UNITS = {
    "dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month",
    "kwartaal": "quarter", "kwartalen": "quarter", "halfjaar": "half_year", "half jaar": "half_year",
    "jaar": "year", "jaren": "year",
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
_UNIT = rf"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})"
_THIS = r"(?:dit|volgend|komend|aankomend|hetzelfde|het(?:{s}(?:volgende|komende|nieuwe|lopende|huidige))?)".replace(
    "{s}", _S
)
_YEAR_WORDS = rf"{_THIS}{_S}(?:kalender|begrotings)?jaar(?!\w)"
_OF_YEAR = (
    rf"(?:{_S}(?:van{_S}|in{_S})?(?:(?P<{{name}}>{_YEAR})|(?P<{{name}}_words>(?:dit|volgend|komend|het(?:zelfde)?|"
    rf"het{_S}(?:volgende|komende|nieuwe)){_S}(?:kalender)?jaar(?!\w))))?"
)
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?)"


def _of_year(name: str) -> str:
    return _OF_YEAR.replace("{name}", name)


# Steps of the planning and control cycle, in which a college reports or proposes.
_CYCLE = (
    r"(?:(?:programma|meerjaren|ontwerp)?begroting|kadernota|kaderbrief|voorjaarsnota|najaarsnota|perspectiefnota|"
    r"zomernota|bestuursrapportage|(?:half)?jaarrapportage|(?:tussen|voortgangs)rapportage|[bmt][ue]?rap|marap|turap|"
    r"jaarstukken|jaarrekening|jaarverslag|slotwijziging|eindejaarsrapportage)"
)
_DONE = (
    r"(?:afloop|gunning|vaststelling|besluitvorming|instemming|ondertekening|goedkeuring|behandeling|afronding|"
    r"publicatie|ontvangst|inwerkingtreding|consultatie|raadsbehandeling|besluit|oplevering|evaluatie|"
    r"aanbesteding|verkiezingen|raadsverkiezingen|formatie|inspraak|zienswijze(?:n|procedure|termijn)?)"
)
_READY = (
    r"(?:er\s+liggen|er\s+(?:is|zijn)|bekend\s+(?:is|zijn)|binnen\s+(?:is|zijn)|beschikbaar\s+(?:is|zijn|komen)|gereed\s+(?:is|zijn)|"
    r"klaar\s+(?:is|zijn)|afgerond\s+(?:is|zijn)|(?:is|zijn)\s+(?:afgerond|ontvangen|bekend|vastgesteld)|zover\s+is)"
)
VAGUE = (
    r"op\s+(?:\w+\s+)?korte(?:re)?\s+termijn|binnenkort|binnen\s+afzienbare\s+tijd|zo\s+(?:spoedig|snel)\s+mogelijk|spoedig|"
    r"op\s+(?:de\s+)?(?:middel)?lange(?:re)?\s+termijn|te\s+zijner\s+tijd|t\.z\.t\.|in\s+(?:de\s+(?:nabije\s+)?toekomst)|"
    r"(?:in|op)\s+een\s+later\s+(?:stadium|moment|tijdstip)|"
    r"(?:in\s+|gedurende\s+)?de\s+(?:komende|aankomende|eerstkomende)\s+(?:\w+\s+)?(?:dagen|weken|maanden|jaren|periode|tijd|kwartalen)|"
    r"(?:de\s+)?komende\s+(?:dagen|weken|maanden|jaren|periode|tijd)|"
    r"(?:tijdens|gedurende|binnen)\s+de\s+(?:looptijd|contractperiode|implementatie\w*|overgangsperiode)|"
    r"voortaan|in\s+het\s+vervolg(?!\s+van)|ter\s+voorbereiding\s+op\s+\d{4}"
)
RECURRING = (
    r"(?:half|twee|drie|vier)?jaarlijks|maandelijks|wekelijks|periodiek|regelmatig|doorlopend|op\s+gezette\s+tijden|"
    r"(?:(?:een|één|twee|drie|vier|zes|tien|\d{1,2}|enkele)\s+(?:keer|maal)|(?:twee|drie|vier)maal|eenmaal)\s+per\s+(?:jaar|kwartaal|maand|week)|per\s+(?:kwartaal|halfjaar)|"
    r"(?:elke?|iedere?)\s+(?:(?:twee|drie|vier|vijf|half)\s+)?(?:jaar|jaren|kwartaal|maanden?|weken|week|halfjaar|zes\s+(?:weken|maanden))"
)
CORE = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?P<vague>{VAGUE})|(?P<recurring>{RECURRING})"
    rf"|(?P<condition>(?:zodra|voordat)\s[^.;:]{{4,110}}?(?=[,.;:]|\n\s*\n|$)|na\s(?:elke|iedere)\s\w+|(?:als|wanneer|nadat)\s[^.,;:]{{3,70}}?\b{_READY}"
    rf"|na\s(?:(?:de|het|deze|dit|definitieve|formele|positieve)\s){{0,2}}\w{{0,14}}{_DONE}(?!\w))"
    rf"|(?P<cycle>(?:bij|in|via|met|tijdens){_S}(?:de|het){_S}(?:(?:{'|'.join(ORDINALS)}){_S})?{_CYCLE}(?:{_S}(?:van{_S})?(?P<cycle_year>{_YEAR}))?(?!\w))"
    rf"|(?P<day_after>(?P<count>{_NUMBER}){_S}(?P<unit>{_UNIT}){_S}(?:later|daarna|na(?:{_S}(?:de|het){_S}\w+)?(?!\w)))"
    rf"|(?P<within>(?:binnen|over|na){_S}(?:circa{_S}|ongeveer{_S}|uiterlijk{_S})?(?P<count2>{_NUMBER}){_S}(?P<unit2>half{_S}?jaar|{_UNIT})(?!\w))"
    rf"|(?P<half>(?P<half_which>eerste|tweede|laatste){_S}(?:jaar)?helft{_S}van{_S}(?:(?:de{_S}maand{_S})?(?P<half_month>{_MONTH}))?"
    rf"(?:(?:{_S})?(?:(?P<half_year>{_YEAR})|(?P<half_year_words>(?:dit|volgend|komend|het(?:{_S}(?:volgende|komende|nieuwe))?){_S}(?:kalender)?jaar)))?"
    rf"|(?P<half2_which>eerste|tweede|1e|2e){_S}(?:half{_S}?jaar|jaarhelft)(?!\w){_of_year('half2')})"
    rf"|(?P<quarter>(?:(?P<quarter_which>{'|'.join(ORDINALS)}){_S}kwartaal|[QK](?P<quarter_number>[1-4])(?!\w)){_of_year('q')})"
    rf"|(?P<school>(?:school|studie)jaar{_S}(?P<school_year>{_YEAR})(?:{_S}?[-–/]{_S}?(?:\d{{4}}|\d{{2}}))?|(?P<school_words>(?:dit|volgend|komend|het{_S}(?:nieuwe|volgende|komende)){_S}(?:school|studie)jaar))"
    rf"|(?P<holiday>(?P<holiday_name>zomer|herfst|kerst|voorjaars|krokus|mei|paas)(?:vakantie|reces)|jaarwisseling|kerst(?!\w)|pasen(?!\w)|reces(?!\w))"
    rf"|(?P<season>(?P<season_name>{'|'.join(SEASONS)})(?:periode|maanden)?(?!\w){_of_year('season_of')})"
    rf"|(?P<week>(?:deze|volgende|komende|aankomende){_S}week|week{_S}\d{{1,2}}(?!\w))"
    rf"|(?P<weekday>(?:aanstaande|komende|volgende|a\.s\.){_S}(?P<weekday_name>{'|'.join(WEEKDAYS)})|(?P<weekday_name2>{'|'.join(WEEKDAYS)}){_S}(?:a\.s\.|aanstaande))"
    rf"|(?P<this>(?:deze|volgende|komende){_S}maand|(?:dit|volgend|komend){_S}(?:kwartaal|halfjaar)|morgen|(?:later{_S})?vandaag)(?!\w)"
    rf"|(?P<months>(?P<month>{_MONTH})(?:(?:{_S}?[,/–-]{_S}?|{_S}(?:en|of|t/m|tot{_S}en{_S}met){_S})(?P<month_last>{_MONTH}))*{_of_year('month_of')}(?!\w))"
    rf"|(?P<year_words>{_YEAR_WORDS})"
    rf"|(?P<year>(?P<year_first>{_YEAR})(?:(?:{_S}?[-–/]{_S}?|{_S}(?:en|t/m|tot(?:{_S}en)?{_S}met){_S})(?P<year_last>{_YEAR}))?)(?![\w/-]|\.\d)"
    rf")",
    re.IGNORECASE,
)
RELATIONS = {
    "by": (
        rf"(?:tot{_S})?uiterlijk(?:{_S}(?:op|in|per|voor|v[oó]{{2}}r|tot))?|tot{_S}en{_S}met|tot{_S}met|t/m|"
        rf"niet{_S}later{_S}dan|ten{_S}laatste"
    ),
    "before": r"v[oó]{2}r|v66r|nog\s+voor|voor",
    "until": r"tot(?:\s+aan)?",
    "from": r"vanaf|niet\s+eerder\s+dan|met\s+ingang\s+van|m\.i\.v\.|ingaande|per",
    "after": r"(?:direct\s+|meteen\s+|kort\s+)?n[aá]",
    "since": r"sinds|sedert",
    "around": r"rond|omstreeks|circa",
    "on": r"op|in|tijdens|gedurende|binnen|richting|naar|d\.d\.|van|bij|aan|over|ergens\s+in",
}
PARTS = {
    "begin": r"(?:het\s+|aan\s+het\s+)?begin(?:\s+van)?",
    "middle": r"medio|halverwege|half|midden(?:\s+in)?",
    "end": r"(?:(?:aan\s+|tegen\s+|richting\s+|voor\s+)?het\s+)?eind(?:e)?(?:\s+van)?",
    "": r"(?:in\s+)?de\s+loop\s+van|de\s+periode|het\s+verloop\s+van|later",
    "first": r"(?:in\s+)?de\s+eerste\s+helft\s+van",
    "second": r"(?:in\s+)?de\s+(?:tweede|laatste)\s+helft\s+van",
}
_DETERMINERS = (
    r"de|het|deze|dit|komende?|aankomende?|aanstaande|eerstvolgende|volgende?|vorige?|afgelopen|voorbije|"
    r"maand(?:en)?|jaar|jaren|late|vroege|" + "|".join(WEEKDAYS)
)
BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:{'|'.join(f'(?P<{name}>{words})' for name, words in RELATIONS.items())}){_S})?"
    rf"(?:(?:{'|'.join(f'(?P<part{place}>{words})' for place, words in enumerate(PARTS.values()))}){_S})?"
    rf"(?P<det>(?:(?:{_DETERMINERS}){_S}){{0,3}})\Z",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"(?:,?{_S}?(?P<past>jl\b\.?|j\.l\.|ll\b\.?|jongstleden))|(?:,?{_S}(?P<next>a\.s\.|aanstaande|eerstkomend))"
    rf"|(?:{_S}(?:van{_S})?(?P<year_words>(?:dit|volgend|komend){_S}jaar)(?!\w))"
    rf"|(?:,?{_S}(?:om{_S}|tot{_S})?(?P<hour>\d{{1,2}}[.:]\d{{2}}(?:{_S}?uur)?))",
    re.IGNORECASE,
)
# Behind these words "voor 1 mei" is the day itself and "tot 1 mei" the day it was put off to.
PLANNED_FOR = re.compile(
    rf"(?:gepland|voorzien|geagendeerd|ingepland|uitgenodigd|bedoeld|planning|gereserveerd|beschikbaar|begroot|middelen|budget"
    rf"|subsidie\w*|plannen|agenda|aandachtspunten|tarieven|subsidieaanvra\w+|focus|inkoop){_S}(?:staat{_S}|is{_S}|zijn{_S})?\Z",
    re.IGNORECASE,
)
PAST = re.compile(r"vorig|afgelopen|voorbij", re.IGNORECASE)
COMING = re.compile(r"komend|aanstaand|eerstvolgend|volgend|nieuwe", re.IGNORECASE)
HYPHENATED = re.compile(r"-(?<=[a-zà-ÿ]-)[ \t]*\n[ \t]*(?=[a-zà-ÿ])")
# "Tussen 1 april en 1 mei", "van 1 tot en met 5 juni": two times that are one.
BETWEEN = re.compile(r"(?<!\w)(?:tussen|van(?:af)?)\s+\Z", re.IGNORECASE)
LINK = re.compile(r"\s+en\s+(?:het\s+|de\s+)?", re.IGNORECASE)
# The words with which a time can begin; elsewhere no pattern is tried.
FIRST = re.compile(
    rf"\d.*|[qk][1-4]|op|binnen(?:kort)?|zo|spoedig|te|t|in|gedurende|de|komende|aankomende|tijdens|ter|\w*jaarlijks|maandelijks|"
    rf"wekelijks|periodiek|regelmatig|doorlopend|enkele|(?:een|twee|drie|vier)maal|per|elke?|iedere?|zodra|voordat|voortaan|als|wanneer|nadat|na|bij|via|"
    rf"met|over|dit|deze|volgende?|komend|aankomend|hetzelfde|het|{'|'.join(NUMBERS)}|{'|'.join(ORDINALS)}|(?:school|studie)jaar|"
    rf"\w+vakantie|\w*reces|jaarwisseling|kerst|pasen|(?:{'|'.join(SEASONS)})\w*|week|aanstaande|a|{'|'.join(WEEKDAYS)}|morgen|vandaag|later|"
    rf"{'|'.join(MONTHS)}"
)
# Of these a second word tells at once whether a time can follow; they are the commonest words of all.
SECOND = {
    "de": re.compile(r"\s+(?:aan|eerst)?komende", re.I),
    "het": re.compile(
        r"\s+(?:(?:volgende|komende|nieuwe|lopende|huidige)\s+)?(?:kalender|begrotings|school|studie)?jaar", re.I
    ),
    "te": re.compile(r"\s+zijner", re.I),
    **dict.fromkeys(("met", "bij", "via", "tijdens"), re.compile(r"\s+(?:de|het)\s", re.I)),
    "in": re.compile(r"\s+(?:de|het|een)\s", re.I),
    "op": re.compile(r"\s+(?:\w+\s+)?(?:korte|(?:middel)?lange|later|gezette)", re.I),
    "dit": re.compile(r"\s+(?:\w*jaar|kwartaal)", re.I),
    "deze": re.compile(r"\s+(?:week|maand)", re.I),
    "een": re.compile(r"\s+(?:keer|maal|dag|week|weken|maand|kwarta|half|ja)", re.I),
    "over": re.compile(rf"\s+(?:circa|ongeveer|uiterlijk|{_NUMBER})", re.I),
}
WORD = re.compile(r"\w+")
# A year by itself is a time where it labels a line: "2025: start van de uitvoering".
OPENS_LINE = re.compile(r"(?:\A|\n)\s*(?:[-–•*]\s*)?\Z")
AS_LABEL = re.compile(r"[ \t]*:")
