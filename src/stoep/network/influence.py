"""The ladder of influence: how much the word of residents does, said before they are asked (after Pröpper)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Influence(models.TextChoices):
    """From hearing it to deciding together."""

    NONE = "none", _("vooraf is niets beloofd")
    INFORM = "inform", _("informeren: u hoort het")
    CONSULT = "consult", _("vragen wat u vindt")
    ADVISE = "advise", _("adviseren: afwijken mag alleen met reden")
    COPRODUCE = "coproduce", _("samen maken")
    DECIDE = "decide", _("samen beslissen")
