"""The attachments that a letter names, next to the files that were added to it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import LetterVersion
from documents.vocabulary import LetterState
from governance.models import Gemeente
from governance.vocabulary import Role
from portal.review_attachments import Attachments, attachments
from portal.review_found import found_rows
from tests.attachment_factory import LetterAttachmentFactory
from tests.factories import FindingFactory, GemeenteFactory, LetterFactory, LetterVersionFactory, user_with_role

pytestmark = pytest.mark.django_db

TEXT = (
    "Bijlage 1: Regiovisie jeugdhulp 2023\nBijlage 2: Begroting serviceorganisatie\nAls bijlage volgt later het plan.\n"
)


@pytest.fixture
def version() -> LetterVersion:
    """A letter that names two attachments that come with it and one that does not."""
    gemeente: Gemeente = GemeenteFactory()
    letter = LetterFactory(owner_gemeente=gemeente, state=LetterState.TO_CHECK)
    made: LetterVersion = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    for position, (words, promised) in enumerate(
        [("Regiovisie jeugdhulp 2023", True), ("Begroting serviceorganisatie", True), ("het plan", False)]
    ):
        start = TEXT.index(words)
        FindingFactory(
            version=made, key="attachments", position=position, start=start, end=start + len(words), quote=words,
            value={"title": words, "promised": promised},
        )  # fmt: skip
    return made


def laid(version: LetterVersion) -> Attachments:
    return attachments(found_rows(version.findings.all(), version.choices.all()), version.letter.attachments.all())


def test_a_file_is_laid_next_to_the_name_it_bears(version: LetterVersion) -> None:
    file = LetterAttachmentFactory(letter=version.letter, file_name="2023-01_regiovisie_jeugdhulp-2023.pdf")

    found = laid(version)

    assert [item.file for item in found.named] == [file, None, None]
    assert (found.promised, found.missing, found.others) == (2, 1, [])


def test_two_files_with_one_name_are_left_to_a_person(version: LetterVersion) -> None:
    for name in ("regiovisie jeugdhulp 2023.pdf", "Regiovisie-jeugdhulp-2023-definitief.pdf"):
        LetterAttachmentFactory(letter=version.letter, file_name=name)

    found = laid(version)

    assert [item.file for item in found.named] == [None, None, None]
    assert (len(found.others), found.missing) == (2, 0)


def test_the_griffie_sees_what_is_missing_and_may_say_that_it_is_no_attachment(
    client: Client, version: LetterVersion
) -> None:
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente))
    address = reverse("review", args=[version.letter_id])
    before = client.get(address).content.decode()
    start = TEXT.index("Begroting")
    code = f"attachments:{start}-{start + len('Begroting serviceorganisatie')}:0:nee"
    client.post(address, {"edit_count": version.letter.edit_count, "oordeel": code})

    assert "(2 nog niet toegevoegd)" in before
    assert "(1 nog niet toegevoegd)" in client.get(address).content.decode()
