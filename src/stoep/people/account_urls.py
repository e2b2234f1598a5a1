"""The addresses of allauth that this house has, one by one, under the names that allauth looks them up by.

What is not here does not exist: no passwords, no signing up apart, no social accounts.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponseBase
from django.urls import path
from django.urls.resolvers import URLPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from stoep.people import views

sign_in = views.SignInView.as_view()


def own(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """An address whose page no proxy and no back button keeps (abuse 25 and 26)."""
    # Django's own form views take PUT for POST; no form of ours sends one.
    return path(route, never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)), name=name)


urlpatterns = [
    own("aanmelden/", sign_in, "account_login"),
    own("aanmelden/", sign_in, "account_request_login_code"),
    own("aanmelden/code/", account.confirm_login_code, "account_confirm_login_code"),
    own("aanmelden/tweede-slot/", mfa.authenticate, "mfa_authenticate"),
    own("aanmelden/passkey/", webauthn.login_webauthn, "mfa_login_webauthn"),
    own("aanmelden/gestopt/", account.account_inactive, "account_inactive"),
    own("afmelden/", account.logout, "account_logout"),
    own("mijn/tweede-slot/", views.second_factor, "mfa_index"),
    own("mijn/tweede-slot/", views.second_factor, "mfa_list_webauthn"),
    own("mijn/tweede-slot/bevestigen/", mfa.reauthenticate, "mfa_reauthenticate"),
    own("mijn/tweede-slot/bevestigen/passkey/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    own("mijn/tweede-slot/app/", totp.activate_totp, "mfa_activate_totp"),
    own("mijn/tweede-slot/app/weg/", totp.deactivate_totp, "mfa_deactivate_totp"),
    own("mijn/tweede-slot/passkey/", webauthn.add_webauthn, "mfa_add_webauthn"),
    own("mijn/tweede-slot/passkey/<int:pk>/weg/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    own("mijn/tweede-slot/noodcodes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    own("mijn/tweede-slot/noodcodes/nieuw/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
]
