import { type GateRules } from './gate-rules';
import { counts, findingFields } from './part-scan';
import {
  type States,
  all,
  choice,
  fieldOfEach,
  isText,
  lengthOfEach,
  length,
  not,
  pass,
  present,
  sameNumber,
  sum,
} from './states';

/** Every severity that ECR counts findings under, of both kinds of scanning. */
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'UNTRIAGED'] as const;

/** Zero for each severity: ECR omits a severity that no finding has. */
export const noCounts: Readonly<Record<string, number>> = Object.fromEntries(severities.map((name) => [name, 0]));

/** The limit of pages. No image that passes has as many, and the history of an execution is limited. */
const mostPages = 60;

/**
 * The states that check findings page by page. A finding passes if its severity may pass, or if it is excepted by name. The
 * states of `partListStates` list all others. At the end there must be at least as many findings as ECR counts.
 */
export function partFindingsStates({ scan, passing }: GateRules): States {
  const { list, other, name } = findingFields(scan);
  const stopping = severities.filter((severity) => !passing.includes(severity));
  const counted = (of: readonly string[]): string => sum(of.map((severity) => `$.counts.${severity}`));
  return {
    'Are there findings?': choice(
      [
        [present(`${other}[0]`), 'The findings are incomplete'],
        [present(`${list}[0]`), 'Choose the findings'],
      ],
      'No findings here',
    ),
    'No findings here': pass({ all: 0, passing: 0, others: 0, names: 0, both: 0 }, '$.count', 'Add the page'),
    'Choose the findings': pass(
      {
        passing: fieldOfEach(list, 'Severity', passing),
        others: fieldOfEach(list, 'Severity', stopping),
        names: fieldOfEach(list, 'Severity', stopping, name),
      },
      '$.found',
      'Count the findings',
    ),
    'Count the findings': pass(
      {
        'all.$': length(list),
        'passing.$': lengthOfEach('$.found.passing'),
        'others.$': lengthOfEach('$.found.others'),
        'names.$': lengthOfEach('$.found.names'),
        'both.$': sum([lengthOfEach('$.found.passing'), lengthOfEach('$.found.others')]),
      },
      '$.count',
      'Do all findings pass?',
    ),
    'Do all findings pass?': choice(
      [
        [sameNumber('$.count.all', '$.count.passing'), 'Add the page'],
        [not(sameNumber('$.count.all', '$.count.both')), 'The severity is unknown'],
        [sameNumber('$.count.others', '$.count.names'), 'Take the others'],
      ],
      'A finding has no name',
    ),
    'Take the others': pass(
      { 'severities.$': '$.found.others.*[*]', 'names.$': '$.found.names.*[*]' },
      '$.others',
      'Look at the others',
    ),
    'Add the page': pass(
      {
        'pages.$': 'States.MathAdd($.tally.pages, 1)',
        'listed.$': 'States.MathAdd($.tally.listed, $.count.all)',
        'others.$': 'States.MathAdd($.tally.others, $.count.others)',
      },
      '$.tally',
      'Are there more findings?',
    ),
    'Are there more findings?': choice(
      [
        [
          all(isText('$.page.NextToken'), { Variable: '$.tally.pages', NumericGreaterThanEquals: mostPages }),
          'The findings are too many',
        ],
        [isText('$.page.NextToken'), 'Request more findings'],
        [{ Variable: '$.reported.count', NumericGreaterThan: 0 }, 'The findings stop it'],
        [counts.arePresent, 'Take the counts'],
        [{ Variable: '$.tally.listed', NumericEquals: 0 }, 'The part passes'], // ECR may omit the counts of no findings
      ],
      'The findings are incomplete',
    ),
    'Take the counts': pass({ 'by.$': `States.JsonMerge($.zero, ${counts.path}, false)` }, '$.all', 'Read the counts'),
    'Read the counts': pass(
      {
        'known.$': length('$.all.by.*'),
        ...Object.fromEntries(severities.map((severity) => [`${severity}.$`, `$.all.by.${severity}`])),
      },
      '$.counts',
      'Add the counts',
    ),
    'Add the counts': pass(
      {
        'known.$': '$.counts.known',
        'listed.$': counted(severities),
        'others.$': counted(stopping),
      },
      '$.expected',
      'Was everything read?',
    ),
    'Was everything read?': choice(
      [
        [
          all(
            { Variable: '$.expected.known', NumericEquals: severities.length },
            { Variable: '$.tally.listed', NumericGreaterThanEqualsPath: '$.expected.listed' },
            { Variable: '$.tally.others', NumericGreaterThanEqualsPath: '$.expected.others' },
          ),
          'The part passes',
        ],
      ],
      'The findings are incomplete',
    ),
  };
}
