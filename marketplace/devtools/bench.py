"""``./dev bench NAME``: a measurement on a database of its own, with as much data as a large city has."""

import subprocess
from contextlib import ExitStack, nullcontext

from marketplace.devtools import application, cluster, elasticsearch, environment, postgres
from marketplace.devtools.folders import PYTHON, ROOT, Stamp, digest, sources
from marketplace.devtools.messages import Problem, step

DATABASE = "portal_bench"
SCALE = 350  # times the demonstration's 400 flats, so that 100,000 can be found: the others are drafts, paused, taken
WITHOUT_DATA = {"cluster"}  # they make what they measure
# Invented documents of no offer, in a database of their own: these, and whatever is told --docs.
SYNTHETIC, TOLD = {"tiles", "growth"}, "--docs"
SMALL = {"relevance"}  # they make the small demonstration that they judge, and take it back
ON_ELASTICSEARCH = {"index", "lag"}  # without being told


def names() -> list[str]:
    """The benchmarks there are: commands ``bench_NAME`` of our apps."""
    commands = (path.stem for path in sources(".py") if path.parent.name == "commands")
    return sorted(name.removeprefix("bench_") for name in commands if name.startswith("bench_"))


def check(name: str) -> None:
    if name not in names():
        raise Problem(f"There is no benchmark “{name}”.", f"There are: {', '.join(names()) or 'none yet'}.")


def run(name: str, arguments: list[str]) -> int:
    env = environment.for_processes()
    told = any(word.split("=")[0] == TOLD for word in arguments)
    own = "_synthetic" if name in SYNTHETIC or told else "_small" if name in SMALL else ""
    if not environment.elsewhere("DATABASE_URL"):
        env["DATABASE_URL"] = postgres.create_database(f"{DATABASE}{own}")
    if name not in WITHOUT_DATA:
        _fill(env, own)
        if environment.get("DEBUG") != "1":
            application.static_files()  # the pages that are measured name files of the build
    if not environment.elsewhere("REDIS_URL"):
        env["REDIS_URL"] = env["REDIS_URL"].rpartition("/")[0] + "/1"  # a running portal's worker has its own queue
    asked = name in ON_ELASTICSEARCH or any(word.endswith("elasticsearch") for word in arguments)  # --engine
    with ExitStack() as stack:
        if name == "cluster":
            env |= stack.enter_context(cluster.started())
        elif not environment.elsewhere(elasticsearch.VARIABLE):
            node = elasticsearch.borrowed(elasticsearch.BENCH) if asked else nullcontext("")
            env[elasticsearch.VARIABLE] = stack.enter_context(node)
        return subprocess.run([PYTHON, "manage.py", f"bench_{name}", *arguments], cwd=ROOT, env=env).returncode


def _fill(env: dict[str, str], own: str) -> None:
    code = [path for path in sources(".py") if {"migrations", "demo"} & set(path.parts)]
    stamp = Stamp(
        f"bench{own}",
        digest(code, env["DATABASE_URL"].rpartition("@")[0], env.get("PLACES_SOURCE", "")),
    )
    if not stamp.fresh():
        manage = [str(PYTHON), "manage.py"]
        step("Migrating the benchmark's database", [*manage, "migrate", "--verbosity=0"], env=env)
        step("Loading the places", [*manage, "load_places"], env=env)
        step("Loading the words of work", [*manage, "load_vocabularies"], env=env)
        if not own:
            step(f"Making {SCALE * 400:,} flats", [*manage, "seed_demo", f"--scale={SCALE}"], env=env)
        stamp.set()
