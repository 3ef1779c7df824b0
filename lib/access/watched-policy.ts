import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type PolicyJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type Admission } from './admission';
import { keptOutBut, pushOnlyProblem } from './push-only';
import { policyProblem } from './repository-policy';

/** Who was admitted to each repository that keeps no admissions itself. */
const watched = new WeakMap<IRepository, readonly Admission[]>();

/**
 * Has the whole policy of a repository of CDK's own checked, as an `ImageRepository` checks its own. Throws where
 * admissions contradict those before.
 */
export function watchPolicy(repository: IRepository, admissions: readonly Admission[]): void {
  const before = watched.get(repository);
  const all = [...(before ?? []), ...admissions];
  refuseIf(`${repository.node.path} policy`, pushOnlyProblem(all) ?? splitProblem(before ?? [], admissions));
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
function splitProblem(before: readonly Admission[], admissions: readonly Admission[]): Problem {
  const [first, second] = [before, admissions].map((some) => [...new Set(keptOutBut(some))].sort());
  return first?.length && second?.length && first.join() !== second.join()
    ? 'must have all its pushers in one call of allowPushOnly, got two calls with others; together they let nobody push'
    : undefined;
}
