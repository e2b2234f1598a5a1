"""What people type in this room."""

from stoep.promises.forms.answering import AnswerForm, ChangeForm, EraseForm, RegisterForm, VerdictForm
from stoep.promises.forms.noting import EVERYBODY, RESIDENT, NoteForm

__all__ = [
    "EVERYBODY",
    "RESIDENT",
    "AnswerForm",
    "ChangeForm",
    "EraseForm",
    "NoteForm",
    "RegisterForm",
    "VerdictForm",
]
