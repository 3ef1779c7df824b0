import { awsLimits } from '../private/aws/limits';
import { pullActions, pushActions } from '../private/aws/ecr-actions';
import { loginStatement } from '../private/constructs/login-policy';
import { type PackedAction, packStatements } from '../private/aws/pack-statements';
import { policyJson, type StatementJson } from '../private/aws/policy-document';
import { refuseIf } from '../private/validation/validation';

export const pullImages: PackedAction = { Sid: 'PullImages', Action: pullActions };
export const pushImages: PackedAction = { Sid: 'PushImages', Action: pushActions };

const { managedPoliciesOfRole: mostManagedPolicies, managedPolicyCharacters: mostPolicyCharacters } = awsLimits.iam;

/** What a role takes besides the policy to log in by. */
const mostUsePolicies = mostManagedPolicies - 1;

/** The right to use repositories: a statement for each managed policy that it takes. */
export function useStatements(use: PackedAction, repositoryArns: readonly string[]): StatementJson[] {
  const packs = packStatements(use, repositoryArns);
  refuseIf(
    'repositories',
    packs.length > mostUsePolicies
      ? `must fit in ${mostUsePolicies} managed policies, got ${repositoryArns.length} repositories in ${packs.length}; ` +
          `IAM takes ${mostManagedPolicies} for a role: split the repositories over several roles`
      : undefined,
  );
  return packs;
}

/** The rights to log in and to use repositories as one document, printed for people. IAM counts no white space. */
export function renderUsePolicy(use: PackedAction, repositoryArns: readonly string[]): string {
  const document = policyJson([
    loginStatement,
    { Sid: use.Sid, Effect: 'Allow', Action: use.Action, Resource: [...new Set(repositoryArns)] },
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
