import { BootstraplessSynthesizer, CfnStackSet, type Stack, type StackProps, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { teamsUnitId } from './organization';

/** The limit of CloudFormation for a template that is part of another one. A longer template has to be in a bucket. */
const mostBytes = 51_200;

interface TeamStackSetProps {
  /** The stack that each account gets. Its class must not need an account, a Region or an asset. */
  readonly stack: new (scope: Construct, id: string, props: StackProps) => Stack;
  readonly description: string;
  readonly regions: string[];
}

/** A stack set for all accounts of the organizational unit, also for those that join it later. */
export class TeamStackSet extends Construct {
  public constructor(scope: Construct, id: string, { stack, description, regions }: TeamStackSetProps) {
    super(scope, id);
    new CfnStackSet(this, 'StackSet', {
      stackSetName: id,
      description,
      permissionModel: 'SERVICE_MANAGED',
      // An account that leaves the unit retains its repositories and images.
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: true },
      managedExecution: { Active: true },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      operationPreferences: {
        regionConcurrencyType: 'SEQUENTIAL',
        regionOrder: regions,
        maxConcurrentPercentage: 25,
        failureTolerancePercentage: 0,
      },
      stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: [teamsUnitId] }, regions }],
      templateBody: this.templateOf(stack, description),
    });
  }

  /** The template of a stack, which is synthesized in a separate stage. The stage itself is never deployed. */
  private templateOf(stackClass: TeamStackSetProps['stack'], description: string): string {
    const stage = new Stage(this, 'Template');
    const { stackName } = new stackClass(stage, 'Registry', {
      description,
      analyticsReporting: false,
      synthesizer: new BootstraplessSynthesizer(), // team accounts need no bootstrap stack
    });
    const body = JSON.stringify(stage.synth().getStackByName(stackName).template);
    const bytes = Buffer.byteLength(body);
    if (bytes > mostBytes)
      throw new Error(`The template of ${this.node.id} must have at most ${mostBytes} bytes, got ${bytes}.`);
    return body;
  }
}
