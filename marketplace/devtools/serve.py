"""Runs web, worker and beat together; when one ends, all end. The only module here that needs the environment.

.venv/bin/python -m marketplace.devtools.serve PORT
"""

import os
import sys
from pathlib import Path

from honcho.manager import Manager

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent


def commands(port: int) -> dict[str, str]:
    reload = " --reload" if os.environ.get("DEBUG") == "1" else ""
    found = {
        "web": f"{PROGRAMS}/gunicorn marketplace.wsgi --bind 127.0.0.1:{port} --worker-class gthread --workers 2"
        f" --threads 4 --graceful-timeout 3 --no-control-socket --log-level warning{reload or ' --preload'}",
        "worker": f"{PROGRAMS}/celery -A marketplace worker --concurrency 2 --loglevel WARNING",
        "beat": f"{PROGRAMS}/celery -A marketplace beat --schedule {ROOT}/.local/beat --pidfile= --loglevel WARNING",
    }
    if os.environ.get("ELASTICSEARCH_URL"):  # what has changed is found there within a second, whatever else waits
        found["copier"] = (
            f"{PROGRAMS}/celery -A marketplace worker --queues search --pool solo --hostname copier@%h"
            " --loglevel WARNING"
        )
    return found


def main(port: int) -> int:
    manager = Manager()
    for name, command in commands(port).items():
        manager.add_process(name, f"exec {command}", cwd=str(ROOT), env=os.environ.copy())
    manager.loop()
    return int(manager.returncode or 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
