import { type States, choice, isText, pass } from './states';

/** The limit of findings in a message. The counts by severity show how many more there are. */
const mostListed = 20;

/** The states that read the findings of a page whose severity does not pass, and list those without an exception. */
export function partListStates(): States {
  return {
    'Look at the others': pass({ index: 0 }, '$.at', 'Is there another finding?'),
    'Is there another finding?': choice(
      [
        [{ Variable: '$.reported.count', NumericGreaterThanEquals: mostListed }, 'The findings stop it'],
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
      'List the finding',
    ),
    'List the finding': pass(
      {
        'count.$': 'States.MathAdd($.reported.count, 1)',
        'text.$': "States.Format('{}    {} {}\n', $.reported.text, $.at.severity, $.at.name)",
      },
      '$.reported',
      'Next finding',
    ),
    'Next finding': pass({ 'index.$': 'States.MathAdd($.at.index, 1)' }, '$.at', 'Is there another finding?'),
  };
}
