import { identityNameRules } from '../../private/aws/identity-name';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { textRule } from '../../private/validation/text';
import { firstProblem, quote, type Rule } from '../../private/validation/validation';
import { environmentNames } from './environments/environments';
import { addProblem, evenIfInvalid, mapping, text, uniqueList } from './fields';

/** The kinds of IAM identities. */
export const identityKinds = ['roles', 'users', 'groups'] as const;

/** The lists of repositories that identities use. */
export const usedRepositories = ['pushRepositories', 'pullRepositories'] as const;

/** The name of an entry. It becomes part of logical ids. */
export const identitiesNameRule: Rule = (value) =>
  firstProblem(value, textRule('a name'), (checked) =>
    /^[\w.-]{1,64}$/.test(checked as string)
      ? undefined
      : `must be a name, got ${quote(checked)}. Use at most 64 letters, digits and '.', '_', '-'.`,
  );

const identity = (kind: (typeof identityKinds)[number], example: string) =>
  uniqueList(
    text(identityNameRules[kind], { description: 'A name without its path.', examples: [example] }),
    `The names of IAM ${kind} that exist in the account.`,
  ).optional();

const repositories = (description: string) =>
  uniqueList(
    text(repositoryNameRule, {
      description: 'The name of a repository of this file.',
      examples: ['jwt-pizza-service'],
    }),
    description,
  ).optional();

/** IAM identities of the environments' own accounts, which get the permission to log in, and to push or pull. */
export const identities = mapping(
  {
    name: text(identitiesNameRule, {
      description: 'The name of the entry. It must not change.',
      examples: ['developers'],
    }),
    environments: environmentNames,
    roles: identity('roles', 'builder'),
    users: identity('users', 'bob'),
    groups: identity('groups', 'developers'),
    pushRepositories: repositories('The repositories that they may push to.'),
    pullRepositories: repositories('The repositories that they may pull from.'),
  },
  "Roles, users and groups of the environments' own accounts. Policies let them log in, and push or pull.",
).superRefine((value: Readonly<Record<string, unknown>>, context) => {
  for (const keys of [identityKinds, usedRepositories]) {
    if (keys.some((key) => value[key] !== undefined)) continue;
    addProblem(context, `must have at least one of ${keys.join(', ')}, got none`);
  }
}, evenIfInvalid);
