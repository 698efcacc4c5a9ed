"""CSL-YAML → references: the `references` of pandoc's YAML bibliographies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from attachbib.errors import InputError
from attachbib.formats.csl_json import reference_from_csl
from attachbib.formats.csl_yaml_text import NO_MARKDOWN, from_markdown
from attachbib.reference import Reference
from attachbib.source import Problem, Readout, Source, Span, problem_at

if TYPE_CHECKING:
    from yaml import Event

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
"""What a scalar without quotes may mean besides a text."""
_HINT = "CSL-YAML has a list of items behind `references:`, each with an id and a type."


class Node(NamedTuple):
    """A scalar, a sequence or a mapping, and where it stands."""

    value: str | bool | list[Node] | dict[str, Node] | None
    span: Span


def parse_csl_yaml(source: Source) -> Readout[tuple[Reference, ...]]:
    """Read CSL-YAML text; items that are no mappings become problems.

    Raises:
        InputError: the text is not YAML, has no list of references, or PyYAML is not
            installed.
    """
    references: list[Reference] = []
    problems: list[Problem] = []
    for number, item in enumerate(_items(source), 1):
        if isinstance(item.value, dict):
            fields = {
                name: _plain(node, is_markdown=name not in NO_MARKDOWN)
                for name, node in item.value.items()
            }
            references.append(reference_from_csl(fields, f"item-{number}"))
        else:
            message = f"item {number} is no mapping"
            problems.append(problem_at(source, item.span, "parse-error", message, help=_HINT))
    return Readout(tuple(references), tuple(problems))


def _items(source: Source) -> Sequence[Node]:
    """The list of references: that of the key `references`, or the whole of a document."""
    for root in _documents(source):
        if isinstance(root.value, dict) and "references" in root.value:
            root = root.value["references"]
        if isinstance(root.value, list):
            return root.value
    raise InputError("the file has no list of references.", path=source.path, hint=_HINT)


def _documents(source: Source) -> list[Node]:
    try:
        import yaml
    except ImportError:
        raise InputError(
            "reading YAML needs the package PyYAML.",
            path=source.path,
            hint="Install it with `pip install 'attachbib[yaml]'`.",
        ) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return list(_nodes(source, yaml.parse(source.text, Loader=loader)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(f"not valid YAML: {error.problem}.", path=source.path, line=line) from None
    except yaml.YAMLError as error:
        raise InputError(f"not valid YAML: {error}.", path=source.path) from None
    except RecursionError:
        raise InputError("not valid YAML: nested too deeply.", path=source.path) from None


def _nodes(source: Source, events: Iterable[Event]) -> Iterator[Node]:
    """Yield the documents of a stream of events.

    Raises:
        InputError: there is an alias: a few lines of them can stand for gigabytes.
    """
    from yaml import events as kinds

    stack: list[tuple[list[Node], int]] = [([], 0)]
    """The children so far of each open collection, and where it begins; first, the documents."""
    for event in events:
        if event.start_mark is None or event.end_mark is None:  # never, when text is parsed
            continue
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, kinds.AliasEvent):
            raise InputError(
                f"the alias '*{event.anchor}' is not read.",
                path=source.path,
                line=event.start_mark.line + 1,
                hint="Write out what it stands for.",
            )
        if isinstance(event, kinds.CollectionStartEvent):
            stack.append(([], start))
        elif isinstance(event, kinds.CollectionEndEvent):
            children, start = stack.pop()
            is_mapping = isinstance(event, kinds.MappingEndEvent)
            value = _mapping(children) if is_mapping else children
            stack[-1][0].append(Node(value, Span(start, end)))
        elif isinstance(event, kinds.ScalarEvent):
            word = event.value
            scalar = _WORDS.get(word.lower(), word) if event.implicit[0] else word
            stack[-1][0].append(Node(scalar, Span(start, end)))
    yield from stack[0][0]


def _mapping(children: Sequence[Node]) -> dict[str, Node]:
    pairs = zip(children[::2], children[1::2], strict=True)
    return {key.value: node for key, node in pairs if isinstance(key.value, str)}


def _plain(node: Node, *, is_markdown: bool) -> Any:
    """The value of a node as JSON has it."""
    value = node.value
    if isinstance(value, Mapping):
        return {name: _plain(child, is_markdown=is_markdown) for name, child in value.items()}
    if isinstance(value, list):
        return [_plain(child, is_markdown=is_markdown) for child in value]
    return from_markdown(value) if is_markdown and isinstance(value, str) else value
