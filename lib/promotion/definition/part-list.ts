import { type States, choice, isText, pass } from './states';

/** What people read at once; the counts by severity say how many more there are. */
const mostTold = 20;

/** Goes through those findings of a page whose severity does not pass, and lists what is not excepted. */
export function partListStates(): States {
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
      {
        'index.$': '$.at.index',
        'name.$': 'States.ArrayGetItem($.others.names, $.at.index)',
        'severity.$': 'States.ArrayGetItem($.others.severities, $.at.index)',
      },
      '$.at',
      'Is its name a text?',
    ),
    'Is its name a text?': choice([[isText('$.at.name'), 'Is it excepted?']], 'A finding has no name'),
    'Is it excepted?': pass(
      { 'holds.$': 'States.ArrayContains($.excepted, $.at.name)' },
      '$.exception',
      'Does it stop the image?',
    ),
    'Does it stop the image?': choice(
      [[{ Variable: '$.exception.holds', BooleanEquals: true }, 'Next finding']],
      'Tell the finding',
    ),
    'Tell the finding': pass(
      {
        'count.$': 'States.MathAdd($.told.count, 1)',
        'text.$': "States.Format('{}    {} {}\n', $.told.text, $.at.severity, $.at.name)",
      },
      '$.told',
      'Next finding',
    ),
    'Next finding': pass({ 'index.$': 'States.MathAdd($.at.index, 1)' }, '$.at', 'Is there another finding?'),
  };
}
