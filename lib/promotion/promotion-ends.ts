import { Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { knownRepositoryArn, knownRepositoryName } from '../private/aws/arn';
import { partitionOf } from '../private/aws/partition';
import { registryHost } from '../private/oci/registry-host';
import { repositoryPrefixRule } from '../private/oci/repository-prefix';
import { InvalidInputError, type Problem, quote, refuseIf, validate } from '../private/validation/validation';
import { type TargetNaming } from './definition/target-name';

/** What is promoted, or where to: one repository, or all below a prefix. */
export interface PromotionEnd {
  readonly account: string;
  readonly region: string;
  /** The registry's host. */
  readonly host: string;
  /** Of the repository, or of all below the prefix. */
  readonly arn: string;
  /** The name of the one repository, or the prefix of all. */
  readonly name: string;
  /** The one repository. */
  readonly repository?: IRepository;
}

export interface PromotionEnds {
  readonly source: PromotionEnd;
  readonly target: PromotionEnd;
  readonly naming: TargetNaming;
}

interface GivenEnds {
  readonly source?: IRepository;
  readonly sourcePrefix?: string;
  readonly target?: IRepository;
  readonly targetPrefix?: string;
}

/** Reads what is promoted and where to. Throws where the two do not fit together. */
export function readEnds(scope: Construct, given: GivenEnds): PromotionEnds {
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

function betweenRepositories(stack: Stack, source: IRepository, target: IRepository): PromotionEnds {
  refuseIf('source', elsewhereProblem(stack, source));
  const ends = { source: endOf(source), target: endOf(target) };
  refuseIf('target', sameProblem(ends));
  return { ...ends, naming: { kind: 'one', name: ends.target.name } };
}

function betweenPrefixes(stack: Stack, from: string, to: string): PromotionEnds {
  for (const [path, prefix] of Object.entries({ sourcePrefix: from, targetPrefix: to })) {
    refuseIf(path, openPrefixProblem(prefix));
    validate(path, prefix, repositoryPrefixRule);
  }
  refuseIf('targetPrefix', overlapProblem(from, to));
  return {
    source: endBelow(stack, from),
    target: endBelow(stack, to),
    naming: { kind: 'prefix', from, to },
  };
}

function endOf(repository: IRepository): PromotionEnd {
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

function endBelow(stack: Stack, prefix: string): PromotionEnd {
  const { account, region } = stack;
  return {
    account,
    region,
    host: registryHost({ stack, env: { account, region } }),
    arn: `arn:${partitionOf(stack)}:ecr:${region}:${account}:repository/${prefix}*`,
    name: prefix,
  };
}

/** Events of a push stay in the account and the Region of the registry. */
function elsewhereProblem(stack: Stack, { env, node }: IRepository): Problem {
  const differs = (theirs: string, ours: string) =>
    theirs !== ours && !Token.isUnresolved(theirs) && !Token.isUnresolved(ours);
  return differs(env.account, stack.account) || differs(env.region, stack.region)
    ? `must be of the account and the Region of the promotion, got ${quote(node.path)} of ${env.account} in ` +
        `${env.region}; make the promotion in a stack there`
    : undefined;
}

function sameProblem({ source, target }: Pick<PromotionEnds, 'source' | 'target'>): Problem {
  return source.repository === target.repository || source.arn === target.arn
    ? `must be another repository than \`source\`, got ${quote(target.repository?.node.path)} for both; what is approved ` +
        'stands apart from what is pushed'
    : undefined;
}

/** A copy is a push: below the prefix that is watched, it would be promoted again, without end. */
function overlapProblem(from: string, to: string): Problem {
  if (!from.startsWith(to) && !to.startsWith(from)) return undefined;
  return `must not overlap with \`sourcePrefix\`, got ${quote(to)} and ${quote(from)}; what is promoted would be promoted again`;
}

function openPrefixProblem(prefix: unknown): Problem {
  return Token.isUnresolved(prefix)
    ? 'must be known at synth, got a token; a short one would reach every repository'
    : undefined;
}
