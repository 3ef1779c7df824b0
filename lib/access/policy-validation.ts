import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type PolicyJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type PolicyEntry } from './policy-entry';
import { exclusivePushers, pushOnlyProblem } from './push-only';
import { policyProblem } from './repository-policy';

/** The entries of each repository that does not store them itself. */
const known = new WeakMap<IRepository, readonly PolicyEntry[]>();

/**
 * Validates the whole policy of an `ecr.Repository` at synth, as an `ImageRepository` does. Throws if the entries
 * contradict earlier ones.
 */
export function validatePolicyAtSynth(repository: IRepository, entries: readonly PolicyEntry[]): void {
  const before = known.get(repository);
  const all = [...(before ?? []), ...entries];
  refuseIf(`${repository.node.path} policy`, pushOnlyProblem(all) ?? splitProblem(before ?? [], entries));
  known.set(repository, all);
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

/** CDK adds statements for each call. Two calls that each deny all other pushers would together deny every push. */
function splitProblem(before: readonly PolicyEntry[], entries: readonly PolicyEntry[]): Problem {
  const [first, second] = [before, entries].map((some) => [...new Set(exclusivePushers(some))].sort());
  return first?.length && second?.length && first.join() !== second.join()
    ? 'must have all its pushers in one call of allowPushOnly, got two calls with different pushers. Together they deny every push.'
    : undefined;
}
