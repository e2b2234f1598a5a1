"""Every check of ./stoep check is a test too: the list stands in commands/checks.py, once."""

from __future__ import annotations

import pytest

from commands import checks


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name in checks.commands() if "architecture" not in name])
def test_the_code_passes(name: str) -> None:
    outcome = checks.look(name)
    assert outcome.passed, outcome.said
