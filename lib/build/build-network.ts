import { Stack, Token } from 'aws-cdk-lib';
import { type CommonProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { type ISecurityGroup, type ISubnet, type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { awsLimits } from '../private/aws/limits';
import { partitionOf } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { listProblem, type Problem, refuseIf } from '../private/validation/validation';
import { type BuildOperationsOptions } from './build-operations-options';

const { subnets: mostSubnets, securityGroups: mostSecurityGroups } = awsLimits.codeBuild;

/** The part of a VPC that builds run in. */
export class BuildNetwork extends Construct {
  /** Returns the network that the props name, if they name one. */
  public static for(scope: Construct, props: BuildOperationsOptions): BuildNetwork | undefined {
    const { vpc, subnetSelection, securityGroups } = props;
    if (vpc) return new BuildNetwork(scope, 'Network', vpc, props);
    refuseIf('subnetSelection', subnetSelection === undefined ? undefined : withoutVpc);
    refuseIf('securityGroups', securityGroups === undefined ? undefined : withoutVpc);
    return undefined;
  }

  public readonly projectProps: Pick<CommonProjectProps, 'vpc' | 'subnetSelection' | 'securityGroups'>;
  private readonly subnets: readonly ISubnet[];

  private constructor(scope: Construct, id: string, vpc: IVpc, props: BuildOperationsOptions) {
    super(scope, id);
    const { subnets, hasPublic } = vpc.selectSubnets(props.subnetSelection);
    refuseIf('subnetSelection', subnetsProblem(subnets, hasPublic));
    refuseIf('securityGroups', props.securityGroups && securityGroupsProblem(props.securityGroups));
    this.subnets = subnets;
    const securityGroups = props.securityGroups ?? [
      new SecurityGroup(this, 'SecurityGroup', {
        vpc,
        description: 'Image builds. They open connections and accept none',
      }),
    ];
    this.projectProps = { vpc, subnetSelection: { subnets: [...subnets] }, securityGroups };
  }

  /** Lets a role run builds in the network and returns the policies. */
  public attach(role: IRole): Construct[] {
    const describe = new ManagedPolicy(this, 'ReadNetwork', {
      description: 'Allows CodeBuild to look up the network before it runs builds in a VPC',
      roles: [role],
      statements: [PolicyStatement.fromJson(describeStatement)],
    });
    acknowledgeFindings(describe, {
      cdkNag: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
      guard: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'],
      reason: 'EC2 accepts only * as the resource of Describe actions. This policy holds no other action.',
    });
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'Allows CodeBuild to create network interfaces in the subnets of the project',
      roles: [role],
      statements: this.interfaceStatements().map((statement) => PolicyStatement.fromJson(statement)),
    });
    acknowledgeFindings(policy, {
      cdkNag: [`AwsSolutions::AwsSolutions-IAM5[Resource::${asShown(this.arn('network-interface/*'), this)}]`],
      reason: 'CodeBuild creates the network interfaces, so their ids are unknown. The policy names their subnets.',
    });
    return [describe, policy];
  }

  /** Fewer permissions than in the CodeBuild guide: the role creates and deletes interfaces in these subnets only. */
  private interfaceStatements(): StatementJson[] {
    const interfaces = this.arn('network-interface/*');
    const subnets = this.subnets.map((subnet) => this.arn(`subnet/${subnet.subnetId}`, subnet.env.account));
    const groups = (this.projectProps.securityGroups ?? []).map((group) =>
      this.arn(`security-group/${group.securityGroupId}`, group.env.account),
    );
    return [
      {
        Sid: 'CreateNetworkInterfaces',
        Effect: 'Allow',
        Action: 'ec2:CreateNetworkInterface',
        Resource: [...subnets, ...groups, interfaces],
      },
      {
        Sid: 'DeleteNetworkInterfaces',
        Effect: 'Allow',
        Action: 'ec2:DeleteNetworkInterface',
        Resource: interfaces,
        Condition: { ArnEquals: { 'ec2:Subnet': subnets } },
      },
      {
        Sid: 'AllowCodeBuildToUseInterfaces',
        Effect: 'Allow',
        Action: 'ec2:CreateNetworkInterfacePermission',
        Resource: interfaces,
        Condition: {
          StringEquals: { 'ec2:AuthorizedService': 'codebuild.amazonaws.com' },
          ArnEquals: { 'ec2:Subnet': subnets },
        },
      },
    ];
  }

  /** A shared subnet has the account of its owner in its ARN. */
  private arn(resource: string, owner?: string): string {
    const stack = Stack.of(this);
    return `arn:${partitionOf(stack)}:ec2:${stack.region}:${owner ?? stack.account}:${resource}`;
  }
}

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html */
const describeStatement: StatementJson = {
  Sid: 'ReadNetwork',
  Effect: 'Allow',
  Action: [
    'ec2:DescribeDhcpOptions',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ],
  Resource: '*',
};

/** Renders an ARN with unresolved values as cdk-nag prints them. */
function asShown(arn: string, scope: Construct): string {
  const stack = Stack.of(scope);
  const unresolved = [
    [partitionOf(stack), '<AWS::Partition>'],
    [stack.region, '<AWS::Region>'],
    [stack.account, '<AWS::AccountId>'],
  ] as const;
  return unresolved.reduce(
    (text, [value, shown]) => (Token.isUnresolved(value) ? text.replace(value, shown) : text),
    arn,
  );
}

const withoutVpc = 'requires `vpc`, got none. It selects a part of the VPC.';

function subnetsProblem(subnets: readonly ISubnet[], hasPublic: boolean): Problem {
  if (subnets.length === 0 || subnets.length > mostSubnets) {
    return `must select 1 to ${mostSubnets} subnets of the VPC, got ${subnets.length}`;
  }
  return hasPublic
    ? 'must select private subnets, got public ones. Builds have no public address, so nothing answers them there.'
    : undefined;
}

/** The reason why CodeBuild would refuse a list of security groups. */
export function securityGroupsProblem(securityGroups: readonly ISecurityGroup[]): Problem {
  if (Token.isUnresolved(securityGroups)) return undefined;
  const { length } = securityGroups;
  return (
    listProblem(securityGroups) ??
    (length === 0 || length > mostSecurityGroups
      ? `must be 1 to ${mostSecurityGroups} security groups, got ${length}`
      : undefined)
  );
}
