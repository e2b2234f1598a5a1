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
from stoep.budgeting.forms.talk import ArgueForm, CameForm, HelpForm, TogetherForm, WordsForm, YesForm

__all__ = [
    "ArgueForm",
    "AskForm",
    "AuthorForm",
    "AwardPromiseForm",
    "CameForm",
    "ChangeForm",
    "EndForm",
    "GuessForm",
    "HelpForm",
    "IdeaCardForm",
    "IdeaForm",
    "LookForm",
    "RepairForm",
    "RoundForm",
    "SpendForm",
    "TogetherForm",
    "TurnForm",
    "WhyForm",
    "WordsForm",
    "YesForm",
    "words_now",
]
