"""What people type in this room."""

from stoep.conflicts.forms.conflicts import (
    HeardForm,
    OpenForm,
    OutcomeForm,
    ParkForm,
    PartyForm,
    SayForm,
    StanceForm,
    StepForm,
    TouchForm,
)
from stoep.conflicts.forms.fields import WAYS
from stoep.conflicts.forms.hiding import HideForm, HideTypedForm, ShowForm
from stoep.conflicts.forms.whispers import AskForm, CodesForm, MoreForm, ReachedForm, ReplyForm, WhisperForm

__all__ = [
    "WAYS",
    "AskForm",
    "CodesForm",
    "HeardForm",
    "HideForm",
    "HideTypedForm",
    "MoreForm",
    "OpenForm",
    "OutcomeForm",
    "ParkForm",
    "PartyForm",
    "ReachedForm",
    "ReplyForm",
    "SayForm",
    "ShowForm",
    "StanceForm",
    "StepForm",
    "TouchForm",
    "WhisperForm",
]
