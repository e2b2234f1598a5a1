"""The page that says where the copies of a neighbourhood are, and how to get one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged


@require_safe
@unless_unchanged
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """When the last copy was made and where it lies, the last drill, the year books, and what to do when it fails."""
    shown = neighbourhood_or_404(slug)
    return render(request, "archive/archive.html", {"neighbourhood": shown})
