"""The words that names of organisations are made with: data of organisations.py."""

from __future__ import annotations

import re

from documents.pipeline.body_words import CAPITAL, S


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PIECE = rf"(?:{CAPITAL}|\d{{3}}(?=\s+[A-Z]))"
_LINKS = rf"(?:(?:en|&|van|voor|in|op|de|het|der|ter|ten|te|bij|aan|om|tot){S}){{0,2}}"
NAME = rf"{_PIECE}(?:{S}{_LINKS}{_PIECE}){{0,7}}"
# A kind of organisation, which has its name behind it: "stichting De Brug", "adviesbureau Smit & Zonen".
KINDS = _words(
    """stichting vereniging coöperatie cooperatie bureau adviesbureau onderzoeksbureau ingenieursbureau
    accountantsbureau advocatenkantoor
    accountantskantoor zorgaanbieder jeugdzorgaanbieder jeugdhulpaanbieder aanbieder hoofdaanbieder
    zorginstelling jeugdzorginstelling jeugdhulpinstelling instelling zorgverzekeraar zorgkantoor woningcorporatie
    welzijnsorganisatie jongerenwerkorganisatie cliëntenorganisatie brancheorganisatie vrijwilligersorganisatie
    uitvoeringsorganisatie serviceorganisatie inkooporganisatie bedrijfsvoeringsorganisatie organisatie lichaam
    samenwerkingsverband samenwerkingsorganisatie centrum kenniscentrum expertisecentrum regiocentrum servicecentrum
    zorgcentrum ziekenhuis universiteit hogeschool lectoraat instituut inspectie ministerie omgevingsdienst
    veiligheidsregio waterschap provincie arbeidsmarktregio zorgregio netwerkbureau regiobureau inkoopbureau
    gebiedsteam wijkteam jeugdteam toegangsteam dorpenteam kernteam softwareleverancier leverancier aannemer
    accountant fonds dienst maatschap regiecentrum ondersteuningsteam backoffice inkoopteam
    coalitie werkplaats kenniswerkplaats gezinshuis expertisenetwerk stg zorgboerderij praktijk combinatie
    netwerkorganisatie behandelcentrum kinderdagverblijf huisartsenpraktijk buurtteams jeugdteams wijkteams
    jeugdhulpregio jeugdzorgregio
    regiegemeente gastheergemeente inkoopcentrum inkooporganisatie uitvoeringsdienst gezondheidscentrum"""
)
# The same in two words, the first by the last: "gemeenschappelijke regeling", "lokaal team".
PAIRED = _words("regeling team lichaam")
PAIR_BEFORE = re.compile(r"(?:gemeenschappelijke?|lokaal|openbaar)\s+$", re.I)
KIND_TAIL = re.compile(
    rf"(?:(?<=[Ss]tg)\.)?{S}(?:van{S}de{S}|van{S}|voor{S})?"
    rf"(?P<name>['‘\"“]?(?:(?:De|Het|Ons|Onze)[ ]{{1,2}})?{NAME}['’\"”]?)"
)
# Organisations of one kind that each region has, by their first word, with or without its name behind it.
EACH_REGION = re.compile(
    rf"(?:GGD(?:en)?|GGZ(?={S}[A-Z])|GHOR|JGZ|MEE(?={S}[A-Z])|RIBW|Veilig{S}[Tt]huis|Jeugdbescherming(?={S}[A-Z])|"
    rf"[Ss]amenwerkingsverband(?:en)?{S}[Pp]assend{S}[Oo]nderwijs|[Gg]ecertificeerde{S}[Ii]nstelling(?:en)?|"
    rf"[Rr]aad{S}voor{S}de{S}[Kk]inderbescherming|CJG|Centrum{S}voor{S}Jeugd{S}en{S}Gezin|Zorgbelang|"
    rf"Halt(?={S}[A-Z])|Leger{S}des{S}Heils|Jeugdautoriteit|[Kk]inderombudsman|[Nn]ationale{S}[Oo]mbudsman|"
    rf"[Ss]tadsadvocaat|[Ll]andsadvocaat|BVO|GR(?![\w&-])|Regio(?={S}[A-Z])|Inspectie{S}(?=[A-Z]|voor|van))"
    rf"(?![\w-])(?:{S}{NAME})?"
)
EACH_REGION_FIRST = _words(
    """GGD GGDen GGZ GHOR JGZ MEE RIBW Veilig Jeugdbescherming Samenwerkingsverband samenwerkingsverband
    Samenwerkingsverbanden samenwerkingsverbanden Gecertificeerde gecertificeerde Raad raad CJG Centrum Zorgbelang Halt
    Leger Jeugdautoriteit Kinderombudsman kinderombudsman Nationale nationale Stadsadvocaat stadsadvocaat Landsadvocaat
    landsadvocaat BVO GR Regio Inspectie"""
)
# National organisations that youth care and councils deal with.
NATIONAL = (
    "VNG", "Nederlands Jeugdinstituut", "NJi", "Movisie", "Trimbos", "Trimbos-instituut", "Trimbos Instituut", "COA",
    "IND", "UWV", "SVB", "CAK", "CIZ", "CBS", "RIVM", "Ingrado", "VluchtelingenWerk", "Vluchtelingenwerk", "Humanitas",
    "Zilveren Kruis", "Menzis", "VGZ", "Univé", "Jeugdzorg Nederland", "William Schrikker", "WSS", "Jeugdstem", "AKJ",
    "Pluryn", "Horizon", "Enver", "Cardea", "Levvel", "Parnassia", "Youz", "Yulius", "Timon", "Prokino", "Lentis",
    "Accare", "Karakter", "Intermetzo", "Pactum", "Entrea", "Rubicon", "Combinatie Jeugdzorg", "Oosterpoort", "Kenter",
    "Spirit", "Altra", "Villa Pinedo", "Ketenbureau i-Sociaal Domein", "Ketenbureau", "Divosa",
    "Sociaal Werk Nederland",
    "Stichting Kinderpostzegels", "Defence for Children", "Unicef", "LOC", "Per Saldo", "Ieder(in)", "MIND", "NZa",
    "IGJ",
    "ACM", "BNG", "PGGM", "BZK", "VWS", "OCW", "SZW", "JenV", "J&V", "OZJ", "Significant", "Berenschot", "KPMG",
    "Deloitte",
    "PwC", "BDO", "Ernst & Young", "EY", "Twynstra Gudde", "TwynstraGudde", "Q-Consult", "HHM", "BMC",
    "KokxDeVoogd", "Stimulansz", "Erasmus Universiteit", "Radboud Universiteit", "Hogeschool van Amsterdam",
    "Raad van Kerken", "Zorginstituut Nederland", "Inspectie Gezondheidszorg en Jeugd", "Reclassering Nederland",
    "Slachtofferhulp Nederland", "Kindertelefoon", "Arcadis", "Antes", "Arkin", "Emergis", "Juvent", "Novadic-Kentron",
    "Novadic Kentron", "GGzE", "Reinier van Arkel", "Vitree", "Triade", "Samen Veilig Midden-Nederland", "SAVE",
    "Jeugd- en Gezinsbeschermers", "De Jeugd- en Gezinsbeschermers", "Partners voor Jeugd", "Bureau Jeugdzorg",
)  # fmt: skip
# What such a name ends with: "Van Dalen advocaten", "Trimbos Instituut".
LAST_WORDS = _words(
    """advocaten accountants adviseurs consultants notarissen Advocaten Accountants Adviseurs Consultancy Advies
    Instituut Universiteit Academie
    Jeugdhulp Jeugdzorg Jeugdwerk Kinderopvang Welzijn Zorggroep Groep BV B.V. N.V. NV vereniging
    Hulpdienst Ondersteuningsteam Backoffice Ondersteuningsbureau Werkorganisatie
    Inkooporganisatie Serviceorganisatie Regiecentrum Expertteam Gezinsteams Inkoopbureau Thuiszorg
    Netwerkbureau Fonds Lyceum College"""
)
NAME_BEFORE = re.compile(rf"(?:(?:[Vv]an|[Dd]e)[ ]{{1,2}})?(?:{CAPITAL}[ ]{{1,2}}(?:(?:&|en)[ ]{{1,2}})?){{1,4}}$")
# "aanbieders zoals X, Y en Z", "de organisaties X en Y".
LISTING = _words(
    """aanbieders organisaties instellingen partners partijen ketenpartners samenwerkingspartners maatjesprojecten
    jeugdwerkpartijen jeugdhulpaanbieders zorgaanbieders zorgverzekeraars stichtingen jeugdhulporganisaties
    welzijnsorganisaties zorgorganisaties jongerenwerkorganisaties onderzoekers advocaten"""
)
LIST_TAIL = re.compile(
    rf"(?:,?{S}(?:zoals|als|waaronder|te{S}weten|namelijk)|:)?{S}(?P<list>(?:de{S}|het{S})?{NAME}"
    rf"(?:(?:,|{S}en|{S}\([^)\n]{{2,40}}\),?){S}(?:de{S}|het{S})?{NAME}){{0,9}})"
)
ITEM = re.compile(rf"{_PIECE}(?:{S}(?:(?:van|voor|de|het|der|&|op|in){S})?{_PIECE}){{0,6}}")
# "verleend aan Lumens", "in opdracht van Pitstop": who gets money, does research or signs.
ROLES = _words(
    """subsidie subsidies opdracht gegund contract contracten overeenkomst onderzoek evaluatie adviesrapportage rapport
    samenwerking uitgevoerd bekostigd uitvoering raamovereenkomst aanbesteding directeur bestuurder medewerkers
    medewerker jongerenwerkers jeugdwerkers"""
)
ROLE_TAIL = re.compile(rf"[^.;\n]{{0,45}}?[ ](?:aan|met|door|van|bij){S}(?P<name>{NAME})")
# First words that open a sentence, name a place in the letter, a body, a person or a framework; never an organisation.
NOT_FIRST = re.compile(
    r"(?:De|Het|Een|In|Op|Met|Voor|Van|Aan|Over|Uit|Onze|Ons|Uw|Deze|Dit|Die|Dat|Als|Bij|Door|Naar|Ook|Na|Tot|Om|Wij|"
    r"Jeugd|Jeugdhulp|Jeugdzorg|Jeugdwet|Wmo|Participatiewet|Algemeen|Dagelijks|College|Raad|Gemeenteraad|Gemeente|"
    r"Wethouder|Burgemeester|Bestuur|Bestuurlijk|Commissie|Stuurgroep|Platform|Programma|Bijlage|Nederland|"
    r"Nederlandse|"
    r"Nederlanders|Europese|Europees|Sociaal|Sociale|Domein|Onderwerp|Datum|Zaaknummer|Januari|Februari|Maart|"
    r"April|Mei|"
    r"Juni|Juli|Augustus|September|Oktober|November|December|Kadernota|Begroting|Voorjaarsnota|Regiovisie|Norm|"
    r"Hervormingsagenda|Wet|Rijk|VN|EU|AVG|BTW|OZB|NvO|GALA|IZA|RIS|Gedeputeerde|Provinciale|Tweede|Eerste|Hoge|"
    r"Staten|Kamer|Segment|Fase|Perceel|Stap|Hoofdstuk|Artikel|Variant|Q\d|Portefeuille\w*|AB|DB|PFO|PHO|B&W)\b"
)
# A name by the way it is written: "Jong040", "WijDelta"; and words that are written so and name something else.
UNUSUAL = re.compile(r"[A-Z][a-zé]+(?:[A-Z][a-zé]{2,}|\d{2,3})(?![\w-])|[A-Z]{2,3}[a-z]{4,}(?![\w-])")
NOT_UNUSUAL = re.compile(
    r"Jeugdzorg\w+|TenderNed|FoodValley|Food\w*|GroenLinks|ChristenUnie|DigiD|WhatsApp|LinkedIn|YouTube|TikTok|IJ\w+|"
    r"MijnOverheid|PowerPoint|OneNote|Mc[A-Z]\w+|Mac[A-Z]\w+|GIzM\w*|Bijlage\w*|Brief\w*|Raad\w*|[A-Z]{2,3}(?:en|er|ers|s)|"
    r"(?:[A-Z][a-z]+)?(?:[Dd]atum|[Kk]enmerk|[Oo]nderwerp|[Ss]teller|[Pp]ortefeuillehouder|[Dd]oorkiesnummer)\w*"
)
# "De Waterkant" in the midst of a sentence; behind these words it is a person or a place.
WITH_ARTICLE = re.compile(r"(?:De|Het)[ ]{1,2}[A-Z][a-zé]{2,}(?:[ ]{1,2}[A-Z][a-zé]+)?(?![\w-])")
MIDST = re.compile(r"[a-zé,][ ]{1,2}\Z")
OF_PERSON_OR_PLACE = re.compile(
    r"\b(?:mevrouw|heer|meneer|dhr\.|mw\.|wethouder|burgemeester|griffier|raadslid|secretaris|straat|weg|plein|gemeenten?|"
    r"wijk|dorp|in|te|uit|naar|motie|agendapunt|vergadering|thema|programma|project|titel|getiteld|naam)[ ]{1,2}\Z",
    re.I,
)
# Organisations that letters speak of by their kind alone: "het regionale inkoopteam".
BARE = _words(
    """inkoopteam inkoopbureau wijkondersteuningsteams ondersteuningsbureau
    Inkoopteam Inkoopbureau Jeugdteam Jeugdteams"""
)
REGIONAL = re.compile(r"\b(?:regionale|regionaal|gezamenlijke)[ ]{1,2}\Z")
SOCIAL_TEAM = re.compile(rf"[Ss]ocia(?:al|le){S}[Tt]eams?(?![\w-])(?:{S}{NAME})?")
