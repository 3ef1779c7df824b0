import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Subnets without a connection to the internet. Images arrive through VPC endpoints. */
export class Network extends Construct {
  public readonly vpc: ec2.Vpc;
  private readonly endpoints: ec2.InterfaceVpcEndpoint[];

  public constructor(scope: Construct, id: string, logKey: kms.IKey) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'service', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      restrictDefaultSecurityGroup: false, // CDK would add a Lambda function for it
    });
    for (const pack of ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321']) {
      Validations.of(this.vpc.node.defaultChild as ec2.CfnVPC).acknowledge({
        id: `${pack}::${pack}-VPCDefaultSecurityGroupClosed`,
        reason:
          'Nothing uses the default security group, since the service and the endpoints have other groups. ' +
          'CloudFormation can close it only with a Lambda function, which would be more to guard than it guards.',
      });
    }
    this.logFlows(logKey);
    // Layers arrive from S3 through the gateway. Fargate needs the other three endpoints to start a task and to write logs.
    this.vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    this.endpoints = Object.entries({
      Registry: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
      RegistryApi: ec2.InterfaceVpcEndpointAwsService.ECR,
      Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
    }).map(([name, service]) => this.vpc.addInterfaceEndpoint(name, { service, open: false }));
  }

  /** Allows a service to connect to the endpoints. */
  public admit(service: ec2.IConnectable): void {
    for (const endpoint of this.endpoints) endpoint.connections.allowDefaultPortFrom(service);
  }

  private logFlows(encryptionKey: kms.IKey): void {
    const logGroup = new logs.LogGroup(this, 'FlowLogs', {
      encryptionKey,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new iam.Role(this, 'FlowLogRole', {
      assumedBy: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const policy = new iam.ManagedPolicy(this, 'FlowLogPolicy', { roles: [role] });
    policy.addStatements(
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [
          logGroup.logGroupArn, // ends with `:*`
          Stack.of(this).formatArn({
            service: 'logs',
            resource: 'log-group',
            resourceName: logGroup.logGroupName,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    );
    this.vpc.addFlowLog('Flows', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup, role.withoutPolicyUpdates()),
    });
  }
}
