"""The virtual environment, made from the lock file by a uv of our own."""

import sys

from marketplace.devtools.folders import PYTHON, ROOT, TOOLS, VENV, Stamp, digest
from marketplace.devtools.messages import step

UV = "uv==0.13.9"


def tools() -> None:
    """A small environment for what builds the others (uv here, Node where the system has none)."""
    if not (TOOLS / "bin" / "pip").exists():
        step("Making an environment for the tools", [sys.executable, "-m", "venv", "--clear", str(TOOLS)])


def tool(requirement: str) -> None:
    """Install a tool of this exact version, once."""
    stamp = Stamp(requirement.partition("==")[0], requirement)
    tools()
    if not stamp.fresh():
        pip = [str(TOOLS / "bin" / "pip"), "install", "--quiet", requirement]
        step(f"Getting {requirement.replace('==', ' ')}", pip, way_out="Is this machine on the network?")
        stamp.set()


def install() -> None:
    """Bring ``.venv`` to what ``uv.lock`` says."""
    state = digest([ROOT / "uv.lock", ROOT / "pyproject.toml"], sys.executable)
    stamp = Stamp("python", state)
    if stamp.fresh() and PYTHON.exists():
        return
    tool(UV)
    step(
        "Installing the Python packages of uv.lock",
        [TOOLS / "bin" / "uv", "sync", "--frozen", "--python", sys.executable],
        env={"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": ""},
        way_out="Is this machine on the network? Then try again.",
    )
    stamp.set()
