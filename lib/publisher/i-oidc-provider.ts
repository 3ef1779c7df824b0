import { type IConstruct } from 'constructs';

/** The trust of an account in the tokens of one issuer, created here or by somebody else. */
export interface IOidcProvider extends IConstruct {
  /** The ARN of the provider. */
  readonly providerArn: string;

  /** The issuer without its scheme; IAM names the claims after it. */
  readonly issuer: string;

  /** The audiences that the provider takes; roles ask for the first. */
  readonly audiences: string[];
}
