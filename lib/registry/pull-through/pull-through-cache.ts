import { type Stack } from 'aws-cdk-lib';
import { type CfnPullThroughCacheRuleProps } from 'aws-cdk-lib/aws-ecr';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { accountIdRule } from '../../private/aws/account-id';
import { knownRegionRule } from '../../private/aws/known-regions';
import { partitionOfRegion } from '../../private/aws/region-partition';
import { publicApi } from '../../private/boundary/public-api';
import { cachePrefixRule, rootPrefix } from '../../private/oci/registry-prefix';
import { hostSuffix } from '../../private/oci/registry-host';
import { type Problem, quote, refuseIf, validate } from '../../private/validation/validation';
import { azureHostRule } from './azure-host';
import { credentialProblem } from './credential-problem';
import { roleProblem } from './role-problem';
import { type Upstream, upstreams } from './upstreams';

/** The names of a pull through cache in its upstream registry. */
export interface UpstreamOptions {
  /**
   * The start of the repository names in the upstream registry. With the prefix `team` and `library` here, `team/node` is
   * `library/node` upstream. Throws if ECR does not accept it.
   *
   * @default - the whole name after the prefix
   */
  readonly upstreamRepositoryPrefix?: string;
}

/** Options of `PullThroughCache.ecr()`. */
export interface EcrUpstreamOptions extends UpstreamOptions {
  /**
   * The role with which ECR pulls from the other account. ECR must be able to assume it. Throws if it is not in the account of the
   * settings.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
   * @default - none, which only a registry of the same account accepts
   */
  readonly role?: IRole;
}

interface CacheRule extends UpstreamOptions {
  readonly prefix: string;
  readonly upstream: Upstream;
  readonly url: string | ((stack: Stack) => string);
  readonly credential?: ISecret;
  readonly role?: IRole;
  /** The account of the upstream registry, if it is in ECR. */
  readonly account?: string;
  readonly region?: string;
}

/**
 * A rule by which ECR pulls images through from another registry and keeps them, in repositories below a prefix. Those who pull need
 * more than a pull, so use `RegistrySettings.grantPullThrough()`.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
@publicApi
export class PullThroughCache {
  /**
   * Another Region or account of Amazon ECR.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param account the account of the registry. Throws if it is not an account id.
   * @param region the Region of the registry. Throws for a Region that aws-cdk-lib does not know.
   * @param options the role, which another account requires, and the names upstream.
   */
  public static ecr(
    prefix: string,
    account: string,
    region: string,
    options: EcrUpstreamOptions = {},
  ): PullThroughCache {
    validate('account', account, accountIdRule);
    validate('region', region, knownRegionRule);
    const url = (stack: Stack) => `${account}.dkr.ecr.${region}.${hostSuffix(region) ?? stack.urlSuffix}`;
    return PullThroughCache.made({ ...options, prefix, upstream: upstreams.ecr, url, account, region });
  }

  /**
   * Amazon ECR Public, which needs no credential.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param options the names upstream.
   */
  public static ecrPublic(prefix: string, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({ ...options, prefix, upstream: upstreams.ecrPublic, url: upstreams.ecrPublic.url });
  }

  /**
   * Docker Hub.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param credential the secret with `username` and `accessToken`. Throws if its name does not begin with `ecr-pullthroughcache/`.
   * @param options the names upstream.
   */
  public static dockerHub(prefix: string, credential: ISecret, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({
      ...options,
      prefix,
      credential,
      upstream: upstreams.dockerHub,
      url: upstreams.dockerHub.url,
    });
  }

  /**
   * GitHub's container registry, `ghcr.io`.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param credential the secret with `username` and `accessToken`. Throws if its name does not begin with `ecr-pullthroughcache/`.
   * @param options the names upstream.
   */
  public static gitHub(prefix: string, credential: ISecret, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({
      ...options,
      prefix,
      credential,
      upstream: upstreams.gitHub,
      url: upstreams.gitHub.url,
    });
  }

  /**
   * The container registry of gitlab.com. ECR does not accept a self-managed GitLab.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param credential the secret with `username` and `accessToken`. Throws if its name does not begin with `ecr-pullthroughcache/`.
   * @param options the names upstream.
   */
  public static gitLab(prefix: string, credential: ISecret, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({
      ...options,
      prefix,
      credential,
      upstream: upstreams.gitLab,
      url: upstreams.gitLab.url,
    });
  }

  /**
   * A registry of Azure.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param host the host of the registry, such as `acme.azurecr.io`. Throws for any other host.
   * @param credential the secret with `username` and `accessToken`. Throws if its name does not begin with `ecr-pullthroughcache/`.
   * @param options the names upstream.
   */
  public static azure(
    prefix: string,
    host: string,
    credential: ISecret,
    options: UpstreamOptions = {},
  ): PullThroughCache {
    validate('host', host, azureHostRule);
    return PullThroughCache.made({ ...options, prefix, credential, upstream: upstreams.azure, url: host });
  }

  /**
   * The registry of Chainguard.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param credential the secret with `username` and `accessToken`. Throws if its name does not begin with `ecr-pullthroughcache/`.
   * @param options the names upstream.
   */
  public static chainguard(prefix: string, credential: ISecret, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({
      ...options,
      prefix,
      credential,
      upstream: upstreams.chainguard,
      url: upstreams.chainguard.url,
    });
  }

  /**
   * The registry of Kubernetes, `registry.k8s.io`, which needs no credential.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param options the names upstream.
   */
  public static kubernetes(prefix: string, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({ ...options, prefix, upstream: upstreams.kubernetes, url: upstreams.kubernetes.url });
  }

  /**
   * Quay, which needs no credential.
   *
   * @param prefix the start of the names of the cached repositories, without the slash, or `ROOT` for all. Throws if ECR does not accept it.
   * @param options the names upstream.
   */
  public static quay(prefix: string, options: UpstreamOptions = {}): PullThroughCache {
    return PullThroughCache.made({ ...options, prefix, upstream: upstreams.quay, url: upstreams.quay.url });
  }

  private static made(rule: CacheRule): PullThroughCache {
    validate('prefix', rule.prefix, cachePrefixRule);
    const { upstreamRepositoryPrefix } = rule;
    if (upstreamRepositoryPrefix !== undefined) {
      validate('upstreamRepositoryPrefix', upstreamRepositoryPrefix, cachePrefixRule);
      refuseIf('upstreamRepositoryPrefix', rootProblem(rule.prefix, upstreamRepositoryPrefix));
    }
    return new PullThroughCache(rule);
  }

  private constructor(private readonly rule: CacheRule) {}

  /** The start of the names of the cached repositories. @internal */
  public get _prefix(): string {
    return this.rule.prefix;
  }

  /** Renders the rule for the registry of a stack. Throws if its secret or its role cannot be used there. @internal */
  public _render(path: string, stack: Stack): CfnPullThroughCacheRuleProps {
    const { prefix, upstream, url, credential, role, account, region, upstreamRepositoryPrefix } = this.rule;
    if (credential) refuseIf(`${path}.credential`, credentialProblem(credential, stack));
    if (upstream === upstreams.ecr) {
      refuseIf(path, ecrProblem({ account, region }, stack));
      refuseIf(`${path}.role`, roleProblem(role, account, stack));
    }
    return {
      ecrRepositoryPrefix: prefix,
      upstreamRegistry: upstream.name,
      upstreamRegistryUrl: typeof url === 'string' ? url : url(stack),
      upstreamRepositoryPrefix,
      credentialArn: credential?.secretFullArn ?? credential?.secretArn,
      customRoleArn: role?.roleArn,
    };
  }
}

/** A cache of everything has nothing in front of the names, so a name upstream cannot replace it. */
function rootProblem(prefix: string, upstream: string): Problem {
  return upstream === rootPrefix && prefix !== rootPrefix
    ? 'must not be set to ROOT. Without it, ECR uses the whole name after the prefix.'
    : undefined;
}

/** A registry of another partition, or the registry itself, which would look for each missing image in itself. */
function ecrProblem({ account, region = '' }: Pick<CacheRule, 'account' | 'region'>, stack: Stack): Problem {
  const [there, own] = [partitionOfRegion(region), partitionOfRegion(stack.region)];
  if (there !== undefined && own !== undefined && there !== own)
    return `must be a registry in the partition of the settings, ${own}, got ${quote(region)} of ${there}. A role of one partition has no rights in another one.`;
  return account === stack.account && region === stack.region
    ? `must be another registry, got the account and the Region of the settings, ${quote(region)}. Choose another upstream registry.`
    : undefined;
}
