"""Subnets without a connection to the internet. Images arrive through VPC endpoints."""

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

# Fargate needs these three endpoints to start a task and to write logs. Layers arrive from S3 through the gateway.
ENDPOINTS = {
    "Registry": ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
    "RegistryApi": ec2.InterfaceVpcEndpointAwsService.ECR,
    "Logs": ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
}


class Network(Construct):
    def __init__(self, scope: Construct, id: str, *, log_key: kms.IKey) -> None:
        super().__init__(scope, id)
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            nat_gateways=0,
            subnet_configuration=[
                ec2.SubnetConfiguration(
                    name="service", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED
                )
            ],
            restrict_default_security_group=False,  # CDK would add a Lambda function for it
        )
        self.log_flows(log_key)
        self.vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        self.endpoints = [
            self.vpc.add_interface_endpoint(name, service=service, open=False)
            for name, service in ENDPOINTS.items()
        ]

    def admit(self, service: ec2.IConnectable) -> None:
        """Allows a service to connect to the endpoints."""
        for endpoint in self.endpoints:
            endpoint.connections.allow_default_port_from(service)

    def log_flows(self, encryption_key: kms.IKey) -> None:
        log_group = logs.LogGroup(
            self,
            "FlowLogs",
            encryption_key=encryption_key,
            retention=logs.RetentionDays.ONE_YEAR,
            removal_policy=RemovalPolicy.RETAIN,
        )
        role = iam.Role(
            self,
            "FlowLogRole",
            assumed_by=iam.ServicePrincipal(
                "vpc-flow-logs.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            ),
        )
        policy = iam.ManagedPolicy(self, "FlowLogPolicy", roles=[role])
        policy.add_statements(
            iam.PolicyStatement(
                actions=[
                    "logs:CreateLogStream",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents",
                ],
                resources=[
                    log_group.log_group_arn,  # ends with `:*`
                    Stack.of(self).format_arn(
                        service="logs",
                        resource="log-group",
                        resource_name=log_group.log_group_name,
                        arn_format=ArnFormat.COLON_RESOURCE_NAME,
                    ),
                ],
            )
        )
        self.vpc.add_flow_log(
            "Flows",
            destination=ec2.FlowLogDestination.to_cloud_watch_logs(
                log_group, role.without_policy_updates()
            ),
        )
