import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { accountIdRule } from '../private/aws/account-id';
import { pullActions } from '../private/aws/ecr-actions';
import { foreignArnProblem, partitionOf } from '../private/aws/partition';
import { partitionOfRegion } from '../private/aws/region-partition';
import { type StatementJson } from '../private/aws/policy-document';
import { regionNameRule } from '../private/aws/region-name';
import { publicApi } from '../private/boundary/public-api';
import { hostSuffix } from '../private/oci/registry-host';
import { repositoryNameRule } from '../private/oci/repository-name';
import { nameRule } from '../private/validation/text';
import { type Rule, quote, refuseIf, validate } from '../private/validation/validation';
import { canonicalHost } from './known-registries';
import { mirrorRule, registryHostRule } from './registry-host-rule';

/** The registry that has a pull-through cache. */
export interface PullThroughCacheOptions {
  /**
   * The account of the registry. In another account, the permissions of that registry must allow the role as well. Throws if it
   * is not an account.
   *
   * @default - the account of the build
   */
  readonly account?: string;

  /**
   * The Region of the registry. Throws if it is not a Region.
   *
   * @default - the Region of the build
   */
  readonly region?: string;
}

/** An ECR registry that builds log in to. */
export interface EcrRegistry {
  readonly account: string;
  readonly region: string;
  readonly host: string;
}

/** A mirror in the account and Region of a stack. @internal */
export interface BoundMirror {
  /** The registry whose images it has. */
  readonly upstream: string;
  /** The host, with a path if it has one, as BuildKit's configuration names it. */
  readonly mirror: string;
  readonly registry?: EcrRegistry;
  readonly statements: StatementJson[];
  /** The repositories that it creates, for the acknowledgement of their wildcard. */
  readonly resources: readonly string[];
}

const prefixWhat = "the prefix of a pull-through cache like 'docker-hub'";

/** The prefix of a rule, by the API of pull-through cache rules. */
export const cachePrefixRule: Rule = nameRule(prefixWhat, /[^a-z0-9._/-]/u, (text) => {
  if (text === 'ROOT' || text.length < 2 || text.length > 30 || repositoryNameRule(text) !== undefined) {
    const remedy = text.endsWith('/') ? 'Leave out the slash at the end' : 'It has 2 to 30 characters, as in the rule';
    return `must be ${prefixWhat}, got ${quote(text)}. ${remedy}`;
  }
  return undefined;
});

/**
 * A registry that has the images of another one, so that builds pull from there. If the mirror lacks an image or does not
 * answer, BuildKit pulls it from the registry itself.
 *
 * @see https://docs.docker.com/build/buildkit/configure/#registry-mirror
 *
 * @example
 * import { RegistryMirror } from 'cdk-ecr-publishing';
 *
 * const mirrors = [RegistryMirror.pullThroughCache('docker.io', 'docker-hub')];
 */
@publicApi
export class RegistryMirror {
  /**
   * A mirror that needs no rights in AWS, such as `mirror.gcr.io` for `docker.io`.
   *
   * @param upstream the registry that is mirrored. Throws if it is not a host.
   * @param mirror the host of the mirror, with a path if the images are below one. Throws if it is not a host, and for a
   * registry of Amazon ECR.
   */
  public static host(upstream: string, mirror: string): RegistryMirror {
    validate('upstream', upstream, registryHostRule);
    validate('mirror', mirror, mirrorRule);
    const fixed = { upstream: canonicalHost(upstream), mirror, statements: [], resources: [] };
    return new RegistryMirror(() => fixed, fixed);
  }

  /**
   * A pull-through cache of Amazon ECR. The role may pull the images below its prefix, and let ECR import new ones. The rule itself
   * must exist.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
   * @param upstream the registry that is cached. Throws if it is not a host.
   * @param prefix the prefix of the rule. Throws if no rule can have it.
   * @param options the account and Region of the cache.
   */
  public static pullThroughCache(
    upstream: string,
    prefix: string,
    options: PullThroughCacheOptions = {},
  ): RegistryMirror {
    validate('upstream', upstream, registryHostRule);
    validate('prefix', prefix, cachePrefixRule);
    if (options.account !== undefined) validate('account', options.account, accountIdRule);
    if (options.region !== undefined) validate('region', options.region, regionNameRule);
    return new RegistryMirror((scope) => {
      const stack = Stack.of(scope);
      const { account = stack.account, region = stack.region } = options;
      const host = `${account}.dkr.ecr.${region}.${hostSuffix(region) ?? stack.urlSuffix}`;
      const resource = `arn:${partitionOfRegion(region) ?? partitionOf(stack)}:ecr:${region}:${account}:repository/${prefix}/*`;
      return {
        upstream: canonicalHost(upstream),
        mirror: `${host}/${prefix}`,
        registry: { account, region, host },
        statements: [
          {
            Sid: 'UsePullThroughCache',
            Effect: 'Allow',
            Action: [...pullActions, 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'].sort(),
            Resource: resource,
          },
        ],
        resources: [resource],
      };
    });
  }

  private constructor(
    /** @internal */
    public readonly _bind: (scope: Construct) => BoundMirror,
    /** The mirror, if it is the same in each account and Region. @internal */
    public readonly _fixed?: BoundMirror,
  ) {}
}

/** The mirrors in the account and Region of a scope. Refuses one that is listed twice. */
export function bindMirrors(scope: Construct, mirrors: readonly RegistryMirror[]): BoundMirror[] {
  const bound = mirrors.map((mirror) => mirror._bind(scope));
  bound.forEach(({ resources }, index) => {
    for (const arn of resources) refuseIf(`mirrors[${index}]`, foreignArnProblem(arn, Stack.of(scope)));
  });
  const keys = bound.map(({ upstream, mirror }) => `${mirror} for ${upstream}`);
  keys.forEach((key, index) => {
    refuseIf(`mirrors[${index}]`, keys.indexOf(key) < index ? `must be listed once, got ${key} again` : undefined);
  });
  return bound;
}

/** The mirrors of each registry, in the order that BuildKit tries them. */
export function mirrorsByUpstream(mirrors: readonly BoundMirror[]): [string, string[]][] {
  const upstreams = [...new Set(mirrors.map(({ upstream }) => upstream))];
  return upstreams.map((upstream) => [
    upstream,
    mirrors.filter((mirror) => mirror.upstream === upstream).map(({ mirror }) => mirror),
  ]);
}
