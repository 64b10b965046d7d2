"""Letters and everything that reading and people say about them."""

from documents.models.attachments import LetterAttachment
from documents.models.batches import IngestedMail, RemovalRecord, Upload, UploadBatch
from documents.models.checking import FourEyes, ReviewDraft
from documents.models.contradictions import Contradiction
from documents.models.findings import Choice, CitedDocument, EvidenceLink, Finding, Passage
from documents.models.head_labels import HeadLabel
from documents.models.letters import Letter, LetterVersion, SourceFile
from documents.models.proposals import AliasProposal
from documents.models.receipts import HandlingCode, Receipt
from documents.models.reports import Report
from documents.models.runs import ReadingRun
from documents.models.settlements import Settlement

__all__ = [
    "AliasProposal",
    "Choice",
    "CitedDocument",
    "Contradiction",
    "EvidenceLink",
    "Finding",
    "FourEyes",
    "HandlingCode",
    "HeadLabel",
    "IngestedMail",
    "Letter",
    "LetterAttachment",
    "LetterVersion",
    "Passage",
    "ReadingRun",
    "Receipt",
    "RemovalRecord",
    "Report",
    "ReviewDraft",
    "Settlement",
    "SourceFile",
    "Upload",
    "UploadBatch",
]
