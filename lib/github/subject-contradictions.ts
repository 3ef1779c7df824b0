import { Token } from 'aws-cdk-lib';
import { InvalidInputError, type Problem } from '../private/validation';
import { type GitHubSubject } from './github-subject';

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
