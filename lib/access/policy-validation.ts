import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type PolicyJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type PolicyEntry } from './policy-entry';
import { exclusivePushers, pushOnlyProblem } from './push-only';
import { policyProblem } from './repository-policy';

/** Who was admitted to each repository that keeps no entries itself. */
const watched = new WeakMap<IRepository, readonly PolicyEntry[]>();

/**
 * Has the whole policy of a repository of CDK's own checked, as an `ImageRepository` checks its own. Throws where
 * entries contradict those before.
 */
export function validatePolicyAtSynth(repository: IRepository, entries: readonly PolicyEntry[]): void {
  const before = watched.get(repository);
  const all = [...(before ?? []), ...entries];
  refuseIf(`${repository.node.path} policy`, pushOnlyProblem(all) ?? splitProblem(before ?? [], entries));
  watched.set(repository, all);
  if (before) return;
  repository.node.addValidation({
    validate: () => {
      const resource = repository.node.defaultChild as CfnRepository | undefined;
      const document = repository.stack.resolve(resource?.repositoryPolicyText) as PolicyJson | undefined;
      const problem = document && policyProblem(document);
      return problem === undefined ? [] : [`the repository policy ${problem}`];
    },
  });
}

/** CDK adds statements for each call, and two that keep out all but different pushers keep out everybody. */
function splitProblem(before: readonly PolicyEntry[], entries: readonly PolicyEntry[]): Problem {
  const [first, second] = [before, entries].map((some) => [...new Set(exclusivePushers(some))].sort());
  return first?.length && second?.length && first.join() !== second.join()
    ? 'must have all its pushers in one call of allowPushOnly, got two calls with others; together they let nobody push'
    : undefined;
}
