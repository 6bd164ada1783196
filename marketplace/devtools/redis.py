"""A Redis of the portal's own, on a free loopback port, with a generated password. It keeps nothing on disk."""

import os
import secrets
import socket
import time
from urllib.parse import urlsplit

from marketplace.devtools import environment
from marketplace.devtools.folders import LOCAL
from marketplace.devtools.messages import Problem, step

VARIABLE = "REDIS_URL"
FOLDER = LOCAL / "redis"
START_SECONDS = 10
CONFIGURATION = """bind 127.0.0.1
port {port}
requirepass {password}
databases 64
save ""
appendonly no
daemonize yes
dir {folder}
logfile {folder}/server.log
"""


def running() -> bool:
    return _ask("PING").startswith(b"+OK\r\n+PONG")


def start() -> None:
    if running():
        return
    address = urlsplit(environment.read().get(VARIABLE, ""))
    password = address.password or secrets.token_urlsafe(24)
    port = address.port
    if not port or environment.port_taken(port):
        port = environment.free_port()
    environment.write(**{VARIABLE: f"redis://:{password}@127.0.0.1:{port}/0"})
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "redis.conf"
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as configuration:
        configuration.write(CONFIGURATION.format(port=port, password=password, folder=FOLDER))
    step("Starting Redis", ["redis-server", file])
    until = time.monotonic() + START_SECONDS
    while not running():
        if time.monotonic() > until:
            raise Problem("The private Redis does not answer.", f"Its log is {FOLDER}/server.log; then try again.")
        time.sleep(0.05)


def stop() -> None:
    if running():
        _ask("SHUTDOWN NOSAVE")


def _ask(command: str) -> bytes:
    """What Redis answers to a command after signing in; nothing when nobody listens."""
    address = urlsplit(environment.read().get(VARIABLE, ""))
    if not address.port:
        return b""
    try:
        with socket.create_connection(("127.0.0.1", address.port), timeout=2) as connection:
            connection.sendall(f"AUTH {address.password}\r\n{command}\r\nQUIT\r\n".encode())
            with connection.makefile("rb") as answers:
                return answers.read()
    except OSError:
        return b""
