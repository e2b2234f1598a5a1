"""What people type to sign in, and about themselves. Every field is named: nothing else can be set."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Person
from stoep.places.buurten import Group


class SignInForm(RequestLoginCodeForm):  # type: ignore[misc]
    """An e-mail address: to it goes a code, whether it was known or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = _("Wat is uw e-mailadres?")
        field.help_text = _("U krijgt meteen een e-mail met een code.")
        field.widget.attrs = {"autocomplete": "email", "inputmode": "email"}


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Welke code staat in de e-mail?")
        field.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


def _app_code(field: forms.Field) -> None:
    field.label = _("Welke code ziet u in uw app?")
    field.help_text = _("Heeft u uw telefoon niet? Typ dan een van uw noodcodes.")
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class SecondCodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or an emergency code, while signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _app_code(self.fields["code"])


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The same, by somebody who signed in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _app_code(self.fields["code"])


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app, to know that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _app_code(self.fields["code"])
        self.fields["code"].help_text = _("Het zijn zes cijfers.")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey, so that its owner knows which one it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Hoe noemt u deze passkey?")
        self.fields["name"].help_text = _("Bijvoorbeeld: mijn telefoon.")
        self.fields["name"].widget.attrs = {"autocomplete": "off"}
        self.fields["passwordless"].label = _("Ook gebruiken om aan te melden, zonder e-mail")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class MeForm(forms.Form):
    """How I want to be known. A buurt and a band of years only if I wish."""

    name = forms.CharField(
        label=_("Onder welke naam doet u mee?"),
        max_length=120,
        help_text=_("Uw voornaam is genoeg. Anderen aan tafel zien deze naam."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    buurt_code = forms.ChoiceField(label=_("In welke buurt woont u?"), required=False)
    year_band = forms.ChoiceField(
        label=_("Hoe oud bent u ongeveer?"),
        required=False,
        choices=[("", _("Dat zeg ik liever niet")), *Person.YearBand.choices],
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        """`groups` are the buurten to choose from; without any, nothing is asked, and what was told stays."""
        super().__init__(*args, **kwargs)
        if groups:
            choices = [("", _("Dat zeg ik liever niet")), *groups]
            self.fields["buurt_code"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["buurt_code"]


class EndForm(forms.Form):
    """A box to tick, so that nobody ends an account by a slip of the finger."""

    sure = forms.BooleanField(
        label=_("Ja, verwijder mijn account"),
        error_messages={"required": _("Zet een vinkje als u uw account wilt verwijderen.")},
    )


class AddressForm(forms.Form):
    """A new address to sign in with."""

    email = forms.EmailField(
        label=_("Wat is uw nieuwe e-mailadres?"),
        max_length=254,
        help_text=_("U krijgt daar een code. Pas als u die typt, verandert uw adres."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class AddressCodeForm(forms.Form):
    """The code from the mail to the new address."""

    code = forms.CharField(
        label=_("Welke code staat in de e-mail?"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
