import { type CfnSigningConfigurationProps } from 'aws-cdk-lib/aws-ecr';
import { awsLimits } from '../private/aws/limits';
import { signingProfileArnOf } from '../private/aws/signing-profile-arn';
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
      signingProfileArn: signingProfileArnOf(signingProfile),
      ...(repositories && {
        repositoryFilters: repositories.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' })),
      }),
    })),
  };
}
