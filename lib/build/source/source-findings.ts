import { type IConstruct } from 'constructs';
import { acknowledgeFindings } from '../../private/constructs/acknowledgement';

/** Acknowledges rules of cdk-nag that know only OAuth tokens and report every other source. */
export function acknowledgeSource(project: IConstruct): void {
  acknowledgeFindings(project, {
    cdkNag: ['HIPAA.Security', 'NIST.800.53.R4', 'PCI.DSS.321'].map(
      (pack) => `${pack}::${pack}-CodeBuildProjectSourceRepoUrl`,
    ),
    reason:
      'The rule knows only OAuth tokens and reports every other source. CodeBuild reads this source through a CodeConnections ' +
      'connection or with its role. The address consists of an owner and a name, and holds no credentials.',
  });
}
