import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TemporaryPushAccess } from '../../access/contributor/temporary-push-access';
import { contributorRoleName } from '../config/contributors/contributor-environments';
import { type ContributorConfig } from '../config/schema';
import { addPromotion } from './promotion-from-config';
import { constructId, type EnvironmentStack } from './environment-stack';

/** Creates the push access and the promotion of one contributor in one environment. */
export function addContributor(stack: EnvironmentStack, contributor: ContributorConfig): void {
  const repository = stack.repositories.get(contributor.repository);
  if (repository === undefined) return; // the problem of the repository is reported already
  const { name, assumedBy, externalId, expiresAt, sessionMinutes, allowPull, allowList } = contributor;
  const scope = new Construct(stack.section('Contributors'), constructId(name));
  stack.contributors.set(name, scope);
  const access = new TemporaryPushAccess(scope, 'Push', {
    repository,
    contributor: name,
    assumedBy: new ArnPrincipal(assumedBy),
    externalId,
    expiresAt,
    sessionDuration: sessionMinutes === undefined ? undefined : Duration.minutes(sessionMinutes),
    allowPull,
    allowList,
    roleName: contributorRoleName(stack.config.name, name),
  });
  stack.pushAccess.set(name, access);
  addPromotion(stack, scope, contributor);
  stack.addOutput(
    access,
    () => access.role.roleArn,
    `The role that ${name}'s credentials are of, until ${access.expiresAt}`,
  );
}
