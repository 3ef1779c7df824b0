import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A UUID as tokens have it; IAM compares with case. */
export function uuidRule(owner: string): Rule {
  const what = `the UUID of ${owner}`;
  return nameRule(what, /[^0-9a-f-]/u, (text) =>
    uuid.test(text) ? undefined : `must be ${what}, got ${quote(text)}${remedy(text)}`,
  );
}

function remedy(text: string): string {
  if (/^\{.*\}$/.test(text)) return '; leave the braces out';
  return uuid.test(text.toLowerCase()) ? '; write it in lower case' : '';
}

/** Any UUID, for `StringLike`. A `*` in its place could stand for what follows it too; this is as long as a UUID is. */
export const anyUuid = [8, 4, 4, 4, 12].map((length) => '?'.repeat(length)).join('-');
