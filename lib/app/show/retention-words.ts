import { isProtecting } from '../../repository/lifecycle/count-types/count-types';
import { type LifecycleRuleJson } from '../../repository/lifecycle/lifecycle-rule';
import { imagesText, ruleText } from '../../repository/lifecycle/retention-rules';
import { plainText } from '../../review/index';
import { lifecycleRulesOf } from '../guide/lifecycle-words';
import { listed } from './who';

/** How long images stay, in one line. The parts have the order of the rules, and the first that selects an image applies. */
export function retentionWords(policy: unknown, changedBy?: string): string {
  if (changedBy !== undefined) return `unknown, because ${plainText(changedBy)}`;
  if (policy === undefined) return 'kept until a user deletes them';
  const rules = lifecycleRulesOf(policy);
  if (rules === undefined) return 'unknown: the templates do not show the lifecycle policy';
  const first = rules.findIndex(({ selection }) => !isProtecting(selection));
  const [shields, others] = first < 0 ? [rules, []] : [rules.slice(0, first), rules.slice(first)];
  const takesAll = others.some(({ selection: { tagStatus, storageClass } }) => tagStatus === 'any' && !storageClass);
  return [...protectedWords(shields), ...others.map(wordsOf), ...(takesAll ? [] : ['keep all other images'])].join(
    '; ',
  );
}

/** The images that the first rules keep. A protected tag mostly has a rule for images and one for archived images. */
function protectedWords(rules: readonly LifecycleRuleJson[]): string[] {
  if (rules.length === 0) return [];
  const words = ({ selection }: LifecycleRuleJson) => plainText(imagesText(selection));
  const isArchived = ({ selection }: LifecycleRuleJson) => selection.storageClass === 'archive';
  const kept = new Set(rules.filter((rule) => !isArchived(rule)).map(words));
  const onlyArchived = rules.filter((rule) => isArchived(rule) && !kept.has(words(rule)));
  const tagged = [...kept].filter((text) => text.startsWith(start)).map((text) => text.slice(start.length));
  return [
    `keep all ${listed([
      ...[...kept].filter((text) => !text.startsWith(start)),
      ...(tagged.length > 0 ? [`${start}${listed(tagged, 'or')}`] : []),
      ...onlyArchived.map((rule) => `archived ${words(rule)}`),
    ])}`,
  ];
}

const start = 'images tagged ';

function wordsOf(rule: LifecycleRuleJson): string {
  const text = plainText(ruleText(rule));
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
