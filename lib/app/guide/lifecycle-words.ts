import { Problems } from '../../private/validation/problems';
import { readDocument } from '../../repository/lifecycle/lifecycle-document';
import { countTypes, isProtecting } from '../../repository/lifecycle/count-types/count-types';
import { type LifecycleRuleJson, type LifecycleSelection } from '../../repository/lifecycle/lifecycle-rule';
import { plainText } from '../../review/index';
import { listed, type Prose, prose } from './guide-page';

/** The time for which images are kept, in one sentence for each rule. The sentences have the order of the rules. */
export function lifecycleWords(policy: unknown, changedBy?: string): Prose[] {
  if (changedBy !== undefined) return [prose`These templates do not show it, because ${plainText(changedBy)}.`];
  if (policy === undefined) return [prose`Images are kept until a user deletes them.`];
  const rules = lifecycleRulesOf(policy);
  if (rules === undefined) return [prose`A lifecycle policy deletes images. These templates do not show which.`];
  const takesAll = rules.some(({ selection: { tagStatus, storageClass } }) => tagStatus === 'any' && !storageClass);
  return [...rules.map(ruleWords), ...(takesAll ? [] : [prose`Other images are kept.`])];
}

/** The rules of a repository's lifecycle policy. Undefined if the template does not show them. */
export function lifecycleRulesOf(policy: unknown): LifecycleRuleJson[] | undefined {
  const { LifecyclePolicyText: document } = policy as { readonly LifecyclePolicyText?: unknown };
  try {
    const problems = new Problems();
    const rules = readDocument(JSON.parse(String(document)), problems);
    problems.refuse();
    return rules;
  } catch {
    return undefined;
  }
}

function ruleWords({ selection, action }: LifecycleRuleJson): Prose {
  const { countType, countNumber } = selection;
  const images = imagesWords(selection);
  if (isProtecting(selection)) return prose`${images} are kept. The rules below do not apply to them.`;
  const isArchived = action.type === 'transition';
  const archived = isArchived ? [' You cannot pull an archived image until it is restored.'] : [];
  const [middle, end] = countTypes[countType].sentence(countNumber);
  return [...images, middle, isArchived ? 'archived' : 'deleted', end, ...archived];
}

function imagesWords({ tagStatus, tagPatternList, tagPrefixList, storageClass }: LifecycleSelection): Prose {
  const tags = tagPatternList ?? tagPrefixList?.map((prefix) => `${prefix}*`);
  const archived = storageClass === 'archive' ? 'Archived images' : 'Images';
  if (tagStatus === 'untagged') return [`${archived} without a tag`];
  return tags
    ? prose`${[archived]} tagged ${listed(tags.map(plainText))}`
    : [tagStatus === 'any' ? `All ${archived.toLowerCase()}` : `${archived} with a tag`];
}
