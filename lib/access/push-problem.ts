import { writeActions } from '../private/aws/ecr-actions';
import { partitionForm } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { knownText, listOf } from '../private/validation/known-text';
import { type Problem, quote } from '../private/validation/validation';
import { isRestrictedBy } from './restricting-condition';

const writes = new Set(writeActions.map((action) => action.toLowerCase()));

/** The keys that restrict `*` to principals of known accounts. */
const accountRestrictions = {
  'aws:principalaccount': /^\d{12}$/,
  'aws:principalarn': new RegExp(`^arn:${partitionForm}:(iam|sts)::\\d{12}:`),
};

/** The problem with a statement that lets an organization or a service push, which `allowPush` refuses too. */
export function pushProblem(statement: StatementJson): Problem {
  const { Effect, Action } = statement;
  const who = Effect === 'Allow' ? unfitPusher(statement) : undefined;
  if (who === undefined) return undefined;
  const action = listOf(Action)
    .map(knownText)
    .find((text) => text !== undefined && writes.has(text.toLowerCase()));
  return action === undefined
    ? undefined
    : `must allow only accounts, roles or users to push, got ${who} with ${quote(action)}. Name each role that may push.`;
}

function unfitPusher({ Principal, Condition }: StatementJson): string | undefined {
  const { AWS, Service } = (typeof Principal === 'object' && Principal !== null ? Principal : {}) as {
    AWS?: unknown;
    Service?: unknown;
  };
  if (Service !== undefined) return 'a service';
  const isAnyone = Principal === '*' || listOf(AWS).includes('*');
  return isAnyone && !isRestrictedBy(accountRestrictions, Condition) ? 'an organization' : undefined;
}
