"""The verbs and nouns in which letters report decisions, each with its outcome: data of decision_anchors.py."""

from __future__ import annotations

import re

from governance.vocabulary import Outcome

_O = Outcome
# Participles that say an outcome by themselves. The order matters: the first that fits a place wins.
STRONG: tuple[tuple[Outcome, str], ...] = (
    (_O.NOTED, r"kennis\s?(?:van\s+)?genomen|(?:voor|ter)\s+(?:kennisgeving|kennisname|kennisneming)\s+aangenomen"),
    (
        _O.POSTPONED,
        (r"aangehouden|(?:niet\s+\w+\s+maar\s+)?(?:doorgeschoven|teruggelegd)|verdaagd|uitgesteld|opgeschort|"
            r"teruggelegd|(?:van|"
            r"naar)\s+de\s+agenda\s+(?:gehaald|"
        r"genomen)|(?:naar\s+een\s+(?:latere|volgende)\s+vergadering|vooruit)\s+(?:verschoven|geschoven)|"
        r"niet\s+in\s+stemming\s+gebracht"),
    ),
    (_O.WITHDRAWN, (r"ingetrokken|teruggetrokken|teruggenomen|teruggedraaid|herroepen|laten\s+vallen|"
        r"van\s+de\s+agenda\s+afgevoerd|"
                   r"van\s+tafel(?:\s+(?:gehaald|gegaan|geveegd))?|geschrapt")),
    (
        _O.REJECTED,
        (r"verworpen|afgewezen|geweigerd|nee\s+gezegd(?=\s+tegen\b)|weggestemd|afgestemd|afgevallen|van\s+de\s+hand\s+gewezen|"
            r"(?:ter\s?zijde|naast\s+zich\s+neer)\s?gelegd|afgekeurd|"
        r"(?<!nog )niet\s+(?:aangenomen|gehonoreerd|overgenomen|ingestemd|vastgesteld(?!\s+maar)|akkoord\s+gegaan|"
        r"goedgekeurd|(?:op\s+|mee\s+)?ingegaan)|ongegrond\s+verklaard|niet[\s-]ontvankelijk\s+verklaard|"
        r"buiten\s+behandeling\s+(?:gesteld|gelaten)|(?:instemming|goedkeuring|toestemming)\s+onthouden|"
        r"(?:geen\s+(?:meerderheid|(?:enkele\s+)?steun)|onvoldoende\s+steun|het\s+niet)\s+(?:gehaald|gekregen|"
        r"behaald)"),
    ),
    (
        _O.AGREED,
        (r"ingestemd|akkoord\s+(?:gegaan|bevonden)|ja\s+gezegd(?=\s+tegen\b)|goedgekeurd|geaccordeerd|onderschreven|bekrachtigd|"
        r"uitgesproken(?=\s+voor)|(?:toestemming|instemming|goedkeuring)\s+(?:verleend|gegeven|gehecht|betuigd)"),
    ),
    (_O.ADOPTED, r"vastgesteld"),
    (_O.OTHER, r"zienswijzen?\s+(?:[^\s.;,]+\s+){0,12}?(?:gegeven|ingediend|uitgebracht|afgegeven|kenbaar\s+gemaakt)"),
    (_O.OTHER, r"aangenomen|aanvaard|vrijgegeven|opgezegd|gegrond\s+verklaard"),
)  # fmt: skip
# Participles that are decisions only where a body does it: "afgesproken", "benoemd", "gegund".
WEAK = (
    r"benoemd|overgenomen|afgezien|aangewezen|verleend|toegekend|gegund|beëindigd|verlengd|"
    r"opgericht|aangesteld|ingesteld|bepaald|beschikbaar\s+gesteld|opgelegd|gelast|verstrekt|doorgevoerd|"
    r"gehonoreerd|aangekocht|verkocht|ontbonden|gefourneerd|geen\s+zienswijzen?\s+(?:ingediend|gegeven|"
    r"uitgebracht)|uitgesproken(?!\s+dat)|gereserveerd|"
    r"toegetreden|herbenoemd|ontslagen|(?:uitspraak|vonnis)\s+gedaan|"
    r"geoordeeld|vernietigd|bekrachtigd|mandaat\s+(?:gegeven|verleend)|groen\s+licht\s+gegeven|geselecteerd|stopgezet|"
    r"opgeheven|uitgebreid|verhoogd|verlaagd|gesloten|ondertekend|bekend\s?gemaakt"
)
# Finite verbs in the past; "mid" is the object between verb and particle, otherwise it stands behind "met", "van" ….
FINITE: tuple[tuple[Outcome, str], ...] = (
    (_O.INTENDED, r"(?:sprak|spraken)\b[^.;:]{0,80}?\b(?:het|een|ons|hun)\s+voornemen\s+uit"),
    (_O.OTHER, r"(?:sprak|spraken)\b[^.;:]{0,60}?\baf\b(?=\s+(?:om|dat)\b)"),
    (_O.ADOPTED, r"(?:stelde|stelden)\b(?P<mid{n}>[^;:]{3,220}?)\bvast\b(?!\s+(?:te|dat)\b)"),
    (_O.OTHER, r"(?:stelde|stelden)\b(?P<mid{n}>[^;:]{3,200}?)\bbeschikbaar\b"),
    (_O.OTHER, r"(?:wees|wezen)\b(?P<mid{n}>[^;:]{3,160}?)\baan\b(?=\s+(?:als|tot)\b|[.,])"),
    (_O.OTHER, r"(?:stelde|stelden)\b(?P<mid{n}>[^;:]{3,160}?)\baan\b(?=\s+(?:als|tot)\b)"),
    (_O.REJECTED, r"(?:zei|zeiden)\b[^.;:]{0,80}?\bnee\b(?=\s+tegen\b)"),
    (_O.AGREED, r"(?:zei|zeiden)\b[^.;:]{0,80}?\bja\b(?=\s+tegen\b)"),
    (_O.OTHER, r"(?:zag|zagen)\b[^.;:]{0,80}?\baf\b(?=\s+van\b)"),
    (_O.REJECTED, r"haalden?\s+het\b[^.;:,]{0,40}?\sniet\b"),
    (_O.AGREED, r"stemden?\b[^;:]{0,160}?\bin\b(?=\s+met\b)"),
    (_O.AGREED, r"(?:ging|gingen)\b[^;:]{0,100}?\bakkoord\b(?=\s+met\b)"),
    (_O.AGREED, r"keurden?\b(?P<mid{n}>[^;:]{3,200}?)\bgoed\b"),
    (_O.AGREED, r"(?:bekrachtigde|onderschreef|accordeerde)n?\b(?P<mid{n}>[^;:,]{3,200})"),
    (_O.NOTED, r"(?:nam|namen)\b[^;:]{0,160}?\bkennis\b(?=\s+van\b)"),
    (_O.NOTED, r"(?:nam|namen)\b(?P<mid{n}>[^;:]{3,200}?)\bvoor\s+kennisgeving\s+aan\b"),
    (_O.OTHER, r"(?:nam|namen)\b(?P<mid{n}>[^;:]{3,200}?)\baan\b(?!\s+(?:de|het|een|uw|ons|onze|dat|alle)\b)"),
    (_O.POSTPONED, r"(?:hield|hielden)\b(?P<mid{n}>[^;:]{3,200}?)\baan\b(?!\s+(?:de|het|een|uw|ons|dat)\b)"),
    (_O.POSTPONED, r"(?:schoof|schoven)\b(?P<mid{n}>[^;:]{3,200}?)\b(?:door|voor\s+zich\s+uit|vooruit)\b"),
    (_O.POSTPONED, r"(?:stelde|stelden)\b(?P<mid{n}>[^;:]{3,120}?)\buit\b"),
    (_O.POSTPONED, r"(?:haalde|haalden)\b(?P<mid{n}>[^;:]{3,160}?)\bvan\s+de\s+agenda\b"),
    (_O.POSTPONED, r"kwam(?:en)?\s+niet\s+in\s+stemming"),
    (_O.REJECTED, r"(?:wees|wezen)\b(?P<mid{n}>[^;:]{3,200}?)\baf\b"),
    (_O.REJECTED, r"(?:verwierp|verwierpen|weigerden?)\b(?P<mid{n}>[^;:]{3,200})"),
    (_O.REJECTED, (r"(?:haalden?|kregen|kreeg|behaalden?)\b[^.;:,]{0,40}?\s(?:het\s+niet|geen\s+(?:meerderheid|"
        r"(?:enkele\s+)?steun)|"
                  r"onvoldoende\s+steun)")),
    (_O.WITHDRAWN, r"(?:trok|trokken)\b(?P<mid{n}>[^;:]{3,200}?)\b(?:in|terug)\b(?!\s+(?:de|het|een|uw|ons|dat)\b)"),
    (_O.WITHDRAWN, r"(?:liet|lieten)\b(?P<mid{n}>[^;:]{3,200}?)\bvallen\b"),
    (_O.AGREED, r"instemden?(?!\s+dat)"),
    (_O.ADOPTED, r"vaststelden?(?!\s+(?:dat|of|hoe))"),
    (_O.POSTPONED, r"aanhield(?:en)?"),
    (_O.REJECTED, r"afwe(?:es|zen)"),
    (_O.OTHER, r"(?:koos|kozen)\b[^;:]{0,80}?\bvoor\b(?P<mid{n}>[^;:,]{3,200})"),
    (_O.OTHER, r"(?:verleende|benoemde|gunde|machtigde|mandateerde)n?\b(?P<mid{n}>[^;:]{3,200})"),
    (_O.OTHER, (r"(?:gaf|gaven)\b[^.;:]{0,80}?\b(?:opdracht|toestemming|mandaat|groen\s+licht)\b"
               r"(?P<mid{n}>(?:\s+(?:aan|om|tot|voor)\b)[^.;:]{3,200})")),
    (_O.OTHER, r"(?:gaf|gaven|brachte?n?|diende|dienden)\b(?P<mid{n}>[^.;:]{0,60}?\bzienswijzen?\b[^.;:]{0,160})"),
)  # fmt: skip
DECIDED = (
    r"(?:ervoor\s+)?gekozen|opgedragen|opdracht\s+(?:gegeven|verleend|verstrekt)|besloten|besloot|afgesproken|"
    r"overeengekomen|beslisten?|besluit\s+genomen|gemachtigd|gemandateerd|voornemen\s+(?:uitgesproken|geuit|"
    r"kenbaar\s+gemaakt)"
)
# What stands behind "te" in what was decided: "vast te stellen" has its own outcome, "een proef te starten" is other.
INFINITIVES: tuple[tuple[Outcome, str], ...] = (
    (_O.NOTED, r"kennis\s+te\s+nemen|voor\s+kennisgeving\s+aan\s+te\s+nemen"),
    (_O.POSTPONED, r"aan\s+te\s+houden|door\s+te\s+schuiven|uit\s+te\s+stellen|te\s+verdagen|op\s+te\s+schorten"),
    (_O.WITHDRAWN, r"in\s+te\s+trekken|terug\s+te\s+trekken"),
    (_O.REJECTED, (r"af\s+te\s+wijzen|te\s+verwerpen|te\s+weigeren|niet\s+(?:te\s+honoreren|in\s+te\s+stemmen|"
        r"vast\s+te\s+stellen|"
        r"akkoord\s+te\s+gaan|goed\s+te\s+keuren|over\s+te\s+nemen|in\s+te\s+gaan)")),
    (_O.AGREED, r"in\s+te\s+stemmen|akkoord\s+te\s+gaan|goed\s+te\s+keuren|te\s+bekrachtigen|te\s+onderschrijven"),
    (_O.ADOPTED, r"vast\s+te\s+stellen"),
    (_O.OTHER, (r"(?:(?:aan|op|uit|over|mee|toe|voor|door|terug|beschikbaar|in|af|open|los|bij|samen|stop)\s+)?"
               r"te\s+[a-zà-ÿ]{2,}(?:en|aan|ien|oen)")),
)  # fmt: skip
# The same as nouns, at the head of an item of a list or with "door" and a body behind them.
NOUNS: tuple[tuple[Outcome, str], ...] = (
    (_O.NOTED, r"kennisneming|kennisname|kennisnemen|ter\s+kennisname"),
    (_O.POSTPONED, r"aanhouden|aanhouding|uitstel|uitstellen"),
    (_O.WITHDRAWN, r"intrekking|intrekken"),
    (_O.REJECTED, r"afwijzing|afwijzen|weigering|verwerping"),
    (_O.AGREED, r"instemming|instemmen|goedkeuring|goedkeuren|akkoord|bekrachtiging"),
    (_O.ADOPTED, r"vaststelling|vaststellen"),
    (
        _O.OTHER,
        (
            r"gunning|verlenging|benoeming|aanwijzing|verlening|toekenning|beëindiging|opzegging|oprichting|vrijgave|"
            r"openstelling|aanstelling|toetreding|deelname|uitbreiding|verlengen|benoemen|aanwijzen|verlenen|gunnen|"
            r"mandatering|mandateren|herbenoeming|opheffing|overdracht|verhoging|verlaging|instelling"
        ),
    ),
)


def named(table: tuple[tuple[Outcome, str], ...], prefix: str) -> str:
    """One alternation of a table's patterns, each in a group with the prefix and its place; {n} becomes the place."""
    return "|".join(
        f"(?P<{prefix}{place}>{pattern.replace('{n}', str(place))})" for place, (_, pattern) in enumerate(table)
    )


PARTICIPLE = re.compile(rf"(?<![\w-])(?:{named(STRONG, 's')}|(?P<weak>{WEAK})|(?P<decided>{DECIDED}))(?!\w)", re.I)
PAST = tuple((outcome, re.compile(rf"(?<![\w-])(?:{pattern.replace('{n}', '')})", re.I)) for outcome, pattern in FINITE)
PAST_QUICK = re.compile(
    r"(?<!\w)(?:sprak|zag|zei|stelde|stemde|ging|keurde|bekrachtigde|onderschreef|accordeerde|nam|hield|schoof|schoven|"
    r"haalde|kwam|"
    r"wees|wezen|verwierp|weigerde|kreeg|kregen|behaalde|trok|liet|koos|kozen|verleende|benoemde|gunde|machtigde|"
    r"mandateerde|gaf|gaven|bracht|diende|instemde|vaststelde|aanhield|afwe)",
    re.I,
)
INFINITIVE = re.compile(rf"(?<![\w-])(?:{named(INFINITIVES, 'i')})(?!\w)", re.I)
NOUN = re.compile(rf"(?<![\w-])(?:{named(NOUNS, 'n')})(?!\w)", re.I)


def outcome_of(match: re.Match[str], table: tuple[tuple[Outcome, str], ...], prefix: str) -> Outcome:
    """The outcome whose pattern matched; "other" when none of the table did."""
    groups = match.groupdict()
    return next((table[place][0] for place in range(len(table)) if groups.get(f"{prefix}{place}")), Outcome.OTHER)


# "het door de raad vastgestelde kader", "het door het AB op 5 maart genomen besluit over …"
ATTRIBUTE = re.compile(
    r"\b(?:door|in(?=\s+(?:de|het|uw|onze)\s))\s+(?P<who>[^,;.:]{2,90}?),?\s+(?P<verb>(?P<a0>vastgestelde|"
    r"goedgekeurde)|(?P<a1>aangenomen|vrijgegeven)|"
    r"(?P<a2>verworpen|afgewezen)|(?P<a3>aangehouden)|(?P<a4>ingetrokken)|"
    r"(?P<a5>genomen(?=\s+(?:voorgenomen\s+)?besluit)))"
    r",?\s+(?P<what>(?:voorgenomen\s+)?(?!is\b|zijn\b|en\b|om\b|waar|op\b|in\b|met\b|door\b|heeft\b|"
    r"van\b)[^,;.]{3,90}?)"
    r"(?=,|;|\.\s|\.$|$|\s(?:is|zijn|wordt|worden|heeft|hebben|geldt|gelden|past|sluit|vormt|vormen|werd|werden|gaat|"
    r"kan|blijft|staat|maakt|zoals|waarin|waarmee)\b)",
    re.I,
)
ATTRIBUTE_OUTCOMES = (_O.ADOPTED, _O.OTHER, _O.REJECTED, _O.POSTPONED, _O.WITHDRAWN, _O.OTHER)
# "met de vaststelling van de visie door de raad", "na instemming door het AB met het voorstel"
NOMINAL = re.compile(
    rf"\b(?:{'|'.join(f'(?P<n{place}>{pattern})' for place, (_, pattern) in enumerate(NOUNS))})\b\s+"
    r"(?:(?:van|met)\s+(?P<what>[^,;.:]{3,120}?)\s+)?(?:door|van(?=\s+(?:de|het|ons|onze|uw)\s+(?:\w*raad|college|"
    r"algemeen|"
    r"dagelijks|bestuur|AB\b|DB\b|stuurgroep)))\s+(?P<who>[^,;.:]{2,90})",
    re.I,
)
# "het besluit van het AB van 5 maart om …", "het raadsbesluit van 28 september 2023 over …"
THE_DECISION = re.compile(
    r"\b(?P<kind>raads|college|bestuurs|AB-|DB-)?besluit(?:\s+van\s+(?P<who>(?:de|het|ons|uw|onze|"
    r"alle)\s+[^,;.:]{2,70}?))?"
    r"\s+(?:van|d\.d\.|op)\s+(?P<when>[^,;.:]{4,22}?\d{4})(?:\s*\([^)]{2,40}\))?\s+(?:over|om|tot|inzake|betreffende|"
    r"waarin|waarbij|voor)\s+(?P<what>[^;.]{4,160})",
    re.I,
)
# "bij de vaststelling van het beleidsplan op 25 november 2021": who did it is the sentence's subject.
DATED_NOMINAL = re.compile(
    rf"\b(?:bij|met|na|sinds)\s+(?:de\s+|het\s+)?(?:{named(NOUNS, 'n')})\s+(?:van|met)\s+(?P<what>[^,;.]{{3,120}}?)\s+"
    r"(?:op|in|d\.d\.)\s+(?P<who>)(?:\d{1,2}\s+)?[a-z]{3,9}\s+\d{4}",
    re.I,
)
# "Ons college deed dat op 2 oktober": the decision told before, by another body.
DID_THE_SAME = re.compile(r"\b(?:deed|deden)\b[^.;:]{0,70}?\b(?:dat|dit|hetzelfde)\b", re.I)
# "na instemming van het AB met de uittreding op 4 juli 2024"
CONSENT = re.compile(
    r"\b(?:na|met|door)\s+(?:de\s+)?(?P<n4>instemming|goedkeuring|akkoord)\s+(?:van|door)\s+(?P<who>[^,;.:]{2,70}?)\s+"
    r"(?:met|voor|op)\s+(?P<what>[^,;.]{3,120}?)(?=\s+(?:op|in|d\.d\.)\s+\d|\s+(?:is|zijn|heeft|hebben|kan|kunnen|"
    r"werd|wordt)\b|[,;.]|$)",
    re.I,
)
# Finite verbs in the present: told as decided only in a list of decisions. "what" is the object, else it is what stands
# before the verb.
_WHO = r"(?:wij|we|(?:het|ons)\s+college|de\s+raad|zij|het\s+bestuur)"
PRESENT = tuple(
    (outcome, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.I))
    for outcome, pattern in (
        (_O.NOTED, r"neem(?:t|en)\b[^;:]{0,60}?\bkennis\s+van\s+(?P<what>[^;]{3,220})"),
        (_O.ADOPTED, r"stel(?:t|len)\b(?P<what>[^;:]{3,260}?)\bvast"),
        (_O.AGREED, r"stem(?:t|men)\b[^;:]{0,60}?\bin\s+met\s+(?P<what>[^;]{3,220})"),
        (_O.AGREED, r"ga(?:at|an)\b[^;:]{0,60}?\bakkoord\s+met\s+(?P<what>[^;]{3,220})"),
        (_O.AGREED, r"keur(?:t|en)\b(?P<what>[^;:]{3,220}?)\bgoed"),
        (_O.POSTPONED, r"houd(?:t|en)\b(?P<what>[^;:]{3,220}?)\baan"),
        (_O.REJECTED, r"wij(?:st|zen)\b(?P<what>[^;:]{3,220}?)\baf"),
        (_O.REJECTED, rf"wijzen\s+{_WHO}\s+af|wijst\s+{_WHO}\s+af"),
        (_O.REJECTED, r"verwerp(?:t|en)\b(?P<what>[^;:]{3,220})"),
        (_O.WITHDRAWN, r"trek(?:t|ken)\b(?P<what>[^;:]{3,220}?)\bin"),
        (_O.OTHER, r"stel(?:t|len)\b(?P<what>[^;:]{3,220}?)\b(?:beschikbaar|aan|in)"),
        (_O.OTHER, r"neem(?:t|en)\b(?P<what>[^;:]{3,220}?)\baan"),
        (_O.OTHER, r"ge(?:eft|ven)\b[^;:]{0,40}?\bopdracht\s+(?:aan|voor|tot|om)\s+(?P<what>[^;]{3,220})"),
        (_O.OTHER, r"verbied(?:t|en)\b(?P<what>[^;:]{3,220})"),
        (
            _O.OTHER,
            r"(?:verleen|verleng|verstrek|benoem|gun|machtig|reserveer|verhoog|verlaag)(?:t|en)?\b(?P<what>[^;:]{3,220})",
        ),
    )
)
