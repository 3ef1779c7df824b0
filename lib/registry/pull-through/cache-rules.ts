import { Stack } from 'aws-cdk-lib';
import { CfnPullThroughCacheRule } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { awsLimits } from '../../private/aws/limits';
import { prefixesOverlap } from '../../private/oci/registry-prefix';
import { quote, refuseIf } from '../../private/validation/validation';
import { reportSharedPrefixes } from '../setting-owner';
import { CreationReason, type CreationTemplate } from '../templates/creation-template';
import { warnWithoutTemplate } from '../templates/template-warnings';
import { type PullThroughCache } from './pull-through-cache';

/** Adds the pull through cache rules of a registry. Throws for more than ECR accepts, and for prefixes that overlap. */
export function addCacheRules(
  settings: Construct,
  caches: readonly PullThroughCache[],
  templates: readonly CreationTemplate[],
): void {
  const most = awsLimits.ecr.pullThroughCacheRules;
  const { length } = caches;
  const resources = new Map<string, CfnPullThroughCacheRule>();
  refuseIf(
    'pullThroughCache',
    length > most ? `must have at most ${most} rules, got ${length}. ECR accepts no more in one registry.` : undefined,
  );
  caches.forEach((cache, index) => {
    const path = `pullThroughCache[${index}]`;
    const { _prefix: prefix } = cache;
    const other = caches.slice(0, index).find((one) => prefixesOverlap(one._prefix, prefix));
    refuseIf(
      `${path}.prefix`,
      other &&
        `must not overlap with another rule, got ${quote(prefix)} and ${quote(other._prefix)}. Choose separate prefixes.`,
    );
    const id = `Cache-${prefix.replaceAll('/', ':')}`;
    resources.set(prefix, new CfnPullThroughCacheRule(settings, id, cache._render(path, Stack.of(settings))));
    warnWithoutTemplate(
      settings,
      templates,
      CreationReason.PULL_THROUGH_CACHE,
      'pull through cache rule',
      `${prefix}/`,
    );
  });
  reportSharedPrefixes(
    settings,
    '`pullThroughCache`',
    resources,
    ({ ecrRepositoryPrefix = '' }) => ecrRepositoryPrefix,
    prefixesOverlap,
  );
}

/** Throws if no rule of the settings has a prefix. */
export function requireCache(caches: readonly PullThroughCache[], prefix: string): void {
  const prefixes = caches.map((cache) => cache._prefix);
  const has =
    prefixes.length > 0 ? `The rules have ${prefixes.map(quote).join(', ')}.` : 'Add the rule to `pullThroughCache`.';
  refuseIf(
    'prefix',
    prefixes.includes(prefix)
      ? undefined
      : `must be the prefix of a pull through cache rule of the settings, got ${quote(prefix)}. ${has}`,
  );
}
