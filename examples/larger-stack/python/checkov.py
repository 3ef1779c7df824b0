"""Metadata for checkov."""

from constructs import IConstruct


def acknowledge_for_checkov(construct: IConstruct, **reasons: str) -> None:
    """Adds which findings of a resource are intended, and why."""
    skip = [{"id": id, "comment": comment} for id, comment in reasons.items()]
    construct.node.default_child.add_metadata("checkov", {"skip": skip})
