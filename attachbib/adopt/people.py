"""Names as lists of references print them → `Name`, for each way of printing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attachbib.reference import Name

OTHERS = Name(others=True)
LEFT_OUT = Name(literal="…")
"""The authors between the nineteenth and the last, for which APA prints an ellipsis."""

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[- ]?){1,5}")
_INITIALS_AND_PARTICLE = re.compile(r"((?:[^\W\d_a-z]\.?[- ]?){1,5}?)((?: [a-zà-ÿ'’]+){0,3})\.?")
_GLUED = re.compile(
    r"(?P<family>.+?) (?P<initials>[^\W\d_a-z]{1,4}|[^\W\d_a-z](?:-[^\W\d_a-z]){1,2})"
    r"(?: (?P<suffix>Jr|Sr|II|III|IV|2nd|3rd))?(?P<particle>(?: [a-zà-ÿ'’]+){0,3})"
)
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
_AND = re.compile(r"(?:^| )(?:and|&) ")
_LAST_INITIAL = re.compile(r" [^\W\d_a-z]$")
_SUFFIX = re.compile(r"((?:Jr|Sr)\.?|II|III|IV)\.?")
_ET_AL = re.compile(r"et al\.?")
_NAME_WORD = re.compile(r"[’']?[^\W\d_](?:[\w'’.-]*)")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af ・]{1,40}")
"""Names in kana, Han characters or Hangul, which are printed whole."""
_ORGANISATION = re.compile(
    r"\b(?:Academ(?:y|ies)|Administration|Agency|Alliance|Association|Authority|Bank|Board|Bureau"
    r"|Cent(?:er|re)s?|Clinic|Coalition|Collaborat(?:ion|ive|ors)|College|Commission|Committee"
    r"|Conference|Consortium|Corporation|Council|Department|Division|Federation|Foundation|Fund"
    r"|Government|Group|Health|Hospitals?|Initiative|Institutes?|Investigators|Laborator(?:y|ies)"
    r"|League|Library|Ministry|Nations|Network|Office|Organi[sz]ation|Panel|Partnership|Press"
    r"|Programme|Project|Registry|Research|School|Services?|Society|Staff|Survey|Task Force|Team"
    r"|Trust|Union|University|Working Party)\b"
)
_LINKING = frozenset(
    "of and the for in on at to de del la le du des für und der die das van von di e y et".split()
)
_TITLE_WORDS = frozenset(
    "the The of a an in on for with to from and how How why Why what is are".split()
)
_PREFIXES = frozenset(
    "St. Ste. De Del Della Di Da Dal Dos Du Le La Lo El Al Van Von Der Den Ter Ben Bin Ibn Abu "
    "Mac Ní Nic Ó San Santa Zu Zur".split()
)
"""First words of family names."""
_MAX_WORDS = 6
_SHORTEST_NAME = 3
_LEADING_INITIAL = re.compile(r"[^\W\d_]\. ")


def glued_initials(text: str) -> tuple[Name, ...] | None:
    """Read `Doe JQ, de Vries A, et al`: AMA, Vancouver."""
    names: list[Name] = []
    for part in text.split(", "):
        if ";" in part or (_AND.search(part) and _GLUED.fullmatch(part)):
            return None
        if _EAST_ASIAN.fullmatch(part):
            names.append(Name(literal=part))
            continue
        match = _GLUED.fullmatch(part)
        if _ET_AL.fullmatch(part):
            names.append(OTHERS)
        elif _ORGANISATION.search(part) and ", " in text:
            names.append(Name(literal=part))
        elif match:
            names.append(
                _person(
                    match["family"],
                    _spread(match["initials"]),
                    suffix=match["suffix"] or "",
                    dropping=match["particle"].strip(),
                )
            )
        else:
            return _organisation(text)
    return tuple(names)


def family_first(text: str) -> tuple[Name, ...] | None:
    """Read `Doe, J. Q., Roe, R., & de Vries, A.`: APA, Harvard."""
    text = re.sub(r", (?:\.\.\.|\. \. \.|…),? ", ", …, ", text)
    # `and` is part of a name where `&` stands before the last one.
    last = "&" if " & " in text else "and"
    tokens = [token for token in re.split(rf",? {last} |, ", _et_al_apart(text)) if token]
    whole = [token.removesuffix(".") for token in tokens]
    if whole and all(map(_EAST_ASIAN.fullmatch, whole)):
        return tuple(Name(literal=name) for name in whole)
    if not any(_INITIALS_AND_PARTICLE.fullmatch(token) for token in tokens):
        return _organisation(text.removesuffix("."))
    names: list[Name] = []
    at = 0
    while at < len(tokens):
        token, initials = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        if token == LEFT_OUT.literal or _ET_AL.fullmatch(token):
            names.append(LEFT_OUT if token == LEFT_OUT.literal else OTHERS)
            at += 1
        elif match := _INITIALS_AND_PARTICLE.fullmatch(initials):
            is_suffixed = _SUFFIX.fullmatch(tokens[at + 2]) if at + 2 < len(tokens) else None
            suffix = is_suffixed[1] if is_suffixed else ""
            names.append(
                _person(token, _spaced(match[1]), suffix=suffix, dropping=match[2].strip())
            )
            at += 3 if is_suffixed else 2
        elif len(token) < _SHORTEST_NAME or _LEADING_INITIAL.match(token):
            return None
        else:
            is_last = at + 1 == len(tokens)
            names.append(Name(literal=token.removesuffix(".") if is_last else token))
            at += 1
    return tuple(names)


def first_inverted(text: str) -> tuple[Name, ...] | None:
    """Read `Doe, Jane Q., Rita Roe, and A. de Vries`: Chicago, MLA."""
    whole = re.split(r",? and |, ", text)
    if all(map(_EAST_ASIAN.fullmatch, whole)):
        return tuple(Name(literal=name) for name in whole)
    family, comma, rest = _et_al_apart(text).partition(", ")
    if not comma:
        return _organisation(text)
    given, *more = re.split(r",? and |, ", rest)
    if not _is_given(given):
        return _organisation(text)
    suffix = more.pop(0) if more and _SUFFIX.fullmatch(more[0]) else ""
    words = given.split()
    end = next((at for at, word in enumerate(words) if at and _is_lower(word)), len(words))
    first = _person(family, _dotted(" ".join(words[:end])), suffix=suffix)
    if end < len(words):  # `Berg, Anna van den`
        first = first._replace(non_dropping_particle=" ".join(words[end:]))
    others = _each_given_first(more)
    return None if others is None else (first, *others)


def given_first(text: str) -> tuple[Name, ...] | None:
    """Read `J. Q. Doe, R. Roe, and A. de Vries`: IEEE, and editors elsewhere."""
    parts = re.split(r",? (?:and|&) |, ", _et_al_apart(text))
    found = _each_given_first(parts)
    return _organisation(text) if found is None and len(parts) == 1 else found


NAMES: Mapping[str, Callable[[str], tuple[Name, ...] | None]] = {
    "glued-initials": glued_initials,
    "family-first": family_first,
    "first-inverted": first_inverted,
    "given-first": given_first,
}
"""How names are printed → what reads a list of them; None if it holds none."""


def _with_whole_family(name: Name) -> Name:
    family = f"{name.non_dropping_particle} {name.family}".strip()
    return name._replace(family=family, non_dropping_particle="")


def _with_dropping_particle(name: Name) -> Name:
    particle = name.non_dropping_particle or name.dropping_particle
    return name._replace(dropping_particle=particle, non_dropping_particle="")


PARTICLES: tuple[Callable[[Name], Name], ...] = (_with_whole_family, _with_dropping_particle)
"""Other readings of the particle of a name: styles differ in where they print which."""


def _et_al_apart(text: str) -> str:
    return re.sub(r"(?<!,) et al\.?$", ", et al.", text)


def _each_given_first(parts: list[str]) -> tuple[Name, ...] | None:
    """Read `Jane Q. Doe`, a suffix that stands by itself, or `et al.`; None if one is no name."""
    names: list[Name] = []
    for part in parts:
        if _ET_AL.fullmatch(part):
            names.append(OTHERS)
        elif _ORGANISATION.search(part):
            names.append(Name(literal=part))
        elif names and _SUFFIX.fullmatch(part):
            names[-1] = names[-1]._replace(suffix=part, comma_suffix=True)
        elif len(part.split()) > 1 and _is_given(part) and not _LAST_INITIAL.search(part):
            names.append(_given_first_name(part.split()))
        else:
            return None
    return tuple(names)


def _given_first_name(words: list[str]) -> Name:
    """The family name begins at a particle, behind leading initials, or is the last word."""
    suffix = words[-1] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    words = words[:-1] if suffix else words
    lower = next((at for at in range(1, len(words) - 1) if _is_lower(words[at])), 0)
    initials = next((at for at, word in enumerate(words) if not _INITIALS.fullmatch(word)), 0)
    prefix = next((at for at in range(1, len(words) - 1) if words[at] in _PREFIXES), 0)
    at = lower or initials or prefix or len(words) - 1
    return _person(" ".join(words[at:]), _spaced(" ".join(words[:at])), suffix=suffix)


def _is_lower(word: str) -> bool:
    """Whether a word begins in lower case, as `van`, `’t`."""
    return word.lstrip("’'")[:1].islower()


def _is_given(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _MAX_WORDS
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and _TITLE_WORDS.isdisjoint(words)
    )


def _person(family: str, given: str, *, suffix: str = "", dropping: str = "") -> Name:
    words = family.split()
    at = next((at for at, word in enumerate(words) if not _is_lower(word)), 0)
    return Name(
        family=" ".join(words[at:]),
        given=given,
        non_dropping_particle=" ".join(words[:at]),
        dropping_particle=dropping,
        suffix=suffix,
    )


def _organisation(text: str) -> tuple[Name, ...] | None:
    """A name without parts; `Doe, Jane` is none, but a person printed in another way.

    Nor is `The effect of naps`, the title of a work without authors, `Doe JQ`, or `U.S`.
    """
    words = text.split()
    if not _TWO_LETTERS.search(text):
        return None
    if len(words) > 1 and any(
        word.isalpha() and word.islower() and word not in _LINKING for word in words
    ):
        return None
    if any(_is_glued(part) for part in text.split(", ")):
        return None
    is_person = any(len(part.split()) < 2 for part in text.split(", ")) and ", " in text
    return None if not text or text[0].isdigit() or is_person else (Name(literal=text),)


def _is_glued(text: str) -> bool:
    """Whether a text is a person as AMA prints one: `Doe JQ`, and not `NHS UK`."""
    match = _GLUED.fullmatch(text)
    return match is not None and not match["family"].isupper() and not _ORGANISATION.search(text)


def _spread(initials: str) -> str:
    """`JQ` → `J. Q.`, `J-P` → `J.-P.`"""
    return ". ".join(initials).replace(". -. ", ".-") + "."


def _spaced(given: str) -> str:
    """`J.Q.` → `J. Q.`"""
    return _dotted(re.sub(r"(?<=\b[^\W\d_a-z])\.(?=[^\W\d_])", ". ", given))


def _dotted(given: str) -> str:
    """`Jane Q` → `Jane Q.`: the full stop of a last initial merges with that of the list."""
    return f"{given}." if re.search(r"(?:^|[ -])[^\W\d_a-z]$", given) else given
