import { type IdentityNode, type UnreviewedPart } from './template-graph';
import { hasUnresolved, unresolved, shownText } from '../texts/symbolic-text';
import { namedResources, type NamedGraphResource, type PresentResource, rawProperty } from './graph-resources';
import { type ManagedPolicies } from './managed-policies';
import { PermissionSetPolicies } from './permission-set-policies';
import { conditionText, whenTexts } from './template-reader';
import { textsInBranches, type TextInBranch } from './texts-in-branches';

/** The permission sets of IAM Identity Center, once for each account in which they may be assigned. */
export interface PermissionSets {
  readonly identities: readonly IdentityNode[];
  /** Assignments of permission sets that are in no template. */
  readonly unreviewed: readonly UnreviewedPart[];
}

/** An account in which a permission set is assigned to users, and the conditions of the assignment. */
interface AssignedAccount {
  readonly account: string;
  readonly onlyIf: readonly string[];
}

interface Assignment {
  readonly permissionSet: string;
  readonly account: string;
  readonly onlyIf: readonly string[];
}

/**
 * Reads the permission sets and their assignments. A set that no template assigns may be assigned in any account, so it
 * has an identity in the account of each template, on that condition.
 */
export function permissionSets(resources: readonly PresentResource[], managed: ManagedPolicies): PermissionSets {
  const accounts = [...new Set(resources.map(({ reader }) => reader.template.env.account))];
  const assignments = ofType(resources, 'AWS::SSO::Assignment').map(
    (present) => [present, assignmentsIn(present)] as const,
  );
  const sets = ofType(resources, 'AWS::SSO::PermissionSet').flatMap((present) =>
    namedResources(present, ['PermissionsBoundary']),
  );
  const known = new Set(sets.map(({ arn }) => arn));
  const all = assignments.flatMap(([, some]) => some);
  return {
    identities: sets.flatMap((set) => {
      const policies = new PermissionSetPolicies(set, managed);
      return assignedAccounts(set, all, accounts).map((assigned) => identityIn(assigned, set, policies));
    }),
    unreviewed: assignments
      .filter(([, some]) => some.some(({ permissionSet }) => !known.has(permissionSet)))
      .map(([{ raw }]) => ({
        what: `assignment '${raw.source.logicalId}'`,
        why: 'it assigns a permission set that is in no template',
        source: raw.source,
      })),
  };
}

function ofType(resources: readonly PresentResource[], type: string): PresentResource[] {
  return resources.filter(({ raw }) => raw.type === type);
}

function assignmentsIn(present: PresentResource): Assignment[] {
  const texts = (property: string): TextInBranch[] =>
    textsInBranches(rawProperty(present, property), present.reader, present.assumptions);
  return texts('PermissionSetArn').flatMap((set) => {
    return texts('TargetId').map((target) => ({
      permissionSet: set.text,
      account: target.text,
      onlyIf: [...new Set(whenTexts([...set.assumptions, ...target.assumptions]))].map(conditionText),
    }));
  });
}

/** An account that is known only at deploy may be any of the templates' accounts. */
function assignedAccounts(
  { arn, name }: NamedGraphResource,
  assignments: readonly Assignment[],
  accounts: readonly string[],
): AssignedAccount[] {
  const own = assignments.filter(({ permissionSet }) => permissionSet === arn);
  const open = own.filter(({ account }) => hasUnresolved(account) && !accounts.includes(account));
  const named = own.filter((assignment) => !open.includes(assignment));
  if (own.length > 0 && open.length === 0) return named;
  const others = accounts.filter((account) => !named.some((assignment) => assignment.account === account));
  return [
    ...named,
    ...others.map((account) => ({
      account,
      onlyIf: [`permission set ${shownText(name)} is assigned in account ${shownText(account)}`],
    })),
  ];
}

function identityIn(
  { account, onlyIf }: AssignedAccount,
  { resource, name, arn: key, reader }: NamedGraphResource,
  policies: PermissionSetPolicies,
): IdentityNode {
  const { partition } = reader.template.env;
  // IAM Identity Center creates a role in each account. The role's path may contain a Region, and its name ends in
  // random digits.
  const role = `${unresolved(`${key}.Path`)}AWSReservedSSO_${name}_${unresolved(`${key}.Suffix`)}`;
  return {
    kind: 'permission set',
    resource,
    name,
    arn: `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${role}`,
    account,
    shownAs: `permission set ${name}`,
    ...(onlyIf.length > 0 && { onlyIf }),
    ...policies.in(account),
  };
}
