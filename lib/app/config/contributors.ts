import { expirationRule } from '../../access/contributor/expiration';
import { externalIdRule } from '../../private/aws/external-id';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { roleOrUserArnRule } from '../../private/aws/principal-arn';
import { sessionNameRule } from '../../private/aws/session-name';
import { topicArnRule } from '../../private/aws/topic-arn';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { environmentNames } from './environments';
import { addProblem, atOnce, count, flag, mapping, text } from './fields';
import { approval, gate } from './gate';

/** Somebody from outside who pushes until a date, and what becomes of the images. */
export const contributor = mapping(
  {
    name: text(sessionNameRule, {
      description: 'The name that the sessions have to bear, which CloudTrail shows for each push.',
      examples: ['alice'],
    }),
    environments: environmentNames,
    repository: text(repositoryNameRule, {
      description: 'Where images are pushed to; made here where `repositories` do not list it.',
      examples: ['incoming/alice'],
    }),
    assumedBy: text(roleOrUserArnRule, { description: 'The ARN of the IAM role or user that hands out credentials.' }),
    externalId: text(externalIdRule, {
      description: 'What has to be shown besides, to hand them out: for a principal of another account.',
    }).optional(),
    expiresAt: text(expirationRule, {
      description: 'The instant from which on nothing is allowed, with a zone.',
      examples: ['2026-12-01T00:00:00Z'],
    }),
    sessionMinutes: count(wholeNumberRule(15, 60), {
      description: 'How long the credentials last that are handed out.',
      minimum: 15,
    }).optional(),
    allowPull: flag('Whether images of the repository may be pulled too.', { default: false }),
    allowList: flag('Whether its images may be listed.', { default: false }),
    promoteTo: text(repositoryNameRule, {
      description:
        'The approved repository, to which images that pass the gate are copied; nobody else writes to it. Made here ' +
        'where `repositories` do not list it.',
      examples: ['approved/alice'],
    }).optional(),
    gate: gate.optional(),
    approval: approval.optional(),
    notificationTopic: text(topicArnRule, {
      description: 'The ARN of the SNS topic that hears what became of images; one of the environment without it.',
    }).optional(),
  },
  'Somebody from outside who pushes to one repository, with credentials of an hour or less, until a date.',
).superRefine((value, context) => {
  const { promoteTo, gate: given, repository } = value;
  addProblem(context, promoteTo !== undefined && given === undefined ? 'must be given with promoteTo' : undefined, [
    'gate',
  ]);
  const [withoutTarget] = (['gate', 'approval', 'notificationTopic'] as const).filter(
    (key) => value[key] !== undefined,
  );
  addProblem(
    context,
    promoteTo === undefined && withoutTarget !== undefined ? `must be given with ${withoutTarget}` : undefined,
    ['promoteTo'],
  );
  addProblem(
    context,
    promoteTo !== undefined && promoteTo === repository
      ? `must be another repository than the one that is pushed to, got '${promoteTo}' for both`
      : undefined,
    ['promoteTo'],
  );
}, atOnce);
