"""How questions, answers, groups and judgements are said, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stoep.core.margins.bands import Standing
from stoep.reach import rules
from stoep.reach.rules import Compared, Line, Parts

QUESTIONS: dict[str, Promise] = {
    "age": gettext_lazy("Hoe oud bent u?"),
    "schooling": gettext_lazy("Welke school maakte u af?"),
    "tongue": gettext_lazy("Welke taal spreekt u thuis het meest?"),
    "home": gettext_lazy("Hoe woont u?"),
    "part": gettext_lazy("Waar in de wijk woont u?"),
}
ABOUT: dict[str, Promise] = {
    "age": gettext_lazy("Leeftijd"),
    "schooling": gettext_lazy("School"),
    "tongue": gettext_lazy("Taal thuis"),
    "home": gettext_lazy("Huis"),
    "part": gettext_lazy("Deel van de wijk"),
}
_ANSWERS: dict[str, Promise] = {
    "age:0-14": gettext_lazy("jonger dan 15 jaar"),
    "age:15-24": gettext_lazy("15 tot en met 24 jaar"),
    "age:25-44": gettext_lazy("25 tot en met 44 jaar"),
    "age:45-64": gettext_lazy("45 tot en met 64 jaar"),
    "age:65": gettext_lazy("65 jaar of ouder"),
    "age:15-24+25-44+45-64": gettext_lazy("15 tot en met 64 jaar"),
    "schooling:basic": gettext_lazy("basisschool, vmbo of mbo 1"),
    "schooling:middle": gettext_lazy("havo, vwo of mbo 2, 3 of 4"),
    "schooling:higher": gettext_lazy("hbo of universiteit"),
    "tongue:nl": gettext_lazy("Nederlands of een streektaal"),
    "tongue:tr": gettext_lazy("Turks"),
    "tongue:ar": gettext_lazy("Arabisch"),
    "tongue:ber": gettext_lazy("Berbers (Tamazight)"),
    "tongue:pl": gettext_lazy("Pools"),
    "tongue:ti": gettext_lazy("Tigrinya"),
    "tongue:uk": gettext_lazy("Oekraïens"),
    "tongue:en": gettext_lazy("Engels"),
    "tongue:other": gettext_lazy("een andere taal"),
    "home:own": gettext_lazy("in een eigen huis"),
    "home:rent": gettext_lazy("in een huurhuis"),
    "home:other": gettext_lazy("anders: bij iemand in, of in een kamer"),
    "home:rent+other": gettext_lazy("in een huurhuis, of anders"),
    "part:elsewhere": gettext_lazy("ergens anders"),
}
_GROUPS: dict[str, Promise] = {
    "age:0-14": gettext_lazy("kinderen en jongeren tot 15 jaar"),
    "age:15-24": gettext_lazy("jongeren van 15 tot en met 24 jaar"),
    "age:25-44": gettext_lazy("mensen van 25 tot en met 44 jaar"),
    "age:45-64": gettext_lazy("mensen van 45 tot en met 64 jaar"),
    "age:65": gettext_lazy("mensen van 65 jaar en ouder"),
    "age:15-24+25-44+45-64": gettext_lazy("mensen van 15 tot en met 64 jaar"),
    "schooling:basic": gettext_lazy("mensen met basisschool, vmbo of mbo 1"),
    "schooling:middle": gettext_lazy("mensen met havo, vwo of mbo 2, 3 of 4"),
    "schooling:higher": gettext_lazy("mensen met hbo of universiteit"),
    "home:own": gettext_lazy("mensen met een eigen huis"),
    "home:rent+other": gettext_lazy("mensen die huren of bij iemand inwonen"),
}
STANDINGS: dict[Standing, Promise] = {
    Standing.FAR_TOO_FEW: gettext_lazy("horen wij veel te weinig"),
    Standing.TOO_FEW: gettext_lazy("horen wij te weinig"),
    Standing.ABOUT_RIGHT: gettext_lazy("horen wij ongeveer zoals zij hier wonen"),
    Standing.TOO_LITTLE_KNOWN: gettext_lazy("daarvan weten wij te weinig"),
}
CHANGES: dict[str, Promise] = {
    "heard": gettext_lazy("Eerst te weinig, nu ongeveer zoals zij hier wonen."),
    "better": gettext_lazy("Eerst veel te weinig, nu iets meer. Nog te weinig."),
    "same": gettext_lazy("Net als de vorige keer nog te weinig."),
    "less": gettext_lazy("Minder dan de vorige keer."),
}


def answer(question: str, code: str, parts: Parts = ()) -> str:
    """One answer as it stands on the card."""
    if code == rules.SILENT:
        return _("vraag overgeslagen")
    told = _ANSWERS.get(f"{question}:{code}")
    return str(told) if told else next((name for part, name in parts if part == code), code)


def group(key: str, parts: Parts = ()) -> str:
    """A group of people ("age:15-24") as it is called in a sentence."""
    question, _colon, code = key.partition(":")
    if key in _GROUPS:
        return str(_GROUPS[key])
    if question == "tongue":
        return _("mensen die thuis spreken: %(language)s") % {"language": answer(question, code)}
    if question == rules.PART and code != rules.ELSEWHERE:
        return _("mensen in %(part)s") % {"part": answer(question, code, parts)}
    return answer(question, code, parts)


def count(line: Line) -> str:
    """The number of a line in words: "ongeveer 45", "minder dan 10", "niet verteld"."""
    if line.shown is not None:
        return _("ongeveer %(number)s") % {"number": line.shown}
    if line.few:
        return _("minder dan 10")
    if line.before:
        return _("niet verteld; eerder ongeveer %(number)s") % {"number": line.before}
    return _("niet verteld")


def share(group_: Compared) -> str:
    """How large a part of who live here this group is, in words."""
    if group_.people is None or not group_.residents:
        return _("geen cijfer")
    part = round(100 * group_.people / group_.residents)
    return _("minder dan 1 van elke 100") if part < 1 else _("%(part)s van elke 100") % {"part": part}


def uncertainty(group_: Compared) -> str:
    """What can be said with how much certainty, in one or two sentences."""
    judged = group_.judgement
    if judged.usual is None:
        return _("Er zijn te weinig antwoorden of cijfers om iets te zeggen.")
    told = [
        _("Kwam iedereen even vaak, dan zaten er %(least)s tot %(most)s kaarten van hen bij.")
        % {"least": judged.usual[0], "most": judged.usual[1]}
    ]
    if judged.once_in:
        times = ngettext(
            "Zo weinig is hooguit eens in de %(times)s keer toeval.",
            "Zo weinig is hooguit eens in de %(times)s keer toeval.",
            judged.once_in,
        )
        told.append(times % {"times": judged.once_in})
    told.append(
        _("Dit klopt ook als wij niet weten wie de vraag oversloeg.")
        if judged.surely
        else _("Wij nemen aan dat wie de vraag oversloeg, niet anders is dan de rest.")
    )
    return " ".join(told)


def listed(keys: Sequence[str], parts: Parts = ()) -> str:
    """Groups in one line, for a field in which somebody writes on."""
    return ", ".join(group(key, parts) for key in keys)
