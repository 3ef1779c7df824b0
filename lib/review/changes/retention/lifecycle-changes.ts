import { parseJsonText } from '../../templates/template-reading';
import { fieldsOf } from '../../rules/shape';
import { type LifecycleRule, readRules } from '../../rules/lifecycle/lifecycle-text';
import { hasUnresolved } from '../../texts/symbolic-text';
import { type FoundChange } from '../change-kind';
import { capital, shortText, whenText } from '../change-words';
import { type ComparedResource } from '../compared-resources';
import { type Comparison, type ResourcePair } from '../comparison';
import { differenceOfProperty } from '../kinds/replaced';
import { limitText, selectionText, type TakenMore, takenMore } from './taken-images';

const types: readonly string[] = ['AWS::ECR::Repository', 'AWS::ECR::RepositoryCreationTemplate'];

/** Finds lifecycle policies that delete or archive more images than before. */
export function lifecycleChanges({ kept }: Comparison): FoundChange[] {
  return kept.filter(({ after }) => types.includes(after.resource.type)).flatMap(lifecycleChange);
}

function lifecycleChange(pair: ResourcePair): FoundChange[] {
  const { before, after } = pair;
  const difference = differenceOfProperty(pair, 'LifecyclePolicy');
  const now = lifecyclePolicyOf(after);
  if (difference === 'same' || now === undefined) return [];
  const was = lifecyclePolicyOf(before);
  const basis = { source: after.resource.source, rank: after.type.rank };
  if (isOpenLifecycle(now) || isOpenLifecycle(was)) {
    return [
      {
        ...basis,
        kind: 'unknown',
        what: `It is not known whether the lifecycle policy of ${shortText(after)} deletes more images than before${whenText(after)}`,
        why: 'It changes, and only the deployment knows its text.',
        fix: 'Compare both texts with `ecr-publishing lifecycle-preview` and a list of the images.',
      },
    ];
  }
  const rules = rulesOf(now);
  if (!rules) return [];
  const more = takenMore(rulesOf(was) ?? [], rules);
  const isNew = was === undefined;
  return more.length === 0 ? [] : [{ ...basis, kind: 'retention shrinks', ...wordsOf(after, more, isNew) }];
}

/** The text of a lifecycle policy, or the value that becomes one at deployment. */
export function lifecyclePolicyOf({ resource: { properties, type } }: ComparedResource): unknown {
  const { LifecyclePolicy: policy } = properties;
  return type === 'AWS::ECR::Repository' && typeof policy !== 'string' ? fieldsOf(policy).LifecyclePolicyText : policy;
}

/** Whether only the deployment knows the text. */
export function isOpenLifecycle(policy: unknown): boolean {
  return policy !== undefined && (typeof policy !== 'string' || hasUnresolved(policy));
}

function rulesOf(policy: unknown): LifecycleRule[] | undefined {
  return typeof policy === 'string' && parseJsonText(policy) !== undefined ? readRules(policy) : undefined;
}

function wordsOf(
  after: ComparedResource,
  more: readonly TakenMore[],
  isNew: boolean,
): Pick<FoundChange, 'what' | 'why' | 'fix' | 'losesImages'> {
  const deletes = more.some(({ rule }) => rule.action !== 'transition');
  const begin = isNew ? 'It had no lifecycle policy before. ' : '';
  return {
    what: `${capital(shortText(after))} ${deletes ? 'deletes' : 'archives'} more images than before${whenText(after)}`,
    why: `${begin}${more.map(moreText).join(' ')} ${deletes ? deletedWhy : archivedWhy}`,
    fix: 'Run the review with `--images FILE` to see the images, or keep the earlier limits.',
    losesImages: deletes && after.type.rank === 0,
  };
}

const deletedWhy =
  'ECR deletes the others within 24 hours of the deployment, also images that run or that a rollback needs.';
const archivedWhy = 'A pull of an archived image fails until it is restored.';

function moreText({ rule, was, reason }: TakenMore): string {
  const images = selectionText(rule);
  const verb = rule.action === 'transition' ? 'archives' : 'deletes';
  const begin = `Rule ${String(rule.priority)}, for ${images},`;
  const keeps = `${begin} keeps ${limitText(rule)}`;
  if (!was || reason === 'new')
    return `${begin} ${verb} images that no rule ${verb === 'deletes' ? 'deleted' : 'archived'}, and keeps ${limitText(rule)}.`;
  if (reason === 'no longer archived')
    return `${begin} deletes images that were archived, and keeps ${limitText(rule)}.`;
  const before = `rule ${String(was.priority)} kept ${limitText(was)} of ${selectionText(was)}`;
  return `${keeps}. Before, ${before}.`;
}
