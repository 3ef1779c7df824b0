import { type Stack } from 'aws-cdk-lib';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { type ImagePromotionProps } from '../../lib/promotion/image-promotion-props';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import {
  account,
  newStack,
  onlyProperties,
  type Properties,
  region,
  resourcesOf,
  type SynthesizedResource,
  templateOf,
} from '../synthesis';

export const promotionName = 'approval';
export const machineArn = `arn:aws:states:${region}:${account}:stateMachine:${promotionName}`;
export const projectArn = `arn:aws:codebuild:${region}:${account}:project/${promotionName}-copy`;
export const deployProjectArn = `arn:aws:codebuild:${region}:${account}:project/${promotionName}-deploy`;
export const topicArn = `arn:aws:sns:${region}:${account}:topic`;
export const keyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
export const copyRoleArn = `arn:aws:iam::${account}:role/copy`;
export const deployRoleArn = `arn:aws:iam::${account}:role/deploy`;
export const machineRoleArn = `arn:aws:iam::${account}:role/machine`;
export const arnOf = (name: string) => `arn:aws:ecr:${region}:${account}:repository/${name}`;

/** A promotion between two repositories of a stack. */
export function addPromotion(stack: Stack, props: Partial<ImagePromotionProps> = {}): ImagePromotion {
  const source = new ImageRepository(stack, 'Incoming', { repositoryName: 'incoming/alice' });
  const target = new ImageRepository(stack, 'Approved', { repositoryName: 'approved/alice' });
  return new ImagePromotion(stack, 'Promotion', { source, target, gate: ScanGate.basic(), promotionName, ...props });
}

/** A promotion of all below `incoming/`, with one approved repository. */
export function addPrefixPromotion(stack: Stack, props: Partial<ImagePromotionProps> = {}): ImagePromotion {
  const promotion = new ImagePromotion(stack, 'Promotion', {
    sourcePrefix: 'incoming/',
    targetPrefix: 'approved/',
    gate: ScanGate.basic(),
    promotionName,
    ...props,
  });
  promotion.addTarget(new ImageRepository(stack, 'Approved', { repositoryName: 'approved/alice' }));
  return promotion;
}

export function promotionStack(props: Partial<ImagePromotionProps> = {}): Stack {
  const stack = newStack();
  addPromotion(stack, props);
  return stack;
}

export function prefixStack(props: Partial<ImagePromotionProps> = {}): Stack {
  const stack = newStack();
  addPrefixPromotion(stack, props);
  return stack;
}

/** The values of references, by the construct at the start of a logical id. */
const known: Readonly<Record<string, string>> = {
  PromotionCopyRole: copyRoleArn,
  PromotionCopyLogGroup: `arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${promotionName}-copy:*`,
  PromotionMachineRole: machineRoleArn,
  PromotionMachineStateMachine: machineArn,
  PromotionRolloutRole: deployRoleArn,
  PromotionRolloutLogGroup: `arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${promotionName}-deploy:*`,
  PromotionTopic: topicArn,
  PromotionEncryptionKey: keyArn,
};

/** A part of a template with ARNs in place of references: the simulator takes text only. */
export function literal<T>(value: T): T {
  const text = JSON.stringify(value).replace(
    /\{"(?:Ref|Fn::GetAtt)":(?:\["(\w+)","\w+"\]|"(\w+)")\}/g,
    (_, attribute?: string, reference?: string) => {
      const id = attribute ?? reference ?? '';
      const [, arn] = Object.entries(known).find(([start]) => id.startsWith(start)) ?? [];
      if (arn === undefined) throw new Error(`no value for ${id}`);
      return JSON.stringify(arn);
    },
  );
  return JSON.parse(text) as T;
}

/** The documents of the policies of one role. */
export function policiesOf(stack: Stack, roleIdStart: string): Properties[] {
  return resourcesOf(stack, 'AWS::IAM::ManagedPolicy')
    .filter(({ Properties: { Roles: roles } }) =>
      (roles as { Ref: string }[]).some(({ Ref: id }) => id.startsWith(roleIdStart)),
    )
    .map(({ Properties: { PolicyDocument: document } }) => literal(document as Properties));
}

/** The policy of the repository of that name. */
export function repositoryPolicy(stack: Stack, name: string): object | undefined {
  const found = resourcesOf(stack, 'AWS::ECR::Repository').find(
    ({ Properties: { RepositoryName: one } }) => one === name,
  );
  const policy = found?.Properties.RepositoryPolicyText as object | undefined;
  return policy && literal(policy);
}

/** The one rule whose name ends so. */
export function ruleOf(stack: Stack, end: string): Properties {
  const rules = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties: properties }) => properties);
  const [rule] = rules.filter(({ Name: name }) => String(name).endsWith(end));
  if (rule === undefined) throw new Error(`no rule ${end}`);
  return rule;
}

/** The definition of the state machine, with its substitutions as they are named. */
export function definitionOf(stack: Stack): { text: string; substitutions: Properties } {
  const { DefinitionString: text, DefinitionSubstitutions: substitutions } = onlyProperties(
    stack,
    'AWS::StepFunctions::StateMachine',
  );
  return { text: text as string, substitutions: (substitutions ?? {}) as Properties };
}

/** The only statement of the trust policy of a role. */
export function trustOf(stack: Stack, idStart: string): { Principal: object; Condition: Record<string, object> } {
  const roles = Object.entries(templateOf(stack).findResources('AWS::IAM::Role')) as [string, SynthesizedResource][];
  const [, role] = roles.find(([id]) => id.startsWith(idStart)) ?? [];
  const { Statement: statements } = role?.Properties.AssumeRolePolicyDocument as { Statement: [never, ...unknown[]] };
  if (statements.length > 1) throw new Error(`more than one statement in the trust of ${idStart}`);
  return statements[0];
}
