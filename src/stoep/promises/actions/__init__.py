"""What can be done with a promise: noted, confirmed, disputed, said anew, judged, wiped, and told of when late."""

from stoep.promises.actions.change import change, change_agreed
from stoep.promises.actions.confirm import confirm, dispute
from stoep.promises.actions.erase import erase_promiser, forget_words
from stoep.promises.actions.judge import judge
from stoep.promises.actions.note import Noted, promise
from stoep.promises.actions.tell import forget_promisers, tell_of_late

__all__ = [
    "Noted",
    "change",
    "change_agreed",
    "confirm",
    "dispute",
    "erase_promiser",
    "forget_promisers",
    "forget_words",
    "judge",
    "promise",
    "tell_of_late",
]
