import { Duration, type Stack, Token } from 'aws-cdk-lib';
import { InvalidInputError } from '../private/validation';
import { ImageRetention } from './image-retention';
import { type LifecycleDocument, type UnrankedRule } from './lifecycle-rule';

const mostRules = 50;

/**
 * Compiles retentions into the document that ECR takes: protection first, since a rule shields what it selects from
 * all later ones; then tagged, untagged and, as ECR demands, last the rule for all images.
 *
 * @throws where ECR would refuse the document.
 */
export function compileLifecyclePolicy(retentions: readonly ImageRetention[]): LifecycleDocument {
  const rules = retentions.flatMap((retention) =>
    retention._rules.map((rule) => ({ rule, rank: rankOf(rule, retention._protects) })),
  );
  refuseTwo(
    rules.map(({ rule }) => rule),
    'untagged',
    'untagged images',
  );
  refuseTwo(
    rules.map(({ rule }) => rule),
    'any',
    'all images',
  );
  if (rules.length > mostRules) {
    throw new InvalidInputError(`\`retention\` must make at most ${mostRules} rules, got ${rules.length}`);
  }
  // Array.sort is stable: within a rank the rules stay as they were given.
  const ranked = [...rules].sort((one, other) => one.rank - other.rank);
  return { rules: ranked.map(({ rule }, index) => ({ rulePriority: index + 1, ...rule })) };
}

const ranks = { tagged: 1, untagged: 2, any: 3 } as const;

function rankOf(rule: UnrankedRule, protects: boolean): number {
  return protects ? 0 : ranks[rule.selection.tagStatus];
}

function refuseTwo(rules: readonly UnrankedRule[], tagStatus: 'untagged' | 'any', images: string): void {
  const count = rules.filter(({ selection }) => selection.tagStatus === tagStatus).length;
  if (count > 1) {
    throw new InvalidInputError(`\`retention\` must hold at most one rule for ${images}, got ${count}; keep one`);
  }
}

let defaultText: string | undefined;

/** Made when it is first needed, so that the import of the package makes nothing. */
function defaultRetention(): ImageRetention[] {
  return [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)];
}

/** The document as text; the default's is written once, since most repositories of an app keep it. */
export function renderLifecyclePolicy(stack: Stack, retentions: readonly ImageRetention[] | undefined): string {
  if (retentions === undefined) return (defaultText ??= JSON.stringify(compileLifecyclePolicy(defaultRetention())));
  if (retentions.length === 0) {
    throw new InvalidInputError(
      '`retention` must hold at least one wish, got an empty list; leave it out for the default',
    );
  }
  const document = compileLifecyclePolicy(retentions);
  const text = JSON.stringify(document);
  const tokens =
    Token.isUnresolved(text) || document.rules.some((rule) => Token.isUnresolved(rule.selection.countNumber));
  return tokens ? stack.toJsonString(document) : text;
}
