"""Reading a date as people say it: "1 oktober", "volgende week vrijdag", "voor de zomer". Dutch and English."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from stoep.agenda.rules.dates import add_months

LONGEST = 80
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SEASONS = {"voorjaar": 3, "zomer": 6, "najaar": 9, "winter": 12}  # the month in which it begins, on the 21st
_FEASTS = {
    "koningsdag": (4, 27),
    "zomervakantie": (7, 1),
    "sinterklaas": (12, 5),
    "kerst": (12, 25),
    "nieuwjaar": (1, 1),
}
# What people write for the same word, in Dutch and, for whoever reads the pages in English, in English.
_SAME = {
    "januari": ("jan", "january"),
    "februari": ("feb", "february"),
    "maart": ("maa", "mrt", "mar", "march"),
    "april": ("apr",),
    "mei": ("may",),
    "juni": ("jun", "june"),
    "juli": ("jul", "july"),
    "augustus": ("aug", "august"),
    "september": ("sep", "sept"),
    "oktober": ("okt", "oct", "october"),
    "november": ("nov",),
    "december": ("dec",),
    "maandag": ("ma", "monday"),
    "dinsdag": ("di", "tuesday"),
    "woensdag": ("wo", "wednesday"),
    "donderdag": ("do", "thursday"),
    "vrijdag": ("vr", "friday"),
    "zaterdag": ("za", "saturday"),
    "zondag": ("zo", "sunday"),
    "voorjaar": ("lente", "spring"),
    "zomer": ("summer",),
    "najaar": ("herfst", "autumn"),
    "kerst": ("kerstmis", "christmas"),
    "vandaag": ("today",),
    "morgen": ("tomorrow",),
    "dag": ("dagen", "day", "days"),
    "week": ("weken", "weeks"),
    "maand": ("maanden", "month", "months"),
    "jaar": ("jaren", "year", "years"),
    "half": ("midden", "medio", "mid"),
    "eind": ("einde", "end"),
    "voor": ("before",),
    "na": ("after",),
    "over": ("binnen", "within"),
    "deze": ("dit", "this"),
    "komende": ("komend", "aanstaande", "aanstaand", "coming"),
    "volgende": ("volgend", "next"),
    "1": ("een", "eerste", "a", "one", "first"),
    "2": ("twee", "tweede", "two", "second"),
    "3": ("drie", "derde", "three", "third"),
    "4": ("vier", "vierde", "four", "fourth"),
    "5": ("vijf", "five"),
    "6": ("zes", "six"),
    "7": ("zeven", "seven"),
    "8": ("acht", "eight"),
    "9": ("negen", "nine"),
    "10": ("tien", "ten"),
    "11": ("elf", "eleven"),
    "12": ("twaalf", "twelve"),
}
_ALIKE = {alike: word for word, several in _SAME.items() for alike in several}
# Words that change nothing about the day.
_FILLERS = frozenset(
    (
        *("uiterlijk", "op", "rond", "tot", "tegen", "per", "vanaf", "de", "het", "en", "ongeveer", "circa", "ergens"),
        *("by", "the", "of", "on", "at", "latest", "t/m"),
    )
)
_DAY, _MONTH, _YEAR = rf"(?P<name>{'|'.join(_DAYS)})", rf"(?P<month>{'|'.join(_MONTHS)})", r"(?P<year>\d{4})"
_PART = r"(?P<part>begin|half|eind|voor|na|in)"


@dataclass(frozen=True, slots=True)
class Read:
    """The day that was meant. `exact`: one day was named; else it is our reading, to be shown before it counts."""

    on: date
    exact: bool


def read(typed: str, today: date) -> Read | None:
    """The day that somebody means, seen from `today`; None when we cannot tell.

    A span ("oktober", "volgende week") is read as its last day; "voor oktober" as the day before it begins, but
    "voor 1 oktober" as that day itself, as people mean it when they promise.
    """
    text = _tidy(typed)
    for pattern, reader, exact in _READERS:
        if found := pattern.fullmatch(text):
            try:
                on = reader({key: value or "" for key, value in found.groupdict().items()}, today)
            except (ValueError, OverflowError):
                continue
            return Read(on, exact and _agrees(found.groupdict().get("name"), on))
    return None


def _agrees(weekday: str | None, on: date) -> bool:
    """Whether the day of the week that was named, if any, is that of the date: "dinsdag 1 oktober" may be a slip."""
    return not weekday or _DAYS[on.weekday()] == weekday


def _tidy(typed: str) -> str:
    """Small letters without accents, fillers or loose commas; words that mean the same become one."""
    text = unicodedata.normalize("NFKD", typed[:LONGEST].casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign)).replace(",", " ")
    words = [_ALIKE.get(word.strip("."), word.strip(".")) for word in text.split()]
    return " ".join(word for word in words if word not in _FILLERS)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _iso(part: dict[str, str], today: date) -> date:
    return date(int(part["year"]), int(part["m"]), int(part["d"]))


def _numbers(part: dict[str, str], today: date) -> date:
    if not part["year"]:
        return _next_on(int(part["m"]), int(part["d"]), today)
    year = int(part["year"])
    return date(year + 2000 if year < 100 else year, int(part["m"]), int(part["d"]))


def _next_on(month: int, day: int, today: date) -> date:
    """The first such day from today; 29 February waits for its year, and 31 February never comes."""
    for year in range(today.year, today.year + 9):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    raise ValueError(day)


def _day_of_month(part: dict[str, str], today: date) -> date:
    month, day = _MONTHS.index(part["month"]) + 1, int(part["d"])
    return date(int(part["year"]), month, day) if part["year"] else _next_on(month, day, today)


def _near(part: dict[str, str], today: date) -> date:
    return today + timedelta(days=("vandaag", "morgen", "overmorgen").index(part["near"]))


def _over(part: dict[str, str], today: date) -> date:
    count, unit = int(part["count"]), part["unit"]
    if unit in ("dag", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    return add_months(today, count * (12 if unit == "jaar" else 1))


def _half_year(part: dict[str, str], today: date) -> date:
    return add_months(today, 6)


def _weekday(part: dict[str, str], today: date) -> date:
    ahead = (_DAYS.index(part["name"]) - today.weekday()) % 7 or 7
    return today + timedelta(days=ahead)


def _weekday_next_week(part: dict[str, str], today: date) -> date:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    return monday + timedelta(days=_DAYS.index(part["name"]))


def _week(part: dict[str, str], today: date) -> date:
    sunday = today + timedelta(days=6 - today.weekday())
    last = sunday - timedelta(days=2) if part["part"] == "eind" else sunday
    return last + timedelta(days=7) if part["which"] in ("volgende", "komende") else last


def _this_month(part: dict[str, str], today: date) -> date:
    first = add_months(today.replace(day=1), 1 if part["which"] in ("volgende", "komende") else 0)
    return _part_of_month(part["part"], first.year, first.month)


def _this_year(part: dict[str, str], today: date) -> date:
    return _part_of_year(part["part"], today.year + (part["which"] in ("volgende", "komende")))


def _named_year(part: dict[str, str], today: date) -> date:
    return _part_of_year(part["part"], int(part["year"]))


def _part_of_year(part: str, year: int) -> date:
    last_days = {"voor": (year - 1, 12), "begin": (year, 1), "half": (year, 6)}
    return _end_of_month(*last_days.get(part, (year + (part == "na"), 12)))


def _part_of_month(part: str, year: int, month: int) -> date:
    if part in ("begin", "half"):
        return date(year, month, 10 if part == "begin" else 15)
    if part == "voor":
        return date(year, month, 1) - timedelta(days=1)
    last = _end_of_month(year, month)
    return add_months(last, 1) if part == "na" else last


def _month(part: dict[str, str], today: date) -> date:
    month = _MONTHS.index(part["month"]) + 1
    return _first_to_come(lambda year: _part_of_month(part["part"], year, month), part["year"], today)


def _season(part: dict[str, str], today: date) -> date:
    def on(year: int) -> date:
        begin = date(year, _SEASONS[part["season"]], 21)
        months = {"voor": 0, "begin": 1, "half": 2, "na": 6}.get(part["part"], 3)
        return add_months(begin, months) - timedelta(days=1)

    return _first_to_come(on, part["year"], today)


def _feast(part: dict[str, str], today: date) -> date:
    def on(year: int) -> date:
        return date(year, *_FEASTS[part["feast"]]) - timedelta(days=part["part"] == "voor")

    return _first_to_come(on, part["year"], today)


def _quarter(part: dict[str, str], today: date) -> date:
    quarter = int(part["quarter"] or part["q"])
    return _first_to_come(lambda year: _end_of_month(year, quarter * 3), part["year"], today)


def _first_to_come(on: Callable[[int], date], named_year: str, today: date) -> date:
    """In the year that was named; else the first one that is not over yet."""
    if named_year:
        return on(int(named_year))
    return next(day for year in range(today.year - 1, today.year + 3) if (day := on(year)) >= today)


_Reader = Callable[[dict[str, str], date], date]
_WHICH = r"(?P<which>deze|volgende|komende)"
_READERS: tuple[tuple[re.Pattern[str], _Reader, bool], ...] = tuple(
    (re.compile(pattern), reader, exact)
    for pattern, reader, exact in (
        (rf"{_YEAR}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})", _iso, True),
        (r"(?:voor )?(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})(?:[-/. ](?P<year>\d{4}|\d{2}))?", _numbers, True),
        (rf"(?:voor )?(?:{_DAY} )?(?P<d>\d{{1,2}})(?:e|ste|st|nd|rd|th)? {_MONTH}(?: {_YEAR})?", _day_of_month, True),
        (rf"(?:voor )?{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: {_YEAR})?", _day_of_month, True),
        (r"(?:voor )?(?P<near>vandaag|morgen|overmorgen)", _near, True),
        (r"(?:over|in) (?P<count>\d{1,3}) (?P<unit>dag|week|maand|jaar)", _over, False),
        (r"(?:over|in) (?:1 )?half jaar", _half_year, False),
        (rf"(?:voor )?(?:deze |komende )?{_DAY}", _weekday, False),
        (rf"(?:voor )?volgende (?:week )?{_DAY}", _weekday_next_week, False),
        (rf"(?:voor )?{_DAY} volgende week", _weekday_next_week, False),
        (rf"(?:{_PART} )?(?:van )?{_WHICH} (?:week|weekend)", _week, False),
        (r"(?P<part>eind) (?:van )?(?P<which>)week", _week, False),
        (rf"(?:{_PART} )?(?:van )?{_WHICH} maand", _this_month, False),
        (r"(?P<part>eind|half) (?:van )?(?P<which>)maand", _this_month, False),
        (rf"(?:{_PART} )?(?:van )?{_WHICH} jaar", _this_year, False),
        (r"(?P<part>eind) (?:van )?(?P<which>)jaar", _this_year, False),
        (rf"(?:{_PART} )?(?:van )?{_MONTH}(?: {_YEAR})?", _month, False),
        (rf"(?:{_PART} )?(?:van )?(?:deze |komende )?(?P<season>{'|'.join(_SEASONS)})(?: {_YEAR})?", _season, False),
        (rf"(?:(?P<part>voor|met) )?(?P<feast>{'|'.join(_FEASTS)})(?: {_YEAR})?", _feast, False),
        (rf"(?:in )?(?:(?P<quarter>[1-4])e? kwartaal|q(?P<q>[1-4]))(?: (?:van )?{_YEAR})?", _quarter, False),
        (rf"(?:{_PART} )?(?:van )?{_YEAR}", _named_year, False),
    )
)
