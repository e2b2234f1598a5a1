"""What people type in this room."""

from stoep.voices.forms.desk import AnswerForm, HoldBackForm, JoinForm, WhyForm
from stoep.voices.forms.own import AlreadyForm, EraseForm, FollowForm, ListForm
from stoep.voices.forms.saying import CardForm, PostForm, TellForm

__all__ = [
    "AlreadyForm",
    "AnswerForm",
    "CardForm",
    "EraseForm",
    "FollowForm",
    "HoldBackForm",
    "JoinForm",
    "ListForm",
    "PostForm",
    "TellForm",
    "WhyForm",
]
