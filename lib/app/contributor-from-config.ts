import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { TemporaryPushAccess } from '../access/temporary-push-access';
import { contributorRoleName } from './config-contributor-places';
import { type ContributorConfig } from './config-schema';
import { constructId, type EnvironmentStack } from './environment-stack';

/** Makes what one contributor of the config needs in one environment: push access, and the way to the approved images. */
export function addContributor(stack: EnvironmentStack, contributor: ContributorConfig): void {
  const repository = stack.repositories.get(contributor.repository);
  if (repository === undefined) return; // the repository itself was refused, which is said already
  const { name, assumedBy, externalId, expiresAt, sessionMinutes, allowPull, allowList } = contributor;
  const access = new TemporaryPushAccess(stack.section('Contributors'), constructId(name), {
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
  stack.contributors.set(name, access);
  stack.wishOutput(
    access,
    access.role.roleArn,
    `The role that ${name}'s credentials are of, until ${access.expiresAt}`,
  );
}
