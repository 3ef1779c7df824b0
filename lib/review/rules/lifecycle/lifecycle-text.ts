import { hasUnresolved } from '../../texts/symbolic-text';
import { type TemplateGraph } from '../../templates/template-graph';
import { parseJsonText } from '../../templates/template-reading';
import { oncePerGraph } from '../once-per-graph';
import { type ImageHolder, imageHolders } from '../image-holders';
import { type Fields, fieldsOf, textOf, textsOf } from '../shape';
import { ecrLimits } from '../../service-limits';

export type StorageClass = 'standard' | 'archive';

/** One rule of a lifecycle document. A value of a wrong type counts as absent, and is in `raw`. */
export interface LifecycleRule {
  readonly raw: Fields;
  readonly priority: unknown;
  readonly tagStatus: string | undefined;
  readonly patterns: readonly string[] | undefined;
  readonly prefixes: readonly string[] | undefined;
  readonly countType: string | undefined;
  readonly countNumber: unknown;
  readonly countUnit: unknown;
  readonly storageClass: StorageClass;
  readonly action: string | undefined;
  readonly target: unknown;
}

/** The lifecycle policy of a repository, or of a template for repositories. */
export interface Lifecycle {
  readonly holder: ImageHolder;
  readonly text: string;
  /** The rules, or `undefined` if it is no document. `open` is true if it may become one at deploy. */
  readonly rules: readonly LifecycleRule[] | undefined;
  readonly open: boolean;
}

/** The limit up to which a text that ECR refuses is read, so that its rules are reviewed too. */
const mostRead = 2 * ecrLimits.lifecyclePolicyCharacters.most;

/** A few more than ECR accepts, because reading all of them could take long. */
const mostRules = ecrLimits.lifecycleRules + 10;

export const lifecyclesOf = oncePerGraph((graph: TemplateGraph): readonly Lifecycle[] =>
  imageHolders(graph).flatMap((holder) => {
    const { lifecycleText: text } = holder;
    if (text === undefined) return [];
    return [{ holder, text, rules: readRules(text), open: hasUnresolved(text) }];
  }),
);

/** The rules of a lifecycle document, or `undefined` if the text is no document. */
export function readRules(text: string): LifecycleRule[] | undefined {
  if (text.length > mostRead) return undefined;
  const { rules } = fieldsOf(parseJsonText(text));
  return Array.isArray(rules) ? rules.slice(0, mostRules).map(readRule) : undefined;
}

function readRule(value: unknown): LifecycleRule {
  const raw = fieldsOf(value);
  const selection = fieldsOf(raw.selection);
  const action = fieldsOf(raw.action);
  const texts = (list: unknown) => (list === undefined ? undefined : textsOf(list));
  return {
    raw,
    priority: raw.rulePriority,
    tagStatus: textOf(selection.tagStatus),
    patterns: texts(selection.tagPatternList),
    prefixes: texts(selection.tagPrefixList),
    countType: textOf(selection.countType),
    countNumber: selection.countNumber,
    countUnit: selection.countUnit,
    storageClass: selection.storageClass === 'archive' ? 'archive' : 'standard',
    action: textOf(action.type),
    target: action.targetStorageClass,
  };
}

/** The patterns of a rule. A prefix is a pattern that ends in `*`. */
export function tagsOf({ patterns, prefixes = [] }: LifecycleRule): readonly string[] {
  return patterns ?? prefixes.map((prefix) => `${prefix}*`);
}
