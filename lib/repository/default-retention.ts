import { Duration, type Stack } from 'aws-cdk-lib';
import { ImageRetention } from './image-retention';
import { renderLifecyclePolicyText } from './lifecycle-policy';

let defaultText: string | undefined;

/** The document of a repository; the default's is written once, since most repositories of an app keep it. */
export function renderRetention(stack: Stack, retentions: readonly ImageRetention[] | undefined): string {
  if (retentions) return renderLifecyclePolicyText(retentions, stack);
  return (defaultText ??= renderLifecyclePolicyText([
    ImageRetention.expireUntagged(Duration.days(1)),
    ImageRetention.keepNewest(100),
  ]));
}
