"""`make demo`: the whole portal on one machine, from nothing. What it says is Dutch, for whoever tries the portal."""

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from portal import embedded
from portal.supervisor import Program, Supervisor, end_orphans

ROOT = Path(__file__).resolve().parent.parent
DEMO_DIR = embedded.LOCAL_DIR / "demo"
LOCK = DEMO_DIR / "running.lock"
STATE = DEMO_DIR / "processes.json"
INGESTED = DEMO_DIR / "letters_ingested"
PASSWORD = DEMO_DIR / "password"
SAMPLES = ROOT / "documents" / "samples"
MANAGE = [sys.executable, str(ROOT / "manage.py")]
# SIGINT too: a shell that starts something in the background has it ignored, and then Python does not catch it.
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ACCOUNTS = {
    "griffie@demo.example": "uploaden, controleren en publiceren",
    "raadslid@demo.example": "zoeken en lezen",
    "beheer@demo.example": "rollen en gegevens beheren",
}


class DemoError(Exception):
    """The demo cannot run; the message is one Dutch sentence."""


def main() -> int:
    """Run the demo until it is stopped; 0 when that went as it should."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.local"
    for number in STOP_SIGNALS:
        signal.signal(number, _interrupt)
    try:
        port = _port()
        with _only_one(port) as alone:
            if alone:
                _run(port)
    except KeyboardInterrupt:
        pass
    except (DemoError, embedded.EmbeddedError) as error:
        _say(str(error))
        return 1
    except OSError as error:
        _say(f"Schrijven in deze map lukt niet: {error.strerror}.")
        return 1
    return 0


def _run(port: int) -> None:
    """Everything, in order; whatever happens, what was started is stopped."""
    left = end_orphans(STATE, ROOT)
    if left:
        _say("Van een vorige keer draaide er nog iets; dat is gestopt.")
    _require_free(port)
    own_services = not os.environ.get("DATABASE_URL") or not os.environ.get("REDIS_URL")
    supervisor = Supervisor(_programs(port), directory=ROOT, state=STATE, say=_say)
    try:
        _say("Database en wachtrij starten …")
        embedded.ensure()
        os.environ["DEMO_PASSWORD"] = _password()
        _prepare()
        _say("Website en verwerking starten …")
        # The website first: people wait for it, and on two cores the workers would be in its way.
        web, *others = supervisor.programs
        supervisor.start(web)
        _wait_for_web(port, supervisor)
        supervisor.start(*others)
        _ingest(supervisor)
        _say(_welcome(port))
        _watch(supervisor)
    finally:
        # A second Ctrl-C would leave half of it running.
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _say("Stoppen …")
        supervisor.stop()
        if own_services:
            embedded.Services().stop()
        _say("Gestopt. Alles wat is opgeslagen, is er de volgende keer weer.")


def _programs(port: int) -> list[Program]:
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "portal.celery"]
    quiet = ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    settings = {"DEBUG": "no", "DEMO": "yes"}
    web = [python, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{port}"]
    text = [*celery, "worker", "--queues", "text", "--concurrency", "2", "--hostname", "text@%h", *quiet]
    quick = [*celery, "worker", "--queues", "quick", "--concurrency", "1", "--hostname", "quick@%h", *quiet]
    beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]
    return [
        Program("De website", web, DEMO_DIR / "web.log", settings),
        Program("Het lezen van brieven", text, DEMO_DIR / "worker-text.log", settings),
        Program("De verwerking", quick, DEMO_DIR / "worker-quick.log", settings),
        Program("De klok", beat, DEMO_DIR / "beat.log", settings),
    ]


def _prepare() -> None:
    """Tables, reference data, demo content, accounts and static files; what is there already stays."""
    done = subprocess.run([*MANAGE, "prepare_demo"], cwd=ROOT, check=False)
    if done.returncode:
        raise DemoError("Het klaarzetten van de gegevens is niet gelukt; de oorzaak staat hierboven.")


def _ingest(supervisor: Supervisor) -> None:
    """Put letters through the real workers: our samples the first time, the user's own every time they are named."""
    own = [str(Path(name).expanduser().resolve()) for name in os.environ.get("DEMO_LETTERS", "").split()]
    missing = [Path(name).name for name in own if not Path(name).is_file()]
    if missing:
        _say(f"Niet gevonden en dus overgeslagen: {', '.join(missing)}.")
    samples = [] if INGESTED.exists() else _samples()
    batches = [*samples, (_own_target(), [name for name in own if Path(name).is_file()])]
    for target, files in batches:
        if files:
            _say(f"{len(files)} {'brief' if len(files) == 1 else 'brieven'} laten lezen …")
            _alongside(supervisor, [*MANAGE, "ingest", *files, *target, "--wait"])
    if samples:
        _alongside(supervisor, [*MANAGE, "publish_demo"])
    INGESTED.touch()


def _samples() -> list[tuple[list[str], list[str]]]:
    """Our invented letters by owner, as samples.json beside them says: a list of {"owner": [...], "files": [...]}."""
    if not (SAMPLES / "samples.json").exists():
        return []
    batches = json.loads((SAMPLES / "samples.json").read_text(encoding="utf-8"))
    return [(batch["owner"], [str(SAMPLES / name) for name in batch["files"]]) for batch in batches]


def _own_target() -> list[str]:
    return os.environ.get("DEMO_OWNER", "--region zuid-holland-zuid").split()


def _alongside(supervisor: Supervisor, command: list[str]) -> None:
    """Run a command while the rest keeps being watched; its own output says what came of it."""
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        while process.poll() is None:
            supervisor.tick()
            time.sleep(0.2)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _wait_for_web(port: int, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            supervisor.tick()
            time.sleep(0.1)
    raise DemoError(f"De website komt niet op: zie {DEMO_DIR / 'web.log'}.")


def _watch(supervisor: Supervisor) -> None:
    """Until somebody stops it: bring back programs and embedded servers that died."""
    services = embedded.Services()
    own_postgres = os.environ["DATABASE_URL"] == services.database_url
    own_redis = os.environ["REDIS_URL"] == services.redis_url
    while True:
        for _ in range(4):
            supervisor.tick()
            time.sleep(0.5)
        if own_postgres:
            services.ensure_postgres()
        if own_redis:
            services.ensure_redis()


def _port() -> int:
    written = os.environ.get("PORT", "8000")
    if not written.isascii() or not written.isdigit() or not 0 < int(written) < 65536:
        raise DemoError(f"PORT moet een getal tussen 1 en 65535 zijn, niet '{written}'.")
    return int(written)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            sentence = f"Poort {port} is bezet: kies een andere, bijvoorbeeld met 'make demo PORT={port + 1}'."
            raise DemoError(sentence) from error


@contextmanager
def _only_one(port: int) -> Iterator[bool]:
    """True for the only demo of this checkout; the second one says where the first one is."""
    DEMO_DIR.mkdir(parents=True, exist_ok=True)
    with LOCK.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            _say(f"De demo draait al, op http://127.0.0.1:{handle.read().strip()}/. Stop die eerst met Ctrl-C.")
            yield False
            return
        handle.truncate(0)
        handle.write(str(port))
        handle.flush()
        yield True


def _password() -> str:
    """The demo's password: given, or made up once and kept in a file that only this user reads."""
    given = os.environ.get("DEMO_PASSWORD")
    if given:
        return given
    if not PASSWORD.exists():
        PASSWORD.touch(mode=0o600)
        PASSWORD.write_text(secrets.token_urlsafe(9), encoding="ascii")
    return PASSWORD.read_text(encoding="ascii")


def _welcome(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    lines = ["", f"Het portaal draait op {address}/", f"Inloggen: {address}/account/login/"]
    lines += [f"  {email:<24} {what}" for email, what in ACCOUNTS.items()]
    lines += [f"Wachtwoord voor alle drie: {os.environ['DEMO_PASSWORD']}", "Stoppen: Ctrl-C", ""]
    return "\n".join(lines)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  # this is a command: what it says is its purpose


if __name__ == "__main__":
    sys.exit(main())
