import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type ResourceEnvironment } from 'aws-cdk-lib/interfaces';
import { OidcProviderNative, type OIDCProviderReference } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { partitionOf } from '../private/aws/partition';
import { refuseIf, validateEach } from '../private/validation/validation';
import { type IOidcProvider } from './i-oidc-provider';
import { audienceRule, thumbprintRule } from './issuer-rules';
import { type OidcIssuer } from './oidc-issuer';
import { registerProvider } from './provider-register';
import { reportSecondProvider } from './second-provider';

/** Options of every kind of `OidcProvider`. */
export interface OidcProviderOptions {
  /**
   * The audiences that the provider accepts. Throws for an empty list, which would refuse every token.
   *
   * @default - the audience that the issuer's guide for AWS recommends: `sts.amazonaws.com`, if the issuer lets you choose
   */
  readonly audiences?: string[];

  /**
   * SHA-1 thumbprints of certificates, at most five. AWS trusts the certificates of public issuers without them. Throws if
   * one is not 40 hexadecimal characters.
   *
   * @default - none
   */
  readonly thumbprints?: string[];

  /**
   * The policy for the provider when it is removed from the stack. Without the provider, no role of the account can be
   * assumed with its tokens.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Properties of an `OidcProvider`. */
export interface OidcProviderProps extends OidcProviderOptions {
  /** The issuer whose tokens the account trusts. */
  readonly issuer: OidcIssuer;
}

/** Options for importing a provider that the account already has. */
export interface ImportedOidcProviderOptions {
  /** The issuer whose tokens the account trusts. */
  readonly issuer: OidcIssuer;

  /**
   * The audiences that the provider accepts. Throws for an empty list.
   *
   * @default - the audience that the issuer's guide for AWS recommends: `sts.amazonaws.com`, if the issuer lets you choose
   */
  readonly audiences?: string[];
}

const { thumbprintsOfProvider: mostThumbprints } = awsLimits.iam;

/** The base of all providers that the app creates. Each kind adds its factories. */
export abstract class OidcProviderBase extends Construct implements IOidcProvider {
  /** The ARN of the provider. */
  public readonly providerArn: string;

  /** The issuer without its scheme. IAM's condition keys start with it. */
  public readonly issuer: string;

  /** The audiences that the provider accepts. Roles require the first. */
  public readonly audiences: string[];

  /** The account and Region of the provider. */
  public readonly env: ResourceEnvironment;

  protected constructor(scope: Construct, id: string, props: OidcProviderProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    this.env = { account, region };
    const { issuer, audiences = [props.issuer.defaultAudience], thumbprints } = props;
    validateEach('audiences', audiences, audienceRule);
    if (thumbprints) {
      validateEach('thumbprints', thumbprints, thumbprintRule);
      const many = thumbprints.length > mostThumbprints;
      refuseIf('thumbprints', many ? `must be at most ${mostThumbprints}, got ${thumbprints.length}` : undefined);
    }
    this.issuer = issuer.issuer;
    registerProvider(this);
    reportSecondProvider(this);
    this.audiences = [...audiences];
    this.providerArn = providerArnIn(Stack.of(this), this.issuer);
    new OidcProviderNative(this, 'Provider', {
      url: `https://${this.issuer}`,
      clientIds: this.audiences,
      thumbprints: thumbprints && [...thumbprints],
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
  }

  /** The provider, as constructs of the CDK refer to it. */
  public get oidcProviderRef(): OIDCProviderReference {
    return { oidcProviderArn: this.providerArn };
  }
}

/** A provider that the account already has. */
export class AccountProvider extends Construct implements IOidcProvider {
  public readonly providerArn: string;
  public readonly issuer: string;
  public readonly audiences: string[];

  /** The account and Region of the provider. */
  public readonly env: ResourceEnvironment;

  public constructor(scope: Construct, id: string, props: ImportedOidcProviderOptions) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    this.env = { account, region };
    const { issuer, audiences = [issuer.defaultAudience] } = props;
    validateEach('audiences', audiences, audienceRule);
    this.issuer = issuer.issuer;
    this.audiences = [...audiences];
    this.providerArn = providerArnIn(Stack.of(this), this.issuer);
  }

  /** The provider, as constructs of the CDK refer to it. */
  public get oidcProviderRef(): OIDCProviderReference {
    return { oidcProviderArn: this.providerArn };
  }
}

/** The ARN by name instead of by reference, so that a role in another stack of the account needs no export. */
function providerArnIn(stack: Stack, issuer: string): string {
  return `arn:${partitionOf(stack)}:iam::${stack.account}:oidc-provider/${issuer}`;
}
