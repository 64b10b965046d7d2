"""The words that name a body (orgaan), as patterns: data of bodies.py."""

from __future__ import annotations

from dataclasses import dataclass

from governance.vocabulary import BodyKind

# Two blanks at most: more of them part the columns of a table.
# What follows on the next line is no part of a name when it is a label there: a few words and a colon, tab or gap.
_NO_LABEL = r"(?![A-ZÀ-Þ][\w.-]*(?:[ ][\w.-]+){0,2}[ ]?(?::|\t|[ ]{3}))"
S = rf"(?:[ \u00a0]{{1,2}}(?:\n[ \t]*{_NO_LABEL})?|\n[ \t]*{_NO_LABEL})"
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
# "van de acht gemeenten", "van alle deelnemende gemeenten", "van de zeven FoodValley-gemeenten".
_OF_ALL = rf"{S}van{S}(?:de|alle){S}(?:[a-zë]+{S}){{0,2}}(?:[A-Z]\w+(?:{S}|-))?(?:regio|buur)?gemeenten(?![\w-])"
OF_SEVERAL = rf"(?:{OF_SEVERAL}|{_OF_ALL})"
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


# First letters of the words that count bodies: "alle raden", "de twaalf colleges".
_COUNTING = "all bei lok ove and twe dri vie vij zes zev ach neg tie elf twa"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind, the words for it, what may stand behind them, and whether that must.

    `opens` has the first three letters, small, of all words that the head can begin with: no other word is tried.
    "Aa" among them stands for any word with a capital, "…" for the compounds, 1 for a number.
    """

    kind: BodyKind
    opens: str
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
    rf"(?:tijdelijke|bijzondere|vaste|regionale|gezamenlijke|stedelijke){S}commissie)"
)
_STATE = (
    rf"(?:Tweede(?:{S}en{S}Eerste)?{S}Kamer|Eerste(?:{S}en{S}Tweede)?{S}Kamer|Hoge{S}Raad|Staten-Generaal|"
    rf"Raad{S}van{S}State|Centrale{S}Raad{S}van{S}Beroep|Afdeling{S}bestuursrechtspraak|Openbaar{S}Ministerie|"
    rf"(?<=[Dd]e )(?:regering|politie|rijksoverheid)|"
    rf"(?i:(?:veiligheids|lokale{S}|welzijns)driehoek)|(?<=[Dd]e )provincie(?={S}[a-z]))"
)
_JUDGES = r"(?i:rechtbank|gerechtshof|(?:kanton|voorzieningen|bestuurs|kortgeding)rechter|civiele rechter)"
_MINISTERS = r"(?i:minister|staatssecretaris|bewindspersonen|bewindslieden)"
_OF_MINISTRY = rf"(?:{S}(?:van|voor){S}{TAIL})"
# An office that acts in a sentence; a name behind it makes it a person, and a signature stands on a line of its own.
_OFFICES = r"(?<=[Dd]e )(?:wethouder|burgemeester|locoburgemeester|griffier|leerplichtambtenaar)(?= {1,2}[a-z]{2,})"
_FRACTIONS = rf"(?:[A-Z][\w]*-fractie|[Ff]racties?{S}(?:van{S}(?:de{S}|het{S})?)?{TAIL}(?:{S}en{S}{TAIL})?)"
# Any other table or meeting with a name of its own: "Jeugdbeschermingstafel", "Zorgoverleg".
COMPOUND_ENDINGS = ("tafel", "overleg", "beraad", "commissie", "raad", "raden", "groep")
_COMPOUNDS = (
    r"(?!(?i:teken|werk|onderhandelings|ronde|groeps|casus|ouder|team|voor|vervolg|werk|woon|eet|keuken|spoed|nader|"
    r"gesprek)\w*?(?:tafel|overleg)\b)[A-Za-zÀ-ÿ]{4,}(?:tafel|overleg|beraad)"
)
# "tariefcommissie", "gebruikersraad", "regioraden", "redactiegroep": not every word that ends so.
_NO_BODY = (
    r"(?!(?i:\w*(?:[dg]ra(?:ad|den)|sieraden|voorraad|leidraad|inraad|(?:aan|af|ont|ver|be|ge|te)ra(?:ad|den)|"
    r"(?:gemeente|begrotings)ra(?:ad|den)|(?:doel|leef|behandel|zorg|leeftijds|beroeps|risico|sub|ziekte|inkomens|bevolkings|"
    r"hoofd|rest|peuter|kleuter|jongeren|cliënten|patiënten|kinder|woon|familie)groep))(?!\w))"
)
_GATHERINGS = rf"{_NO_BODY}[A-Za-zÀ-ÿ]{{4,}}(?:commissie|raad|raden|groep)"
_WITH_ADJECTIVE = (
    rf"(?i:(?:bestuurlijke|ambtelijke|regionale){S}){_NO_BODY}[A-Za-zÀ-ÿ]{{3,}}(?:commissie|groep)|"
    rf"(?i:(?:regionaal{S})?expertteam)"
)
# Kinds of organisations that have a board of their own.
_BOARDED = (
    r"(?:stichting|coöperatie|vereniging|(?:gemeenschappelijke |centrum)?regeling|GR|BVO|serviceorganisatie|"
    r"bedrijfsvoeringsorganisatie|uitvoeringsorganisatie|dienst|omgevingsdienst|veiligheidsregio|regio)"
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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RULES: tuple[Rule, ...] = (
    Rule(BodyKind.AB, "alg ab", rf"(?i:algemeen{S}bestuur)|\bAB", OF_ANY),
    Rule(BodyKind.DB, "dag db", rf"(?i:dagelijks{S}bestuur)|\bDB", OF_ANY),
    Rule(BodyKind.OTHER, "bes", rf"(?i:bestuur)(?={S}van{S}(?:(?:de|het){S})?[A-Z])", OF, tail_needed=True),
    Rule(BodyKind.OTHER, "bes", rf"bestuur{S}van{S}(?:de|het){S}{_BOARDED}", rf"(?:{S}{TAIL})"),
    Rule(BodyKind.OTHER, "bes", rf"(?<=[Hh]et )bestuur(?!{S}van)(?={S}[a-z])", _NONE),
    Rule(BodyKind.OTHER, "Aa", r"[A-Z][A-Z&]{1,7}[ -][Bb]estuur", _NONE),
    Rule(BodyKind.OTHER, "raa", rf"(?i:raad{S}van{S}(?:toezicht|bestuur|commissarissen|advies))", OF_ANY),
    Rule(BodyKind.COLLEGE, "col bur b&w", _B_AND_W, OF),
    Rule(BodyKind.OTHER, "col", rf"(?i:college)(?={S}[A-Z]\w+{S}(?:en{S})?[A-Z])", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.COLLEGE, "col", r"(?i:college)", rf"(?:{OF}|{S}gemeente{S}{TAIL})"),
    Rule(BodyKind.COLLEGE, f"col {_COUNTING} 1", rf"{_COUNT}(?i:colleges)", OF_SEVERAL, plural=True),
    Rule(
        BodyKind.OTHER, "aud rek wer kla bez ver gem adv reg beg tij bij vas gez", _COMMITTEES, rf"(?:{OF}|{S}{TAIL})"
    ),
    Rule(BodyKind.BOARD_COMMITTEE, "bes", rf"(?i:bestuurlijke{S}commissie|bestuurscommissie)", OF_ANY),
    Rule(
        BodyKind.COUNCIL_COMMITTEE,
        "raa com",
        r"(?i:raadscommissie|commissie)",
        rf"(?:{S}{TAIL}(?<=e){S}[a-z]{{5,}}|{S}{TAIL})",
        tail_needed=True,
    ),
    Rule(BodyKind.COUNCIL_COMMITTEE, "raa", r"(?i:raadscommissie)", _NONE),
    Rule(BodyKind.COUNCIL, "gem raa", rf"(?i:gemeenteraad|raad){_COUNCIL_NOT}", rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.COUNCIL, f"gem rad {_COUNTING} 1", rf"{_COUNT}(?i:gemeenteraden|raden)", OF_SEVERAL, plural=True),
    Rule(
        BodyKind.PFO,
        "pfo pho pfh por bes",
        rf"\bP[FH]O|\bPfho|(?i:portefeuillehouders?(?:-[ ]?\n?[ ]?)?overleg|bestuurlijk{S}overleg)",
        OF_ANY,
    ),
    Rule(BodyKind.STEERING_GROUP, "stu reg", r"(?i:stuurgroep|regiegroep)", rf"(?:{OF_ANY}|{LOWER_TAIL})"),
    Rule(BodyKind.PLATFORM, "pla", r"Platform|platform", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(
        BodyKind.ADVISORY_COUNCIL,
        "adv cli jeu par",
        r"(?i:adviesraad|cli[eéë]nten-?raad|jeugdraad|adviesorgaan|participatieraad)",
        rf"(?:{OF_ANY}|{LOWER_TAIL})",
    ),
    Rule(
        BodyKind.ADVISORY_COUNCIL,
        "adv cli",
        r"(?i:adviesraden|cli[eéë]ntenraden)",
        rf"(?:{OF_ANY}|{LOWER_TAIL})",
        plural=True,
    ),
    Rule(BodyKind.OFFICIALS, "amb net", rf"(?i:ambtelijk{S}overleg|netwerk)", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.WORKING_GROUP, "amb wer", rf"(?i:(?:ambtelijke{S})?werkgroep)", OF_ANY),
    Rule(BodyKind.PROJECT_GROUP, "pro", r"(?i:projectgroep)", OF_ANY),
    Rule(
        BodyKind.PROGRAMME_TEAM, "pro aan kwa", r"(?i:programmateam|aanjaagteam|kwartiermakersteam)", rf"(?:{S}{TAIL})"
    ),
    Rule(
        BodyKind.OTHER,
        "reg bes the jeu zor tra ont ink sec ove aan wet amb dir man acc ker opd afs voo por coo coö sta bel kla kop "
        "tas stu dre wij dor ond oud jon kin cli sen fra par wmo",
        _TABLES,
        rf"(?:{OF_ANY}|{LOWER_TAIL})",
    ),
    Rule(BodyKind.OTHER, "Aa", rf"{_NO_NAME}[A-Z][\w-]{{2,20}}{S}(?:[Oo]verleg|[Bb]eraad|Coalitie|Commissie)", _NONE),
    Rule(BodyKind.OTHER, "raa gri pre age", r"(?i:raadsgriffie|griffie|presidium|agendacommissie)", OF),
    Rule(BodyKind.OTHER, "gri", r"(?i:griffies)", OF_SEVERAL, plural=True),
    Rule(
        BodyKind.OTHER,
        "gri gem fra",
        r"(?:griffiers|gemeentesecretarissen|fractievoorzitters)",
        OF_SEVERAL,
        plural=True,
    ),
    Rule(BodyKind.OTHER, "ged pro", rf"(?i:(?:gedeputeerde|provinciale){S}staten)", OF),
    Rule(BodyKind.OTHER, "twe eer hog sta raa cen afd ope rij kab reg pol vei lok wel pro", _STATE, _NONE),
    Rule(BodyKind.OTHER, "rec ger kan voo bes kor civ", _JUDGES, rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.OTHER, "min sta bew", _MINISTERS, _OF_MINISTRY),
    Rule(BodyKind.OTHER, "wet bur loc lee gri", _OFFICES, _NONE),
    Rule(BodyKind.OTHER, "fra Aa", _FRACTIONS, _NONE),
    Rule(
        BodyKind.OTHER,
        f"wet por {_COUNTING} 1",
        rf"{_COUNT}(?:wethouders|portefeuillehouders)(?:{S}[Jj]eugd)?",
        OF_SEVERAL,
        plural=True,
        tail_needed=True,
    ),
    Rule(BodyKind.OTHER, "ber", rf"Beraad(?={S}[A-Z])", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.OTHER, "for pol", rf"(?<=[Hh]et )forum|(?i:politieke{S}markt)", _NONE),
    Rule(BodyKind.OTHER, "…", _COMPOUNDS, _NONE),
    Rule(BodyKind.OTHER, "bes amb reg exp", _WITH_ADJECTIVE, rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.OTHER, "…", _GATHERINGS, rf"(?:{OF}|{S}{TAIL})"),
    Rule(BodyKind.OTHER, "toe", r"[Tt]oezichthouder", rf"(?:{S}{TAIL})", tail_needed=True),
    Rule(BodyKind.OTHER, "bo", r"\bBO", OF_ANY),
    Rule(BodyKind.OTHER, "voo bee", rf"(?:[Vv]oorbereidende{S}|[Bb]eeldvormende{S})[Rr]aadsavond", _NONE),
)


# Everyday words that begin like a name of a body, and open none.
NEVER_FIRST = _words(
    """voor aan over bij door zorg jeugd ons onze op onder vooral verder aanbieders aandacht verschillende proces
    jeugdhulp jeugdzorg jeugdigen regio beste verzoek verlenging begin beleid project programma jongeren"""
)
