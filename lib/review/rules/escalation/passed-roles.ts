import { type IdentityNode, type TemplateGraph } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { anyName } from '../every-resource';
import { identitiesOf } from '../identities-by-arn';
import { rightsOf } from '../identity-rights';
import { oncePerGraph } from '../once-per-graph';
import { readableAllows } from '../resource-policies';
import { allows } from '../statement-actions';
import { type Attempt, grantingStatement, iamArn } from './granting-statement';
import { type PassedRun, passedRuns } from './running-services';
import { type WayToMore } from './way-to-more';

const passing = 'iam:PassRole';
/** A service that no policy names. */
const anyService = 'any-service.amazonaws.com';

/** The ways in which an identity runs code as any role: one for each kind of code. */
export function passAnyRun(identity: IdentityNode): WayToMore[] {
  const arn = iamArn(identity, `role/${anyName}`);
  const isMinor = grantingStatement(identity, passTo(arn, anyService)) === undefined;
  const found = new Map<string, WayToMore>();
  for (const { run, actions } of runsOf(identity)) {
    const statement = grantingStatement(identity, passTo(arn, run.service));
    if (statement === undefined || found.has(run.what)) continue;
    const trusting = isMinor ? ` that trusts ${run.service}` : '';
    const words = `pass any role${trusting} to ${run.what} (${[passing, ...actions].join(', ')}), whose code then runs as that role`;
    found.set(run.what, { statement, words, name: run.what, isMinor, passesRoles: true });
  }
  return [...found.values()];
}

/** The request to pass a role to a service, for a resource that no policy names. */
export function passTo(arn: string, service: string): Attempt {
  return {
    action: passing,
    arn,
    context: {
      'iam:passedtoservice': [service],
      'iam:associatedresourcearn': ['arn:aws:any-service:any-region:999999999999:any/thing'],
    },
  };
}

interface AllowedRun {
  readonly run: PassedRun;
  /** One allowed action of each list that is needed. */
  readonly actions: readonly string[];
}

const known = new WeakMap<IdentityNode, readonly AllowedRun[]>();

/** The kinds of code that an identity may run, if it passes a role. */
export function runsOf(identity: IdentityNode): readonly AllowedRun[] {
  const runs = known.get(identity) ?? findRuns(identity);
  known.set(identity, runs);
  return runs;
}

function findRuns(identity: IdentityNode): AllowedRun[] {
  if (!readableAllows(identity.policies).some((statement) => allows(statement, passing))) return [];
  return passedRuns.flatMap((run) => {
    const actions = run.needs.flatMap((some) => some.find((action) => rightsOf(identity).can(action)) ?? []);
    return actions.length === run.needs.length ? [{ run, actions }] : [];
  });
}

/** A role of the templates that an identity passes to a service. */
export interface PassedRole extends AllowedRun {
  readonly role: IdentityNode;
}

/** The roles of the templates that an identity may pass to a service which they trust, and have code run there. */
export function passedRolesOf(identity: IdentityNode, graph: TemplateGraph): PassedRole[] {
  const runs = runsOf(identity);
  if (runs.length === 0) return [];
  return candidates(identity, graph).flatMap((role) => {
    const found = runs.find(
      ({ run: { service } }) =>
        trustsService(role, service) && grantingStatement(identity, passTo(role.arn, service)) !== undefined,
    );
    return found === undefined || role === identity ? [] : [{ ...found, role }];
  });
}

/** Roles that services may get. */
const passableRoles = oncePerGraph(({ identities }: TemplateGraph) =>
  identities.filter((role) => passedRuns.some(({ service }) => trustsService(role, service))),
);

/** Most policies name the roles that they pass. */
function candidates(identity: IdentityNode, graph: TemplateGraph): readonly IdentityNode[] {
  const resources = readableAllows(identity.policies)
    .filter((statement) => allows(statement, passing))
    .flatMap((statement) => statement.resources ?? ['*']);
  const isPlain = resources.every((resource) => !/[*?$]/.test(resource) && !hasUnresolved(resource));
  return isPlain ? resources.flatMap((arn) => identitiesOf(graph).byArn(arn) ?? []) : passableRoles(graph);
}

function trustsService({ trust = [] }: IdentityNode, service: string): boolean {
  return readableAllows(trust).some(({ principals = [] }) =>
    principals.some(({ type, value }) => type === 'Service' && value === service),
  );
}
