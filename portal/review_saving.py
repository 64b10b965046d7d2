"""Store what was posted on the review screen."""

from __future__ import annotations

from django.http import QueryDict

from documents import answers, contradictions, facts, norm_lists, proposals, review
from documents.review import FIELDS
from governance.changes import open_dossier
from governance.models import Decision, Dossier, User
from portal.decision_forms import DecisionForm
from portal.review_facts import DOSSIER
from portal.review_found import Verdict, judged
from portal.review_page import Notice, ReviewPage, number


def save(page: ReviewPage, user: User) -> None:
    """Store every choice on the screen; call in one transaction."""
    data = page.data or QueryDict()
    _save_fields(page, data, user)
    if "geen_besluit" in data:
        answers.say_no_decision(page.version, user=user)
    else:
        for form in page.decision_forms:
            _answer(page, form, user)
    if "verwijzingen" in data:
        named = {number(pk) for value in data.getlist("verwijzing") for pk in value.split("-")}
        review.choose_links(page.version, accepted={pk for pk in named if pk is not None})
    if verdict := judged(page.version, data.get("oordeel", "")):
        _judge(page, verdict, user)
    page.facts.save(data, user)
    unknown = proposals.unknown_names(page.version.findings.all()) if "stel_voor" in data else {}
    if (text := data.get("stel_voor", "")) in unknown:
        proposals.propose(text, unknown[text], user=user)
    _tie(page, data, user)
    _save_masks(page, data, user)
    _put_in_dossier(page, data, user)
    review.reindex(page.version)


def _tie(page: ReviewPage, data: QueryDict, user: User) -> None:
    """What stands beside a decision, and the norm that the letter lists."""
    for name in ("spreekt_tegen", "toch_niet"):
        _contradict(page, name, data.get(name, ""), user)
    if data.get("norm") in {"ja", "nee"}:
        norm_lists.answer(page.version, right=data["norm"] == "ja", user=user)
    for name in ("volgde_op", "volgde_niet"):
        _lead_to(page, name, data.get(name, ""))


def _save_fields(page: ReviewPage, data: QueryDict, user: User) -> None:
    confirmed = set(data.getlist("bevestig"))
    for key in FIELDS:
        if key in page.fields_form.changed_data or key in confirmed:
            review.choose_field(page.version, key=key, value=page.fields_form.value(key), user=user)
    page.letter.source_url = page.fields_form.cleaned_data["source_url"]
    page.letter.save(update_fields=["source_url"])


def _answer(page: ReviewPage, form: DecisionForm, user: User) -> None:
    if not form.is_valid() or not form.has_changed():
        return
    answer = form.cleaned_data["answer"]
    if not answer:
        return
    if answer == "link":
        answers.link_decision(page.version, form.found, decision=form.cleaned_data["decision"], user=user)
    elif answer == "create":
        answers.create_decision(page.version, form.found, facts=form.facts, user=user)
    else:
        answers.reject_decision(page.version, form.found, user=user)


def _judge(page: ReviewPage, verdict: Verdict, user: User) -> None:
    if verdict.right or not page.facts.refuse(verdict.subject, user):
        review.judge_item(page.version, verdict.subject, right=verdict.right, user=user)


def _put_in_dossier(page: ReviewPage, data: QueryDict, user: User) -> None:
    """Put the letter in the dossier that was chosen, or in a new one under the title that was typed."""
    if DOSSIER not in data:
        return
    letter = page.letter
    title = " ".join(data.get("nieuw_dossier", "").split())[:200]
    if title:
        review.require_nothing_masked(page.version, title)
        region = letter.region or letter.owner_region
        dossier: Dossier | None = open_dossier(title, region=region, actor=user)
    else:
        chosen = number(data.get("dossier", ""))
        dossier = Dossier.objects.filter(pk=chosen).first() if chosen is not None else None
    facts.put_in_dossier(page.version, dossier)


def _contradict(page: ReviewPage, name: str, pressed: str, user: User) -> None:
    """``<position>:<id>``: letters tell the decision at that position and the other one differently, or not after all.

    Both must be decisions that this screen offers: public ones and those of the user's own griffie.
    """
    position, _, other = pressed.partition(":")
    recorded = _recorded_at(page, position)
    known = page.offer.decisions.get(other)
    if recorded is None or known is None:
        return
    if name == "spreekt_tegen":
        contradictions.note(recorded, known, user=user)
    else:
        contradictions.take_back(recorded, known)


def _recorded_at(page: ReviewPage, position: str) -> Decision | None:
    form = next((form for form in page.decision_forms if str(form.found.finding.position) == position), None)
    return form.recorded if form is not None else None


def _lead_to(page: ReviewPage, name: str, pressed: str) -> None:
    """``<position>:<id>``: the decision at that position followed on the answer of a raad that the letter tells of."""
    position, _, told = pressed.partition(":")
    recorded, response = _recorded_at(page, position), page.facts.told().get(number(told) or 0)
    if recorded is not None and response is not None:
        facts.lead_to(response, recorded if name == "volgde_op" else None)


def _save_masks(page: ReviewPage, data: QueryDict, user: User) -> None:
    if "persoonsgegevens" in data:
        ticked = set(data.getlist("lak"))
        review.choose_masks(
            page.version,
            masked=[place for row in page.personal if row.key in ticked for place in row.places],
            kept=[place for row in page.personal if row.key not in ticked for place in row.places],
            user=user,
        )
    words = " ".join(data.get("lak_ook", "").split())
    page.places_masked = review.mask_words_everywhere(page.version, words=words, user=user) if words else 0
    if words and not page.places_masked:
        page.problems.append(Notice(f"‘{words}’ staat niet in de brief. Neem de tekst precies over.", "lak_ook"))
    if page.publish_form.cleaned_data["personal_data_checked"] and not words:
        review.confirm_personal_data(page.version, user=user)
