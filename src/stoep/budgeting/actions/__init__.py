"""The acts of dividing money together."""

from stoep.budgeting.actions.arguing import argue
from stoep.budgeting.actions.awards import Given, award, finish, promise_award, turn
from stoep.budgeting.actions.boxes import confirm_sheet, make_count_key
from stoep.budgeting.actions.close import close_box, close_boxes
from stoep.budgeting.actions.count import begin_count, run_count
from stoep.budgeting.actions.draft import change_draft, put_aside, write
from stoep.budgeting.actions.duties import tell_of_counters, tell_of_lacking, tell_of_waiting
from stoep.budgeting.actions.help_points import end_help_point, open_help_point
from stoep.budgeting.actions.helping import ask_help, help_came
from stoep.budgeting.actions.helping import take_up as take_up_help
from stoep.budgeting.actions.ideas import forget_words, give, guess
from stoep.budgeting.actions.ideas import withdraw as withdraw_idea
from stoep.budgeting.actions.keys import (
    propose_announcing,
    propose_ballot,
    propose_change,
    propose_count_again,
    propose_count_key,
    propose_observer,
    propose_stop,
    propose_stop_award,
    second,
    withdraw_proposal,
)
from stoep.budgeting.actions.letters import fetch_list, forget_lists, order_letters, void_letters
from stoep.budgeting.actions.look import ask_to_look, look, repair
from stoep.budgeting.actions.making import STUCK_AFTER, make_letters
from stoep.budgeting.actions.object import answer_objection, object_to
from stoep.budgeting.actions.open_box import open_box, wipe_boxes
from stoep.budgeting.actions.papers import TOO_FEW, begin_pile, type_pile
from stoep.budgeting.actions.piles import agree_pile_change, propose_pile_change, release_typist
from stoep.budgeting.actions.replace import (
    agree_replacement,
    ask_replacement,
    refuse_replacement,
    withdraw_replacement,
)
from stoep.budgeting.actions.shuffle import shuffle_boxes
from stoep.budgeting.actions.spend import spend, take_back_spending
from stoep.budgeting.actions.together import propose_together, say_yes
from stoep.budgeting.actions.vote import cast, holder
from stoep.budgeting.actions.watch import may_find, may_stop_watching, see_hints, stop_watching, write_finding
from stoep.budgeting.actions.wording import approve_wording
from stoep.budgeting.actions.words import approve_words

__all__ = [
    "STUCK_AFTER",
    "TOO_FEW",
    "Given",
    "agree_pile_change",
    "agree_replacement",
    "answer_objection",
    "approve_wording",
    "approve_words",
    "argue",
    "ask_help",
    "ask_replacement",
    "ask_to_look",
    "award",
    "begin_count",
    "begin_pile",
    "cast",
    "change_draft",
    "close_box",
    "close_boxes",
    "confirm_sheet",
    "end_help_point",
    "fetch_list",
    "finish",
    "forget_lists",
    "forget_words",
    "give",
    "guess",
    "help_came",
    "holder",
    "look",
    "make_count_key",
    "make_letters",
    "may_find",
    "may_stop_watching",
    "object_to",
    "open_box",
    "open_help_point",
    "order_letters",
    "promise_award",
    "propose_announcing",
    "propose_ballot",
    "propose_change",
    "propose_count_again",
    "propose_count_key",
    "propose_observer",
    "propose_pile_change",
    "propose_stop",
    "propose_stop_award",
    "propose_together",
    "put_aside",
    "refuse_replacement",
    "release_typist",
    "repair",
    "run_count",
    "say_yes",
    "second",
    "see_hints",
    "shuffle_boxes",
    "spend",
    "stop_watching",
    "take_back_spending",
    "take_up_help",
    "tell_of_counters",
    "tell_of_lacking",
    "tell_of_waiting",
    "turn",
    "type_pile",
    "void_letters",
    "wipe_boxes",
    "withdraw_idea",
    "withdraw_proposal",
    "withdraw_replacement",
    "write",
    "write_finding",
]
