"""The command line of ``./dev``."""

import argparse
import os
import shutil
import signal
import subprocess
import sys

from marketplace.devtools import (
    application,
    bench,
    elasticsearch,
    environment,
    node,
    packages,
    postgres,
    processes,
    python,
    quality,
    redis,
)
from marketplace.devtools.folders import LOCAL, LOGS, PYTHON, ROOT, STAMPS
from marketplace.devtools.messages import Problem, say

# Stamps of what goes with the private database
MADE = (
    "static",
    "bench",
    "bench_synthetic",
    "bench_small",
    "migrations-private",
    "places-private",
    "demo-private",
    "engine-private",
)

HELP = """\
./dev up [--port N] [--scale N] [--detach] [--engine postgres|elasticsearch]
                                             install what is missing and start the portal; Ctrl-C stops it
./dev down                                   stop the portal, and its database, Redis and Elasticsearch
./dev reset [--yes]                          stop, and delete the private database, uploads and settings
./dev manage COMMAND …                       a command of Django's manage.py, on the private machine
./dev test                                   linters, types, import contracts and all tests
./dev test ARGUMENTS …                       pytest alone, with these arguments
./dev bench NAME                             a measurement on 100,000 flats ({benchmarks})
./dev help                                   this text

DATABASE_URL, REDIS_URL and ELASTICSEARCH_URL in the environment point at servers of your own; nothing private
is started for that part. DEBUG=1 ./dev up shows errors in the browser and reloads changed code.
More: docs/development.md; every setting: docs/settings.md."""


def main(arguments: list[str]) -> int:
    command, *rest = arguments or ["help"]
    commands = {"up": up, "down": down, "reset": reset, "manage": manage, "test": test, "bench": measure}
    try:
        if command in commands:
            return commands[command](rest)
        if command not in {"help", "--help", "-h"}:
            raise Problem(f"./dev has no command “{command}”.", "It has: " + ", ".join([*commands, "help"]) + ".")
        say(HELP.format(benchmarks=", ".join(bench.names()) or "none yet"))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(
            f"{error.filename} belongs to another user.\nRun ./dev as the user who ran it first, or delete {LOCAL}.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def up(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev up")
    parser.add_argument("--port", type=int, default=8000, help="port of the portal on this machine (8000)")
    parser.add_argument("--scale", type=int, help="how many times the demonstration data (1)")
    parser.add_argument(
        "--engine", choices=elasticsearch.ENGINES, default="", help="what searches (as the last time; first postgres)"
    )
    parser.add_argument("--detach", action="store_true", help="start behind; ./dev down stops it")
    options = parser.parse_args(arguments)
    if processes.running():
        say(f"The portal runs already at {environment.get('SITE_URL')}. To stop it: ./dev down")
        return 0
    environment.check_port(options.port)
    if options.engine == "postgres" and environment.elsewhere(elasticsearch.VARIABLE):
        raise Problem(
            "ELASTICSEARCH_URL in the environment names an Elasticsearch, so the portal would search there.",
            "To search by PostgreSQL alone: unset ELASTICSEARCH_URL",
        )
    _machine(port=options.port, engine=options.engine)
    node.install()
    application.messages()
    application.data(options.scale)
    if environment.get("DEBUG") != "1":
        application.static_files()
    say("Starting web, worker and beat …")
    process = processes.start(options.port)
    application.print_accounts()
    say(f"\nThe portal is at {environment.get('SITE_URL')}")
    if options.detach:
        say("To stop it: ./dev down")
        return 0
    say(f"Its log is {processes.LOG.relative_to(ROOT)}. Ctrl-C stops it.")
    return _stay_until_stopped(process)


def _stay_until_stopped(process: subprocess.Popen[bytes]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        process.wait()
    except KeyboardInterrupt:
        say("\nStopping …")
        return down([])
    _stop_services()
    raise processes.ended("has stopped by itself")


def down(_arguments: list[str]) -> int:
    ran = processes.stop()
    _stop_services()
    say("The portal is stopped." if ran else "The portal was not running.")
    return 0


def reset(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev reset")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    if not parser.parse_args(arguments).yes:
        if not sys.stdin.isatty():
            raise Problem("./dev reset deletes the private database and uploads, and asks first.", "./dev reset --yes")
        answer = input("Delete the private database, the uploads and the generated settings? [y/N] ")
        if answer.strip().lower() not in {"y", "yes", "s", "si", "sì"}:
            say("Nothing was deleted.")
            return 1
    down([])
    postgres.remove()
    elasticsearch.remove()
    for folder in ("redis", "media", "private", "static", "beat"):
        shutil.rmtree(LOCAL / folder, ignore_errors=True)
    shutil.rmtree(LOGS, ignore_errors=True)
    for name in MADE:
        (STAMPS / name).unlink(missing_ok=True)
    application.ACCOUNTS.unlink(missing_ok=True)
    environment.FILE.unlink(missing_ok=True)
    say("Deleted. ./dev up starts anew.")
    return 0


def manage(arguments: list[str]) -> int:
    _machine()
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", *arguments], environment.for_processes())


def test(arguments: list[str]) -> int:
    def run() -> int:
        elasticsearch.ready_for_tests(all_of_them=not arguments)
        return quality.run(arguments)

    return _with_services(run, testing=True)


def measure(arguments: list[str]) -> int:
    name, *rest = arguments or [""]
    bench.check(name)
    return _with_services(lambda: bench.run(name, rest), testing=False)


def _with_services(work, *, testing: bool) -> int:  # type: ignore[no-untyped-def]
    """Do the work on a complete machine; what it had to start, it stops afterwards."""
    ran = processes.running() or (environment.FILE.exists() and _services_run())
    _machine(testing=testing)
    try:
        node.install()
        application.messages()
        return int(work())
    finally:
        if not ran:
            _stop_services()


def _machine(*, port: int | None = None, testing: bool = False, engine: str = "") -> None:
    """Programs, packages, settings and servers: all that must be there before the portal's own code runs."""
    environment.check_disk()
    packages.install(testing=testing)
    if testing or engine == "elasticsearch":
        packages.install_java()
    environment.prepare(port)
    python.install()
    if not environment.elsewhere(postgres.VARIABLE):
        postgres.start()
    if not environment.elsewhere(redis.VARIABLE):
        redis.start()
    if not testing and not environment.elsewhere(elasticsearch.VARIABLE):
        elasticsearch.start(engine)


def _services_run() -> bool:
    return redis.running() or postgres.running()


def _stop_services() -> None:
    elasticsearch.stop()
    if not environment.elsewhere(redis.VARIABLE):
        redis.stop()
    if not environment.elsewhere(postgres.VARIABLE):
        postgres.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
