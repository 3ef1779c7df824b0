import { Token, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { OneForSequence } from '../private/values/one-for-sequence';
import { type ImageRetention } from './lifecycle/image-retention';
import { patternsOf } from './lifecycle/lifecycle-shield';
import { ruleText } from './lifecycle/retention-rules';

/** The words for the rules with several patterns, by the retention. */
const narrowRules = new OneForSequence<ImageRetention, readonly string[]>();

/**
 * Warns of rules with several patterns. ECR selects an image only if all of them match, and a list of alternatives was mostly
 * meant.
 */
export function warnOfAllTags(construct: IConstruct, retention: readonly ImageRetention[] = []): void {
  const rules = narrowRules.of(retention, () =>
    retention
      .flatMap(({ _rules }) => _rules)
      .filter(({ selection }) => patternsOf(selection).length > 1)
      .map(ruleText)
      .map((text) => (Token.isUnresolved(text) ? 'A rule with tokens' : `'${text}'`)),
  );
  if (rules.length === 0) return;
  Validations.of(construct).addWarning(
    'cdk-ecr-publishing:RetentionNeedsAllTags',
    `${rules.join(' and ')} ${rules.length > 1 ? 'select' : 'selects'} only images whose tags match all of the patterns. ` +
      'If one match is enough, use anyTagPatterns, or a rule for each pattern.',
  );
}
