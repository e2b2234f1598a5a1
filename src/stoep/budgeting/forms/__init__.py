"""What people type when they divide money together."""

from stoep.budgeting.forms.after import AwardPromiseForm, EndForm, SpendForm, TurnForm
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
    "AwardPromiseForm",
    "ChangeForm",
    "EndForm",
    "GuessForm",
    "IdeaCardForm",
    "IdeaForm",
    "LookForm",
    "RepairForm",
    "RoundForm",
    "SpendForm",
    "TurnForm",
    "WhyForm",
    "words_now",
]
