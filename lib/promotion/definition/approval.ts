import { type PromotionDefinitionOptions } from './promotion-options';
import { contributorLine } from './verdicts';
import { type States, all, choice, not, pass, present, sameText } from './states';

/**
 * The states that request an approval. An answer may take days, so an approved image is checked again from the start. Meanwhile
 * its tag may have moved, an exception may have expired, and a continuous scan may have found more.
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
        quote: "'", // one in a text that an intrinsic function formats would end the text
        yes: { approved: true, 'digest.$': '$.image.digest' },
        no: { approved: false, 'digest.$': '$.image.digest' },
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
        { ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'There was no answer in time' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'No answer came' },
      ],
      Next: 'What is the answer?',
    },
    'What is the answer?': choice(
      [
        [all(present('$.answer.digest'), not(sameText('$.answer.digest', '$.image.digest'))), 'It was refused'],
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
    'There was no answer in time': pass({ text: 'There was no answer in time.' }, '$.refusal', 'NOT_APPROVED'),
    'It was refused': pass(
      { 'text.$': "States.Format('The answer was: {}', States.JsonToString($.answer))" },
      '$.refusal',
      'NOT_APPROVED',
    ),
    'No answer came': pass(
      { 'text.$': "States.Format('The request failed or was refused: {}', States.JsonToString($.error))" },
      '$.refusal',
      'NOT_APPROVED',
    ),
  };
}

const command = 'aws stepfunctions send-task-success --region {} --task-output {}{}{} --task-token {}';

const template = [
  'Repository: {}',
  'Tag:        {}',
  'Digest:     {}',
  'Target:     {}/{}:{}',
  '{}',
  'To approve it, run:',
  command,
  '',
  'To refuse it, run:',
  command,
  '',
  'The image is checked again after your answer. An answer requires this message and permission to call Step Functions.',
  '',
  'Execution:  {}',
].join('\n');

function answer(name: string): string[] {
  return ['$.answers.quote', `States.JsonToString($.answers.${name})`, '$.answers.quote'];
}

const values = [
  '$.image.repository',
  '$.image.tag',
  '$.image.digest',
  '$.target.host',
  '$.target.repository',
  '$.image.tag',
  '$.reasons.text',
  '$.answers.region',
  ...answer('yes'),
  '$$.Task.Token',
  '$.answers.region',
  ...answer('no'),
  '$$.Task.Token',
  '$$.Execution.Id',
].join(', ');

function question(contributor: string | undefined): string {
  const waits = 'An image passed the gate and waits for a decision.';
  return `States.Format('${waits}\n\n${contributorLine(contributor)}${template}', ${values})`;
}
