"""The addresses of allauth that this house has, one by one, under the names that allauth looks them up by.

What is not here does not exist: no passwords, no signing up apart, no social accounts.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from stoep.people import views

sign_in = views.SignInView.as_view()

urlpatterns = [
    path("aanmelden/", sign_in, name="account_login"),
    path("aanmelden/", sign_in, name="account_request_login_code"),
    path("aanmelden/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("aanmelden/tweede-slot/", mfa.authenticate, name="mfa_authenticate"),
    path("aanmelden/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("aanmelden/gestopt/", account.account_inactive, name="account_inactive"),
    path("afmelden/", account.logout, name="account_logout"),
    path("mijn/tweede-slot/", views.second_factor, name="mfa_index"),
    path("mijn/tweede-slot/", views.second_factor, name="mfa_list_webauthn"),
    path("mijn/tweede-slot/bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mijn/tweede-slot/bevestigen/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("mijn/tweede-slot/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("mijn/tweede-slot/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("mijn/tweede-slot/passkey/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("mijn/tweede-slot/passkey/<int:pk>/weg/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("mijn/tweede-slot/noodcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("mijn/tweede-slot/noodcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
