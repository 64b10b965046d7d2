"""The closed lists of words that only letters know, each with its Dutch label."""

from __future__ import annotations

from governance.vocabulary import Vocabulary


class LetterState(Vocabulary):
    """Where a letter stands between upload and reader."""

    READING = "reading", "Wordt gelezen"
    TO_CHECK = "to_check", "Te controleren"
    PUBLISHED = "published", "Gepubliceerd"
    WITHDRAWN = "withdrawn", "Ingetrokken"
    POSSIBLY_SECRET = "mogelijk_geheim", "Mogelijk geheim"
    SECRET = "geheim", "Geheim, niet bewaard"
    FAILED = "failed", "Niet gelezen"


class UploadStatus(Vocabulary):
    """Where one uploaded file stands; the batch page shows the label and marks the row with the value."""

    WAITING = "waiting", "Ontvangen, wacht op verwerking"
    READING = "reading", "Tekst lezen"
    TO_CHECK = "to_check", "Te controleren"
    PUBLISHED = "published", "Gepubliceerd"
    WITHDRAWN = "withdrawn", "Ingetrokken"
    DUPLICATE = "duplicate", "Keuze nodig"
    NOT_ADDED = "not_added", "Niet toegevoegd"
    UNPACKED = "unpacked", "Uitgepakt"
    ATTACHED = "attached", "Bijlage van een brief"
    CANCELLED = "cancelled", "Geannuleerd"
    POSSIBLY_SECRET = "mogelijk_geheim", "Mogelijk geheim"
    SECRET = "geheim", "Geheim, niet bewaard"
    REFUSED = "refused", "Geweigerd"
    FAILED = "failed", "Mislukt"
    REMOVED = "removed", "Verwijderd"

    @property
    def is_busy(self) -> bool:
        """Whether the file still waits for the worker."""
        return self in {UploadStatus.WAITING, UploadStatus.READING}


class SameBy(Vocabulary):
    """Why a letter may be one that is in the portal already."""

    BYTES = "bytes", "hetzelfde bestand"
    TEXT = "text", "dezelfde tekst"
    NUMBER = "number", "hetzelfde nummer en dezelfde datum"


class RunStatus(Vocabulary):
    """Where one reading of one letter stands."""

    QUEUED = "queued", "In de rij"
    RUNNING = "running", "Bezig"
    DONE = "done", "Klaar"
    FAILED = "failed", "Mislukt"


class ChoiceAction(Vocabulary):
    """What a person decided about a field or a finding."""

    CONFIRMED = "confirmed", "Bevestigd"
    CORRECTED = "corrected", "Aangepast"
    EMPTIED = "emptied", "Leeg gelaten"
    LINKED = "linked", "Gekoppeld"
    CREATED = "created", "Nieuw vastgelegd"
    RESPONDED = "responded", "Antwoord in een ronde"
    REJECTED = "rejected", "Geen besluit"
    MASKED = "masked", "Lakken"
    KEPT = "kept", "Laten staan"


class EvidenceStatus(Vocabulary):
    """How firmly a finding is tied to a record of governance."""

    SUGGESTED = "suggested", "Voorgesteld"
    CONFIRMED = "confirmed", "Bevestigd"
    REJECTED = "rejected", "Afgewezen"
    AMBIGUOUS = "ambiguous", "Meer dan één mogelijk"


class ReportStatus(Vocabulary):
    """What happened with a reader's remark."""

    OPEN = "open", "Open"
    HANDLED = "handled", "Afgehandeld"


class HeadField(Vocabulary):
    """What stands behind a label in the head of a letter, as beheer chooses it; the values are those of the reader."""

    NUMBER_CASE = "number_case", "zaaknummer van de brief"
    NUMBER_OWN = "number_own", "kenmerk van de brief"
    NUMBER_REGISTERED = "number_registered", "ander eigen nummer van de brief"
    DATE_LETTER = "date_letter", "datum van de brief"
    DATE_COLLEGE = "date_college", "datum van het collegebesluit"
    DATE_SENT = "date_sent", "datum van verzending"
    DATE_MEETING = "date_meeting", "datum van de raadsvergadering"
    SUBJECT = "subject", "onderwerp"
    SENDER = "sender", "afzender"
    RECIPIENT = "recipient", "geadresseerde"
    HOLDER = "holder", "portefeuillehouder"
    PORTFOLIO = "portfolio", "portefeuille"
    OFFICIAL = "official", "ambtenaar (wordt gemaskeerd)"
    EMAIL = "email", "e-mailadres"
    PHONE = "phone", "telefoonnummer"
    OPENNESS = "openness", "openbaarheid"
    SECRECY = "secrecy", "geheimhouding"
    YOURS = "yours", "kenmerk of datum van een ander stuk"
    OTHER = "other", "iets anders"


class ProposalStatus(Vocabulary):
    """What became of a way of writing that a griffie proposed."""

    OPEN = "open", "Te beoordelen"
    ACCEPTED = "accepted", "Overgenomen"
    REJECTED = "rejected", "Afgewezen"


class ReceiptStatus(Vocabulary):
    """How far a gemeente is with a letter that it received."""

    RECEIVED = "received", "Ontvangen"
    LISTED = "listed", "Op de lijst"
    HANDLED = "handled", "Afgedaan"
