import { type Arn, arnText, parseArn } from '../texts/arn';
import { hasUnresolved, unresolved } from '../texts/symbolic-text';
import { partsOf } from '../texts/text-parts';
import { type Answer, isSameText } from '../texts/wildcard-match';

export function isRole(arn: string): boolean {
  const { service, resource } = partsIn(arn);
  return service === 'iam' && isOfKind(resource, 'role');
}

export function isSession(arn: string): boolean {
  const { service, resource } = partsIn(arn);
  return service === 'sts' && isOfKind(resource, 'assumed-role');
}

const noArn: Arn = { partition: '', service: '', region: '', account: '', resource: '' };

function partsIn(text: string): Arn {
  return parseArn(text) ?? noArn;
}

/** The end of a name that CloudFormation generates: `stack-LogicalId-1ABCDEFGHIJKL`. */
const generatedEnd = /-[A-Za-z0-9]{10,}$/;

/** Whether the name in the ARN of a role, a session or a user is known, and is none that CloudFormation generates. */
export function isChosenName(arn: string): boolean {
  const [kind = '', ...names] = partsOf(partsIn(arn).resource, '/');
  const name = kind === 'assumed-role' ? names[0] : names.at(-1);
  if (!['role', 'user', 'assumed-role'].includes(kind) || name === undefined) return false;
  return !hasUnresolved(name) && !generatedEnd.test(name);
}

/** An unresolved value may contain the slash too. */
function isOfKind(resource: string, kind: string): boolean {
  return (
    resource.startsWith(`${kind}/`) || (resource.startsWith(kind) && hasUnresolved(resource.slice(0, kind.length + 1)))
  );
}

/** Whether a session belongs to a role. Its ARN has the role's name without the path. */
export function isSessionOf(session: string, role: string): Answer {
  const { partition, account, resource } = partsIn(session);
  const { partition: rolePartition, account: roleAccount, resource: roleResource } = partsIn(role);
  const name = sessionRoleName(resource);
  const sameName = isSameText(partsOf(roleResource, '/').at(-1) ?? '', name);
  // An unresolved value in the ARN of the role may contain a path.
  const asPath = hasUnresolved(roleResource) ? isSameText(roleResource, `role/${unresolved('path')}${name}`) : 'no';
  const answers = [
    isSameText(partition, rolePartition),
    isSameText(account, roleAccount),
    sameName === 'no' && asPath !== 'no' ? 'maybe' : sameName,
  ];
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') ? 'maybe' : 'yes';
}

/**
 * The second ARN of a caller, whose path or session name may be anything: the role's for a session, and the session's
 * for a role.
 */
export function otherArn(arn: string): string | undefined {
  const parts = partsIn(arn);
  const { resource } = parts;
  if (isSession(arn)) {
    return arnText({ ...parts, service: 'iam', resource: `role/${unresolved('path')}${sessionRoleName(resource)}` });
  }
  if (!isRole(arn)) return undefined;
  const name = hasUnresolved(resource) ? unresolved('name') : (partsOf(resource, '/').at(-1) ?? '');
  return arnText({ ...parts, service: 'sts', resource: `assumed-role/${name}/${unresolved('session')}` });
}

function sessionRoleName(resource: string): string {
  const [kind, name = ''] = partsOf(resource, '/');
  return kind === 'assumed-role' ? name : unresolved('name');
}
