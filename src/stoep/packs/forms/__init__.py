"""What somebody types about paper: a pack to print, a pile to begin, one card after another, and what was counted."""

from stoep.packs.forms.answers import AnswersForm
from stoep.packs.forms.cards import CARD_FORMS, StrengthCardForm, VoiceCardForm
from stoep.packs.forms.counts import FirstCountForm, SecondCountForm, SettleForm
from stoep.packs.forms.packs import BeginForm, PackForm
from stoep.packs.forms.selves import SelvesForm

__all__ = [
    "CARD_FORMS",
    "AnswersForm",
    "BeginForm",
    "FirstCountForm",
    "PackForm",
    "SecondCountForm",
    "SelvesForm",
    "SettleForm",
    "StrengthCardForm",
    "VoiceCardForm",
]
