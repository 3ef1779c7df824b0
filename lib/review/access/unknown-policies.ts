import { type IdentityNode, type Statement } from '../templates/template-graph';

/** The policies of an identity; one that is attached and stands in no template may allow anything. */
export function withUnknown({ policies, unknownPolicies, resource }: IdentityNode): readonly Statement[] {
  return [
    ...policies,
    ...unknownPolicies.map((arn): Statement => ({
      effect: 'Allow',
      actions: ['*'],
      resources: ['*'],
      conditions: [],
      source: resource.source,
      when: [],
      unreadable: `the attached policy ${arn} stands in no template`,
    })),
  ];
}
