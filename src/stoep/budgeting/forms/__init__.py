"""What people type when they divide money together."""

from stoep.budgeting.forms.fields import WhyForm
from stoep.budgeting.forms.round import ChangeForm, RoundForm

__all__ = ["ChangeForm", "RoundForm", "WhyForm"]
