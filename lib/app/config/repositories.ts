import { z } from 'zod';
import { kmsKeyArnRule } from '../../private/aws/kms-key-arn';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { mutableTagRule } from '../../private/oci/tag-pattern';
import { consumerIn } from './consumers';
import { environmentNames } from './environments';
import { list, mapping, text } from './fields';
import { retention } from './retention';

/** One repository. */
export const repository = mapping(
  {
    name: text(repositoryNameRule, { description: 'The name in the registry.', examples: ['team/service'] }),
    environments: environmentNames,
    mutableTags: list(
      text(mutableTagRule, { description: 'A tag or a pattern with *.' }),
      'Tags that a push may move; every other tag is immutable.',
    ).optional(),
    imageScanOnPush: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .meta({ description: 'Whether a push starts a scan.', default: true }),
    encryptionKey: text(kmsKeyArnRule, {
      description: 'The ARN of a customer managed KMS key in the same account and Region; AES-256 without one.',
    }).optional(),
    retention: retention.optional(),
    pullers: list(
      consumerIn('pullers', 'Who may pull: exactly one of these.'),
      'Who may pull, by the policy of the repository.',
    ).optional(),
    pushers: list(
      consumerIn('pushers', 'Who may push: exactly one of these.'),
      'Who may push, by the policy of the repository.',
    ).optional(),
    onlyPushers: list(
      consumerIn('onlyPushers', 'Who alone may push: exactly one of these.'),
      'Who may push, with everybody else kept from it whatever other policies say, administrators too.',
    ).optional(),
    readers: list(
      consumerIn('readers', 'Who may look at the repository, and not pull: exactly one of these.'),
      'Who may look at images, scan findings and policies, by the policy of the repository.',
    ).optional(),
  },
  'A repository.',
);
