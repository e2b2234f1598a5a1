"""Acts of the council: one a file."""

from stoep.council.actions.answer_appeal import answer_appeal as answer_appeal
from stoep.council.actions.appeal import appeal as appeal
from stoep.council.actions.ask import Promised as Promised
from stoep.council.actions.ask import ask as ask
from stoep.council.actions.begin_term import begin_term as begin_term
from stoep.council.actions.bring_in import BroughtIn as BroughtIn
from stoep.council.actions.bring_in import bring_in as bring_in
from stoep.council.actions.enter import enter as enter
from stoep.council.actions.file import file as file
from stoep.council.actions.file import publish as publish
from stoep.council.actions.link import link as link
from stoep.council.actions.note import note as note
from stoep.council.actions.overrule import Period as Period
from stoep.council.actions.overrule import overrule as overrule
from stoep.council.actions.papers import Given as Given
from stoep.council.actions.reply import reply as reply
from stoep.council.actions.say_of_link import say_of_link as say_of_link
from stoep.council.actions.tell_of_late import tell_of_late as tell_of_late
from stoep.council.actions.unlink import unlink as unlink
from stoep.council.actions.withdraw import withdraw as withdraw
from stoep.council.actions.write_card import write_card as write_card
