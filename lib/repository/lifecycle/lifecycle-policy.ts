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
 * the last, as ECR requires.
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
  // Array.sort is stable: within a rank the rules stay as they were given.
  const ranked = [...rules].sort((one, other) => rankOf(one) - rankOf(other));
  refuseShielded(ranked);
  return { rules: ranked.map(toJson) };
}

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
      '`retention` must list at least one ImageRetention, got an empty list. Omit it for the default.',
    );
  }
  const document = compileLifecyclePolicy(retentions);
  const text = JSON.stringify(document);
  refuseIf('retention', text.length > mostCharacters ? tooLong(text.length) : undefined);
  const holdsTokens =
    Token.isUnresolved(text) || document.rules.some(({ selection }) => Token.isUnresolved(selection.countNumber));
  return { document, text, holdsTokens };
}

/** The document as text. All of it must be known at synth. */
export function renderLifecyclePolicyText(retentions: readonly HoldsRules[]): string {
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

function toJson({ description, selection, action }: UnrankedRule, index: number): LifecycleRuleJson {
  return { rulePriority: index + 1, ...(description !== undefined && { description }), selection, action };
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
