import { daysText } from '../../private/validation/days';
import { Problems } from '../../private/validation/problems';
import { readDocument } from '../../repository/lifecycle/lifecycle-document';
import { isProtecting } from '../../repository/preview/lifecycle-reason';
import { type LifecycleRuleJson, type LifecycleSelection } from '../../repository/lifecycle/lifecycle-rule';
import { plainText } from '../../review';
import { listed, type Prose, prose } from './guide-page';

/** How long images stay, a sentence for each rule in the order in which they take images. */
export function lifecycleWords(policy: unknown): Prose[] {
  if (policy === undefined) return [prose`Images stay until somebody deletes them.`];
  const rules = rulesOf(policy);
  if (rules === undefined) return [prose`A lifecycle policy deletes images; these templates do not tell which.`];
  const takesAll = rules.some(({ selection: { tagStatus, storageClass } }) => tagStatus === 'any' && !storageClass);
  return [...rules.map(ruleWords), ...(takesAll ? [] : [prose`Other images stay.`])];
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
  if (isProtecting(selection)) return prose`${images} stay, whatever the rules below say.`;
  const go = action.type === 'transition' ? 'archived: nobody can pull them until they are restored' : 'deleted';
  const days = [daysText(countNumber)];
  switch (countType) {
    case 'imageCountMoreThan':
      return prose`${images}: the newest ${[String(countNumber)]} stay, others are ${[go]}.`;
    case 'sinceImagePushed':
      return prose`${images} are ${[go]} ${days} after their push.`;
    case 'sinceImagePulled':
      return prose`${images} are ${[go]} after ${days} without a pull.`;
    case 'sinceImageTransitioned':
      return prose`${images} are ${[go]} after ${days} in the archive.`;
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
