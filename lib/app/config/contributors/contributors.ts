import { expirationRule } from '../../../access/contributor/expiration';
import { containerImageRule } from '../../../private/oci/container-image';
import { externalIdRule } from '../../../private/aws/external-id';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { roleOrUserArnRule } from '../../../private/aws/principal-arn';
import { sessionNameRule } from '../../../private/aws/session-name';
import { topicArnRule } from '../../../private/aws/topic-arn';
import { wholeNumberRule } from '../../../private/validation/whole-number';
import { environmentNames } from '../environments/environments';
import { addProblem, evenIfInvalid, count, flag, list, mapping, text } from '../fields';
import { fields, listOf } from '../unvalidated';
import { deploy } from '../deploys';
import { approval, gate } from './gate';

/** An outside contributor who pushes until a date, and the promotion of the images. */
export const contributor = mapping(
  {
    name: text(sessionNameRule, {
      description: 'The name of the sessions. CloudTrail shows it for each push.',
      examples: ['alice'],
    }),
    environments: environmentNames,
    repository: text(repositoryNameRule, {
      description: 'The repository that the contributor pushes to. It is created if `repositories` does not list it.',
      examples: ['incoming/alice'],
    }),
    assumedBy: text(roleOrUserArnRule, {
      description: 'The ARN of the IAM role or user that issues the credentials.',
      examples: ['arn:aws:iam::123456789012:role/user-services'],
    }),
    externalId: text(externalIdRule, {
      description: 'The external id that a principal of another account must send to issue them.',
      examples: ['f3c1a9e07b5d48d2a6e4c0b897215d3f'],
    }).optional(),
    expiresAt: text(expirationRule, {
      description: 'When the access ends: a timestamp with a time zone.',
      examples: ['2027-06-30T00:00:00Z'],
    }),
    sessionMinutes: count(wholeNumberRule(15, 60), {
      description: 'How long the issued credentials are valid.',
      minimum: 15,
    })
      .optional()
      .meta({ default: 60 }),
    allowPull: flag('Whether the contributor may pull images of the repository.', { default: false }),
    allowList: flag('Whether the contributor may list its images.', { default: false }),
    promoteTo: text(repositoryNameRule, {
      description:
        'The approved repository. Images that pass the gate are copied to it, and only the promotion writes to it. ' +
        'It is created if `repositories` does not list it.',
      examples: ['approved/alice'],
    }).optional(),
    gate: gate.optional(),
    approval: approval.optional(),
    deploys: list(
      deploy,
      'The ECS services and Lambda functions that promoted images are deployed to, unless a newer image is approved.',
    ).optional(),
    notificationTopic: text(topicArnRule, {
      description:
        'The ARN of the SNS topic that is notified of each result. The default is a topic of the environment.',
      examples: ['arn:aws:sns:us-east-1:123456789012:promotions'],
    }).optional(),
    buildImage: text(containerImageRule, {
      description:
        'The image of the builds that copy. It contains regctl and the AWS CLI. The default is an image of CodeBuild, in which ' +
        "copies install regctl from Go's proxy.",
      examples: ['123456789012.dkr.ecr.us-east-1.amazonaws.com/regctl:0.11.7'],
    }).optional(),
  },
  'An outside contributor who pushes to one repository until a date. The credentials last an hour or less.',
).superRefine((value, context) => {
  const { promoteTo, gate: given, repository } = value;
  addProblem(context, promoteTo !== undefined && given === undefined ? 'is required with promoteTo' : undefined, [
    'gate',
  ]);
  // Even an invalid file is checked, so the list and its items may be anything.
  listOf(value.deploys).forEach((deploy, index) => {
    addProblem(context, fields(deploy).restart === true ? restartProblem : undefined, ['deploys', index, 'restart']);
  });
  const [withoutTarget] = (['gate', 'approval', 'deploys', 'notificationTopic', 'buildImage'] as const).filter(
    (key) => value[key] !== undefined,
  );
  addProblem(
    context,
    promoteTo === undefined && withoutTarget !== undefined ? `is required with ${withoutTarget}` : undefined,
    ['promoteTo'],
  );
  addProblem(
    context,
    promoteTo !== undefined && promoteTo === repository
      ? `must not be the repository that the contributor pushes to, got '${promoteTo}' for both. Choose another one.`
      : undefined,
    ['promoteTo'],
  );
}, evenIfInvalid);

const restartProblem =
  'must not be set for a contributor. No tag of an approved image moves, so the tasks would start with the image from before. Leave ' +
  '`restart` out.';
