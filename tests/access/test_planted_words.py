"""A word of its own stands in every hidden place; nobody who may not find it there finds it anywhere.

Looked at: every named address with every thing, every page that can be reached by links from those, results, counts,
facets, filters and redirects of search, headers, fragments, /admin/, paths to files; and what the portal leaves behind
in logs, in the queue and in the cache.
"""

from __future__ import annotations

import logging
import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from documents import processing, publication
from documents.models import Letter, LetterVersion, ReadingRun, SourceFile
from documents.publication import Publication
from documents.vocabulary import LetterState
from governance.indexing import index_decision, index_programme
from governance.models import Decision, Programme
from governance.vocabulary import Level
from portal.logs import PlainFormatter
from tests.access.visits import Browser, visits
from tests.access.world import PUBLISH, Asker, Plant, World
from tests.factories import (
    DraftDecisionFactory,
    EvidenceLinkFactory,
    LetterFactory,
    LetterVersionFactory,
    ProgrammeFactory,
    SourceFileFactory,
    UploadBatchFactory,
    UploadFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

LINK = re.compile(r'(?:href|src|action|hx-get|hx-post|data-[a-z-]+)="(/[^"#]*)')
MOST_PAGES = 700
# A word as long as the planted one that stands nowhere: a page about it must be the same page.
ABSENT = "qxwvzjkqxwvzjkqxwvzjkqxwvzjk"
TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": |nonce=)"[^"]*"')


def body_of(answer: HttpResponse) -> str:
    """Everything an answer says: headers and body, in lower case."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return f"{answer.headers}\n{unescape(content.decode(errors='replace'))}".lower()


def hidden_from(world: World, asker: Asker) -> list[Plant]:
    """The plants that this asker may not find."""
    return [plant for plant in world.plants if not plant.allowed(asker)]


def crawl(world: World, browser: Browser) -> Iterator[tuple[str, str]]:
    """Address and whole answer of every named page and of what those link to."""
    todo = [visit.path for visit in visits(world)]
    seen = set(todo)
    while todo:
        path = todo.pop()
        if "logout" in path:
            continue
        said = body_of(browser.get(path))
        yield path, said
        for link in LINK.findall(said):
            address = unescape(link)
            is_new = address not in seen and not address.startswith("/static/")
            if is_new and len(seen) < MOST_PAGES and _worth_it(address, seen):
                seen.add(address)
                todo.append(address)


def _worth_it(address: str, seen: set[str]) -> bool:
    """Filters of a list lead to ever more lists: a few of each page are enough."""
    parts = urlsplit(address)
    return not parts.query or sum(urlsplit(other).path == parts.path for other in seen) < 12


@pytest.mark.parametrize(
    "name",
    ["anonymous", "raadslid here", "raadslid elsewhere", "lezer besloten here", "griffie here",
     "griffie here, a colleague", "griffie elsewhere", "regiogriffie", "redacteur", "beheer", "superuser"],
)  # fmt: skip
def test_no_page_holds_a_word_that_is_hidden_from_its_reader(
    world: World, browsers: dict[str, Browser], name: str
) -> None:
    asker = world.asker(name)
    hidden = hidden_from(world, asker)
    found = set()
    pages = 0
    for path, said in crawl(world, browsers[name]):
        pages += 1
        if path.startswith(("/brieven/", "/besluiten/")) and "titel" in path:
            continue
        found |= {f"{plant.word} ({plant.place}) in {path}" for plant in hidden if plant.word in said.replace(path, "")}
    assert not found, "\n" + "\n".join(sorted(found)[:60])
    assert pages > 100


def test_what_is_planted_is_found_by_those_who_may(world: World, browsers: dict[str, Browser]) -> None:
    """Otherwise the test above would pass on an empty site."""
    said = "".join(text for _, text in crawl(world, browsers["griffie here"]))
    asker = world.asker("griffie here")
    missing = [plant.word for plant in world.plants if plant.allowed(asker) and plant.word not in said]
    assert not missing


@pytest.mark.parametrize("name", ["anonymous", "raadslid elsewhere", "griffie elsewhere", "regiogriffie", "beheer"])
def test_searching_a_hidden_word_is_as_searching_a_word_that_is_nowhere(
    world: World, browsers: dict[str, Browser], name: str
) -> None:
    asker = world.asker(name)
    words = {plant.word for plant in hidden_from(world, asker) if plant.word.isalpha()}
    wrong = []
    for path in ("/zoeken/", "/brieven/", "/besluiten/"):
        nothing = {}
        for word in sorted(words):
            absent = ABSENT[: len(word)]
            if absent not in nothing:
                nothing[absent] = _page(browsers[name], path, absent)
            if _page(browsers[name], path, word) != nothing[absent]:
                wrong.append(f"{path}?q={word}")
    for number in ("zilverreiger-2022", "waterspreeuw-2022", "2022-Quirijnsma-77"):
        answer = browsers[name].get("/zoeken/?" + urlencode({"q": number}))
        if "location" in {key.lower() for key in answer.headers} and _hidden_number(world, asker, number):
            wrong.append(f"a redirect for {number}")
    assert not wrong


def _hidden_number(world: World, asker: Asker, number: str) -> bool:
    return any(plant.word in number.lower() for plant in hidden_from(world, asker))


def _page(browser: Browser, path: str, word: str) -> bytes:
    answer = browser.get(f"{path}?{urlencode({'q': word})}")
    return TOKENS.sub(b"", answer.content).replace(word.encode(), b"WORD") + str(answer.status_code).encode()


@pytest.mark.parametrize("name", ["anonymous", "raadslid elsewhere", "griffie elsewhere", "beheer"])
def test_pages_are_the_same_with_and_without_hidden_things(
    world: World, browsers: dict[str, Browser], name: str
) -> None:
    paths = [
        "/", "/regios/", "/regios/hierregio/", "/regios/hierregio/wie-beslist/", "/gemeenten/", "/gemeenten/hierdorp/",
        "/organisaties/", "/organisaties/gr-hier/", "/brieven/", "/besluiten/", "/zoeken/?q=besluit", "/zoeken/?q=de",
        "/zoeken/?soort=letter", "/zoeken/?soort=decision&pagina=2", "/brieven/?q=onderwerp",
        "/brieven/?regio=hierregio",
        "/besluiten/?q=besluit", world.board.get_absolute_url(), world.table.get_absolute_url(),
        world.council.get_absolute_url(), world.letters["public here"].url, world.decisions["public here"].url,
        world.programmes["public"].url, "/zoeken/?q=openbaar", "/zoeken/?gemeente=hierdorp",
    ]  # fmt: skip
    before = [_plain(browsers[name], path) for path in paths]
    _hide_more(world)
    after = [_plain(browsers[name], path) for path in paths]
    differ = [path for path, old, new in zip(paths, before, after, strict=True) if old != new]
    assert not differ


def _plain(browser: Browser, path: str) -> bytes:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return TOKENS.sub(b"", answer.content)


def _hide_more(world: World) -> None:
    """A draft and a besloten letter with all that belongs to them, about what the public pages are about."""
    user = world.asker("griffie here").user
    assert user is not None
    public = Letter.objects.get(pk=world.letters["public here"].pk)
    assert public.date is not None
    for days, level in enumerate((None, Level.RESTRICTED), start=1):
        # Of another day: with the same number and date it would be asked about first.
        letter = LetterFactory(owner_gemeente=world.gemeente, region=world.region, uploaded_by=user,
                               subject="Onderwerp besluit openbaar", case_number=public.case_number,
                               date=public.date + timedelta(days=days))  # fmt: skip
        version = LetterVersionFactory(letter=letter, text="Het besluit van de raad is openbaar. " * 3, public_text="")
        decision = DraftDecisionFactory(subject="Besluit openbaar", body=world.board, owner_gemeente=world.gemeente,
                                        region=world.region)  # fmt: skip
        programme = ProgrammeFactory(region=world.region, level=None, owner_gemeente=world.gemeente)
        targets = ({"decision": decision}, {"programme": programme}, {"body": world.table}, {"body": world.council},
                   {"gemeente": world.gemeente}, {"region": world.region}, {"body": world.board})  # fmt: skip
        for target in targets:
            EvidenceLinkFactory(**({"version": version, "region": None} | target))
        UploadFactory(batch=UploadBatchFactory(owner_gemeente=world.gemeente, uploaded_by=user), letter=letter)
        index_decision(decision)
        index_programme(programme)
        if level is not None:
            choice = Publication(
                level=level, shared_with=[world.gemeente.share_key], personal_data_checked=True, force=True
            )
            publication.publish(letter, choice=choice, user=user)
    assert Decision.objects.filter(subject="Besluit openbaar").count() == 3
    assert Programme.objects.filter(level=None).count() >= 2


def test_no_address_leads_to_the_stored_files(world: World, browsers: dict[str, Browser]) -> None:
    stored = SourceFile.objects.get(version__letter=world.letters["draft here"].pk)
    name, root = str(stored.file.name), str(settings.LETTER_ROOT)
    paths = [f"/media/{name}", f"/static/{name}", f"/static/../{name}", f"/static/%2e%2e/{name}", f"/{name}", root,
             f"{root}/{name}", f"/static/..%2f..%2f.local/letters/{name}", f"/static//{root}/{name}", "/media/",
             "/static/", "/.local/letters/", f"/brieven/{name}"]  # fmt: skip
    for who in ("anonymous", "griffie here", "superuser"):
        for path in paths:
            answer = browsers[who].get(path)
            assert answer.status_code in {301, 302, 400, 404}, path
            assert "zilverreiger" not in body_of(answer)


@pytest.mark.parametrize("name", ["beheer", "superuser"])
def test_admin_leads_to_nothing_hidden(world: World, browsers: dict[str, Browser], name: str) -> None:
    """/admin/r/<type>/<id>/ sends to any object's own address; that address may hold a hidden name."""
    wrong = []
    hidden = [plant.word for plant in hidden_from(world, world.asker(name))]
    for content_type in ContentType.objects.all():
        for pk in (1, *_pks(content_type)):
            path = f"/admin/r/{content_type.pk}/{pk}/"
            answer = browsers[name].get(path)
            if answer.status_code >= 500 or any(word in body_of(answer) for word in hidden):
                wrong.append(f"{content_type}: {answer.status_code} {answer.headers.get('Location')}")
                break
    for app, model, field in (("governance", "alias", "programme"), ("governance", "seat", "body")):
        query = urlencode({"app_label": app, "model_name": model, "field_name": field, "term": ""})
        said = body_of(browsers[name].get(f"/admin/autocomplete/?{query}"))
        wrong += [f"autocomplete: {word}" for word in hidden if word in said]
    assert not wrong


def _pks(content_type: ContentType) -> list[int]:
    model = content_type.model_class()
    if model not in {Programme, Decision, Letter}:
        return []
    return list(model._default_manager.values_list("pk", flat=True))


def test_logs_queue_and_cache_hold_ids_and_nothing_of_a_letter(
    world: World,
    browsers: dict[str, Browser],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", False)
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    words = ["drieteenmeeuw", "steenloper", "oeverpieper", "kanoet", "goudvink"]
    text = (
        b"Raadsinformatiebrief\nDatum: 3 maart 2022\nZaaknummer: 2022-0007654\nOnderwerp: Proef drieteenmeeuw\n"
        b"Contactpersoon: J. Steenloper, j.steenloper@voorbeeld.example\n\nDe raad sprak over de oeverpieper.\n"
    )
    griffie = browsers["griffie here"]
    file = SimpleUploadedFile("kanoet.txt", text)
    form = {"eigenaar": f"gemeente-{world.gemeente.pk}", "openbaarheid": "openbaar", "bestanden": file}
    with caplog.at_level(logging.INFO):
        with django_capture_on_commit_callbacks(execute=True):
            assert griffie.post("/griffie/upload/", form).status_code == 302
        left_behind = everything_in_redis()
        letter = Letter.objects.latest("pk")
        processing.read_run(ReadingRun.objects.get(version__letter=letter).pk)
        letter.refresh_from_db()
        assert letter.state == LetterState.TO_CHECK
        publication.publish(letter, choice=PUBLISH, user=letter.uploaded_by)
        letter.refresh_from_db()
        address = letter.get_absolute_url()
        assert browsers["anonymous"].get(address).status_code == 200
        form = {"reason": "Om goudvink.", "for_privacy": "on"}
        assert griffie.post(f"/griffie/brieven/{letter.pk}/intrekken/", form).status_code == 302
        assert browsers["anonymous"].get(address).status_code == 410
        left_behind += everything_in_redis()
    version = LetterVersion.objects.get(letter=letter)
    assert "oeverpieper" in version.text
    logged = "\n".join(PlainFormatter("%(name)s %(message)s").format(record) for record in caplog.records).lower()
    assert "batch" in logged
    assert not [word for word in words if word in logged]
    assert str(ReadingRun.objects.get(version=version).pk).encode() in left_behind
    assert not [word for word in words if word.encode() in left_behind.lower()]


def everything_in_redis() -> bytes:
    """Every key and value of this run's Redis, the queue's included."""
    client = cache._cache.get_client(None, write=True)  # type: ignore[attr-defined]  # Django's Redis cache keeps it there
    found = b""
    for key in client.scan_iter("*"):
        kind = client.type(key)
        found += bytes(key)
        if kind == b"list":
            found += b"".join(client.lrange(key, 0, -1))
        elif kind == b"hash":
            found += b"".join(field + value for field, value in client.hgetall(key).items())
        elif kind == b"set":
            found += b"".join(client.smembers(key))
        elif kind == b"zset":
            found += b"".join(client.zrange(key, 0, -1))
        else:
            found += bytes(client.get(key) or b"")
    return found + _decoded(found)


def _decoded(found: bytes) -> bytes:
    """What Celery wrote as base64 inside its messages, in the clear."""
    bodies = re.findall(rb'"body": ?"([A-Za-z0-9+/=]+)"', found)
    return b"\n".join(b64decode(body) for body in bodies)


def test_a_failing_file_leaves_nothing_of_itself_in_messages(world: World, caplog: pytest.LogCaptureFixture) -> None:
    letter = LetterFactory(owner_gemeente=world.gemeente, state=LetterState.READING, subject="")
    version = LetterVersionFactory(letter=letter, text="grauwe kiekendief", public_text="")
    SourceFileFactory(version=version)
    run = ReadingRun.objects.create(version=version)
    with caplog.at_level(logging.DEBUG), pytest.MonkeyPatch.context() as patch:
        patch.setattr(processing, "_read", _fails)
        processing.read_run(run.pk)
    logged = "\n".join(f"{record.getMessage()} {record.exc_info or ''}" for record in caplog.records)
    assert "ValueError" in logged
    assert "kiekendief" not in logged


def _fails(run: ReadingRun) -> None:
    raise ValueError(run.version.text)
