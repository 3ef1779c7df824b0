"""What a refusal looks like: CloudFormation answers a ValidationError and the CDK CLI prints its message."""

from typing import NoReturn

from moto.cloudformation.exceptions import ValidationError


def refuse(message: str) -> NoReturn:
    raise ValidationError(message=message)


def refuse_replacement(logical_id: str, what: str) -> NoReturn:
    # Nothing in this project may replace a deployed resource, so the harness need not know how.
    refuse(f"{logical_id}: changing {what} would replace the resource")
