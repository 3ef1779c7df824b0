import { type IdentityNode } from '../templates/template-graph';

/** The name of an identity in rows: its ARN, or a description if it has no ARN. */
export function principalName({ kind, arn, name, shownAs }: IdentityNode): string {
  return shownAs ?? (kind === 'group' ? `members of group ${name}` : arn);
}
