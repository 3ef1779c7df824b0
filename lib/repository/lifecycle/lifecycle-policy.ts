import { Token } from 'aws-cdk-lib';
import { awsLimits } from '../../private/aws/limits';
import { InvalidInputError, refuseIf } from '../../private/validation/validation';
import { type LifecycleDocument, type LifecycleRuleJson, type UnrankedRule } from './lifecycle-rule';
import { isShieldedBy } from './lifecycle-shield';
import { protectArchivedRule } from './retention-rules';

const { lifecycleRules: mostRules, lifecyclePolicyCharacters: mostCharacters } = awsLimits.ecr;

/** One or several rules. `ImageRetention` has this form. */
interface HoldsRules {
  /** @internal */
  readonly _rules: readonly UnrankedRule[];
}

/**
 * Compiles retentions into the document that ECR accepts. Rules that protect images come first, since a rule shields the
 * images that it selects from all later rules. Rules for tagged and for untagged images follow. The rule for all images is
 * the last, as ECR requires. An imported document alone keeps its order and its priorities.
 *
 * @throws if ECR would refuse the document, or if a rule could never take an image.
 */
export function compileLifecyclePolicy(retentions: readonly HoldsRules[]): LifecycleDocument {
  const rules = withArchivedProtection(retentions.flatMap(({ _rules }) => _rules));
  refuseTwo(rules, 'untagged', 'untagged images');
  refuseTwo(rules, 'any', 'all images');
  refuseIf(
    'retention',
    rules.length > mostRules ? `must give at most ${mostRules} rules, got ${rules.length}` : undefined,
  );
  if (retentions.length === 1 && isWholeDocument(rules)) {
    refuseShielded(rules);
    return { rules: rules.map((rule) => toJson(rule, rule.rulePriority)) };
  }
  // Array.sort is stable: within a rank the rules stay as they were given.
  const ranked = [...rules].sort((one, other) => rankOf(one) - rankOf(other));
  refuseShielded(ranked);
  return { rules: ranked.map((rule, index) => toJson(rule, index + 1)) };
}

/** Whether all rules have priorities, and ECR accepts them: the rule for all images is the last. */
function isWholeDocument(rules: readonly UnrankedRule[]): rules is readonly RankedRule[] {
  if (rules.some(({ rulePriority }) => rulePriority === undefined)) return false;
  return (['standard', 'archive'] as const).every((storageClass) => {
    const ofClass = rules.filter(({ selection }) => (selection.storageClass ?? 'standard') === storageClass);
    return ofClass.slice(0, -1).every(({ selection }) => selection.tagStatus !== 'any');
  });
}

type RankedRule = UnrankedRule & { readonly rulePriority: number };

/** A document, and its text at synth. */
export interface LifecycleText {
  readonly document: LifecycleDocument;
  readonly text: string;
  /** Whether the text contains values that are known at deploy time only. */
  readonly holdsTokens: boolean;
}

/** Compiles retentions as `compileLifecyclePolicy` does, and renders the document as text. */
export function compileLifecycleText(retentions: readonly HoldsRules[]): LifecycleText {
  if (retentions.length === 0) {
    throw new InvalidInputError(
      '`retention` must list at least one ImageRetention, got an empty list. Omit it for the default, or use ' +
        'ImageRetention.keepAll() to keep all images.',
    );
  }
  if (retentions.some(keepsAll)) {
    throw new InvalidInputError(
      `\`retention\` must list ImageRetention.keepAll() alone, got ${retentions.length} retentions. It keeps all images, ` +
        'so remove it or the others.',
    );
  }
  const document = compileLifecyclePolicy(retentions);
  const text = JSON.stringify(document);
  refuseIf('retention', text.length > mostCharacters ? tooLong(text.length) : undefined);
  const holdsTokens =
    Token.isUnresolved(text) ||
    document.rules.some(({ rulePriority, selection }) =>
      [rulePriority, selection.countNumber].some((number) => Token.isUnresolved(number)),
    );
  return { document, text, holdsTokens };
}

/** Whether a retention is `keepAll()`. Every other one has a rule. */
export function keepsAll({ _rules }: HoldsRules): boolean {
  return _rules.length === 0;
}

/** The document as text. All of it must be known at synth. */
export function renderLifecyclePolicyText(retentions: readonly HoldsRules[]): string {
  if (retentions.length === 1 && retentions.every(keepsAll))
    throw new InvalidInputError(
      '`retentions` must not be ImageRetention.keepAll(), because it has no document. Leave the document out.',
    );
  const { text, holdsTokens } = compileLifecycleText(retentions);
  if (holdsTokens)
    throw new InvalidInputError(
      '`retentions` must be known at synth, got a token. A document as text cannot contain tokens.',
    );
  return text;
}

function tooLong(length: number): string {
  return `must give a document of at most ${mostCharacters.toLocaleString('en')} characters, got ${length.toLocaleString('en')}`;
}

const ranks = { tagged: 1, untagged: 2, any: 3 } as const;

function rankOf({ protects, selection }: UnrankedRule): number {
  return protects ? 0 : ranks[selection.tagStatus];
}

function toJson({ description, selection, action }: UnrankedRule, rulePriority: number): LifecycleRuleJson {
  return { rulePriority, ...(description !== undefined && { description }), selection, action };
}

/** Protects images in the archive too, if a rule expires archived images. */
function withArchivedProtection(rules: readonly UnrankedRule[]): readonly UnrankedRule[] {
  if (!rules.some(({ selection }) => selection.storageClass === 'archive')) return rules;
  return [...rules, ...rules.filter(({ protects }) => protects).map(protectArchivedRule)];
}

function refuseTwo(rules: readonly UnrankedRule[], tagStatus: 'untagged' | 'any', images: string): void {
  for (const storageClass of ['standard', 'archive'] as const) {
    const count = rules.filter(
      ({ selection }) => selection.tagStatus === tagStatus && (selection.storageClass ?? 'standard') === storageClass,
    ).length;
    const which = storageClass === 'archive' ? `${images} in the archive` : images;
    refuseIf(
      'retention',
      count > 1 ? `must hold at most one rule for ${which}, got ${count}. Keep one of them.` : undefined,
    );
  }
}

function refuseShielded(ranked: readonly UnrankedRule[]): void {
  ranked.forEach((rule, index) => {
    if (rule.protects) return; // to protect twice does no harm
    const shield = ranked.slice(0, index).find((earlier) => isShieldedBy(rule.selection, earlier.selection));
    if (!shield) return;
    throw new InvalidInputError(
      `\`retention\` must not contain a rule that never takes an image, got '${rule.description ?? ''}'. ` +
        `'${shield.description ?? ''}' comes first and selects all of these images. Remove one of the two.`,
    );
  });
}
