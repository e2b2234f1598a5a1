"""What people type in this room."""

from stoep.tables.forms.deciding import (
    AmendForm,
    CastForm,
    CloseForm,
    DenyForm,
    MinorityForm,
    ResolutionForm,
    WriteDownForm,
)
from stoep.tables.forms.tables import (
    RESIDENTS,
    EraseForm,
    EstablishForm,
    PlanForm,
    PositionForm,
    SeatForm,
    TableForm,
    WhyForm,
)

__all__ = [
    "RESIDENTS",
    "AmendForm",
    "CastForm",
    "CloseForm",
    "DenyForm",
    "EraseForm",
    "EstablishForm",
    "MinorityForm",
    "PlanForm",
    "PositionForm",
    "ResolutionForm",
    "SeatForm",
    "TableForm",
    "WhyForm",
    "WriteDownForm",
]
