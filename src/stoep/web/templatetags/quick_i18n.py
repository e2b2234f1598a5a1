"""Django's library of translation tags, with translate and blocktranslate that read their own text only once.

Named "i18n" in settings.TEMPLATES, so that `{% load i18n %}` gives these.
"""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from stoep.web.templatetags.here import here

register = template.Library()
# Without {% language %}: a template is in one language from beginning to end (here.py).
register.tags.update({name: tag for name, tag in i18n.register.tags.items() if name != "language"})
register.filters.update(i18n.register.filters)


class QuickTranslateNode(template.Node):
    """A text that stands in the template itself: its translation is looked up once for each language."""

    child_nodelists = ()

    def __init__(self, text: str, asvar: str | None) -> None:
        self.text = text
        self.asvar = asvar
        self.known: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> str:
        """The translation, or nothing and a variable when the tag says `as`."""
        language = here(context).language
        said = self.known.get(language)
        if said is None:
            said = mark_safe(gettext(self.text).replace("%%", "%"))  # noqa: S308 - as Django: a text of ours
            self.known[language] = said
        if self.asvar:
            context[self.asvar] = said
            return ""
        return said


class QuickBlockTranslateNode(i18n.BlockTranslateNode):
    """A text with variables in it: taken apart once, and translated once for each language unless it counts."""

    def render(self, context: Context, nested: bool = False) -> str:
        """The translation with its variables filled in; what is out of the ordinary is left to Django."""
        given = {name: value.resolve(context) for name, value in self.extra_context.items()}
        counter, counted = self.counter, self.countervar
        if nested or self.message_context or (counter and given):
            return str(super().render(context, nested))
        try:
            if counter is not None and counted is not None:
                given[counted] = counter.resolve(context)
                message, names = self._counted(given[counted])
            else:
                message, names = self._told(here(context).language)
            values = {name: given[name] if name in given else context[name] for name in names}
            said = message % {name: render_value_in_context(value, context) for name, value in values.items()}
        except (KeyError, ValueError, TypeError):
            return str(super().render(context, nested))
        if self.asvar:
            context[self.asvar] = mark_safe(said)  # noqa: S308 - as Django: its variables were escaped above
            return ""
        return said

    def _told(self, language: str | None) -> tuple[str, list[str]]:
        known: dict[str | None, tuple[str, list[str]]] = self.__dict__.setdefault("known_texts", {})
        if language not in known:
            message, names = self.render_token_list(self.singular)
            known[language] = gettext(message), names
        return known[language]

    def _counted(self, count: int) -> tuple[str, list[str]]:
        (one, names), (more, more_names) = self.render_token_list(self.singular), self.render_token_list(self.plural)
        return ngettext(one, more, count), names + more_names

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        """The message and the names of its variables."""
        known = self.__dict__.setdefault("known_tokens", {})
        if id(tokens) not in known:
            known[id(tokens)] = super().render_token_list(tokens)
        message, names = known[id(tokens)]
        return message, list(names)


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> template.Node:
    """As Django's {% translate %}."""
    node = i18n.do_translate(parser, token)
    expression = node.filter_expression
    text = getattr(expression.var, "literal", None)
    if node.noop or node.message_context or expression.filters or not isinstance(text, str):
        return node
    return QuickTranslateNode(text.replace("%", "%%"), node.asvar)


@register.tag("blocktranslate")
@register.tag("blocktrans")
def blocktranslate(parser: Parser, token: Token) -> template.Node:
    """As Django's {% blocktranslate %}."""
    node = i18n.do_block_translate(parser, token)
    node.__class__ = QuickBlockTranslateNode
    return node
