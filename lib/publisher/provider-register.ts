import { Stack, Stage, Token } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { InvalidInputError } from '../private/validation/validation';
import { type IOidcProvider } from './i-oidc-provider';

/** The providers that each app creates, by account and issuer. IAM refuses a second one for the same issuer. */
const registers = new WeakMap<IConstruct, Map<string, IOidcProvider>>();

/** Registers a provider that is being created. */
export function registerProvider(provider: IOidcProvider): void {
  const stack = Stack.of(provider);
  const register = registerOf(stack);
  const key = keyOf(stack, provider.issuer);
  const first = register.get(key);
  if (first && (Stack.of(first) === stack || !Token.isUnresolved(stack.account))) {
    throw new InvalidInputError(
      `\`${provider.node.path}\` must be the only provider of its account for '${provider.issuer}', got a second ` +
        `one next to '${first.node.path}'. Pass that one as \`provider\`, or omit \`provider\`.`,
    );
  }
  if (!first) register.set(key, provider);
}

/** The provider that the app creates for the account of a stack, if there is one. */
export function providerForAccountOf(stack: Stack, issuer: string): IOidcProvider | undefined {
  const provider = registerOf(stack).get(keyOf(stack, issuer));
  if (provider && Stage.of(provider) !== Stage.of(stack)) {
    throw new InvalidInputError(
      `\`provider\` is required in stage '${Stage.of(stack)?.stageName ?? ''}', got none. Another stage ` +
        `('${provider.node.path}') creates the provider of the account. Use ` +
        `${provider.constructor.name}.fromAccount() here.`,
    );
  }
  return provider;
}

function registerOf(stack: Stack): Map<string, IOidcProvider> {
  const { root } = stack.node;
  const register = registers.get(root) ?? new Map<string, IOidcProvider>();
  registers.set(root, register);
  return register;
}

/** Stacks without a known account count as one account within a stage, as in CDK itself. */
function keyOf(stack: Stack, issuer: string): string {
  const account = Token.isUnresolved(stack.account) ? `open in ${Stage.of(stack)?.node.addr ?? ''}` : stack.account;
  return `${account} ${issuer}`;
}
