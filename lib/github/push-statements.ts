import { Token } from 'aws-cdk-lib';
import { pushActions } from '../private/ecr-actions';
import { policyJson, type StatementJson } from '../private/policy-document';

/** IAM's limit for one managed policy. */
const mostCharacters = 6144;

/** What an ARN that synth can't read counts as: longer than nearly all that it may become. */
const openArn = 120;

/** What partition, Region and account add to the part of an ARN that synth reads. */
const openPlace = 48;

/**
 * The right to push to repositories, in as few managed policies as hold them: one statement each, since a statement for
 * every repository takes three times the room.
 */
export function packPushStatements(repositoryArns: readonly string[]): StatementJson[] {
  const room = mostCharacters - JSON.stringify(policyJson([pushStatement([])])).length;
  const packs: string[][] = [];
  let used = room;
  for (const arn of repositoryArns) {
    const size = sizeOf(arn) + '"",'.length;
    if (used + size > room) {
      packs.push([]);
      used = 0;
    }
    packs.at(-1)?.push(arn);
    used += size;
  }
  return packs.map(pushStatement);
}

function sizeOf(arn: string): number {
  return Token.isUnresolved(arn)
    ? Math.max(openArn, arn.replace(/\$\{Token\[[^\]]*\]\}/g, '').length + openPlace)
    : arn.length;
}

function pushStatement(repositoryArns: readonly string[]): StatementJson {
  return { Sid: 'PushImages', Effect: 'Allow', Action: pushActions, Resource: repositoryArns };
}
