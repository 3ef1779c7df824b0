import { type IdentityNode, type TemplateGraph } from '../templates/template-graph';
import { parseArn } from '../texts/arn';
import { isSameText } from '../texts/wildcard-match';
import { oncePerGraph } from './once-per-graph';

interface Identities {
  /** The identity with an ARN. The account of the ARN or of the template may be unresolved. */
  byArn(arn: string): IdentityNode | undefined;
}

export const identitiesOf = oncePerGraph((graph: TemplateGraph): Identities => {
  const byArn = new Map<string, IdentityNode>();
  const byResource = new Map<string, IdentityNode[]>();
  for (const identity of graph.identities) {
    byArn.set(identity.arn, identity);
    const resource = parseArn(identity.arn)?.resource ?? '';
    byResource.set(resource, [...(byResource.get(resource) ?? []), identity]);
  }
  return { byArn: (arn) => byArn.get(arn) ?? maybeOne(arn, byResource) };
});

function maybeOne(text: string, byResource: ReadonlyMap<string, readonly IdentityNode[]>): IdentityNode | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'iam') return undefined;
  return byResource.get(arn.resource)?.find(({ arn: other }) => isSameText(text, other) !== 'no');
}
