"""Check one letter and publish it: the review screen."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from documents import drafts, failures, publication, review
from documents.models import Letter, LetterVersion
from documents.publication import NotReady, Publication
from documents.vocabulary import LetterState
from governance.errors import RuleBroken
from governance.vocabulary import Level
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.just_published import remember_published
from portal.review_forms import SecrecyForm
from portal.review_page import Notice, ReviewPage
from portal.review_queue import Queue, queue_at
from portal.review_saving import save
from portal.review_screen import griffie_letter, kept_version, others, screen

CONFLICT = (
    "Een collega heeft deze brief intussen ook gewijzigd. Er is niets opgeslagen en uw invoer staat er nog. "
    "Vergelijk uw invoer met de brief en sla opnieuw op."
)
CLOSED = "Deze brief is intussen gepubliceerd of ingetrokken. Er is niets opgeslagen."


@griffie_only
@require_http_methods(["GET", "POST"])
def check(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The review screen. A POST saves everything on it and then does what the pressed button says."""
    letter = griffie_letter(request, pk)
    version = letter.version
    if letter.state == LetterState.POSSIBLY_SECRET:
        return render(request, "griffie/secrecy.html", {"letter": letter, "form": SecrecyForm()})
    if version is None or letter.state in {LetterState.FAILED, LetterState.READING}:
        upload = letter.uploads.first()
        context = {"letter": letter, "upload": upload, "sentence": failures.sentence(upload.failure if upload else "")}
        return render(request, "griffie/not_read.html", context)
    queue = queue_at(letter, request.scope)
    if request.method != "POST":
        return render(request, "griffie/review.html", screen(request, _fresh(request, letter, version), queue))
    page = ReviewPage(letter, version, request.scope, request.POST)
    answer = _save(request, page, queue)
    if answer is not None:
        return answer
    return render(request, "griffie/review.html", screen(request, page, queue), status=422)


@griffie_only
@require_POST
def draft(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Keep what is typed and not saved, and say who else looks at the letter; the screen sends this by itself."""
    letter = griffie_letter(request, pk)
    version = kept_version(letter)
    if letter.state != LetterState.TO_CHECK:
        return JsonResponse({"closed": CLOSED}, status=409)
    page = ReviewPage(letter, version, request.scope, request.POST)
    drafts.keep(version, account(request), page.typed())
    now = f"{timezone.localtime():%H:%M}"
    stale = request.POST.get("edit_count") != str(letter.edit_count)
    return JsonResponse({"kept": now, "others": others(request, version), "stale": stale})


def _fresh(request: ScopedRequest, letter: Letter, version: LetterVersion) -> ReviewPage:
    if letter.state != LetterState.TO_CHECK:
        return ReviewPage(letter, version, request.scope, None)
    return ReviewPage(letter, version, request.scope, None, drafts.opened(version, account(request)).typed)


def _save(request: ScopedRequest, page: ReviewPage, queue: Queue) -> HttpResponseBase | None:
    """Store what was typed and press the button; None when something on the page needs attention first."""
    if not _stored(request, page):
        return None
    if "publiceer" in request.POST:
        return _publish(request, page, queue)
    drafts.keep(page.version, account(request), page.left_over())
    if "later" in request.POST:
        messages.success(request, "Opgeslagen. U kunt later verder.")
        return redirect("review", queue.next) if queue.next else redirect("worklist")
    places = page.places_masked
    where = "één plaats" if places == 1 else f"{places} plaatsen"
    messages.success(request, f"De woorden worden op {where} gelakt." if places else "Opgeslagen.")
    return redirect(page.next_address())


def _stored(request: ScopedRequest, page: ReviewPage) -> bool:
    """Whether everything typed was stored; if not, the page says why."""
    if page.letter.state != LetterState.TO_CHECK:
        page.problems.append(Notice(CLOSED))
        return False
    if page.conflicts:
        page.problems.append(Notice(CONFLICT))
        drafts.keep(page.version, account(request), page.typed())
        return False
    if not page.is_valid() or not _store(request, page):
        return False
    if page.problems:
        page.reload()
    return not page.problems


def _publish(request: ScopedRequest, page: ReviewPage, queue: Queue) -> HttpResponseBase | None:
    """Publish what was just stored and go on to the next letter; None when it is not ready."""
    data, letter = page.publish_form.cleaned_data, page.letter
    pressed = request.POST["publiceer"]
    choice = Publication(
        level=pressed if pressed in {Level.PUBLIC, Level.RESTRICTED} else data["level"],
        shared_with=data["shared_with"], personal_data_checked=data["personal_data_checked"], seen=letter.edit_count,
    )  # fmt: skip
    if choice.level == Level.PUBLIC and page.says_not_public and not data["open_anyway"]:
        page.problems.append(Notice("Bevestig dat deze brief openbaar mag zijn.", "id_open_anyway"))
        page.reload()
        return None
    try:
        letter = publication.publish(letter, choice=choice, user=account(request))
    except NotReady as not_ready:
        page.reload()
        page.tell(not_ready.problems)
        return None
    drafts.leave(page.version, account(request))
    remember_published(request, [letter.pk])
    if queue.next is None:
        messages.success(request, "De brief is gepubliceerd. Er wacht geen andere brief.")
        return redirect("worklist")
    messages.success(request, "De vorige brief is gepubliceerd. Dit is de volgende.")
    return redirect("review", queue.next)


def _store(request: ScopedRequest, page: ReviewPage) -> bool:
    """Store everything typed, or nothing; False when a colleague was first or a rule forbids it."""
    try:
        with transaction.atomic():
            if review.touch(page.letter, seen=page.seen):
                save(page, account(request))
                return True
    except RuleBroken as refused:
        page.problems.append(Notice(str(refused)))
        return False
    page.problems.append(Notice(CONFLICT))
    # Who saves again after reading this has seen what is stored now.
    page.seen = Letter.objects.filter(pk=page.letter.pk).values_list("edit_count", flat=True).first() or 0
    return False
