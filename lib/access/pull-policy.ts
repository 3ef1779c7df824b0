import { pullActions } from '../private/ecr-actions';
import { loginStatement } from '../private/login-policy';
import { mostManagedPolicies, mostPolicyCharacters, packStatements } from '../private/pack-statements';
import { policyJson, type StatementJson } from '../private/policy-document';
import { refuseIf } from '../private/validation';

/** What a role takes besides the policy to log in by. */
const mostPullPolicies = mostManagedPolicies - 1;

/** The right to pull from repositories: a statement for each managed policy that it takes. */
export function pullStatements(repositoryArns: readonly string[]): StatementJson[] {
  const packs = packStatements({ Sid: 'PullImages', Action: pullActions }, repositoryArns);
  refuseIf(
    'repositories',
    packs.length > mostPullPolicies
      ? `must fit in ${mostPullPolicies} managed policies, got ${repositoryArns.length} repositories in ${packs.length}; ` +
          `IAM takes ${mostManagedPolicies} for a role: split the repositories over several roles`
      : undefined,
  );
  return packs;
}

/** The rights to log in and to pull as one document, printed for people. IAM counts no white space. */
export function renderPullPolicy(repositoryArns: readonly string[]): string {
  const document = policyJson([
    loginStatement,
    { Sid: 'PullImages', Effect: 'Allow', Action: pullActions, Resource: [...new Set(repositoryArns)] },
  ]);
  const { length } = JSON.stringify(document);
  refuseIf(
    'repositories',
    length > mostPolicyCharacters
      ? `must fit a managed policy of ${mostPolicyCharacters.toLocaleString('en')} characters, got ` +
          `${length.toLocaleString('en')}; render several policies`
      : undefined,
  );
  return JSON.stringify(document, undefined, 2);
}
