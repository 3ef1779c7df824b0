"""A Fargate service on ARM. A deployment runs the image that has the tag `latest` at that time."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from network import Network
from task_start_role import TaskStartRole


class PizzaService(Construct):
    def __init__(
        self, scope: Construct, id: str, *, repository: ecr.IRepository, log_key: kms.IKey
    ) -> None:
        super().__init__(scope, id)
        network = Network(self, "Network", log_key=log_key)
        log_group = logs.LogGroup(
            self,
            "Logs",
            encryption_key=log_key,
            retention=logs.RetentionDays.ONE_YEAR,
            removal_policy=RemovalPolicy.RETAIN,
        )
        start = TaskStartRole(self, "Start", repository=repository, log_group=log_group)
        task_definition = ecs.FargateTaskDefinition(
            self,
            "Task",
            execution_role=start.role,
            runtime_platform=ecs.RuntimePlatform(
                cpu_architecture=ecs.CpuArchitecture.ARM64
            ),
        )
        task_definition.add_container(
            "pizza",
            image=ecs.ContainerImage.from_ecr_repository(repository, "latest"),
            logging=ecs.LogDrivers.aws_logs(log_group=log_group, stream_prefix="pizza"),
            readonly_root_filesystem=True,
            user="1000",
        )
        tasks = self.node.try_get_context("tasks")
        self.service = ecs.FargateService(
            self,
            "Service",
            cluster=ecs.Cluster(
                self,
                "Cluster",
                vpc=network.vpc,
                container_insights_v2=ecs.ContainerInsights.ENABLED,
            ),
            task_definition=task_definition,
            desired_count=2 if tasks is None else int(tasks),
            min_healthy_percent=100,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
        )
        # A task that starts before its role may pull fails.
        self.service.node.add_dependency(start)
        network.admit(self.service)
