import { Stack, Token } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { type EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { type Construct } from 'constructs';
import { refuseIf } from '../private/validation/validation';
import { EventDelivery } from './event-delivery';

interface BuildStart {
  readonly project: IProject;
  readonly description: string;
  readonly eventPattern: EventPattern;

  /** The revision to build, which may hold fields of the event. @default - the newest revision */
  readonly sourceVersion?: string;
}

/** Adds a rule whose events start a build. */
export function startBuilds(scope: Construct, id: string, start: BuildStart): void {
  const { project, description, eventPattern, sourceVersion } = start;
  const { projectArn } = project;
  const delivery = new EventDelivery(scope, id, {
    description: 'Starts builds of one project when an event arrives',
    statements: [{ Effect: 'Allow', Action: 'codebuild:StartBuild', Resource: projectArn }],
  });
  const input = sourceVersion === undefined ? undefined : RuleTargetInput.fromObject({ sourceVersion });
  new Rule(delivery, 'Rule', {
    ruleName: delivery.ruleName,
    description,
    eventPattern,
    targets: [delivery.to(projectArn, input)],
  });
}

/** Throws for a source of another account or Region, because EventBridge does not receive its events. */
export function refuseOtherEnvironment(scope: Construct, env: { account: string; region: string }): void {
  const { account, region } = Stack.of(scope);
  const differs = [
    [env.account, account],
    [env.region, region],
  ].some(([one, other]) => !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other);
  const environments = `account ${account} and Region ${region} to start builds, got account ${env.account} and Region ${env.region}`;
  refuseIf('source', differs ? `must be in ${environments}. EventBridge receives no events from there.` : undefined);
}
