"""Deployments of ECS services: moto changes the task definition of a service, and leaves its deployment as it was.

A new task definition starts a deployment with its own id. It is complete at the second look. If ECR does not have an image of the
definition, the deployment is rolled back, as the circuit breaker of ECS does when tasks cannot start.
"""

from typing import Any

from moto.core.utils import utcnow
from moto.ecr.models import ecr_backends
from moto.ecs.models import EC2ContainerServiceBackend, Service


def apply() -> None:
    update, describe = EC2ContainerServiceBackend.update_service, EC2ContainerServiceBackend.describe_services

    def _update(self: Any, service_properties: dict[str, Any]) -> Service:
        definition = service_properties.get("task_definition")
        service = update(self, service_properties)
        if definition is not None:
            before = service.deployments[0]
            before["status"] = "ACTIVE"
            _start(service, definition, f"ECS deployment {_next_id(service)} in progress.")
        return service

    def _describe(self: Any, *args: Any, **kwargs: Any) -> Any:
        services, failures = describe(self, *args, **kwargs)
        for service in services:
            _go_on(self, service)
        return services, failures

    EC2ContainerServiceBackend.update_service = _update
    EC2ContainerServiceBackend.describe_services = _describe


def _next_id(service: Service) -> str:
    service.last_deployment = getattr(service, "last_deployment", 0) + 1
    return f"ecs-svc/{service.last_deployment}"


def _start(service: Service, definition: str, reason: str) -> None:
    deployment = {**service.deployments[0], "id": f"ecs-svc/{service.last_deployment}", "taskDefinition": definition}
    deployment |= {"status": "PRIMARY", "rolloutState": "IN_PROGRESS", "rolloutStateReason": reason, "looks": 0}
    deployment |= {"runningCount": 0, "pendingCount": service.desired_count, "createdAt": utcnow(), "updatedAt": utcnow()}
    service.task_definition = definition
    service.deployments = [deployment, *service.deployments]


def _go_on(backend: Any, service: Service) -> None:
    primary = service.deployments[0]
    looks = primary.get("looks")
    if looks is None or primary["rolloutState"] == "COMPLETED":
        return
    primary["looks"] = looks + 1
    if looks == 0:
        return
    if _can_start(backend, primary["taskDefinition"]):
        primary |= {"rolloutState": "COMPLETED", "runningCount": service.desired_count, "pendingCount": 0}
        service.deployments = [primary]
        return
    before = service.deployments[1]
    primary |= {"status": "ACTIVE", "rolloutState": "FAILED"}
    primary["rolloutStateReason"] = "ECS deployment circuit breaker: tasks failed to start."
    _next_id(service)
    reason = f"ECS deployment circuit breaker: rolling back to deploymentId {before['id']}."
    _start(service, before["taskDefinition"], reason)


def _can_start(backend: Any, arn: str) -> bool:
    definition = backend.describe_task_definition(arn)
    registry = ecr_backends[backend.account_id][backend.region_name]
    images = [container["image"] for container in definition.container_definitions]
    return all(_has(registry, image) for image in images)


def _has(registry: Any, image: str) -> bool:
    address, _, digest = image.partition("@")
    repository = registry.repositories.get(address.partition("/")[2])
    return repository is not None and any(each.get_image_digest() == digest for each in repository.images)
