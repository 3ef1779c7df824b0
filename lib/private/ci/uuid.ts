import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A UUID as in tokens. IAM is case-sensitive, so it must be in lower case. */
export function uuidRule(owner: string): Rule {
  const what = `the UUID of ${owner}`;
  return nameRule(what, /[^0-9a-f-]/u, (text) =>
    uuid.test(text) ? undefined : `must be ${what}, got ${quote(text)}${remedy(text)}`,
  );
}

function remedy(text: string): string {
  if (/^\{.*\}$/.test(text)) return '. Omit the braces';
  return uuid.test(text.toLowerCase()) ? '. Write it in lower case' : '';
}

/** Matches any UUID in `StringLike`. A `*` could also match the parts that follow; this has the length of a UUID. */
export const anyUuid = [8, 4, 4, 4, 12].map((length) => '?'.repeat(length)).join('-');
