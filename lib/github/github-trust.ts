import { Token } from 'aws-cdk-lib';
import {
  type ConditionJson,
  oneOrMany,
  policyJson,
  knownPolicySize,
  type StatementJson,
} from '../private/policy-document';
import { InvalidInputError, type Problem } from '../private/validation';
import { type GitHubSubject } from './github-subject';

/** Who issues the tokens, and to whom: the parts of a trust that do not depend on the subject. */
export interface GitHubIssuer {
  readonly providerArn: string;
  /** The issuer without its scheme; IAM names the claims after it. */
  readonly issuer: string;
  readonly audience: string;
}

/** IAM's default quota. */
const mostCharacters = 2048;

/**
 * The trust policy's statements. Subjects that hold their ids share one. A subject without ids that needs the claim
 * `repository_id` stands apart by repository: in a shared statement one repository's name could go with another's id.
 */
export function compileTrust(issuer: GitHubIssuer, subjects: readonly GitHubSubject[]): StatementJson[] {
  const groups = new Map<string, { subs: string[]; ids: Set<string> }>();
  for (const subject of subjects) {
    const key = groupKey(subject);
    const group = groups.get(key) ?? { subs: [], ids: new Set() };
    groups.set(key, group);
    group.subs.push(...subject._subs);
    if (subject._repositoryId !== undefined) group.ids.add(subject._repositoryId);
  }
  return [...groups.values()].map(({ subs, ids }) => trustStatement(issuer, [...new Set(subs)], [...ids]));
}

function groupKey({ _repositoryId, _subs }: GitHubSubject): string {
  if (_repositoryId === undefined) return 'by name';
  return _subs.length === 1 ? 'by ids' : `by name and id ${_repositoryId}`;
}

function trustStatement({ providerArn, issuer, audience }: GitHubIssuer, subs: string[], ids: string[]): StatementJson {
  const equals: ConditionJson[string] = { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: oneOrMany(subs) };
  if (ids.length > 0) equals[`${issuer}:repository_id`] = oneOrMany(ids);
  return {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: providerArn },
    Condition: { StringEquals: equals },
  };
}

/** What IAM would refuse in the trust policy as a whole. */
export function trustProblem(statements: StatementJson[]): Problem {
  const size = knownPolicySize(policyJson(statements));
  return size <= mostCharacters
    ? undefined
    : `must fit a trust policy of ${mostCharacters.toLocaleString('en')} characters, got ` +
        `${size.toLocaleString('en')}; split them over several roles`;
}

/**
 * Refuses subjects of one repository that contradict each other. IAM compares with case, so of two spellings one never
 * matches; and beside a subject without ids, those of another one guard nothing.
 */
export function refuseContradictions(subjects: readonly GitHubSubject[]): void {
  const firsts = new Map<string, GitHubSubject>();
  subjects.forEach((subject, index) => {
    const key = subject._repository.toLowerCase();
    const first = firsts.get(key) ?? subject;
    firsts.set(key, first);
    const problem = spellingProblem(subject, first) ?? idProblem(subject, first);
    if (problem !== undefined) throw new InvalidInputError(`\`subjects[${index}]\` ${problem}`);
  });
}

function spellingProblem({ _repository: name }: GitHubSubject, { _repository: first }: GitHubSubject): Problem {
  return name === first
    ? undefined
    : `must spell the repository as before, got '${name}' and '${first}'; IAM compares with case: write it as GitHub ` +
        'shows it';
}

function idProblem(
  { _repository, _repositoryId: id }: GitHubSubject,
  { _repositoryId: first }: GitHubSubject,
): Problem {
  const shown = (one: string | undefined) => (one === undefined ? 'none' : `'${one}'`);
  return id === first || Token.isUnresolved(id) || Token.isUnresolved(first)
    ? undefined
    : `must give the ids of '${_repository}' as before, got repositoryId ${shown(id)} and ${shown(first)}; without them ` +
        'the trust goes by the name alone';
}
