import { type IdentityNode, type UnreviewedPart } from '../template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { type PresentResource, textsIn } from '../graph-resources';
import { field, isList, type Value } from '../value';

/** A type of resource that gives the credentials of a role to callers that are in no policy of IAM. */
interface CredentialType {
  readonly kind: string;
  /** The properties with ARNs of roles. */
  readonly properties: readonly string[];
  readonly callers: string;
}

const credentialTypes: ReadonlyMap<string, CredentialType> = new Map([
  [
    'AWS::Cognito::IdentityPoolRoleAttachment',
    credentialType('identity pool', 'users of the pool', 'Roles', 'RoleMappings'),
  ],
  ['AWS::Cognito::UserPoolGroup', credentialType('user pool group', 'users in the group', 'RoleArn')],
  ['AWS::EKS::Addon', credentialType('EKS add-on', 'pods', 'PodIdentityAssociations', 'ServiceAccountRoleArn')],
  ['AWS::EKS::PodIdentityAssociation', credentialType('pod identity association', 'pods', 'RoleArn', 'TargetRoleArn')],
  ['AWS::IoT::RoleAlias', credentialType('IoT role alias', 'devices', 'RoleArn')],
  ['AWS::RolesAnywhere::Profile', credentialType('IAM Roles Anywhere profile', 'holders of certificates', 'RoleArns')],
  [
    'AWS::ServiceCatalog::LaunchRoleConstraint',
    credentialType('Service Catalog launch role', 'users of the product', 'RoleArn', 'LocalRoleName'),
  ],
]);

function credentialType(kind: string, callers: string, ...properties: string[]): CredentialType {
  return { kind, callers, properties };
}

/** The resources that give a role of the templates to callers that the review does not know. */
export function rolesForUnknownCallers(
  present: PresentResource,
  identities: readonly IdentityNode[],
): UnreviewedPart[] {
  const { raw, reader, assumptions } = present;
  const type = credentialTypes.get(raw.type);
  if (!type) return [];
  const reading = reader.flatReading(assumptions);
  const values = type.properties.map((property) => reading.resolve(field(raw.properties, property)));
  const texts = new Set(values.flatMap(textsDeepIn));
  const roles = identities.filter(({ kind, arn, name }) => kind === 'role' && (texts.has(arn) || texts.has(name)));
  const names = roles.length > 0 ? [...new Set(roles.map(({ name }) => `role '${name}'`))] : openRoles(texts);
  return names.map((role) => ({
    what: `${type.kind} '${raw.source.logicalId}'`,
    why: `it gives ${role} to ${type.callers}, and the review does not know which`,
    source: raw.source,
  }));
}

/** A role that is known only at deploy may be one of the templates' roles. */
function openRoles(texts: ReadonlySet<string>): string[] {
  return [...texts]
    .filter(hasUnresolved)
    .slice(0, 1)
    .map((text) => `role ${text}`);
}

function textsDeepIn(value: Value | undefined): string[] {
  if (typeof value !== 'object' || value === null) return textsIn(value);
  return (isList(value) ? value : Object.values(value)).flatMap(textsDeepIn);
}
