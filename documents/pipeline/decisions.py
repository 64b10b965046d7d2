"""Decisions that the text reports as taken: body, date, subject, outcome, effective date.

Announced, asked and denied decisions are none, nor is "hebben vastgesteld dat …" (an observation). Wrong is worse than
missing: a clause in which body and outcome cannot be told is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.pipeline.bodies import BodyHit
from documents.pipeline.dates import DateFound, find_dates, nearest_year
from documents.pipeline.decision_anchors import Anchor, anchors, listed_anchor
from documents.pipeline.decision_bodies import Named, named_in, same_body
from documents.pipeline.decision_rows import row_decisions, table_rows
from documents.pipeline.decision_subject import Before, cleaned, subject
from documents.pipeline.decision_verbs import (
    ATTRIBUTE,
    ATTRIBUTE_OUTCOMES,
    CONSENT,
    DATED_NOMINAL,
    DID_THE_SAME,
    NOMINAL,
    NOMINAL_QUICK,
    NOUNS,
    THE_DECISION,
)
from documents.pipeline.decision_words import (
    ABOUT_LETTERS,
    AFTER_A_DAY,
    AFTERWARDS,
    BULLET,
    BY_BODY,
    COMMON,
    CONTEXT,
    DIGIT,
    EFFECTIVE,
    EFFECTIVE_QUICK,
    ENUMERATED,
    HAVE,
    HEADING,
    HEADING_LINE,
    IN_BRACKETS,
    INFORMING,
    INTENDED,
    LATER,
    LIST_OPENS,
    MIN_SUBJECT,
    MOTION,
    NOT_NOMINAL,
    NOT_TAKEN,
    OUR_COLLEGE,
    OWN_DECISIONS,
    PASSIVE,
    PROPER_SUBJECT,
    PROPOSAL,
    SAME_MEETING,
    SINCE,
    SUBJECT_BEFORE,
    SUBJECT_BEHIND,
    TABLES,
    TOOK,
    UNTIL,
    WE,
    WITHOUT_AUXILIARY,
    YOU,
)
from documents.pipeline.layout import Source
from documents.pipeline.ocr_words import flattened
from documents.pipeline.own_decisions import own_sections
from documents.pipeline.parties import Parties
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import DecisionFound, Section
from governance.vocabulary import ClaimStatus, Outcome, Precision

_BACK = 1500


@dataclass(frozen=True, slots=True)
class _Setting:
    """Who met or decided, and when, as an earlier sentence or heading said; `opens` when a list follows, `decided`
    when that list is one of decisions."""

    body: str = ""
    found: DateFound | None = None
    opens: bool = False
    decided: bool = False
    text: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class _Letter:
    """What every rule needs: the letter, its words with broken ones made whole, its day, and who is named in it."""

    source: Source
    flat: str
    day: date | None
    named: Named


def find_decisions(
    source: Source, parties: Parties, bodies: Sequence[BodyHit], sections: Sequence[Section], start: int = 0
) -> tuple[DecisionFound, ...]:
    """The decisions in the running text; `parties` say whom "wij" and "u" stand for and of what day the letter is.
    The college's own lists among the `sections` are for own_decisions.py."""
    flat = flattened(source.text)
    letter = _Letter(source, flat, parties.day, named_in(flat, bodies, parties.sender, parties.addressee))
    found: list[DecisionFound] = []
    setting = _Setting()
    every = list(_apart(source, sentences(source, start), sections))
    rows = table_rows(source, start)
    for decision in row_decisions(source, rows, letter.named, parties):
        _add(decision, found)
    headings = {section.start for section in sections}
    done = [(part.start, part.end) for part in (*own_sections(source, sections), *rows)]
    for place, sentence in enumerate(every):
        if any(left <= sentence.start < right or sentence.start <= left < sentence.end for left, right in done):
            continue
        if sentence.start in headings or _is_heading(letter, every, place):
            setting = _of_heading(letter, sentence, setting)
            continue
        several = list(_enumerated(letter, sentence, every, setting))
        for decision in several or _in_sentence(letter, sentence, setting):
            _add(decision, found)
        if found and DID_THE_SAME.search(letter.flat, sentence.start, sentence.end):
            _add(_repeated(letter, sentence, found[-1]), found)
        setting = _next_setting(letter, sentence, setting)
    return tuple(found)


def _apart(source: Source, every: Sequence[Sentence], sections: Sequence[Section]) -> Iterator[Sentence]:
    """The sentences with the headings of sections cut off: a heading may stand on the line above its text."""
    headings = [(section.start, section.start + len(section.heading)) for section in sections]
    for sentence in every:
        top = HEADING_LINE.match(source.text, sentence.start, sentence.end)
        if (
            top
            and source.line_at(sentence.start).text.strip() == top["line"].strip()
            and not any(sentence.start <= left < sentence.end for left, _ in headings)
        ):
            yield Sentence(sentence.start, top.end("line"), listed=False)
            yield Sentence(top.end(), sentence.end, listed=False)
            continue
        start = sentence.start
        for left, right in headings:
            if sentence.start <= left < sentence.end:
                if left > start:
                    yield Sentence(start, left, sentence.listed and start == sentence.start)
                yield Sentence(left, min(right, sentence.end), listed=False)
                start = min(right, sentence.end)
        if start == sentence.start:
            yield sentence
        elif start < sentence.end:
            yield Sentence(start, sentence.end, listed=False)


def _is_heading(letter: _Letter, every: Sequence[Sentence], place: int) -> bool:
    """A short line without a stop, apart from what was before."""
    sentence = every[place]
    text = letter.source.text[sentence.start : sentence.end]
    if len(text) >= HEADING or text.endswith((".", ";", ":", ",")) or "\n" in text or anchors(text):
        return False
    if place + 1 < len(every) and every[place + 1].start == sentence.end:
        return True
    before = letter.source.text[every[place - 1].end : sentence.start] if place else "\n\n"
    return before.count("\n") > 1 or (sentence.listed and text[:1].isdigit())


def _of_heading(letter: _Letter, sentence: Sentence, before: _Setting) -> _Setting:
    """What a heading such as "Besluiten van het AB van 13 december" says about the text below it."""
    text = letter.flat[sentence.start : sentence.end]
    if not CONTEXT.search(text):
        return _Setting(text=before.text)
    dates = _past_dates(letter, sentence.start, sentence.end)
    body = letter.named.acting(sentence.start, sentence.end, sentence.end)
    return _Setting(body, dates[0] if dates else None, decided=bool(TOOK.search(text)), text=text)


def _past_dates(letter: _Letter, start: int, end: int) -> list[DateFound]:
    """The dates in a piece of text on which something can have been decided: before the letter, no term or start, not
    the date of a letter or report."""
    result: list[DateFound] = []
    if not DIGIT.search(letter.flat, start, end):
        return result
    for raw in find_dates(letter.flat, start, end):
        before = letter.flat[max(start, raw.start - 45) : raw.start]
        if UNTIL.search(before) or ABOUT_LETTERS.search(before) or raw.precision == Precision.YEAR:
            continue
        found = nearest_year(raw, letter.day)
        bounds = found.interval
        if bounds and (letter.day is None or bounds[0] <= letter.day):
            result.append(found)
    return result


def _next_setting(letter: _Letter, sentence: Sentence, before: _Setting) -> _Setting:
    """What the sentences and list items after this one may inherit: who met or decided, and when."""
    text = letter.flat[sentence.start : sentence.end]
    if sentence.listed and not text.rstrip().endswith(":"):
        return replace(before, text=text)
    dates = _past_dates(letter, sentence.start, sentence.end)
    opens = text.rstrip().endswith(":")
    decided = opens and bool(LIST_OPENS.search(text))
    if "ienswijze" in text and YOU.search(text) and not opens:
        return _Setting(text=text)
    if not dates and not opens and not CONTEXT.search(text):
        return replace(before, opens=False, decided=False, text=text)
    acts = bool(anchors(text)) or opens
    body = letter.named.acting(sentence.start, sentence.end, sentence.end, pronouns=acts)
    if not dates:
        other = bool(body) and not same_body(body, before.body)
        if other and CONTEXT.search(text) and SAME_MEETING.search(text):
            return _Setting(body, before.found, opens=opens, decided=decided, text=text)
        if other and (opens or (before.found is None and CONTEXT.search(text))):
            return _Setting(body, None, opens=opens, decided=decided, text=text)
        return replace(before, opens=opens, decided=decided, text=text)
    if body and (opens or CONTEXT.search(text) or acts):
        return _Setting(body, dates[0], opens=opens, decided=decided, text=text, meeting=text)
    if not body and CONTEXT.search(text) and before.body:
        return _Setting(before.body, dates[0], opens=opens, decided=decided, text=text)
    return _Setting(opens=opens, decided=decided, text=text)


def _repeated(letter: _Letter, sentence: Sentence, last: DecisionFound) -> DecisionFound:
    """The decision told before, by the body and on the day of this sentence; the same where it names no other."""
    dates = _past_dates(letter, sentence.start, sentence.end)
    body = letter.named.acting(sentence.start, sentence.end, sentence.end)
    if not dates or not body:
        return last
    evidence = letter.source.evidence(sentence.start, sentence.end)
    return replace(last, body=body, date=dates[0].iso, effective_date=None, confidence=0.4, evidence=evidence)


# --- One sentence ---------------------------------------------------------------------------------------------------


def _in_sentence(letter: _Letter, sentence: Sentence, setting: _Setting) -> Iterator[DecisionFound]:
    text = letter.flat[sentence.start : sentence.end]
    if text.rstrip().endswith("?"):
        return
    listed = sentence.listed and (setting.opens or setting.decided)
    yield from _nominal(letter, sentence)
    told = ""
    for anchor in _anchors(text, listed=listed, setting=setting):
        if not _taken(text, anchor, inherits=listed and (setting.decided or setting.found is not None)):
            continue
        decision = _decision(letter, sentence, anchor, setting, told)
        if decision:
            told = decision.subject
            yield decision


def _nominal(letter: _Letter, sentence: Sentence) -> Iterator[DecisionFound]:
    """Decisions told as a noun or an attribute: "het door de raad vastgestelde kader", "het besluit van het AB van …"."""
    text = letter.flat[sentence.start : sentence.end]
    if not NOMINAL_QUICK.search(text):
        return
    found = [(match, ATTRIBUTE_OUTCOMES[_group(match, "a")]) for match in ATTRIBUTE.finditer(text)]
    found += [(match, NOUNS[_group(match, "n")][0]) for match in NOMINAL.finditer(text)]
    found += [(match, NOUNS[_group(match, "n")][0]) for match in DATED_NOMINAL.finditer(text)]
    found += [(match, Outcome.AGREED) for match in CONSENT.finditer(text)]
    found += [(match, Outcome.OTHER) for match in THE_DECISION.finditer(text)]
    for match, outcome in found:
        before = text[max(0, match.start() - 60) : match.start()]
        if match.re not in (DATED_NOMINAL, CONSENT) and (NOT_TAKEN.search(before) or NOT_NOMINAL.search(before)):
            continue
        body = _body_in(letter, sentence, match)
        dates = _past_dates(letter, sentence.start + match.start(), sentence.start + match.end())
        what = cleaned(match["what"] or "")
        if not dates and match.re is not ATTRIBUTE:
            dates = _past_dates(letter, sentence.start, sentence.end)[:1]
        if body and len(what) >= MIN_SUBJECT and (dates or match.re is ATTRIBUTE):
            intended = INTENDED.search(match[0])
            yield DecisionFound(
                body=body,
                date=dates[0].iso if dates else None,
                subject=what,
                outcome=Outcome.INTENDED if intended else outcome,
                effective_date=None,
                confidence=0.5 if dates else 0.3,
                status=ClaimStatus.CHECK,
                evidence=letter.source.evidence(sentence.start, sentence.end),
            )


def _group(match: re.Match[str], prefix: str) -> int:
    return next(
        int(name[1:]) for name, value in match.groupdict().items() if value and name[0] == prefix and name[1:].isdigit()
    )


def _body_in(letter: _Letter, sentence: Sentence, match: re.Match[str]) -> str:
    kind = (match.groupdict().get("kind") or "").casefold()
    if kind in OWN_DECISIONS:
        return OWN_DECISIONS[kind]
    if match["who"] is None:
        return ""
    if match.re is DATED_NOMINAL:
        return letter.named.acting(sentence.start, sentence.end, sentence.start + match.start())
    start, end = (sentence.start + place for place in match.span("who"))
    named = letter.named.between(start, end)
    if named and named[0][0] - start < 20:
        return named[0][1]
    return letter.named.you if re.match(r"u(?:w\s+raad)?\b", match["who"]) else ""


def _anchors(text: str, *, listed: bool, setting: _Setting) -> Sequence[Anchor]:
    if listed:
        bullet = BULLET.match(text)
        one = listed_anchor(text, bullet.end() if bullet else 0, decided=setting.decided)
        if one and not INFORMING.search(text):
            return [one]
    return anchors(text)


def _decision(
    letter: _Letter, sentence: Sentence, anchor: Anchor, setting: _Setting, told: str
) -> DecisionFound | None:
    """The decision of one anchor, or None where body or subject cannot be told; `told` is what the sentence was about
    before."""
    text = letter.flat[sentence.start : sentence.end]
    found, own = _date_of(letter, sentence, anchor)
    body, named = _body_of(letter, sentence, anchor, setting)
    if MOTION.search(text, anchor.begin, anchor.end) and not (named and BY_BODY.search(text)):
        body = body if re.search(r"raad|raden|Kamer", body) and named else letter.named.you
    if found is None and _inherits(text, sentence, setting, body, named=named):
        found = setting.found
    what = subject(
        text,
        anchor,
        body,
        Before(letter.flat[max(0, sentence.start - _BACK) : sentence.start], setting.text, told, setting.meeting),
    )
    vouched = named or bool(told) or (sentence.listed and setting.opens)
    if not body or len(what) < MIN_SUBJECT or not (vouched or (found and not anchor.weak)):
        return None
    if found is None and (anchor.weak or not named or (anchor.decided and anchor.object is None)):
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


def _taken(text: str, anchor: Anchor, *, inherits: bool) -> bool:
    """Whether the clause says that it happened: a past form near the verb, nothing that makes it a plan or a denial."""
    if anchor.decided and anchor.object is None and not text[anchor.end :].strip(" :"):
        return not text.rstrip().endswith(":") and _has_happened(text, anchor, inherits=inherits)
    return _has_happened(text, anchor, inherits=inherits)


def _has_happened(text: str, anchor: Anchor, *, inherits: bool) -> bool:
    plain = AFTER_A_DAY.sub("", PROPOSAL.sub("", text[anchor.begin : anchor.start]))
    if inherits:
        plain = re.sub(r"\bword(?:t|en)\b", "", plain)
    if anchor.outcome is Outcome.INTENDED:
        plain = plain.replace("voornemen", "")
    if NOT_TAKEN.search(plain) or AFTERWARDS.match(text, anchor.end):
        return False
    if WITHOUT_AUXILIARY.search(text[: anchor.start]):
        return True
    if text[: anchor.start].endswith("(") and IN_BRACKETS.match(text, anchor.end):
        return True
    return anchor.finite or inherits or bool(HAVE.search(text[: anchor.end + 25]))


def _date_of(letter: _Letter, sentence: Sentence, anchor: Anchor) -> tuple[DateFound | None, bool]:
    """The date that the sentence gives a decision: before the verb in its clause, behind it, or earlier."""
    start = sentence.start
    inner = anchor.object if anchor.object and anchor.finite else None
    pieces = [(anchor.begin, anchor.start, -1), (anchor.start, anchor.stop, 0), (0, anchor.begin, -1)]
    if inner and inner[0] > anchor.start:
        pieces.insert(1, (anchor.start, inner[1], 0))
    for left, right, which in pieces:
        dates = _past_dates(letter, start + left, start + right)
        if dates:
            return dates[which], True
    return None, False


def _body_of(letter: _Letter, sentence: Sentence, anchor: Anchor, setting: _Setting) -> tuple[str, bool]:
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


def _inherits(text: str, sentence: Sentence, setting: _Setting, body: str, *, named: bool) -> bool:
    """Whether the day of an earlier sentence holds here: for a list below it, for the same body, or by "daar"."""
    if setting.found is None or SINCE.search(text):
        return False
    if (sentence.listed and setting.opens) or SAME_MEETING.search(text):
        return True
    return not named or same_body(body, setting.body)


def _effective(letter: _Letter, sentence: Sentence, decided: DateFound | None) -> str | None:
    if not EFFECTIVE_QUICK.search(letter.flat, sentence.start, sentence.end):
        return None
    for found in find_dates(letter.flat, sentence.start, sentence.end):
        before = letter.flat[max(sentence.start, found.start - 22) : found.start]
        if found.iso and EFFECTIVE.search(before) and found.day and (not decided or found.start != decided.start):
            return found.iso
    return None


def _add(decision: DecisionFound, found: list[DecisionFound]) -> None:
    """Keep a decision unless it is there already; one that tells the day takes the place of one that does not."""
    for place, other in enumerate(found):
        if not _alike(decision, other):
            continue
        if other.date is None and decision.date is not None:
            found[place] = decision
        return
    found.append(decision)


def _alike(one: DecisionFound, other: DecisionFound) -> bool:
    if one.outcome != other.outcome or (one.date and other.date and one.date[:7] != other.date[:7]):
        return False
    if one.date and other.date and one.date != other.date and min(len(one.date), len(other.date)) > 7:
        return False
    if not same_body(one.body, other.body):
        return False
    words, others = (_telling(item.subject) for item in (one, other))
    return len(words & others) * 2 > min(len(words), len(others))


# --- "Besluitvorming AB 5 maart 2020 over (1) …, (2) … en (3) …" ----------------------------------------------------


def _enumerated(
    letter: _Letter, sentence: Sentence, every: Sequence[Sentence], setting: _Setting
) -> Iterator[DecisionFound]:
    """Several subjects of one meeting; the outcome of each is where the letter comes back to it, else other."""
    text = letter.flat[sentence.start : sentence.end]
    items = list(ENUMERATED.finditer(text))
    if len(items) < 2:
        return
    opening = text[: items[0].start()]
    decided = any(anchor.decided and _taken(text, anchor, inherits=False) for anchor in anchors(opening + "om x"))
    if not decided and not TOOK.search(opening):
        return
    dates = _past_dates(letter, sentence.start, sentence.start + len(opening))
    body = letter.named.acting(sentence.start, sentence.end, sentence.end) or (setting.body if decided else "")
    found = dates[0] if dates else setting.found if decided and SAME_MEETING.search(opening) else None
    if found is None or not body:
        return
    for item in items:
        what = cleaned(item["item"])
        yield DecisionFound(
            body=body,
            date=found.iso,
            subject=what,
            outcome=_later_outcome(letter, what, every),
            effective_date=None,
            confidence=0.5,
            status=ClaimStatus.CHECK,
            evidence=letter.source.evidence(sentence.start, sentence.end),
        )


def _later_outcome(letter: _Letter, what: str, every: Sequence[Sentence]) -> Outcome:
    """The outcome told in the sentence after one that shares two telling words with the subject."""
    words = _telling(what)
    for place, sentence in enumerate(every[:-1]):
        text = letter.flat[sentence.start : sentence.end]
        if len(words & _telling(text)) < 2 or ENUMERATED.search(text):
            continue
        following = letter.flat[every[place + 1].start : every[place + 1].end]
        told = [anchor for anchor in anchors(following) if anchor.outcome is not Outcome.OTHER]
        if told and PASSIVE.search(following) and re.search(r"\b(?:voorstel|het|dit)\b", following):
            return told[-1].outcome
    return Outcome.OTHER


def _telling(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zà-ÿ]{4,}", text.casefold()) if word not in COMMON}
