import { type IdentityNode, type TemplateGraph } from '../../templates/template-graph';
import { isFromOutside } from '../from-outside';
import { canPush } from '../identity-rights';
import { isAdministrator } from '../is-administrator';
import { oncePerGraph } from '../once-per-graph';
import { readableAllows } from '../resource-policies';
import { textOf } from '../shape';
import { shown } from '../shown';

/** An identity at which the path of an attacker may start. */
export interface PathHead {
  readonly identity: IdentityNode;
  /** Its kind, its name and its use, as a sentence: "Role 'ci' pushes images." */
  readonly words: string;
}

/**
 * The identities that outsiders use first: CI systems and other accounts, access keys, builds, and everything else that
 * pushes images. An administrator can do everything already, which is a separate finding.
 */
export const pathHeadsOf = oncePerGraph((graph: TemplateGraph): readonly PathHead[] => {
  const withKeys = usersWithKeys(graph);
  return graph.identities.flatMap((identity) => {
    const use = isAdministrator(identity) ? undefined : useOf(identity, withKeys);
    const kind = identity.kind === 'user' ? 'User' : 'Role';
    return use === undefined ? [] : [{ identity, words: `${kind} '${shown(identity.name)}' ${use}.` }];
  });
});

function useOf(identity: IdentityNode, withKeys: ReadonlySet<string>): string | undefined {
  if (identity.kind !== 'role' && identity.kind !== 'user') return undefined;
  if (isFromOutside(identity)) return 'is assumed from outside the account';
  if (withKeys.has(identity.name)) return 'has an access key';
  if (isOfBuilds(identity)) return 'gives its credentials to builds';
  return canPush(identity) ? 'pushes images' : undefined;
}

function isOfBuilds({ trust = [] }: IdentityNode): boolean {
  return readableAllows(trust).some(({ principals = [] }) =>
    principals.some(({ type, value }) => type === 'Service' && value === 'codebuild.amazonaws.com'),
  );
}

/** The names of the users that have access keys in the templates. */
export function usersWithKeys({ resources }: TemplateGraph): ReadonlySet<string> {
  const keys = resources.filter(({ type }) => type === 'AWS::IAM::AccessKey');
  return new Set(keys.flatMap(({ properties }) => textOf(properties.UserName) ?? []));
}
