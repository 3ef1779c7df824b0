import { type Stack, Token } from 'aws-cdk-lib';
import { isIntrinsic } from '../validation/known-text';
import { isMapping } from '../values/mapping';
import { type PolicyJson } from './policy-document';
import { partitionOfRegion } from './region-partition';

/** A policy for someone who applies it without CDK and CloudFormation. */
interface LiteralPolicy {
  readonly json: string;
  /** A sentence about the placeholders of the JSON, after a space. It is empty if there are none. */
  readonly explanation: string;
}

/** The instructions to merge statements into the policy of a repository that CDK cannot change. */
export function mergeByHand(stack: Stack, policy: PolicyJson, also = ''): string {
  const { json, explanation } = literalPolicy(stack, policy);
  return (
    `Merge this into it by hand (aws ecr set-repository-policy)${also}. If a stack owns the repository, change its policy ` +
    `in that stack instead. The next update by that stack removes what was added by hand.${explanation}\n${json}`
  );
}

/** A policy as literal JSON. A value that is known at deployment only becomes a placeholder, which IAM and ECR refuse. */
export function literalPolicy(stack: Stack, policy: PolicyJson): LiteralPolicy {
  const placeholders = new Map<string, string>();
  const literal = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(literal);
    if (!isMapping(value)) return value;
    if (!isIntrinsic(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, literal(one)]));
    const [separator, parts] = (value['Fn::Join'] ?? []) as [unknown?, unknown?];
    if (typeof separator === 'string' && Array.isArray(parts)) return parts.map(literal).join(separator);
    const [text, meaning] = knownAs(stack, value);
    if (meaning === undefined) return text;
    const name = freeName(placeholders, text, meaning);
    placeholders.set(name, meaning);
    return name;
  };
  const json = JSON.stringify(literal(stack.resolve(policy)), undefined, 2);
  const meanings = [...placeholders].map(([name, meaning]) => `${name} (${meaning})`);
  return { json, explanation: meanings.length === 0 ? '' : ` Replace ${meanings.join(', ')}.` };
}

/** The name of a placeholder. Two values that have the same name get a number, so that each can be replaced. */
function freeName(placeholders: ReadonlyMap<string, string>, text: string, meaning: string): string {
  let name = text;
  for (let number = 2; (placeholders.get(name) ?? meaning) !== meaning; number += 1) name = `${text}_${number}`;
  return name;
}

/** The text for a reference, and its meaning if the text is a placeholder. */
function knownAs(stack: Stack, reference: Record<string, unknown>): [text: string, meaning?: string] {
  const { Ref: name, 'Fn::GetAtt': attribute } = reference;
  const of = `of stack '${stack.node.path}'`;
  if (name === 'AWS::Partition') {
    const partition = partitionOfRegion(stack.region);
    return partition === undefined
      ? ['aws', 'the partition, if it is another one, such as aws-cn in China']
      : [partition];
  }
  if (name === 'AWS::AccountId') {
    return Token.isUnresolved(stack.account) ? ['ACCOUNT_ID', `the id of the account ${of}`] : [stack.account];
  }
  if (name === 'AWS::Region') {
    return Token.isUnresolved(stack.region) ? ['REGION', `the Region ${of}`] : [stack.region];
  }
  if (typeof name === 'string') return [`VALUE_OF_${name}`, `the value of '${name}' ${of}`];
  if (Array.isArray(attribute)) {
    const [id, what] = attribute.map(String);
    return [`${(what ?? '').toUpperCase()}_OF_${id ?? ''}`, `the attribute ${what ?? ''} of '${id ?? ''}' ${of}`];
  }
  return ['VALUE_AT_DEPLOYMENT', `a value that is known at deployment only: ${JSON.stringify(reference)}`];
}
