import { type Stack } from 'aws-cdk-lib';
import { CompositePrincipal, type IPrincipal, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import { knownParts, knownText } from '../private/validation/known-text';
import { roleArnRule, userArnRule } from '../private/aws/principal-arn';
import { type Problem, quote, refuseIf } from '../private/validation/validation';

const what = 'must be one IAM role or user by its ARN';

/** The ARN of the one role or user that a principal is. Throws for whatever stands for more, or for something else. */
export function oneRoleOrUserArn(path: string, principal: IPrincipal, stack: Stack): string {
  refuseIf(path, kindProblem(principal));
  const { principalJson, conditions } = principal.policyFragment;
  refuseIf(path, Object.keys(conditions).length > 0 ? conditionProblem : undefined);
  const [[type, arns] = ['nobody', []], ...others] = Object.entries(principalJson);
  const [arn = '', ...more] = arns;
  refuseIf(path, [...others, ...more].length > 0 ? severalProblem : undefined);
  refuseIf(path, arn === '*' || type === 'AWS' ? undefined : typeProblem(type, knownParts(stack.resolve(arn))));
  refuseIf(path, arnProblem(stack.resolve(arn)));
  return arn;
}

const severalProblem = `${what}, got several principals; make an access for each`;
const conditionProblem = `${what}, got one with conditions; name it alone: they are written here`;

function kindProblem(principal: IPrincipal): Problem {
  if (principal instanceof CompositePrincipal) return severalProblem;
  if (principal instanceof SessionTagsPrincipal) {
    return `${what}, got one with session tags; name it alone: nobody is to choose tags for the session`;
  }
  return 'groupName' in principal ? `${what}, got a group; IAM trusts none: name a role of its members` : undefined;
}

function typeProblem(type: string, name: string): string {
  const kinds: Record<string, string> = { Federated: 'the identity provider', Service: 'the service' };
  return `${what}, got ${kinds[type] ?? type} ${quote(name)}; name who hands out the credentials`;
}

/** Judges an ARN as a whole where synth knows it, or what it knows of it. */
function arnProblem(resolved: unknown): Problem {
  const known = knownText(resolved);
  const text = known ?? knownParts(resolved);
  if ([roleArnRule, userArnRule].some((rule) => known !== undefined && rule(known) === undefined)) return undefined;
  const remedy = remedyFor(text);
  if (remedy === undefined && known === undefined) return undefined;
  return `${what}, got ${quote(text)}; ${remedy ?? "like 'arn:aws:iam::111122223333:role/user-services'"}`;
}

function remedyFor(text: string): string | undefined {
  if (text === '*') return 'anybody could take the credentials: name who hands them out';
  if (/[*?]/.test(text)) return 'IAM takes no wildcard in a principal';
  if (text.endsWith(':root') || /^\d{12}$/.test(text))
    return 'an account is all who are in it: name who hands the credentials out';
  if (text.includes(':sts:') || text.includes(':assumed-role/')) return 'name the role, not one of its sessions';
  return undefined;
}
