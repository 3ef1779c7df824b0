import { type Paint } from '../../private/text/paint';
import { type AccessAlternative, oneOfThese, withCommon } from './access-alternatives';
import { type Decision } from '../access/access-row';
import { type AccessEntry, decisionOf } from './access-entries';
import { firstOf } from './name-list';
import { plainText } from './plain-text';
import { sourceNames } from './source-text';

/** The most items in a cell: more would hide the rows below. */
const most = { principals: 100, alternatives: 10, sources: 3 };

const marks: Readonly<Record<Decision, string>> = { allowed: '', conditional: ', if', unknown: '?' };

/** The operations, with `if` if they are conditional and a question mark if they are unknown. */
export function canText(entry: AccessEntry): string {
  const mark = marks[decisionOf(entry)];
  return entry.operations.map((operation) => `${operation}${mark}`).join('\n');
}

/** The colour of a line of `canText`: none if it is allowed. */
export function canPaint(line: string): Paint | undefined {
  if (line.endsWith(marks.conditional)) return 'yellow';
  return line.endsWith(marks.unknown) ? 'magenta' : undefined;
}

/** The principals, one a line, then the role that acts for them. */
export function whoText({ who, role }: AccessEntry): string {
  const principals = who.map(({ principal, through }) => {
    const name = principal === '*' ? 'anyone (*)' : plainText(principal);
    return through === '' ? name : `${name} through ${plainText(through)}`;
  });
  const as = role === '' ? [] : [`${who.length === 1 ? '' : 'each '}as ${plainText(role)}`];
  return [...firstOf(principals, most.principals, 'principals'), ...as].join('\n');
}

/** The conditions, and the resources that grant the access. */
export function reasonText({ alternatives, sources }: AccessEntry): string {
  const { common, alternatives: own } = withCommon(alternatives);
  const reasons = own
    .slice(0, most.alternatives)
    .flatMap((one, index) => [...(index === 0 ? [] : ['or']), ...alternativeLines(one)]);
  const more = alternatives.length - most.alternatives;
  return [
    ...common.map(conditionLine),
    ...(common.length === 0 ? [] : [oneOfThese]),
    ...reasons,
    ...(more > 0 ? [`or on one of ${more} more conditions`] : []),
    ...firstOf(
      sourceNames(sources).map((name) => `by ${name}`),
      most.sources,
    ),
  ].join('\n');
}

function alternativeLines({ decision, conditions }: AccessAlternative): string[] {
  return decision === 'unknown'
    ? ['unknown until deployment', ...conditions.map(plainText)]
    : conditions.map(conditionLine);
}

/** A condition with `if`, unless it already starts with `unless` or `whether`. */
function conditionLine(condition: string): string {
  const text = plainText(condition);
  return /^(unless|whether) /.test(text) ? text : `if ${text}`;
}
