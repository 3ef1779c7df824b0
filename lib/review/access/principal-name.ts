import { type IdentityNode } from '../templates/template-graph';

/** How the rows of an identity name it: its ARN, or what people call it if no ARN stands for all that it is. */
export function principalName({ kind, arn, name, shownAs }: IdentityNode): string {
  return shownAs ?? (kind === 'group' ? `members of group ${name}` : arn);
}
