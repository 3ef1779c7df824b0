import { Duration } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { ImagePromotion } from '../../promotion/image-promotion';
import { ScanGate, ScanSeverity } from '../../promotion/scan-gate';
import { promoterRoleName } from '../config/contributors/contributor-environments';
import { type ContributorConfig } from '../config/schema';
import { type EnvironmentStack } from './environment-stack';

type GateConfig = NonNullable<ContributorConfig['gate']>;

/** Creates the promotion of one contributor's images to the approved repository, if the config has one. */
export function addPromotion(stack: EnvironmentStack, scope: Construct, contributor: ContributorConfig): void {
  const { name, repository, promoteTo, gate, approval, notificationTopic } = contributor;
  if (promoteTo === undefined || gate === undefined) return;
  const [source, target] = [stack.repositories.get(repository), stack.repositories.get(promoteTo)];
  if (source === undefined || target === undefined) return; // the problem of the repository is reported already
  const { key, topic } = stack.notificationTopic;
  new ImagePromotion(scope, 'Promotion', {
    source,
    target,
    gate: gateOf(gate),
    contributor: name,
    approval: approval && { timeout: Duration.hours(approval.waitAtMostHours) },
    notificationTopic: notificationTopic ? Topic.fromTopicArn(scope, 'Topic', notificationTopic) : topic,
    encryptionKey: key,
    // With a name that is known at synth, a review can distinguish it from the contributor's role.
    copyRoleName: promoterRoleName(stack.config.name, name),
  });
}

function gateOf({ scan = 'basic', maxSeverity, exceptions, waitAtMostMinutes }: GateConfig): ScanGate {
  return ScanGate[scan]({
    maxSeverity: ScanSeverity[maxSeverity],
    exceptions,
    waitAtMost: waitAtMostMinutes === undefined ? undefined : Duration.minutes(waitAtMostMinutes),
  });
}
