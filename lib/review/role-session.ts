import { hasHoles, hole } from './symbolic-text';
import { arnParts, partsOf } from './text-parts';
import { type Answer, isSameText } from './wildcard-match';

export function isRole(arn: string): boolean {
  const [, , service, , , resource = ''] = arnParts(arn);
  return service === 'iam' && resource.startsWith('role/');
}

export function isSession(arn: string): boolean {
  const [, , service, , , resource = ''] = arnParts(arn);
  return service === 'sts' && resource.startsWith('assumed-role/');
}

/** Whether a session is one of a role: its ARN has the role's name without the path. */
export function isSessionOf(session: string, role: string): Answer {
  const [, partition = '', , , account = '', resource = ''] = arnParts(session);
  const [, rolePartition = '', , , roleAccount = '', roleResource = ''] = arnParts(role);
  const [, name = ''] = partsOf(resource, '/');
  const sameName = isSameText(partsOf(roleResource, '/').at(-1) ?? '', name);
  // What fills a hole of the role may have a path in it.
  const asPath = hasHoles(roleResource) ? isSameText(roleResource, `role/${hole('path')}${name}`) : 'no';
  const answers = [
    isSameText(partition, rolePartition),
    isSameText(account, roleAccount),
    sameName === 'no' && asPath !== 'no' ? 'maybe' : sameName,
  ];
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') ? 'maybe' : 'yes';
}
