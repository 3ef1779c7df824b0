import { type Principal } from './page-model';

const letterWidth = 7.3;
const mostLines = 3;

/** A name in lines that fit a width in pixels, broken after its separators. A long name ends in an ellipsis. */
export function labelLines(text: string, width: number): string[] {
  const size = Math.max(8, Math.floor((width - 20) / letterWidth));
  const lines: string[] = [];
  let last = '';
  for (const part of text.split(/(?<=[/:@,.-])/).flatMap((one) => piecesOf(one, size))) {
    if (Array.from(last + part).length <= size) {
      last += part;
      continue;
    }
    lines.push(last);
    last = part;
  }
  lines.push(last);
  return lines.length <= mostLines ? lines : [...lines.slice(0, 2), `${(lines[2] ?? '').slice(0, -1)}…`];
}

/** Letters by code points, so that no pair of surrogates is split. */
function piecesOf(part: string, size: number): string[] {
  const letters = Array.from(part);
  const count = Math.ceil(letters.length / size);
  return Array.from({ length: count }, (_, index) => letters.slice(index * size, (index + 1) * size).join(''));
}

/** The frame of the picture that a principal is drawn in. */
export function frameOf({ kind, account }: Principal): string {
  if (account !== '') return `Account ${account}`;
  return frames.get(kind) ?? kind;
}

const frames: ReadonlyMap<string, string> = new Map([
  ['everybody', 'Anyone'],
  ['service', 'AWS services'],
  ['organization', 'Organizations'],
]);

/** The name of a principal without the parts of its ARN that its frame shows. */
export function shortName({ name, kind }: Pick<Principal, 'name' | 'kind'>): string {
  if (kind === 'everybody') return `anyone (${name})`;
  if (kind === 'account') return `account ${name.replace(/^arn:.*:iam::(.+):root$/, '$1')}`;
  return name.replace(/^arn:.*?:iam::(?:\$\{[^}]*\}|[^:]*):/, '');
}
