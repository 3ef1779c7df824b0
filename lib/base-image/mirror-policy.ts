import { Token } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { partitionOf } from '../private/aws/partition';
import { type BoundMirror } from './registry-mirror';

/**
 * Lets a role pull through the caches of ECR. It has its own policy, so that the acknowledgement of its wildcards cannot hide
 * another one.
 */
export class MirrorPolicy extends Construct {
  public readonly policy: ManagedPolicy;

  public constructor(scope: Construct, id: string, role: IRole, mirrors: readonly BoundMirror[]) {
    super(scope, id);
    const statements = mirrors.flatMap((mirror) => mirror.statements);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Pull images through caches of the registry',
      roles: [role],
      statements: statements.map((statement, index) =>
        PolicyStatement.fromJson({ ...statement, Sid: `UsePullThroughCache${index || ''}` }),
      ),
    });
    const { stack } = this.policy;
    const known = (text: string) =>
      [
        [stack.region, 'Region'],
        [stack.account, 'AccountId'],
        [partitionOf(stack), 'Partition'],
      ].reduce(
        (named, [value = '', name]) => (Token.isUnresolved(value) ? named.replaceAll(value, `<AWS::${name}>`) : named),
        text,
      );
    acknowledgeFindings(this.policy, {
      cdkNag: mirrors.flatMap(({ resources }) =>
        resources.map((resource) => `AwsSolutions::AwsSolutions-IAM5[Resource::${known(resource)}]`),
      ),
      reason:
        'A pull-through cache creates its repositories below its prefix when their images are first pulled, so their names ' +
        'are not known before.',
    });
  }
}
