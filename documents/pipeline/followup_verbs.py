"""The verbs of planning and doing, and what one word by itself says about the clause that it stands in."""

from __future__ import annotations

import re
from functools import lru_cache

# Infinitives and participles of what one plans to do: they count behind "zal", "gaan" and "wordt".
_DONE = """
aanbieden aangeboden aanbesteden aanbesteed aanpassen aangepast aanleveren aangeleverd aanvullen aangevuld aanpakken
aangepakt aankondigen aangekondigd aanvragen aangevraagd aanschaffen aangeschaft aansluiten aangesloten aanscherpen
aangescherpt actualiseren geactualiseerd adviseren geadviseerd afronden afgerond afstemmen afgestemd afsluiten
afgesloten agenderen geagendeerd beantwoorden beantwoord beginnen begonnen behandelen behandeld bekijken bekeken
beoordelen beoordeeld bepalen bepaald benoemen benoemd berichten bericht beslissen beslist besluiten besloten
bespreken besproken betalen betaald betrekken betrokken bevragen bevraagd bezien bijeenkomen bijpraten bijgepraat
bijstellen bijgesteld brengen gebracht communiceren gecommuniceerd concretiseren geconcretiseerd consulteren
geconsulteerd contracteren gecontracteerd delen gedeeld doorontwikkelen doorontwikkeld doorvoeren doorgevoerd
doorpraten doorgepraat evalueren geëvalueerd geevalueerd gunnen gegund herijken herijkt herzien implementeren
geïmplementeerd geimplementeerd indienen ingediend informeren geïnformeerd geinformeerd inbrengen ingebracht ingaan
inkopen ingekocht inlichten ingelicht inplannen ingepland inrichten ingericht instellen ingesteld instemmen invoeren
ingevoerd inzetten ingezet leveren geleverd meenemen meegenomen meesturen meegestuurd monitoren
gemonitord nakomen nagekomen nazenden nagezonden onderbrengen ondergebracht ondertekenen ondertekend onderzoeken
onderzocht ontvangen ontwikkelen ontwikkeld openen geopend ophalen opgehaald opleveren opgeleverd opnemen opgenomen
oppakken opgepakt oprichten opgericht opstarten opgestart opstellen opgesteld opzetten opgezet organiseren
georganiseerd overdragen overgedragen overgaan overleggen overlegd overwegen overwogen plaatsvinden plannen gepland
presenteren gepresenteerd publiceren gepubliceerd rapporteren gerapporteerd samenvoegen samengevoegd spreken gesproken
starten gestart sturen gestuurd stoppen gestopt tekenen getekend terugkomen terugkoppelen teruggekoppeld toekomen
toelichten toegelicht toesturen toegestuurd toetsen getoetst toevoegen toegevoegd toezenden toegezonden toetreden
uitbetalen uitbetaald uitbreiden uitgebreid uitbrengen uitgebracht uitnodigen uitgenodigd uitreiken uitrollen
uitgerold uitvoeren uitgevoerd uitvragen uitgevraagd uitwerken uitgewerkt uitzetten uitgezet uitzoeken uitgezocht
vastleggen vastgelegd vaststellen vastgesteld vergaderen verkennen verkend verlengen verlengd versturen verstuurd
verspreiden verspreid verstrekken verstrekt vervangen vervolgen vervolgd verwerken verwerkt verzenden verzonden
verzorgen verzorgd voeren gevoerd volgen voorbereiden voorbereid voorleggen voorgelegd voortzetten voortgezet
vormgeven vormgegeven vrijgeven vrijgegeven zenden gezonden zoeken gezocht
"""
# Finite forms in the present: beside a time to come they say what happens then.
_PRESENT = """
aanbesteedt benadert benaderen gebeurt ligt liggen mikken mikt verstrekt verstrekken verwerkt deel rapporteer
adviseert adviseren agendeert agenderen beantwoordt beantwoorden begint beginnen behandelt behandelen bekijkt bekijken
beoordeelt beoordelen bepaalt bepalen bericht berichten beslist beslissen besluit besluiten bespreekt bespreken
betrekt betrekken biedt bieden blijft blijven brengt brengen consulteert deelt delen dient dienen doet doen eindigt
eindigen evalueert evalueren gaat gaan geeft geven geldt gelden gunt gunnen hoort houdt houden informeert informeer
informeren investeert investeren kijkt kijken kom komt komen koppelt koppelen krijgt krijgen kunt laat laten legt leg
leggen levert leveren licht lichten loopt lopen maakt maken meldt melden moet moeten monitort monitoren neemt neem
nemen nodigt nodigen onderzoekt onderzoeken ondertekent ondertekenen ontvangt ontvangen ontwikkelt ontwikkelen opent
openen organiseert organiseren overlegt overleggen pakt pakken plant plannen praat praten presenteert presenteren
publiceert publiceren rapporteert rapporteren richt richten rondt ronden sluit sluiten spreekt spreken staat staan
start starten stelt stel stellen stemt stemmen stopt stoppen stuurt stuur sturen tekent tekenen toetst toetsen treedt
treden verkent verkennen verlengt verlengen verloopt verneem verneemt verschijnt verstrijkt vertel vertelt vertellen
vervalt vervallen vervangt verwacht verwachten verzoek verzoekt verzoeken vindt vinden voer voert voeren volgt volgen
vraag vraagt vragen wijst wijzen werkt werken wisselt zendt zenden zet zetten
"""
_PAST = """
had hadden werd werden was waren bent ben kwam kwamen ging gingen vroeg vroegen schreef schreven beloofde beloofden
meldde meldden zei zeiden stond stonden gaf gaven kreeg kregen nam namen besloot sprak spraken stuurde stuurden
informeerde informeerden kondigde kondigden vergaderde vergaderden kon konden zou zouden stemde stemden stelde stelden
bleek bleken vond vonden liet lieten bracht brachten zat zaten bleef bleven deed deden adviseerde adviseerden gold
golden hield hielden wilde wilden moest moesten startte startten begon begonnen legde legden bezocht bezochten
verzocht werkte werkten
"""
_PARTICIPLE = (
    r"ge(?!(?:en|meen|noeg|zin|bied|brek|val|heel|sprek|vaar|heim|meent|zinnen|meenten|bieden|zamen|zicht|sprekken|gevens|"
    r"bouwen|bruiken|volgen|vallen|vormen|geven|sprekken|zondheid|legenheid|schiedenis)$)\w{2,}(?:d|t|en)|"
    r"(?:aan|achter|af|bekend|bij|bijeen|door|goed|in|klaar|los|mee|na|neer|om|onder|op|over|plaats|rond|samen|stil|tegen|"
    r"terecht|terug|toe|uit|vast|voor|vooruit|vrij|weg)(?:ge|be|ver)\w{2,}(?:d|t|en)|(?:ver|be|her|ont|er)\w{3,}(?:d|t)|"
    r"besloten|verzonden|ontvangen|besproken|betrokken|over(?:een)?gekomen|onderzocht|verschenen|laten|weten"
)


class Sign:
    """What one word says about a clause, as bits: plain numbers, for they are asked for thousands of times a letter."""

    NONE = 0
    DONE = 1 << 0
    PRESENT = 1 << 1
    PAST = 1 << 2
    PERFECT = 1 << 3
    PARTICIPLE = 1 << 4
    PLANNED = 1 << 5
    WILL = 1 << 6
    PASSIVE = 1 << 7
    STILL = 1 << 8
    TO_YOU = 1 << 9
    NOT = 1 << 10
    IF = 1 << 11
    AIM = 1 << 12
    IS = 1 << 13
    ANNOUNCES = 1 << 14


_LISTED = (
    (Sign.DONE, _DONE),
    (Sign.PRESENT, _PRESENT),
    (Sign.PAST, _PAST),
    (Sign.PERFECT, "heeft hebben hebt heb"),
    (Sign.IS, "is zijn"),
    (
        Sign.PLANNED,
        """
gepland voorzien beoogd beoogde bedoeld bedoeling voornemen voornemens verwacht geagendeerd ingepland gereserveerd
uitgenodigd geprikt streven aangekondigd afhankelijk plan verplicht verwachting gereed
""",
    ),
    (Sign.WILL, "zal zullen zult"),
    (Sign.PASSIVE, "wordt worden"),
    (Sign.STILL, "nog nader vervolgens hierna daarna uiteindelijk opnieuw"),
    (Sign.TO_YOU, "u uw raad gemeenteraad raden raadsleden"),
    (Sign.NOT, "niet geen niets nooit noch evenmin"),
    (Sign.IF, "mocht mochten indien tenzij kan kunnen kunt zou zouden desgewenst mogelijk"),
    (Sign.AIM, "zodat waardoor opdat omdat doordat doel ambitie wil willen rekening"),
)
# Each phrase of followup_words.FUTURE has one of these words.
_ANNOUNCING = """
zal zullen zult ga gaan gaat volgt volgen ontvangt krijgt hoort verneemt gepland voorzien geagendeerd ingepland
beoogd beoogde beogen voornemen voornemens plan verwachting verwacht verwachten streven streeft streefdatum
bedoeling planning vindt vinden plaatsvindt plaatsvinden treedt treden inwerkingtreding tegemoet tegemoetzien start
hopen hoopt slag zeg zeggen
"""
_ANNOUNCING_WORDS = frozenset(_ANNOUNCING.split())
_APOSTROPHE = re.compile("['’]")
_SIGNS: dict[str, int] = {}
for _sign, _text in _LISTED:
    for _word in _text.split():
        _SIGNS[_word] = _SIGNS.get(_word, Sign.NONE) | _sign
_IS_PARTICIPLE = re.compile(_PARTICIPLE)
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-(?=\w)[\w'’]*)*")
# Plural forms of the present are infinitives too.
PLANNED_WORDS = frozenset(word for word in _DONE.split() if word.endswith("en") and not word.startswith("ge"))
PRESENT_WORDS = PLANNED_WORDS | frozenset(_PRESENT.split())


@lru_cache(maxsize=8192)
def sign_of(word: str) -> int:
    """All that one word, in small letters, says about the clause it stands in."""
    found = _SIGNS.get(word, Sign.NONE)
    if not _ANNOUNCING_WORDS.isdisjoint(_APOSTROPHE.split(word)):
        found |= Sign.ANNOUNCES
    return found | Sign.PARTICIPLE if _IS_PARTICIPLE.fullmatch(word) else found


def signs_of(text: str) -> int:
    """All that the words of a text say together."""
    found = Sign.NONE
    for word in _WORD.findall(text.lower()):
        found |= sign_of(word)
    return found
