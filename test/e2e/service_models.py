"""Prints the models of services in botocore as JSON, without their documentation: python service_models.py ecr sns ..."""

import json
import sys

from botocore.loaders import Loader


def without_documentation(value):
    if isinstance(value, dict):
        return {key: without_documentation(inner) for key, inner in value.items() if key != "documentation"}
    return [without_documentation(inner) for inner in value] if isinstance(value, list) else value


loader = Loader()
models = {name: loader.load_service_model(name, "service-2") for name in sys.argv[1:]}
print(
    json.dumps(
        {
            name: {
                "serviceId": model["metadata"]["serviceId"],
                # A structure may have a member that is called documentation, so members are read by themselves.
                "operations": {
                    operation: {
                        "input": given.get("input", {}).get("shape"),
                        "output": given.get("output", {}).get("shape"),
                        "errors": [error["shape"] for error in given.get("errors", [])],
                    }
                    for operation, given in model["operations"].items()
                },
                "shapes": {
                    shape: {
                        **without_documentation({key: given[key] for key in given if key != "members"}),
                        "members": {member: inner["shape"] for member, inner in given.get("members", {}).items()},
                    }
                    for shape, given in model["shapes"].items()
                },
            }
            for name, model in models.items()
        }
    )
)
