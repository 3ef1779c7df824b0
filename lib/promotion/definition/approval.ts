import { type PromotionDefinitionOptions } from './promotion-options';
import { contributorLine } from './verdicts';
import { type States, all, choice, pass, present } from './states';

/**
 * Asks a person. What was approved is judged again from the start, since an answer may take days: the tag may have moved,
 * an exception may be over, and a scan that goes on may have found more.
 */
export function approvalStates({ partition, approval, contributor }: PromotionDefinitionOptions): States {
  if (approval === undefined) return {};
  const { topicArn, timeoutSeconds } = approval;
  return {
    'Is it approved?': choice(
      [[{ Variable: '$.approved', BooleanEquals: true }, 'Read the pushed image again']],
      'Write the question',
    ),
    'Write the question': pass(
      {
        yes: `'{"approved":true}'`,
        no: `'{"approved":false}'`,
        'region.$': "States.ArrayGetItem(States.StringSplit($$.Execution.Id, ':'), 3)",
      },
      '$.answers',
      'Ask for approval',
    ),
    'Ask for approval': {
      Type: 'Task',
      Resource: `arn:${partition}:states:::sns:publish.waitForTaskToken`,
      Parameters: {
        TopicArn: topicArn,
        Subject: 'Image waits for your approval',
        'Message.$': question(contributor),
      },
      ResultPath: '$.answer',
      TimeoutSeconds: timeoutSeconds,
      Catch: [
        { ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'Nobody answered' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'No answer came' },
      ],
      Next: 'What is the answer?',
    },
    'What is the answer?': choice(
      [
        [
          all(
            present('$.answer.approved'),
            { Variable: '$.answer.approved', IsBoolean: true },
            { Variable: '$.answer.approved', BooleanEquals: true },
          ),
          'Note the approval',
        ],
      ],
      'It was refused',
    ),
    'Note the approval': pass(
      { 'image.$': '$.image', 'target.$': '$.target', approved: true },
      undefined,
      'Read the pushed image',
    ),
    'Nobody answered': pass({ text: 'Nobody answered in time.' }, '$.refusal', 'NOT_APPROVED'),
    'It was refused': pass(
      { 'text.$': "States.Format('The answer was: {}', States.JsonToString($.answer))" },
      '$.refusal',
      'NOT_APPROVED',
    ),
    'No answer came': pass(
      { 'text.$': "States.Format('The question failed or was refused: {}', States.JsonToString($.error))" },
      '$.refusal',
      'NOT_APPROVED',
    ),
  };
}

const command = 'aws stepfunctions send-task-success --region {} --task-output {} --task-token {}';

const template = [
  'Repository: {}',
  'Tag:        {}',
  'Digest:     {}',
  'Goes to:    {}/{}:{}',
  '',
  'To approve it, run:',
  command,
  '',
  'To refuse it, run:',
  command,
  '',
  'It is judged again after your answer. Whoever has this message and may call Step Functions can answer.',
  '',
  'Execution:  {}',
].join('\n');

const values = [
  '$.image.repository',
  '$.image.tag',
  '$.image.digest',
  '$.target.host',
  '$.target.repository',
  '$.image.tag',
  '$.answers.region',
  '$.answers.yes',
  '$$.Task.Token',
  '$.answers.region',
  '$.answers.no',
  '$$.Task.Token',
  '$$.Execution.Id',
].join(', ');

function question(contributor: string | undefined): string {
  const waits = 'An image passed the gate and waits for a decision.';
  return `States.Format('${waits}\n\n${contributorLine(contributor)}${template}', ${values})`;
}
