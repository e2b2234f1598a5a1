"""Pages of people: sign in, my page, my second lock, my data, the end of my account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows import manage_email
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import RequestLoginCodeView
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.people import actions, queries
from stoep.people.forms import AddressCodeForm, AddressForm, EndForm, MeForm, SignInForm
from stoep.people.models import Account
from stoep.places import buurten
from stoep.places import queries as places
from stoep.places.buurten import Group
from stoep.shared import visitor
from stoep.shared.refusal import Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = "people_new_address"


class SignInView(RequestLoginCodeView):  # type: ignore[misc]
    """A code by e-mail to whoever asks: whether an address was known makes no difference, in words or in time."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Who comes back here mistyped the address, or wants another code: begin anew."""
        clear_login(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the account when there is none, and send the code; too often is refused in a sentence."""
        form = SignInForm(request.POST)
        if form.is_valid():
            try:
                _knock(request, form.cleaned_data["email"])
            except Refused as refused:
                form.add_error(None, str(refused))
                return render(request, self.template_name, self.get_context_data(form=form), status=429)
            account = actions.open_account(email=form.cleaned_data["email"], at=timezone.now())
            manage_email.sync_user_email_address(account)
        return cast(HttpResponse, super().post(request, *args, **kwargs))


def _knock(request: HttpRequest, email: str) -> None:
    """Per network, and per address: nobody's mailbox is filled, and one network cannot shut another one out."""
    now, network = timezone.now(), visitor.address_of(request)
    actions.knock(key=f"sign-in:{network}", limit=30, span=HOUR, at=now)
    actions.knock(key=f"sign-in:{network}:{email.lower()}", limit=6, span=HOUR, at=now)
    actions.knock(key=f"sign-in-mail:{email.lower()}", limit=20, span=HOUR, at=now)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """My name and, if I give them, my buurt and band of years; ways to my second lock and my data.

    Somebody who was sent here by a page (?next=) goes back to it once the name is kept.
    """
    account = cast(Account, request.user)
    person = queries.person_of(account)
    values = {"name": person.name, "buurt_code": person.buurt_code, "year_band": person.year_band} if person else {}
    told = person.buurt_code if person else ""
    municipality, groups = _buurten(request, told)
    form = MeForm(request.POST if request.method == "POST" else None, initial=values, groups=groups)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_myself(account=account, **{"buurt_code": told, **form.cleaned_data})
            return redirect(_back(request) or "people:me")
        except Refused as refused:
            form.add_error("buurt_code" if refused.code == "buurt" else "name", str(refused))
            status = refused.status
    shown = {
        "form": form,
        "person": person,
        "locked": _second_factor_shown(request),
        "has_lock": _has_lock(account),
        "municipality": municipality,
        "municipalities": places.municipalities(),
        "next": _back(request),
    }
    return render(request, "people/me.html", shown, status=status)


def _buurten(request: HttpRequest, told: str) -> tuple[str, list[Group]]:
    """Of which municipality somebody chooses a buurt (its code), and the buurten: the one asked for, or their own.

    Where residents began in one municipality only, it is that one. What was told before can always be kept.
    """
    begun = buurten.municipalities_with_neighbourhoods()
    own = buurten.municipality_of(told) if told else ""
    chosen = request.GET.get("gemeente", "")[:16] or own or (begun[0] if len(begun) == 1 else "")
    groups = buurten.of_municipality(chosen)
    if told and groups and chosen != own:
        groups = [("", [(told, buurten.name_of(told))]), *groups]
    return chosen, groups


@never_cache
@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """My second lock: which I have, how to add one, and whether this visit was opened with it."""
    account = cast(Account, request.user)
    own = Authenticator.objects.filter(user=account)
    context = {
        "app": own.filter(type=Authenticator.Type.TOTP).first(),
        "passkeys": [one.wrap() for one in own.filter(type=Authenticator.Type.WEBAUTHN)],
        "codes": own.filter(type=Authenticator.Type.RECOVERY_CODES).first(),
        "locked": _second_factor_shown(request),
    }
    return render(request, "people/second_factor.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest) -> HttpResponse:
    """Where the code goes. Who has a second lock opens it first: a borrowed browser must not take an account away."""
    account = cast(Account, request.user)
    if not _is_open(request, account):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
    form = AddressForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.knock(key=f"new-address:{account.pk}", limit=5, span=DAY, at=timezone.now())
            asked = actions.ask_new_address(account=account, email=form.cleaned_data["email"], at=timezone.now())
            request.session[ASKED] = asked
            return redirect("people:address-code")
        except Refused as refused:
            form.add_error("email", str(refused))
            status = refused.status
    return render(request, "people/address.html", {"form": form, "now": account.email}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The code from the new mailbox; a few tries, then a new code."""
    asked = cast("actions.Asked | None", request.session.get(ASKED))
    if asked is None:
        return redirect("people:address")
    form = AddressCodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        asked["tries"] -= 1
        request.session[ASKED] = asked
        try:
            account = cast(Account, request.user)
            actions.change_address(account=account, asked=asked, code=form.cleaned_data["code"], at=timezone.now())
            del request.session[ASKED]
            request.session.cycle_key()
            messages.success(request, _("Uw e-mailadres is veranderd. U meldt zich voortaan hiermee aan."))
            return redirect("people:me")
        except Refused as refused:
            form.add_error("code", str(refused))
            status = refused.status
    return render(request, "people/address_code.html", {"form": form, "email": asked["email"]}, status=status)


def _is_open(request: HttpRequest, account: Account) -> bool:
    """Whether nothing is locked, or what is locked was opened in this visit."""
    return _second_factor_shown(request) or not _has_lock(account)


@never_cache
@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about me, to read."""
    return render(request, "people/data.html", {"data": queries.my_data(cast(Account, request.user))})


@never_cache
@login_required
@require_safe
def data_json(request: HttpRequest) -> HttpResponse:
    """The same as a file (AVG art. 20: in a form that a machine reads)."""
    response = JsonResponse(queries.my_data(cast(Account, request.user)), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """End my account, after a box is ticked."""
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        account = cast(Account, request.user)
        logout(request)
        actions.end_account(account=account, at=timezone.now())
        return redirect("people:ended")
    return render(request, "people/end.html", {"form": form})


@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Goodbye: what is gone, and what stays."""
    return render(request, "people/ended.html")


def _back(request: HttpRequest) -> str:
    """The page of ours that sent somebody here; "" when none did, or when it is not ours."""
    asked = request.GET.get("next", "")
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


def _has_lock(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account).exists())


def _second_factor_shown(request: HttpRequest) -> bool:
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    return "mfa" in methods
