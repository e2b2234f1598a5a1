"""The first visitor of each process waits for nothing, and the processes hold together what they count."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOOKS = """
import sys
from django.db import connections
from django.template import engines
import stoep.web.wsgi
loaders = engines["django"].engine.template_loaders
drawn = {str(name) for loader in loaders for name in getattr(loader, "get_template_cache", {})}
print("stoep.budgeting.turnout" in sys.modules, any("web/page.html" in name for name in drawn))
print(all(each.connection is None for each in connections.all(initialized_only=True)))
"""

pytestmark = pytest.mark.once


def test_before_the_server_divides_the_rooms_are_read_a_page_was_drawn_and_no_database_is_open(tmp_path: Path) -> None:
    env = {**os.environ, "STOEP_DEMO": "1", "STOEP_DATA": str(tmp_path / "none-yet"), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-O", "-c", LOOKS], env=env, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True", "True"], done.stderr
