import { Duration } from 'aws-cdk-lib';
import { LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { ImagePromotion } from '../../promotion/image-promotion';
import { ScanGate, ScanSeverity } from '../../promotion/scan-gate';
import { promoterRoleName } from '../config/contributors/contributor-environments';
import { type ContributorConfig } from '../config/schema';
import { deploysOf } from './deploys-from-config';
import { type EnvironmentStacks } from './environment-stacks';
import { PromotionNotifications } from './promotion-notifications';

type GateConfig = NonNullable<ContributorConfig['gate']>;

/** Creates the promotion of one contributor's images to the approved repository, if the config has one. */
export function addPromotion(environment: EnvironmentStacks, scope: Construct, contributor: ContributorConfig): void {
  const { name, repository, promoteTo, gate, approval, deploys, notificationTopic, buildImage } = contributor;
  if (promoteTo === undefined || gate === undefined) return;
  const [source, target] = [environment.repositories.get(repository), environment.repositories.get(promoteTo)];
  if (source === undefined || target === undefined) return; // the problem of the repository is reported already
  const { key, topic } = PromotionNotifications.of(environment.contributorStack(name), environment.config.name);
  new ImagePromotion(scope, 'Promotion', {
    source,
    target,
    gate: gateOf(gate),
    contributor: name,
    approval: approval && { timeout: Duration.hours(approval.waitAtMostHours) },
    deploys: deploysOf([environment], deploys),
    notificationTopic: notificationTopic ? Topic.fromTopicArn(scope, 'Topic', notificationTopic) : topic,
    encryptionKey: key,
    buildImage: buildImage === undefined ? undefined : LinuxBuildImage.fromDockerRegistry(buildImage),
    // With a name that is known at synth, a review can distinguish it from the contributor's role.
    copyRoleName: promoterRoleName(environment.config.name, name),
  });
}

function gateOf({ scan = 'basic', maxSeverity, exceptions, passUnscanned, waitAtMostMinutes }: GateConfig): ScanGate {
  return ScanGate[scan]({
    maxSeverity: ScanSeverity[maxSeverity],
    exceptions,
    passUnscanned,
    waitAtMost: waitAtMostMinutes === undefined ? undefined : Duration.minutes(waitAtMostMinutes),
  });
}
