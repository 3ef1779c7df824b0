import { Stack } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { wildcardFinding } from '../private/constructs/nag-resource';
import { policySizeProblem } from '../private/constructs/policy-size';
import { refuseIf } from '../private/validation/validation';
import { type BoundDeployment } from './bound-deployment';
import { deploymentStatements, readsDefinition } from './deployment-statements';

/** The number of managed policies that a role gets for its deployments. */
export function deploymentPolicyCount(deployments: readonly BoundDeployment[]): number {
  return Math.min(deployments.length, 1) + (deployments.some(readsDefinition) ? 1 : 0);
}

/** Attaches the permissions for deployments to a role. Throws if they do not fit in one managed policy. */
export function attachDeploymentPolicies(
  scope: Construct,
  role: IRole,
  deployments: readonly BoundDeployment[],
): ManagedPolicy[] {
  if (deployments.length === 0) return [];
  const statements = deployments.flatMap(deploymentStatements);
  const policy = new ManagedPolicy(scope, 'Deploy', {
    description: 'Deploy images to the named ECS services and Lambda functions',
    roles: [role],
    statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
  });
  refuseIf('deploys', policySizeProblem(policy, statements));
  acknowledgeWildcards(policy, deployments);
  return deployments.some(readsDefinition) ? [policy, readDefinitions(scope, role)] : [policy];
}

/** The permission has its own policy, so that the acknowledgement cannot hide a wider statement. */
function readDefinitions(scope: Construct, role: IRole): ManagedPolicy {
  const policy = new ManagedPolicy(scope, 'ReadTaskDefinitions', {
    description: 'Read task definitions of ECS, which a rollout copies',
    roles: [role],
    statements: [new PolicyStatement({ actions: ['ecs:DescribeTaskDefinition'], resources: ['*'] })],
  });
  acknowledgeFindings(policy, {
    cdkNag: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
    guard: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'],
    reason: 'IAM accepts only * as the resource of ecs:DescribeTaskDefinition. This policy holds no other action.',
  });
  return policy;
}

/** Acknowledges these wildcards only: each is for the numbers of revisions or versions, or for the family if it is not known. */
function acknowledgeWildcards(policy: ManagedPolicy, deployments: readonly BoundDeployment[]): void {
  const stack = Stack.of(policy);
  const arns = deployments.flatMap((deployment) => {
    if (deployment.kind === 'lambda') return [`${deployment.functionArn}:*`];
    return deployment.restart ? [] : [deployment.definitionArn];
  });
  if (arns.length === 0) return;
  acknowledgeFindings(policy, {
    cdkNag: [...new Set(arns)].map((arn) => wildcardFinding(stack, arn)),
    reason:
      'A deployment registers new revisions of a task definition, or reads a new version of a function. Their numbers are not ' +
      'known before. Without `family`, the family of a service is not known either.',
  });
}
