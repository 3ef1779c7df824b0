import { type IdentityNode } from './template-graph';
import { type PresentResource, rawProperty } from './graph-resources';
import { type Identities, type Identity } from './identities';
import { resourceName } from './resource-names';
import { textsInBranches, type TextInBranch } from './texts-in-branches';

/** Users with the policies of their groups in addition to their own. All other identities are unchanged. */
export function withGroupPolicies(resources: readonly PresentResource[], identities: Identities): IdentityNode[] {
  const groups = groupsOfUsers(resources, identities);
  const joined = new Set([...groups.values()].flatMap((memberships) => memberships.map(({ group }) => group)));
  return identities.all.map((identity) => {
    const own = groups.get(identity) ?? [];
    const policies = [...identity.policies];
    for (const { group, assumptions } of own) identities.give(policies, group.policies, assumptions);
    if (identity.kind === 'group') return { ...identity, policies, hasMembers: joined.has(identity) };
    const unknown = own.flatMap(({ group }) => group.unknownPolicies);
    return { ...identity, policies, unknownPolicies: [...identity.unknownPolicies, ...unknown] };
  });
}

interface Membership {
  readonly group: Identity;
  readonly assumptions: TextInBranch['assumptions'];
}

/** One membership without a condition is enough. */
function isMember(memberships: readonly Membership[], group: Identity): boolean {
  return memberships.some((one) => one.group === group && one.assumptions.length === 0);
}

function groupsOfUsers(
  resources: readonly PresentResource[],
  identities: Identities,
): ReadonlyMap<Identity, readonly Membership[]> {
  const memberships = new Map<Identity, Membership[]>();
  const join = (present: PresentResource, userName: string, { text, assumptions }: TextInBranch): void => {
    const joined = identities.named('group', text, present);
    for (const user of identities.named('user', userName, present)) {
      const some = memberships.get(user) ?? [];
      memberships.set(user, some);
      for (const group of joined) if (!isMember(some, group)) some.push({ group, assumptions });
    }
  };
  for (const present of resources) {
    const { raw, reader, assumptions } = present;
    if (raw.type === 'AWS::IAM::User') {
      const name = resourceName(raw, reader.flatReading(assumptions));
      const groups = textsInBranches(rawProperty(present, 'Groups'), reader, assumptions);
      for (const group of groups) join(present, name, group);
    } else if (raw.type === 'AWS::IAM::UserToGroupAddition') {
      for (const group of textsInBranches(rawProperty(present, 'GroupName'), reader, assumptions)) {
        const users = textsInBranches(rawProperty(present, 'Users'), reader, group.assumptions);
        for (const { text, assumptions: list } of users) join(present, text, { text: group.text, assumptions: list });
      }
    }
  }
  return memberships;
}
