"""A key that CloudWatch Logs may use for the log groups of this account and Region."""

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct


class LogKey(kms.Key):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(
            scope, id, description="Logs of the pizza service", enable_key_rotation=True
        )
        stack = Stack.of(self)
        log_groups = stack.format_arn(
            service="logs",
            resource="log-group",
            resource_name="*",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        self.add_to_resource_policy(
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
