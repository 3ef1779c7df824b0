import { Stack } from 'aws-cdk-lib';
import { CfnRegistryPolicy } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { partitionOf } from '../private/aws/partition';
import { knownPolicySize, oneOrMany, policyJson, type StatementJson } from '../private/aws/policy-document';
import { refuseIf } from '../private/validation/validation';
import { reportSecondOwner } from './setting-owner';

/** The uses that other accounts make of a registry, each with the least actions. */
export const registryUses = {
  replication: { sid: 'AcceptReplication', actions: ['ecr:CreateRepository', 'ecr:ReplicateImage'] },
  pullThrough: { sid: 'PullThrough', actions: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'] },
  creation: { sid: 'CreateOnPush', actions: ['ecr:CreateRepository'] },
} as const;

/** One principal and the names of the repositories that it may use, with `*` for any characters. */
export interface RegistryGrant {
  readonly use: keyof typeof registryUses;
  readonly principalArn: string;
  readonly names: readonly string[];
}

/** The policy of a registry. It exists only if it has a statement, because ECR refuses an empty one. */
export class RegistryPolicy extends Construct {
  private readonly grants: RegistryGrant[] = [];
  private resource?: CfnRegistryPolicy;

  /** Adds a grant, unless it is there already. Throws if the policy would be longer than ECR accepts. */
  public add(path: string, grant: RegistryGrant): void {
    const known = this.grants.some((one) => JSON.stringify(one) === JSON.stringify(grant));
    if (!known) this.grants.push(grant);
    const policy = policyJson(this.statements());
    const size = knownPolicySize(policy);
    const most = awsLimits.ecr.registryPolicyCharacters;
    refuseIf(
      path,
      size <= most
        ? undefined
        : `must leave the policy of the registry at most ${most.toLocaleString('en')} characters, got ${size.toLocaleString('en')}. ` +
            'Use fewer prefixes.',
    );
    if (this.resource === undefined) {
      this.resource = new CfnRegistryPolicy(this, 'Policy', { policyText: policy });
      reportSecondOwner(this, 'The policy of a registry', this.resource);
    }
    this.resource.policyText = policy;
  }

  /** Principals with equal names share a statement. */
  private statements(): StatementJson[] {
    const stack = Stack.of(this);
    const groups = new Map<string, RegistryGrant[]>();
    for (const grant of this.grants) {
      const key = JSON.stringify([grant.use, grant.names]);
      groups.set(key, [...(groups.get(key) ?? []), grant]);
    }
    const counts = new Map<string, number>();
    return [...groups.values()].map((group) => {
      const [{ use, names }] = group as [RegistryGrant, ...RegistryGrant[]];
      const { sid, actions } = registryUses[use];
      const count = (counts.get(sid) ?? 0) + 1;
      counts.set(sid, count);
      const arn = (name: string) => `arn:${partitionOf(stack)}:ecr:${stack.region}:${stack.account}:repository/${name}`;
      return {
        Sid: count === 1 ? sid : `${sid}${count}`,
        Effect: 'Allow',
        Principal: { AWS: oneOrMany(group.map(({ principalArn }) => principalArn)) },
        Action: [...actions],
        Resource: oneOrMany(names.map(arn)),
      };
    });
  }
}
