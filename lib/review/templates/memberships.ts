import { type IdentityNode } from '../template-graph';
import { type PresentResource, rawProperty } from './graph-resources';
import { type Identities, type Identity } from './identities';
import { underAssumptions } from './managed-policies';
import { resourceName } from './resource-names';
import { textsInBranches, type TextInBranch } from './texts-in-branches';

/** Users with what their groups allow them besides their own policies; all other identities as they are. */
export function withGroupPolicies(resources: readonly PresentResource[], identities: Identities): IdentityNode[] {
  const groups = groupsOfUsers(resources, identities);
  return identities.all.map((identity) => {
    const own = groups.get(identity) ?? [];
    return {
      ...identity,
      policies: [
        ...identity.policies,
        ...own.flatMap(({ group, assumptions }) => underAssumptions(group.policies, assumptions)),
      ],
      unknownPolicies: [...identity.unknownPolicies, ...own.flatMap(({ group }) => group.unknownPolicies)],
    };
  });
}

interface Membership {
  readonly group: Identity;
  readonly assumptions: TextInBranch['assumptions'];
}

function groupsOfUsers(
  resources: readonly PresentResource[],
  identities: Identities,
): ReadonlyMap<Identity, readonly Membership[]> {
  const memberships = new Map<Identity, Membership[]>();
  const join = (present: PresentResource, userName: string, group: TextInBranch): void => {
    const { assumptions } = group;
    const members = identities.named('user', userName, present, assumptions);
    const joined = identities.named('group', group.text, present, assumptions);
    for (const user of members) {
      const some = memberships.get(user) ?? [];
      memberships.set(user, some);
      for (const one of joined) some.push({ group: one, assumptions });
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
