import { policyLength } from '../policy-length';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { ecrLimits } from '../../service-limits';

const most = ecrLimits.repositoryPolicyCharacters;

export const policyTooLong = reviewRule({
  id: 'repository-policy-too-long',
  severity: 'error',
  title: 'A repository policy over the quota',
  findProblems: ({ repositories }) =>
    repositories.flatMap(({ resource, name }) => {
      const length = policyLength(resource.properties.RepositoryPolicyText);
      if (length <= most) return [];
      return [
        {
          source: resource.source,
          message: `The policy of repository '${shown(name)}' has at least ${length} characters. ECR refuses more than ${most}.`,
          fix: 'Allow the organization instead of many accounts, or merge statements.',
        },
      ];
    }),
});
