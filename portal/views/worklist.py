"""The griffie's worklist: what waits, what failed, what was published lately."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from documents.bulk import publish_together
from documents.drafts import AWAY
from documents.models import Choice, Finding, Letter, Report, ReviewDraft, UploadBatch
from documents.publication import UNDO_WITHIN
from documents.review import FIELDS, PERSONAL_DATA_CHECKED
from documents.vocabulary import ChoiceAction, LetterState, ReportStatus
from governance.vocabulary import ClaimStatus, Level
from portal.bulk_form import BulkForm
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.just_published import just_published, remember_published
from portal.review_queue import waiting

RECENT = datetime.timedelta(days=7)
PER_PAGE = 20

TABS: list[tuple[str, str, list[LetterState]]] = [
    ("controleren", "Te controleren", [LetterState.TO_CHECK]),
    ("geheim", "Mogelijk geheim", [LetterState.POSSIBLY_SECRET]),
    ("mislukt", "Niet gelezen", [LetterState.FAILED]),
    ("bezig", "Wordt gelezen", [LetterState.READING]),
    ("gepubliceerd", "Gepubliceerd, 7 dagen", [LetterState.PUBLISHED]),
    ("ingetrokken", "Ingetrokken", [LetterState.WITHDRAWN]),
    ("niet-bewaard", "Geheim, niet bewaard", [LetterState.SECRET]),
]


@griffie_only
@require_GET
def worklist(request: ScopedRequest) -> HttpResponseBase:
    """Letters of this griffie by state, oldest first, with their number of doubtful fields."""
    return _show(request, BulkForm())


@griffie_only
@require_POST
def publish_many(request: ScopedRequest) -> HttpResponseBase:
    """Publish the ticked letters of which nothing is open; what is skipped is named with the reason."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    seen: dict[int, int] = form.cleaned_data["brief"]
    letters = Letter.objects.handled_by(request.scope).filter(pk__in=seen)
    letters = letters.select_related("owner_gemeente", "owner_region", "gemeente", "region").order_by(
        "created_at", "pk"
    )
    published, skipped = publish_together(
        [(letter, seen[letter.pk]) for letter in letters],
        level=Level(form.cleaned_data["level"]),
        user=account(request),
    )
    if published:
        remember_published(request, [letter.pk for letter in published])
        count = len(published)
        messages.success(request, f"{count} {'brief is' if count == 1 else 'brieven zijn'} gepubliceerd.")
    for skip in skipped:
        messages.warning(
            request, f"Niet gepubliceerd: {skip.letter.subject or 'brief zonder onderwerp'}. {skip.reason}"
        )
    return redirect("worklist")


@griffie_only
@require_GET
def check_batch(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Go to the first letter of an upload that waits to be checked; to the upload itself when there is none."""
    batch = get_object_or_404(UploadBatch.objects.handled_by(request.scope), pk=pk)
    first = waiting(request.scope).filter(uploads__batch=batch).first()
    return redirect("review", first.pk) if first else redirect("batch", batch.pk)


def _show(request: ScopedRequest, form: BulkForm, *, status: int = 200) -> HttpResponseBase:
    mine = Letter.objects.handled_by(request.scope)
    asked = request.GET.get("status", "")
    chosen = asked if asked in {key for key, _, _ in TABS} else TABS[0][0]
    tabs = [
        {"key": key, "label": label, "count": _in_tab(mine, states).count(), "current": key == chosen}
        for key, label, states in TABS
    ]
    states = next(states for key, _, states in TABS if key == chosen)
    letters = _in_tab(mine, states).select_related("owner_gemeente", "owner_region", "resembles")
    letters = (
        letters.prefetch_related("uploads")
        .annotate(
            doubts=Coalesce(Subquery(_doubts()), 0), unseen=_unseen_personal_data(), busy=_looking(account(request).pk)
        )
        .order_by("created_at", "pk")
    )
    page = Paginator(letters, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "tabs": tabs,
        "page": page,
        "first": mine.filter(state=LetterState.TO_CHECK).order_by("created_at", "pk").first(),
        "batches": UploadBatch.objects.handled_by(request.scope).annotate(files=Count("uploads")).order_by("-pk")[:5],
        "reports": Report.objects.filter(letter__in=mine, status=ReportStatus.OPEN).select_related("letter")[:10],
        "bulk": form,
        "certain": [letter.pk for letter in page if _is_certain(letter)],
        "unread": states == [LetterState.FAILED],
        "reading": mine.filter(state=LetterState.READING).count(),
        "just_published": just_published(request),
        "undo_since": timezone.now() - UNDO_WITHIN,
    }
    return render(request, "griffie/worklist.html", context, status=status)


def _is_certain(letter: Any) -> bool:
    """Whether it can be published from the list: nothing to check, no personal data that nobody went through, and no
    other letter that it may be or whose place it takes."""
    if letter.resembles_id is not None or letter.replaces_id is not None:
        return False
    return letter.state == LetterState.TO_CHECK and not letter.doubts and not letter.unseen and bool(letter.subject)


def _unseen_personal_data() -> Q:
    """Per letter: whether it has personal data; its screen decides whether what was checked is all there is."""
    of_letter = {"version__letter": OuterRef("pk")}
    checked = Choice.objects.filter(key=PERSONAL_DATA_CHECKED, version=OuterRef("version"))
    recognised = Finding.objects.filter(~Exists(checked), key="personal_data", **of_letter)
    pointed_out = Choice.objects.filter(~Exists(checked), key="personal_data", action=ChoiceAction.MASKED, **of_letter)
    return Exists(recognised) | Exists(pointed_out)


def _looking(user_id: int) -> Subquery:
    """Per letter: who else looks at it now."""
    present = ReviewDraft.objects.filter(version__letter=OuterRef("pk"), seen_at__gte=timezone.now() - AWAY)
    return Subquery(present.exclude(user=user_id).order_by("opened_at").values("user__email")[:1])


def _doubts() -> QuerySet[Any, Any]:
    """Per letter: its fields and decisions that reading doubts and no person has looked at."""
    chosen = Choice.objects.filter(version=OuterRef("version"), key=OuterRef("key"), start=None)
    answered = Choice.objects.filter(version=OuterRef("version"), key="decisions", start=OuterRef("start"))
    doubtful = Q(key__in=FIELDS, status=ClaimStatus.CHECK) & ~Exists(chosen)
    unanswered = Q(key="decisions") & ~Exists(answered)
    findings = Finding.objects.filter(doubtful | unanswered, version__letter=OuterRef("pk")).order_by()
    return findings.values("version__letter").annotate(number=Count("pk")).values("number")


def _in_tab(mine: QuerySet[Letter], states: list[LetterState]) -> QuerySet[Letter]:
    found = mine.filter(state__in=states)
    if states == [LetterState.PUBLISHED]:
        found = found.filter(published_at__gte=timezone.now() - RECENT)
    return found
