"""What went wrong with a file and what somebody can do about it, in Dutch sentences for people."""

from __future__ import annotations

from documents.pipeline.types import FailureCode

SENTENCES: dict[str, str] = {
    FailureCode.WRONG_TYPE: (
        "Dit bestand is geen PDF, Word-, ODT- of tekstbestand, en ook geen mail of ZIP. "
        "Sla de brief op als PDF of Word en voeg hem opnieuw toe."
    ),
    FailureCode.EMPTY: ("Dit bestand is leeg. Controleer het bestand en voeg het opnieuw toe."),
    FailureCode.TOO_LARGE: (
        "Dit bestand is groter dan 25 MB. Maak het kleiner, bijvoorbeeld door bijlagen apart toe te voegen."
    ),
    FailureCode.PASSWORD: (
        "Dit bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en voeg het opnieuw toe."
    ),
    FailureCode.BROKEN: (
        "Dit bestand is beschadigd en kan niet worden geopend. Maak het opnieuw aan en voeg het nog een keer toe."
    ),
    FailureCode.TOO_MANY_PAGES: (
        "Dit bestand heeft meer dan 500 pagina's. Voeg alleen de brief toe, zonder de bijlagen."
    ),
    FailureCode.NO_TEXT: (
        "In dit bestand is geen leesbare tekst gevonden, ook niet op de scan. "
        "Voeg een betere scan of het digitale origineel toe."
    ),
    FailureCode.TIMEOUT: (
        "Het lezen van dit bestand duurde te lang en is gestopt. "
        "Voeg alleen de brief toe, of probeer een andere versie."
    ),
    FailureCode.MEMORY: (
        "Dit bestand vraagt te veel geheugen om te lezen. Voeg alleen de brief toe, of probeer een andere versie."
    ),
    FailureCode.NESTED: (
        "Dit bestand is zelf weer een ZIP of een mail, in een ZIP of mail. Pak het uit en voeg de brieven los toe."
    ),
    FailureCode.TOO_MANY_FILES: (
        "Hierin zitten meer dan 60 bestanden. Verdeel ze over meer dan één ZIP of mail en voeg die apart toe."
    ),
    FailureCode.NO_FILES: ("Hierin zitten geen bestanden die het portaal kan lezen. Voeg de brieven los toe."),
    FailureCode.UNPACKED_TOO_LARGE: (
        "Uitgepakt is dit bestand te groot. Voeg de brieven los toe, of in een kleinere ZIP."
    ),
    FailureCode.WINMAIL: (
        "Outlook heeft de bijlagen ingepakt in een bestand dat andere programma's niet kunnen openen (winmail.dat). "
        "Vraag de afzender om de mail opnieuw te sturen, of voeg de bijlagen los toe."
    ),
    FailureCode.OUTLOOK: (
        "Dit is een bericht in het eigen formaat van Outlook (.msg). Sla het op als .eml, of voeg de bijlagen los toe."
    ),
    FailureCode.INTERNAL: (
        "Het lezen is door een storing niet gelukt. Kies ‘Opnieuw proberen’, of meld het bij beheer."
    ),
}
UNKNOWN = "Het lezen van dit bestand is niet gelukt. Voeg het opnieuw toe, of meld het bij beheer."


def sentence(code: str) -> str:
    """What happened to the file and what to do, for a stored failure code; a general sentence for an unknown one."""
    return SENTENCES.get(code, UNKNOWN)
