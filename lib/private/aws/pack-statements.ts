import { Token } from 'aws-cdk-lib';
import { awsLimits } from './limits';
import { policyJson, type StatementJson } from './policy-document';

/** The assumed length of an ARN that synth cannot read. Nearly all ARNs are shorter. */
const openArn = 120;

/** The length that partition, Region and account add to the part of an ARN that synth reads. */
const openPlace = 48;

/** The statement without its resources, which are packed into it. */
export type PackedAction = Pick<StatementJson, 'Sid' | 'Action' | 'Condition'>;

/**
 * The permission to use many resources, in as few managed policies as possible. Each policy has one statement, because
 * one statement for each resource would need three times the space.
 */
export function packStatements(allowed: PackedAction, resourceArns: readonly string[]): StatementJson[] {
  const room = awsLimits.iam.managedPolicyCharacters - JSON.stringify(policyJson([allow(allowed, [])])).length;
  const packs: string[][] = [];
  let used = room;
  for (const arn of new Set(resourceArns)) {
    const size = sizeOf(arn) + '"",'.length;
    if (used + size > room) {
      packs.push([]);
      used = 0;
    }
    packs.at(-1)?.push(arn);
    used += size;
  }
  return packs.map((arns) => allow(allowed, arns));
}

function sizeOf(arn: string): number {
  if (!Token.isUnresolved(arn)) return arn.length;
  const literal = arn.replace(/\$\{Token\[[^\]]*\]\}/g, '');
  return Math.max(openArn, literal.length + openPlace);
}

function allow({ Sid, Action, Condition }: PackedAction, resourceArns: readonly string[]): StatementJson {
  return { Sid, Effect: 'Allow', Action, Resource: resourceArns, ...(Condition && { Condition }) };
}
