import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';

/** The ARN of a profile. CDK puts one slash too many into that of an imported one, which names no profile in AWS. */
export function signingProfileArnOf(profile: ISigningProfile): string {
  if (profile.node.defaultChild !== undefined) return profile.signingProfileArn;
  return Stack.of(profile).formatArn({
    service: 'signer',
    account: profile.env.account,
    region: profile.env.region,
    resource: `/signing-profiles/${profile.signingProfileName}`,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}
