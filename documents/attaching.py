"""A file that was added as a letter turns out to come with another letter: it becomes an attachment of that one."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from documents.indexing import forget_letter
from documents.models import Letter, LetterAttachment, LetterVersion, Upload
from documents.vocabulary import LetterState, UploadStatus
from governance.errors import RuleBroken
from governance.models import User

MOST_CANDIDATES = 30


@transaction.atomic
def attach(draft: Letter, *, to: Letter, user: User) -> LetterAttachment:
    """Make a draft's file and text an attachment of another letter of the same owner; the draft itself is gone.

    Raises RuleBroken for a letter that was published, may be secret, is still being read, or is of another owner.
    """
    draft = Letter.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    to = Letter.objects.select_for_update(of=("self",)).get(pk=to.pk)
    _check(draft, to)
    version = LetterVersion.objects.select_related("source_file").get(letter=draft)
    source = version.source_file
    name = Upload.objects.filter(letter=draft).values_list("file_name", flat=True).first() or ""
    attachment, is_new = LetterAttachment.objects.get_or_create(
        letter=to, sha256=source.sha256,
        defaults={
            "file": str(source.file.name), "file_name": name, "media_type": source.media_type, "size": source.size,
            "text": version.text, "pages": version.pages, "added_by": user,
        },
    )  # fmt: skip
    if not is_new:
        transaction.on_commit(partial(source.file.storage.delete, str(source.file.name)))
    # Not the row of the letter itself: that one follows what becomes of the letter.
    Upload.objects.filter(letter=draft).update(
        letter=None, duplicate_of=to, status=UploadStatus.ATTACHED, failure="", changed_at=timezone.now()
    )
    forget_letter(draft)
    draft.delete()
    return attachment


@transaction.atomic
def remove_attachment(attachment: LetterAttachment) -> None:
    """Delete an attachment: bytes after commit, text and name with the row."""
    transaction.on_commit(partial(attachment.file.storage.delete, str(attachment.file.name)))
    attachment.delete()


def candidates(draft: Letter) -> list[Letter]:
    """Letters that a draft may come with: of the same owner and read already, those of the same batch first, then the
    newest; at most thirty."""
    own = Letter.objects.filter(owner_gemeente=draft.owner_gemeente_id, owner_region=draft.owner_region_id)
    own = own.filter(state__in=[LetterState.TO_CHECK, LetterState.PUBLISHED]).exclude(pk=draft.pk)
    batches = Upload.objects.filter(letter=draft).values("batch")
    beside = list(own.filter(uploads__batch__in=batches).order_by("pk").distinct()[:MOST_CANDIDATES])
    others = own.exclude(pk__in=[letter.pk for letter in beside]).order_by("-created_at", "-pk")[:MOST_CANDIDATES]
    return [*beside, *others][:MOST_CANDIDATES]


def _check(draft: Letter, to: Letter) -> None:
    if draft.pk == to.pk:
        raise RuleBroken("Een brief kan geen bijlage bij zichzelf zijn. Kies een andere brief.")
    if draft.published_at is not None or draft.state not in {LetterState.TO_CHECK, LetterState.FAILED}:
        raise RuleBroken("Alleen een brief die is gelezen en niet is gepubliceerd kan een bijlage worden.")
    if (draft.owner_gemeente_id, draft.owner_region_id) != (to.owner_gemeente_id, to.owner_region_id):
        raise RuleBroken("Die brief is van een andere gemeente of regio. Kies een brief van uzelf.")
    if to.state not in {LetterState.TO_CHECK, LetterState.PUBLISHED}:
        raise RuleBroken("Bij die brief kan nu geen bijlage. Kies een brief die is gelezen.")
    if draft.attachments.exists():
        raise RuleBroken("Deze brief heeft zelf bijlagen. Kies de hoofdbrief, of haal die bijlagen eerst weg.")
