import { type Rule, quote } from '../validation/validation';

/** The key of one S3 object. In a policy, a `*` or `?` would match other objects too. */
export const s3KeyRule: Rule = (value) => {
  if (typeof value !== 'string' || value === '') return `must be the key of an S3 object, got ${quote(value)}`;
  if (/[*?]|\$\{/.test(value))
    return `must be the key of one S3 object, got ${quote(value)}. A wildcard is not accepted`;
  return value.length > 1024
    ? `must be the key of an S3 object, got ${value.length} characters. Use at most 1024`
    : undefined;
};
