import { buildRules } from './build/build-rules';
import { consumerRules } from './consumer/consumer-rules';
import { identityRules } from './identity/identity-rules';
import { lifecycleRules } from './lifecycle/lifecycle-rules';
import { registryRules } from './registry/registry-rules';
import { repositoryRules } from './repository/repository-rules';
import { type ReviewRule } from './review-rule';
import { trustRules } from './trust/trust-rules';

/** Rules about one subject. They share a folder here and a page of the documentation. */
export interface RuleFamily {
  /** The name of the folder and of the page. */
  readonly name: string;
  readonly title: string;
  readonly rules: readonly ReviewRule[];
}

/** The families of rules, in the order of the documentation. */
export const ruleFamilies: readonly RuleFamily[] = [
  { name: 'trust', title: 'Who becomes a role', rules: trustRules },
  { name: 'repository', title: 'Repositories', rules: repositoryRules },
  { name: 'registry', title: 'The registry', rules: registryRules },
  { name: 'lifecycle', title: 'Lifecycle policies', rules: lifecycleRules },
  { name: 'build', title: 'Builds', rules: buildRules },
  { name: 'identity', title: 'What roles and users are allowed', rules: identityRules },
  { name: 'consumer', title: 'Who runs images', rules: consumerRules },
];

const pages: ReadonlyMap<string, string> = new Map(
  ruleFamilies.flatMap(({ name, rules }) => rules.map(({ id }) => [id, `review-rules/${name}.md#${id}`] as const)),
);

/** The section about a rule, by its path in the documentation. */
export function pageOfRule(id: string): string | undefined {
  return pages.get(id);
}
