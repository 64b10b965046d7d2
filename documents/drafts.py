"""Unfinished checks: what somebody typed and did not save, and who looks at a letter now."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from documents.models import LetterVersion, ReviewDraft
from governance.models import User

# Who was not heard of for this long is taken to be gone; the screen reports every minute.
AWAY = datetime.timedelta(minutes=3)


def opened(version: LetterVersion, user: User) -> ReviewDraft:
    """Note that this person looks at the letter; the draft holds what they typed earlier."""
    now = timezone.now()
    draft, _ = ReviewDraft.objects.get_or_create(
        version=version, user=user, defaults={"opened_at": now, "seen_at": now}
    )
    if now - draft.seen_at > AWAY:
        draft.opened_at = now
    draft.seen_at = now
    draft.save(update_fields=["opened_at", "seen_at"])
    return draft


def keep(version: LetterVersion, user: User, typed: dict[str, Any]) -> ReviewDraft:
    """Keep what is typed and not saved; nothing typed empties the draft."""
    draft = opened(version, user)
    draft.typed = typed
    draft.save(update_fields=["typed"])
    return draft


def others(version: LetterVersion, user: User) -> list[ReviewDraft]:
    """Who else looks at this letter now, the first one first."""
    present = version.drafts.filter(seen_at__gte=timezone.now() - AWAY).exclude(user=user)
    return list(present.select_related("user").order_by("opened_at"))


def leave(version: LetterVersion, user: User) -> None:
    """Forget a draft whose content is stored, and that this person was here."""
    version.drafts.filter(user=user).delete()
