import { type GateRules } from './gate-rules';
import { findingFields } from './part-scan';
import { type States, choice, isText, pass } from './states';

/** What people read at once; the counts by severity say how many more there are. */
const mostTold = 20;

/** Goes through those findings of a page whose severity does not pass, and lists what is not excepted. */
export function partListStates({ scan }: GateRules): States {
  const finding = '$.at.finding';
  const name = `${finding}.${findingFields(scan).name}`;
  const tell = (what: string, ...values: string[]): ReturnType<typeof pass> =>
    pass(
      {
        'count.$': 'States.MathAdd($.told.count, 1)',
        'text.$': `States.Format('{}    ${what}\n', ${['$.told.text', ...values].join(', ')})`,
      },
      '$.told',
      'Next finding',
    );
  return {
    'Look at the others': pass({ index: 0 }, '$.at', 'Is there another finding?'),
    'Is there another finding?': choice(
      [
        [{ Variable: '$.told.count', NumericGreaterThanEquals: mostTold }, 'The findings stop it'],
        [{ Variable: '$.at.index', NumericLessThanPath: '$.count.others' }, 'Take a finding'],
      ],
      'Add the page',
    ),
    'Take a finding': pass(
      { 'index.$': '$.at.index', 'finding.$': 'States.ArrayGetItem($.others.list, $.at.index)' },
      '$.at',
      'Has it a name?',
    ),
    'Has it a name?': choice([[isText(name), 'Is it excepted?']], 'Tell what has no name'),
    'Is it excepted?': pass(
      { 'holds.$': `States.ArrayContains($.excepted, ${name})` },
      '$.exception',
      'Does it stop the image?',
    ),
    'Does it stop the image?': choice(
      [[{ Variable: '$.exception.holds', BooleanEquals: true }, 'Next finding']],
      'Tell the finding',
    ),
    'Tell the finding': tell('{} {}', `${finding}.Severity`, name),
    'Tell what has no name': tell('a finding without a name'),
    'Next finding': pass({ 'index.$': 'States.MathAdd($.at.index, 1)' }, '$.at', 'Is there another finding?'),
  };
}
