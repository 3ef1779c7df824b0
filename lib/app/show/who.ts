import { groupedBy } from '../../private/values/grouped-by';

/** A principal, or several that a policy names together, as people call it. */
export interface Who {
  /** The words before its name, such as `account` or `CodeBuild of account`. Principals with equal words are listed together. */
  readonly kind: string;
  /** The same words before several names. */
  readonly plural: string;
  readonly name: string;
  /** The ARN, if it has one. */
  readonly arn?: string;
  /** The conditions that its name does not express. */
  readonly conditions: readonly string[];
  readonly marks: readonly Mark[];
}

/** The footnotes of principals, by name, with the sign after the principal. */
export const marks = {
  otherAccount: { sign: '¹', words: "if a policy of the principal's account allows it too" },
  login: { sign: '²', words: 'if its own policies allow ecr:GetAuthorizationToken, the login' },
  conditions: { sign: '³', words: 'under conditions that --wide shows' },
  unknown: { sign: '?', words: 'unknown until deployment' },
} as const satisfies Readonly<Record<string, { readonly sign: string; readonly words: string }>>;

export type Mark = keyof typeof marks;

/** Longer conditions are a footnote, unless the reader wants all details. */
const longest = 60;

/** A text about principals, with the footnotes that it needs. */
export interface WhoText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** The principals in one text. Those that differ only in their names share their words and conditions. */
export function whoText(list: readonly Who[]): WhoText {
  const parts = groupedBy(list, ({ conditions, marks: own }) => JSON.stringify([conditions, own])).map(groupText);
  return { text: parts.map(({ text }) => text).join(', '), marks: parts.flatMap((part) => part.marks) };
}

/** The principals with their ARNs and all conditions, one a line. */
export function wideWhoText(list: readonly Who[]): WhoText {
  const lines = list.map(({ kind, name, arn, conditions, marks: own }) =>
    [kind, `${name}${signsOf(own)}`, ...(arn === undefined ? [] : [arn]), ...conditionText(conditions, own)]
      .filter((part) => part !== '')
      .join(' '),
  );
  return { text: lines.join('\n'), marks: list.flatMap((who) => who.marks) };
}

function groupText(group: readonly [Who, ...Who[]]): WhoText {
  const [{ conditions, marks: own }] = group;
  const condition = conditionText(conditions, own).join('');
  const isLong = condition.length > longest;
  const all: readonly Mark[] = isLong ? [...own, 'conditions'] : own;
  const kinds = groupedBy(group, ({ kind }) => kind).map((same) => {
    const [{ kind, plural }] = same;
    const names = listed(same.map(({ name }) => `${name}${signsOf(all)}`));
    return kind === '' ? names : `${same.length > 1 ? plural : kind} ${names}`;
  });
  if (isLong || condition === '') return { text: kinds.join(', '), marks: all };
  return { text: `${listed(kinds)} ${condition}`, marks: all };
}

function signsOf(list: readonly Mark[]): string {
  return list.map((mark) => marks[mark].sign).join('');
}

/** Conditions that must be met. The conditions of unknown access are the questions that are open. */
function conditionText(conditions: readonly string[], own: readonly Mark[]): string[] {
  if (conditions.length === 0) return [];
  return [own.includes('unknown') ? `(unknown: ${conditions.join(', ')})` : `if ${conditions.join(' and ')}`];
}

/** Names in a sentence: "a, b and c". */
export function listed(names: readonly string[], last = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1) ?? ''}`;
}

/** A number with the thing that it counts. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
