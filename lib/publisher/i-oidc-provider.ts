import { type IOIDCProviderRef } from 'aws-cdk-lib/aws-iam';

/** An identity provider of an account: the account accepts the tokens of its issuer. It may be created here or imported. */
export interface IOidcProvider extends IOIDCProviderRef {
  /** The ARN of the provider. */
  readonly providerArn: string;

  /** The issuer without its scheme. IAM's condition keys start with it. */
  readonly issuer: string;

  /** The audiences that the provider accepts. Roles require the first. */
  readonly audiences: string[];
}
