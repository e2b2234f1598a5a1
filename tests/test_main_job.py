"""The main job on real input: real statements go through the whole line, and each ends with a fate that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from rich.progress import Progress

from commands import manage
from commands.telling import Trouble
from stoep.places.tests import waterstad
from stoep.promises.models import Promise
from stoep.record.models import Entry
from stoep.voices.models import Voice
from stoep.web.main_job import line, statements
from stoep.web.management.commands import main_job

pytestmark = pytest.mark.once


@pytest.fixture
def polis(shared_data: Path) -> Path:
    """Where the real statements lie."""
    folder = shared_data / "polis"
    if not folder.is_dir():
        pytest.skip("the real statements are not beside this checkout")
    return folder


@pytest.fixture
def hidden_bar() -> Iterator[Progress]:
    with Progress(disable=True) as progress:
        yield progress


def _through_the_line(conversation: statements.Conversation, number: int, progress: Progress) -> Counter[str]:
    counts = main_job.run(number, conversation, progress)
    said = len(conversation.statements)
    assert counts["statements"] == said
    assert counts["screen"] + counts["card"] + counts["spoken"] == said
    assert counts["taken up"] + counts["answered"] + counts["passed on"] + counts["joined"] == said
    assert counts["words lost"] == 0
    assert counts["without a fate"] == 0
    assert counts["not verified"] == 0
    # Each is received and answered at the least, or joined; and each of those acts is sealed.
    assert counts["sealed acts"] >= 2 * said
    return counts


@pytest.mark.django_db(transaction=True)
def test_a_real_conversation_goes_through_the_whole_line(polis: Path, hidden_bar: Progress) -> None:
    waterstad.build()
    conversation = next(each for each in statements.read(polis) if each.name == "london.youth.policing")
    counts = _through_the_line(conversation, 1, hidden_bar)
    assert Voice.objects.count() == len(conversation.statements)
    assert counts["mails"] > 0
    assert counts["letters"] > 0
    assert counts["calls"] > 0
    assert Promise.objects.filter(verdicts__kind="kept").exists()
    assert Promise.objects.filter(verdicts=None, told_late_at__isnull=False).exists()
    assert Entry.objects.count() == counts["sealed acts"]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_every_real_conversation_goes_through_the_whole_line(polis: Path, hidden_bar: Progress) -> None:
    waterstad.build()
    total: Counter[str] = Counter()
    for number, conversation in enumerate(statements.read(polis), start=1):
        total += _through_the_line(conversation, number, hidden_bar)
    assert total["statements"] > 1000
    assert total["joined"] > 0


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_gets_lost_is_seen(polis: Path, hidden_bar: Progress, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: when the line answers all but one, the table says that one has no fate."""
    waterstad.build()
    conversation = next(each for each in statements.read(polis) if each.name == "london.youth.policing")
    few = statements.Conversation("few", conversation.statements[:6])
    whole = line.answer
    monkeypatch.setattr(line, "answer", lambda table, said, *rest: whole(table, said[:-1], *rest))
    assert main_job.run(1, few, hidden_bar)["without a fate"] == 1


def test_lost_words_are_seen_and_tidied_ones_are_not() -> None:
    assert line.unlike("Een bankje\r\nbij de winkel", "Een bankje bij winkel")
    assert not line.unlike("Een bankje \r\n bij\u202e de winkel\x07", "Een bankje\nbij de winkel")


@pytest.mark.django_db
def test_it_wants_an_empty_folder_with_areas(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No areas are loaded"):
        call_command("main_job", str(tmp_path))
    waterstad.build()
    with pytest.raises(CommandError, match=r"No comments\.csv"):
        call_command("main_job", str(tmp_path))


@pytest.mark.parametrize("words", [[], ["/nowhere"]])
def test_the_command_says_where_the_data_must_be(words: list[str]) -> None:
    with pytest.raises(Trouble, match=r"DIR/nl"):
        manage.main_job(words)
