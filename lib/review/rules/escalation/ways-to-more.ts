import { type IdentityNode } from '../../templates/template-graph';
import { anyName } from '../every-resource';
import { textsOf } from '../shape';
import { grantingStatement, iamArn, newPolicy } from './granting-statement';
import { boundaryWrites, type IamWrite, iamWrites, type WrittenKind } from './iam-writes';
import { passAnyRun } from './passed-roles';
import { takenRuns } from './running-services';
import { type WayToMore } from './way-to-more';
import { writtenRoles } from './written-roles';

const known = new WeakMap<IdentityNode, readonly WayToMore[]>();

/** The ways in which an identity gets more access by itself, the most direct first. */
export function waysToMore(identity: IdentityNode): readonly WayToMore[] {
  const ways = known.get(identity) ?? [
    ...writes(identity),
    ...passAnyRun(identity),
    ...writtenRoles(identity),
    ...takes(identity),
  ];
  known.set(identity, ways);
  return ways;
}

function writes(identity: IdentityNode): WayToMore[] {
  const table = identity.boundary === undefined ? iamWrites : [...boundaryWrites, ...iamWrites];
  return table.flatMap((write) => {
    const found = targetsOf(identity, write)
      .map(({ arn, words }) => ({
        words,
        statement: grantingStatement(identity, { ...write, arn, context: newPolicy }),
      }))
      .find(({ statement }) => statement !== undefined);
    if (found?.statement === undefined) return [];
    const words = `use ${write.action} on ${found.words}, which ${write.does}`;
    return [{ statement: found.statement, words, name: write.action }];
  });
}

interface Target {
  readonly arn: string;
  readonly words: string;
}

function targetsOf(identity: IdentityNode, { of, itself }: IamWrite): Target[] {
  const any = { arn: iamArn(identity, `${of}/${anyName}`), words: anyWords[of] };
  return itself ? [...ownTargets(identity, of), any] : [any];
}

const anyWords: Readonly<Record<WrittenKind, string>> = {
  policy: 'any policy',
  role: 'any role',
  user: 'any user',
  group: 'any group',
  'saml-provider': 'any SAML provider',
};

function ownTargets({ kind, arn, resource }: IdentityNode, of: WrittenKind): Target[] {
  if (of === kind) return [{ arn, words: 'itself' }];
  if (of !== 'policy') return [];
  const attached = textsOf(resource.properties.ManagedPolicyArns).filter((policy) => !policy.includes(':iam::aws:'));
  return attached.map((policy) => ({ arn: policy, words: 'a policy that it has' }));
}

function takes(identity: IdentityNode): WayToMore[] {
  const { partition, region } = identity.resource.env;
  return takenRuns.flatMap(({ action, resource, service, does, isMinor = false, isGlobal = false }) => {
    const place = isGlobal ? ':' : `${region}:${identity.account}`;
    const arn = `arn:${partition}:${service}:${place}:${resource}${anyName}`;
    const statement = grantingStatement(identity, { action, arn });
    return statement === undefined ? [] : [{ statement, words: `${does} (${action})`, name: action, isMinor }];
  });
}
