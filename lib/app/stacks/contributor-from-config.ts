import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TemporaryPushAccess } from '../../access/contributor/temporary-push-access';
import { contributorRoleName } from '../config/contributors/contributor-environments';
import { type ContributorConfig } from '../config/schema';
import { addPromotion } from './promotion-from-config';
import { constructId, type EnvironmentStacks } from './environment-stacks';

/** Creates the push access and the promotion of one contributor in one environment. */
export function addContributor(environment: EnvironmentStacks, contributor: ContributorConfig): void {
  const repository = environment.repositories.get(contributor.repository);
  if (repository === undefined) return; // the problem of the repository is reported already
  const { name, assumedBy, externalId, expiresAt, sessionMinutes, allowPull, allowList } = contributor;
  const scope = new Construct(environment.contributorScope(name), constructId(name));
  environment.contributors.set(name, scope);
  const access = new TemporaryPushAccess(scope, 'Push', {
    repository,
    contributor: name,
    assumedBy: new ArnPrincipal(assumedBy),
    externalId,
    expiresAt,
    sessionDuration: sessionMinutes === undefined ? undefined : Duration.minutes(sessionMinutes),
    allowPull,
    allowList,
    roleName: contributorRoleName(environment.config.name, name),
  });
  environment.pushAccess.set(name, access);
  addPromotion(environment, scope, contributor);
  environment.addOutput(
    access,
    () => access.role.roleArn,
    `The role that ${name}'s credentials are of, until ${access.expiresAt}`,
  );
}
