"""The gate that the security team approved. Every change needs their review."""

from aws_cdk import Duration
from cdk_ecr_publishing import ScanException, ScanGate, ScanSeverity

GATE = ScanGate.basic(
    max_severity=ScanSeverity.MEDIUM,
    wait_at_most=Duration.minutes(30),
    exceptions=[
        ScanException(
            cve="CVE-2026-12345",
            reason="In the SSH server, which no workflow starts. Agreed by Kim Park on 2026-11-12.",
            until="2027-01-31T00:00:00Z",
        )
    ],
)
