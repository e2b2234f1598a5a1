"""An act that was not done, and the sentence that says why and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from stoep.shared.actor import Actor


class Refused(Exception):
    """Raised by an act that does nothing: a `code` for programs, a translated sentence for people.

    `str(refused)` is the sentence in the reader's language, with `params` filled in.
    """

    status = 409

    def __init__(self, code: str, sentence: str | _StrPromise, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.params = params

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)


class NotAllowed(Refused):
    """The one who tries has no right to this act. Web answers 403 and seals the attempt in the public log.

    `neighbourhood` is the places.Neighbourhood whose log tells of the attempt (None: nowhere to tell it),
    `actor` who tried, `act` what was tried (for example "agenda.order"), `subject` on what.
    """

    status = 403

    def __init__(
        self,
        code: str,
        sentence: str | _StrPromise,
        *,
        neighbourhood: Any = None,
        actor: Actor | None = None,
        act: str = "",
        subject: str = "",
        **params: Any,
    ) -> None:
        super().__init__(code, sentence, **params)
        self.neighbourhood = neighbourhood
        self.actor = actor
        self.act = act
        self.subject = subject
