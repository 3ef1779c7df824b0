import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { partitionOf } from '../private/partition';
import { refuseIf, validateEach } from '../private/validation';
import { type IGitHubOidcProvider } from './i-github-oidc-provider';
import { audienceRule, thumbprintRule } from './issuer-rules';
import { providerForAccountOf, registerProvider } from './provider-register';

/** Properties of a `GitHubOidcProvider`. */
export interface GitHubOidcProviderProps {
  /**
   * The audiences that tokens may be issued for. Throws for an empty list, which would refuse every token.
   *
   * @default - `sts.amazonaws.com`, what `aws-actions/configure-aws-credentials` asks for
   */
  readonly audiences?: string[];

  /**
   * SHA-1 thumbprints of certificates, at most five. AWS trusts GitHub's certificate without them. Throws where one is
   * not 40 hexadecimal characters.
   *
   * @default - none
   */
  readonly thumbprints?: string[];

  /**
   * What becomes of the provider when it leaves the stack. Without it nobody assumes a role of the account from GitHub.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The issuer of tokens of github.com. */
const gitHubIssuer = 'token.actions.githubusercontent.com';
const defaultAudiences = ['sts.amazonaws.com'];
const mostThumbprints = 5;

/**
 * GitHub as an identity provider of the account, without a Lambda function. IAM takes one for each account: where an
 * app makes two, it fails.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class GitHubOidcProvider extends Construct implements IGitHubOidcProvider {
  /**
   * The provider that the account has already.
   *
   * @param scope where it is used; the account of that stack is meant.
   * @param id the construct's id.
   */
  public static fromAccount(scope: Construct, id: string): IGitHubOidcProvider {
    return new AccountProvider(scope, id);
  }

  /**
   * The provider for the account of a scope: the one that the app makes there already, or else a new one in that stack.
   *
   * @param scope who needs it. Throws where another stage of the app makes the provider of the account.
   */
  public static forAccountOf(scope: Construct): IGitHubOidcProvider {
    const stack = Stack.of(scope);
    return providerForAccountOf(stack) ?? new GitHubOidcProvider(stack, 'GitHubOidcProvider');
  }

  /** The ARN of the provider. */
  public readonly providerArn: string;

  /** The issuer without its scheme; IAM names the claims after it. */
  public readonly issuer: string = gitHubIssuer;

  /** The audiences that the provider takes; roles ask for the first. */
  public readonly audiences: string[];

  public constructor(scope: Construct, id: string, props: GitHubOidcProviderProps = {}) {
    super(scope, id);
    const { audiences = defaultAudiences, thumbprints } = props;
    validateEach('audiences', audiences, audienceRule);
    if (thumbprints) {
      validateEach('thumbprints', thumbprints, thumbprintRule);
      const many = thumbprints.length > mostThumbprints;
      refuseIf('thumbprints', many ? `must be at most ${mostThumbprints}, got ${thumbprints.length}` : undefined);
    }
    registerProvider(this);
    this.audiences = [...audiences];
    this.providerArn = providerArnIn(Stack.of(this));
    new OidcProviderNative(this, 'Provider', {
      url: `https://${gitHubIssuer}`,
      clientIds: this.audiences,
      thumbprints: thumbprints && [...thumbprints],
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
  }
}

class AccountProvider extends Construct implements IGitHubOidcProvider {
  public readonly providerArn = providerArnIn(Stack.of(this));
  public readonly issuer = gitHubIssuer;
  public readonly audiences = [...defaultAudiences];
}

/** By name rather than by reference: a role in another stack of the account then needs no export. */
function providerArnIn(stack: Stack): string {
  return `arn:${partitionOf(stack)}:iam::${stack.account}:oidc-provider/${gitHubIssuer}`;
}
