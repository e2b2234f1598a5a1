"""Addresses of dividing money together, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from stoep.budgeting.views import (
    after,
    counting,
    ideas,
    looking,
    pages,
    ready,
    result,
    setting,
    talking,
    voting,
    wording,
)

app_name = "budgeting"
_AWARD = "uitvoering/<str:code>"
_IDEA = "ideeen/<str:voice>"
# Voting comes first: it is looked for most, by many at once.
_ONE = [
    path("stemmen/", voting.vote, name="vote"),
    path("", pages.round, name="round"),
    path("papier/", counting.paper, name="paper"),
    path("papier/nieuw/", counting.begin, name="begin_pile"),
    path("papier/<int:pile>/", counting.type_over, name="type"),
    path("tellen/", counting.open_box, name="open_box"),
    path("uitslag/", result.result, name="result"),
    path("uitslag/<int:part>/<str:name>", result.file, name="file"),
    path("kenmerk/", result.mark, name="mark"),
    path("bezwaar/", result.object_to, name="object"),
    path("bezwaar/<int:pk>/", result.answer, name="answer"),
    path("opvallend/", result.hints, name="hints"),
    path("klaar/", ready.readiness, name="ready"),
    path("brieven/", ready.letters, name="letters"),
    path("brieven/maken/", ready.letters_again, name="letters_again"),
    path("brieven/stand/", ready.letters_going, name="letters_going"),
    path("brieven/lijst/", ready.fetch_list, name="fetch_list"),
    path("brieven/ongeldig/", ready.void_letters, name="void_letters"),
    path("sleutel/", ready.count_key, name="count_key"),
    path("blad/", ready.sheet, name="sheet"),
    path("brief-kwijt/", ready.lost, name="lost"),
    path("nieuwe-brieven/", ready.replacements, name="replacements"),
    path("nieuwe-brieven/<int:pk>/akkoord/", ready.agree, name="agree"),
    path("concept/", setting.change_draft, name="change_draft"),
    path("veranderen/", setting.change, name="change"),
    path("opzij/", setting.put_aside, name="put_aside"),
    path("stoppen/", setting.stop, name="stop"),
    path("openen/", setting.announce, name="announce"),
    path("besluit/<int:pk>/", pages.decision, name="decision"),
    path("besluit/<int:pk>/akkoord/", setting.second, name="second"),
    path("besluit/<int:pk>/intrekken/", setting.withdraw, name="withdraw"),
    path("uitvoering/", after.listing, name="awards"),
    path(f"{_AWARD}/", after.award, name="award"),
    path(f"{_AWARD}/belofte/", after.promise, name="promise"),
    path(f"{_AWARD}/uitgave/", after.spend, name="spend"),
    path(f"{_AWARD}/uitgave/<int:pk>/terug/", after.take_back, name="take_back"),
    path(f"{_AWARD}/anders/", after.turn, name="turn"),
    path(f"{_AWARD}/klaar/", after.finish, name="finish"),
    path(f"{_AWARD}/stoppen/", after.stop, name="stop_award"),
    path("ideeen/", ideas.listing, name="ideas"),
    path("ideeen/nieuw/", ideas.give, name="give"),
    path("ideeen/van-papier/", ideas.give_for, name="give_for"),
    path("nog-niet-nagekeken/", looking.owed, name="owed"),
    path("stembiljet/", looking.ballot, name="plans"),
    path("stembiljet/maken/", looking.propose_ballot, name="propose_ballot"),
    path(f"{_IDEA}/", ideas.idea, name="idea"),
    path(f"{_IDEA}/kijken/", looking.look, name="look"),
    path(f"{_IDEA}/vragen/", looking.ask, name="ask"),
    path(f"{_IDEA}/herstellen/", looking.repair, name="repair"),
    path(f"{_IDEA}/kosten/", looking.guess, name="guess"),
    path("stembiljet/woorden/", talking.words, name="words"),
    path(f"{_IDEA}/vinden/", talking.argue, name="argue"),
    path(f"{_IDEA}/hulp/", talking.ask_help, name="ask_help"),
    path(f"{_IDEA}/hulp/<int:pk>/ik-doe-dit/", talking.take_up_help, name="take_up_help"),
    path(f"{_IDEA}/hulp/<int:pk>/klaar/", talking.help_came, name="help_came"),
    path(f"{_IDEA}/samen/", talking.together, name="together"),
    path(f"{_IDEA}/samen/<str:parent>/", talking.say_yes, name="say_yes"),
    path(f"{_IDEA}/woorden/<slug:language>/", talking.approve_words, name="approve_words"),
    path(f"{_IDEA}/tekening.jpg", talking.picture, name="picture"),
    path(f"{_IDEA}/terughalen/", looking.withdraw, name="withdraw_idea"),
]
_ALL: list[URLPattern | URLResolver] = [
    path("", pages.listing, name="list"),
    path("nieuw/", setting.write, name="write"),
    path("zinnen/", wording.sentences, name="sentences"),
    path("zinnen/<slug:language>/", wording.wording, name="wording"),
    path("<int:number>/", include(_ONE)),
]
urlpatterns = [path("wijk/<slug:slug>/samen-geld-verdelen/", include(_ALL))]
