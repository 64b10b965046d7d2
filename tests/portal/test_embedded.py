"""The embedded servers come up once, are taken over, and come back after being killed."""

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from portal import embedded
from portal.embedded import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    own = Services(directory=tmp_path / ".local", durable=False)
    yield own
    own.stop()


def _redis(services: Services) -> "redis.Redis":
    return redis.Redis.from_url(services.redis_url)


def _postmaster(services: Services) -> int:
    return int((services.directory / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])


def _redis_pid(services: Services) -> int:
    with _redis(services) as client:
        return int(client.info("server")["process_id"])


def _start_everything(services: Services) -> None:
    services.ensure_postgres()
    services.ensure_redis()


@pytest.mark.kill
def test_both_servers_come_up_and_are_taken_over_the_second_time(services: Services) -> None:
    _start_everything(services)
    before = (_postmaster(services), _redis_pid(services))
    _start_everything(services)
    assert (_postmaster(services), _redis_pid(services)) == before


@pytest.mark.kill
def test_five_processes_at_once_start_one_of_each(services: Services) -> None:
    program = (
        "import sys; from pathlib import Path; from portal.embedded import Services\n"
        "services = Services(directory=Path(sys.argv[1]), durable=False)\n"
        "services.ensure_postgres(); services.ensure_redis()\n"
        "print(services.database_url, services.redis_url)"
    )
    command = [sys.executable, "-c", program, str(services.directory)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(5)]
    answers = {process.communicate(timeout=120)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0] * 5
    assert answers == {f"{services.database_url} {services.redis_url}"}
    with psycopg.connect(services.database_url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_database WHERE datname = 'jeugdregioportaal'").fetchone()
    assert found == (1,)


@pytest.mark.kill
def test_what_was_committed_and_queued_is_there_after_kill_9_of_both(services: Services) -> None:
    services = Services(directory=services.directory, durable=True)
    _start_everything(services)
    with psycopg.connect(services.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with _redis(services) as client:
        client.rpush("quick", "a task")
    os.kill(_postmaster(services), signal.SIGKILL)
    os.kill(_redis_pid(services), signal.SIGKILL)
    _start_everything(services)
    with psycopg.connect(services.database_url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    with _redis(services) as client:
        assert client.lrange("quick", 0, -1) == [b"a task"]


@pytest.mark.kill
def test_a_pid_file_that_names_somebody_else_does_not_keep_postgres_down(services: Services) -> None:
    services.ensure_postgres()
    os.kill(_postmaster(services), signal.SIGKILL)
    pid_file = services.directory / "postgres" / "postmaster.pid"
    lines = pid_file.read_text(encoding="utf-8").split("\n")
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]), encoding="utf-8")
    services.ensure_postgres()
    assert _postmaster(services) != os.getpid()


@pytest.mark.kill
def test_a_cluster_that_was_half_made_is_made_again(services: Services) -> None:
    half = services.directory / "postgres"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n", encoding="utf-8")
    services.ensure_postgres()
    with psycopg.connect(services.database_url) as connection:
        words = connection.execute("SELECT lower('CÖORDINATIE'), to_tsvector('dutch', 'GEÏNFORMEERD')::text").fetchone()
    assert words == ("cöordinatie", "'geinformeerd':1")


@pytest.mark.kill
def test_enough_connections_for_tests_and_workers_together(services: Services) -> None:
    services.ensure_postgres()
    with psycopg.connect(services.database_url) as connection:
        answer = connection.execute("SHOW max_connections").fetchone()
    assert answer == ("200",)


def test_a_deep_directory_still_gets_a_socket_that_fits(tmp_path: Path) -> None:
    deep = Services(directory=tmp_path / ("d" * 100))
    assert len(os.fsencode(deep.sockets / ".s.PGSQL.5432")) < 104
    assert deep.sockets != Services(directory=tmp_path / ("e" * 100)).sockets


def test_given_addresses_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    monkeypatch.setenv("SECRET_KEY", "given")
    embedded.ensure(Services(directory=tmp_path / "unused"))
    assert not (tmp_path / "unused").exists()
    assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/db"


def test_under_production_settings_nothing_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    embedded.ensure(Services(directory=tmp_path / "unused"))
    assert not (tmp_path / "unused").exists()
    assert "DATABASE_URL" not in os.environ


def test_a_missing_wheel_is_one_sentence(monkeypatch: pytest.MonkeyPatch, services: Services) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(embedded.EmbeddedError, match="voer 'make setup' uit"):
        services.ensure_postgres()


def test_the_key_is_made_once_and_kept_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    keys = set()
    for _ in range(2):
        monkeypatch.delenv("SECRET_KEY", raising=False)
        embedded.ensure(Services(directory=tmp_path))
        keys.add(os.environ["SECRET_KEY"])
    assert len(keys) == 1
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
