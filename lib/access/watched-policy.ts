import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type PolicyJson } from '../private/policy-document';
import { refuseIf } from '../private/validation';
import { type Admission } from './admission';
import { pushOnlyProblem } from './push-only';
import { policyProblem } from './repository-policy';

/** Who was admitted to each repository that keeps no admissions itself. */
const watched = new WeakMap<IRepository, Admission[]>();

/** Has the whole policy of a repository of CDK's own checked, as an `ImageRepository` checks its own. */
export function watchPolicy(repository: IRepository, admissions: readonly Admission[]): void {
  const before = watched.get(repository);
  const all = [...(before ?? []), ...admissions];
  watched.set(repository, all);
  refuseIf(`${repository.node.path} policy`, pushOnlyProblem(all));
  if (before) return;
  repository.node.addValidation({
    validate: () => {
      const resource = repository.node.defaultChild as CfnRepository;
      const problem = policyProblem(repository.stack.resolve(resource.repositoryPolicyText) as PolicyJson);
      return problem === undefined ? [] : [`the repository policy ${problem}`];
    },
  });
}
