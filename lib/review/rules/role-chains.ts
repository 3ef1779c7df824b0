import { evaluate } from '../access-evaluator';
import { type IdentityNode, type TemplateGraph } from '../template-graph';
import { isSameText } from '../texts/wildcard-match';
import { canPush } from './identity-rights';
import { oncePerGraph } from './once-per-graph';
import { accountOfPrincipal, isAnyone } from './principals';
import { readableAllows } from './resource-policies';
import { allows } from './statement-actions';

/** Longer chains of roles are not followed. */
const mostRoles = 4;

const becoming = 'sts:AssumeRole';

/** Which roles the identities of a graph can become, by assuming one after the other. */
export class RoleChains {
  private readonly roles: readonly IdentityNode[];
  private readonly next = new Map<IdentityNode, readonly IdentityNode[]>();
  private readonly pushers = new Map<IdentityNode, readonly IdentityNode[] | undefined>();

  public constructor({ identities }: TemplateGraph) {
    this.roles = identities.filter(({ trust = [] }) =>
      trust.some(({ principals = [] }) => principals.some(({ type }) => type === 'AWS' || type === '*')),
    );
  }

  /**
   * The roles that an identity assumes until it is one that pushes, that one last: none if it pushes itself, and
   * `undefined` if no chain of roles leads to one.
   */
  public toPusher(identity: IdentityNode): readonly IdentityNode[] | undefined {
    if (this.pushers.has(identity)) return this.pushers.get(identity);
    const found = this.search(identity);
    this.pushers.set(identity, found);
    return found;
  }

  /** Level by level, so that the first chain is the shortest. */
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

  private after(identity: IdentityNode): readonly IdentityNode[] {
    const known =
      this.next.get(identity) ?? this.roles.filter((role) => role !== identity && canBecome(identity, role));
    this.next.set(identity, known);
    return known;
  }
}

export const roleChainsOf = oncePerGraph((graph: TemplateGraph) => new RoleChains(graph));

function canBecome(identity: IdentityNode, role: IdentityNode): boolean {
  const { trust = [] } = role;
  if (!isNamed(identity, role) || identity.kind === 'group') return false;
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

/** Whether a trust names the identity, or its account if it may assume roles at all: most roles do neither. */
function isNamed(identity: IdentityNode, { trust = [] }: IdentityNode): boolean {
  const mayAssume = identity.policies.some((statement) => allows(statement, becoming));
  return readableAllows(trust).some(({ principals = [] }) =>
    principals.some((principal) => {
      if (isAnyone(principal) || principal.value === identity.arn) return true;
      const account = accountOfPrincipal(principal);
      return mayAssume && (account === undefined || isSameText(account, identity.account) !== 'no');
    }),
  );
}
