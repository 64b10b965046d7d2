"""One clause that says an outcome: whether it happened, who did it, when, and about what."""

from __future__ import annotations

import re

from documents.pipeline.dates import (
    DateFound,
)
from documents.pipeline.decision_anchors import (
    Anchor,
)
from documents.pipeline.decision_bodies import (
    same_body,
)
from documents.pipeline.decision_settings import (
    Letter,
    Setting,
    past_dates,
)
from documents.pipeline.decision_subject import (
    Before,
    cleaned,
    subject,
)
from documents.pipeline.decision_words import (
    AFTER_A_DAY,
    AFTERWARDS,
    BY_BODY,
    CLOSED_CLAUSE,
    CLUSTER,
    EFFECTIVE,
    EFFECTIVE_QUICK,
    HAVE,
    IN_BRACKETS,
    INTENDED,
    LATER,
    MIN_SUBJECT,
    MOTION,
    NOT_TAKEN,
    OPENS_LIST,
    OUR_COLLEGE,
    PROPER_SUBJECT,
    PROPOSAL,
    QUOTED,
    SAME_MEETING,
    SINCE,
    SUBJECT_BEFORE,
    SUBJECT_BEHIND,
    TABLES,
    THAT,
    WE,
    WITHOUT_AUXILIARY,
)
from documents.pipeline.sentences import (
    Sentence,
)
from documents.pipeline.types import (
    DecisionFound,
)
from governance.vocabulary import ClaimStatus, Outcome

# "een moeilijk besluit": what it was about stands in the next sentence, if anywhere.
_EMPTY = re.compile(
    r"(?:moeilijk|lastig|belangrijk|principieel|ander|laatste|eerste)e?\s+(?:besluit|punt|kwestie|onderwerp)|volgende|"
    r"(?:twee|drie|vier|vijf|zes)\s+(?:dingen|zaken|punten|besluiten|beslissingen|maatregelen)",
    re.I,
)
_GOES_ABOUT = re.compile(
    r"\s*(?:Het|Dat|Dit)\s+(?:gaat|ging)\s+(?:hierbij\s+|daarbij\s+|hier\s+)?(?:om|over)\s+(?P<what>[^.;]{5,160})"
)
_BACK = 1500
# So many characters on, "is verworpen" no longer speaks of the meeting told before.
_FAR = 450


def decision_of(
    letter: Letter, sentence: Sentence, anchor: Anchor, setting: Setting, told: str
) -> DecisionFound | None:
    """The decision of one anchor, or None where body or subject cannot be told; `told` is what the sentence was about
    before."""
    text = letter.flat[sentence.start : sentence.end]
    found, own = _date_of(letter, sentence, anchor)
    body, named = _who(letter, sentence, anchor, setting)
    if not body:
        return None
    if found is None and _inherits(text, sentence, setting, body, named=named):
        found = setting.found
    what = subject(
        text,
        anchor,
        body,
        Before(letter.flat[max(0, sentence.start - _BACK) : sentence.start], setting.text, told, setting.meeting),
    )
    if _EMPTY.fullmatch(what):
        about = _GOES_ABOUT.match(letter.flat, sentence.end)
        what = cleaned(about["what"]) if about else ""
    vouched = named or bool(told) or (sentence.listed and setting.opens)
    if len(what) < MIN_SUBJECT or not (vouched or (found and not anchor.weak)):
        return None
    if found is None and not _holds_undated(letter, sentence, anchor, setting, body, named=named):
        return None
    outcome = Outcome.INTENDED if INTENDED.search(text, anchor.begin, anchor.end) else anchor.outcome
    return DecisionFound(
        body=body,
        date=found.iso if found else None,
        subject=what,
        outcome=outcome,
        effective_date=_effective(letter, sentence, found),
        confidence=0.7 if own and named else 0.5 if found else 0.3,
        status=ClaimStatus.CHECK,
        evidence=letter.source.evidence(sentence.start, sentence.end),
    )


def _who(letter: Letter, sentence: Sentence, anchor: Anchor, setting: Setting) -> tuple[str, bool]:
    """Who decided, and whether the sentence says so: motions are a council's own, "nadat" needs a body of its own."""
    text = letter.flat[sentence.start : sentence.end]
    body, named = _body_of(letter, sentence, anchor, setting)
    motion = not (sentence.listed and setting.opens) and not anchor.decided and MOTION.search(text, 0, anchor.end)
    if motion and not (named and BY_BODY.search(text)):
        body = body if named and re.search(r"raad|raden|Kamer", body) else letter.named.you
    after = text[: anchor.begin].rstrip().casefold().endswith("nadat")
    if after and body not in [name for _, name in letter.named.between(*_clause(sentence, anchor))]:
        return "", False
    return body, named


def _clause(sentence: Sentence, anchor: Anchor) -> tuple[int, int]:
    return sentence.start + anchor.begin, sentence.start + anchor.stop


def _holds_undated(
    letter: Letter, sentence: Sentence, anchor: Anchor, setting: Setting, body: str, *, named: bool
) -> bool:
    """Whether a decision without a day is one: a strong verb with its body, or an item of the writer's own list."""
    own_list = sentence.listed and setting.decided and same_body(body, letter.named.we)
    thought = (
        anchor.decided
        and anchor.object is None
        and not THAT.match(letter.flat, sentence.start + anchor.end, sentence.end)
    )
    return not anchor.weak and (named or own_list) and not thought


def taken(text: str, anchor: Anchor, *, inherits: bool) -> bool:
    """Whether the clause says that it happened: a past form near the verb, nothing that makes it a plan or a denial."""
    if anchor.decided and anchor.object is None and OPENS_LIST.fullmatch(text, anchor.end):
        return not text.rstrip().endswith(":") and _has_happened(text, anchor, inherits=inherits)
    return _has_happened(text, anchor, inherits=inherits)


def _has_happened(text: str, anchor: Anchor, *, inherits: bool) -> bool:
    plain = QUOTED.sub("", text[anchor.begin : anchor.start])
    plain = AFTER_A_DAY.sub("", PROPOSAL.sub("", CLOSED_CLAUSE.sub("", plain)))
    if inherits:
        plain = re.sub(r"\bword(?:t|en)\b", "", plain)
    if anchor.outcome is Outcome.INTENDED:
        plain = plain.replace("voornemen", "")
    if CLUSTER.search(text, 0, anchor.start) or NOT_TAKEN.search(plain) or AFTERWARDS.match(text, anchor.end):
        return False
    if WITHOUT_AUXILIARY.search(text[: anchor.start]):
        return True
    if text[: anchor.start].endswith("(") and IN_BRACKETS.match(text, anchor.end):
        return True
    return anchor.finite or inherits or bool(HAVE.search(text[: anchor.end + 25]))


def _date_of(letter: Letter, sentence: Sentence, anchor: Anchor) -> tuple[DateFound | None, bool]:
    """The date that the sentence gives a decision: before the verb in its clause, behind it, or earlier."""
    start = sentence.start
    inner = anchor.object if anchor.object and anchor.finite else None
    pieces = [(anchor.begin, anchor.start, -1), (anchor.start, anchor.stop, 0), (0, anchor.begin, -1)]
    if inner and inner[0] > anchor.start:
        pieces.insert(1, (anchor.start, inner[1], 0))
    for left, right, which in pieces:
        dates = past_dates(letter, start + left, start + right)
        if dates:
            return dates[which], True
    return None, False


def _body_of(letter: Letter, sentence: Sentence, anchor: Anchor, setting: Setting) -> tuple[str, bool]:
    """Who decided, and whether the sentence says so itself."""
    start = sentence.start
    if sentence.listed and setting.opens and setting.body:
        return setting.body, False
    whole = letter.flat[start : sentence.end]
    if setting.found and letter.named.of_person and WE.search(whole) and not OUR_COLLEGE.search(whole):
        return setting.body, True
    joined = not anchor.finite and anchor.begin > 0 and not HAVE.search(whole[anchor.begin : anchor.end + 8])
    body = "" if joined else letter.named.acting(start + anchor.begin, start + anchor.stop, start + anchor.start)
    if not body and anchor.begin:
        body = letter.named.acting(start, start + anchor.begin, start + anchor.begin)
    if body:
        return body, True
    text = letter.flat[sentence.start : sentence.end]
    name = PROPER_SUBJECT.match(text, anchor.begin)
    if name and (anchor.outcome is not Outcome.WITHDRAWN or LATER.search(text)):
        return name["who"], True
    return ("", False) if _somebody_else(text, anchor) else (setting.body, False)


def _somebody_else(text: str, anchor: Anchor) -> bool:
    """Whether an active clause has a subject that is no body: "de directeur heeft …"."""
    clause = text[anchor.begin : anchor.end]
    if HAVE.match(clause.lstrip()):
        clause = text[: anchor.end]
    behind = SUBJECT_BEHIND.search(clause)
    before = SUBJECT_BEFORE.match(clause)
    who = behind["who"] if behind else before["who"] if before else ""
    return bool(who) and not TABLES.search(who)


def _inherits(text: str, sentence: Sentence, setting: Setting, body: str, *, named: bool) -> bool:
    """Whether the day of an earlier sentence holds here: for a list below it, for the same body, or by "daar"."""
    if setting.found is None or SINCE.search(text):
        return False
    if (sentence.listed and setting.opens) or SAME_MEETING.search(text):
        return True
    if not named:
        return setting.under or not setting.near or sentence.start - setting.near < _FAR
    return same_body(body, setting.body)


def _effective(letter: Letter, sentence: Sentence, decided: DateFound | None) -> str | None:
    if not EFFECTIVE_QUICK.search(letter.flat, sentence.start, sentence.end):
        return None
    for found in letter.dates_between(sentence.start, sentence.end):
        before = letter.flat[max(sentence.start, found.start - 22) : found.start]
        if found.iso and EFFECTIVE.search(before) and found.day and (not decided or found.start != decided.start):
            return found.iso
    return None
