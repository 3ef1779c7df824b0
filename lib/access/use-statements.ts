import { awsLimits } from '../private/aws/limits';
import { pullActions, pushActions } from '../private/aws/ecr-actions';
import { type PackedAction, packStatements } from '../private/aws/pack-statements';
import { policyJson, type StatementJson } from '../private/aws/policy-document';
import { loginStatement } from '../private/constructs/login-policy';
import { refuseIf } from '../private/validation/validation';

export const pullImages: PackedAction = { Sid: 'PullImages', Action: pullActions };
export const pushImages: PackedAction = { Sid: 'PushImages', Action: pushActions };

const { managedPoliciesOfRole: mostManagedPolicies, managedPolicyCharacters: mostPolicyCharacters } = awsLimits.iam;

/** The managed policies that a role can have, apart from the login policy. */
const mostUsePolicies = mostManagedPolicies - 1;

/** The permission to use repositories: one statement for each managed policy that it needs. */
export function useStatements(use: PackedAction, repositoryArns: readonly string[]): StatementJson[] {
  const packs = packStatements(use, repositoryArns);
  refuseIf(
    'repositories',
    packs.length > mostUsePolicies
      ? `must fit in ${mostUsePolicies} managed policies, got ${repositoryArns.length} repositories in ${packs.length}. ` +
          `IAM accepts ${mostManagedPolicies} for a role. Split the repositories between several roles.`
      : undefined,
  );
  return packs;
}

/** The permissions to log in and to use repositories as one JSON document. IAM does not count its white space. */
export function renderUsePolicy(use: PackedAction, repositoryArns: readonly string[]): string {
  const document = policyJson([
    loginStatement,
    { Sid: use.Sid, Effect: 'Allow', Action: use.Action, Resource: [...new Set(repositoryArns)] },
  ]);
  const { length } = JSON.stringify(document);
  refuseIf(
    'repositories',
    length > mostPolicyCharacters
      ? `must fit in a managed policy of ${mostPolicyCharacters.toLocaleString('en')} characters, got ` +
          `${length.toLocaleString('en')}. Render several policies.`
      : undefined,
  );
  return JSON.stringify(document, undefined, 2);
}
