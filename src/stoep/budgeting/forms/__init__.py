"""What people type when they divide money together."""

from stoep.budgeting.forms.fields import WhyForm
from stoep.budgeting.forms.ideas import (
    AskForm,
    AuthorForm,
    GuessForm,
    IdeaCardForm,
    IdeaForm,
    LookForm,
    RepairForm,
    words_now,
)
from stoep.budgeting.forms.round import ChangeForm, RoundForm

__all__ = [
    "AskForm",
    "AuthorForm",
    "ChangeForm",
    "GuessForm",
    "IdeaCardForm",
    "IdeaForm",
    "LookForm",
    "RepairForm",
    "RoundForm",
    "WhyForm",
    "words_now",
]
