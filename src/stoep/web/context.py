"""What every page knows: whether this is the demonstration, and where to come back to after choosing a language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def page(request: HttpRequest) -> dict[str, Any]:
    """`is_demo`, and `back_query`: this address as `terug=…`. Nothing that differs from one request to the next."""
    here = "/" if request.path == reverse("web:language") else request.get_full_path()
    return {"is_demo": settings.DEMO, "back_query": urlencode({"terug": here})}
