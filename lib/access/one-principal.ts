import { type Stack } from 'aws-cdk-lib';
import { CompositePrincipal, type IPrincipal, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import { knownParts, knownText } from '../private/validation/known-text';
import { roleArnRule, userArnRule } from '../private/aws/principal-arn';
import { type Problem, quote, refuseIf } from '../private/validation/validation';

const what = 'must be one IAM role or user by its ARN';

/** The ARN of a principal that is one role or user. Throws if it is several principals, or any other kind. */
export function oneRoleOrUserArn(path: string, principal: IPrincipal, stack: Stack): string {
  refuseIf(path, kindProblem(principal));
  const { principalJson, conditions } = principal.policyFragment;
  refuseIf(path, Object.keys(conditions).length > 0 ? conditionProblem : undefined);
  const [[type, arns] = ['no principal', []], ...others] = Object.entries(principalJson);
  const [arn = '', ...more] = arns;
  refuseIf(path, [...others, ...more].length > 0 ? severalProblem : undefined);
  refuseIf(path, arn === '*' || type === 'AWS' ? undefined : typeProblem(type, knownParts(stack.resolve(arn))));
  refuseIf(path, arnProblem(stack.resolve(arn)));
  return arn;
}

const severalProblem = `${what}, got several principals. Create a TemporaryPushAccess for each.`;
const conditionProblem = `${what}, got one with conditions. Remove them, since this construct adds its own.`;

function kindProblem(principal: IPrincipal): Problem {
  if (principal instanceof CompositePrincipal) return severalProblem;
  if (principal instanceof SessionTagsPrincipal) {
    return `${what}, got one with session tags. Remove them, so that no tags can be chosen for the session.`;
  }
  return 'groupName' in principal
    ? `${what}, got a group. IAM cannot trust a group. Name a role that its members can assume.`
    : undefined;
}

function typeProblem(type: string, name: string): string {
  const kinds: Record<string, string> = { Federated: 'the identity provider', Service: 'the service' };
  return `${what}, got ${kinds[type] ?? type} ${quote(name)}. Name the role or user that issues the credentials.`;
}

/** The problem with an ARN, or with the parts of it that are known at synth. */
function arnProblem(resolved: unknown): Problem {
  const known = knownText(resolved);
  const text = known ?? knownParts(resolved);
  if ([roleArnRule, userArnRule].some((rule) => known !== undefined && rule(known) === undefined)) return undefined;
  const remedy = remedyFor(text);
  if (remedy === undefined && known === undefined) return undefined;
  return `${what}, got ${quote(text)}. ${remedy ?? "Use an ARN such as 'arn:aws:iam::111122223333:role/user-services'."}`;
}

function remedyFor(text: string): string | undefined {
  if (text === '*') return 'Anyone could get the credentials. Name the role or user that issues them.';
  if (/[*?]/.test(text)) return 'IAM accepts no wildcard in a principal.';
  if (text.endsWith(':root') || /^\d{12}$/.test(text))
    return 'An account includes all its principals. Name the role or user that issues the credentials.';
  if (text.includes(':sts:') || text.includes(':assumed-role/')) return 'Name the role, not one of its sessions.';
  return undefined;
}
