import { Duration, type Stack } from 'aws-cdk-lib';
import { type Rule, listProblem, quote, refuseIf, validate } from '../private/validation';
import { ImageRetention } from './image-retention';
import { renderLifecyclePolicyText } from './lifecycle-policy';

let defaultText: string | undefined;

/** The document of a repository; the default's is written once, since most repositories of an app keep it. */
export function renderRetention(stack: Stack, retentions: readonly ImageRetention[] | undefined): string {
  if (retentions !== undefined) {
    refuseIf('retention', listProblem(retentions));
    retentions.forEach((retention, index) => {
      validate(`retention[${index}]`, retention, retentionRule);
    });
    return renderLifecyclePolicyText(retentions, stack);
  }
  return (defaultText ??= renderLifecyclePolicyText([
    ImageRetention.expireUntagged(Duration.days(1)),
    ImageRetention.keepNewest(100),
  ]));
}

/** By what it holds, not by its class: an app may have the package installed twice. */
const retentionRule: Rule = (value) =>
  typeof value === 'object' && value !== null && '_rules' in value
    ? undefined
    : `must be an ImageRetention, got ${quote(value)}; like ImageRetention.keepNewest(10)`;
