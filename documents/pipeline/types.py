"""Values that pass between the stages of the pipeline."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypedDict

from governance.vocabulary import ClaimStatus, Outcome


class FailureCode(StrEnum):
    """Why a file cannot be read; the Dutch sentences for users live outside the pipeline."""

    WRONG_TYPE = "wrong_type"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PASSWORD = "password"  # noqa: S105 - the name of a failure, not a secret
    BROKEN = "broken"
    TOO_MANY_PAGES = "too_many_pages"
    NO_TEXT = "no_text"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    NESTED = "nested"
    TOO_MANY_FILES = "too_many_files"
    NO_FILES = "no_files"
    UNPACKED_TOO_LARGE = "unpacked_too_large"
    WINMAIL = "winmail"
    OUTLOOK = "outlook"
    INTERNAL = "internal"


class ReadFailure(Exception):  # noqa: N818 - a failure of the file, not of the program
    """A file that cannot be read. The message is the code only, never text or the name of the file."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Extraction:
    """Raw text per page; `ocr_pages` are 1-based numbers of the pages that were read from their image."""

    media_type: str
    pages: tuple[str, ...]
    ocr_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


# --- The register as the pipeline sees it ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a record, and the half-open period in which it was its name."""

    text: str
    valid_from: date | None = None
    valid_until: date | None = None
    is_abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the register with its half-open period; keys are natural keys such as "gemeente:GM0505"."""

    key: str
    kind: str
    name: str
    names: tuple[Name, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    body_kind: str = ""
    organisation: str = ""
    region: str = ""
    gemeente: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A gemeente (key) in a region (key) for a half-open period."""

    gemeente: str
    region: str
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class HeadLabel:
    """A label of letter heads that an admin added to the packaged ones; `field` is a value of labels.Field."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All records with their periods, and the labels of heads beside the packaged ones; `source` is "database" or
    "packaged"."""

    entries: tuple[Entry, ...] = ()
    memberships: tuple[Membership, ...] = ()
    source: str = "packaged"
    labels: tuple[HeadLabel, ...] = ()


# --- What reading finds ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a finding stands: offsets count code points of the shown text, and `quote` equals `text[start:end]`."""

    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that reading claims; an absent one has value None."""

    value: str | None = None
    confidence: float = 0.0
    status: ClaimStatus = ClaimStatus.ABSENT
    evidence: Evidence | None = None
    derived_from: tuple[str, ...] | None = None


ABSENT = Claim()


class HeadClaims(TypedDict):
    """The claims that follow from the head and the signature of a letter."""

    document_type: Claim
    from_body: Claim
    from_person: Claim
    to_body: Claim
    subject: Claim
    case_number: Claim
    portefeuillehouder: Claim
    confidentiality: Claim


@dataclass(frozen=True, slots=True)
class Mention:
    """Something of the register, or something like it, named in the text; `candidates` are register keys."""

    kind: str
    name: str
    as_written: str
    status: ClaimStatus
    evidence: Evidence
    key: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasFound:
    """A short name that the letter itself defines."""

    short: str
    long: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReferencedNumber:
    """The number of another document (RIS, zaak, kenmerk) that the letter names."""

    number: str
    scheme: str
    status: ClaimStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DecisionFound:
    """A decision that the text reports as taken; dates are ISO, cut to their precision."""

    body: str
    date: str | None
    subject: str
    outcome: Outcome
    effective_date: str | None
    confidence: float
    status: ClaimStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Consultation:
    """What somebody is asked: a zienswijze, an adoption, advice or something else, of whom and by when.

    `kind` is zienswijze, vaststelling, advies or verzoek; `actor` asks, `asked_of` is asked. `deadline` is an ISO date
    cut to its precision, or None where the text names none; `deadline_text` has its words.
    """

    kind: str
    subject: str
    asked_of: str
    actor: str
    deadline: str | None
    deadline_text: str
    confidence: float
    status: ClaimStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something announced or promised. `earliest` and `latest` are inclusive ISO dates, either may be None;
    `granularity` is day, week, month, quarter, season, half_year, year, vague or recurring."""

    what: str
    actor: str
    when_text: str
    earliest: str | None
    latest: str | None
    granularity: str
    confidence: float
    status: ClaimStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Cost:
    """What the letter says about money: kind is amount, share, cashier, in_attachment or not_applicable;
    `amount` is in euros, None where the text names no amount."""

    kind: str
    text: str
    amount: float | None
    confidence: float
    status: ClaimStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that the letter says comes with it (`promised`), or one that it only lists."""

    title: str
    promised: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that is cited by its date or sender and not by a number; `date` is ISO, cut to its precision."""

    words: str
    date: str | None
    sender: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what the text under it is about, and the offsets from the heading to the next one."""

    heading: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonalItem:
    """Something personal that is proposed for masking; kind is email, phone, name, bsn or address."""

    kind: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading found in one letter; `secrecy` is the place where the letter says that it is secret, `links`
    are the web addresses that the text names."""

    text: str
    document_type: Claim = ABSENT
    date: Claim = ABSENT
    date_kind: Claim = ABSENT
    date_earliest: Claim = ABSENT
    date_latest: Claim = ABSENT
    from_body: Claim = ABSENT
    from_person: Claim = ABSENT
    to_body: Claim = ABSENT
    gemeente: Claim = ABSENT
    region: Claim = ABSENT
    subject: Claim = ABSENT
    case_number: Claim = ABSENT
    portefeuillehouder: Claim = ABSENT
    confidentiality: Claim = ABSENT
    referenced_numbers: tuple[ReferencedNumber, ...] = ()
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[AliasFound, ...] = ()
    decisions: tuple[DecisionFound, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    costs: tuple[Cost, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Evidence, ...] = ()
    sections: tuple[Section, ...] = ()
    personal_data: tuple[PersonalItem, ...] = ()
    warnings: tuple[str, ...] = ()
    secrecy: Evidence | None = None
    gemeente_key: str | None = None
    region_key: str | None = None

    def of_kind(self, *kinds: str) -> tuple[Mention, ...]:
        """The mentions of these kinds (region, gemeente, organisation, body, programme, person), in reading order."""
        return tuple(mention for mention in self.mentions if mention.kind in kinds)

    def _acts(self, mention: Mention) -> bool:
        """Whether the text names another gemeente as an organisation: "de gemeente Goes"."""
        word = "gemeente "
        start = mention.evidence.start - len(word)
        other = mention.kind == "gemeente" and mention.key != self.gemeente_key
        return other and self.text[max(0, start) : start + len(word)].lower() == word

    def as_json(self) -> dict[str, Any]:
        """The keys of the reading contract from "text" on, all of them always there, ready for `json.dumps`."""
        result: dict[str, Any] = {"text": self.text}
        result |= {field: _claim_json(getattr(self, field)) for field in CLAIM_FIELDS}
        result["referenced_numbers"] = [_plain(asdict(found)) for found in self.referenced_numbers]
        result["bodies"] = [_mention_json(mention) for mention in self.of_kind("body")]
        result["organisations"] = [
            _mention_json(mention) for mention in self.mentions if mention.kind == "organisation" or self._acts(mention)
        ]
        result["programmes"] = [_mention_json(mention) for mention in self.of_kind("programme")]
        result["aliases"] = [_plain(asdict(found)) for found in self.aliases]
        result["decisions"] = [_plain(asdict(found)) for found in self.decisions]
        result["consultations"] = [_plain(asdict(found)) for found in self.consultations]
        result["follow_ups"] = [_plain(asdict(found)) for found in self.follow_ups]
        result["sections"] = [_plain(asdict(found)) for found in self.sections]
        result["costs"] = [_plain(asdict(found)) for found in self.costs]
        result["attachments"] = [_plain(asdict(found)) for found in self.attachments]
        result["personal_data"] = [_plain(asdict(found)) for found in self.personal_data]
        result["warnings"] = list(self.warnings)
        return result


CLAIM_FIELDS = (
    "document_type",
    "date",
    "date_kind",
    "date_earliest",
    "date_latest",
    "from_body",
    "from_person",
    "to_body",
    "gemeente",
    "region",
    "subject",
    "case_number",
    "portefeuillehouder",
    "confidentiality",
)


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """Enum members as the plain strings they are stored as."""
    return {key: str(value) if isinstance(value, StrEnum) else value for key, value in found.items()}


def _claim_json(claim: Claim) -> dict[str, Any]:
    result = _plain(asdict(claim))
    result["derived_from"] = list(claim.derived_from) if claim.derived_from else None
    return result


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "name": mention.name,
        "as_written": mention.as_written,
        "status": str(mention.status),
        "evidence": asdict(mention.evidence),
    }
