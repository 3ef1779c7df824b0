import { Duration, type Stack } from 'aws-cdk-lib';
import { OneForSequence } from '../../private/values/one-for-sequence';
import { type Rule, listProblem, quote, refuseIf, validate } from '../../private/validation/validation';
import { ImageRetention } from './image-retention';
import { compileLifecycleText, keepsAll, type LifecycleText } from './lifecycle-policy';

const compiled = new OneForSequence<ImageRetention, LifecycleText>();

/**
 * The lifecycle document of a repository, or undefined if it keeps all images. Equal retentions are the same objects, so most
 * repositories share one text.
 */
export function renderRetention(
  stack: Stack,
  retentions: readonly ImageRetention[] = defaultRetentions(),
): string | undefined {
  refuseIf('retention', listProblem(retentions));
  if (keepsAllImages(retentions)) return undefined;
  const { document, text, holdsTokens } = compiled.of(retentions, () => {
    retentions.forEach((retention, index) => {
      validate(`retention[${index}]`, retention, retentionRule);
    });
    return compileLifecycleText(retentions);
  });
  return holdsTokens ? stack.toJsonString(document) : text;
}

/** Whether the only retention is `keepAll()`. */
export function keepsAllImages(retentions: readonly ImageRetention[] = []): boolean {
  return retentions.length === 1 && retentions.every((one) => retentionRule(one) === undefined && keepsAll(one));
}

function defaultRetentions(): readonly ImageRetention[] {
  return [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)];
}

/** Looks at the properties and not at the class, because an app may have the package installed twice. */
const retentionRule: Rule = (value) =>
  typeof value === 'object' && value !== null && '_rules' in value
    ? undefined
    : `must be an ImageRetention, got ${quote(value)}. Use for example ImageRetention.keepNewest(10).`;
