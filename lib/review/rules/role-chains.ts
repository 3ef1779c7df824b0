import { evaluate } from '../evaluation/access-evaluator';
import { type IdentityNode, type NamedPrincipal, type TemplateGraph } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';
import { canPush } from './identity-rights';
import { oncePerGraph } from './once-per-graph';
import { isAnyone } from './principals';
import { readableAllows } from './resource-policies';
import { allows } from './statement-actions';

/** Longer chains of roles are not followed. */
const mostRoles = 4;

const becoming = 'sts:AssumeRole';

/** The roles that the identities of a graph can assume one after the other. */
export class RoleChains {
  private readonly roles: readonly IdentityNode[];
  /** Roles by their ARNs. */
  private readonly byArn = new Map<string, IdentityNode[]>();
  /** Roles by the principals in their trust policies. */
  private readonly byPrincipal = new Map<string, IdentityNode[]>();
  /** Roles whose trust policy may name any principal. */
  private readonly open: readonly IdentityNode[];
  private readonly next = new Map<IdentityNode, readonly IdentityNode[]>();
  private readonly pushers = new Map<IdentityNode, readonly IdentityNode[] | undefined>();

  public constructor({ identities }: TemplateGraph) {
    this.roles = identities.filter(({ trust = [] }) =>
      trust.some(({ principals = [] }) => principals.some(({ type }) => type === 'AWS' || type === '*')),
    );
    for (const role of this.roles) {
      enter(this.byArn, role.arn, role);
      for (const { value } of principalsIn(role)) enter(this.byPrincipal, value, role);
    }
    this.open = this.roles.filter((role) =>
      principalsIn(role).some((one) => isAnyone(one) || hasUnresolved(one.value)),
    );
  }

  /**
   * The roles that an identity assumes to be able to push, in order. There are none if it pushes itself. The result is
   * `undefined` if no chain of roles leads to a push.
   */
  public toPusher(identity: IdentityNode): readonly IdentityNode[] | undefined {
    if (this.pushers.has(identity)) return this.pushers.get(identity);
    const found = this.search(identity);
    this.pushers.set(identity, found);
    return found;
  }

  /** Searches level by level, so that the first chain is the shortest. */
  private search(identity: IdentityNode): readonly IdentityNode[] | undefined {
    const passed = new Set([identity]);
    let level: { readonly last: IdentityNode; readonly chain: readonly IdentityNode[] }[] = [
      { last: identity, chain: [] },
    ];
    for (let depth = 0; depth <= mostRoles; depth += 1) {
      const pusher = level.find(({ last }) => canPush(last));
      if (pusher) return pusher.chain;
      level = level.flatMap(({ last, chain }) =>
        this.after(last)
          .filter((role) => !passed.has(role) && passed.add(role))
          .map((role) => ({ last: role, chain: [...chain, role] })),
      );
    }
    return undefined;
  }

  /** The roles that an identity can assume directly. */
  public after(identity: IdentityNode): readonly IdentityNode[] {
    const known = this.next.get(identity) ?? this.candidates(identity).filter((role) => canBecome(identity, role));
    this.next.set(identity, known);
    return known;
  }

  /**
   * Most pairs of roles are not related. The evaluator is asked only about pairs that a trust policy or a policy may
   * mean.
   */
  private candidates(identity: IdentityNode): IdentityNode[] {
    const resources = identity.policies
      .filter((statement) => allows(statement, becoming))
      .flatMap((statement) => statement.resources ?? ['*']);
    const isPlain = resources.every((resource) => !/[*?$]/.test(resource) && !hasUnresolved(resource));
    const delegated = isPlain ? resources.flatMap((arn) => this.byArn.get(arn) ?? []) : this.roles;
    const found = new Set([...delegated, ...(this.byPrincipal.get(identity.arn) ?? []), ...this.open]);
    found.delete(identity);
    return [...found];
  }
}

export const roleChainsOf = oncePerGraph((graph: TemplateGraph) => new RoleChains(graph));

function canBecome(identity: IdentityNode, role: IdentityNode): boolean {
  const { trust = [] } = role;
  if (identity.kind === 'group') return false;
  const { boundary } = identity;
  const { decision } = evaluate(
    {
      principal: { type: 'AWS', value: identity.arn, account: identity.account },
      action: becoming,
      resource: { arn: role.arn, account: role.account },
      context: { 'aws:principalaccount': [identity.account], 'aws:principalarn': [identity.arn] },
    },
    {
      identity: identity.policies.filter(({ unreadable }) => unreadable === undefined),
      resource: trust.filter(({ unreadable }) => unreadable === undefined),
      ...(boundary !== undefined && boundary !== 'unknown' && { boundary }),
    },
  );
  return decision === 'allowed' || decision === 'conditional';
}

function principalsIn({ trust = [] }: IdentityNode): NamedPrincipal[] {
  return readableAllows(trust).flatMap(({ principals = [] }) => principals);
}

function enter(index: Map<string, IdentityNode[]>, key: string, role: IdentityNode): void {
  const entered = index.get(key);
  if (entered) entered.push(role);
  else index.set(key, [role]);
}
