"""The compose file follows the compose schema, holds no secrets, and every service says how it is."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return read


def test_it_follows_the_compose_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run([*command, "docker-compose.yml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_a_worker_per_queue_and_one_clock(compose: dict[str, Any]) -> None:
    commands = {name: " ".join(service.get("command", [])) for name, service in compose["services"].items()}
    assert "--queues text" in commands["worker-text"]
    assert "--queues quick" in commands["worker-quick"]
    assert [name for name, command in commands.items() if " beat " in f" {command} "] == ["beat"]


@pytest.mark.parametrize("service", ["postgres", "redis", "worker-text", "worker-quick"])
def test_health_is_checked(compose: dict[str, Any], service: str) -> None:
    assert "test" in compose["services"][service]["healthcheck"]


def test_secrets_come_from_files_only(compose: dict[str, Any]) -> None:
    words = ("PASSWORD", "SECRET", "DATABASE_URL", "TOKEN", "KEY")
    given = {
        name
        for service in compose["services"].values()
        for name in service.get("environment", {})
        if any(word in name for word in words)
    }
    assert given
    assert {name for name in given if not name.endswith("_FILE")} == set()
    assert all(secret["file"].startswith("./secrets/") for secret in compose["secrets"].values())


def test_queued_tasks_survive_a_restart(compose: dict[str, Any]) -> None:
    assert "--appendonly" in compose["services"]["redis"]["command"]
    assert any(volume.endswith(":/data") for volume in compose["services"]["redis"]["volumes"])
