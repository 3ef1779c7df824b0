import { loginAction, writeActions } from '../../private/aws/ecr-actions';
import { type AccessRequest, evaluate } from '../evaluation/access-evaluator';
import { type IdentityNode, type Statement } from '../templates/template-graph';
import { type Arn, parseArn } from '../texts/arn';
import { exampleOf } from './arn-example';
import { anyName } from './every-resource';
import { isAbout } from './statement-actions';

/** More of the resources that a policy names are not asked for. */
const mostResources = 50;

/**
 * What an identity's own policies let it do, as the evaluator says: with what they deny, and with its permissions boundary
 * if a template holds that.
 */
export class IdentityRights {
  private readonly known = new Map<string, boolean>();
  private readonly denied: readonly string[];

  public constructor(private readonly identity: IdentityNode) {
    const { boundary = [] } = identity;
    const limits = [
      ...identity.policies.filter(({ effect }) => effect === 'Deny'),
      ...(boundary === 'unknown' ? [] : boundary),
    ];
    this.denied = limits.flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources]);
  }

  /** Whether it may do an action with something that its policies name. */
  public can(action: string): boolean {
    const known = this.known.get(action) ?? this.identity.policies.some((statement) => this.canBy(statement, action));
    this.known.set(action, known);
    return known;
  }

  /** Whether a statement lets it do an action with something that its policies name. */
  public canBy(statement: Statement, action: string): boolean {
    if (statement.effect === 'Deny' || !isAbout(statement, action)) return false;
    const named = [...(statement.resources ?? ['*']), ...this.denied];
    const arns = new Set(named.slice(0, mostResources).map((pattern) => exampleOf(pattern, this.likeOf(action))));
    return [...arns].some((arn) => this.allows(action, arn, {}, [statement]));
  }

  /** Whether it may do an action with one resource, by some of its statements; all that it is denied counts. */
  public allows(
    action: string,
    arn: string,
    context: AccessRequest['context'] = {},
    by: readonly Statement[] = this.identity.policies,
  ): boolean {
    const { identity } = this;
    const { boundary } = identity;
    const { account = '' } = parseArn(arn) ?? {};
    const denies = identity.policies.filter(({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined);
    const { decision } = evaluate(
      {
        principal: { type: 'AWS', value: identity.arn, account: identity.account },
        action,
        // Whether another account agrees is not what is asked.
        resource: { arn, account: identity.account },
        context: {
          'aws:principalaccount': [identity.account],
          'aws:principalarn': [identity.arn],
          'aws:resourceaccount': [account === '' ? identity.account : account],
          ...context,
        },
      },
      {
        identity: [...by.filter(({ effect }) => effect === 'Allow'), ...denies],
        ...(boundary !== undefined && boundary !== 'unknown' && { boundary }),
      },
    );
    return decision === 'allowed' || decision === 'conditional';
  }

  /** What the wildcards of a pattern stand for: something of the account that has no name of its own. */
  public likeOf(action: string): Arn {
    const { env } = this.identity.resource;
    const service = action.split(':')[0] ?? '';
    const { account } = this.identity;
    if (service === 'iam') return { ...env, account, service, region: '', resource: `role/${anyName}` };
    if (service === 'codebuild') return { ...env, account, service, resource: `project/${anyName}` };
    return { ...env, account, service, resource: `repository/${anyName}` };
  }
}

const rights = new WeakMap<IdentityNode, IdentityRights>();

export function rightsOf(identity: IdentityNode): IdentityRights {
  const known = rights.get(identity) ?? new IdentityRights(identity);
  rights.set(identity, known);
  return known;
}

/** Whether its own policies let it put an image into some repository. */
export function canPush(identity: IdentityNode): boolean {
  return rightsOf(identity).can('ecr:PutImage');
}

/** Whether its own policies let it do something with images. */
export function touchesEcr(identity: IdentityNode): boolean {
  return ['ecr:PutImage', 'ecr:BatchGetImage', loginAction].some((action) => rightsOf(identity).can(action));
}

/** The upload actions that its own policies do not allow for any repository. */
export function missingUploads(identity: IdentityNode): string[] {
  return writeActions.filter((action) => !rightsOf(identity).can(action));
}

/** Whether its policies hold all that it is allowed: each of them is in the templates. */
export function isWhollyKnown({ policies, unknownPolicies, kind }: IdentityNode): boolean {
  return (
    kind !== 'group' && unknownPolicies.length === 0 && policies.every(({ unreadable }) => unreadable === undefined)
  );
}
