import { entriesOf, isList } from '../templates/value';
import { canonical } from './value-difference';

const rootPath = { Path: '/' };

/** The documented defaults of properties that only the creation can set. */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'AWS::ECR::Repository': { EncryptionConfiguration: { EncryptionType: 'AES256' } },
  'AWS::ECS::Service': {
    Cluster: 'default',
    DeploymentController: { Type: 'ECS' },
    LaunchType: 'EC2',
    SchedulingStrategy: 'REPLICA',
  },
  'AWS::Events::Rule': { EventBusName: 'default' },
  'AWS::IAM::InstanceProfile': rootPath,
  'AWS::IAM::ManagedPolicy': rootPath,
  'AWS::IAM::Role': rootPath,
  'AWS::Lambda::Function': { PackageType: 'Zip' },
  'AWS::S3::Bucket': { BucketNamespace: 'global', ObjectLockEnabled: false },
  'AWS::SNS::Topic': { FifoTopic: false },
  'AWS::SQS::Queue': { FifoQueue: false },
  'AWS::Signer::SigningProfile': { SignatureValidityPeriod: { Type: 'MONTHS', Value: 135 } },
  'AWS::StepFunctions::StateMachine': { StateMachineType: 'STANDARD' },
};

/** Whether a property has the same value as before and is only written differently: as its default, or in another order. */
export function isSameByDefault(type: string, property: string, before: unknown, after: unknown): boolean {
  const byDefault = defaults[type]?.[property];
  return canonical(withDefault(before, byDefault)) === canonical(withDefault(after, byDefault));
}

/** The value, with the default of each missing part. A list without an order is sorted, and an empty value is none. */
function withDefault(value: unknown, byDefault: unknown): unknown {
  if (value === undefined || value === null || value === '') return spelled(byDefault);
  if (isList(value)) return value.length === 0 ? spelled(byDefault) : value.map(spelled).map(canonical).sort();
  if (typeof value !== 'object') return spelled(value);
  const parts = typeof byDefault === 'object' ? { ...byDefault, ...value } : value;
  return Object.keys(parts).length === 0 ? undefined : spelled(parts);
}

/** CloudFormation accepts `5` and `"5"`, `true` and `"true"`. */
function spelled(value: unknown): unknown {
  if (isList(value)) return value.map(spelled);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(entriesOf(value).map(([key, part]) => [key, spelled(part)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
