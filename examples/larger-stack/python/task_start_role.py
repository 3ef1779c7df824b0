"""The role with which ECS starts tasks. Its policies allow it to pull from one repository and to write one log group."""

from aws_cdk import Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct


class TaskStartRole(Construct):
    def __init__(
        self, scope: Construct, id: str, *, repository: ecr.IRepository, log_group: logs.ILogGroup
    ) -> None:
        super().__init__(scope, id)
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal(
                "ecs-tasks.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            ),
        )
        # Otherwise CDK adds the same permissions again, inline.
        self.role = role.without_policy_updates()
        repository.grant_pull(iam.ManagedPolicy(self, "Pull", roles=[role]))
        log_group.grant_write(iam.ManagedPolicy(self, "Log", roles=[role]))
