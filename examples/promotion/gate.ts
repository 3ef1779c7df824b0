import { Duration } from 'aws-cdk-lib';
import { ScanGate, ScanSeverity } from 'cdk-ecr-publishing';

/** The gate that the security team approved. Every change needs their review. */
export const gate = ScanGate.basic({
  maxSeverity: ScanSeverity.MEDIUM,
  waitAtMost: Duration.minutes(30),
  exceptions: [
    {
      cve: 'CVE-2026-12345',
      reason: 'In the SSH server, which no workflow starts. Agreed by Kim Park on 2026-11-12.',
      until: '2027-01-31T00:00:00Z',
    },
  ],
});
