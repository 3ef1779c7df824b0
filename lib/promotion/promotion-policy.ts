import { Token } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { partitionOf } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { type PromotionRoute } from './promotion-route';

interface PromotionPolicyProps {
  readonly role: IRole;
  readonly description: string;
  readonly statements: readonly StatementJson[];
  readonly route: PromotionRoute;
}

/** The policy of a role of a promotion. Its only wildcards are the prefixes, and each is acknowledged. */
export function attachPromotionPolicy(scope: Construct, id: string, props: PromotionPolicyProps): ManagedPolicy {
  const { role, description, statements, route } = props;
  const policy = new ManagedPolicy(scope, id, {
    description,
    roles: [role],
    statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
  });
  if (route.naming.kind === 'one') return policy;
  const { from, to } = route.naming;
  acknowledgeFindings(policy, {
    cdkNag: [from, to].map(
      (prefix) => `AwsSolutions::AwsSolutions-IAM5[Resource::${shownRegistry(policy)}/${prefix}*]`,
    ),
    reason:
      `Every repository below ${from} is promoted to one below ${to}, also a repository that is created later. Each wildcard ` +
      'follows a slash and matches this registry only.',
  });
  return policy;
}

/** The repositories of the registry, as a cdk-nag finding names them. */
function shownRegistry({ stack }: ManagedPolicy): string {
  const known = (text: string, name: string) => (Token.isUnresolved(text) ? `<AWS::${name}>` : text);
  const location = `${known(stack.region, 'Region')}:${known(stack.account, 'AccountId')}`;
  return `arn:${known(partitionOf(stack), 'Partition')}:ecr:${location}:repository`;
}
