"""A row for tests: a file that came with a letter."""

from __future__ import annotations

import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from documents.models import LetterAttachment
from tests.factories import LetterFactory


class LetterAttachmentFactory(DjangoModelFactory):
    """A file that came with a letter."""

    class Meta:
        model = LetterAttachment

    letter = factory.SubFactory(LetterFactory)
    file_name = factory.Sequence(lambda n: f"bijlage-{n}.pdf")
    file = factory.LazyAttribute(lambda row: ContentFile(row.text.encode(), name="bijlage.txt"))
    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    media_type = "text/plain"
    size = 12
    text = "Tekst van de bijlage."
    pages = 1
    added_by = factory.SelfAttribute("letter.uploaded_by")
