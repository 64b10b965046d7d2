"""The labels of Dutch letter heads, as data: a label on the left, what stands behind it on the right.

A house style that is not read well usually lacks a row here.
"""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """What the value behind a label is."""

    NUMBER_CASE = "number_case"
    NUMBER_INTAKE = "number_intake"
    NUMBER_OWN = "number_own"
    NUMBER_REGISTERED = "number_registered"
    NUMBER_FILE = "number_file"
    DATE_LETTER = "date_letter"
    DATE_COLLEGE = "date_college"
    DATE_SENT = "date_sent"
    DATE_MEETING = "date_meeting"
    SUBJECT = "subject"
    SENDER = "sender"
    RECIPIENT = "recipient"
    HOLDER = "holder"
    PORTFOLIO = "portfolio"
    OFFICIAL = "official"
    EMAIL = "email"
    PHONE = "phone"
    OPENNESS = "openness"
    SECRECY = "secrecy"
    YOURS = "yours"
    OTHER = "other"


def _table(text: str) -> tuple[str, ...]:
    return tuple(" ".join(label.split()) for label in text.split("|"))


# Between strokes, in small letters, without the colon behind them.
LABELS: dict[Field, tuple[str, ...]] = {
    Field.NUMBER_CASE: _table("""
        zaaknummer(s) | zaak nr. | zaakcode | zaakkenmerk | zaakgericht nummer | ons zaaknummer |
        intern zaaknummer | zaaksysteemnummer | zaakid | z-nummer | zaaknummer | zaaknr. | zaaknr |
        zaak nummer | zaak-id | zaak id | zaak | mozard zaaknummer
    """),
    Field.NUMBER_INTAKE: _table("""
        inboeknummer | inboeknr. | inboeknr | boeknummer | bb-nummer
    """),
    Field.NUMBER_OWN: _table("""
        ons nummer | ons nr. | ons briefnummer | kenmerk gemeente | kenmerk brief | referentie |
        referentienummer | ref. | ref | referentiecode | uitgaand kenmerk | our ref. | briefnr. |
        kenmerknummer | ons kenm. | ons kenmerk | kenmerk | onze referentie | kenmerkcode | onze ref. |
        ons ref. | briefkenmerk
    """),
    Field.NUMBER_REGISTERED: _table("""
        corr.nr. | corr. nr. | corr.nummer | correspondentienummer |
        reg.nr. | reg. nr. | regnr. | reg.nummer | registratie nummer | registratienr | registratiecode |
        documentnr | document nr. | docnummer | doc.nr. | doc. nr. | doc.nummer | stuknummer | stuknr. |
        poststuknummer | postnummer | bw-nummer | b&w-nummer | b&w nummer | b&w nr. | b&w-nr. | bw nummer |
        besluitnummer | besluitnr. | collegebesluitnummer | collegevoorstelnummer | voorstelnummer |
        nota nummer | notanummer | nota nr. | mededelingnummer | mededelingsnummer | nummer mededeling |
        memonummer | brief nummer | rib nr. | rib-nr. | ribnr. | raadsbriefnummer | nummer raadsbrief |
        nummer raadsinformatiebrief | raadsinformatiebriefnummer | raadsinformatiebrief nr. | ris-nummer |
        ris nummer | risnummer | ris nr. | bis-nummer | bis nummer | raadsnummer | raadsstuknummer |
        raadsvoorstelnummer | casenummer | case nummer | jsnr. | joinnummer | join nummer | idocnummer |
        djumanummer | decosnummer | verseon nummer | mozardnummer | mozard nummer | corsa | corsakenmerk |
        sharepointnummer | intern nummer | uitgaand nummer | volgnr. | registratienummer | registratienr. |
        registratiekenmerk | documentnummer | documentnr. | document-id | documentid | docnr. | edocs nummer
        | edocsnummer | uit-nummer | uit nummer | lbr. | rib-nummer | rib nummer | ribnummer | briefnummer |
        nummer | volgnummer | corsanummer | corsa nummer | verseonnummer | djuma nummer | decos nummer | nr.
    """),
    Field.NUMBER_FILE: _table("""
        dossiernummer | dossier | agendanummer | agendapunt | dossiernr. | dossier nr. | dossiercode |
        agendapuntnummer | agendapuntnr.
    """),
    Field.DATE_LETTER: _table("""
        dd. | datum nota | datum notitie | datum raadsbrief | datum raadsinformatiebrief | datum rib |
        datum document | documentdatum | datum stuk | datum schrijven | datum bericht | datum mededeling |
        datum informatienota | datum opmaak | aanmaakdatum | opmaakdatum | opgesteld op | opgemaakt op |
        plaats en datum | plaats, datum | plaats/datum | datum ondertekening | onze datum | publicatiedatum
        | datum publicatie | beantwoord | beantwoord op | datum beantwoording | datum antwoord | stand per |
        versiedatum | datum versie | datum registratie | registratiedatum | uitgiftedatum | datum |
        datum brief | briefdatum | dagtekening | d.d. | datum opgesteld | datum memo | opsteldatum
    """),
    Field.DATE_COLLEGE: _table("""
        datum besluit college | datum besluit b&w | datum b en w besluit | besluit college |
        besluit college d.d. | besluit college van | besluit b&w | besluit b&w d.d. | besluit b en w |
        b en w besluit | b&w besluit | b&w-besluit | b&w d.d. | b&w-vergadering d.d. |
        b&w vergadering d.d. | bw-datum | bw datum | b en w datum | datum bw | vergadering b&w |
        vergadering college | vergadering college d.d. | vergaderdatum college | vergaderdatum b&w |
        collegevergadering d.d. | collegevergadering van | datum vergadering college |
        datum college-vergadering | datum in college | datum behandeling college | datum behandeling b&w |
        behandeling in college | behandeld in college | behandeld in college d.d. | behandeld in b&w |
        vastgesteld door college | vastgesteld door b&w | vastgesteld in b&w | vastgesteld d.d. |
        vastgesteld op | vaststellingsdatum | datum vaststelling | datum vastgesteld | collegedatum |
        besloten op | besluit d.d. | beslisdatum college | datum akkoord college | akkoord college |
        college d.d. | datum ab | datum db | datum bestuur | datum bestuursvergadering |
        b&w beslisdatum | beslisdatum b&w | beslisdatum | datum b&w vergadering | datum b&w-vergadering |
        datum vergadering b&w | datum b&w | datum b en w | b&w datum | b&w-datum | b&w vergadering |
        b&w-vergadering | b en w-vergadering | datum college | datum collegevergadering | collegevergadering
        | datum collegebesluit | collegebesluit d.d. | collegebesluit van | collegebesluit |
        datum b&w-besluit | datum b&w besluit | b&w-besluit d.d. | b&w besluit d.d. | besluitdatum |
        datum besluit | vastgesteld in college d.d.
    """),
    Field.DATE_SENT: _table("""
        datum van verzending | verzonden d.d. | verz. | verz. datum | verzending | verstuurd op |
        datum verstuurd | datum verstuurd aan raad | datum naar raad | toegezonden op | verzending d.d. |
        datum toezending | verzonden | verzenddatum | verzonden op | datum verzending | datum verzonden |
        verzendd.d.
    """),
    Field.DATE_MEETING: _table("""
        datum vergadering | raadsvergadering van | datum raadscommissie | datum commissievergadering |
        commissie d.d. | raad d.d. | datum behandeling | behandeldatum | raadsdatum | vergadering d.d. |
        datum overleg | datum bijeenkomst | vergaderdatum | raadsvergadering | raadsvergadering d.d. |
        datum raadsvergadering | datum raad | vergadering van | vergadering | commissievergadering |
        datum commissie
    """),
    Field.SUBJECT: _table("""
        onderwerp | betreft | titel | kern mededeling | inzake | betr. | omschrijving onderwerp |
        onderwerp brief | onderwerp/titel | titel/onderwerp | onderwerp memo | onderwerp nota |
        naam onderwerp | korte titel | titel nota | titel document | titel brief |
        titel raadsinformatiebrief | titel mededeling | omtrent | over | aangaande | thema/onderwerp |
        onderwerp van de brief | onderwerp raadsinformatiebrief | onderwerp mededeling | briefonderwerp |
        omschrijving
    """),
    Field.SENDER: _table("""
        van | afzender | verzender | afkomstig van | afzender(s) | verzonden door | memo van | brief van
    """),
    Field.RECIPIENT: _table("""
        ter attentie van | doelgroep | gericht tot | verzonden aan | adressering | brief aan | memo voor |
        nota aan | nota voor | informatienota aan | ter informatie aan | aan | geadresseerde |
        geadresseerden | oplegnotitie voor | memo aan | gericht aan | bestemd voor
    """),
    Field.HOLDER: _table("""
        pfh | pfh. | porteffeuillehouder | portefeuilleh. | portef.houder | port.houder |
        bestuurlijk portefeuillehouder | eerste portefeuillehouder | 1e portefeuillehouder |
        portefeuillehouder college | portefeuillehouder db | portefeuillehouder(en) |
        naam portefeuillehouder | wethouder(s) | verantwoordelijke wethouder |
        verantwoordelijke portefeuillehouder | verantwoordelijk collegelid | verantwoordelijk bestuurder |
        coordinerend portefeuillehouder | coördinerend portefeuillehouder | coördinerend wethouder |
        portefeuillehouder en bestuurlijk verantwoordelijke | bestuurlijk verantwoordelijke |
        bestuurlijk trekker | bestuurlijk opdrachtgever | betrokken portefeuillehouder(s) |
        collegelid/portefeuillehouder | portefeuillehouder/collegelid | lid college | portefeuillehouder |
        portefeuillehouder(s) | portefeuillehouders | portefeuillehouder ab | (ambtelijk) portefeuillehouder
        | verantwoordelijk portefeuillehouder | verantwoordelijk wethouder | collegelid | bestuurder |
        wethouder
    """),
    Field.PORTFOLIO: _table("""
        portefeuille | portefeuille(s) | portefeuilles
    """),
    Field.OFFICIAL: _table("""
        informant | informanten | vraag aan | vraag bij | uw vraag aan | vragen naar | door |
        opsteller(s) | opstellers | stellers | auteurs | indiener |
        contactpersoon gemeente | contactambtenaar | contact via | in behandeling bij | behandeld bij |
        behandelaars | behandelend afdeling | behandelaar(s) | behandeld d. | dossierhouder |
        procesverantwoordelijke | primaathouder | verantwoordelijk ambtenaar | verantwoordelijk manager |
        verantwoordelijk directeur | verantwoordelijk teammanager | ambtelijk trekker | beleidsambtenaar |
        beleidsambt. | domeinmanager | inlichtingen via | vragen aan | vragen bij | voor vragen |
        aanspreekpunt | naam behandelaar | naam contactpersoon | naam opsteller | samensteller |
        geschreven door | gemaakt door | uw behandelaar | onze contactpersoon | info bij | nadere info |
        auteur | auteur(s) | steller | steller(s) | opsteller | opgesteld door | behandelaar |
        behandeld door | behandelend ambtenaar | beh. ambtenaar | beh. door | ambtelijk steller |
        ambtelijk verantwoordelijke | redactie | eerste contactpersoon | behandelend medewerker |
        behandelaar/contactpersoon | contactpersoon | contactpersonen | contact persoon | contact |
        contactgegevens | contactinformatie | ambtelijk contact | ambtelijk contactpersoon |
        ambtelijk opsteller | ambtelijk opdrachtgever | uw contact | uw contactpersoon | inlichtingen |
        inlichtingen bij | informatie bij | nadere informatie bij | meer informatie bij |
        voor meer informatie | bij vragen | naam | naam steller | naam auteur | medewerker | ambtenaar |
        beleidsmedewerker | beleidsadviseur | projectleider | adviseur | ondertekenaar
    """),
    Field.EMAIL: _table("""
        e-mail | e-mailadres | email | mail | mailadres | e-mail steller | e | mail adres | emailadres |
        e mail | e-mail adres | e-mail contactpersoon | e-mail behandelaar | e-mail opsteller |
        e-mail auteur | e.
    """),
    Field.PHONE: _table("""
        telefoon contactpersoon | telefoon steller | tel.nr. | tel. nr. | telnr. | telefoonnr | telefoon nr.
        | rechtstreeks nummer | rechtstreeks | direct nummer | doorkies nummer | doorkies |
        doorkiesnummer behandelaar | toestel | mob. | gsm | tel.nummer | t. | m. | telefoon | telefoonnummer
        | telefoonnr. | tel. | tel | doorkiesnummer | doorkiesnr. | doorkiesnr | mobiel | mobiel nummer | t
        | m
    """),
    Field.OPENNESS: _table("""
        openbaar | openbaarheid | openbaar / besloten | vertrouwelijkheid | status | openbaar/besloten |
        openbaar/vertrouwelijk | openbaar of vertrouwelijk | openbaar ja/nee | openbaarheid stuk |
        vertrouwelijk | vertrouwelijk/openbaar | mate van openbaarheid | openbaarmaking
    """),
    Field.SECRECY: _table("""
        geheimhouding | geheimhouding op grond van de gemeentewet | geheim | geheimhouding opgelegd |
        geheim ja/nee | geheim/openbaar
    """),
    Field.YOURS: _table("""
        uw nummer | uw nr. | uw schrijven van | uw brief / kenmerk | uw brief/kenmerk |
        uw brief van / kenmerk | uw datum | uw bericht van | uw e-mail | uw mail van | uw kenmerk/brief |
        uw vraag van | uw briefnummer | ingediend | ingediend op | datum indiening | datum ingediend |
        datum vragen | datum vraag | datum ontvangst | ontvangstdatum | ontvangen | ontvangen op |
        uw dossier | uw kenm. | uw ref | uw zaaknr. | uw kenmerk | uw referentie | uw ref. | uw brief van |
        uw brief van/kenmerk | uw brief | uw brief d.d. | datum uw brief | uw zaaknummer
    """),
    Field.OTHER: _table("""
        beleidsprogramma | programma/beleidsveld | programmalijn | programmaonderdeel | begrotingsonderdeel
        | taakveld | portefeuillegebied | portefeuille/thema | commissie | raadscommissie | directie |
        directie/afdeling | onderdeel | organisatie-onderdeel | team/afdeling | afdeling/team |
        afdeling/bureau | opgave/team | programmateam | bijl. | aantal pagina's | aantal bladen | pagina's |
        aantal pagina’s | paginanummer | blz. | blz | uitvoering | type | type document | soort document |
        soort stuk | gevraagd | actie | gevraagde actie | doel | aard van de mededeling | embargo |
        embargo tot | fractie | vraagsteller | vragensteller | kopie naar | afschrift | in afschrift aan |
        c.c | bcc | retouradres | bankrekening | bic | btw | btw-nummer | kvk-nummer | kvk nummer | rsin |
        openingstijden | toezeggingnummer | relatie met | gerelateerd aan | referentie raad |
        ter besluitvorming | ter informatie | ter bespreking | verspreiding | medeparaaf |
        begrotingsprogramma | beleidsveld | beleidsterrein | thema | programma | kernteam/opgave | kernteam
        | opgave | expertiseteam | team/teamonderdeel | team | cluster | domein | sector | eenheid |
        afdeling | organisatieonderdeel | bureau | verantwoordelijke | versie | bijlage(n) | bijlagen |
        bijlage | aantal bijlagen | bijgaande stukken | behandeling | behandelen in | ter behandeling in |
        ter kennisname | voor | pagina | bladnummer | blad | bladzijde | website | internet | bezoekadres |
        postadres | adres | postbus | fax | kopie | kopie aan | cc | c.c. | afschrift aan | i.a.a. | plaats
        | soort | documentsoort | raadsperiode | faxnummer | kvk | iban
    """),
}

# Too short or too common in prose to be a label without a colon, a tab or a column of its own.
WEAK = frozenset(
    _table("""
        aangaande | actie | adres | adressering | adviseur | afschrift | ambtenaar | beantwoord |
        behandeling | bestuurder | bijlage | bijlagen | blad | blz | blz. | bureau | cc | cluster |
        collegebesluit | collegelid | commissie | contact | d.d. | dd. | directie | doel | doelgroep |
        domein | door | doorkies | dossier | e | e. | eenheid | embargo | fractie | geheim | gevraagd | indiener |
        informant | ingediend | internet | kopie | m | m. | mail | medewerker | mobiel | naam | nr.
        | nummer | omschrijving | omtrent | onderdeel | ontvangen | openbaar | over | openbaarmaking | opgave |
        organisatie-onderdeel | pagina | pagina's | plaats | programma | programmalijn | raadscommissie |
        raadsperiode | rechtstreeks | ref | ref. | referentie | sector | soort | status | t | t. | taakveld
        | team | thema | toestel | type | uitvoering | verantwoordelijke | vergadering | versie |
        verspreiding | vertrouwelijk | verzending | verzonden | voor | vraagsteller | vragensteller |
        website | wethouder | zaak
    """)
)
