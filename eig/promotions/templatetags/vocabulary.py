"""``{% vocabulary promotion %}…{% endvocabulary %}``: our sentences in the words of a promotion.

Only what the templates themselves say is changed, in the block and in what it includes: never a variable, hence
never what somebody typed. A variable that holds one of our own words says so: ``{{ person.get_kind_display|said }}``.
"""

import copy
from typing import Any
from weakref import WeakKeyDictionary

from django import template
from django.template.base import FilterExpression, Node, NodeList, Template, TextNode, VariableNode
from django.template.defaulttags import IfNode, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, IncludeNode
from django.utils.safestring import mark_safe

from eig.common.templatetags.eig import plural
from eig.promotions.vocabulary import USUAL, Vocabulary

register = template.Library()

# Templates already said: by template, then by vocabulary.
_TEMPLATES: WeakKeyDictionary[Template, dict[Vocabulary, Template]] = WeakKeyDictionary()


@register.filter
def said(value: object) -> object:
    """One of our words, held by a variable: as it is, until a ``vocabulary`` block around it changes it."""
    return value


@register.tag
def vocabulary(parser, token):
    """Around a part of a page, or around the blocks of a child template, whose contents it then wraps."""
    promotion = parser.compile_filter(token.split_contents()[1])
    nodelist = parser.parse(["endvocabulary"])
    parser.delete_first_token()
    # A child template only gives its blocks to its parent: what stands around them is never rendered.
    for block in nodelist.get_nodes_by_type(BlockNode):
        block.nodelist = NodeList([VocabularyNode(promotion, block.nodelist)])
    return VocabularyNode(promotion, nodelist)


class VocabularyNode(Node):
    """Renders its content as written, or a copy said with other words, made once for each vocabulary."""

    def __init__(self, promotion: FilterExpression, nodelist: NodeList):
        self.promotion = promotion
        self.nodelist = nodelist
        self.copies: dict[Vocabulary, NodeList] = {}

    def render(self, context) -> str:
        promotion = self.promotion.resolve(context, ignore_failures=True)
        words = promotion.vocabulary if promotion else USUAL
        if words == USUAL:
            return self.nodelist.render(context)
        if words not in self.copies:
            self.copies[words] = _nodes(self.nodelist, words)
        return self.copies[words].render(context)


class SaidTemplate:
    """In place of the name of an included template: resolves to that template, said with other words."""

    def __init__(self, expression: FilterExpression, words: Vocabulary):
        self.expression = expression
        self.words = words

    def resolve(self, context) -> Template:
        """The template to render."""
        found = self.expression.resolve(context)
        if not callable(getattr(found, "render", None)):
            names = [found] if isinstance(found, str) else found
            found = context.template.engine.select_template(names)
        return _template(getattr(found, "template", found), self.words)


def _template(found: Template, words: Vocabulary) -> Template:
    known = _TEMPLATES.setdefault(found, {})
    if words not in known:
        known[words] = copy.copy(found)
        known[words].nodelist = _nodes(found.nodelist, words)
    return known[words]


def _nodes(nodelist: NodeList, words: Vocabulary) -> NodeList:
    return NodeList(_node(node, words) for node in nodelist)


def _node(node: Node, words: Vocabulary) -> Node:
    """The same node, with its own literal sentences and those of the nodes under it said."""
    if isinstance(node, VocabularyNode):
        return node
    done = copy.copy(node)
    for name, value in vars(node).items():
        if isinstance(value, NodeList):
            setattr(done, name, _nodes(value, words))
    _literals(done, words)
    return done


def _literals(node: Any, words: Vocabulary) -> None:
    match node:
        case TextNode():
            node.s = words.said(node.s)
        case VariableNode():
            node.filter_expression = _expression(node.filter_expression, words)
        case IfNode():
            node.conditions_nodelists = [(test, _nodes(nodes, words)) for test, nodes in node.conditions_nodelists]
        case IncludeNode():
            node.template = SaidTemplate(node.template, words)  # type: ignore[assignment]  # resolved as an expression is
            node.extra_context = _expressions(node.extra_context, words)
        case WithNode():
            node.extra_context = _expressions(node.extra_context, words)
        case SimpleNode():
            node.args = [_expression(argument, words) for argument in node.args]
            node.kwargs = _expressions(node.kwargs, words)


def _expressions(named: dict[str, FilterExpression], words: Vocabulary) -> dict[str, FilterExpression]:
    return {name: _expression(expression, words) for name, expression in named.items()}


def _expression(expression: FilterExpression, words: Vocabulary) -> FilterExpression:
    """An expression whose string is said, as are the arguments of its filters and what ``said`` marks."""
    done = copy.copy(expression)
    if isinstance(expression.var, str):
        done.var = _literal(expression.var, words)
    done.filters = [_filter(function, args, words) for function, args in expression.filters]
    return done


def _filter(function: Any, args: list, words: Vocabulary) -> tuple:
    if function is said:
        return lambda value: _word(value, words), args
    literals = [text for is_variable, text in args if not is_variable and isinstance(text, str)]
    if function is plural and literals and "," not in literals[0]:
        # A plural is not always the singular and an s.
        args = [(False, mark_safe(f"{literals[0]},{literals[0]}s"))]  # nosec B308 B703
    return function, [(variable, text if variable else _literal(text, words)) for variable, text in args]


def _word(value: object, words: Vocabulary) -> object:
    """What a variable holds, said; what was safe stays safe, the rest will be escaped."""
    done: Any = words.said(value) if isinstance(value, str) else value
    return mark_safe(done) if hasattr(value, "__html__") else done  # nosec B308 B703


def _literal(text: Any, words: Vocabulary) -> Any:
    return mark_safe(words.said(text)) if isinstance(text, str) else text  # nosec B308 B703
