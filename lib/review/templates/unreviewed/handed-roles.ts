import { type IdentityNode, type UnreviewedPart } from '../template-graph';
import { hasHoles } from '../../texts/symbolic-text';
import { type PresentResource, textsIn } from '../graph-resources';
import { field, isList, type Value } from '../value';

/** A type of resource that gives the credentials of a role to callers that no policy of IAM names. */
interface HandingType {
  readonly kind: string;
  /** The properties that hold ARNs of roles. */
  readonly properties: readonly string[];
  readonly receivers: string;
}

const handingTypes: ReadonlyMap<string, HandingType> = new Map([
  ['AWS::Cognito::IdentityPoolRoleAttachment', handing('identity pool', 'users of the pool', 'Roles', 'RoleMappings')],
  ['AWS::Cognito::UserPoolGroup', handing('user pool group', 'users in the group', 'RoleArn')],
  ['AWS::EKS::Addon', handing('EKS add-on', 'pods', 'PodIdentityAssociations', 'ServiceAccountRoleArn')],
  ['AWS::EKS::PodIdentityAssociation', handing('pod identity association', 'pods', 'RoleArn', 'TargetRoleArn')],
  ['AWS::IoT::RoleAlias', handing('IoT role alias', 'devices', 'RoleArn')],
  ['AWS::RolesAnywhere::Profile', handing('IAM Roles Anywhere profile', 'holders of certificates', 'RoleArns')],
  [
    'AWS::ServiceCatalog::LaunchRoleConstraint',
    handing('Service Catalog launch role', 'users of the product', 'RoleArn', 'LocalRoleName'),
  ],
]);

function handing(kind: string, receivers: string, ...properties: string[]): HandingType {
  return { kind, receivers, properties };
}

/** The resources that give a role of the templates to callers that the review does not know. */
export function handedRoles(present: PresentResource, identities: readonly IdentityNode[]): UnreviewedPart[] {
  const { raw, reader, assumptions } = present;
  const type = handingTypes.get(raw.type);
  if (!type) return [];
  const reading = reader.flatReading(assumptions);
  const values = type.properties.map((property) => reading.resolve(field(raw.properties, property)));
  const texts = new Set(values.flatMap(textsDeepIn));
  const roles = identities.filter(({ kind, arn, name }) => kind === 'role' && (texts.has(arn) || texts.has(name)));
  const names = roles.length > 0 ? [...new Set(roles.map(({ name }) => `role '${name}'`))] : openRoles(texts);
  return names.map((role) => ({
    what: `${type.kind} '${raw.source.logicalId}'`,
    why: `it gives ${role} to ${type.receivers}, and the review does not know which`,
    source: raw.source,
  }));
}

/** A role that only the deployment knows may be one of the templates. */
function openRoles(texts: ReadonlySet<string>): string[] {
  return [...texts]
    .filter(hasHoles)
    .slice(0, 1)
    .map((text) => `role ${text}`);
}

function textsDeepIn(value: Value | undefined): string[] {
  if (typeof value !== 'object' || value === null) return textsIn(value);
  return (isList(value) ? value : Object.values(value)).flatMap(textsDeepIn);
}
