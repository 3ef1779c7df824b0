import { type PromotionDefinitionOptions } from './promotion-options';
import { type State, type States, choice, pass } from './states';
import { retries } from './ecr-task';

/** What is told of an image. Each is a state of its name, and the message's attribute `verdict`. */
interface Telling {
  /** SNS takes 100 characters of ASCII, so no name is in it. */
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

const tellings: Readonly<Record<string, Telling>> = {
  PROMOTED: {
    subject: 'Image promoted',
    sentence: 'The image passed and is in the approved repository, with the same digest.',
    details:
      "States.Format('It is now:\n  {}/{}:{}\n  {}/{}@{}\n', $.target.host, $.target.repository, $.image.tag, $.target.host, $.target.repository, $.image.digest)",
    todo: 'Nothing. Pull it by the digest where it has to stay the same.',
  },
  REFUSED: {
    subject: refusedSubject,
    sentence: 'The image did not pass the gate and stays where it was pushed.',
    details: '$.reasons.text',
    todo: 'Mend the image and push it with a new tag, or have an exception with a reason and an end date added to the gate.',
  },
  NOT_AN_IMAGE: {
    subject: refusedSubject,
    sentence: 'What was pushed is no container image, or an index of something else than images.',
    details: nothing,
    todo: 'Push an image, or an index of images with at least one of them, in a format of Docker or OCI.',
  },
  TOO_MANY_PARTS: {
    subject: refusedSubject,
    sentence: 'The index refers to more images than one promotion checks.',
    details: nothing,
    todo: 'Push an index for fewer platforms, at most 20 entries with their attestations.',
  },
  SUPERSEDED: {
    subject: refusedSubject,
    sentence: 'The tag was moved or removed after this image was pushed, so this digest is not what it names any more.',
    details: nothing,
    todo: 'Nothing, if the new image was meant: it is judged by itself. Else find out who moved the tag.',
  },
  TARGET_TAG_TAKEN: {
    subject: refusedSubject,
    sentence: 'The approved repository has another image with this tag, which stays.',
    details:
      "States.Format('{}/{}:{} is {}\n', $.target.host, $.target.repository, $.image.tag, $.taken.Images[0].ImageId.ImageDigest)",
    todo: 'Push the image with a tag that was not used before.',
  },
  NOT_APPROVED: {
    subject: refusedSubject,
    sentence: 'The image passed the gate, and was not approved by a person in time.',
    details: '$.refusal.text',
    todo: 'Ask those who approve. To try again, push the image with a new tag.',
  },
  COPY_FAILED: {
    subject: failedSubject,
    sentence: 'The image passed, and could not be copied to the approved repository, also after trying again.',
    details: cause,
    todo: 'Read the log of the build that copies. Then push the image again, or start the execution anew: that is safe.',
    ends: 'failed',
  },
  DIGEST_MISMATCH: {
    subject: failedSubject,
    sentence: 'ALARM: the approved repository does not have under this tag the digest that was judged.',
    details: 'States.JsonToString($.copied)',
    todo: 'Do not use that tag. Find out who else writes to the approved repository.',
    ends: 'failed',
  },
  FAILED: {
    subject: failedSubject,
    sentence: 'The image could not be judged, so it stays where it was pushed.',
    details: cause,
    todo: 'Mend the cause. Then push the image again, or start the execution anew: that is safe.',
    ends: 'failed',
  },
};

/** Every verdict that is told, and the telling. What nobody did anything wrong about ends the execution well. */
export function verdictStates({
  partition,
  topicArn,
  approval,
  target,
  contributor,
}: PromotionDefinitionOptions): States {
  const never = [
    ...(approval ? [] : ['NOT_APPROVED']),
    ...(target.crossRegion ? ['TARGET_TAG_TAKEN', 'DIGEST_MISMATCH'] : []), // the build tells both as its failure
  ];
  const states = Object.entries(tellings).filter(([verdict]) => !never.includes(verdict));
  return {
    ...Object.fromEntries(states.map(([verdict, telling]) => [verdict, tellingState(verdict, telling)])),
    Tell: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::sns:publish`,
      Parameters: {
        TopicArn: topicArn,
        'Subject.$': '$.tell.subject',
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
    'Did it fail?': choice([[{ Variable: '$.tell.ends', StringEquals: 'failed' }, 'Failed']], 'Done'),
    Failed: { Type: 'Fail', ErrorPath: '$.tell.verdict', CausePath: '$.tell.sentence' },
    Done: { Type: 'Succeed' },
  };
}

/** For filters of subscriptions, and for programs. */
const attributes = {
  verdict: '$.tell.verdict',
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
  '$.tell.sentence',
  '$.image.repository',
  '$.image.tag',
  '$.image.digest',
  '$.tell.verdict',
  '$.tell.details',
  '$.tell.todo',
  '$$.Execution.Id',
].join(', ');

function message(contributor: string | undefined): string {
  return `States.Format('{}\n\n${contributorLine(contributor)}${template}', ${values})`;
}

/** Who pushed, above the repository, where one contributor has it. */
export function contributorLine(contributor: string | undefined): string {
  return contributor === undefined ? '' : `Contributor: ${contributor}\n`;
}

function tellingState(verdict: string, { subject, sentence, details, todo, ends }: Telling): State {
  const of = verdict === 'REFUSED' ? { 'verdict.$': '$.reasons.verdict' } : { verdict };
  return pass({ ...of, subject, sentence, 'details.$': details, todo, ends: ends ?? 'told' }, '$.tell', 'Tell');
}
