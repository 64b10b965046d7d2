"""The words that names of programmes, visions, frameworks, plans and laws are made with: data of programmes.py."""

from __future__ import annotations

import re

from documents.pipeline.body_words import CAPITAL, S

# Last parts of words that can head such a name; a word without one of them is not looked at.
ENDINGS = (
    "plan", "plannen", "programma", "project", "pilot", "agenda", "nota", "notitie", "visie", "strategie", "koers",
    "aanpak", "akkoord", "convenant", "pact", "begroting", "jaarrekening", "jaarstukken", "jaarverslag", "rapportage",
    "verordening", "regeling", "protocol", "handreiking", "monitor", "model", "dashboard", "reserve", "campagne",
    "norm", "raamwerk", "kompas", "kader", "fonds", "manifest", "leidraad", "richtlijn", "statuut", "routekaart",
    "studie", "resolutie", "overeenkomst", "document", "circulaire", "uitkering", "beleid", "opdracht", "besluit",
    "afspraken", "scenario", "deal", "beeld", "verdrag", "pakket", "budget", "evaluatie",
    "onderzoek", "wijziging", "overeenkomsten", "catalogus", "reglement", "toets", "experiment", "regels", "regel",
    "kaderbrief", "zomerbrief", "voorjaarsbrief", "najaarsbrief", "raming", "sleutel", "aanbesteding", "wetsvoorstel",
    "middelen",
)  # fmt: skip
LAST_LETTERS = frozenset(ending[-4:] for ending in ENDINGS)
# Words that name such a document by themselves: "het inkoopkader".
STRONG = re.compile(
    r"(?:[a-z&]{2,8}-)?(?:\w*inkoop(?:kader|strategie|document|visie|plan|beleid)|\w*regiovisie|"
    r"regio(?:agenda|plan|beeld|programma|deal|akkoord)|(?:ontwikkel|uitvoerings|verbeter|transformatie|samenwerkings|"
    r"hervormings|beleids|jeugd|kennis|jeugdhulp|meerjaren|investerings|herstel|preventie|\w*veiligheids|ombuigings|"
    r"besparings|implementatie|beheers|innovatie|werk|meerjarenbeleids|meerjaren-?uitvoerings|sturings|"
    r"toekomst|voedsel|woonzorg|armoede|onderwijs|toegangs)(?:agenda|programma|visie|nota|kader)|"
    r"(?:uitvoerings|verbeter|transformatie|beleids|meerjarenbeleids|investerings|ombuigings|herstel|"
    r"implementatie|regio|gezondheids|preventie|crisis|delta|actie)plan|"
    r"(?:bestuurs|coalitie|college|raads|preventie|sport|hoofdlijnen|regio|zorg)akkoord|collegeprogramma|"
    r"(?:kader|voorjaars|najaars|perspectief|zomer|beleids|start)nota|"
    r"(?:mei|september|december|juni)circulaire|programmabegroting|meerjarenbegroting|bestuursopdracht|"
    r"(?:afspraken|beleids|kwaliteits|toezicht|normen|toetsings|governance|samenwerkings|sturings)kader|"
    r"centrumregeling|visiedocument|koersdocument|ambitiedocument|\w*jeugdverordening|\w*huisvestingsverordening|"
    r"subsidieregeling|subsidieverordening|\w*bestuursrapportage|informatieprotocol|mandaatbesluit|mandaatregeling|"
    r"(?:ontwerp-?)?wijzigingsbesluit|ontwerp-?(?:begroting|kadernota|jaarstukken)|solidariteitsregeling|"
    r"toekomstscenario|jeugdbeleid|\w*jeugdmonitor|transformatiefonds|verdeelmodel|verdeelsleutelregeling|"
    r"dienstverleningsovereenkomst|samenwerkingsovereenkomst|samenwerkingsafspraken|\w*maatregelenpakket|"
    r"producten(?:catalogus|boek)|raamovereenkomst(?:en)?|tussenevaluatie|kostprijsonderzoek|startnotitie|"
    r"(?:bekostigings|inkoop|financierings|sturings)model|programmarapportage|begrotingswijziging|transformatiebudget|"
    r"normenkader|jeugdplan|kaderbrief|(?:zomer|voorjaars|najaars|eindejaars)(?:brief|rapportage)|verdeelsleutel|"
    r"omgevingsplan|afbouwplan|overbruggingsovereenkomst|meerjarenraming|egalisatiereserve|transformatiemiddelen)"
)
# Words that head a name only with a title or a theme right behind them, not with "van" or "voor".
WEAK = re.compile(
    r"evaluatie|scenario|wijziging|onderzoek|budget|aanbesteding|wetsvoorstel|regels?|raming|middelen|"
    r"experiment|campagne|plan|kwartaalrapportage|eindrapportage|jaarrapportage|handreiking"
)
# Of these only a title in quotes makes a name: "onderzoek 'Samen sterk'".
TITLED = re.compile(r"evaluatie|scenario|wijziging|onderzoek|experiment|middelen|oplegnotitie")
# Never the name of a programme: the letter itself and its kind, and words that only end alike.
NEVER = re.compile(
    r".*(?:raadsbesluit|collegebesluit|conceptbesluit|aanpakken|plafonds|gebruik|voorbeeld|tijdsbeeld|zelfbeeld|"
    r"verzamelbesluit|deelbesluit|beleidsreferentie|toelichting|ontwikkeling|vergadering|bijstandsuitkering)|"
    r"informatienota|impact|oplegnotitie|raadsnotitie|raadsnota|collegenota|besluit|opdracht|beeld|toets|document|"
    r"raadsopdracht|beleid|experiment|(?:stap|zorg|gezins|perspectief|ondersteunings|huis|plaats|vergader|tijds)"
    r"(?:plan|toets)"
)
YEAR = r"(?:19|20)\d\d(?:\s?(?:[-–/]|t/m|tot en met)\s?(?:(?:19|20)\d\d|\d\d(?!\d)))?(?!\d)(?![-–/]\d)(?:\s+e\.v\.)?"
QUOTED = (
    r"(?:['‘](?!s\b)[^'’\"”\n]{3,60}(?:\n[^'’\"”\n]{2,50})?['’](?!\w)|"
    r"[\"“„][^\"”\n]{3,60}(?:\n[^\"”\n]{2,50})?[\"”])"
)
_PIECE = rf"(?:{CAPITAL}|{YEAR}|\(\d\)\d{{3}})"
_LINKS = rf"(?:(?:en|&|van|voor|in|op|de|het|der|met|om|is|naar|aan|bij|als|tot){S}){{0,2}}"
NAME = rf"{_PIECE}(?:{S}{_LINKS}{_PIECE}){{0,9}}"
_THEME = (
    rf"(?:(?:specialistische{S}|preventief{S}|lokaal{S})?jeugd(?:hulp|zorg|wet|bescherming|beleid)?|"
    rf"sociaal{S}domein|wmo|dyslexie(?:zorg)?|governance{S}jeugdhulp|integrale{S}veiligheid|publieke{S}gezondheid|"
    rf"verbonden{S}partijen)"
)
# What a name goes on with: a theme and years, words with capitals and years, a title in quotes.
TAIL = re.compile(
    rf"{S}{_THEME}(?!\w)(?:{S}(?:vanaf{S})?{YEAR})?(?:{S}{QUOTED})?|{S}{NAME}(?:{S}{QUOTED})?|"
    rf"{S}{QUOTED}(?:{S}{YEAR})?|{S}(?:voor|van){S}(?:de{S})?{NAME}"
)
# Words with capitals right in front: "Lokaal Educatieve" of "Lokaal Educatieve Agenda", on the same line.
FRONT = re.compile(
    r"(?:(?<=[^\w&-])|^)(?:[A-ZÀ-Þ][\w&-]*,?[ ]{1,3}(?:(?:en|voor|van|de|het|in|een|&)[ ]{1,3}){0,2}){1,6}$"
)
ADJECTIVE = re.compile(
    r"(?:(?<=\W)|^)(?:landelijke?|regionale?|regionaal|lokale?|lokaal|provinciale?|integrale?|integraal|nationale?|"
    r"preventieve?|preventief|strategische?|bovenregionale?|meervoudig[ ]+lokale?)[ ]{1,3}$"
)
# With such a word in front "plan" and "beleid" are names: "het lokaal plan", "preventief jeugdbeleid".
PLAIN_WITH_ADJECTIVE = re.compile(r"plan|beleidsplan|kader|programma|agenda|visie")
# "onder de naam Toegang Emmen 2019", "getiteld 'Samen'".
CALLED = re.compile(
    rf"\b(?:[Oo]nder[ ]de[ ]naam|genaamd|getiteld|geheten|met[ ]als[ ]titel|met[ ]de[ ]titel|met[ ]de[ ]naam){S}"
    rf"(?P<name>{QUOTED}|{NAME})"
)
# Names that no such word heads, by their first word.
NATIONAL = re.compile(
    rf"(?:Kansrijke{S}[Ss]tart|Kansrijk{S}Opgroeien|GALA|IZA|AZWA|SPUK|NPO|NPLV|NvO|WOZO|STORM|OKO|"
    rf"Norm{S}voor{S}[Oo]pdrachtgeverschap|Geweld{S}hoort{S}nergens{S}thuis|Programma{S}van{S}[Ee]isen|"
    rf"Wonen,{S}Ondersteuning{S}en{S}Zorg{S}voor{S}Ouderen|Specifieke{S}[Uu]itkering|"
    rf"Nationaal{S}Programma{S}Leefbaarheid{S}en{S}Veiligheid|Een{S}tegen{S}[Ee]enzaamheid|"
    rf"Veilig{S}[Oo]pgroeien{S}is{S}teamwerk|VN[-\s]+Kinderrechtenverdrag|Kind{S}naar{S}[Gg]ezin|"
    rf"Welzijn{S}op{S}[Rr]ecept|Nationaal{S}Preventieakkoord|Gezond{S}en{S}Actief{S}Leven{S}Akkoord|"
    rf"Integraal{S}Zorgakkoord|Opgroeien{S}in{S}een{S}[Kk]ansrijke{S}[Oo]mgeving|"
    rf"(?:Jeugd|Participatie|Leerplicht|Omgevings)wet(?:{S}\d{{4}})?|Vreemdelingenbesluit(?:{S}2000)?|"
    rf"Besluit{S}Jeugdwet|Regeling{S}Jeugdwet|Wmo{S}(?:2015|maatwerk)|ASV{S}[A-Z]\w+|"
    rf"Wet{S}(?:maatschappelijke{S}ondersteuning|langdurige{S}zorg|passend{S}onderwijs|publieke{S}gezondheid|"
    rf"verplichte{S}(?:ggz|meldcode)|gemeenschappelijke{S}regelingen|verbetering{S}beschikbaarheid{S}jeugdzorg))"
    rf"(?![\w-])(?:{S}{YEAR})?"
)
NATIONAL_FIRST = frozenset({
    "Kansrijke", "Kansrijk", "GALA", "IZA", "AZWA", "SPUK", "NPO", "NPLV", "NvO", "WOZO", "STORM", "OKO", "Norm",
    "Geweld", "Programma", "Wonen", "Specifieke", "Nationaal", "Een", "Veilig", "VN", "VN-Kinderrechtenverdrag", "Kind",
    "Welzijn", "Gezond", "Integraal", "Opgroeien", "Jeugdwet", "Participatiewet", "Leerplichtwet", "Omgevingswet",
    "Vreemdelingenbesluit", "Besluit", "Regeling", "Wmo", "ASV", "Wet",
})  # fmt: skip
# What may stand in front of a name without being part of it.
NOT_FIRST = re.compile(
    r"(?:De|Het|Een|In|Op|Met|Voor|Van|Aan|Over|Uit|Onze|Ons|Uw|Deze|Dit|Die|Dat|Als|Bij|Door|Naar|Ook|Na|Tot|Om|"
    r"Onderwerp|Betreft|Bijlagen?|Datum|Vaststellen|Vaststelling|Voortgang|Wij|Beleidsveld|Portefeuille|Thema|Titel|"
    r"Uitvoering|Evaluatie|Aanbieding|Wijziging|Stand|Zienswijze|Concept|Hoe|Wat|Eerste|Tweede|Volgens|Vanuit|Binnen)"
    r"[\s:]+(?:(?:de|het|een|van|voor|op|over)\s+){0,2}"
)
# Behind a head with a capital also words in lower case: "Regeling budgetbeheer Regio Midden 2024".
CAPITAL_TAIL = re.compile(rf"{S}[a-z]{{4,}}(?:{S}en{S}[a-z]{{4,}})?{S}{NAME}")
