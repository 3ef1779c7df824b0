import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type CfnSigningConfigurationProps } from 'aws-cdk-lib/aws-ecr';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { awsLimits } from '../private/aws/limits';
import { refuseIf, validateList } from '../private/validation/validation';
import { type RegistrySigningRule } from './registry-settings-props';
import { validateFilters } from './scanning/scan-filter';

const { signingFilters, signingRules } = awsLimits.ecr;

/** Renders the managed signing of a registry. */
export function renderSigning(rules: readonly RegistrySigningRule[]): CfnSigningConfigurationProps {
  validateList('signing', rules);
  refuseIf(
    'signing',
    rules.length > signingRules
      ? `must have at most ${signingRules} rules, got ${rules.length}. Join some of them.`
      : undefined,
  );
  rules.forEach(({ signingProfile, repositories }, index) => {
    const again = rules.slice(0, index).some((earlier) => earlier.signingProfile === signingProfile);
    refuseIf(
      `signing[${index}].signingProfile`,
      again ? 'must be listed once, got it again. Join the filters of both rules.' : undefined,
    );
    if (repositories) validateFilters(`signing[${index}].repositories`, repositories, signingFilters);
  });
  return {
    rules: rules.map(({ signingProfile, repositories }) => ({
      signingProfileArn: profileArn(signingProfile),
      ...(repositories && {
        repositoryFilters: repositories.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' })),
      }),
    })),
  };
}

/** The ARN of a profile. CDK puts one slash too many into that of an imported one, which names no profile in AWS. */
function profileArn(profile: ISigningProfile): string {
  if (profile.node.defaultChild !== undefined) return profile.signingProfileArn;
  return Stack.of(profile).formatArn({
    service: 'signer',
    account: profile.env.account,
    region: profile.env.region,
    resource: `/signing-profiles/${profile.signingProfileName}`,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}
