"""What people type at gatherings."""

from stoep.gatherings.forms.activity import ActivityForm, PublishForm, TranslationForm, WhomForm, WhyForm, WordingForm
from stoep.gatherings.forms.answers import CodeForm, HostAnswerForm, LetterboxForm, PrintForm, SentForm

__all__ = [
    "ActivityForm",
    "CodeForm",
    "HostAnswerForm",
    "LetterboxForm",
    "PrintForm",
    "PublishForm",
    "SentForm",
    "TranslationForm",
    "WhomForm",
    "WhyForm",
    "WordingForm",
]
