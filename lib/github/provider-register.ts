import { Stack, Stage, Token } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { InvalidInputError } from '../private/validation';
import { type IGitHubOidcProvider } from './i-github-oidc-provider';

/** The providers that each app makes, by account: IAM refuses a second one for the same issuer. */
const registers = new WeakMap<IConstruct, Map<string, IGitHubOidcProvider>>();

/** Enters a provider that is being made. */
export function registerProvider(provider: IGitHubOidcProvider): void {
  const stack = Stack.of(provider);
  const register = registerOf(stack);
  const first = register.get(accountKey(stack));
  if (first && (Stack.of(first) === stack || !Token.isUnresolved(stack.account))) {
    throw new InvalidInputError(
      `\`${provider.node.path}\` must be the only GitHubOidcProvider of its account, got a second one beside ` +
        `'${first.node.path}'; pass that one as \`provider\`, or leave \`provider\` out`,
    );
  }
  if (!first) register.set(accountKey(stack), provider);
}

/** The provider that the app makes for the account of a stack, if there is one. */
export function providerForAccountOf(stack: Stack): IGitHubOidcProvider | undefined {
  const provider = registerOf(stack).get(accountKey(stack));
  if (provider && Stage.of(provider) !== Stage.of(stack)) {
    throw new InvalidInputError(
      `\`provider\` must be given in stage '${Stage.of(stack)?.stageName ?? ''}', got none; the account's is made in ` +
        `another stage ('${provider.node.path}'): use GitHubOidcProvider.fromAccount() here`,
    );
  }
  return provider;
}

function registerOf(stack: Stack): Map<string, IGitHubOidcProvider> {
  const { root } = stack.node;
  const register = registers.get(root) ?? new Map<string, IGitHubOidcProvider>();
  registers.set(root, register);
  return register;
}

/** Stacks whose account is open count as one account within a stage, as CDK itself takes them. */
function accountKey(stack: Stack): string {
  return Token.isUnresolved(stack.account) ? `open in ${Stage.of(stack)?.node.addr ?? ''}` : stack.account;
}
