"""Which status every named address gives to whom: one rule per address, by what the asker handles and reads.

A rule gets the asker, the thing in the address (None where the address names none) and the method, and gives the
statuses that are right. 302 of a page that needs an account goes to the log-in page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.world import HERE, REGION, Asker, Thing

Status = frozenset[int]
Rule = Callable[[Asker, Thing | None, str], Status]
STOP_POLLING = 286
READ = frozenset({"GET", "HEAD"})


def only(*statuses: int) -> Status:
    """These statuses and no other."""
    return frozenset(statuses)


@dataclass(frozen=True, slots=True)
class Address:
    """One named address of the site: its full name, whether it is below /admin/, and the parts that vary."""

    name: str
    route: str
    parameters: frozenset[str]


def addresses() -> list[Address]:
    """Every address that the resolver knows, allauth and /admin/ included; one without a name is an error below."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], namespace: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        below = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, below)
        else:
            parameters = frozenset(pattern.pattern.regex.groupindex)
            yield Address(f"{namespace}{pattern.name}" if pattern.name else "", below, parameters)


# --- What somebody may do with a thing --------------------------------------------------------------------------------


def handled(asker: Asker, thing: Thing) -> bool:
    """Whether the asker is the griffie of this letter, and may know of it: what may be secret is its uploader's."""
    if thing.owner not in asker.handles:
        return False
    return thing.state != "possibly secret" or not thing.by_uploader or asker.uploader


def readable(asker: Asker, thing: Thing) -> bool:
    """Whether it is published for the asker."""
    return thing.state == "public" or (thing.state == "restricted" and bool(asker.reads & thing.shared))


# --- Rules ------------------------------------------------------------------------------------------------------------


def everybody(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A page that anybody may read; nothing can be sent to it."""
    return only(200) if method in READ else only(405)


def letter_by_number(asker: Asker, thing: Thing | None, method: str) -> Status:
    """``/brieven/<id>/``: the address of besloten letters; public ones go on to the address with their title."""
    assert thing is not None
    if method not in READ:
        return only(405)
    if readable(asker, thing):
        return only(301) if thing.state == "public" else only(200)
    return _unreadable(asker, thing)


def letter_with_title(asker: Asker, thing: Thing | None, method: str) -> Status:
    """``/brieven/<id>-<slug>/``: only public letters have one."""
    assert thing is not None
    if method not in READ:
        return only(405)
    if readable(asker, thing):
        return only(200) if thing.state == "public" else only(302)
    return _unreadable(asker, thing)


def _unreadable(asker: Asker, thing: Thing) -> Status:
    if thing.state == "withdrawn":
        return only(410)
    if thing.state == "withdrawn restricted" and (handled(asker, thing) or asker.reads & thing.shared):
        return only(410)
    return only(302) if handled(asker, thing) else only(404)


def letter_version(asker: Asker, thing: Thing | None, method: str) -> Status:
    """``/brieven/<id>/versies/1/``: an earlier text, for whoever may read the letter, if that text was public; the
    newest version goes on to the letter's own address."""
    assert thing is not None
    if method not in READ:
        return only(405)
    if not readable(asker, thing):
        return _unreadable(asker, thing)
    return {"readable": only(200), "closed": only(404)}.get(thing.older, only(302))


def letter_report(asker: Asker, thing: Thing | None, method: str) -> Status:
    """The remark form: for whoever may read the letter. 422: the form was empty, or too many were sent."""
    assert thing is not None
    if not readable(asker, thing):
        return only(404)
    return only(200) if method in READ else only(302, 422)


def decision_by_number(asker: Asker, thing: Thing | None, method: str) -> Status:
    """``/besluiten/<id>/``: for whoever may read it, and the griffie of its owner."""
    assert thing is not None
    if method not in READ:
        return only(405)
    if thing.state == "public":
        return only(301)
    return only(200) if readable(asker, thing) or handled(asker, thing) else only(404)


def decision_with_title(asker: Asker, thing: Thing | None, method: str) -> Status:
    """``/besluiten/<id>-<slug>/``: only public decisions have one."""
    assert thing is not None
    if method not in READ:
        return only(405)
    if thing.state == "public":
        return only(200)
    return only(302) if readable(asker, thing) or handled(asker, thing) else only(404)


def programme(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A programme's page: for whoever may read it, and the griffie of its owner."""
    assert thing is not None
    if method not in READ:
        return only(405)
    return only(200) if readable(asker, thing) or handled(asker, thing) else only(404)


def of_griffie(inside: Rule, *methods: str) -> Rule:
    """A screen of the griffie: others get the log-in page or 403 before anything is looked up."""

    def rule(asker: Asker, thing: Thing | None, method: str) -> Status:
        if asker.user is None:
            return only(302)
        if not asker.griffie:
            return only(403)
        return inside(asker, thing, method) if method in methods else only(405)

    return rule


def _page(asker: Asker, thing: Thing | None, method: str) -> Status:
    return only(200) if method in READ else only(422)


def _listed(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A page of which every button comes back to it."""
    return only(200) if method in READ else only(302)


def _batch(asker: Asker, thing: Thing | None, method: str) -> Status:
    assert thing is not None
    return only(200) if thing.owner in asker.handles else only(404)


def _batch_rows(asker: Asker, thing: Thing | None, method: str) -> Status:
    assert thing is not None
    return only(200, STOP_POLLING) if thing.owner in asker.handles else only(404)


def _batch_check(asker: Asker, thing: Thing | None, method: str) -> Status:
    """Goes on to the first letter of the upload, or to the upload."""
    assert thing is not None
    return only(302) if thing.owner in asker.handles else only(404)


def _batch_file(asker: Asker, thing: Thing | None, method: str) -> Status:
    """Adding a file to an open upload: only by whoever opened it; 422 without a file."""
    assert thing is not None
    if thing.owner not in asker.handles or (thing.by_uploader and not asker.uploader):
        return only(404)
    return only(200, 422)


def _batch_action(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A button of a row: done or refused with a sentence; 404 for a row or letter that is not there for the asker."""
    assert thing is not None
    return only(302, 404) if thing.owner in asker.handles else only(404)


def _attach(asker: Asker, thing: Thing | None, method: str) -> Status:
    """Choosing of which letter this one is an attachment."""
    assert thing is not None
    if thing.state == "secret" or not handled(asker, thing):
        return only(404)
    return only(200) if method in READ else only(302, 422)


def _attachment(asker: Asker, thing: Thing | None, method: str) -> Status:
    """What came with a letter: for its griffie alone, also when the letter is public."""
    assert thing is not None
    return only(200) if handled(asker, thing) and thing.attachment else only(404)


def _together(asker: Asker, thing: Thing | None, method: str) -> Status:
    """Publishing several: done or back with what is missing; others' letters are just not found."""
    return only(302, 422)


def _review(asker: Asker, thing: Thing | None, method: str) -> Status:
    assert thing is not None
    if thing.state == "secret" or not handled(asker, thing):
        return only(404)
    if method == "GET":
        return only(200)
    # A save to a letter that was published or withdrawn meanwhile is refused with a sentence.
    return only(302, 422) if thing.state == "draft" else only(200, 422)


def _no_picture(asker: Asker, thing: Thing | None, method: str) -> Status:
    """The letters of this world are text: no page of them can be drawn, for nobody."""
    return only(404)


def _draft(asker: Asker, thing: Thing | None, method: str) -> Status:
    """Keeping what is typed: only of a letter that waits to be checked."""
    assert thing is not None
    if thing.state == "secret" or not handled(asker, thing):
        return only(404)
    return only(200) if thing.state == "draft" else only(404, 409)


def _action(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A button of the review screen: done, refused with a sentence, or back with what is missing."""
    assert thing is not None
    return only(404) if thing.state == "secret" or not handled(asker, thing) else only(302, 422)


def _original(asker: Asker, thing: Thing | None, method: str) -> Status:
    assert thing is not None
    return only(200) if handled(asker, thing) and thing.has_file else only(404)


def of_beheer(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A screen on which beheer grants and ends roles."""
    if asker.user is None:
        return only(302)
    if not asker.manages:
        return only(403)
    return only(200) if method in READ else only(200, 302, 422)


def beheer_reads(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A screen that beheer only looks at."""
    found = of_beheer(asker, thing, method)
    return found if method in READ or 200 not in found else only(405)


def beheer_undoes(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A button of beheer: done, or back with the reason why not."""
    found = of_beheer(asker, thing, method)
    if 200 not in found:
        return found
    return only(405) if method in READ else only(302)


def shares(asker: Asker, thing: Thing | None, method: str) -> Status:
    """What gemeenten pay of a programme: for beheer, if it may know of the programme at all."""
    assert thing is not None
    found = of_beheer(asker, thing, method)
    return only(404) if 200 in found and not (readable(asker, thing) or handled(asker, thing)) else found


def proposal(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A proposal or import; there are none in this world."""
    found = of_beheer(asker, thing, method)
    return only(404) if 200 in found else found


def import_errors(asker: Asker, thing: Thing | None, method: str) -> Status:
    """What is wrong with an import; there are none in this world."""
    found = beheer_reads(asker, thing, method)
    return only(404) if 200 in found else found


def beheer_undoes_nothing(asker: Asker, thing: Thing | None, method: str) -> Status:
    """A button of beheer for what is not in this world."""
    found = beheer_undoes(asker, thing, method)
    return only(404) if found == only(302) and asker.manages else found


def role_end(asker: Asker, thing: Thing | None, method: str) -> Status:
    """Ending a role: of functioneel beheer only by functioneel beheer."""
    assert thing is not None
    if asker.manages and thing.state == "functional" and asker.name != "functioneel beheer":
        return only(403)
    return of_beheer(asker, thing, method)


def account(asker: Asker, thing: Thing | None, method: str) -> Status:
    """allauth's pages: they know only the asker's own account. None of them fails, and none exists for one only."""
    return only(200, 301, 302, 403, 404, 405, 409, 429)


def security_txt(asker: Asker, thing: Thing | None, method: str) -> Status:
    """404 while no address is set."""
    return only(200, 404) if method in READ else only(405)


def health(asker: Asker, thing: Thing | None, method: str) -> Status:
    """503 here: no worker runs while the tests do."""
    return only(200, 503) if method in READ else only(405)


def admin(asker: Asker, thing: Thing | None, method: str) -> Status:
    """/admin/: the log-in page for whoever is not let in; those inside get no server error. What it may not hold is
    for the test of planted words."""
    if asker.staff or asker.manages:
        return only(200, 301, 302, 400, 403, 404, 405)
    return only(200, 301, 302, 403, 404, 405)


def commitment(asker: Asker, thing: Thing | None, method: str) -> Status:
    """``/toezeggingen/<id>/``: for whoever may read it, and the griffie of its owner; the address has no title."""
    assert thing is not None
    if method not in READ:
        return only(405)
    return only(200) if readable(asker, thing) or handled(asker, thing) else only(404)


def _settle(asker: Asker, thing: Thing | None, method: str) -> Status:
    """What became of a promise: for whoever handles it; 422 for a state that is none."""
    assert thing is not None
    if not handled(asker, thing):
        return only(404)
    return only(200) if method in READ else only(302, 422)


def _round_answer(asker: Asker, thing: Thing | None, method: str) -> Status:
    """How far the gemeente here is in a round: for its griffie and that of the region, if they see the round; 422
    for a state that is none."""
    assert thing is not None
    if not (readable(asker, thing) or handled(asker, thing)) or not asker.handles & {HERE, REGION, thing.owner}:
        return only(404)
    return only(200) if method in READ else only(302, 422)


def _round_points(asker: Asker, thing: Thing | None, method: str) -> Status:
    """What raden raised in a round: for whoever handles it and the griffie of the region; 422 without a point."""
    assert thing is not None
    if not (readable(asker, thing) or handled(asker, thing)) or not asker.handles & {REGION, thing.owner}:
        return only(404)
    return only(200) if method in READ else only(302, 422)


LETTER, DECISION, PROGRAMME, BATCH, PLACE, ROLE, ROUND, COMMITMENT = (
    "letter", "decision", "programme", "batch", "place", "role", "round", "commitment"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule of an address, what its parameters name, and whether a POST to it changes something."""

    rule: Rule
    names: str = ""
    changes: bool = False


_both, _get, _post = ("GET", "POST"), ("GET",), ("POST",)

RULES: dict[str, Ruled] = {
    **dict.fromkeys(
        ["home", "search", "region_list", "gemeente_list", "organisation_list", "decision_list", "letter_list", "help",
         "round_list", "commitment_list", "dossier_list", "framework_list", "norm_list", "division_list",
         "privacy", "accessibility", "robots"],
        Ruled(everybody),
    ),
    **dict.fromkeys(
        ["region", "region_authority", "region_body", "gemeente", "gemeente_body", "organisation", "dossier",
         "incoming", "norm", "person"],
        Ruled(everybody, PLACE),
    ),
    "security_txt": Ruled(security_txt),
    "health": Ruled(health),
    "region_programme": Ruled(programme, PROGRAMME),
    # Of every round in this world there is a framework with the same readers.
    "framework": Ruled(programme, ROUND),
    "decision_by_id": Ruled(decision_by_number, DECISION),
    "decision": Ruled(decision_with_title, DECISION),
    "round_by_id": Ruled(decision_by_number, ROUND),
    "round": Ruled(decision_with_title, ROUND),
    "round_compare": Ruled(commitment, ROUND),
    "commitment": Ruled(commitment, COMMITMENT),
    "letter_by_id": Ruled(letter_by_number, LETTER),
    "letter": Ruled(letter_with_title, LETTER),
    "letter_version": Ruled(letter_version, LETTER),
    "report": Ruled(letter_report, LETTER, changes=True),
    "worklist": Ruled(of_griffie(_page, *_get)),
    "upload": Ruled(of_griffie(_page, *_both), changes=True),
    "receipts": Ruled(of_griffie(_listed, *_both), changes=True),
    "settle": Ruled(of_griffie(_settle, *_both), COMMITMENT, changes=True),
    "kept_rounds": Ruled(of_griffie(_page, *_get)),
    "round_answer": Ruled(of_griffie(_round_answer, *_both), ROUND, changes=True),
    **dict.fromkeys(["round_points", "round_terms"], Ruled(of_griffie(_round_points, *_both), ROUND, changes=True)),
    "batch": Ruled(of_griffie(_batch, *_get), BATCH),
    "batch_rows": Ruled(of_griffie(_batch_rows, *_get), BATCH),
    "batch_file": Ruled(of_griffie(_batch_file, *_post), BATCH, changes=True),
    "batch_action": Ruled(of_griffie(_batch_action, *_post), BATCH, changes=True),
    "batch_check": Ruled(of_griffie(_batch_check, *_get), BATCH),
    "publish_many": Ruled(of_griffie(_together, *_post), changes=True),
    "review": Ruled(of_griffie(_review, *_both), LETTER, changes=True),
    "letter_page": Ruled(of_griffie(_no_picture, *_get), LETTER),
    "letter_draft": Ruled(of_griffie(_draft, *_post), LETTER, changes=True),
    "letter_undo": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_withdraw": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_reopen": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_remove": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_read_again": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_secrecy": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_same": Ruled(of_griffie(_action, *_post), LETTER, changes=True),
    "letter_attach": Ruled(of_griffie(_attach, *_both), LETTER, changes=True),
    "letter_attachment": Ruled(of_griffie(_attachment, *_get), LETTER),
    "letter_original": Ruled(of_griffie(_original, *_get), LETTER),
    "proposals": Ruled(beheer_reads),
    "proposal": Ruled(proposal, changes=True),
    "recognition": Ruled(beheer_reads),
    "beheer": Ruled(beheer_reads),
    **dict.fromkeys(["structure", "history"], Ruled(beheer_reads, PLACE)),
    **dict.fromkeys(
        ["renaming", "mandate_add", "norm_stand", "life_event",
         "body_add", "body_edit", "seat_add", "seat_transfer", "council_term", "ending", "going_on"],
        Ruled(of_beheer, PLACE, changes=True),
    ),
    "history_undo": Ruled(beheer_undoes, PLACE, changes=True),
    **dict.fromkeys(["merges", "quality", "alias_list"], Ruled(beheer_reads)),
    **dict.fromkeys(["merge_choose", "doubt", "export_sheet", "export_everything"], Ruled(beheer_reads, PLACE)),
    **dict.fromkeys(["merge_compare", "herindeling"], Ruled(of_beheer, PLACE, changes=True)),
    "shares": Ruled(shares, PROGRAMME, changes=True),
    "alias_remove": Ruled(of_beheer, PLACE, changes=True),
    **dict.fromkeys(["alias_add", "import_start", "region_list_import"], Ruled(of_beheer, changes=True)),
    # There are no merges and imports in this world.
    "merge_undo": Ruled(beheer_undoes_nothing, changes=True),
    **dict.fromkeys(["import_preview", "region_list_preview"], Ruled(proposal, changes=True)),
    "import_errors": Ruled(import_errors),
    "roles": Ruled(of_beheer, changes=True),
    "role_end": Ruled(role_end, ROLE, changes=True),
}  # fmt: skip
BY_PREFIX: dict[str, Ruled] = {"account_": Ruled(account), "admin:": Ruled(admin)}


def ruled(name: str) -> Ruled | None:
    """The rule of an address, or None: then somebody added an address without saying who may open it."""
    found = RULES.get(name)
    return found or next((rule for prefix, rule in BY_PREFIX.items() if name.startswith(prefix)), None)
