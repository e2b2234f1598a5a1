"""The acts of paper, one subject a file."""

from stoep.packs.actions.answers import settle_answers, type_answers
from stoep.packs.actions.close import Slip, close, slips
from stoep.packs.actions.count import count, count_again, settle
from stoep.packs.actions.pack import Invitation, begin, print_pack
from stoep.packs.actions.scans import add_scan, destroy_paper
from stoep.packs.actions.selves import settle_selves, type_selves
from stoep.packs.actions.type_card import take_out, type_card

__all__ = [
    "Invitation",
    "Slip",
    "add_scan",
    "begin",
    "close",
    "count",
    "count_again",
    "destroy_paper",
    "print_pack",
    "settle",
    "settle_answers",
    "settle_selves",
    "slips",
    "take_out",
    "type_answers",
    "type_card",
    "type_selves",
]
