"""What people type at gatherings."""

from stoep.gatherings.forms.activity import ActivityForm, PublishForm, TranslationForm, WhomForm, WhyForm, WordingForm
from stoep.gatherings.forms.after import (
    PaperTallyForm,
    PhotoCodeForm,
    PhotoForm,
    RoundForm,
    SaidForm,
    SlipsForm,
    TallyForm,
)
from stoep.gatherings.forms.answers import (
    CodeForm,
    HostAnswerForm,
    LetterboxForm,
    PrintForm,
    RingForm,
    SentForm,
    TelephoneForm,
)

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
    "RingForm",
    "RoundForm",
    "SaidForm",
    "SentForm",
    "SlipsForm",
    "TallyForm",
    "TelephoneForm",
    "TranslationForm",
    "WhomForm",
    "WhyForm",
    "WordingForm",
]
