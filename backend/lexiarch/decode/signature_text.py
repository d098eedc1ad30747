"""Functions from signatures that somebody wrote."""

import re
from functools import lru_cache
from math import prod

from eth_abi.exceptions import ABITypeError, ParseError
from eth_abi.grammar import ABIType, TupleType, parse

from lexiarch.decode.signature import Declaration, Parameter

_LONGEST = 400
_DEEPEST = 20
_MOST = 256
"""Of structs in a signature, and of values in its arrays of fixed length: whoever proposes writes it."""


@lru_cache(maxsize=1024)
def declaration_of(text: str) -> Declaration | None:
    """The function of a signature such as `pay(address,(uint256,bool)[])`; its parameters have no names.

    Returns:
        None when the text is no signature in canonical form.
    """
    parts = re.fullmatch(r"([A-Za-z_$][\w$]*)(\(.*\))", text[: _LONGEST + 1], re.ASCII)
    if parts is None or len(text) > _LONGEST or not _is_small(parts[2]):
        return None
    try:
        found = Declaration(parts[1], _parameters(parts[2]))
        _ = [each.kind for each in found.inputs]  # KeyError: a type that nobody can read
        return found if found.signature == text else None
    except (ABITypeError, ParseError, KeyError):
        return None


def _is_small(types: str) -> bool:
    """Whether no value of the types takes more room than its bytes do."""
    lengths = [int(length) for length in re.findall(r"\[(\d{1,9})", types)]
    has_nothing = "()" in types[1:-1] or 0 in lengths
    return not has_nothing and types.count("(") < _DEEPEST and prod(lengths) <= _MOST


def _parameters(types: str) -> tuple[Parameter, ...]:
    if types == "()":
        return ()
    kind = parse(types)
    kind.validate()
    return tuple(_parameter(each) for each in kind.components) if isinstance(kind, TupleType) else ()


def _parameter(kind: ABIType) -> Parameter:
    if not isinstance(kind, TupleType):
        return Parameter("", str(kind.to_type_str()))  # type: ignore[no-untyped-call]  # eth_abi leaves it so
    dimensions = "".join(f"[{''.join(map(str, each))}]" for each in kind.arrlist or ())
    return Parameter("", f"tuple{dimensions}", tuple(_parameter(each) for each in kind.components))
