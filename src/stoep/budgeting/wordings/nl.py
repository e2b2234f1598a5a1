"""Dutch, from which the other languages were translated."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # the letter
    "letter_title": "U verdeelt mee: {amount}",
    "letter_lead": "Bewoners bedachten plannen voor {area}. U kiest mee welke plannen geld krijgen.",
    "who": "Iedereen vanaf 12 jaar die hier woont, mag stemmen. Een account is niet nodig.",
    "until": "Stemmen kan tot en met {date}, {time}.",
    "on_screen_title": "Met een telefoon of computer",
    "on_screen": "Scan het vierkant met uw telefoon. Of ga naar {address} en typ uw code.",
    "on_paper_title": "Op papier",
    "on_paper": "Ga naar een van deze plekken. U krijgt een stembiljet. Schrijf uw code erop en doe het in de stembus.",
    "help": "Hulp nodig? Bel {phone} of loop binnen. Wij helpen u, en kijken niet mee als u dat niet wilt.",
    "help_walk": "Hulp nodig? Loop binnen bij een van deze plekken.",
    "code": "Uw code",
    "not_transferable": "Deze brief is van u alleen. Geef hem niet weg en verkoop hem niet.",
    "nobody_asks": "Niemand mag u vragen wat u stemt.",
    "vote_again": "Anders besluiten mag. Op het scherm telt uw laatste stem. Papier gaat voor het scherm. Stemde u al "
    "op papier? Dan kan het nog één keer op papier: zet een kruis bij ‘Ik stem opnieuw’.",
    "secret": "Niemand weet wat u stemt. Wie de brief bezorgt, ziet uw stem niet. Wie telt, ziet uw naam niet.",
    "lost": "Brief kwijt? Vraag een nieuwe op een van de plekken. Twee mensen geven hem uit.",
    "how_title": "Zo wordt er geteld",
    "most_votes": "De plannen met de meeste stemmen gaan voor, tot het geld op is.",
    "equal_shares": "Iedere stemmer heeft een even groot deel van het geld. Een plan wint als zijn stemmers het samen "
    "kunnen betalen.",
    "phragmen": "De plannen winnen om de beurt. Daarbij wordt het geld zo eerlijk mogelijk over de stemmers verdeeld.",
    "public_count": "Het tellen is openbaar: {date}, {time}, {place}. Iedereen kan het natellen.",
    "public_totals": "Het tellen is openbaar: {date}, {time}, {place}. Iedereen ziet hoeveel stemmen elk plan kreeg.",
    # the ballot
    "ballot_title": "Stembiljet",
    "write_code": "Schrijf hier uw code, een teken per vakje",
    "again_when": "Stemde u al op papier? Zet dan hier een kruis. Dat kan één keer.",
    "again_box": "Ik stem opnieuw. Dit papier gaat voor mijn vorige papier.",
    "choose_all": "Zet een kruis bij elk plan dat u goed vindt.",
    "choose_some": "Zet een kruis bij de plannen die u goed vindt. Kies er niet meer dan {most}.",
    "choose_money": "Zet een kruis bij de plannen die u wilt. Samen mogen zij niet meer kosten dan {amount}.",
    "choose_points": "U heeft {most} punten. Verdeel ze over de plannen. Schrijf bij elk plan hoeveel het er krijgt.",
    "costs": "kost {amount}",
    "points": "punten",
    "shuffled": "Op elk biljet staan de plannen in een andere volgorde. Zo staat niemand altijd bovenaan.",
    "put_in": "Klaar? Vouw het biljet dicht en doe het in de stembus. De bus gaat pas na het sluiten open.",
    "spoiled": "Meer gekozen dan mag? Dan telt het biljet niet. Vraag een nieuw.",
    "sample": "Voorbeeld, om te bekijken.",
    # voting on a screen
    "vote": "Stemmen",
    "type_code": "Typ de code uit uw brief.",
    "next": "Verder",
    "look_back": "Kijk na wat u kiest",
    "chosen": "Dit kiest u",
    "chosen_none": "U koos nog geen plan. Kies er een of meer.",
    "left_over": "Nog over: {amount}",
    "points_left": "Nog over: {many} punten",
    "too_many": "U koos meer plannen dan mag. Haal er een of meer weg.",
    "too_dear": "Deze plannen kosten samen te veel. Haal er een of meer weg.",
    "too_many_points": "U gaf meer punten dan u heeft. Haal er een paar weg.",
    "change": "Verander",
    "cast": "Stem",
    "thanks": "Uw stem ligt in de gesloten bus.",
    "thanks_again": "U kunt tot en met {date}, {time} opnieuw stemmen. Op het scherm telt uw laatste stem. Stemt u ook "
    "op papier? Dan telt het papier.",
    "points_price": "Let op: elke verdeling van punten wordt bekend, zonder naam. Een heel bijzondere verdeling "
    "is te herkennen. Vraagt iemand u om punten op een vaste manier te verdelen? Doe het niet, en vertel het "
    "ons.",
    "tracker_ask": "Ik wil een kenmerk. Daarmee vind ik mijn stem terug in de uitslag.",
    "tracker_price": "Let op: met een kenmerk kunt u ook een ander laten zien wat u stemde. "
    "Hoeft dat niet? Neem er geen.",
    "tracker_here": "Uw kenmerk. Schrijf het op, wij bewaren het niet voor u.",
    "wrong_code": "Deze code klopt niet. Kijk hem nog eens na. Lukt het niet? Loop binnen of bel.",
    "void_code": "Deze code geldt niet meer. Er is een nieuwe brief voor uitgegeven.",
    "too_early": "Stemmen kan vanaf {date}, {time}.",
    "closed": "Het stemmen is gesloten. De uitslag komt na het tellen.",
    "moved": "De dagen om te stemmen zijn veranderd. Staat in uw brief een andere dag? Stemmen kan tot en "
    "met {date}, {time}. Uw code blijft goed.",
    "slow": "Er is hier net vaak een code getypt. Wacht een minuut en probeer het dan opnieuw. Uw code blijft geldig.",
    # after the count
    "result_title": "Deze plannen gaan door",
    "result_lead": "{voters} mensen stemden. {happy} van elke 100 stemmers zien een plan dat zij kozen.",
    "result_left": "Er blijft {amount} over. Dat gaat naar de volgende ronde.",
    "votes_of": "Stemmen: {many}",
    "not_won": "Deze plannen haalden het nu niet",
    "recount": "Zelf natellen? De stemmen staan zonder code en zonder tijd op {address}.",
    "recount_totals": "Hoeveel stemmen elk plan kreeg, staat op {address}. De stemmen zelf staan er niet. Zo is "
    "niemand te herkennen.",
}
