"""What people type in this room."""

from stoep.network.forms.beginning import DoorForm, FoundForm, LayDownForm, ReadingForm, StreetsForm
from stoep.network.forms.changing import FORMS, CharterForm
from stoep.network.forms.past import InterestForm, ReviewForm, WordForm

__all__ = [
    "FORMS",
    "CharterForm",
    "DoorForm",
    "FoundForm",
    "InterestForm",
    "LayDownForm",
    "ReadingForm",
    "ReviewForm",
    "StreetsForm",
    "WordForm",
]
