import { Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { knownRepositoryArn, knownRepositoryName } from '../private/aws/arn';
import { partitionOf } from '../private/aws/partition';
import { registryHost } from '../private/oci/registry-host';
import { repositoryPrefixRule } from '../private/oci/repository-prefix';
import { InvalidInputError, type Problem, quote, refuseIf, validate } from '../private/validation/validation';
import { type TargetNaming } from './definition/target-name';

/** The source or target of a promotion: one repository, or all below a prefix. */
export interface PromotionEndpoint {
  readonly account: string;
  readonly region: string;
  /** The host of the registry. */
  readonly host: string;
  /** The ARN of the repository, or of all below the prefix. */
  readonly arn: string;
  /** The name of the repository, or the prefix. */
  readonly name: string;
  /** The repository, unless it is a prefix. */
  readonly repository?: IRepository;
}

export interface PromotionRoute {
  readonly source: PromotionEndpoint;
  readonly target: PromotionEndpoint;
  readonly naming: TargetNaming;
}

interface GivenRoute {
  readonly source?: IRepository;
  readonly sourcePrefix?: string;
  readonly target?: IRepository;
  readonly targetPrefix?: string;
}

/** Reads the source and target of a promotion. Throws if they do not fit together. */
export function readRoute(scope: Construct, given: GivenRoute): PromotionRoute {
  const { source, sourcePrefix, target, targetPrefix } = given;
  if (source && target && sourcePrefix === undefined && targetPrefix === undefined) {
    return betweenRepositories(Stack.of(scope), source, target);
  }
  if (sourcePrefix !== undefined && targetPrefix !== undefined && !source && !target) {
    return betweenPrefixes(Stack.of(scope), sourcePrefix, targetPrefix);
  }
  const names = Object.entries({ source, sourcePrefix, target, targetPrefix });
  const got = names.flatMap(([name, value]) => (value === undefined ? [] : [`\`${name}\``]));
  throw new InvalidInputError(
    'An ImagePromotion must have `source` and `target`, or `sourcePrefix` and `targetPrefix`, got ' +
      (got.join(', ') || 'none of them'),
  );
}

function betweenRepositories(stack: Stack, source: IRepository, target: IRepository): PromotionRoute {
  refuseIf('source', locationProblem(stack, source));
  const route = { source: endpointOf(source), target: endpointOf(target) };
  refuseIf('target', sameProblem(route));
  return { ...route, naming: { kind: 'one', name: route.target.name } };
}

function betweenPrefixes(stack: Stack, from: string, to: string): PromotionRoute {
  for (const [path, prefix] of Object.entries({ sourcePrefix: from, targetPrefix: to })) {
    refuseIf(path, unresolvedPrefixProblem(prefix));
    validate(path, prefix, repositoryPrefixRule);
  }
  refuseIf('targetPrefix', overlapProblem(from, to));
  return {
    source: endpointBelow(stack, from),
    target: endpointBelow(stack, to),
    naming: { kind: 'prefix', from, to },
  };
}

function endpointOf(repository: IRepository): PromotionEndpoint {
  const { account, region } = repository.env;
  return {
    account,
    region,
    host: registryHost(repository),
    arn: knownRepositoryArn(repository),
    name: knownRepositoryName(repository),
    repository,
  };
}

function endpointBelow(stack: Stack, prefix: string): PromotionEndpoint {
  const { account, region } = stack;
  return {
    account,
    region,
    host: registryHost({ stack, env: { account, region } }),
    arn: `arn:${partitionOf(stack)}:ecr:${region}:${account}:repository/${prefix}*`,
    name: prefix,
  };
}

/** EventBridge delivers a push in the account and Region of the registry only. */
function locationProblem(stack: Stack, { env, node }: IRepository): Problem {
  const differs = (theirs: string, ours: string) =>
    theirs !== ours && !Token.isUnresolved(theirs) && !Token.isUnresolved(ours);
  return differs(env.account, stack.account) || differs(env.region, stack.region)
    ? `must be in the account and Region of the promotion, got ${quote(node.path)} in account ${env.account} and Region ` +
        `${env.region}. Create the promotion in a stack of that account and Region.`
    : undefined;
}

function sameProblem({ source, target }: Pick<PromotionRoute, 'source' | 'target'>): Problem {
  return source.repository === target.repository || source.arn === target.arn
    ? `must be another repository than \`source\`, got ${quote(target.repository?.node.path)} for both. Approved images ` +
        'need a separate repository.'
    : undefined;
}

/** A copy is a push too. Below the source prefix it would be promoted again, without end. */
function overlapProblem(from: string, to: string): Problem {
  if (!from.startsWith(to) && !to.startsWith(from)) return undefined;
  return `must not overlap with \`sourcePrefix\`, got ${quote(to)} and ${quote(from)}. Promoted images would be promoted again.`;
}

function unresolvedPrefixProblem(prefix: unknown): Problem {
  return Token.isUnresolved(prefix)
    ? 'must be known at synth, got a token. A short prefix could match every repository.'
    : undefined;
}
