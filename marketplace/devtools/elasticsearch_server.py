"""The server that Elastic publishes on Maven, kept unpacked in the user's cache for all clones."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

from marketplace.devtools.messages import Problem, say, step

VERSION = "9.5.3"
SHA512 = (
    "ae57654932de854d755af63f2a63667621967870b79ec449407618075c13dc12"
    "012317388e0a232071e4f2a65c9d973bb681d978fac56445a0790443df0823d1"
)
GROUP = "org.elasticsearch.distribution.integ-test-zip"
ARCHIVE = f"elasticsearch-{VERSION}.zip"
MAVEN_URL = "https://repo1.maven.org/maven2"
CHUNK = 1 << 20
STALLED_SECONDS = 60
ROOTS_CACHE = Path("/var/cache")  # nobody else may enter root's home, and the server does not run as root


def obtain() -> Path:
    """The unpacked server's folder. Raises Problem when it cannot be got."""
    folder = cache() / f"elasticsearch-{VERSION}"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o755)
    with _alone(folder.parent):
        if not folder.is_dir():  # another clone may have got it while we waited
            archive = folder.parent / ARCHIVE
            if not _intact(archive):
                _fetch(archive)
            _unpack(archive, folder)
            archive.unlink()
    return folder


def cache() -> Path:
    root = os.geteuid() == 0
    return Path(os.environ.get("XDG_CACHE_HOME") or (ROOTS_CACHE if root else Path.home() / ".cache")) / (
        "portale-autonomia"
    )


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fetch(archive: Path) -> None:
    """By Maven, which knows the mirrors of its user; without it, or where it fails, straight from the repository."""
    maven = shutil.which("mvn")
    if maven and not os.environ.get("MAVEN_URL"):
        artifact = f"-Dartifact={GROUP}:elasticsearch:{VERSION}:zip"
        command = [maven, "-q", "-B", "dependency:copy", artifact, f"-DoutputDirectory={archive.parent}"]
        try:
            step("Getting Elasticsearch by Maven (132 MB)", command, cwd=archive.parent)
        except Problem:
            say("Maven could not; trying without it.")
        if _intact(archive):
            return
    _download(archive)


def _download(archive: Path) -> None:
    """Over HTTP; what an interrupted download has left is continued."""
    base = os.environ.get("MAVEN_URL") or MAVEN_URL
    url = f"{base.rstrip('/')}/{GROUP.replace('.', '/')}/elasticsearch/{VERSION}/{ARCHIVE}"
    part = archive.with_name(f"{ARCHIVE}.part")
    try:
        if not _intact(part):
            _continue(url, part)
    except urllib.error.HTTPError as error:
        part.unlink(missing_ok=True)
        raise Problem(f"{url} answers {error.code}.", "Name another Maven repository: MAVEN_URL=https://…") from error
    except OSError as error:
        raise Problem(
            f"Elasticsearch could not be got: {error}.",
            "Is this machine on the network? Start again: what has arrived is kept.",
        ) from error
    if not _intact(part):
        part.unlink()
        raise Problem(f"What {base} sent is not Elasticsearch {VERSION}: its checksum differs.", "Start again.")
    part.replace(archive)


def _continue(url: str, part: Path) -> None:
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(request, timeout=STALLED_SECONDS) as answer:
        have = have if answer.status == 206 else 0
        total = have + int(answer.headers.get("Content-Length") or 0)
        with part.open("ab" if have else "wb") as file:
            for done in _copied(answer, file, have):
                _progress(done, total)
    if part.stat().st_size < total:
        raise OSError("the connection ended early")


def _copied(answer, file, done: int) -> Iterator[int]:  # type: ignore[no-untyped-def]
    while chunk := answer.read(CHUNK):
        file.write(chunk)
        done += len(chunk)
        yield done


def _progress(done: int, total: int) -> None:
    """On a terminal each megabyte on one line, in a log each tenth on a line of its own."""
    text = f"Getting Elasticsearch … {done // 10**6} of {total // 10**6} MB"
    if sys.stdout.isatty():
        print(f"\r{text}", end="\n" if done >= total else "", flush=True)
    elif done >= total or done * 10 // total != (done - CHUNK) * 10 // total:
        say(text)


def _intact(file: Path) -> bool:
    """Whether it is, byte for byte, the release this project was tested with."""
    if not file.exists():
        return False
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha512").hexdigest() == SHA512


def _unpack(archive: Path, folder: Path) -> None:
    """Beside its place first: a folder with the final name is complete. All may read it, whatever our umask."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    with zipfile.ZipFile(archive) as content:
        content.extractall(fresh)
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755)
    next(fresh.iterdir()).rename(folder)
    fresh.rmdir()
