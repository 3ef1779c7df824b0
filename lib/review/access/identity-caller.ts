import { type Caller } from '../evaluation/principal-match';
import { type IdentityNode } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';

/** The caller of a request that an identity sends. */
export function callerOf(identity: IdentityNode): Caller {
  const { arn, account } = identity;
  return { type: 'AWS', value: arn, account, ...(hasGeneratedName(identity) && { hasGeneratedName: true }) };
}

/** The property with the name of a role or a user. CloudFormation generates the name if the template omits it. */
const nameProperties = new Map([
  ['AWS::IAM::Role', 'RoleName'],
  ['AWS::IAM::User', 'UserName'],
]);

/** A macro or an included file may add the name. */
function hasGeneratedName({ name, resource: { type, properties }, isImported = false }: IdentityNode): boolean {
  const property = nameProperties.get(type);
  if (property === undefined || isImported || !hasUnresolved(name)) return false;
  return properties[property] === undefined && !('Fn::Transform' in properties);
}
