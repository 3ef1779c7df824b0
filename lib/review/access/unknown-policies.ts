import { type IdentityNode, type Statement } from '../templates/template-graph';

/** The policies of an identity. An attached policy that is in no template may allow anything. */
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
      unreadable: `the attached policy ${arn} is in no template`,
    })),
  ];
}
