"""``{{ words.challenge }}`` in a page: the words of the site, or of the promotion that a ``vocabulary`` block names."""

from django import template
from django.template.base import FilterExpression, Node, NodeList
from django.template.loader_tags import BlockNode
from django.utils.safestring import mark_safe

from eig.common import text
from eig.common.vocabulary import Vocabulary, words_of

register = template.Library()


@register.tag
def vocabulary(parser, token):
    """``{% vocabulary promotion %}…{% endvocabulary %}``: around a part of a page, or the blocks of a template."""
    about = parser.compile_filter(token.split_contents()[1])
    nodelist = parser.parse(["endvocabulary"])
    parser.delete_first_token()
    # A child template only gives its blocks to its parent: what stands around them is never rendered.
    for block in nodelist.get_nodes_by_type(BlockNode):
        block.nodelist = NodeList([VocabularyNode(about, block.nodelist)])
    return VocabularyNode(about, nodelist)


class VocabularyNode(Node):
    """Renders its content where ``words`` are those of a promotion, or of what belongs to one; without, the site's."""

    def __init__(self, about: FilterExpression, nodelist: NodeList):
        self.about = about
        self.nodelist = nodelist

    def render(self, context) -> str:
        about = self.about.resolve(context, ignore_failures=True)
        if not about:
            return self.nodelist.render(context)
        with context.push(words=words_of(about)):
            return self.nodelist.render(context)


@register.filter
def said(sentence: object, words: Vocabulary) -> object:
    """``{{ role|said:words }}``: one of our own sentences held by a variable; other values as they are."""
    if not isinstance(sentence, str):
        return sentence
    done = words.said(sentence)
    return mark_safe(done) if hasattr(sentence, "__html__") else done  # nosec B308 B703


@register.simple_tag(takes_context=True)
def counted(context, count: int, singular: str, many: str) -> str:
    """``{% counted 2 "{challenge} retenu" "{challenges} retenus" %}`` → « 2 défis retenus »."""
    return text.plural(count, context["words"].said(singular), context["words"].said(many))
