"""The environment is read loudly, and production refuses to start on guesses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "a-long-enough-key-for-a-test-that-nobody-uses-anywhere-0123456789",
    "ALLOWED_HOSTS": "portaal.example",
    "DATABASE_URL": "postgresql://user:word@db.example:5432/portal",
    "REDIS_URL": "redis://redis.example:6379/0",
}


def _start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = "import django; django.setup(); from django.conf import settings; print(settings.DATABASES['default'])"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_required_value_that_is_absent_stops_the_start_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_VALUE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set NO_SUCH_VALUE"):
        env.text("NO_SUCH_VALUE")


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "secret"))
    assert env.text("SOME_SECRET") == "from a file"


def test_a_secret_file_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match="SOME_SECRET_FILE points at a file that cannot be read"):
        env.text("SOME_SECRET")


@pytest.mark.parametrize(("written", "meant"), [("yes", True), ("0", False), ("False", False), ("", True)])
def test_a_flag_reads_the_usual_words(monkeypatch: pytest.MonkeyPatch, written: str, meant: object) -> None:
    monkeypatch.setenv("SOME_FLAG", written)
    assert env.flag("SOME_FLAG", default=True) is meant


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_FLAG", "nee")
    with pytest.raises(ImproperlyConfigured, match="must be yes or no"):
        env.flag("SOME_FLAG", default=False)


@pytest.mark.parametrize("written", ["-1", "4.5", "veel", "²"])
def test_a_number_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SOME_NUMBER", written)
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.integer("SOME_NUMBER", default=3)


def test_a_list_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_LIST", " , ")
    with pytest.raises(ImproperlyConfigured, match="at least one value"):
        env.listing("SOME_LIST")


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "postgresql://gebruiker:p%40ss@db.example:6543/naam?sslmode=require")
    settings = env.database("DB", statement_timeout_ms=1500)
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "6543", "naam")
    assert (settings["USER"], settings["PASSWORD"]) == ("gebruiker", "p@ss")
    assert settings["OPTIONS"] == {"sslmode": "require", "options": "-c statement_timeout=1500"}


def test_a_database_address_can_name_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "postgresql://postgres@/naam?host=/tmp/een%20map")
    assert env.database("DB")["HOST"] == "/tmp/een map"


def test_another_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "sqlite:///db.sqlite3")
    with pytest.raises(ImproperlyConfigured, match="must look like postgresql"):
        env.database("DB")


def test_celery_gets_a_socket_in_its_own_words() -> None:
    assert env.broker("unix:///run/redis.sock?db=3") == "redis+socket:///run/redis.sock?virtual_host=3"
    assert env.broker("redis://host:6379/1") == "redis://host:6379/1"


def test_production_starts_when_everything_is_given() -> None:
    started = _start(PRODUCTION)
    assert started.returncode == 0, started.stderr
    assert "db.example" in started.stdout


def test_links_of_production_begin_with_the_name_of_the_site_and_not_with_this_machine() -> None:
    program = "from django.conf import settings; print(settings.SITE_URL)"
    environment = {"PATH": os.environ["PATH"], **PRODUCTION}
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "https://portaal.example"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_refuses_to_start_without(missing: str) -> None:
    started = _start({name: value for name, value in PRODUCTION.items() if name != missing})
    assert started.returncode != 0
    assert f"Set {missing}" in started.stderr


def test_production_never_starts_an_embedded_server() -> None:
    given = {name: value for name, value in PRODUCTION.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert "Set DATABASE_URL" in ran.stderr
