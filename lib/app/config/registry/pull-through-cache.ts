import { roleArnRule } from '../../../private/aws/principal-arn';
import { cachePrefixRule } from '../../../private/oci/registry-prefix';
import { textRule } from '../../../private/validation/text';
import { firstProblem, quote, type Rule } from '../../../private/validation/validation';
import { azureHostRule } from '../../../registry/pull-through/azure-host';
import { upstreams } from '../../../registry/pull-through/upstreams';
import { environmentNames } from '../environments/environments';
import { addProblem, evenIfInvalid, mapping, text, uniqueList, word } from '../fields';
import { account, region } from './places';

const secret = "the ARN of a secret whose name begins with 'ecr-pullthroughcache/'";

/** The ARN of the secret of a pull through cache rule. ECR reads no other secret. */
const credentialArnRule: Rule = (value) =>
  firstProblem(
    value,
    textRule(secret),
    (checked) =>
      /^arn:aws(-\w+)*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[\w/+=.@-]+$/.test(
        checked as string,
      )
        ? undefined
        : `must be ${secret}, got ${quote(checked)}. Copy it from Secrets Manager, in the account and the Region of the environment.`,
    (checked) =>
      /-\w{6}$/.test(checked as string)
        ? undefined
        : `must be the whole ARN of a secret, got ${quote(checked)}. Copy it with the 6 characters that Secrets Manager adds to the name.`,
  );

const upstreamNames = Object.values(upstreams).map(({ name }) => name) as [string, ...string[]];

/** A rule by which images are pulled through. Each upstream registry has its own keys. */
export const pullThroughCache = mapping(
  {
    prefix: text(cachePrefixRule, {
      description: 'The start of the names of the cached repositories, without a slash at its end, or ROOT.',
      examples: ['docker-hub'],
    }),
    upstream: word(upstreamNames, 'The registry that images are pulled through from.'),
    credentialArn: text(credentialArnRule, {
      description: 'The ARN of the secret with `username` and `accessToken`, which most registries require.',
      examples: ['arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf'],
    }).optional(),
    host: text(azureHostRule, {
      description: 'The host of a registry of Azure.',
      examples: ['acme.azurecr.io'],
    }).optional(),
    account: account.optional(),
    region: region.optional(),
    roleArn: text(roleArnRule, {
      description: 'The role with which ECR pulls from another account.',
      examples: ['arn:aws:iam::123456789012:role/pull-through'],
    }).optional(),
    upstreamPrefix: text(cachePrefixRule, {
      description: 'The start of the names in the upstream registry. The default is the whole name after the prefix.',
      examples: ['library'],
    }).optional(),
    accounts: uniqueList(account, 'Other accounts that may pull through this cache.').optional(),
    environments: environmentNames,
  },
  'A rule by which ECR pulls images through from another registry and keeps them.',
).superRefine((value, context) => {
  const upstream = Object.values(upstreams).find(({ name }) => name === value.upstream);
  if (upstream === undefined) return;
  const needed = (key: 'credentialArn' | 'host' | 'account' | 'region', isNeeded: boolean) => {
    if (isNeeded && value[key] === undefined) addProblem(context, `is required with upstream ${upstream.name}`, [key]);
    if (!isNeeded && value[key] !== undefined)
      addProblem(context, `must not be set with upstream ${upstream.name}`, [key]);
  };
  needed('credentialArn', upstream.needsCredential);
  needed('host', upstream.name === 'azure-container-registry');
  needed('account', upstream.name === 'ecr');
  needed('region', upstream.name === 'ecr');
  const isEcr = upstream.name === 'ecr';
  addProblem(context, !isEcr && value.roleArn !== undefined ? 'requires upstream ecr' : undefined, ['roleArn']);
}, evenIfInvalid);
