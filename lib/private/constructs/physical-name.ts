import { type CfnResource, Token } from 'aws-cdk-lib';

/** A kind of resource that AWS has once for each name. */
export interface NamedKind {
  /** The property with the name, as the template has it. */
  readonly property: string;
  /** The same property, as the class of the CDK has it. */
  readonly member: string;
  /** The word that users have for it. */
  readonly noun: string;
  /** IAM has its names once for all Regions, and does not distinguish their case. */
  readonly ofAccount?: boolean;
}

/** The types of resources whose names the constructs of this package set, and AWS accepts once. */
export const namedKinds: Readonly<Record<string, NamedKind>> = {
  'AWS::CodeBuild::Project': { property: 'Name', member: 'name', noun: 'project' },
  'AWS::CodeBuild::ReportGroup': { property: 'Name', member: 'name', noun: 'report group' },
  'AWS::ECR::Repository': { property: 'RepositoryName', member: 'repositoryName', noun: 'repository' },
  'AWS::IAM::ManagedPolicy': {
    property: 'ManagedPolicyName',
    member: 'managedPolicyName',
    noun: 'managed policy',
    ofAccount: true,
  },
  'AWS::IAM::Role': { property: 'RoleName', member: 'roleName', noun: 'role', ofAccount: true },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', member: 'logGroupName', noun: 'log group' },
  'AWS::StepFunctions::StateMachine': {
    property: 'StateMachineName',
    member: 'stateMachineName',
    noun: 'state machine',
  },
};

/** The parts of a resource that the CDK protects. Those with a class have their properties as members, too. */
type Inside = Readonly<Record<string, unknown>> & {
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  readonly rawOverrides?: { readonly Properties?: Readonly<Record<string, unknown>> };
};

/** The name of a resource, if synth knows it. It can change until then, also by an override. */
export function physicalName(resource: CfnResource, { property, member }: NamedKind): string | undefined {
  const inside = resource as unknown as Inside;
  const overrides = inside.rawOverrides?.Properties;
  const name =
    overrides && property in overrides
      ? overrides[property]
      : member in inside
        ? inside[member]
        : inside.cfnProperties[property];
  return typeof name !== 'string' || Token.isUnresolved(name) ? undefined : name;
}
