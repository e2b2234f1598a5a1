"""Django's library of translation tags, with translate and blocktranslate that read their own text only once.

Named "i18n" in settings.TEMPLATES, so that `{% load i18n %}` gives these.
"""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class QuickTranslateNode(template.Node):
    """A text that stands in the template itself: only its translation is looked up."""

    child_nodelists = ()

    def __init__(self, text: str, asvar: str | None) -> None:
        self.text = text
        self.asvar = asvar

    def render(self, context: Context) -> str:
        """The translation, or nothing and a variable when the tag says `as`."""
        said = mark_safe(gettext(self.text).replace("%%", "%"))  # noqa: S308 - as Django: a text of the template is ours
        if self.asvar:
            context[self.asvar] = said
            return ""
        return said


class QuickBlockTranslateNode(i18n.BlockTranslateNode):
    """A text with variables in it, which is taken apart once instead of at every rendering."""

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
