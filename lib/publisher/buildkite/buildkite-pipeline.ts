import { nameRule } from '../../private/validation/text';
import { type Rule, quote } from '../../private/validation/validation';

const what = "a Buildkite pipeline as 'organization/pipeline'";

/**
 * The slugs of one pipeline, as in its address. They contain no colon, so each ends before the next part of a subject
 * begins.
 *
 * @see https://buildkite.com/docs/apis/rest-api/pipelines
 */
export const buildkitePipelineRule: Rule = nameRule(what, /[^a-z0-9/_-]/u, (text) => {
  const reason = pipelineReason(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function pipelineReason(text: string): string | undefined {
  if (/^https?:/.test(text)) return 'Omit the address of the server';
  if (/[*?]/.test(text)) return 'A wildcard would trust other pipelines. Name each one';
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  if (!text.includes('/')) return 'The organization or the pipeline is missing';
  return /^[a-z0-9][a-z0-9_-]{0,254}\/[a-z0-9][a-z0-9_-]{0,254}$/.test(text)
    ? undefined
    : "each slug has lower-case letters, digits, '-' and '_', and there is one slash";
}
