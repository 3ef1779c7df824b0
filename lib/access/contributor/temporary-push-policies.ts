import { loginAction, pullActions, pushActions } from '../../private/aws/ecr-actions';
import { type ConditionJson, type StatementJson } from '../../private/aws/policy-document';
import { type PolicyEntry } from '../policy-entry';
import { beforeExpiration, afterExpirationCondition, beforeExpirationCondition } from './expiration';

/** What a contributor may do besides to push. */
export interface ContributorRights {
  readonly allowPull?: boolean | undefined;
  readonly allowList?: boolean | undefined;
}

const listActions = ['ecr:DescribeImages', 'ecr:ListImages'];

/** All that a contributor may do with the repository. */
export function contributorActions({ allowPull, allowList }: ContributorRights): string[] {
  return [...new Set([...pushActions, ...(allowPull ? pullActions : []), ...(allowList ? listActions : [])])].sort();
}

/** When a session may be started, besides by whom. */
export function trustConditions(until: string, sessionName: string, externalId?: string): ConditionJson {
  return {
    ...beforeExpiration(until),
    StringEquals: {
      'sts:RoleSessionName': sessionName,
      ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
    },
  };
}

/**
 * What the role may do. The denies hold whatever others grant it: repositories that admit a whole organization admit
 * this role too, and who gets a role to pass on could be given more.
 */
export function contributorStatements(repositoryArn: string, until: string, actions: readonly string[]): object[] {
  const push: StatementJson = {
    Sid: 'PushImages',
    Effect: 'Allow',
    Action: actions,
    Resource: repositoryArn,
    Condition: beforeExpiration(until),
  };
  return [
    push,
    { Sid: 'NothingElseHere', Effect: 'Deny', NotAction: actions, Resource: repositoryArn },
    { Sid: 'NothingElsewhere', Effect: 'Deny', NotAction: loginAction, NotResource: repositoryArn },
  ];
}

/** The repository's own side: the same rights until the date, and none from then on. */
export function contributorEntries(roleArn: string, until: string, actions: readonly string[]): PolicyEntry[] {
  const principal = { type: 'AWS', value: roleArn } as const;
  return [
    { principal, actions, conditions: [beforeExpirationCondition(until)] },
    { effect: 'Deny', principal, actions: ['ecr:*'], conditions: [afterExpirationCondition(until)] },
  ];
}
