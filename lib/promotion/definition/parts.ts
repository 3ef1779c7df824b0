import { caught } from './ecr-task';
import { kept, mostParts } from './image-kind';
import { noCounts, partFindingsStates } from './part-findings';
import { partKindStates } from './part-kind';
import { partListStates } from './part-list';
import { partScanStates } from './part-scan';
import { partVerdictStates } from './part-verdicts';
import { type PromotionDefinitionOptions } from './promotion-options';
import { type States, all, choice, having, length, pass, sameNumber, sum } from './states';

/** The states that check all images of an index in parallel and collect the results. One that does not pass stops all. */
export function partsStates(options: PromotionDefinitionOptions): States {
  return {
    'Check each part': {
      Type: 'Map',
      ItemsPath: '$.parts.all',
      MaxConcurrency: mostParts,
      ItemSelector: {
        'repository.$': '$.image.repository',
        'part.$': '$$.Map.Item.Value',
        'digests.$': '$.parts.digests',
        'excepted.$': '$.excepted.names',
        wait: { polls: 0 },
        tally: { pages: 0, listed: 0, others: 0 },
        reported: { count: 0, text: '' },
        zero: noCounts,
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Is the part tagged?',
        States: {
          ...partKindStates(options),
          ...partScanStates(options),
          ...partFindingsStates(options.gate),
          ...partListStates(),
          ...partVerdictStates(options.gate),
        },
      },
      ResultPath: '$.checked',
      Catch: caught('FAILED'),
      Next: 'Sort the answers',
    },
    'Sort the answers': pass(
      {
        ...kept,
        answers: {
          'all.$': '$.checked',
          'passing.$': having('$.checked', 'outcome', 'passes'),
          'attesting.$': having('$.checked', 'outcome', 'attests'),
          'unscanned.$': having('$.checked', 'outcome', 'unscanned'),
          'refused.$': having('$.checked', 'outcome', 'refused'),
          'texts.$': '$.checked[*].text',
        },
      },
      undefined,
      'Count the answers',
    ),
    'Count the answers': pass(
      {
        'all.$': length('$.answers.all'),
        'images.$': sum([length('$.answers.passing'), length('$.answers.unscanned')]),
        'good.$': sum(['passing', 'unscanned', 'attesting'].map((outcome) => length(`$.answers.${outcome}`))),
        'refused.$': length('$.answers.refused'),
        'texts.$': length('$.answers.texts'),
      },
      '$.count',
      'Start the reasons',
    ),
    'Start the reasons': pass({ index: 0, text: '' }, '$.reasons', 'Is there another reason?'),
    'Is there another reason?': choice(
      [[{ Variable: '$.reasons.index', NumericLessThanPath: '$.count.texts' }, 'Add a reason']],
      'Do all parts pass?',
    ),
    'Do all parts pass?': choice(
      [
        [
          all({ Variable: '$.count.images', NumericGreaterThan: 0 }, sameNumber('$.count.good', '$.count.all')),
          options.approval ? 'Is it approved?' : 'Read the pushed image again',
        ],
        [{ Variable: '$.count.refused', NumericGreaterThan: 0 }, 'REFUSED'],
      ],
      'NOT_AN_IMAGE',
    ),
    'Add a reason': pass(
      {
        'index.$': 'States.MathAdd($.reasons.index, 1)',
        'text.$': "States.Format('{}{}', $.reasons.text, States.ArrayGetItem($.answers.texts, $.reasons.index))",
      },
      '$.reasons',
      'Is there another reason?',
    ),
  };
}
