import { type Fields, fieldsOf, listOf, textOf } from '../../rules/shape';
import { parseJsonText } from '../../templates/template-reading';
import { type GraphResource } from '../../templates/template-graph';
import { comparedTypes } from '../compared-types';

/** A type of resource that has a policy, or that gives one to other resources. */
export interface PolicyType {
  /** The policies, as documents or as texts of JSON. */
  readonly policies: (properties: Fields) => readonly unknown[];
  /** The property with the resources that have the policy. */
  readonly of?: string;
  /** The name of what has the policy if that property is absent. Without both, the resource itself has the policy. */
  readonly byDefault?: string;
  /** The type of the resources that have the policy. */
  readonly holder: string;
}

const property =
  (name: string): PolicyType['policies'] =>
  (properties) =>
    properties[name] === undefined ? [] : [properties[name]];

/** Access to these resources is not in the graph, so their policies are read from the properties. */
export const policyTypes: Readonly<Record<string, PolicyType>> = {
  'AWS::KMS::Key': { policies: property('KeyPolicy'), holder: 'AWS::KMS::Key' },
  'AWS::S3::BucketPolicy': { policies: property('PolicyDocument'), of: 'Bucket', holder: 'AWS::S3::Bucket' },
  'AWS::SQS::QueuePolicy': { policies: property('PolicyDocument'), of: 'Queues', holder: 'AWS::SQS::Queue' },
  'AWS::SQS::QueueInlinePolicy': { policies: property('PolicyDocument'), of: 'Queue', holder: 'AWS::SQS::Queue' },
  'AWS::SNS::TopicPolicy': { policies: property('PolicyDocument'), of: 'Topics', holder: 'AWS::SNS::Topic' },
  'AWS::SNS::TopicInlinePolicy': { policies: property('PolicyDocument'), of: 'TopicArn', holder: 'AWS::SNS::Topic' },
  'AWS::SecretsManager::ResourcePolicy': {
    policies: property('ResourcePolicy'),
    of: 'SecretId',
    holder: 'AWS::SecretsManager::Secret',
  },
  'AWS::Events::EventBus': { policies: property('Policy'), holder: 'AWS::Events::EventBus' },
  'AWS::Events::EventBusPolicy': {
    policies: (properties) => [{ Statement: properties.Statement ?? busStatement(properties) }],
    of: 'EventBusName',
    byDefault: 'default',
    holder: 'AWS::Events::EventBus',
  },
  'AWS::Lambda::Permission': {
    policies: (properties) => [{ Statement: permissionStatement(properties) }],
    of: 'FunctionName',
    holder: 'AWS::Lambda::Function',
  },
  // It is for all log groups of an account and Region that its statements name.
  'AWS::Logs::ResourcePolicy': {
    policies: property('PolicyDocument'),
    byDefault: '',
    holder: 'AWS::Logs::ResourcePolicy',
  },
};

/** Words and properties with the name, for types whose other changes matter to no image. */
const otherHolders: Readonly<Record<string, { readonly word: string; readonly name?: string }>> = {
  'AWS::Events::EventBus': { word: 'event bus', name: 'Name' },
  'AWS::Logs::ResourcePolicy': { word: 'the resource policy of log groups' },
};

/** The word for resources of a type, and the property with their name. */
export function holderType(type: string): { readonly word: string; readonly name?: string } {
  return comparedTypes.get(type) ?? otherHolders[type] ?? { word: type };
}

/** The statements of the policies of a resource, before they are read. */
export function givenStatements({ type, properties }: GraphResource): unknown[] {
  return (policyTypes[type]?.policies(properties) ?? []).flatMap((policy) => {
    const document = typeof policy === 'string' ? parseJsonText(policy) : policy;
    if (typeof document !== 'object' || document === null) return [undefined];
    return listOf(fieldsOf(document).Statement);
  });
}

/** The statement of an event bus policy with its parts as properties. */
function busStatement({ Action: action, Principal: principal, Condition: condition }: Fields): object {
  const { Type: operator, Key: key, Value: value } = fieldsOf(condition);
  return {
    Effect: 'Allow',
    Action: action,
    Principal: principal === '*' ? '*' : { AWS: principal },
    Resource: '*',
    ...(condition !== undefined && { Condition: { [textOf(operator) ?? '']: { [textOf(key) ?? '']: value } } }),
  };
}

/** The conditions of a permission, by the property that has their value. */
const permissionConditions: readonly (readonly [name: string, operator: string, key: string])[] = [
  ['SourceArn', 'ArnLike', 'aws:SourceArn'],
  ['SourceAccount', 'StringEquals', 'aws:SourceAccount'],
  ['PrincipalOrgID', 'StringEquals', 'aws:PrincipalOrgID'],
  ['FunctionUrlAuthType', 'StringEquals', 'lambda:FunctionUrlAuthType'],
  ['EventSourceToken', 'StringEquals', 'lambda:EventSourceToken'],
];

/** The statement that Lambda writes for a permission. */
function permissionStatement(properties: Fields): object {
  const { Action: action, Principal: principal } = properties;
  const isService = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(textOf(principal) ?? '');
  const conditions = permissionConditions.filter(([name]) => properties[name] !== undefined);
  return {
    Effect: 'Allow',
    Action: action,
    Principal: principal === '*' ? '*' : { [isService ? 'Service' : 'AWS']: principal },
    Resource: '*',
    Condition: Object.fromEntries(
      [...new Set(conditions.map(([, operator]) => operator))].map((operator) => [
        operator,
        Object.fromEntries(
          conditions.filter(([, one]) => one === operator).map(([name, , key]) => [key, properties[name]]),
        ),
      ]),
    ),
  };
}
