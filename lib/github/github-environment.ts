import { nameRule } from '../private/validation/text';
import { type Rule, quote } from '../private/validation/validation';

const what = 'the name of one GitHub environment';

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments */
export const gitHubEnvironmentRule: Rule = nameRule(what, /[*?]|\$\{|[^\x20-\x7e]/u, (text) => {
  const reason = environmentReason(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function environmentReason(text: string): string | undefined {
  if (/[*?]/.test(text)) return 'A wildcard would match other environments. Name each one';
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  return text.length > 255 ? 'Use at most 255 characters' : undefined;
}
