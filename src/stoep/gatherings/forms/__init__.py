"""What people type at gatherings."""

from stoep.gatherings.forms.activity import ActivityForm, PublishForm, TranslationForm, WhomForm, WhyForm, WordingForm
from stoep.gatherings.forms.after import PaperTallyForm, PhotoCodeForm, PhotoForm, RoundForm, SaidForm, TallyForm
from stoep.gatherings.forms.answers import CodeForm, HostAnswerForm, LetterboxForm, PrintForm, SentForm

__all__ = [
    "ActivityForm",
    "CodeForm",
    "HostAnswerForm",
    "LetterboxForm",
    "PaperTallyForm",
    "PhotoCodeForm",
    "PhotoForm",
    "PrintForm",
    "PublishForm",
    "RoundForm",
    "SaidForm",
    "SentForm",
    "TallyForm",
    "TranslationForm",
    "WhomForm",
    "WhyForm",
    "WordingForm",
]
