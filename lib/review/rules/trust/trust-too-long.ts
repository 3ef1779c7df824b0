import { reviewRule } from '../review-rule';
import { policyLength } from '../policy-length';
import { shown } from '../shown';
import { iamLimits } from '../../service-limits';

const { trustPolicyCharacters: most, raisedTrustPolicyCharacters: raised } = iamLimits;

export const trustTooLong = reviewRule({
  id: 'trust-policy-too-long',
  severity: 'warning',
  title: 'A trust policy over the quota',
  findProblems: ({ identities }) =>
    identities.flatMap(({ resource, name }) => {
      const length =
        resource.type === 'AWS::IAM::Role' ? policyLength(resource.properties.AssumeRolePolicyDocument) : 0;
      if (length <= most) return [];
      return [
        {
          source: resource.source,
          message: `The trust policy of role '${shown(name)}' has at least ${length} characters. IAM refuses more than ${most}, unless the quota was raised (to ${raised} at most).`,
          fix: 'Split the role into several, each with some of the subjects.',
        },
      ];
    }),
});
