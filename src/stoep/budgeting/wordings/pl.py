"""Polish."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "letter_title": "Dzielimy razem: {amount}",
    "letter_lead": "Mieszkańcy przygotowali plany dla: {area}. Państwo też wybierają, które plany dostaną pieniądze.",
    "who": "Głosować może każdy, kto tu mieszka i ma co najmniej 12 lat. Konto nie jest potrzebne.",
    "until": "Głosować można do {date}, godz. {time}.",
    "on_screen_title": "Telefonem lub komputerem",
    "on_screen": "Proszę zeskanować kwadrat telefonem. Albo wejść na {address} i wpisać kod.",
    "on_paper_title": "Na papierze",
    "on_paper": "Proszę przyjść do jednego z tych miejsc. Tam czeka karta do głosowania. "
    "Trzeba wpisać na niej kod i wrzucić ją do urny.",
    "help": "Potrzebna pomoc? Proszę zadzwonić: {phone} albo wejść. Pomożemy, a jeśli Państwo nie chcą, nie patrzymy.",
    "help_walk": "Potrzebna pomoc? Proszę wejść do jednego z tych miejsc.",
    "code": "Kod",
    "not_transferable": "Ten list jest tylko dla Państwa. Proszę go nikomu nie dawać i nie sprzedawać.",
    "nobody_asks": "Nikt nie ma prawa pytać, jak Państwo głosują.",
    "vote_again": "Można zmienić zdanie. Na ekranie liczy się ostatni głos. Papier liczy się przed ekranem. Był już "
    "głos na papierze? Na papierze można zagłosować jeszcze raz: proszę postawić krzyżyk przy ‘Głosuję ponownie’.",
    "secret": "Nikt nie wie, jak Państwo głosują. Kto roznosi listy, nie widzi głosu. Kto liczy, nie widzi nazwiska.",
    "lost": "List zaginął? Nowy można dostać w jednym z tych miejsc. Wydają go dwie osoby.",
    "how_title": "Jak liczymy głosy",
    "most_votes": "Najpierw wygrywają plany z największą liczbą głosów, aż skończą się pieniądze.",
    "equal_shares": "Każdy głosujący ma równą część pieniędzy. Plan wygrywa, "
    "gdy jego wyborcy mogą za niego razem zapłacić.",
    "phragmen": "Plany wygrywają po kolei, "
    "tak aby pieniądze były podzielone między głosujących możliwie sprawiedliwie.",
    "public_count": "Liczenie jest jawne: {date}, godz. {time}, {place}. Każdy może policzyć jeszcze raz.",
    "public_totals": "Liczenie jest jawne: {date}, godz. {time}, {place}. Każdy widzi, ile głosów dostał każdy plan.",
    "ballot_title": "Karta do głosowania",
    "write_code": "Tu proszę wpisać kod, jeden znak w każdą kratkę",
    "again_when": "Był już głos na papierze? Wtedy proszę postawić tu krzyżyk. Można to zrobić raz.",
    "again_box": "Głosuję ponownie. Ta karta liczy się przed moją poprzednią kartą.",
    "choose_all": "Proszę postawić krzyżyk przy każdym planie, który się Państwu podoba.",
    "choose_some": "Proszę postawić krzyżyk przy planach, które się Państwu podobają. Najwyżej {most}.",
    "choose_money": "Proszę postawić krzyżyk przy wybranych planach. Razem mogą kosztować najwyżej {amount}.",
    "choose_points": "Mają Państwo {most} punktów. "
    "Proszę je podzielić między plany i wpisać liczbę przy każdym z nich.",
    "costs": "koszt {amount}",
    "points": "punkty",
    "shuffled": "Na każdej karcie plany są w innej kolejności. Dzięki temu żaden nie jest zawsze na górze.",
    "put_in": "Gotowe? Proszę złożyć kartę i wrzucić do urny. Urnę otwieramy dopiero po zakończeniu głosowania.",
    "spoiled": "Za dużo wybranych planów? Wtedy karta jest nieważna. Proszę poprosić o nową.",
    "sample": "Wzór, tylko do obejrzenia.",
    "vote": "Głosowanie",
    "type_code": "Proszę wpisać kod z listu.",
    "next": "Dalej",
    "look_back": "Proszę sprawdzić swój wybór",
    "chosen": "Państwa wybór",
    "chosen_none": "Nie wybrano jeszcze żadnego planu. Proszę wybrać jeden lub więcej.",
    "left_over": "Zostało: {amount}",
    "points_left": "Zostało punktów: {many}",
    "too_many": "Wybrano więcej planów, niż wolno. Proszę coś usunąć.",
    "too_dear": "Te plany razem kosztują za dużo. Proszę coś usunąć.",
    "too_many_points": "Rozdano więcej punktów, niż Państwo mają. Proszę kilka odjąć.",
    "change": "Zmień",
    "cast": "Głosuj",
    "thanks": "Głos jest w zamkniętej urnie.",
    "thanks_again": "Do {date}, godz. {time} można zagłosować ponownie. Na ekranie liczy się ostatni głos. Jeśli jest "
    "też głos na papierze, liczy się papier.",
    "points_price": "Uwaga: każdy podział punktów jest publikowany, bez nazwiska. Bardzo nietypowy podział można "
    "rozpoznać. Ktoś prosi o podział punktów w określony sposób? Proszę tego nie robić i nam powiedzieć.",
    "tracker_ask": "Chcę znak, po którym znajdę swój głos w wynikach.",
    "tracker_price": "Uwaga: z tym znakiem można też pokazać innym, "
    "jak się głosowało. Niepotrzebny? Proszę go nie brać.",
    "tracker_here": "Państwa znak. Proszę go zapisać, my go nie przechowujemy.",
    "wrong_code": "Ten kod jest nieprawidłowy. Proszę sprawdzić jeszcze raz. "
    "Nie udaje się? Proszę wejść lub zadzwonić.",
    "void_code": "Ten kod już nie jest ważny. Wydano za niego nowy list.",
    "too_early": "Głosować można od {date}, godz. {time}.",
    "closed": "Głosowanie jest zakończone. Wynik będzie po liczeniu.",
    "moved": "Dni głosowania się zmieniły. Czy w liście jest inny dzień? Głosować można do {date}, godz. "
    "{time}. Kod pozostaje ważny.",
    "slow": "Przed chwilą wpisano tu wiele kodów. Proszę chwilę poczekać i spróbować ponownie. Kod pozostaje ważny.",
    "result_title": "Te plany będą zrealizowane",
    "result_lead": "Zagłosowało {voters} osób. Na każde 100 głosujących {happy} widzi plan, który wybrało.",
    "result_left": "Zostaje {amount}. Przechodzi to do następnej rundy.",
    "votes_of": "Głosy: {many}",
    "not_won": "Te plany tym razem nie wygrały",
    "recount": "Chcą Państwo policzyć sami? Głosy bez kodu i bez godziny są na {address}.",
    "recount_totals": "Ile głosów dostał każdy plan, jest na {address}. Samych głosów tam nie ma. Nikogo nie "
    "można więc rozpoznać.",
}
