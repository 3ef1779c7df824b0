import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "an image with its registry, like 'public.ecr.aws/team/image:1' or '...@sha256:...'";

const form =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::(?<tag>\w[\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** An image that a build runs: with its registry, since Docker takes Docker Hub otherwise, and in one version. */
export const containerImageRule: Rule = nameRule(what, /[^\w.:/@-]/u, (text) => {
  const parts = form.exec(text)?.groups;
  if (!parts) return `must be ${what}, got ${quote(text)}`;
  const moves = parts.digest === undefined && (parts.tag === undefined || parts.tag === 'latest');
  return moves
    ? `must be ${what}, got ${quote(text)}. 'latest' may be another image tomorrow. Name a version or a digest`
    : undefined;
});
