"""`cs:names` (CSL 1.0.2, "Names"): variables, labels, substitution, repeated authors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from attachbib.csl.formatting import decorated
from attachbib.csl.frame import Frame, Render
from attachbib.csl.moulds import watched
from attachbib.csl.namelist import ListStyle, list_style, print_list, shown_names
from attachbib.csl.scope import Scope, deferred
from attachbib.csl.style import Node
from attachbib.reference import Name
from attachbib.richtext.join import join, join_all
from attachbib.richtext.model import Rich

INHERITED = frozenset(
    {
        "and",
        "delimiter-precedes-et-al",
        "delimiter-precedes-last",
        "demote-non-dropping-particle",
        "et-al-min",
        "et-al-subsequent-min",
        "et-al-subsequent-use-first",
        "et-al-use-first",
        "et-al-use-last",
        "initialize",
        "initialize-with",
        "initialize-with-hyphen",
        "name-as-sort-order",
        "name-delimiter",
        "name-form",
        "names-delimiter",
        "sort-separator",
    }
)
"""Name options that `cs:style`, `cs:citation` and `cs:bibliography` hand down."""

ALTERNATIVES = "alternatives"
"""Kind of the node made for the content of a branch inside a `cs:substitute`."""
_BRANCHES = frozenset({"if", "else-if", "else"})

Labeller: TypeAlias = Callable[[Rich, str, int, Frame], Rich]
"""(names, variable or common term, number of names, frame) → names with their label."""


def compile_names(scope: Scope, node: Node) -> Render:
    """Compile a `cs:names` with its substitutes."""
    own = decorated(_own(scope, node), node.attrs)
    substitute = node.find("substitute")
    alternatives = [
        deferred(partial(scope.compile, child)) for child in _alternatives(node, substitute)
    ]
    mark = _repeat_mark(scope)

    def render(frame: Frame) -> Rich:
        is_author = not frame.author_done
        begins = not frame.printed
        frame.author_done = True
        content = own(frame)
        if not content and not frame.names_collapsed:
            content = _substitute(alternatives, frame)
        if is_author:
            memory, previous = frame.memory, frame.previous
            memory.author = content
            memory.is_text = bool(content) and not memory.name_list
            if frame.cite.suppress_author:
                frame.printed = not begins
                return ""
            if mark is not None and begins and memory.is_text and previous is not None:
                return mark if previous.is_text and previous.author == content else content
        return content

    step = watched(render, placed=True)
    needed = _needed(node)

    def unless_absent(frame: Frame) -> Rich:
        # Later names that are not there change nothing, so they are no turn.
        if frame.author_done and needed and needed.isdisjoint(frame.facts.present):
            return render(frame)
        return step(frame)

    return unless_absent


_PARTS_OF_NAMES = frozenset({"name", "name-part", "et-al", "label", "institution", "substitute"})


def _needed(node: Node) -> frozenset[str]:
    """Return the variables one of which a `cs:names` needs; empty if that is not known."""
    variables: set[str] = set()
    pending = [node]
    while pending:
        part = pending.pop()
        if part.kind == "names":
            variables.update(part.attrs.get("variable", "").split())
        elif part.kind not in _PARTS_OF_NAMES:
            return frozenset()
        pending += part.children
    return frozenset(variables)


def _substitute(alternatives: list[Render], frame: Frame) -> Rich:
    """Print the first alternative that gives something; its variables print nowhere else."""
    outer, frame.substituting = frame.substituting, True
    content: Rich = ""
    for alternative in alternatives:
        suppressed = frame.suppressed
        content = alternative(frame)
        if content or frame.names_collapsed:
            break
        frame.suppressed = suppressed
    frame.substituting = outer
    return content


def _alternatives(names: Node, substitute: Node | None) -> list[Node]:
    """Return the alternatives; a shorthand `cs:names` takes over what it leaves out."""
    if substitute is None:
        return []
    return [_completed(child, names) for child in substitute.children]


def compile_alternatives(scope: Scope, node: Node) -> Render:
    """Compile the branch of a `cs:choose` in a substitute: its elements are alternatives, too."""
    alternatives = [scope.compile(child) for child in node.children]
    return lambda frame: _substitute(alternatives, frame)


def _completed(node: Node, names: Node) -> Node:
    """Return an alternative in which every shorthand takes over what it leaves out."""
    if node.kind in _BRANCHES:
        children = tuple(_completed(child, names) for child in node.children)
        return node._replace(children=(Node(ALTERNATIVES, {}, children),))
    if node.kind != "names":
        return node._replace(children=tuple(_completed(child, names) for child in node.children))
    if node.find("name") is not None:
        return node
    omitted = {"substitute"} | {part.kind for part in node.children}
    inherited = tuple(part for part in names.children if part.kind not in omitted)
    attrs = {**names.attrs, **node.attrs}
    return node._replace(attrs=attrs, children=(*inherited, *node.children))


def _own(scope: Scope, node: Node) -> Render:
    variables = tuple(node.attrs.get("variable", "").split())
    style = list_style(scope, node.find("name"), node.find("et-al"))
    label = None if scope.sort else _labeller(scope, node, variables)
    delimiter = node.attrs.get("delimiter", scope.options.get("names-delimiter", ""))
    repeated, is_dropped = _repeat_rule(scope), _repeat_mark(scope) == ""
    label_form = _label_form(node)

    def labelled(content: Rich, term: str, names: tuple[Name, ...], frame: Frame) -> Rich:
        return content if label is None else label(content, term, len(names), frame)

    def listed(names: tuple[Name, ...], term: str, frame: Frame) -> Rich | None:
        """Print a list with its label; the first is remembered.

        None if it is dropped as a repetition: by collapsing, or with nothing as substitute.
        """
        memory = frame.memory
        if memory.name_list:
            return labelled(print_list(names, style, frame), term, names, frame)
        content = repeated(names, style, frame)
        if content:
            content = labelled(content, term, names, frame)
        memory.names = content
        memory.name_list = names
        previous = frame.previous
        is_collapsed = (
            frame.cite.collapse_names and previous is not None and previous.names == content
        )
        if is_collapsed or (is_dropped and not content):
            frame.found += 1
            frame.names_collapsed = True
            return None
        return content

    def render_several(frame: Frame) -> Rich:
        frame.called += 1
        present = [
            (variable, frame.names[variable])
            for variable in variables
            if variable in frame.names and variable not in frame.suppressed
        ]
        if not present:
            return ""
        if style.counts:
            return _count(present, style, frame)
        common = _common_term(scope, present, label_form) if len(present) > 1 else ""
        parts = []
        for variable, names in present[:1] if common else present:
            content = listed(names, common or variable, frame)
            if content is None:
                return ""
            parts.append(content)
        for variable, _ in present:
            frame.hit(variable)
        return join_all(parts, delimiter)

    if len(variables) != 1 or style.counts:
        return render_several
    variable = variables[0]

    def render(frame: Frame) -> Rich:
        frame.called += 1
        names = frame.names.get(variable)
        if names is None or variable in frame.suppressed:
            return ""
        content = listed(names, variable, frame)
        if content is None:
            return ""
        frame.hit(variable)
        return content

    return render


def _count(present: list[tuple[str, tuple[Name, ...]]], style: ListStyle, frame: Frame) -> Rich:
    """`form="count"`: the number of names that would print."""
    total = 0
    for variable, names in present:
        total += len(shown_names(names, style, frame))
        frame.hit(variable)
    return str(total)


def _repeat_rule(scope: Scope) -> Callable[[tuple[Name, ...], ListStyle, Frame], Rich]:
    """Return how the first names print: `subsequent-author-substitute` in a bibliography."""
    mark = _repeat_mark(scope)
    if mark is None:
        return print_list
    node = scope.style.bibliography
    rule = node.attrs.get("subsequent-author-substitute-rule", "complete-all") if node else ""

    def render(names: tuple[Name, ...], style: ListStyle, frame: Frame) -> Rich:
        previous = frame.previous
        now = frame.memory.shown = shown_names(names, style, frame)
        if previous is None or previous.is_text or not previous.name_list or frame.printed:
            return print_list(names, style, frame)
        before = previous.shown
        same = 0
        for name, other in zip(now, before, strict=False):
            if _identity(name) != _identity(other):
                break
            same += 1
        cut = (len(now) < len(names), len(before) < len(previous.name_list))
        complete = same == len(now) == len(before) and cut[0] == cut[1]
        if rule == "complete-all":
            content = print_list(names, style, frame)
            return mark if complete else content
        if rule == "complete-each":
            count = len(now) if complete else 0
        else:
            count = min(same, 1) if rule == "partial-first" else same
        return print_list(names, style, frame, (mark,) * count)

    return render


def _identity(name: Name) -> Name:
    """An institution is the same whether it is a `literal` or a family name alone."""
    return Name(family=name.literal) if name.literal else name


def _repeat_mark(scope: Scope) -> str | None:
    """Return the `subsequent-author-substitute` that applies in a scope, or None."""
    node = scope.style.bibliography
    if node is None or scope.area != "bibliography" or scope.sort:
        return None
    return node.attrs.get("subsequent-author-substitute")


def _label_form(node: Node) -> str:
    label = node.find("label")
    return "long" if label is None else label.attrs.get("form", "long")


def _common_term(scope: Scope, present: list[tuple[str, tuple[Name, ...]]], label_form: str) -> str:
    """Return a term such as `editortranslator` if the lists are the same people."""
    term = "".join(sorted(variable for variable, _ in present))
    if len(present) != 2 or not scope.locale.term(term, label_form):
        return ""
    return term if present[0][1] == present[1][1] else ""


def _labeller(scope: Scope, node: Node, variables: Sequence[str]) -> Labeller | None:
    """Compile the `cs:label` of a `cs:names`, before or after the names; None if it is empty."""
    kinds = [child.kind for child in node.children]
    if "label" not in kinds:
        return None
    label = node.children[kinds.index("label")]
    before = "name" in kinds and kinds.index("label") < kinds.index("name")
    form = label.attrs.get("form", "long")
    if len(variables) == 1 and not any(
        scope.locale.term(variables[0], form, many) for many in (False, True)
    ):
        return None
    plural = label.attrs.get("plural", "contextual")
    terms: dict[tuple[str, bool], Render] = {}

    def add(content: Rich, variable: str, count: int, frame: Frame) -> Rich:
        many = plural == "always" or (plural == "contextual" and count > 1)
        render = terms.get((variable, many))
        if render is None:
            text = scope.locale.term(variable, form, many)
            render = decorated(lambda frame: text, label.attrs, is_of_style=True)
            terms[variable, many] = render
        term = render(frame)
        return join(term, content) if before else join(content, term)

    return add
