import { type DescribedAccount } from './describe';
import { type Json, type JsonObject, pick } from './json';
import { describedRegion, physicalId, resolveMembers } from './resolve';
import { resourceChecks } from './resource-checks';
import { type SynthesizedStack } from './synthesized';

/** Types that have no describe call. The description of a key shows its alias. */
const unchecked = ['AWS::CDK::Metadata', 'AWS::KMS::Alias'];

interface DeployedResource {
  readonly stack: SynthesizedStack;
  readonly logicalId: string;
  readonly type: string;
  readonly id: string;
  readonly properties: JsonObject;
}

function deployedResources(stacks: readonly SynthesizedStack[], account: DescribedAccount): DeployedResource[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.resources)
      .filter(([, resource]) => !unchecked.includes(resource.Type))
      .map(([logicalId, resource]) => ({
        stack,
        logicalId,
        type: resource.Type,
        id: physicalId(logicalId, stack, account),
        properties: resolveMembers(resource.Properties ?? {}, stack, account),
      })),
  );
}

export interface StateComparison {
  readonly expected: Record<string, Json>;
  readonly described: Record<string, Json>;
}

/** Every resource of every template and its description by AWS, by `stack/logicalId`. */
export function compareWithTemplates(stacks: readonly SynthesizedStack[], account: DescribedAccount): StateComparison {
  const expected: Record<string, Json> = {};
  const described: Record<string, Json> = {};
  for (const { stack, logicalId, type, id, properties } of deployedResources(stacks, account)) {
    const check = resourceChecks[type];
    if (!check) throw new Error(`${stack.name}: the e2e has no check for ${type}`);
    const comparison = check(properties, id, describedRegion(stack, account), account);
    const where = `${stack.name}/${logicalId}`;
    expected[where] = comparison.expected;
    described[where] = pick(comparison.described, Object.keys(comparison.expected));
  }
  return { expected, described };
}

/** Role name -> the managed policies that the templates attach to it; a role and a policy can each name the other. */
export function attachedByTemplates(stacks: readonly SynthesizedStack[], account: DescribedAccount) {
  const attached: Record<string, string[]> = {};
  for (const { type, id, properties } of deployedResources(stacks, account)) {
    if (type === 'AWS::IAM::Role') {
      (attached[id] ??= []).push(...((properties.ManagedPolicyArns ?? []) as readonly string[]));
    }
    if (type === 'AWS::IAM::ManagedPolicy') {
      for (const role of (properties.Roles ?? []) as readonly string[]) (attached[role] ??= []).push(id);
    }
  }
  for (const policies of Object.values(attached)) policies.sort();
  return attached;
}
