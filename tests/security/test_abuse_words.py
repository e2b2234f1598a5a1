"""What people type stays text: abuse 1, 6, 12, 13, 36, 39 and 40, wherever no room tests it yet."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from stoep.agenda import actions as agenda
from stoep.promises import when
from stoep.voices import papers
from tests.builders import NOW, TODAY, a_neighbourhood, a_promise, a_standing, a_voice, an_item


def test_no_template_and_no_code_marks_text_as_safe() -> None:
    """Abuse 12 and 13: nothing of ours is put in a page without escaping, so no rich text can carry script or hx-*."""
    source = Path(settings.ROOT) / "src" / "stoep"
    marks = re.compile(r"\|\s*safe\b|autoescape off|mark_safe|SafeString\(|\|safeseq|__html__")
    # The title of a page, which its block has escaped; words of our own; translations of texts in our own templates.
    allowed = {source / "web" / "templatetags" / name for name in ("stoep.py", "quick_i18n.py")}
    found = [
        f"{path.relative_to(source)}: {hit[0]}"
        for path in source.rglob("*")
        if path.suffix in {".html", ".py", ".xml"} and "tests" not in path.parts and path not in allowed
        for hit in marks.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


@pytest.mark.django_db
def test_no_question_in_the_address_reaches_a_hidden_column(client: Client) -> None:
    """Abuse 6 (Decidim, CVE-2023-34090): a filter or an order that no page names changes nothing."""
    here = a_neighbourhood()
    a_voice(here, "Alleen voor ons.", audience="network", taken_down_by=a_standing(here).person)
    a_voice(here, "Voor iedereen.", taken_down_by=a_standing(here).person)
    a_promise(here)
    probes = (
        "secret_hash__startswith=a", "words__contains=Alleen", "audience=network", "checked_at__isnull=1",
        "order=secret_hash", "sort=-words", "o=1", "per_page=1", "limit=0", "neighbourhood=2", "format=json",
        "voices__secret_hash=x", "author__email=a", "fields=secret_hash", "include=contact",
    )  # fmt: skip
    for page in ("inbreng/", "nog-geen-antwoord/", "beloften/", "agenda/", "logboek/", ""):
        address = f"/wijk/{here.slug}/{page}"
        plain = _without_address(client.get(address).text)
        for probe in probes:
            assert _without_address(client.get(f"{address}?{probe}").text) == plain, (page, probe)
        assert "Alleen voor ons" not in plain


def _without_address(text: str) -> str:
    return re.sub(r'href="/taal/[^"]*"|value="[^"]{64}"', "", text)


@pytest.mark.django_db
def test_nothing_typed_in_a_search_is_run_by_the_database(client: Client) -> None:
    """Abuse 40: quotes, comments, the search language of FTS5 and of PostgreSQL, wildcards, nulls."""
    here = a_neighbourhood()
    a_voice(here, "Alleen voor ons.", audience="network", taken_down_by=a_standing(here).person)
    typed = [
        "' OR 1=1 --", '" OR words:*', "words NEAR(a b)", "*", "%", "_", "a* OR b*", "NOT a", "^a", "{a b}: c", "a:b",
        "');DROP TABLE voices_voice;--", "\\", "!a & (b | c)", "<->", ":*", "''", '""', "a\x00b", "\u202e", "(" * 200,
        "1 UNION SELECT secret_hash FROM voices_voice", "${jndi:ldap://x}", "\ud83d\ude00",
    ]  # fmt: skip
    for text in typed:
        for address, name in ((f"/wijk/{here.slug}/inbreng/", "q"), ("/zoek/", "q"), ("/nr/", "nummer")):
            page = client.get(address, {name: text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
            assert page.status_code in {200, 400, 429}, (address, text)
            assert "Alleen voor ons" not in page.text
    for address in ("inbreng/?voor=1;DROP-1", "inbreng/?voor='-'", "logboek/?voor=1%20OR%201=1", "beloften/?na=2026'"):
        assert client.get(f"/wijk/{here.slug}/{address}").status_code in {200, 400}, address


@pytest.mark.django_db
def test_a_number_that_no_column_holds_is_not_found(client: Client) -> None:
    """Abuse 2 and 40: ids larger than the database knows give a page, not a crash."""
    here = a_neighbourhood()
    a_voice(here)
    huge = "9" * 40
    for path in (
        f"/wijk/{here.slug}/logboek/{huge}/", f"/wijk/{here.slug}/logboek/stempel/{huge}/", f"/foto/{huge}/",
        f"/wijk/{here.slug}/logboek/{huge}.tlog-proof", f"/wijk/{here.slug}/agenda/versies/{huge}/",
        f"/wijk/{here.slug}/agenda/versies/1-{huge}/", f"/wijk/{here.slug}/agenda/besluiten/{huge}/",
        f"/klopt/{huge}/", f"/samen/{huge}/uit-elkaar/", f"/antwoord/{huge}/intrekken/", f"/gebied/{huge}/",
        f"/nr/{huge}/", f"/a/{huge}/", f"/b/{huge}/", "/nr/%00/", "/a/%00/", "/b/%00/", "/gebied/%00/",
    ):  # fmt: skip
        client.raise_request_exception = False
        answer = client.get(path, follow=True)
        assert answer.status_code in {400, 404}, path


@pytest.mark.parametrize("piece", ["1 ", "voor ", "de ", "eind ", "-", "1-", "01-01-", "volgende ", "é", "\u200b", "9"])
def test_a_date_made_to_be_slow_is_read_at_once(piece: str) -> None:
    """Abuse 39: what the box lets through is short, and a hundred of them take no time."""
    longest = (piece * when.LONGEST)[: when.LONGEST]
    begun = time.process_time()
    for cut in range(100):
        when.read(longest[cut % 7 :] + "!", TODAY)
    assert time.process_time() - begun < 2


@pytest.mark.django_db
def test_a_paper_tells_nothing_of_who_or_what_made_it() -> None:
    """Abuse 36: no author, no path and no name of a machine in a PDF."""
    receipt = a_voice(a_neighbourhood(), called="Samira Geheim")
    for data in (papers.slip(receipt.voice, receipt.secret), papers.blank_card(receipt.voice.neighbourhood, "a5")):
        assert data.startswith(b"%PDF")
        assert set(re.findall(rb"/Author ?\(([^)]*)\)", data)) <= {b"Stoep"}
        assert str(settings.ROOT).encode() not in data
        assert b"Samira Geheim" not in data


@pytest.mark.django_db
def test_an_item_of_another_neighbourhood_is_no_line_and_no_partner_of_ours() -> None:
    """Abuse 3: nothing is hung under, merged with or brought into what one cannot decide on."""
    from stoep.shared.refusal import NotAllowed, Refused

    here, there = a_neighbourhood(), a_neighbourhood()
    boss = a_standing(here)
    own, foreign = an_item(here, by=boss), an_item(there, horizon="long")
    voice = a_voice(there, audience="network").voice
    given: dict[str, Any] = {"by": boss, "at": NOW, "today": TODAY}
    with pytest.raises(Refused):
        an_item(here, by=boss, line=foreign)
    with pytest.raises(Refused):
        agenda.edit(item=own, line=foreign, hang=True, **given)
    with pytest.raises(Refused):
        agenda.propose(missed="De winkels.", kind="merge", item=own, others=[foreign], why="Mee.", **given)
    with pytest.raises(Refused):
        agenda.take_up(item=own, voices=[voice], why="Mee.", by=boss, at=NOW)
    with pytest.raises(NotAllowed):
        agenda.split(item=foreign, origins=[], why_split="Mee.", horizon="short", **given)
