"""The words that name a body (orgaan), as patterns: data of bodies.py."""

from __future__ import annotations

from dataclasses import dataclass

from governance.vocabulary import BodyKind

# Two blanks at most: more of them part the columns of a table.
S = r"(?:[ \t\u00a0]{1,2}\n?[ \t]*|\n[ \t]*)"
# A label of the head on the next line is no part of a name.
_NOT_NEXT = (
    r"(?!(?:Van|Aan|Datum|Onderwerp|Betreft|Zaaknummer|Kenmerk|Geachte|Beste|Portefeuille(?:houder)?|Inlichtingen|"
    r"Steller|Auteur|"
    r"Behandeld|Contactpersoon|Bijlagen?|Verzonden|Inleiding|Aanleiding|Hoogachtend|Openbaar|De|Het|Wij|In|Op|"
    r"Daarnaast|Dit|Deze|Er|Als|Met|Voor|Over|Door|Na|Ook)\b)"
)
CAPITAL = rf"(?:{_NOT_NEXT}[A-ZÀ-ÖØ-Þ][\w'’]*(?:[-–&][^\W\d_][\w'’]*)*|&)"
_LINK = r"(?:en|&|van de|van het|van|voor de|voor|in|op|de|het|der|e\.v\.)"
TAIL = rf"{CAPITAL}(?:{S}(?:{_LINK}{S})?{CAPITAL}){{0,7}}"
OF = rf"(?:{S}van(?:{S}(?:de|het|onze|uw))?(?:{S}gemeenten?)?{S}{TAIL}(?:{S}en{S}{TAIL})?)"
OF_SEVERAL = rf"(?:{S}van{S}(?:de{S})?(?:gemeenten{S})?{TAIL}(?:,{S}{TAIL}){{0,14}}(?:{S}en{S}{TAIL})?)"
OF_ANY = rf"(?:{OF}|{S}(?:van{S}(?:de|het){S})?{TAIL})"
LOWER_TAIL = rf"(?:{S}(?:sociaal{S}domein|[a-z]{{4,}}(?:tie|ting|heid|zorg|hulp|domein|visie)(?![a-z])|jeugd(?!\w)))"
_NONE = "(?:)"
_COUNT = (
    rf"(?:(?i:(?:alle{S})?(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|\w{{4,8}}tien|"
    rf"\w{{0,9}}twintig|\d{{1,2}})|alle|beide|lokale|overige|andere){S})?"
)
# "raad voor de kinderbescherming", "raad van toezicht" are no gemeenteraad.
_COUNCIL_NOT = (
    rf"(?!{S}(?:voor|van{S}(?:[Ss]tate|[Ss]taten|[Tt]oezicht|[Bb]estuur|[Cc]ommissarissen|[Bb]eheer|[Aa]rbeid|"
    rf"[Aa]dvies|[Bb]eroep|[Dd]iscipline|[Ee]uropa)))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind, the words for it, what may stand behind them, and whether that must."""

    kind: BodyKind
    head: str
    tail: str
    plural: bool = False
    tail_needed: bool = False


# Tables at which bestuurders or officials meet: "regietafel Jeugd", "wethoudersoverleg", "klankbordgroep".
_TABLES = (
    rf"(?i:(?:regie|bestuurs|bestuurlijke{S}|thema|jeugd|zorg|transformatie|ontwikkel|inkoop|sector|overleg|"
    rf"aanbieders|wethouders)tafel|"
    rf"(?:bestuurlijk{S}|ambtelijk{S}|regio|bestuurders|directeuren|directie|managers|accounthouders|wethouders|kern|"
    rf"inkoop|opdrachtgevers|afstemmings|voorzitters|bestuurs|portefeuille|coördinatie|stakeholders|beleids)"
    rf"overleg|kerngroep|klankbordgroep|kopgroep|taskforce|regioraad|regiobestuur|stuurteam|"
    rf"bestuurlijk{S}(?:platform|beraad|trio|kernteam)|directieraad|drechtraad|"
    rf"wijkraad|dorpsraad|ondernemingsraad|ouderraad|jongerenraad|jongerenpanel|kinderraad|cliëntenpanel|"
    rf"seniorenconvent|fractievoorzittersoverleg|cliënten-?{S}?(?:en{S}ouder)?platform|participatieraad|wmo-raad)"
)
_COMMITTEES = (
    rf"(?i:auditcommissie|rekenkamer(?:commissie)?|werkgeverscommissie|klachtencommissie|bezwaarschriftencommissie|"
    rf"vertrouwenscommissie|(?:gemeenschappelijke{S})?adviescommissie|regiocommissie|begeleidingscommissie|"
    rf"(?:tijdelijke|bijzondere|vaste|regionale|gezamenlijke){S}commissie)"
)
_STATE = (
    rf"(?:Tweede(?:{S}en{S}Eerste)?{S}Kamer|Eerste(?:{S}en{S}Tweede)?{S}Kamer|Hoge{S}Raad|Staten-Generaal|"
    rf"Raad{S}van{S}State|Centrale{S}Raad{S}van{S}Beroep|Afdeling{S}bestuursrechtspraak|Openbaar{S}Ministerie|"
    rf"(?<=[Hh]et )[Rr]ijk(?![\w-])|(?<=[Hh]et )(?i:kabinet)|(?<=[Dd]e )(?:regering|politie|rijksoverheid)|"
    rf"(?i:(?:veiligheids|lokale{S}|welzijns)driehoek)|(?<=[Dd]e )provincie(?={S}[a-z]))"
)
_JUDGES = r"(?i:rechtbank|gerechtshof|kantonrechter|voorzieningenrechter|bestuursrechter)"
_MINISTERS = r"(?i:minister|staatssecretaris|bewindspersonen|bewindslieden)"
_OF_MINISTRY = rf"(?:{S}(?:van|voor){S}{TAIL})"
# An office that acts in a sentence; a name behind it makes it a person, and a signature stands on a line of its own.
_OFFICES = r"(?<=[Dd]e )(?:wethouder|burgemeester|locoburgemeester|leerplichtambtenaar)(?= {1,2}[a-z]{2,})"
_FRACTIONS = rf"(?:[A-Z][\w]*-fractie|[Ff]ractie{S}(?:van{S}(?:de{S}|het{S})?)?{TAIL})"
# Any other table or meeting with a name of its own: "Jeugdbeschermingstafel", "Zorgoverleg".
COMPOUND_ENDINGS = ("tafel", "overleg", "beraad")
_COMPOUNDS = (
    r"(?!(?i:teken|werk|onderhandelings|ronde|groeps|casus|ouder|team|voor|vervolg|werk|woon|eet|keuken|spoed|nader|"
    r"gesprek)\w*?(?:tafel|overleg)\b)[A-Za-zÀ-ÿ]{4,}(?:tafel|overleg|beraad)"
)
_PARTIES = (
    rf"(?:CDA|PvdA|VVD|D66|GroenLinks(?:-PvdA)?|ChristenUnie|SGP|PVV|DENK|50PLUS|BBB|PvdD|FvD|GL-PvdA|"
    rf"Partij{S}voor{S}de{S}Dieren|Forum{S}voor{S}Democratie)"
)
_NO_NAME = (
    r"(?!(?:Het|Een|Ons|Onze|Uw|Dit|Deze|Dat|Nader|Goed|Zonder|Tijdens|Volgens|Vanuit|Elk|Ieder|Periodiek|Regelmatig|"
    r"Eerste|Tweede|Veel|Verder|Regionaal|Ambtelijk|Bestuurlijk|Binnen|Via|Bij|Tot|Aan|Van|Uit|Naar|Om|Geen|Nog|"
    r"Overig|Intern|Extern|Maandelijks|Wekelijks|Structureel)\b)(?!In\b|Na\b|Op\b)"
)
_B_AND_W = (
    rf"(?i:college{S}van{S}(?:burgemeester{S}en{S}wethouders|b{S}?&{S}?w|b{S}en{S}w)|"
    rf"burgemeester{S}en{S}wethouders|b&w)"
)

RULES: tuple[Rule, ...] = (
    Rule(BodyKind.AB, rf"(?i:algemeen{S}bestuur)|\bAB", OF_ANY),
    Rule(BodyKind.DB, rf"(?i:dagelijks{S}bestuur)|\bDB", OF_ANY),
    Rule(BodyKind.OTHER, rf"(?i:bestuur)(?={S}van{S}(?:de|het){S}[A-Z])", OF, tail_needed=True),
    Rule(BodyKind.OTHER, rf"(?i:raad{S}van{S}(?:toezicht|bestuur|commissarissen|advies))", OF_ANY),
    Rule(BodyKind.COLLEGE, _B_AND_W, OF),
    Rule(BodyKind.OTHER, rf"(?i:college)(?={S}[A-Z]\w+{S}(?:en{S})?[A-Z])", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.COLLEGE, r"(?i:college)", rf"(?:{OF}|{S}gemeente{S}{TAIL})"),
    Rule(BodyKind.COLLEGE, rf"{_COUNT}(?i:colleges)", OF_SEVERAL, plural=True),
    Rule(BodyKind.OTHER, _COMMITTEES, rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.BOARD_COMMITTEE, rf"(?i:bestuurlijke{S}commissie|bestuurscommissie)", OF_ANY),
    Rule(
        BodyKind.COUNCIL_COMMITTEE,
        r"(?i:raadscommissie|commissie)",
        rf"(?:{S}{TAIL}(?<=e){S}[a-z]{{5,}}|{S}{TAIL})",
        tail_needed=True,
    ),
    Rule(BodyKind.COUNCIL_COMMITTEE, r"(?i:raadscommissie)", _NONE),
    Rule(BodyKind.COUNCIL, rf"(?i:gemeenteraad|raad){_COUNCIL_NOT}", rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.COUNCIL, rf"{_COUNT}(?i:gemeenteraden|raden)", OF_SEVERAL, plural=True),
    Rule(BodyKind.PFO, rf"\bP[FH]O|(?i:portefeuillehouders?-?overleg|bestuurlijk{S}overleg)", OF_ANY),
    Rule(BodyKind.STEERING_GROUP, r"(?i:stuurgroep|regiegroep)", rf"(?:{OF_ANY}|{LOWER_TAIL})"),
    Rule(BodyKind.PLATFORM, r"Platform|platform", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(
        BodyKind.ADVISORY_COUNCIL,
        r"(?i:adviesraad|cli[eéë]nten-?raad|jeugdraad|adviesorgaan|participatieraad)",
        rf"(?:{OF_ANY}|{LOWER_TAIL})",
    ),
    Rule(BodyKind.ADVISORY_COUNCIL, r"(?i:adviesraden|cli[eéë]ntenraden)", rf"(?:{OF_ANY}|{LOWER_TAIL})", plural=True),
    Rule(BodyKind.OFFICIALS, rf"(?i:ambtelijk{S}overleg|netwerk)", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.WORKING_GROUP, rf"(?i:(?:ambtelijke{S})?werkgroep)", OF_ANY),
    Rule(BodyKind.PROJECT_GROUP, r"(?i:projectgroep)", OF_ANY),
    Rule(BodyKind.PROGRAMME_TEAM, r"(?i:programmateam|aanjaagteam|kwartiermakersteam)", rf"(?:{S}{TAIL})"),
    Rule(BodyKind.OTHER, _TABLES, rf"(?:{OF_ANY}|{LOWER_TAIL})"),
    Rule(BodyKind.OTHER, rf"{_NO_NAME}[A-Z][\w-]{{2,20}}{S}(?:[Oo]verleg|[Bb]eraad|Coalitie)", _NONE),
    Rule(BodyKind.OTHER, r"(?i:raadsgriffie|griffie|presidium|agendacommissie)", OF),
    Rule(BodyKind.OTHER, rf"Gedeputeerde{S}Staten|Provinciale{S}Staten", OF),
    Rule(BodyKind.OTHER, _STATE, _NONE),
    Rule(BodyKind.OTHER, _JUDGES, rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.OTHER, _MINISTERS, _OF_MINISTRY),
    Rule(BodyKind.OTHER, _OFFICES, _NONE),
    Rule(BodyKind.OTHER, _FRACTIONS, _NONE),
    Rule(BodyKind.OTHER, _PARTIES, _NONE),
    Rule(
        BodyKind.OTHER,
        rf"{_COUNT}(?:wethouders|portefeuillehouders(?:{S}[Jj]eugd)?)",
        OF_SEVERAL,
        plural=True,
        tail_needed=True,
    ),
    Rule(BodyKind.OTHER, rf"Beraad(?={S}[A-Z])", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.OTHER, rf"(?<=[Hh]et )forum|(?i:politieke{S}(?:markt|avond))", _NONE),
    Rule(BodyKind.OTHER, _COMPOUNDS, _NONE),
    Rule(BodyKind.OTHER, rf"(?:[Vv]oorbereidende{S}|[Bb]eeldvormende{S})[Rr]aadsavond", _NONE),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The first three letters of a word that can open a name of a body; words with a capital are always looked at.
FIRST_LETTERS = _words(
    """alg dag bes raa col bur b&w aud rek wer kla bez ver gem adv reg beg tij bij vas gez com rad por stu pla cli jeu
    par amb net pro aan kwa the zor tra ont ink sec ove wet ker klo kop tas dir dre wij dor ond oud jon kin sen fra
    wmo pre
    gri age ged rij kab pol vei lok wel rec ger kan voo min sta loc lee bel all bei and dri vie vij zes zev ach neg tie
    elf twa twe dor bui acc opd afs coo coö sub bee for"""
) | frozenset(str(number) for number in range(100))
# Everyday words that begin so, and open no name.
NEVER_FIRST = _words(
    """voor aan over bij door zorg jeugd ons onze op onder vooral verder aanbieders aandacht verschillende proces
    jeugdhulp jeugdzorg jeugdigen regio beste verzoek verlenging begin beleid project programma jongeren"""
)
