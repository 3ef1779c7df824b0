import { type IConstruct } from 'constructs';
import { acknowledgeFindings } from '../../private/constructs/acknowledgement';

/** Rules of cdk-nag that know only OAuth tokens fire for every other source. */
export function acknowledgeSource(project: IConstruct): void {
  acknowledgeFindings(project, {
    cdkNag: ['HIPAA.Security', 'NIST.800.53.R4', 'PCI.DSS.321'].map(
      (pack) => `${pack}::${pack}-CodeBuildProjectSourceRepoUrl`,
    ),
    reason:
      'The rule knows only OAuth tokens and fires for every other source. This source is read through a CodeConnections ' +
      'connection or with the role, and its address is made here from an owner and a name: it holds no credentials.',
  });
}
