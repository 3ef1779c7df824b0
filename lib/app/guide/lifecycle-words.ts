import { daysText } from '../../private/validation/days';
import { Problems } from '../../private/validation/problems';
import { readDocument } from '../../repository/lifecycle/lifecycle-document';
import { isProtecting } from '../../repository/preview/lifecycle-reason';
import { type LifecycleRuleJson, type LifecycleSelection } from '../../repository/lifecycle/lifecycle-rule';
import { plainText } from '../../review';
import { listed, type Prose, prose } from './guide-page';

/** The time for which images are kept, in one sentence for each rule. The sentences have the order of the rules. */
export function lifecycleWords(policy: unknown): Prose[] {
  if (policy === undefined) return [prose`Images are kept until a user deletes them.`];
  const rules = rulesOf(policy);
  if (rules === undefined) return [prose`A lifecycle policy deletes images. These templates do not show which.`];
  const takesAll = rules.some(({ selection: { tagStatus, storageClass } }) => tagStatus === 'any' && !storageClass);
  return [...rules.map(ruleWords), ...(takesAll ? [] : [prose`Other images are kept.`])];
}

function rulesOf(policy: unknown): LifecycleRuleJson[] | undefined {
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
  const result = [isArchived ? 'archived' : 'deleted'];
  const archived = isArchived ? [' You cannot pull an archived image until it is restored.'] : [];
  const days = [daysText(countNumber)];
  switch (countType) {
    case 'imageCountMoreThan':
      return prose`${images}: the newest ${[String(countNumber)]} are kept, and the others are ${result}.${archived}`;
    case 'sinceImagePushed':
      return prose`${images} are ${result} ${days} after their push.${archived}`;
    case 'sinceImagePulled':
      return prose`${images} are ${result} after ${days} without a pull.${archived}`;
    case 'sinceImageTransitioned':
      return prose`${images} are ${result} after ${days} in the archive.${archived}`;
  }
}

function imagesWords({ tagStatus, tagPatternList, tagPrefixList, storageClass }: LifecycleSelection): Prose {
  const tags = tagPatternList ?? tagPrefixList?.map((prefix) => `${prefix}*`);
  const archived = storageClass === 'archive' ? 'Archived images' : 'Images';
  if (tagStatus === 'untagged') return [`${archived} without a tag`];
  return tags
    ? prose`${[archived]} tagged ${listed(tags.map(plainText))}`
    : [tagStatus === 'any' ? `All ${archived.toLowerCase()}` : `${archived} with a tag`];
}
