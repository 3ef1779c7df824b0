import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { mutableTagRule } from '../../../private/oci/tag-pattern';
import { consumerIn } from './consumers';
import { environmentNames } from '../environments/environments';
import { flag, list, mapping, text } from '../fields';
import { retention } from './retention';

/** One repository. */
export const repository = mapping(
  {
    name: text(repositoryNameRule, { description: 'The name in the registry.', examples: ['team/service'] }),
    environments: environmentNames,
    mutableTags: list(
      text(mutableTagRule, { description: 'A tag or a pattern with *.', examples: ['latest'] }),
      'Tags that a push may move. All other tags are immutable.',
    ).optional(),
    imageScanOnPush: flag('Whether a push starts a scan.', { default: true }),
    encryptionKey: text(kmsKeyArnRule, {
      description: 'The ARN of a customer managed KMS key in the same account and Region. The default is AES-256.',
      examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
    }).optional(),
    retention: retention.optional(),
    pullers: list(
      consumerIn('pullers', 'A consumer that may pull: exactly one of these.'),
      'The consumers that may pull, by the repository policy.',
    ).optional(),
    pushers: list(
      consumerIn('pushers', 'A consumer that may push: exactly one of these.'),
      'The consumers that may push, by the repository policy.',
    ).optional(),
    onlyPushers: list(
      consumerIn('onlyPushers', 'A consumer that may push when no other may: exactly one of these.'),
      'The only consumers that may push. All other principals are denied, including administrators.',
    ).optional(),
    readers: list(
      consumerIn('readers', 'A consumer that may read the repository but not pull: exactly one of these.'),
      'The consumers that may read images, scan findings and policies, by the repository policy.',
    ).optional(),
  },
  'A repository.',
);
