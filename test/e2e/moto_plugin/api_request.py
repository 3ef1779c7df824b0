"""CloudFormation properties -> the API request they stand for, checked against AWS's own model in botocore.

moto takes nearly anything. The model knows the member names, the required ones, enums, lengths and patterns, so a
property that AWS would refuse is refused here too.
"""

import re
from functools import cache
from typing import Any

import botocore.session

from .errors import refuse

SCALARS = {"string": str, "integer": int, "long": int, "boolean": bool}

# The classes of characters that Python's patterns lack, in those that it has.
CLASSES = {r"\p{L}": r"\w", r"\p{N}": r"\d", r"\p{Z}": r"\s"}


@cache
def _service(name: str) -> Any:
    return botocore.session.get_session().get_service_model(name)


def api_request(service: str, operation: str, properties: dict, renames: dict | None = None) -> dict:
    """`renames` holds the few properties whose API name differs by more than case."""
    return _convert(_service(service).operation_model(operation).input_shape, properties, operation, renames or {})


def api_shape(service: str, shape: str, properties: dict) -> dict:
    return _convert(_service(service).shape_for(shape), properties, shape, {})


def _convert(shape: Any, value: Any, path: str, renames: dict) -> Any:
    if shape.type_name == "structure":
        return _structure(shape, value, path, renames)
    if shape.type_name == "list":
        _check_size(shape, len(value), path)
        return [_convert(shape.member, item, f"{path}[{i}]", renames) for i, item in enumerate(value)]
    if shape.type_name == "map":
        return {key: _convert(shape.value, item, f"{path}.{key}", renames) for key, item in value.items()}
    return _scalar(shape, value, path)


def _structure(shape: Any, value: Any, path: str, renames: dict) -> dict:
    if not isinstance(value, dict):
        refuse(f"{path}: expected an object, got {value!r}")
    members = {name.lower(): name for name in shape.members}
    result = {}
    for key, item in value.items():
        name = members.get(renames.get(key, key).lower())
        if name is None:
            refuse(f"{path}: extraneous key [{key}] is not permitted")
        result[name] = _convert(shape.members[name], item, f"{path}.{key}", renames)
    for name in shape.required_members:
        if name not in result:
            refuse(f"{path}: required key [{name}] not found")
    return result


def _scalar(shape: Any, value: Any, path: str) -> Any:
    expected = SCALARS.get(shape.type_name)
    if expected and type(value) is not expected:
        refuse(f"{path}: expected {shape.type_name}, got {value!r}")
    _check_size(shape, len(value) if isinstance(value, str) else value, path)
    if shape.metadata.get("enum") and value not in shape.metadata["enum"]:
        refuse(f"{path}: {value!r} is not one of {shape.metadata['enum']}")
    pattern = shape.metadata.get("pattern")
    if pattern and not re.fullmatch(in_python(pattern), value, re.DOTALL):
        refuse(f"{path}: {value!r} does not match {pattern}")
    return value


def in_python(pattern: str) -> str:
    """The pattern of an API model in the syntax of Python. Letters then include the underscore, as in patterns of tags."""
    for name, known in CLASSES.items():
        pattern = pattern.replace(name, known)
    return pattern


def _check_size(shape: Any, size: Any, path: str) -> None:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if (low is not None and size < low) or (high is not None and size > high):
        refuse(f"{path}: length or value {size} is not within {low}..{high}")
