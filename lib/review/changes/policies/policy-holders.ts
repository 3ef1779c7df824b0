import { groupedBy } from '../../../private/values/grouped-by';
import { fieldsOf, listOf, textOf } from '../../rules/shape';
import { readStatement } from '../../templates/statement';
import { parseJsonText } from '../../templates/template-reading';
import { type GraphResource, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { type Value } from '../../templates/value';
import { comparedTypes } from '../compared-types';

/** A type of resource that has a policy, or that gives one to other resources. */
interface PolicyType {
  /** The property with the policy. */
  readonly policy: string;
  /** The property with the resources that have the policy. Without it, the resource itself has the policy. */
  readonly of?: string;
  /** The type of the resources that have the policy. */
  readonly holder: string;
}

/** Access to these resources is not in the graph, so their policies are read from the properties. */
const policyTypes: Readonly<Record<string, PolicyType>> = {
  'AWS::KMS::Key': { policy: 'KeyPolicy', holder: 'AWS::KMS::Key' },
  'AWS::S3::BucketPolicy': { policy: 'PolicyDocument', of: 'Bucket', holder: 'AWS::S3::Bucket' },
  'AWS::SQS::QueuePolicy': { policy: 'PolicyDocument', of: 'Queues', holder: 'AWS::SQS::Queue' },
  'AWS::SQS::QueueInlinePolicy': { policy: 'PolicyDocument', of: 'Queue', holder: 'AWS::SQS::Queue' },
  'AWS::SNS::TopicPolicy': { policy: 'PolicyDocument', of: 'Topics', holder: 'AWS::SNS::Topic' },
  'AWS::SNS::TopicInlinePolicy': { policy: 'PolicyDocument', of: 'TopicArn', holder: 'AWS::SNS::Topic' },
  'AWS::SecretsManager::ResourcePolicy': {
    policy: 'ResourcePolicy',
    of: 'SecretId',
    holder: 'AWS::SecretsManager::Secret',
  },
};

const holderTypes = new Set(Object.values(policyTypes).map(({ holder }) => holder));

/** A resource with a policy, and all statements that any resource of the templates gives it. */
export interface PolicyHolder {
  readonly type: string;
  readonly word: string;
  /** The resource, or the one with its policy if no template has the resource itself. */
  readonly resource: GraphResource;
  /** The logical id of the resource, or its name if no template has it. */
  readonly id: string;
  readonly isOutside: boolean;
  readonly statements: readonly Statement[];
}

/** The keys, buckets, queues, topics and secrets of a graph with their policies, and those outside that get one. */
export function policyHolders({ resources }: TemplateGraph): PolicyHolder[] {
  const holders = resources.filter(({ type }) => holderTypes.has(type)).map((one) => holderOf(one, []));
  const given = resources.flatMap((policy) => {
    const { policy: property, of, holder } = policyTypes[policy.type] ?? {};
    if (property === undefined || holder === undefined) return [];
    const statements = statementsOf(policy, property);
    if (of === undefined) return [holderOf(policy, statements)];
    return targetsOf(policy, of).map(({ logicalId, text }) => {
      const known = holders.find(
        ({ type, resource }) =>
          type === holder && (isSame(resource, policy, logicalId) || (text !== '' && isNamed(resource, text))),
      );
      if (known) return { ...known, statements };
      return { ...holderOf({ ...policy, type: holder }, statements), id: text || logicalId, isOutside: true };
    });
  });
  return groupedBy([...holders, ...given], keyOf).map(([first, ...others]) => ({
    ...first,
    statements: [first, ...others].flatMap(({ statements }) => statements),
  }));
}

function keyOf({ type, id, isOutside, resource }: PolicyHolder): string {
  return JSON.stringify([type, id, isOutside, resource.source.template]);
}

function holderOf(resource: GraphResource, statements: readonly Statement[]): PolicyHolder {
  const { type, source } = resource;
  const word = comparedTypes.get(type)?.word ?? type;
  return { type, word, resource, id: source.logicalId, isOutside: false, statements };
}

function isSame({ source }: GraphResource, policy: GraphResource, logicalId: string): boolean {
  return source.template === policy.source.template && source.logicalId === logicalId;
}

/** Whether a text is the name of a resource, or an ARN that ends with it. */
function isNamed({ type, properties }: GraphResource, text: string): boolean {
  const name = textOf(properties[comparedTypes.get(type)?.name ?? '']);
  return name !== undefined && name !== '' && (text === name || /[:/]([^:/]+)$/.exec(text)?.[1] === name);
}

interface Target {
  readonly logicalId: string;
  readonly text: string;
}

/** The resources that a policy is for: by the logical ids that the template refers to, and by their names. */
function targetsOf({ properties, written }: GraphResource, property: string): Target[] {
  const texts = listOf(properties[property]);
  const raw = fieldsOf(written)[property];
  const references = Array.isArray(raw) ? (raw as unknown[]) : [raw];
  return texts.map((text, index) => ({
    logicalId: references.length === texts.length ? referredId(references[index]) : '',
    text: typeof text === 'string' ? text : '',
  }));
}

function referredId(reference: unknown): string {
  const { Ref: id, 'Fn::GetAtt': attribute } = fieldsOf(reference);
  const [owner] = listOf(attribute);
  return textOf(id) ?? textOf(owner)?.split('.')[0] ?? '';
}

/** The statements of a policy, which may be JSON in a text. */
function statementsOf({ properties, source, when }: GraphResource, property: string): Statement[] {
  const policy = properties[property];
  if (policy === undefined) return [];
  const document = typeof policy === 'string' ? parseJsonText(policy) : policy;
  if (typeof document !== 'object' || document === null) return [readStatement(undefined, source, when)];
  return listOf(fieldsOf(document).Statement).map((one) => readStatement(one as Value, source, when));
}
