import { arnParts } from '../texts/arn';
import { hasUnresolved, isUnresolved, piecesOf } from '../texts/symbolic-text';
import { type Statement, type StatementCondition } from '../templates/template-graph';
import { demandOf, hasWildcard, weakness, withoutEscapes } from './condition-operator';

/** How the conditions of a statement limit the principals that `*` means, or the account for which a service acts. */
export interface Bounds {
  readonly kind: 'strong' | 'weak' | 'none' | 'unknown';
  /** The reason if the kind is `weak`. */
  readonly why: string;
}

/** The condition keys that limit `*`. */
export const principalKeys =
  /^aws:(principalorgid|principalorgpaths|principalaccount|principalarn|principaltag\/.*|userid|source(vpc|vpce|vpcarn|ip|arn|account|orgid|orgpaths|owner)|vpcsourceip)$/;
export const sourceKeys = /^aws:source(arn|account|orgid|orgpaths|owner)$/;

/** Whether a condition of a statement has one of some keys, or an unresolved key. */
export function namesKey({ conditions }: Statement, keys: RegExp): boolean {
  return conditions.some(({ key }) => hasUnresolved(key) || keys.test(key.toLowerCase()));
}

/** Why the conditions of a statement do not limit it, when the evaluator found that they do not. */
export function whyWeak(statement: Statement, keys: RegExp): string {
  const { kind, why } = boundsOf(statement, keys);
  if (kind === 'weak') return why;
  const [condition] = statement.conditions.filter(({ key }) => keys.test(key.toLowerCase()));
  return `${condition?.key ?? 'it'} can have such a value for a principal of any account`;
}

/** All conditions must be met, so one strong condition is enough. */
export function boundsOf({ conditions }: Statement, keys: RegExp): Bounds {
  const evaluated = conditions
    .filter(({ key }) => hasUnresolved(key) || keys.test(key.toLowerCase()))
    .map((condition) => boundsOfCondition(condition));
  return (
    evaluated.find(({ kind }) => kind === 'strong') ??
    evaluated.find(({ kind }) => kind === 'unknown') ??
    evaluated.find(({ kind }) => kind === 'weak') ?? { kind: 'none', why: '' }
  );
}

const strong: Bounds = { kind: 'strong', why: '' };
const unknown: Bounds = { kind: 'unknown', why: '' };

function boundsOfCondition(condition: StatementCondition): Bounds {
  const { key, values } = condition;
  const demand = demandOf(condition);
  if (hasUnresolved(key) || demand === 'unknown') return unknown;
  if (demand === 'weak') return { kind: 'weak', why: `${weakness(condition)} (${key})` };
  for (const value of values) {
    const why = weakValue(key.toLowerCase(), demand === 'like' ? withoutEscapes(value) : value, demand === 'like');
    if (why !== undefined) return { kind: 'weak', why: `${key} ${why}` };
  }
  // A value that is wholly unresolved may be `*`.
  return demand === 'like' && values.some((value) => isUnresolved(value) && piecesOf(value).length === 1)
    ? unknown
    : strong;
}

/** Why a value of a key allows principals that it does not name. */
function weakValue(key: string, value: string, like: boolean): string | undefined {
  if (key.startsWith('aws:principaltag/')) return 'is a tag that any account can give its roles';
  if (key === 'aws:sourceip') return value.endsWith('/0') ? `accepts every address by '${value}'` : undefined;
  if (key.endsWith('orgpaths')) return weakPath(value, like);
  if (!like || !hasWildcard(value)) return undefined;
  if (key.endsWith('arn')) {
    // ARNs have an account, except those of S3 that name a bucket.
    const [, , service = '', , account = '', resource = ''] = arnParts(value);
    if (account === '' && service === 's3' && /^[^*?]{3}/.test(resource)) return undefined;
    return account === '' || hasWildcard(account) ? `accepts any account by '${value}'` : undefined;
  }
  if (key === 'aws:userid') return /^[A-Z0-9]{16}/.test(value) ? undefined : `accepts any user by '${value}'`;
  return `accepts more than one value by '${value}'`;
}

function weakPath(value: string, like: boolean): string | undefined {
  const [organization = '', ...rest] = value.split('/');
  if (hasUnresolved(organization) || (rest.length === 0 && hasUnresolved(value))) return undefined;
  if (like && hasWildcard(organization)) return `accepts any organization by '${value}'`;
  if (value.endsWith('/') || (like && value.endsWith('/*'))) return undefined;
  return like && hasWildcard(value)
    ? `has no '/' before its last '*' in '${value}', so it matches longer ids too`
    : undefined;
}
