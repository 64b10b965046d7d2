"""Pictures of the pages of a letter, for its own griffie only."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from documents import sheets
from documents.pipeline.types import ReadFailure
from documents.vocabulary import LetterState
from portal.guards import griffie_only
from portal.http import ScopedRequest
from portal.review_screen import griffie_letter, kept_version


@griffie_only
@require_GET
def page(request: ScopedRequest, pk: int, number: int) -> HttpResponseBase:
    """One page as a picture; never public and never kept by anything but the griffie's own browser."""
    letter = griffie_letter(request, pk)
    version = kept_version(letter)
    if letter.state == LetterState.POSSIBLY_SECRET or not sheets.has_pages(version) or not 1 <= number <= version.pages:
        raise Http404
    try:
        image = sheets.picture(version, number)
    except ReadFailure:
        raise Http404 from None
    response = HttpResponse(image, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=600"
    return response
