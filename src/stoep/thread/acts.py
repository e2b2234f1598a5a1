"""What the one who reads a page may do next, as links: the acts themselves live in their own rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item, Origin
from stoep.network.standing import Standing
from stoep.promises import queries as promises
from stoep.promises import rules
from stoep.promises.actions import grounds
from stoep.promises.models import Promise
from stoep.thread.queries.following import Line
from stoep.voices import queries as voices
from stoep.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Act:
    """A link to an act: what it is called, and where it is done."""

    name: str
    href: str


def on_voice(voice: Voice, standing: Standing, line: Line, *, holder: bool) -> list[Act]:
    """The author's acts with the secret in hand, and those of the counter."""
    found: list[Act] = []
    if holder:
        for origin in line.origins:
            name = _("Uw inbreng zit in “%(title)s”. Klopt dat zo?") % {"title": origin.item.title}
            found.append(Act(name, claim(origin, origin.item)))
        for promised in line.promises:
            found.append(judge(promised.promise))
        name = _("Kies hoe u het hoort, wie het leest, of wis uw woorden")
        found.append(Act(name, reverse("voices:own", args=[voice.number])))
    if standing.is_institution and not standing.hosts and voices.is_passed_to(voice, standing):
        found.append(Act(_("Antwoord geven"), reverse("voices:answer", args=[voice.number])))
    if standing.hosts:
        for origin in line.origins if not holder else ():
            name = _("Noteer wat de schrijver zegt van “%(title)s”") % {"title": origin.item.title}
            found.append(Act(name, claim(origin, origin.item)))
        found.append(Act(_("Antwoord geven of doorgeven"), reverse("voices:answer", args=[voice.number])))
        found.append(Act(_("Samenvoegen met inbreng die hetzelfde zegt"), reverse("voices:join", args=[voice.number])))
    if standing.leads and voice.is_shown:
        found.append(Act(_("Bedreiging of gegevens? Stel voor dit te verbergen"), hide(voice)))
    return found


def on_item(item: Item, standing: Standing, held: Sequence[Origin], kept: agenda.Kept | None = None) -> list[Act]:
    """The acts of authors, of residents with the independent organisation, and of everybody else at the table.

    An item that was closed (`kept`) asks how it stays so; its text does not change any more.
    """
    found = [Act(_("Uw inbreng zit in dit punt. Klopt dat zo?"), claim(origin, item)) for origin in held]
    if standing.leads and kept:
        found += keeping_up(kept)
    elif standing.leads and item.closed_at is None:
        found.append(Act(_("Dit punt bewerken"), reverse("agenda:edit", args=[item.code])))
        found.append(
            Act(
                _("Inbreng erbij brengen"),
                reverse("agenda:take_up", args=[item.neighbourhood.slug]) + f"?punt={item.code}",
            )
        )
        found.append(Act(_("Zet erbij wat er al is"), reverse("agenda:tie", args=[item.code])))
        found.append(Act(_("Is dit nog actueel?"), reverse("agenda:current", args=[item.code])))
        found.append(Act(_("Splitsen"), reverse("agenda:split", args=[item.code])))
        found.append(Act(_("Voorstellen om samen te voegen"), reverse("agenda:merge", args=[item.code])))
        found.append(Act(_("Voorstellen om af te sluiten"), reverse("agenda:close", args=[item.code])))
        ask = reverse("council:ask", args=[item.neighbourhood.slug]) + f"?punt={item.code}"
        found.append(Act(_("Vraag iets aan wie erover gaat"), ask))
    if standing.in_network:
        found.append(Act(_("Een feit, aanbod of bezwaar toevoegen"), reverse("agenda:remark", args=[item.code])))
        found.append(Act(_("Zeg hoe dit bij beleid past"), reverse("council:link", args=[item.code])))
        found.append(_card(item.neighbourhood.slug, f"item:{item.code}"))
        found.append(
            Act(
                _("Een belofte noteren"),
                reverse("promises:note", args=[item.neighbourhood.slug]) + f"?punt={item.code}",
            )
        )
        found.append(
            Act(
                _("Een conflict over dit punt opschrijven"),
                reverse("conflicts:open", args=[item.neighbourhood.slug]) + f"?punt={item.code}",
            )
        )
    if standing.leads:
        found.append(
            Act(
                _("Bedreiging of gegevens in een opmerking? Kies wat verborgen moet"),
                reverse("conflicts:hide", args=[item.neighbourhood.slug]) + f"?punt={item.code}",
            )
        )
    return found


def keeping_up(kept: agenda.Kept) -> list[Act]:
    """What those who lead may do with an item that was closed: say how it stays so, look back, take it up again."""
    code, standing = kept.item.code, kept.standing
    if standing == "again":
        return []
    plan = Act(_("Zeggen hoe dit zo blijft"), reverse("agenda:keep_up", args=[code]))
    look = Act(_("Terugkijken: is het nog zo goed?"), reverse("agenda:look_back", args=[code]))
    again = Act(
        _("Dit opnieuw oppakken"),
        reverse("agenda:start", args=[kept.item.neighbourhood.slug]) + f"?opnieuw={code}",
    )
    return [again, plan, look] if standing == "slipping" else [plan, look, again]


def on_promise(promise: Promise, standing: Standing, line: Line, *, holder: bool) -> list[Act]:
    """Confirming and changing for the one who promised; kept or broken for the one who received it.

    Whoever has no account does both with the number and the code from a slip: the pages ask for them.
    """
    found: list[Act] = []
    parties = grounds.parties_of(promise)
    is_visitor = standing.person is None
    origins = frozenset(voice.pk for voice in line.voices)
    may_judge = holder or rules.may_judge(standing, parties, frozenset(), origins)
    if (may_judge or (is_visitor and line.voices)) and not rules.is_of_promiser(standing, parties):
        found.append(judge(promise))
    has_slip = bool(is_visitor and promise.confirm_secret_hash)
    if not (promise.confirmed_at or promise.disputed_at) and (has_slip or rules.is_promiser(standing, parties)):
        found.append(Act(_("Bevestigen of betwisten"), reverse("promises:confirm", args=[promise.code])))
    may_change = rules.may_change(standing, parties)
    if (may_change or has_slip) and not promise.verdicts.exists():
        name = _("Bijstellen: andere woorden of een andere datum")
        with_code = _("Deed u deze belofte? Stel haar bij met uw geheime code")
        found.append(Act(name if may_change else with_code, reverse("promises:change", args=[promise.code])))
    if standing.hosts and promises.holds_words_of_a_resident(promise):
        found.append(Act(_("Naam en woorden wissen, op verzoek"), reverse("promises:erase", args=[promise.code])))
    if standing.in_network:
        found.append(_card(promise.neighbourhood.slug, f"belofte:{promise.code}"))
    return found


def _card(slug: str, source: str) -> Act:
    """Tell other neighbourhoods how it went, in one step."""
    return Act(_("Schrijf een kaart voor andere wijken"), reverse("exchange:write", args=[slug]) + f"?van={source}")


def hide(voice: Voice) -> str:
    """Where a holder of a key proposes to hide the words of a voice."""
    return reverse("conflicts:hide", args=[voice.neighbourhood.slug]) + f"?soort=inbreng&nummer={voice.number}"


def claim(origin: Origin, item: Item) -> str:
    """Where an author says whether an item says what they meant."""
    return reverse("agenda:claim", args=[item.code, origin.voice.number])


def judge(promise: Promise) -> Act:
    """Saying whether a promise was kept."""
    name = _("Is dit nagekomen? “%(words)s”") % {"words": promise.words[:80]}
    return Act(name, reverse("promises:judge", args=[promise.code]))
