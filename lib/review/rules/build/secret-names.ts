import { looksLikeSecret } from '../../../private/validation/secret';
import { hasUnresolved } from '../../texts/symbolic-text';

const secretName =
  /(^|[_-])(TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASS|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|PAT)($|[_-]\d*$)/i;
const keyName = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/i;

/** A text in the place of a value that each build gets, such as `unspecified`, `<token>` or `***`. */
const placeholder =
  /^(unspecified|undefined|unset|not[-_ ]?set|none|null|placeholder|replace[-_ ]?me|tbd|todo|n\/a|x{3,}|\*{3,}|<[^<>]*>)$/i;

/** Whether the name of a variable shows that its value is a secret, such as `NPM_TOKEN`, but not `TOKEN_URL`. */
export function namesSecret(name: string): boolean {
  return keyName.test(name) || secretName.test(name);
}

/** Whether a value in a template is a secret. An unresolved value may be the name of one. */
export function isSecret(name: string, value: string): boolean {
  if (value === '' || looksLikeSecret(value)) return value !== '';
  if (value.includes('{{resolve:secretsmanager:') || value.includes('{{resolve:ssm-secure:')) return true;
  if (placeholder.test(value)) return false;
  // A name, a path or an ARN refers to a secret and is not one itself.
  return (
    namesSecret(name) &&
    !hasUnresolved(value) &&
    !/^(arn:|\/[\w/.-]+$|\$|true$|false$|\d{1,5}$|\{\{resolve:ssm:)/i.test(value)
  );
}
