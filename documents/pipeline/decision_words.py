"""The words in which letters tell of decisions, as patterns: data of decisions.py and bounds.py."""

from __future__ import annotations

import re

from documents.pipeline.body_words import TAIL
from governance.vocabulary import Outcome

OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (Outcome.NOTED, r"kennis\s?genomen|(?:voor\s+)?kennisgeving\s+aangenomen|kennis\s+te\s+nemen"),
    (Outcome.POSTPONED, r"aangehouden|aan\s+te\s+houden|doorgeschoven|verdaagd"),
    (Outcome.WITHDRAWN, r"ingetrokken|in\s+te\s+trekken"),
    (Outcome.REJECTED, r"verworpen|afgewezen|geweigerd|weggestemd|af\s+te\s+wijzen"),
    (
        Outcome.AGREED,
        r"ingestemd|in\s+te\s+stemmen|akkoord\s+gegaan|akkoord\s+te\s+gaan|goedgekeurd|uitgesproken(?=\s+voor)",
    ),
    (Outcome.ADOPTED, r"vastgesteld|vast\s+te\s+stellen|vaststelling"),
    (Outcome.OTHER, r"zienswijzen?\s+(?:[^\s.;,]+\s+){0,12}?(?:gegeven|ingediend|uitgebracht)"),
    (Outcome.OTHER, r"aangenomen|vrijgegeven|besloten|besloot|opgezegd|benoemd"),
)
SPLIT_VERBS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.ADOPTED, r"stelden?\b(?P<middle>[^.;]{3,200}?)\bvast\b"),
    (Outcome.AGREED, r"stemden?\b(?P<middle>[^.;]{0,200}?)\bin(?=\s+met\b)"),
    (Outcome.POSTPONED, r"hield(?:en)?\b(?P<middle>[^.;]{3,200}?)\baan\b"),
    (Outcome.REJECTED, r"wees\b(?P<middle>[^.;]{3,200}?)\baf\b|verwierp(?:en)?\b(?P<rest>[^.;]{3,200})"),
    (Outcome.NOTED, r"nam(?:en)?\b(?P<middle>[^.;]{0,200}?)\bkennis\s+van\b"),
)
OUTCOME = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<o{place}>{pattern})" for place, (_, pattern) in enumerate(OUTCOMES)) + r")(?!\w)",
    re.I,
)
NOT_TAKEN = re.compile(
    r"\b(?:zal|zullen|zou|zouden|wil|willen|moet|moeten|kunt?|kunnen|gaat|gaan|wordt|worden|"
    r"verzoek\w*|vraag|vragen|gevraagd|voornemen|"
    r"voorgenomen|nog\s+niet|nog\s+niets|niet|niets|iets|geen|als\s+(?:de|het|er|dat|dit|u|wij|alle|uw|beide|onze?|"
    r"blijkt)|indien|"
    r"mocht|wanneer|zodra|nadat|voordat|tot(?:dat)?\s+de|verwacht\w*|beoogd|voorzien|"
    r"streven)\b",
    re.I,
)
OBSERVED = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*dat\b", re.I)
HAVE = re.compile(
    r"\b(?:heeft|hebben|hebt|is|zijn|werd|werden|stelden?|stemden?|besloot|besloten|hield(?:en)?|wees|"
    r"verwierp(?:en)?|namen?|bent)\b",
    re.I,
)
PASSIVE = re.compile(r"\b(?:is|zijn|werd|werden)\b", re.I)
YOU = re.compile(
    r"\b(?:(?:heeft|besloot|stemde|nam|stelde|verwierp|gaf|sprak|wees|hield|koos)\s+(?:u|uw\s+raad)|u\s+heeft|"
    r"hebt\s+u|u\s+hebt|(?:is|bent)\s+(?:u|uw\s+raad)(?=[^.;:]{0,80}\bakkoord\s)|door\s+uw?(?:\s+raad)?|gaf\s+u|uw\s+zienswijze|"
    r"(?:in|tijdens)\s+uw\s+(?:raads)?vergadering)\b",
    re.I,
)
WE = re.compile(
    r"\b(?:(?:hebben|hadden|besloten|stemden|stelden|namen|kozen|gaven|spraken|keurden|wezen|trokken|gingen|"
    r"hielden)\s+"
    r"(?:wij|we)|(?:wij|we)\s+(?:hebben|hadden|besloten|stemden|stelden|namen|kozen|gaven|spraken|keurden|wezen|"
    r"trokken|"
    r"gingen|hielden)|(?:ons|in\s+het)\s+college|door\s+ons(?=\s+(?:op|in|is|zijn|ook|reeds|al|eerder|daarom|unaniem|"
    r"besloten|ingestemd|vastgesteld|gemachtigd|afgewezen|gekozen|verleend|goedgekeurd|toegekend|gegund|benoemd|"
    r"aangewezen|"
    r"overgenomen|aangehouden|ingetrokken)))\b",
    re.I,
)
COUNT = (
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    r"\w+tien|\w*twintig|\d{1,2})"
)
GEMEENTEN = re.compile(
    rf"\b(?P<who>(?:alle\s+)?{COUNT}\s+(?:[A-Z]\w+\s+)?(?:regio)?gemeenten\b(?:\s+(?:uit|in|"
    rf"van)\s+(?:de\s+|het\s+)?(?:jeugd)?(?:regio\s+)?{TAIL})?"
    r"|gemeenten\s+in\s+VNG-verband)"
)
CONTEXT = re.compile(
    r"\b(?:vergader\w*|bijeen\w*|besluit\w*|besloten|behandeld\w*|\w*overleg\s+(?:van|op)|kwam(?:en)?\s+bijeen|"
    r"bespr(?:ak|aken|oken)|(?:ge)?spro?a?k(?:en)?|agenda|zitting|ingestemd|vastgesteld|genomen|voorgelegd|"
    r"geagendeerd|aan\s+de\s+orde|lag(?:en)?|stond(?:en)?|stemming)\b",
    re.I,
)
ENUMERATED = re.compile(r"\((?P<number>[1-9])\)\s*(?P<item>.+?)(?=,?\s+(?:en\s+)?\([1-9]\)|[.;]|$)", re.S)
TOOK = re.compile(r"\bbesluit(?:vorming|en|punten)?\b", re.I)
EFFECTIVE = re.compile(r"\b(?:per|met\s+ingang\s+van|ingaande|vanaf)\s+$", re.I)
UNTIL = re.compile(
    r"\b(?:naar|tot|tot\s+en\s+met|t/m|uiterlijk|v[oó]{2}r|na|sinds|jaar|begroting|per|vanaf|"
    r"met\s+ingang\s+van|periode)\s+$",
    re.I,
)
BREAK = re.compile(
    r"(?<=[.!?])(?<!\be\.v\.)(?<!\bjl\.)(?<!\bd\.d\.)(?<!\bnr\.)(?<!\bafd\.)(?<!\bart\.)(?<!\bca\.)(?<!\bo\.a\.)(?<!\bbijv\.)(?<!\bincl\.)(?<!\bt\.a\.v\.)(?<!\bm\.b\.t\.)(?<!\bi\.v\.m\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!\b[a-h]\.)(?<!\n\d\.)(?<!\nI\.)(?<!\nV\.)(?<!\nII\.)(?<!\nIV\.)(?<!\nIII\.)(?<!\n\d\d\.)\s+(?=[A-ZÀ-Þ'‘\"(])|"
    r"\n\s*\n|\n(?=\s*(?:[-–—*¢>]|[•●○▪■□◦►»✓]|[eo]\s|\d{1,2}[.)]\s|[a-h][.)]\s|(?:I{1,3}|I?[VX]|[VX]I{1,3})[.)]\s|"
    r"\d{1,2}[ ]{2,3}(?=[A-Z][a-z]+\s[a-z0-9])|\((?:i{1,3}|i?v|vi{1,3}|[a-h])\)\s))"
)
BULLET = re.compile(
    r"\s*(?:[•●○▪■□◦►»✓]\s*(?=\S)|(?:[-–—*¢>]|[eo](?=\s)|\d{1,2}[.)]|[a-h][.)]|(?:I{1,3}|I?[VX]|[VX]I{1,3})[.)]|"
    r"\((?:i{1,3}|i?v|vi{1,3}|[a-h])\)|\d{1,2}[ ](?=[ ]{1,2}[A-Z][a-z]+\s[a-z0-9]))\s+)"
)
EDGES = " \t\n,;:.–-"
LEADING = re.compile(
    r"^(?:(?:ook|daarna|daarmee|daarop|daarnaast|definitief|unaniem|formeel|inmiddels|om|het|de|een|"
    r"voor|van|met|over|op|dat|waarna|en|haar|hun|tevens|tenslotte|ten slotte|"
    r"vervolgens|na|uiteindelijk|zelf|er|in|hierbij|daarin|daarom|eerder|bovendien|verder|hiermee|"
    r"hierna|nu|los hiervan|door|waarbij|waarin|waarmee|wel|al|dan|toen|hiervoor|daarvoor|eveneens|reeds)\b[\s,]*)+",
    re.I,
)
DECIDED = re.compile(r"\b(?:besloten|besloot|besluit)\b", re.I)
PROPOSAL = re.compile(
    r"\b(?:(?:voorstel|verzoek|vraag|plan|advies|motie)\w*\s+(?:om|van|voor|tot|over|aan|of|naar)|"
    r"voorgenomen\s+besluit\w*)\b[^,;]*?"
    r"(?=\b(?:heeft|hebben|is|zijn|werd|werden)\b|$|[,;])",
    re.I,
)
CLAUSE = re.compile(r";|:|,\s+waarna\b|,\s+maar\b|,\s+(?=en\s+(?:is|heeft|hebben)\b)|\ben\s+dat\b|,\s+en\s+dat\b")
CLAUSE_END = re.compile(
    r",\s+(?=(?:waar|die|dat|nadat|zodat|maar|waarna|en\s+het\s+plan|op\s+basis|ingestemd|aangehouden|"
    r"verworpen)\b)|;|\.\s|"
    r"\s+en\s+(?=(?:het|de)\s+[^,.;]{0,60}$)|(?:,|\s+en)\s+(?=(?:is|zijn|heeft|hebben|werd|werden)\b)|"
    r"\s+en\s+(?=[^,.;]{3,60}?\b(?:gevraagd|verzocht|opgeroepen|besproken|toegezegd|uitgenodigd|meegegeven)\b)"
)
ACTING = re.compile(
    r"\b(?:heeft|hebben|door|hebt|had|hadden|besloot|besloten|stelden?|stemden?|vergaderden?|hield|hielden|gaf|"
    r"gaven|nam|"
    r"namen|koos|kozen|ging|gingen|keurden?|wees|wezen|verwierp|verwierpen|trok|trokken|liet|lieten|sprak|spraken|"
    r"bespra\w+|"
    r"verleenden?|bekrachtigden?|schoof|haalden?|kreeg|kwam|kwamen|weigerden?|benoemden?|onderschreef|"
    r"behandelden?|gunden?|machtigden?|mandateerden?|onderschreven|accordeerden?|schoven|lieten|brachten?|bracht|"
    r"wilden?|ontving(?:en)?)\s+(?:(?:het|de|ons|onze|uw|ook|daarop|alle)\s+){0,2}$",
    re.I,
)
OPENING = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:heeft|hebben|stelden?|stemden?|besloot|besloten|hield(?:en)?|"
    r"nam(?:en)?|vergaderden?|wees|wezen|gaf|gaven|koos|kozen|ging|gingen|keurden?|verwierp(?:en)?|trok|trokken|liet|"
    r"sprak|spraken|bespra\w+|verleenden?|bekrachtigden?|weigerden?|benoemden?|kwam(?:en)?|besprak|gunden?|"
    r"machtigden?|mandateerden?|"
    r"onderschreef|onderschreven|schoof|schoven|haalden?)\b"
)
BEHIND = re.compile(r"\s*(?:met|van|om|tot|over|op|voor)\s+(?P<what>[^;]+)", re.S)
NEXT_OBJECT = re.compile(r"(?:,|\ben)\s+(?=(?:het|de|een)\b)")
ENDED = re.compile(r"(?:ingetrokken|aangehouden|verworpen|doorgeschoven|verdaagd|aangenomen|vrijgegeven)", re.I)
OPINION = re.compile(r"zienswijzen?\b.*", re.I | re.S)
TOWARDS = re.compile(r"\b(?:tot|om)\s+(?P<what>[^;]+)", re.S)
POINTING = re.compile(r"(?:deze|dit|die|dat|hij|zij)\b", re.I)
ON = re.compile(r"\b(?:op|in|van|d\.d\.)\s+(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?$", re.I)
# "het inkoopkader dat het Algemeen Bestuur … heeft vastgesteld"
RELATIVE = re.compile(
    r"\b(?P<what>(?:het|de|een)\s+(?:(?!het\b|de\b|een\b)[\w-]+\s+){0,6}?[\w-]+),?\s+(?:dat|die)\s+$", re.I
)
HEREAFTER = re.compile(r"\(\s*hierna\b[^)]*\)", re.I)
COMMON = frozenset(["over", "naar", "voor", "door", "besluitvorming", "hebben", "deze", "wordt", "zijn", "niet"])
HEADING = 80
MIN_SUBJECT = 3
MAX_SUBJECT = 220
# "de brief van 3 maart", "het rapport d.d. 3 maart": the date of a document, not of a decision.
ABOUT_LETTERS = re.compile(
    r"\b(?:brief|brieven|collegebrief|raadsbrief|raadsinformatiebrief|informatienota|memo|rapport|rapportage|notitie|"
    r"verslag|nieuwsbrief|persbericht|e-mail|mail|raadsvoorstel|kaderbrief|advies|offerte|aanvraag"
    r")\s+(?:van\s+|d\.d\.\s+|\(?)$"
    r"|\b(?:tot|naar)\s+(?:het|de|een)\s+(?:volgende\s+)?\w*(?:overleg|vergadering|bijeenkomst|raad|sessie|AB)"
    r"(?:-\w+)?\s+(?:van|op|in)\s+$",
    re.I,
)
INTENDED = re.compile(
    r"\b(?:voorlopig|in\s+(?:principe|beginsel)|voorgenomen\s+besluit|principebesluit|ontwerpbesluit|"
    r"voornemen)\b",
    re.I,
)
# "vastgesteld kan worden", "vastgesteld te worden"
AFTERWARDS = re.compile(
    r"\s+(?:(?:kan|kunnen|zal|zullen|moet|moeten|zou|zouden|gaat|gaan|dient|wordt|worden|te)\b|is\s+nog\b)", re.I
)
LIST_OPENS = re.compile(
    r"\b(?:beslo(?:ten|ot)|beslui(?:t|ten)|beslispunten|besloten|uitkomst(?:en)?|uitslag|resultaat|resultaten|"
    r"hebben\s+wij|"
    r"heeft|hebben|vergaderde|genomen|vastgesteld|ingestemd|akkoord)\b",
    re.I,
)
INFORMING = re.compile(r"\b(?:te\s+informeren|te\s+publiceren|kennis\s+te\s+geven|bekend\s+te\s+maken)\b", re.I)
SAME_MEETING = re.compile(
    r"\b(?:in|tijdens|op)\s+(?:die|deze|dezelfde|diezelfde|dat|dit|datzelfde|hetzelfde)\s+(?:vergadering|bijeenkomst|"
    r"overleg|dag|middag|avond|raadsvergadering|zitting|datum)|\bdiezelfde\s+(?:dag|middag|avond|vergadering)|"
    r"\b(?:daar|daarbij|daarop|aldaar)\b",
    re.I,
)
# The subject of an active clause, where no body is: "heeft de directeur …", "de directeur heeft …".
SUBJECT_BEHIND = re.compile(
    r"\b(?:heeft|hebben|had|hadden)\s+(?P<who>(?:de|het|een|onze|ons|alle|enkele|deze)\s+[\w-]+|[A-Z][\w-]+)", re.S
)
SUBJECT_BEFORE = re.compile(
    r"\s*(?:[^,;]{0,60},\s+)?(?P<who>(?:[Dd]e|[Hh]et|[Ee]en|[Oo]nze|[Aa]lle|[Ee]nkele)\s+[^,;]{2,60}?)"
    r"(?:,\s+(?:waar|die|dat|wiens|met)\b[^,;]{2,90},)?\s+(?:heeft|hebben|had|hadden)\b"
)
TABLES = re.compile(
    r"^(?:het|dit|dat)\s*$|\b(?:bestuur|overleg|vergadering|stuurgroep|commissie|tafel|gemeenten?|colleges?|raad|"
    r"raden|"
    r"bestuurders|wethouders|portefeuillehouders|partijen|leden|voorstel|besluit|plan|visie|kader|begroting|regeling|"
    r"nota|notitie|agenda|verordening|convenant|budget|mandaat|contract|overeenkomst|evaluatie|zienswijze|koers|"
    r"inkoop\w*|"
    r"uitwerking|tarieven|motie|inspraaktermijn|verslag|jaar\w+|\w+(?:plan|visie|kader|begroting|besluit|regeling|"
    r"nota|"
    r"agenda|akkoord|document|overeenkomst|strategie))\b|^[A-Z]",
    re.I,
)
# "de motie …, door u aangenomen", "de motie, aangenomen op 3 mei": no auxiliary, yet it happened.
WITHOUT_AUXILIARY = re.compile(
    r"\b(?:motie|amendement|besluit|\w*(?:kader|visie|plan|nota|verordening|regeling|agenda|protocol|begroting|"
    r"convenant|"
    r"strategie|beleid))\b[^.;]{0,120},\s+(?:door\s+[^,;]{1,50}\s+)?$",
    re.I,
)
# Before a noun these make it something still to come: "voorafgaand aan de vaststelling", "in afwachting van".
NOT_NOMINAL = re.compile(
    r"\b(?:voorafgaand|vooruitlopend|afwachting|ter|tot|voor|richting|streven|planning|gericht|verzoek\w*|vraag|"
    r"vragen|"
    r"voorstel\w*|advies|nog|bij|over|naar|om|onder\s+voorbehoud)\b[^,;.]{0,25}$",
    re.I,
)
OWN_DECISIONS = {"raads": "raad", "college": "college", "ab-": "AB", "db-": "DB", "bestuurs": "bestuur"}
# Motions and amendments are a raad's own, whoever else the sentence names.
MOTION = re.compile(r"\b(?:motie|amendement)\b", re.I)
BY_BODY = re.compile(r"\bdoor\s+(?:de|het|uw?)\b|\b(?:raad|Kamer|Staten)\b", re.I)
OUR_COLLEGE = re.compile(r"\b(?:ons|het)\s+college\b", re.I)
# A gemeente that acts under its own name: "Etten-Leur heeft … besloten".
PROPER_SUBJECT = re.compile(
    r"\s*(?P<who>(?:De\s|Den\s|Het\s|Gemeente\s)?(?!Het\b|De\b|Dit\b|Dat\b|Er\b|Wij\b|We\b|Ik\b|U\b|Zij\b|Daar\w*|"
    r"Hier\w*|"
    r"Inmiddels\b|Onlangs\b|Ook\b|Tevens\b|Vervolgens\b|Eerder\b|Wel\b|Toen\b|Verder\b|Tot\b|Sindsdien\b|"
    r"Daarnaast\b|Aanbieders\b|"
    r"Gemeenten\b|Partijen\b|Unaniem\b|Uiteindelijk\b|Hij\b|Zo\b|Nu\b|Men\b|(?:De\s)?(?:Commissie|Raad|Stuurgroep|"
    r"Wie|Wat|Welke)\b)[A-Z][\w-]{2,}(?:\s[A-Z][\w-]+)?)\s+"
    r"(?:heeft|hebben|besloot|stemde)\b"
)
LATER = re.compile(r"\b(?:daarna|later|nadien|sindsdien|inmiddels|vervolgens)\b", re.I)
SINCE = re.compile(r"\b(?:later|nadien|sindsdien|inmiddels)\b", re.I)
AFTER_A_DAY = re.compile(r"\bnadat\b(?=[^;]*\b\d{1,2}\s+[a-z]{3,9}\b)", re.I)
# Between brackets without an auxiliary, with "door" behind the verb.
IN_BRACKETS = re.compile(r"\s+(?:door|op|in|d\.d\.|(?=\d))\s*[^()]{2,90}\)")
# A short line above a long one that begins with a capital: a heading without a blank line below it.
HEADING_LINE = re.compile(r"(?P<line>(?:\d{1,2}(?:\.\d)*\.?\s+)?[A-Z][^\n.,;:?!]{2,60})\n(?=[A-Z][^\n]{60})")
EFFECTIVE_QUICK = re.compile(r"\b(?:per|ingang|ingaande|vanaf)\b", re.I)
# Headings of decisions still to be taken, or of a story about deciding.
ASKED_HEADING = re.compile(
    r"\b(?:gevraagd\w*|voorgestelde?|te\s+nemen|concept\w*|ontwerp\w*|voorstel\w*|vervolg\w*|proces|planning|komende?|"
    r"verdere|toekomstige|waarover|hoe|waarom|wie|mogelijke?|adviesbesluit)\b",
    re.I,
)
BARE_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d)?[.)]?\s+)?(?:wat\s+(?:is\s+er|is|hebben\s+wij|heeft\s+het\s+college|hebben\s+we)\s+"
    r"(?:al\s+)?(?:(?:wel\s+)?besloten|afgesproken)|"
    r"(?:genomen\s+|onze?\s+|het\s+|overige\s+|andere\s+)?(?:besluit(?:en|punten)?|beslispunten|"
    r"beslissing(?:en)?)(?:\s+(?:d\.d\.|van\s+)?\s*(?:\d.*)?)?)\s*[?:.]?",
    re.I,
)
HEADING_BODY = re.compile(r"\b(raads|college|bestuurs|AB-|DB-)(?=besluit|beslissing|vergadering)", re.I)
# "Wij stellen u voor te besluiten:", "Gevraagd wordt:": the list below it is not decided yet.
PROPOSES = re.compile(
    r"\b(?:stel(?:len|t)?\b[^.;:]{0,60}?\bvoor\b|voorgesteld|voorstel\b|adviseert|adviseren|geadviseerd|dient|moeten|"
    r"wordt\s+u|concept-?besluit|ontwerp-?besluit|beslispunten)",
    re.I,
)
# What may stand between "besloten" and the list of what was decided.
OPENS_LIST = re.compile(
    r"(?:\s+(?:om|tot|dat|het\s+volgende|als\s+volgt|de\s+volgende\s+\w+|genomen|"
    r"over))*[\s:]*",
    re.I,
)
# "Het college besluit (om)", "Wij besluiten": who performs an item of a list of decisions.
PERFORMER = re.compile(
    r"(?:(?:(?:het|ons)\s+college(?:\s+van\s+(?:b\s?&\s?w|burgemeester\s+en\s+wethouders))?|b\s?&\s?w|"
    r"de\s+(?:gemeente)?raad|wij|we|"
    r"het\s+(?:algemeen|dagelijks)\s+bestuur|het\s+[AD]B)\s+)?(?:heeft\s+|hebben\s+)?(?:besluit(?:en)?|besloten)\s+"
    r"(?:(?:om|tot|dat)\s+)?",
    re.I,
)
# "net als de colleges van …": an aside between commas.
ASIDE = re.compile(
    r"(?<=,)\s+(?:net\s+(?:als|zoals)|evenals|zoals\s+ook|in\s+navolging\s+van|"
    r"in\s+lijn\s+met)\b[^,;.]{3,120}(?=,)",
    re.I,
)
QUOTED = re.compile(r"\"[^\"]{2,120}\"|[‘'“][^’'”\"]{2,120}[’'”](?!\w)")
# A relative clause that is closed again before the verb.
CLOSED_CLAUSE = re.compile(r"\b(?:waar\w+|die|dat|om)\b[^,;:]{3,160},", re.I)
# "besloten dat deze per 1 januari wordt beëindigd", but not "afgesproken dat X een voorstel zou maken".
THAT = re.compile(r"\s*,?\s+dat\b(?![^.;]*\bzou(?:den)?\b)", re.I)
# "moet … zijn vastgesteld", "zal … worden besloten": the verbs behind the modal are no report.
CLUSTER = re.compile(
    r"\b(?:moet(?:en)?|zal|zullen|kan|kunnen|zou(?:den)?|dient)\b[^;:]*\s(?:te\s+)?(?:zijn|"
    r"hebben|worden)\s+$",
    re.I,
)
