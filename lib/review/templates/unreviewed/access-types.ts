/** The way in which the review treats the resources of a type. */
export type Treatment = 'read' | 'silent' | 'unknown';

/** Types whose access the review reads. Parts of them that it cannot read are separate entries. */
const read: ReadonlySet<string> = new Set([
  'AWS::ECR::PublicRepository',
  'AWS::ECR::RegistryPolicy',
  'AWS::ECR::Repository',
  'AWS::ECR::RepositoryCreationTemplate',
  'AWS::IAM::Group',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::UserToGroupAddition',
  'AWS::SSO::Assignment',
  'AWS::SSO::PermissionSet',
]);

/** Types that give no principal of IAM more access to a repository, each with the reason. */
const silent: ReadonlyMap<string, string> = new Map([
  ['AWS::ECR::PullThroughCacheRule', 'ECR itself fetches the images.'],
  ['AWS::ECR::PullTimeUpdateExclusion', 'It is about the time of the last pull.'],
  ['AWS::ECR::RegistryScanningConfiguration', 'It is about scans, which rules check.'],
  ['AWS::ECR::ReplicationConfiguration', 'ECR itself copies the images. A rule reports copies to other accounts.'],
  ['AWS::ECR::SigningConfiguration', 'It is about signatures.'],
  ['AWS::IAM::AccessKey', 'Its user has the access, and is read.'],
  ['AWS::IAM::InstanceProfile', 'Its role has the access, and is read.'],
  ['AWS::IAM::SAMLProvider', 'The roles that trust it have the access, and are read.'],
  ['AWS::IAM::ServerCertificate', 'It is about TLS.'],
  ['AWS::IAM::ServiceLinkedRole', 'Only its AWS service can use it, with the policy of that service.'],
  ['AWS::IAM::VirtualMFADevice', 'It is a second factor of its user.'],
  ['AWS::SSO::Application', 'It is about signing in to applications.'],
  ['AWS::SSO::ApplicationAssignment', 'It is about signing in to applications.'],
  ['AWS::SSO::Instance', 'It contains permission sets, which are read.'],
  ['AWS::SSO::InstanceAccessControlAttributeConfiguration', 'It is about session tags.'],
]);

/** Returns the way in which the review treats a type of IAM, ECR or IAM Identity Center. */
export function treatmentOf(type: string): Treatment {
  if (read.has(type)) return 'read';
  return silent.has(type) ? 'silent' : 'unknown';
}

const services = /^AWS::(IAM|ECR|SSO)::/;

/** Whether a type belongs to IAM, ECR or IAM Identity Center. */
export function isOfAccessService(type: string): boolean {
  return services.test(type);
}

/** Types of other services whose properties affect the access of a principal, or deploy more resources. */
const others =
  /^(AWS::(CloudFormation|ServiceCatalog|RolesAnywhere|Cognito)::|AWS::EKS::(PodIdentity|Addon)|AWS::IoT::RoleAlias$|AWS::Serverless::(Application|Function|StateMachine)$)/;

/** Whether a macro inside a resource of a type may change who has access. */
export function mayConcernAccess(type: string): boolean {
  return isOfAccessService(type) || others.test(type) || !/^(AWS|Alexa)::/.test(type);
}
