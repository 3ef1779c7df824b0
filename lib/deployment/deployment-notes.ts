import { type CfnRole, type Role } from 'aws-cdk-lib/aws-iam';
import { type BoundDeployment } from './bound-deployment';

/** The key of the metadata of a role that holds the options of its deployments. */
export const deploymentNotesKey = 'cdk-ecr-publishing:deploys';

/** The options of a deployment that its permissions do not show. The ARN names the service or the function. */
export interface DeploymentNote {
  readonly arn: string;
  readonly restart?: boolean;
  readonly container?: string;
  readonly family?: string;
  readonly passRoles?: readonly string[];
  readonly alias?: string;
  readonly timeoutMinutes: number;
}

/** The note that a config describes the file of the role, which a template does not contain. */
export interface DescriptionNote {
  readonly describedIn: 'config';
}

/** Writes the options to the template, so that a workflow from the template is the same as one from the construct. */
export function noteDeployments(role: Role, deployments: readonly BoundDeployment[]): void {
  if (deployments.length === 0) return;
  const notes = deployments.map((deployment): DeploymentNote => {
    const { timeoutMinutes } = deployment;
    if (deployment.kind === 'lambda') return { arn: deployment.functionArn, alias: deployment.alias, timeoutMinutes };
    const { serviceArn: arn, restart, container, family, roleArns } = deployment;
    return restart ? { arn, restart, timeoutMinutes } : { arn, container, family, passRoles: roleArns, timeoutMinutes };
  });
  (role.node.defaultChild as CfnRole).addMetadata(deploymentNotesKey, notes);
}

/** Notes in the template that a config describes the file of the role. */
export function noteDescription(role: Role): void {
  const resource = role.node.defaultChild as CfnRole;
  const notes = (resource.getMetadata(deploymentNotesKey) ?? []) as DeploymentNote[];
  const note: DescriptionNote = { describedIn: 'config' };
  resource.addMetadata(deploymentNotesKey, [...notes, note]);
}
