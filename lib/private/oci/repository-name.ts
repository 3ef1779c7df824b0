import { awsLimits } from '../aws/limits';
import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "an ECR repository name like 'team/service'";
const { repositoryNameCharacters: most } = awsLimits.ecr;
const form = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;

/**
 * An ECR repository name, by ECR's own rule, which accepts `a--b` and `a__b`.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
export const repositoryNameRule: Rule = nameRule(what, /[^a-z0-9._/-]/u, (text) => {
  if (text.length > most) return `must be ${what}, got ${text.length} characters. ECR accepts at most ${most}`;
  if (text.length >= 2 && form.test(text)) return undefined;
  return `must be ${what}, got ${quote(text)}. ${reason(text)}`;
});

function reason(text: string): string {
  if (text.length < 2) return 'Use at least 2 characters';
  if (/[A-Z]/.test(text)) return `Use lower case only: ${quote(text.toLowerCase())}`;
  if (text.startsWith('/') || text.endsWith('/') || text.includes('//')) return 'It has an empty path segment';
  if (text.includes('@')) return 'Omit the digest';
  if (text.includes(':')) return 'Omit the tag';
  if (/\s/.test(text)) return 'Remove the white space';
  return "Each segment is letters and digits, with a single '.', '_', '__' or dashes between them";
}
