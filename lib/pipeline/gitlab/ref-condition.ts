import { type TrustedRef } from '../trusted-job';

/**
 * The condition of a rule that a pipeline is for one ref, or for one of a pattern. A pipeline of a merge request has neither of the
 * two variables. Texts cannot escape quotes, so other names than simple ones are regular expressions.
 *
 * @see https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions
 */
export function refCondition({ kind, name, isPattern }: TrustedRef): string {
  const variable = kind === 'branch' ? '$CI_COMMIT_BRANCH' : '$CI_COMMIT_TAG';
  if (!isPattern && /^[\w./@+-]+$/.test(name)) return `${variable} == "${name}"`;
  const parts = isPattern ? name.split(/\*+/) : [name];
  return `${variable} =~ /^${parts.map(escaped).join('.*')}$/`;
}

/** A text in a regular expression of RE2, which knows characters by their numbers. */
function escaped(text: string): string {
  return text.replace(/[^\w -]/gu, (character) => `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
