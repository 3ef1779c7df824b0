import { type Statement, textsIn } from './statement';

/** Whom a statement names, in words; principals of the repository's own account without the account. */
export function principalsOf({ Principal: principal, Condition: condition }: Statement, ownAccount: string): string[] {
  const { AWS: aws, Service: service } = (principal ?? {}) as { AWS?: unknown; Service?: unknown };
  const bounds = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => boundOf(operator, key, values)),
  );
  if (principal === '*' || textsIn(aws).includes('*')) return bounded('everybody', bounds, 'principal');
  const arns = aws === undefined ? [] : [aws].flat();
  return [
    ...arns.map((arn) =>
      withBesides(typeof arn === 'string' ? principalName(arn, ownAccount) : JSON.stringify(arn), bounds),
    ),
    ...textsIn(service).flatMap((name) => bounded(serviceNames[name] ?? name, bounds, 'source')),
  ];
}

const serviceNames: Readonly<Record<string, string>> = {
  'lambda.amazonaws.com': 'Lambda',
  'codebuild.amazonaws.com': 'CodeBuild',
};

/** One condition, in words. */
interface Bound {
  /** Whom it leaves of everybody, or of all on whose behalf a service comes; one for each value. */
  readonly principal?: readonly string[];
  readonly source?: readonly string[];
  /** What it says beside something that names somebody already. */
  readonly beside?: string;
}

const needsValue = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)$/i;

function boundOf(operator: string, key: string, values: unknown): Bound {
  const texts = textsIn(values);
  const other = { beside: `if ${key} ${operator} ${texts.length > 0 ? texts.join(' or ') : JSON.stringify(values)}` };
  if (!needsValue.test(operator) || texts.length === 0) return other;
  const name = key.toLowerCase();
  if (name.startsWith('aws:principaltag/')) {
    return { beside: `tagged ${key.slice('aws:principaltag/'.length)}=${texts.join(' or ')}` };
  }
  switch (name) {
    case 'aws:principalorgid':
      return principal(texts.map((text) => `organization ${text}`));
    case 'aws:principalorgpaths':
      return principal(texts.map((text) => `organizational unit ${text.replace(/\/\*?$/, '')}`));
    case 'aws:principalaccount':
      return principal(texts.map((text) => `account ${text}`));
    case 'aws:principalarn':
      return principal(texts.map((text) => `whoever has ${text}`));
    case 'aws:sourceorgid':
      return source(texts.map((text) => `of organization ${text}`));
    case 'aws:sourceaccount':
      return source(texts.map((text) => `of ${text}`));
    case 'aws:sourcearn':
      return sourceArns(texts);
    default:
      return other;
  }
}

function principal(names: readonly string[]): Bound {
  return { principal: names, beside: `of ${names.join(' or ')}` };
}

function source(names: readonly string[]): Bound {
  return { source: names, beside: names.join(' or ') };
}

/** The functions of an account are the account to a reader; any other ARN says more than its account. */
function sourceArns(arns: readonly string[]): Bound {
  if (!arns.every((arn) => /:lambda:[^:]*:[^:]*:function:\*$/.test(arn)))
    return source(arns.map((arn) => `for ${arn}`));
  const accounts = arns.map((arn) => arn.split(':')[4] ?? '');
  return accounts.includes('*') ? {} : source(accounts.map((account) => `of ${account}`));
}

/** A name for each value of the bound that says most, with the other bounds beside it. */
function bounded(name: string, bounds: readonly Bound[], kind: 'principal' | 'source'): string[] {
  const main = bounds.find((bound) => bound[kind]);
  const names = main?.[kind] ?? [];
  const others = bounds.filter((bound) => bound !== main);
  if (names.length === 0) return [withBesides(name, others)];
  return names.map((one) => withBesides(kind === 'source' ? `${name} ${one}` : one, others));
}

function withBesides(name: string, bounds: readonly Bound[]): string {
  return [name, ...bounds.flatMap(({ beside }) => beside ?? [])].join(', ');
}

function principalName(arn: string, ownAccount: string): string {
  const [, , , , account = '', name = ''] = arn.split(':');
  if (name === 'root') return `account ${account}`;
  return account === ownAccount ? name.replace('/', ' ') : `${name.replace('/', ' ')} of ${account}`;
}
