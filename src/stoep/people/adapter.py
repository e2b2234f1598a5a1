"""What allauth asks of the house: nobody signs up apart, our own words only, the caller as the server saw it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_WORDS = {
    "account_inactive": _("Dit account is gestopt."),
    "incorrect_code": _("Deze code klopt niet. Kijk nog eens goed, of vraag een nieuwe code aan."),
    "rate_limited": _("Dit was te vaak achter elkaar. Wacht even en probeer het opnieuw."),
    "too_many_login_attempts": _("De code klopte te vaak niet. Vraag een nieuwe code aan."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """An account begins when somebody asks for a code: there is no separate way to sign up."""

    error_messages = {**DefaultAccountAdapter.error_messages, **_WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: asking for a code makes the account, for known and unknown addresses alike."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our pages say themselves what happened; only what went wrong is told on top of that."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Whoever signs in is told, from now on, in the language in which they did."""
        language = get_language() or settings.LANGUAGE_CODE
        if user.language != language and language in dict(settings.LANGUAGES):
            user.language = language
            user.save(update_fields=["language"])
        return super().post_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the server saw; what a caller writes in a header counts for nothing (pretix, 2023-187)."""
        return str(request.META.get("REMOTE_ADDR") or "unknown")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second lock: its name in an app, and our words when a code is wrong."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Wacht tot uw app een nieuwe code laat zien, en typ die."),
    }

    def get_totp_label(self, user: Any) -> str:
        """What the app shows beside the site's name."""
        return str(user.email)
