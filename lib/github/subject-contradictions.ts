import { Token } from 'aws-cdk-lib';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type GitHubSubject } from './github-subject';

/**
 * Refuses subjects that contradict each other. IAM is case-sensitive, so one of two spellings of an owner or a repository
 * never matches. The same is true for two ids. A subject without ids makes the ids of another subject useless.
 */
export function refuseContradictions(subjects: readonly GitHubSubject[]): void {
  const repositories = new Map<string, GitHubSubject>();
  const owners = new Map<string, GitHubSubject>();
  subjects.forEach((subject, index) => {
    const owner = firstOf(owners, ownerOf(subject).toLowerCase(), subject);
    const repository = firstOf(repositories, subject._repository.toLowerCase(), subject);
    const problem = spellingProblem(subject, repository) ?? ownerProblem(subject, owner);
    refuseIf(`subjects[${index}]`, problem ?? idProblem(subject, repository));
  });
}

/** The first subject with a key. */
function firstOf(firsts: Map<string, GitHubSubject>, key: string, subject: GitHubSubject): GitHubSubject {
  const first = firsts.get(key) ?? subject;
  firsts.set(key, first);
  return first;
}

function ownerOf({ _repository }: GitHubSubject): string {
  return _repository.split('/')[0] ?? '';
}

const asShown = 'IAM is case-sensitive, so write it as GitHub shows it.';

function spellingProblem({ _repository: name }: GitHubSubject, { _repository: first }: GitHubSubject): Problem {
  return name === first ? undefined : `must spell the repository as before, got '${name}' and '${first}'. ${asShown}`;
}

function ownerProblem(subject: GitHubSubject, first: GitHubSubject): Problem {
  const [owner, before] = [ownerOf(subject), ownerOf(first)];
  if (owner !== before) return `must spell the owner as before, got '${owner}' and '${before}'. ${asShown}`;
  const [id, idBefore] = [subject._ownerId, first._ownerId];
  return id === idBefore || isOpen(id) || isOpen(idBefore)
    ? undefined
    : `must give the id of '${owner}' as before, got ownerId '${id}' and '${idBefore}'. One of the two never matches.`;
}

/** Whether an id is missing, or known at deploy time only. */
function isOpen(id: string | undefined): id is undefined {
  return id === undefined || Token.isUnresolved(id);
}

function idProblem(
  { _repository, _repositoryId: id }: GitHubSubject,
  { _repositoryId: first }: GitHubSubject,
): Problem {
  const shown = (one: string | undefined) => (one === undefined ? 'none' : `'${one}'`);
  return id === first || Token.isUnresolved(id) || Token.isUnresolved(first)
    ? undefined
    : `must give the ids of '${_repository}' as before, got repositoryId ${shown(id)} and ${shown(first)}. Without ` +
        `them, the trust depends on the name only.`;
}
