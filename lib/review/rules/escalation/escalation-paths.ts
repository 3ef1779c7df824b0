import { type IdentityNode, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { canPush } from '../identity-rights';
import { isAdministrator } from '../is-administrator';
import { oncePerGraph } from '../once-per-graph';
import { roleChainsOf } from '../role-chains';
import { quoted } from '../shown';
import { passedRolesOf } from './passed-roles';
import { type PathHead, pathHeadsOf } from './path-heads';
import { grantingStatement } from './granting-statement';
import { type WayToMore } from './way-to-more';
import { waysToMore } from './ways-to-more';

/** How an identity becomes more than its policies allow. */
export interface EscalationPath {
  readonly head: PathHead;
  /** The steps, each a part of a sentence. */
  readonly steps: readonly string[];
  /** Further ways of the identity at the end, by their names. */
  readonly others: readonly string[];
  /** The statement that allows the first step. */
  readonly statement: Statement | undefined;
  readonly isMinor: boolean;
  readonly passesRoles: boolean;
}

/** Longer paths are not followed. */
const mostRoles = 4;

/** The shortest path of each head that has one. */
export const escalationPathsOf = oncePerGraph((graph: TemplateGraph): ReadonlyMap<IdentityNode, EscalationPath> => {
  const paths = pathHeadsOf(graph).flatMap((head) => pathOf(head, graph) ?? []);
  return new Map(paths.map((path) => [path.head.identity, path]));
});

function pathOf(head: PathHead, graph: TemplateGraph): EscalationPath | undefined {
  const own = ownPath(head);
  return own !== undefined && !own.isMinor ? own : (throughRoles(head, graph) ?? own);
}

function ownPath(head: PathHead): EscalationPath | undefined {
  const ways = [...waysToMore(head.identity)].sort((one, other) => rank(one) - rank(other));
  const [way] = ways;
  return way && { head, ...endOf(ways, 'it'), statement: way.statement };
}

function rank({ isMinor = false }: WayToMore): number {
  return isMinor ? 1 : 0;
}

function endOf(
  ways: readonly WayToMore[],
  who: string,
): Pick<EscalationPath, 'steps' | 'others' | 'isMinor' | 'passesRoles'> {
  const [first, ...others] = ways;
  return {
    steps: [`${who} may ${first?.words ?? ''}`],
    others: [...new Set(others.map(({ name }) => name))].filter((name) => name !== first?.name),
    isMinor: first?.isMinor ?? false,
    passesRoles: first?.passesRoles ?? false,
  };
}

interface Node {
  readonly last: IdentityNode;
  readonly steps: readonly string[];
  readonly statement: Statement | undefined;
  readonly isPassed: boolean;
}

/** Searches level by level, so that the first path is the shortest. It visits each role once. */
function throughRoles(head: PathHead, graph: TemplateGraph): EscalationPath | undefined {
  const passed = new Set([head.identity]);
  let level: readonly Node[] = [{ last: head.identity, steps: [], statement: undefined, isPassed: false }];
  for (let depth = 0; depth < mostRoles && level.length > 0; depth += 1) {
    level = level.flatMap((node) => after(node, graph)).filter(({ last }) => !passed.has(last) && passed.add(last));
    for (const node of level) {
      const end = powerOf(node, head.identity, graph);
      if (end) return { head, ...end, steps: [...node.steps, ...end.steps], statement: node.statement };
    }
  }
  return undefined;
}

function after({ last, steps, statement, isPassed }: Node, graph: TemplateGraph): Node[] {
  const who = steps.length === 0 ? 'it' : `role ${quoted(last.name)}`;
  const assumed = roleChainsOf(graph)
    .after(last)
    .map((role) => ({
      last: role,
      steps: [...steps, `${who} assumes role ${quoted(role.name)}`],
      statement: statement ?? grantingStatement(last, { action: 'sts:AssumeRole', arn: role.arn }),
      isPassed,
    }));
  const given = passedRolesOf(last, graph).map(({ role, run, actions }) => ({
    last: role,
    steps: [
      ...steps,
      `${who} passes role ${quoted(role.name)} to ${run.what} (${['iam:PassRole', ...actions].join(', ')})`,
    ],
    statement:
      statement ??
      grantingStatement(last, {
        action: 'iam:PassRole',
        arn: role.arn,
        context: { 'iam:passedtoservice': [run.service] },
      }),
    isPassed: true,
  }));
  return [...assumed, ...given];
}

/** The power that a role at the end of a path gives to its head. */
function powerOf(
  { last, isPassed }: Node,
  head: IdentityNode,
  graph: TemplateGraph,
): ReturnType<typeof endOf> | undefined {
  const who = `role ${quoted(last.name)}`;
  const plain = (step: string) => ({ steps: [`${who} ${step}`], others: [], isMinor: false, passesRoles: false });
  if (isAdministrator(last)) return plain('may do everything');
  const ways = waysToMore(last).filter(({ isMinor = false }) => !isMinor);
  if (ways.length > 0) return endOf(ways, who);
  const isNew = isPassed && canPush(last) && roleChainsOf(graph).toPusher(head) === undefined;
  return isNew ? plain('pushes images') : undefined;
}
