import { quoted } from '../shown';
import { withoutEscapes } from '../condition-operator';
import { trustRule } from './trust-rule';

export const policyVariable = trustRule({
  id: 'oidc-subject-policy-variable',
  severity: 'warning',
  title: 'A policy variable in the values of a trust',
  fix: 'Write the value out.',
  problem: ({ claims }) => {
    const values = claims.filter(({ demand }) => demand !== 'weak').flatMap(({ condition }) => condition.values);
    const value = values.find((one) => /\$\{[\w-]+[:/.][^}]*\}/.test(withoutEscapes(one)));
    return (
      value &&
      `compares a token with ${quoted(value)}. IAM replaces the variable by a value of the request. Either the caller can choose this value, or it is absent and no run can become the role.`
    );
  },
});
