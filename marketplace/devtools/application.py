"""What turns an empty machine into the portal: texts, tables, places and demonstration data."""

import subprocess
from pathlib import Path

from marketplace.devtools import elasticsearch, environment
from marketplace.devtools.folders import LOCAL, PYTHON, ROOT, Stamp, digest, sources
from marketplace.devtools.messages import Problem, say, step

ACCOUNTS = LOCAL / "accounts.txt"
LOADED = (
    ("places", "load_places", "the places"),
    ("vocabulary", "load_vocabularies", "the words of work"),
)


def manage(title: str, *arguments: str) -> None:
    step(title, [PYTHON, "manage.py", *arguments], env=environment.for_processes())


def messages() -> None:
    """Compile the translations that have changed."""
    texts = sources(".po")
    stamp = Stamp("messages", digest(texts))
    if stamp.fresh() and all(text.with_suffix(".mo").exists() for text in texts):
        return
    for text in texts:
        command = ["msgfmt", "--check-format", "-o", str(text.with_suffix(".mo")), str(text)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Problem(done.stderr.strip(), f"Correct the translation {text.relative_to(ROOT)} and start again.")
    stamp.set()


def static_files() -> None:
    """Gather and compress the static files, for the portal runs as it does on a server."""
    files = [path for path in sorted(ROOT.glob("*/**/static/**/*")) if path.is_file() and _ours(path)]
    stamp = Stamp("static", digest([*files, ROOT / "uv.lock"]))
    if not stamp.fresh() or not (LOCAL / "static").is_dir():
        manage("Gathering the static files", "collectstatic", "--noinput", "--clear", "--verbosity=0")
        stamp.set()


def data(scale: int | None = None) -> None:
    """Tables, places and demonstration data, each once a state of what it is made from."""
    database = _database()
    migrations = [path for path in sources(".py", ".toml") if path.parent.name in {"migrations", "figures"}]
    state = digest([*migrations, ROOT / "uv.lock"])
    migrated = Stamp(f"migrations-{database}", state)
    if not migrated.fresh() or environment.elsewhere("DATABASE_URL"):
        manage("Migrating the database (about half a minute when it is new)", "migrate", "--verbosity=1")
        manage("Writing the site's first pages", "seed_site")
        manage("Writing the search index", "search_rebuild")
        migrated.set()
    _load(database, state)
    demo = Stamp(f"demo-{database}", str(scale or 1))
    if not demo.path.exists() or (scale and not demo.fresh()):
        manage("Making the demonstration data", "seed_demo", f"--scale={scale or 1}")
        accounts = [str(PYTHON), "manage.py", "seed_demo", "--print-accounts"]
        done = subprocess.run(accounts, cwd=ROOT, env=environment.for_processes(), capture_output=True, text=True)
        ACCOUNTS.write_text(done.stdout)
        demo.set()
    _engine(database)


def _engine(database: str) -> None:
    """Fill an Elasticsearch that the portal did not write to when it last ran: a new one, or one left for a while."""
    url = environment.get("ELASTICSEARCH_URL")
    state = "postgres"
    if url:
        state = url if environment.elsewhere("ELASTICSEARCH_URL") else elasticsearch.PORTAL.identity()
    stamp = Stamp(f"engine-{database}", state)
    if not stamp.fresh():
        if url:
            manage("Filling Elasticsearch", "search_rebuild")
        stamp.set()


def _load(database: str, state: str) -> None:
    """Places and the words of work, each once a state of the operator's files and of what loads them."""
    source = environment.get("PLACES_SOURCE")
    for folder, command, noun in LOADED:
        made_from = [
            path
            for path in sources(".py", ".json", ".csv", ".gz", ".toml")
            if folder in path.parts and {"loading", "facts", "data"} & set(path.parts)
        ]
        stamp = Stamp(f"{folder}-{database}", digest(made_from, state, source, *_contents(source)))
        if not stamp.fresh():
            manage(f"Loading {noun} of {source or 'the built-in list'}", command)
            stamp.set()


def print_accounts() -> None:
    if ACCOUNTS.exists():
        say(ACCOUNTS.read_text().rstrip())


def _database() -> str:
    """Short name of the database that is worked on: ours, whatever its port, or one elsewhere."""
    return digest([], environment.get("DATABASE_URL"))[:8] if environment.elsewhere("DATABASE_URL") else "private"


def _ours(path: Path) -> bool:
    return not {".venv", "node_modules", ".local"} & set(path.parts)


def _contents(source: str) -> list[str]:
    """Names, sizes and times of the operator's files; an address on the network is taken as it is."""
    folder = Path(source) if source else None
    if not folder or not folder.is_dir():
        return []
    return [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(folder.iterdir())]
