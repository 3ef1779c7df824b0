import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { home, type Resources } from './fixtures';

/** One way to write the account, Region and partition of a template: in its texts and in its environment. */
export interface Spelling {
  readonly name: string;
  readonly env: LoadedTemplate['env'];
  readonly of: (resources: Resources) => Resources;
}

/** The ways in which the cases of every rule are written. */
export const spellings: readonly Spelling[] = [
  { name: 'literal', env: home, of: (resources) => resources },
  { name: 'Fn::Sub, place open', env: {}, of: (resources) => spelled(resources, bySub) },
  { name: 'Fn::Join, place open', env: {}, of: (resources) => spelled(resources, byJoin) },
  { name: 'Fn::Sub, place given', env: home, of: (resources) => spelled(resources, bySub) },
];

const pseudoParameters: readonly (readonly [RegExp, string])[] = [
  [/(?<=arn:)aws(?=:)/g, 'AWS::Partition'],
  [/\b123456789012\b/g, 'AWS::AccountId'],
  [/(?<=:)us-east-1(?=:)|(?<=\.ecr\.)us-east-1(?=\.)/g, 'AWS::Region'],
];

/** Private to this file: marks for the start and the end of a pseudo parameter. */
const [start, end] = ['\u0001', '\u0002'];

function spelled(resources: Resources, write: (pieces: readonly string[]) => unknown): Resources {
  return walked(resources, write) as Resources;
}

function walked(value: unknown, write: (pieces: readonly string[]) => unknown): unknown {
  if (typeof value === 'string') return spelledText(value, write);
  if (Array.isArray(value)) return value.map((item) => walked(item, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, /^(Fn::|Ref$|Type$)/.test(key) ? item : walked(item, write)]),
  );
}

function spelledText(text: string, write: (pieces: readonly string[]) => unknown): unknown {
  const marked = pseudoParameters.reduce((sofar, [form, name]) => sofar.replace(form, `${start}${name}${end}`), text);
  return marked === text ? text : write(marked.split(new RegExp(`(${start}[^${end}]*${end})`)).filter(Boolean));
}

function parameterOf(piece: string): string | undefined {
  return piece.startsWith(start) ? piece.slice(1, -1) : undefined;
}

function bySub(pieces: readonly string[]): unknown {
  const texts = pieces.map((piece) => {
    const name = parameterOf(piece);
    return name === undefined ? piece.replaceAll('${', '${!') : `\${${name}}`;
  });
  return { 'Fn::Sub': texts.join('') };
}

function byJoin(pieces: readonly string[]): unknown {
  const items = pieces.map((piece) => {
    const name = parameterOf(piece);
    return name === undefined ? piece : { Ref: name };
  });
  return { 'Fn::Join': ['', items] };
}
