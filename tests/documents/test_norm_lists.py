"""A norm that a letter lists: found in its text, recorded by a person, and there while the letter is public."""

from __future__ import annotations

import datetime

import pytest

from documents import norm_lists, publication
from documents.models import LetterVersion
from documents.norm_lists import norm_list
from documents.publication import Publication
from governance.models import NormAssessment, NormItem, NormSet, Source
from governance.vocabulary import Level, NormStatus
from tests.factories import LetterFactory, LetterVersionFactory, RegionFactory, SourceFactory

INTRO = "De VNG sprak de Norm voor Opdrachtgeverschap (NvO) af.\n\nDie afspraken zijn:\n"
LIST = "1. Hulp is dichtbij.\n2. De toegang is geregeld en\ngoed te vinden.\n\n3. Tarieven zijn redelijk.\n"
PUBLIC = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)


def test_a_numbered_list_after_the_name_of_a_norm_is_its_list() -> None:
    found = norm_list(INTRO + LIST + "\nTot slot.\n")
    assert found is not None
    assert (found.name, found.version) == ("Norm voor Opdrachtgeverschap", "drie afspraken")
    assert found.items == ("Hulp is dichtbij.", "De toegang is geregeld en goed te vinden.", "Tarieven zijn redelijk.")


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        INTRO + "1. Hulp is dichtbij.\n2. De toegang is geregeld.\n",
        INTRO + "1. Aanleiding\n\nEr is veel gebeurd.\n\n2. Kern\n\nHet gaat goed.\n\n3. Vervolg\n\nTot slot.\n",
        INTRO + "Veel tekst. " * 60 + "\n" + LIST,
        INTRO + "2. Hulp is dichtbij.\n3. De toegang is geregeld.\n4. Tarieven zijn redelijk.\n",
        "",
    ],
    ids=["no norm named", "too few", "headings", "named far before", "does not begin at one", "empty"],
)
def test_what_is_no_list_of_a_norm_is_none(text: str) -> None:
    assert norm_list(text) is None


@pytest.fixture
def version(db: None) -> LetterVersion:
    """A letter that waits to be checked and lists a norm."""
    letter = LetterFactory(subject="Samenwerking jeugdhulp", region=RegionFactory())
    made: LetterVersion = LetterVersionFactory(letter=letter, text=INTRO + LIST, public_text="")
    return made


def record(version: LetterVersion, *, right: bool = True) -> None:
    norm_lists.answer(version, right=right, user=version.letter.uploaded_by)


def publish(version: LetterVersion, choice: Publication = PUBLIC) -> None:
    version.letter.refresh_from_db()
    publication.publish(version.letter, choice=choice, user=version.letter.uploaded_by)


def withdraw(version: LetterVersion) -> None:
    version.letter.refresh_from_db()
    publication.withdraw(version.letter, reason="Fout.", for_privacy=False, user=version.letter.uploaded_by)


def test_a_recorded_norm_is_there_while_its_letter_is_public(version: LetterVersion) -> None:
    record(version)
    assert not NormSet.objects.exists()
    publish(version)
    norm = NormSet.objects.get()
    assert str(norm) == "Norm voor Opdrachtgeverschap (drie afspraken)"
    assert [item.order for item in norm.items.all()] == [1, 2, 3]
    assert norm.source.url.endswith(f"/brieven/{version.letter_id}/")
    withdraw(version)
    assert not NormSet.objects.exists()
    assert not Source.objects.filter(url__contains="/brieven/").exists()


def test_a_norm_that_nobody_recorded_or_that_is_none_does_not_come(version: LetterVersion) -> None:
    record(version, right=False)
    publish(version)
    assert not NormSet.objects.exists()


def test_a_besloten_letter_makes_no_norm(version: LetterVersion) -> None:
    record(version)
    gemeente = version.letter.owner_gemeente
    assert gemeente is not None
    shared = [gemeente.share_key]
    publish(version, Publication(level=Level.RESTRICTED, shared_with=shared, personal_data_checked=True, force=True))
    assert not NormSet.objects.exists()


def test_two_letters_with_as_many_agreements_stay_apart(version: LetterVersion) -> None:
    NormSet.objects.create(
        name="Norm voor Opdrachtgeverschap", version="drie afspraken", source=SourceFactory(title="Elders")
    )
    record(version)
    publish(version)
    assert NormSet.objects.count() == 2
    assert f"brief {version.letter_id}" in NormSet.objects.exclude(source__title="Elders").get().version


def test_what_editors_said_of_regions_stays_and_the_words_of_the_letter_go(version: LetterVersion) -> None:
    record(version)
    publish(version)
    item = NormItem.objects.get(order=1)
    said = NormAssessment.objects.create(
        item=item, region=RegionFactory(), date=datetime.date(2022, 1, 1), status=NormStatus.MET, source=SourceFactory()
    )
    withdraw(version)
    said.refresh_from_db()
    assert set(NormItem.objects.values_list("text", flat=True)) == {norm_lists.GONE}
    assert not Source.objects.filter(title__contains="Samenwerking").exists()
    publication.reopen(version.letter, user=version.letter.uploaded_by)
    publish(version)
    item.refresh_from_db()
    assert item.text == "Hulp is dichtbij."
    assert NormSet.objects.get().source.title.startswith("Brief Samenwerking jeugdhulp")
