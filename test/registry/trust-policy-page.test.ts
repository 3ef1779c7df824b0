import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SigningProfile } from 'aws-cdk-lib/aws-signer';
import { RegistrySettings } from '../../lib';
import { blocksIn } from '../docs/pages';

interface TrustPolicies {
  readonly trustPolicies: readonly { readonly trustedIdentities: readonly string[] }[];
}

test('the trust policy of the guide trusts the profile that the settings of that name sign with, and nothing else', () => {
  const pages = blocksIn('json').filter(({ page }) => page === 'docs/guides/registry-settings.md');
  const policies = pages.map(({ text }) => JSON.parse(text) as TrustPolicies);
  const stack = new Stack(undefined, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
  const signingProfile = SigningProfile.fromSigningProfileAttributes(stack, 'Profile', {
    signingProfileName: 'release',
    signingProfileVersion: 'unused',
  });
  new RegistrySettings(stack, 'Registry', { signing: [{ signingProfile }] });
  const [signing] = Object.values(Template.fromStack(stack).findResources('AWS::ECR::SigningConfiguration'));
  const { Rules: rules } = (signing as { Properties: { Rules: { SigningProfileArn: unknown }[] } }).Properties;
  const arns = rules.map(({ SigningProfileArn: arn }) =>
    JSON.stringify(stack.resolve(arn)).replaceAll(/.*(?=:signer:)|"[\],}]*$/g, ''),
  );
  expect(policies).toEqual([
    {
      version: '1.0',
      trustPolicies: [
        {
          name: 'approved-images',
          registryScopes: ['123456789012.dkr.ecr.us-east-1.amazonaws.com/prod/service'],
          signatureVerification: { level: 'strict' },
          trustStores: ['signingAuthority:aws-signer-ts'],
          trustedIdentities: arns.map((arn) => `arn:aws${arn}`),
        },
      ],
    },
  ]);
});
