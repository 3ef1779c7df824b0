import { type PromotionDefinitionOptions } from './promotion-options';
import { type Condition, type State, type States, choice, pass } from './states';
import { retries } from './ecr-task';

/** The message about an image for a verdict. The verdict is the name of a state, and the attribute `verdict` of the message. */
interface Notification {
  /** The subject without any name, since SNS accepts only 100 characters of ASCII. */
  readonly subject: string;
  readonly sentence: string;
  readonly details: string;
  readonly todo: string;
  readonly ends?: 'failed';
}

const nothing = "States.Format('')";
const cause = 'States.JsonToString($.error)';

const refusedSubject = 'Image not promoted';
const failedSubject = 'Promotion failed';

const notifications: Readonly<Record<string, Notification>> = {
  PROMOTED: {
    subject: 'Image promoted',
    sentence: 'The image passed the gate and is in the approved repository, with the same digest.',
    details:
      "States.Format('It is now:\n  {}/{}:{}\n  {}/{}@{}\n{}', $.target.host, $.target.repository, $.image.tag, $.target.host, $.target.repository, $.image.digest, $.reasons.text)",
    todo: 'No action is needed. Pull the image by its digest if it must not change.',
  },
  DEPLOYED: {
    subject: 'Image deployed',
    sentence: 'The promoted image was deployed by its digest, and the deployments are complete.',
    details: "States.Format('{}/{}@{}\n', $.target.host, $.target.repository, $.image.digest)",
    todo: 'No action is needed. The log of the build names the services and what they run.',
  },
  NOT_DEPLOYED: {
    subject: 'Image promoted, but not deployed',
    sentence: 'The image is in the approved repository. It was not deployed, so what runs is unchanged.',
    details: "States.Format('The reason: {}\n', $.deployed.answers[0])",
    todo: 'No action is needed if a newer image runs. To go back to this image, deploy it yourself by its digest.',
  },
  DEPLOY_FAILED: {
    subject: 'Deployment failed',
    sentence: 'The image is in the approved repository, but a deployment failed or its end is not known.',
    details: cause,
    todo: 'Read the log of the build, and fix the cause. Then retry the build: aws codebuild retry-build --id BUILD.',
    ends: 'failed',
  },
  REFUSED: {
    subject: refusedSubject,
    sentence: 'The image did not pass the gate, so it was not copied.',
    details: '$.reasons.text',
    todo: 'Fix the image and push it with a new tag, or add an exception with a reason and an end date to the gate.',
  },
  NEVER_PROMOTED: {
    subject: refusedSubject,
    sentence: 'A tag that begins with sha256- names a signature or another attachment. It is never promoted by itself.',
    details: nothing,
    todo: 'No action is needed for an attachment of an image that is promoted later: it is copied with the image. Push an image with another tag.',
  },
  NOT_AN_IMAGE: {
    subject: refusedSubject,
    sentence: 'The pushed artifact is not a container image, or it is an index of something other than images.',
    details: nothing,
    todo: 'Push an image, or an index with at least one image, in a Docker or OCI format.',
  },
  TOO_MANY_PARTS: {
    subject: refusedSubject,
    sentence: 'The index refers to more images than one promotion checks.',
    details: nothing,
    todo: 'Push an index for fewer platforms. It may have at most 20 entries, including attestations.',
  },
  SUPERSEDED: {
    subject: refusedSubject,
    sentence: 'The tag was moved, removed or archived after this image was pushed, so it no longer names this digest.',
    details: nothing,
    todo: 'No action is needed if the new image was intended: it is checked separately. Otherwise find out who moved the tag.',
  },
  TARGET_TAG_TAKEN: {
    subject: refusedSubject,
    sentence: 'The approved repository already has another image with this tag, and keeps it.',
    details:
      "States.Format('{}/{}:{} is {}\n', $.target.host, $.target.repository, $.image.tag, $.taken.Images[0].ImageDigest)",
    todo: 'Push the image with a tag that was not used before.',
  },
  TARGET_ARCHIVED: {
    subject: refusedSubject,
    sentence: 'The approved repository has an archived image with this tag. It stays archived, and nothing was copied.',
    details:
      "States.Format('{}/{}:{} is {}, with the status {}\n', $.target.host, $.target.repository, $.image.tag, $.archived.Digests[0], $.archived.Statuses[0])",
    todo: 'If that is the digest of this image, restore it with: aws ecr update-image-storage-class. Otherwise push the image with a tag that was not used before.',
  },
  NOT_APPROVED: {
    subject: refusedSubject,
    sentence: 'The image passed the gate, but was not approved.',
    details: '$.refusal.text',
    todo: 'Ask the reviewers. To try again, push the image with a new tag.',
  },
  COPY_FAILED: {
    subject: failedSubject,
    sentence: 'The image passed the gate, but could not be copied to the approved repository, even after retries.',
    details: cause,
    todo: 'Read the log of the copy build. Then push the image again, or start the execution again. Both are safe.',
    ends: 'failed',
  },
  DIGEST_MISMATCH: {
    subject: failedSubject,
    sentence: 'ALARM: this tag in the approved repository does not have the digest that was checked.',
    details: 'States.JsonToString($.copied)',
    todo: 'Do not use that tag. Find out who else writes to the approved repository.',
    ends: 'failed',
  },
  FAILED: {
    subject: failedSubject,
    sentence: 'The image could not be checked, so it was not copied.',
    details: cause,
    todo: 'Fix the cause. Then push the image again, or start the execution again. Both are safe.',
    ends: 'failed',
  },
};

/** The states of all verdicts, and of their notification. A refused image is not an error, so the execution succeeds. */
export function verdictStates({
  partition,
  topicArn,
  approval,
  target,
  contributor,
  deployment,
}: PromotionDefinitionOptions): States {
  const never = [
    ...(deployment ? [] : ['DEPLOYED', 'NOT_DEPLOYED', 'DEPLOY_FAILED']),
    ...(approval ? [] : ['NOT_APPROVED']),
    ...(target.crossRegion ? ['TARGET_TAG_TAKEN', 'TARGET_ARCHIVED', 'DIGEST_MISMATCH'] : []), // the build reports them as its failure
  ];
  const states = Object.entries(notifications).filter(([verdict]) => !never.includes(verdict));
  return {
    ...Object.fromEntries(states.map(([verdict, notification]) => [verdict, notificationState(verdict, notification)])),
    Notify: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::sns:publish`,
      Parameters: {
        TopicArn: topicArn,
        'Subject.$': '$.notification.subject',
        'Message.$': message(contributor),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, path]) => [name, { DataType: 'String', 'StringValue.$': path }]),
        ),
      },
      ResultPath: null,
      TimeoutSeconds: 60,
      Retry: retries,
      Next: 'Did it fail?',
    },
    'Did it fail?': choice(
      [[{ Variable: '$.notification.ends', StringEquals: 'failed' }, 'Failed'], ...(deployment ? [promoted] : [])],
      'Done',
    ),
    Failed: { Type: 'Fail', ErrorPath: '$.notification.verdict', CausePath: '$.notification.sentence' },
    Done: { Type: 'Succeed' },
  };
}

const promoted: readonly [Condition, string] = [
  { Variable: '$.notification.verdict', StringEquals: 'PROMOTED' },
  'Deploy',
];

/** The attributes of the message, for filters of subscriptions and for programs. */
const attributes = {
  verdict: '$.notification.verdict',
  repository: '$.image.repository',
  tag: '$.image.tag',
  digest: '$.image.digest',
};

const template = [
  'Repository: {}',
  'Tag:        {}',
  'Digest:     {}',
  'Verdict:    {}',
  '',
  '{}',
  '',
  'What to do: {}',
  '',
  'Execution:  {}',
].join('\n');

const values = [
  '$.notification.sentence',
  '$.image.repository',
  '$.image.tag',
  '$.image.digest',
  '$.notification.verdict',
  '$.notification.details',
  '$.notification.todo',
  '$$.Execution.Id',
].join(', ');

function message(contributor: string | undefined): string {
  return `States.Format('{}\n\n${contributorLine(contributor)}${template}', ${values})`;
}

/** The line with the contributor, if one contributor pushes to the repository. */
export function contributorLine(contributor: string | undefined): string {
  return contributor === undefined ? '' : `Contributor: ${contributor}\n`;
}

function notificationState(verdict: string, { subject, sentence, details, todo, ends }: Notification): State {
  const of = verdict === 'REFUSED' ? { 'verdict.$': '$.answers.refused[0].verdict' } : { verdict };
  return pass(
    { ...of, subject, sentence, 'details.$': details, todo, ends: ends ?? 'reported' },
    '$.notification',
    'Notify',
  );
}
