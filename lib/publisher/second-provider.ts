import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import { type Construct, type IConstruct } from 'constructs';
import { type AppResources, validateInApp } from '../private/constructs/app-resources';
import { constructPath } from '../private/constructs/construct-path';
import { quote } from '../private/validation/validation';
import { type IOidcProvider } from './i-oidc-provider';
import { issuerOfResource, providerTypes } from './trusted-provider';

/**
 * Reports providers of the CDK that the app creates for the issuer of one of ours in its account. IAM refuses the second one
 * during the deployment.
 */
export function reportSecondProvider(provider: Construct & IOidcProvider): void {
  const { issuer } = provider;
  validateInApp(provider, (resources) =>
    providersOf(issuer, Stack.of(provider), resources)
      .filter((other) => !other.node.scopes.includes(provider))
      .map(
        (other) =>
          `must be the only provider of its account for '${issuer}', got a second one, '${other.node.path}'. IAM refuses it. ` +
          `Pass the construct of '${other.node.path}' as \`provider\` of the role.`,
      ),
  );
}

/** The issuers that are checked already, by stack. An account has many roles and one provider. */
const checked = new WeakMap<Stack, Set<string>>();

/**
 * Reports two providers of the CDK for the issuer that a role trusts, such as the custom resource of
 * `iam.OpenIdConnectProvider` and the native one that replaces it.
 */
export function reportTwoProviders(role: Construct, issuer: string): void {
  const stack = Stack.of(role);
  const issuers = checked.get(stack) ?? new Set<string>();
  if (issuers.has(issuer)) return;
  checked.set(stack, issuers.add(issuer));
  validateInApp(role, (resources) => {
    const [first, second] = providersOf(issuer, stack, resources);
    if (first === undefined || second === undefined || isOurs(first) || isOurs(second)) return []; // ours reports the other
    const [one, other] = [first, second].map((each) => quote(constructPath(each)));
    return [
      `\`provider\` must be the only provider of its account for '${issuer}', got ${one} and ${other}. IAM refuses a second one. ` +
        'Remove the one that is not deployed. To change to it, keep the deployed one with RemovalPolicy.RETAIN, remove it, and ' +
        'import it as the other one: without it, no role that trusts it can be assumed.',
    ];
  });
}

/** The resources of the app that are the provider of an issuer in the account of a stack. */
function providersOf(issuer: string, stack: Stack, resources: AppResources): readonly CfnResource[] {
  return providerTypes
    .flatMap((type) => resources.get(type) ?? [])
    .filter((one) => one.cfnOptions.condition === undefined && issuerOfResource(one) === issuer)
    .filter((one) => isInAccountOf(Stack.of(one), stack));
}

function isInAccountOf(one: Stack, other: Stack): boolean {
  return one === other || (one.account === other.account && !Token.isUnresolved(other.account));
}

/** Checks the members, because a construct of another copy of this package has another class. */
function isOurs({ node }: CfnResource): boolean {
  return node.scopes.some((scope: IConstruct) => 'providerArn' in scope && 'issuer' in scope && 'audiences' in scope);
}
