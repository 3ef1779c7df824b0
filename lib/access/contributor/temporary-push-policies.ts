import { loginAction, pullActions, pushActions } from '../../private/aws/ecr-actions';
import { type ConditionJson, type StatementJson } from '../../private/aws/policy-document';
import { type PolicyEntry } from '../policy-entry';
import { beforeExpiration, afterExpirationCondition, beforeExpirationCondition } from './expiration';

/** The permissions of a contributor in addition to pushing. */
export interface ContributorRights {
  readonly allowPull?: boolean | undefined;
  readonly allowList?: boolean | undefined;
}

const listActions = ['ecr:DescribeImages', 'ecr:ListImages'];

/** The actions on the repository that a contributor is allowed. */
export function contributorActions({ allowPull, allowList }: ContributorRights): string[] {
  return [...new Set([...pushActions, ...(allowPull ? pullActions : []), ...(allowList ? listActions : [])])].sort();
}

/** The conditions to start a session of the role. */
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
 * The permissions of the role. The denies hold even if another policy grants more. A repository that allows a whole
 * organization allows this role too, and other policies can be attached to the role.
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
    { Sid: 'NoOtherAction', Effect: 'Deny', NotAction: actions, Resource: repositoryArn },
    { Sid: 'NoOtherResource', Effect: 'Deny', NotAction: loginAction, NotResource: repositoryArn },
  ];
}

/** The entries of the repository policy: the same permissions before the date, and none after it. */
export function contributorEntries(roleArn: string, until: string, actions: readonly string[]): PolicyEntry[] {
  const principal = { type: 'AWS', value: roleArn } as const;
  return [
    { principal, actions, conditions: [beforeExpirationCondition(until)] },
    { effect: 'Deny', principal, actions: ['ecr:*'], conditions: [afterExpirationCondition(until)] },
  ];
}
