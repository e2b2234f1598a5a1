"""Addresses of dividing money together, in Dutch, since residents read them."""

from __future__ import annotations

from django.urls import path

from stoep.budgeting.views import after, counting, ideas, looking, pages, ready, result, setting, talking, voting

app_name = "budgeting"
_ALL = "wijk/<slug:slug>/samen-geld-verdelen"
_ONE = f"{_ALL}/<int:number>"
_AWARD = f"{_ONE}/uitvoering/<str:code>"
_IDEA = f"{_ONE}/ideeen/<str:voice>"
urlpatterns = [
    path(f"{_ALL}/", pages.listing, name="list"),
    path(f"{_ALL}/nieuw/", setting.write, name="write"),
    path(f"{_ONE}/", pages.round, name="round"),
    path(f"{_ONE}/stemmen/", voting.vote, name="vote"),
    path(f"{_ONE}/papier/", counting.paper, name="paper"),
    path(f"{_ONE}/papier/nieuw/", counting.begin, name="begin_pile"),
    path(f"{_ONE}/papier/<int:pile>/", counting.type_over, name="type"),
    path(f"{_ONE}/tellen/", counting.open_box, name="open_box"),
    path(f"{_ONE}/uitslag/", result.result, name="result"),
    path(f"{_ONE}/uitslag/<int:part>/<str:name>", result.file, name="file"),
    path(f"{_ONE}/kenmerk/", result.mark, name="mark"),
    path(f"{_ONE}/bezwaar/", result.object_to, name="object"),
    path(f"{_ONE}/bezwaar/<int:pk>/", result.answer, name="answer"),
    path(f"{_ONE}/opvallend/", result.hints, name="hints"),
    path(f"{_ONE}/klaar/", ready.readiness, name="ready"),
    path(f"{_ONE}/brieven/", ready.letters, name="letters"),
    path(f"{_ONE}/brieven/maken/", ready.letters_again, name="letters_again"),
    path(f"{_ONE}/brieven/lijst/", ready.fetch_list, name="fetch_list"),
    path(f"{_ONE}/brieven/ongeldig/", ready.void_letters, name="void_letters"),
    path(f"{_ONE}/sleutel/", ready.count_key, name="count_key"),
    path(f"{_ONE}/blad/", ready.sheet, name="sheet"),
    path(f"{_ONE}/brief-kwijt/", ready.lost, name="lost"),
    path(f"{_ONE}/nieuwe-brieven/", ready.replacements, name="replacements"),
    path(f"{_ONE}/nieuwe-brieven/<int:pk>/akkoord/", ready.agree, name="agree"),
    path(f"{_ONE}/concept/", setting.change_draft, name="change_draft"),
    path(f"{_ONE}/veranderen/", setting.change, name="change"),
    path(f"{_ONE}/opzij/", setting.put_aside, name="put_aside"),
    path(f"{_ONE}/stoppen/", setting.stop, name="stop"),
    path(f"{_ONE}/openen/", setting.announce, name="announce"),
    path(f"{_ONE}/besluit/<int:pk>/", pages.decision, name="decision"),
    path(f"{_ONE}/besluit/<int:pk>/akkoord/", setting.second, name="second"),
    path(f"{_ONE}/besluit/<int:pk>/intrekken/", setting.withdraw, name="withdraw"),
    path(f"{_ONE}/uitvoering/", after.listing, name="awards"),
    path(f"{_AWARD}/", after.award, name="award"),
    path(f"{_AWARD}/belofte/", after.promise, name="promise"),
    path(f"{_AWARD}/uitgave/", after.spend, name="spend"),
    path(f"{_AWARD}/uitgave/<int:pk>/terug/", after.take_back, name="take_back"),
    path(f"{_AWARD}/anders/", after.turn, name="turn"),
    path(f"{_AWARD}/klaar/", after.finish, name="finish"),
    path(f"{_AWARD}/stoppen/", after.stop, name="stop_award"),
    path(f"{_ONE}/ideeen/", ideas.listing, name="ideas"),
    path(f"{_ONE}/ideeen/nieuw/", ideas.give, name="give"),
    path(f"{_ONE}/ideeen/van-papier/", ideas.give_for, name="give_for"),
    path(f"{_ONE}/nog-niet-nagekeken/", looking.owed, name="owed"),
    path(f"{_ONE}/stembiljet/", looking.ballot, name="plans"),
    path(f"{_ONE}/stembiljet/maken/", looking.propose_ballot, name="propose_ballot"),
    path(f"{_IDEA}/", ideas.idea, name="idea"),
    path(f"{_IDEA}/kijken/", looking.look, name="look"),
    path(f"{_IDEA}/vragen/", looking.ask, name="ask"),
    path(f"{_IDEA}/herstellen/", looking.repair, name="repair"),
    path(f"{_IDEA}/kosten/", looking.guess, name="guess"),
    path(f"{_ONE}/stembiljet/woorden/", talking.words, name="words"),
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
