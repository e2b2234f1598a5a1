"""What people type on the agenda, one sort of form a file."""

from stoep.agenda.forms.bringing import NEW_ITEM, ClaimForm, PlanForm, RemarkForm, TakeUpForm
from stoep.agenda.forms.deciding import (
    AdoptForm,
    CloseForm,
    MergeForm,
    OrderForm,
    StickersForm,
    VisionAdoptForm,
    WhyForm,
)
from stoep.agenda.forms.items import LOOSE, EditForm, ItemForm, SplitForm, StartForm
from stoep.agenda.forms.upkeep import LookBackForm, UpkeepForm
from stoep.agenda.forms.visions import DissentForm, EndorseForm, VisionForm

__all__ = [
    "LOOSE",
    "NEW_ITEM",
    "AdoptForm",
    "ClaimForm",
    "CloseForm",
    "DissentForm",
    "EditForm",
    "EndorseForm",
    "ItemForm",
    "LookBackForm",
    "MergeForm",
    "OrderForm",
    "PlanForm",
    "RemarkForm",
    "SplitForm",
    "StartForm",
    "StickersForm",
    "TakeUpForm",
    "UpkeepForm",
    "VisionAdoptForm",
    "VisionForm",
    "WhyForm",
]
