import { type Statement } from './template-graph';
import { contradict, isExcluded } from './excluded-statement';
import { type PresentResource, rawProperty } from './graph-resources';
import { type IamKind, type Identities } from './identities';
import { type ManagedPolicies } from './managed-policies';
import { addedAtDeploy, readPolicy } from './policy-statements';
import { whenTexts } from './template-reader';
import { textsInBranches } from './texts-in-branches';

/** The properties of a policy that name the identities that have it. */
const everyList: readonly (readonly [property: string, kind: IamKind])[] = [
  ['Roles', 'role'],
  ['Users', 'user'],
  ['Groups', 'group'],
];

const listsOf: ReadonlyMap<string, typeof everyList> = new Map([
  ['AWS::IAM::Policy', everyList],
  ['AWS::IAM::RolePolicy', [['RoleName', 'role']]],
  ['AWS::IAM::UserPolicy', [['UserName', 'user']]],
  ['AWS::IAM::GroupPolicy', [['GroupName', 'group']]],
] as const);

/** Adds the policies that are separate resources to their identities. */
export function attachPolicies(
  resources: readonly PresentResource[],
  identities: Identities,
  managed: ManagedPolicies,
): void {
  for (const present of resources) {
    const lists = listsOf.get(present.raw.type);
    if (!lists) continue;
    const { raw, reader, assumptions } = present;
    const own = readPolicy(rawProperty(present, 'PolicyDocument'), { reader, source: raw.source, assumptions });
    const statements = [...own, ...addedAtDeploy(raw, whenTexts(assumptions))];
    attach(present, statements, lists, identities);
  }
  for (const policy of managed.all) {
    if (attach(policy, policy.statements, everyList, identities)) managed.attach(policy);
  }
}

/** Whether the policy names an identity. */
function attach(
  present: PresentResource,
  statements: readonly Statement[],
  lists: typeof everyList,
  identities: Identities,
): boolean {
  let isAttached = false;
  for (const [property, kind] of lists) {
    for (const { text, assumptions } of textsInBranches(
      rawProperty(present, property),
      present.reader,
      present.assumptions,
    )) {
      isAttached = true;
      const added = assumptions.slice(present.assumptions.length); // the statements hold under the others already
      for (const { policies, resource } of identities.named(kind, text, present)) {
        const own = statements.filter(
          (statement) => !isExcluded(statement, resource) && !contradict(statement.when, whenTexts(added)),
        );
        identities.give(policies, own, added);
      }
    }
  }
  return isAttached;
}
