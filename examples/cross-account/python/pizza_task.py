"""A task that runs an image of the other account."""

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct


class PizzaTask(Construct):
    def __init__(
        self, scope: Construct, id: str, *, repository: ecr.IRepository, start_role: iam.Role
    ) -> None:
        super().__init__(scope, id)
        log_group = logs.LogGroup(
            self,
            "Logs",
            encryption_key=self.add_log_key(),
            retention=logs.RetentionDays.ONE_YEAR,
            removal_policy=RemovalPolicy.RETAIN,
        )
        log_group.grant_write(iam.ManagedPolicy(self, "Log", roles=[start_role]))
        definition = ecs.FargateTaskDefinition(
            self,
            "Definition",
            # Otherwise CDK adds the same permissions again, inline.
            execution_role=start_role.without_policy_updates(),
        )
        definition.add_container(
            "pizza",
            image=ecs.ContainerImage.from_ecr_repository(repository, "v1.0.0"),
            logging=ecs.LogDrivers.aws_logs(log_group=log_group, stream_prefix="pizza"),
            readonly_root_filesystem=True,
            user="1000",
        )

    def add_log_key(self) -> kms.Key:
        stack = Stack.of(self)
        key = kms.Key(
            self, "LogKey", description="Logs of the pizza task", enable_key_rotation=True
        )
        log_groups = stack.format_arn(
            service="logs",
            resource="log-group",
            resource_name="*",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        key.add_to_resource_policy(
            iam.PolicyStatement(
                sid="EncryptLogs",
                principals=[
                    iam.ServicePrincipal(f"logs.{stack.region}.{stack.url_suffix}")
                ],
                actions=[
                    "kms:Encrypt",
                    "kms:Decrypt",
                    "kms:ReEncrypt*",
                    "kms:GenerateDataKey*",
                    "kms:DescribeKey",
                ],
                resources=["*"],  # in a key policy: this key
                conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": log_groups}},
            )
        )
        return key
