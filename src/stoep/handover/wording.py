"""The sentences that the screen and the paper share: how far the answers are, and what is known of each line."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stoep.handover import queries
from stoep.handover.models import Commitment, Reply
from stoep.people.models import Organisation


def section(kind: str) -> str:
    """The heading above the lines of one kind."""
    return {
        "promise": _("Beloften"),
        "link": _("Beleid dat bij de agenda hoort"),
        "item": _("Lange lijnen, tot 2046"),
        "commitment": _("Subsidies en contracten"),
    }[kind]


def progress(counted: queries.Counted) -> str:
    """ "27 van de 31 beloften bevestigd. Over 3 opnieuw praten. Met 1 stoppen." """
    numbers = {"done": counted.confirm, "total": counted.total}
    first = {
        "promise": ngettext(
            "%(done)s van %(total)s belofte is bevestigd.",
            "%(done)s van de %(total)s beloften bevestigd.",
            counted.total,
        ),
        "item": ngettext(
            "%(done)s van %(total)s lange lijn is bevestigd.",
            "%(done)s van de %(total)s lange lijnen bevestigd.",
            counted.total,
        ),
        "link": ngettext(
            "%(done)s van %(total)s koppeling met beleid is bevestigd.",
            "%(done)s van de %(total)s koppelingen met beleid bevestigd.",
            counted.total,
        ),
        "commitment": ngettext(
            "%(done)s van %(total)s subsidie of contract is bevestigd.",
            "%(done)s van de %(total)s subsidies en contracten bevestigd.",
            counted.total,
        ),
    }[counted.kind] % numbers
    rest = (
        (counted.renegotiate, _("Over %(count)s wil men opnieuw praten.")),
        (counted.stop, _("Met %(count)s wil men stoppen.")),
        (counted.over, ngettext("%(count)s is intussen klaar.", "%(count)s zijn intussen klaar.", counted.over)),
        (
            counted.waiting,
            ngettext("%(count)s wacht nog op antwoord.", "%(count)s wachten nog op antwoord.", counted.waiting),
        ),
        (counted.late, _("Op %(count)s kwam in 100 dagen geen antwoord.")),
    )
    return " ".join([first, *(words % {"count": count} for count, words in rest if count)])


def countdown(found: queries.Progress) -> str:
    """How long there is to answer, or what was not answered in time."""
    last = date_format(found.last_on, "j F Y")
    if not found.unanswered:
        return _("Op elke regel kwam antwoord.")
    if found.days_left < 0:
        return ngettext(
            "De 100 dagen zijn voorbij. Op %(count)s regel kwam geen antwoord.",
            "De 100 dagen zijn voorbij. Op %(count)s regels kwam geen antwoord.",
            found.unanswered,
        ) % {"count": found.unanswered}
    if found.days_left == 0:
        return _("Vandaag is de laatste dag om te antwoorden.")
    words = ngettext(
        "Nog %(days)s dag om te antwoorden, tot en met %(last)s.",
        "Nog %(days)s dagen om te antwoorden, tot en met %(last)s.",
        found.days_left,
    )
    return words % {"days": found.days_left, "last": last}


def months() -> int:
    """The months of notice that we advise."""
    return int(settings.STOEP_NOTICE_MONTHS)


def advice() -> str:
    """Where our term of notice comes from, and what it is worth."""
    return _(
        "Liep een subsidie drie jaar of langer voor hetzelfde werk? Dan mag zij pas stoppen na een redelijke termijn. "
        "Dat staat in de Algemene wet bestuursrecht, artikel 4:51. De wet noemt geen aantal maanden. "
        "Wij rekenen met %(months)s maanden. Dat is een advies: een rechter kijkt per geval."
    ) % {"months": months()}


def state(shown: queries.Shown) -> str:
    """How a line stands, in a few words."""
    return {
        "confirm": _("bevestigd"),
        "renegotiate": _("wil opnieuw praten"),
        "stop": _("wil stoppen"),
        "over": _("intussen klaar"),
        "waiting": _("wacht op antwoord"),
        "late": _("geen antwoord in 100 dagen"),
    }[shown.state]


def to_whom(shown: queries.Shown) -> str:
    """To whom it was promised, or who gets the money; "" when nobody is named."""
    if shown.promised is None:
        return shown.tied.to_called if shown.tied and shown.kind == "commitment" else ""
    promise = shown.promised.promise
    if promise.receiver_called:
        return promise.receiver_called
    if promise.receiver_organisation is not None:
        return promise.receiver_organisation.name
    return _("de hele wijk") if promise.receiver_id is None and promise.receiver_voice_id is None else _("een bewoner")


def standing(shown: queries.Shown) -> str:
    """How the promise itself stands today; "" for other lines."""
    if shown.promised is None:
        return ""
    words = {
        "open": _("open"),
        "late": _("te laat"),
        "kept": _("nagekomen"),
        "kept-late": _("nagekomen, na de datum"),
        "broken": _("niet nagekomen"),
    }[shown.promised.standing]
    return f"{words}, {_('bijgesteld')}" if shown.promised.is_changed else words


def money(tied: Commitment) -> str:
    """What is known of a subsidy or contract, in one sentence."""
    name = str(tied.get_kind_display()).capitalize()
    since = date_format(tied.since_on, "j F Y")
    if tied.until_on:
        words = _("%(name)s van %(since)s tot en met %(until)s.")
    else:
        words = _("%(name)s sinds %(since)s. Het einde is niet bekend.")
    until = date_format(tied.until_on, "j F Y") if tied.until_on else ""
    return f"{words % {'name': name, 'since': since, 'until': until}} {amount(tied.cents)}"


def amount(cents: int | None) -> str:
    """An amount in euros, or that it is not known."""
    if cents is None:
        return _("Het bedrag is niet bekend.")
    return _("€ %(euros)s per jaar.") % {"euros": typed_amount(cents)}


def typed_amount(cents: int | None) -> str:
    """An amount as people write it in a form: "12.500" or "12.500,50"; "" when it is not known."""
    if cents is None:
        return ""
    part = f",{cents % 100:02d}" if cents % 100 else ""
    return f"{cents // 100:,}".replace(",", ".") + part


def risks(shown: queries.Shown) -> list[str]:
    """What whoever wants to stop, or counts on the money, must know of it."""
    found = []
    if shown.tied and shown.tied.if_budgeted:
        found.append(_("Let op: dit geld komt er alleen als het op de begroting staat (Awb 4:34)."))
    # Whoever said that they stop, has it beside their answer.
    notice = None if shown.state == "stop" else shown.notice
    if notice is not None:
        day = date_format(notice.on, "j F Y")
        if notice.ground == "lasting":
            found.append(_("Stoppen kan netjes vanaf %(day)s (Awb 4:51, als het vandaag wordt gezegd).") % {"day": day})
        else:
            found.append(_("Dit loopt nog tot en met %(day)s.") % {"day": day})
    return found


def who_said(reply: Reply, organisation: Organisation, comes: str) -> str:
    """Who answered: the newcomer, or somebody of the organisation on their behalf."""
    day = date_format(reply.made_on, "j F Y")
    if not reply.on_behalf:
        return _("%(who)s zelf, op %(day)s") % {"who": comes or organisation.name, "day": day}
    if comes:
        return _("%(office)s, namens %(who)s, op %(day)s") % {"office": organisation.name, "who": comes, "day": day}
    return _("%(office)s, op %(day)s") % {"office": organisation.name, "day": day}


def said(reply: Reply) -> list[str]:
    """The days and reasons of a reply, a sentence each."""
    found = []
    if reply.what_by_on:
        found.append(_("Voorstel, voor %(day)s:") % {"day": date_format(reply.what_by_on, "j F Y")})
    if reply.stop_on:
        found.append(_("Stopt op %(day)s.") % {"day": date_format(reply.stop_on, "j F Y")})
    if reply.notice_on:
        found.append(_("Netjes kon vanaf %(day)s.") % {"day": date_format(reply.notice_on, "j F Y")})
    return found


def said_no(reply: Reply) -> str:
    """That whoever was promised it said no to this reply, and when; "" when they did not."""
    declined = getattr(reply, "decline", None)
    if declined is None:
        return ""
    return _("Wie de belofte kreeg, zei nee op %(day)s.") % {"day": date_format(declined.said_on, "j F Y")}


def words_with_no(reply: Reply) -> str:
    """What they wrote with their no; "" when nothing."""
    declined = getattr(reply, "decline", None)
    return declined.words if declined is not None else ""


def on_paper(shown: queries.Shown) -> dict[str, Any]:
    """One line as the PDF prints it."""
    power, promised = shown.line.power, shown.promised
    reply = shown.reply
    return {
        "title": shown.title,
        "who": promised.promise.promiser_called if promised else "",
        "to": to_whom(shown),
        "by": date_format(promised.due_on, "j F Y") if promised else "",
        "first": promised.promise.words if promised and promised.words != promised.promise.words else "",
        "standing": standing(shown),
        "money": money(shown.tied) if shown.tied else "",
        "risks": risks(shown),
        "state": state(shown),
        "late": shown.state == "late",
        "reply_by": who_said(reply, power.organisation, power.comes_called) if reply else "",
        "reply_days": " ".join(said(reply)) if reply else "",
        "what": reply.what if reply else "",
        "why": reply.why if reply else "",
        "short_why": reply.short_why if reply else "",
        "no": said_no(reply) if reply else "",
        "no_words": words_with_no(reply) if reply else "",
    }
