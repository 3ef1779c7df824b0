import { loginAction, writeActions } from '../../private/aws/ecr-actions';
import { type AccessRequest, evaluate } from '../evaluation/access-evaluator';
import { type IdentityNode, type Statement } from '../templates/template-graph';
import { type Arn, parseArn } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { exampleOf } from './arn-example';
import { anyName } from './every-resource';
import { isAbout } from './statement-actions';

/** More resources of a policy are not evaluated. */
const mostResources = 50;

/**
 * The actions that an identity's own policies allow, as the evaluator decides: with their denies, and with the
 * permissions boundary if it is in a template.
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

  /** Whether it may do an action on any resource in its policies. */
  public can(action: string): boolean {
    const known = this.known.get(action) ?? this.identity.policies.some((statement) => this.canBy(statement, action));
    this.known.set(action, known);
    return known;
  }

  /** Whether a statement lets it do an action on any resource in its policies. */
  public canBy(statement: Statement, action: string): boolean {
    if (statement.effect === 'Deny' || !isAbout(statement, action)) return false;
    const named = [...(statement.resources ?? ['*']), ...this.denied];
    const arns = new Set(named.slice(0, mostResources).map((pattern) => exampleOf(pattern, this.likeOf(action))));
    return [...arns].some((arn) => this.allows(action, arn, {}, [statement]));
  }

  /** Whether some of its statements let it do an action on one resource. All of its denies apply. */
  public allows(
    action: string,
    arn: string,
    context: AccessRequest['context'] = {},
    by: readonly Statement[] = this.identity.policies,
  ): boolean {
    const { identity } = this;
    const { boundary } = identity;
    const { account = '', service } = parseArn(arn) ?? {};
    if (service !== undefined && isOfOtherService(action, service)) return false;
    const denies = identity.policies.filter(({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined);
    const { decision } = evaluate(
      {
        principal: { type: 'AWS', value: identity.arn, account: identity.account },
        action,
        // The policies of another account are not part of the question.
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
        ...(action.startsWith('sts:') && { resource: [this.trustOfAccount()] }),
      },
    );
    return decision === 'allowed' || decision === 'conditional';
  }

  /** The trust of any role: it leaves the decision to the policies of its account. */
  private trustOfAccount(): Statement {
    const { account, resource } = this.identity;
    const value = `arn:${resource.env.partition}:iam::${account}:root`;
    const { source } = resource;
    return {
      effect: 'Allow',
      principals: [{ type: 'AWS', value }],
      actions: ['sts:*'],
      conditions: [],
      source,
      when: [],
    };
  }

  /** The ARN whose parts replace wildcards: a resource of the account with a name that no policy contains. */
  public likeOf(action: string): Arn {
    const { env } = this.identity.resource;
    const service = action.split(':')[0] ?? '';
    const { account } = this.identity;
    if (service === 'iam') return { ...env, account, service, region: '', resource: `role/${anyName}` };
    if (service === 'codebuild') return { ...env, account, service, resource: `project/${anyName}` };
    return { ...env, account, service, resource: `repository/${anyName}` };
  }
}

/** The services whose actions are about their own resources only. A policy may combine `*` with the ARN of another. */
const services: readonly string[] = ['ecr', 'ecr-public', 'iam', 'codebuild'];

function isOfOtherService(action: string, ofArn: string): boolean {
  const [service = ''] = action.split(':');
  return services.includes(service) && ofArn !== service && !hasUnresolved(ofArn);
}

const rights = new WeakMap<IdentityNode, IdentityRights>();

export function rightsOf(identity: IdentityNode): IdentityRights {
  const known = rights.get(identity) ?? new IdentityRights(identity);
  rights.set(identity, known);
  return known;
}

/** Whether its own policies let it push an image to any repository. */
export function canPush(identity: IdentityNode): boolean {
  return rightsOf(identity).can('ecr:PutImage');
}

/** Whether its own policies let it push or pull images, or log in. */
export function touchesEcr(identity: IdentityNode): boolean {
  return ['ecr:PutImage', 'ecr:BatchGetImage', loginAction].some((action) => rightsOf(identity).can(action));
}

/** The upload actions that its own policies do not allow for any repository. */
export function missingUploads(identity: IdentityNode): string[] {
  return writeActions.filter((action) => !rightsOf(identity).can(action));
}

/** Whether all of its access is known, because each of its policies is in the templates. */
export function isWhollyKnown({ policies, unknownPolicies, kind }: IdentityNode): boolean {
  return (
    kind !== 'group' && unknownPolicies.length === 0 && policies.every(({ unreadable }) => unreadable === undefined)
  );
}
