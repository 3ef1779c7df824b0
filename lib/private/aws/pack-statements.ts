import { Token } from 'aws-cdk-lib';
import { awsLimits } from './limits';
import { policyJson, type StatementJson } from './policy-document';

/** What an ARN that synth can't read counts as: longer than nearly all that it may become. */
const openArn = 120;

/** What partition, Region and account add to the part of an ARN that synth reads. */
const openPlace = 48;

/** What is allowed on the resources, which are packed beside it. */
export type PackedAction = Pick<StatementJson, 'Sid' | 'Action' | 'Condition'>;

/**
 * The right to do something with many resources, in as few managed policies as hold them: one statement each, since a
 * statement for every resource takes three times the room.
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
