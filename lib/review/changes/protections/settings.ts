import { fieldsOf, isTrue, listOf, numberOf } from '../../rules/shape';
import { type ComparedResource } from '../compared-resources';
import { isRetained, lossText, mustBeEmpty } from '../change-words';
import { isOpen, onOff, present, type Setting } from './setting';
import { scanLevel } from './scan-level';

const isFalse = (value: unknown) => value === false || value === 'false';
const propertyOf = ({ resource }: ComparedResource, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => fieldsOf(value)[name], resource.properties);

const repositories = ['AWS::ECR::Repository', 'AWS::ECR::PublicRepository'];
const keyOf =
  (...path: readonly string[]): Setting['level'] =>
  (resource) =>
    present(propertyOf(resource, ...path));

function policyLevel(policy: unknown): number | undefined {
  if (isOpen(policy)) return undefined;
  return isRetained(policy) ? 2 : policy === 'Snapshot' ? 1 : 0;
}

/** A repository or a bucket without a setting for it is deleted only if it is empty. */
function deletionWhy(event: string): (resource: ComparedResource) => string {
  return (resource) =>
    mustBeEmpty(resource)
      ? `CloudFormation tries to delete it if ${event}. ${lossText(resource)}`
      : `CloudFormation deletes it if ${event}.${resource.type.rank === 0 ? ` ${lossText(resource)}` : ''}`;
}

/** Settings that protect images, names or access. Any type has those without types. */
export const settings: readonly Setting[] = [
  {
    types: [],
    level: ({ resource }) => policyLevel(resource.deletionPolicy),
    lowered: 'is no longer retained by its DeletionPolicy',
    why: deletionWhy('it leaves the template, or if the stack is deleted'),
  },
  {
    types: [],
    level: ({ resource, type: { name, isSingle } }) =>
      name === undefined && isSingle === true ? 0 : policyLevel(resource.updateReplacePolicy),
    lowered: 'is no longer retained by its UpdateReplacePolicy',
    why: deletionWhy('a later change replaces it'),
  },
  {
    types: repositories,
    level: (resource) => onOff(propertyOf(resource, 'EmptyOnDelete'), (value) => !isTrue(value)),
    lowered: 'gets `EmptyOnDelete`',
    why: 'A deletion of the repository deletes all of its images first. Without it, images prevent the deletion.',
  },
  {
    types: repositories,
    level: scanLevel,
    lowered: 'no longer scans images when they are pushed',
    why: 'Known vulnerabilities in new images are not found.',
  },
  {
    types: ['AWS::ECR::RepositoryCreationTemplate'],
    level: (resource) =>
      onOff(propertyOf(resource, 'EncryptionConfiguration', 'EncryptionType'), (value) =>
        ['KMS', 'KMS_DSSE'].some((one) => one === value),
      ),
    lowered: 'no longer encrypts with a KMS key',
    why: 'New repositories have the key of AWS, which no key policy limits.',
  },
  {
    types: ['AWS::ECR::RegistryScanningConfiguration'],
    level: (resource) => onOff(propertyOf(resource, 'ScanType'), (value) => value === 'ENHANCED'),
    lowered: 'is no longer ENHANCED',
    why: 'Findings in packages of languages are missing, and images are not scanned again when new vulnerabilities are published.',
  },
  {
    types: ['AWS::KMS::Key'],
    level: (resource) => onOff(propertyOf(resource, 'EnableKeyRotation'), isTrue),
    lowered: 'is no longer rotated',
    why: 'The same key material encrypts everything forever.',
  },
  {
    types: ['AWS::KMS::Key'],
    level: (resource) => onOff(propertyOf(resource, 'Enabled'), (value) => !isFalse(value)),
    lowered: 'is disabled',
    why: 'Nothing that it encrypted can be read, such as images.',
  },
  {
    types: ['AWS::KMS::Key'],
    level: (resource) => numberOf(propertyOf(resource, 'PendingWindowInDays') ?? 30),
    lowered: 'has a shorter waiting period before its deletion',
    why: 'There is less time to notice and cancel a deletion.',
  },
  {
    types: ['AWS::Logs::LogGroup', 'AWS::SecretsManager::Secret'],
    level: keyOf('KmsKeyId'),
    lowered: 'is no longer encrypted with its KMS key',
    why: 'The policy of the key no longer limits who can read it.',
  },
  {
    types: ['AWS::SNS::Topic'],
    level: keyOf('KmsMasterKeyId'),
    lowered: 'is no longer encrypted with a KMS key',
    why: 'Its messages are stored without encryption.',
  },
  {
    types: ['AWS::SQS::Queue'],
    level: (resource) => {
      const key = present(propertyOf(resource, 'KmsMasterKeyId'));
      return key === 1 ? 2 : onOff(propertyOf(resource, 'SqsManagedSseEnabled'), (value) => !isFalse(value));
    },
    lowered: 'is encrypted less than before',
    why: 'Its messages no longer have the protection of their key.',
  },
  {
    types: ['AWS::SQS::Queue'],
    level: keyOf('RedrivePolicy'),
    lowered: 'has no dead-letter queue any more',
    why: 'Messages that fail are lost.',
  },
  {
    types: ['AWS::CodeBuild::Project'],
    level: keyOf('EncryptionKey'),
    lowered: 'no longer encrypts with its KMS key',
    why: 'Artifacts and caches have the key of AWS, which no key policy limits.',
  },
  {
    types: ['AWS::CodeBuild::Project'],
    level: (resource) => onOff(propertyOf(resource, 'Visibility'), (value) => value !== 'PUBLIC_READ'),
    lowered: 'becomes public',
    why: 'Anyone can read its logs and artifacts.',
  },
  {
    types: ['AWS::CloudWatch::Alarm'],
    level: (resource) =>
      onOff(
        propertyOf(resource, 'ActionsEnabled'),
        (value) => !isFalse(value) && present(propertyOf(resource, 'AlarmActions')) === 1,
      ),
    lowered: 'notifies no one any more',
    why: 'A failure is visible only to people who look at the console.',
  },
  {
    types: ['AWS::Events::Rule'],
    level: (resource) => onOff(propertyOf(resource, 'State'), (value) => value !== 'DISABLED'),
    lowered: 'is disabled',
    why: 'Its targets get no more events, such as notifications and starts of builds.',
  },
  {
    types: ['AWS::Events::Rule'],
    level: (resource) =>
      listOf(propertyOf(resource, 'Targets')).every((target) => fieldsOf(target).DeadLetterConfig !== undefined)
        ? 1
        : 0,
    lowered: 'has a target without a dead-letter queue',
    why: 'Events that cannot be delivered are lost.',
  },
  {
    types: ['AWS::Events::Rule'],
    level: (resource) => listOf(propertyOf(resource, 'Targets')).length,
    lowered: 'has fewer targets',
    why: 'Its events start or inform less than before.',
  },
  {
    types: ['AWS::Lambda::Function'],
    level: keyOf('CodeSigningConfigArn'),
    lowered: 'no longer requires signed code',
    why: 'Any code can be deployed to it.',
  },
  {
    types: ['AWS::Lambda::Function'],
    level: keyOf('DeadLetterConfig'),
    lowered: 'has no dead-letter queue any more',
    why: 'Events that fail are lost.',
  },
  {
    types: ['AWS::S3::Bucket'],
    level: keyOf('BucketEncryption'),
    lowered: 'has no encryption setting any more',
    why: 'It has the encryption that S3 uses by default, without a key that a policy limits.',
  },
  {
    types: ['AWS::S3::Bucket'],
    level: (resource) =>
      onOff(propertyOf(resource, 'VersioningConfiguration', 'Status'), (value) => value === 'Enabled'),
    lowered: 'no longer keeps old versions',
    why: 'Objects that are overwritten or deleted are lost.',
  },
  {
    types: ['AWS::S3::Bucket'],
    level: (resource) =>
      ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].filter((name) =>
        isTrue(propertyOf(resource, 'PublicAccessBlockConfiguration', name)),
      ).length,
    lowered: 'blocks less public access',
    why: 'A policy or an access control list can open it to anyone.',
  },
  {
    types: ['AWS::IAM::Role', 'AWS::IAM::User'],
    level: keyOf('PermissionsBoundary'),
    lowered: 'has no permissions boundary any more',
    why: 'Its policies alone limit what it may do, and those that are attached later.',
  },
  {
    types: ['AWS::IAM::Role'],
    level: (resource) => {
      const seconds = numberOf(propertyOf(resource, 'MaxSessionDuration') ?? 3600);
      return seconds === undefined ? undefined : -seconds;
    },
    lowered: 'has longer sessions',
    why: 'Stolen credentials are valid for a longer time.',
  },
  {
    types: ['AWS::ECS::Service'],
    level: (resource) =>
      onOff(propertyOf(resource, 'DeploymentConfiguration', 'DeploymentCircuitBreaker', 'Enable'), isTrue),
    lowered: 'no longer stops a deployment that fails',
    why: 'A deployment of an image that does not start goes on forever.',
  },
];
