import { type App, Stack, Stage } from 'aws-cdk-lib';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { env, newApp } from '../synthesis';
import { newPublisher } from '../github/publisher';

const second = (path: string, first: string) =>
  `\`${path}\` must be the only provider of its account for 'token.actions.githubusercontent.com', got a second ` +
  `one next to '${first}'. Pass that one as \`provider\`, or omit \`provider\`.`;

test.each<[string, (app: App) => [Stack, Stack], string]>([
  ['an account', (app) => [new Stack(app, 'A', { env }), new Stack(app, 'B', { env })], second('B/Two', 'A/One')],
  [
    'an account, in another Region',
    (app) => [new Stack(app, 'A', { env }), new Stack(app, 'B', { env: { ...env, region: 'us-east-1' } })],
    second('B/Two', 'A/One'),
  ],
  [
    'an account, in another stage',
    (app) => [new Stack(new Stage(app, 'Dev'), 'A', { env }), new Stack(new Stage(app, 'Prod'), 'B', { env })],
    second('Prod/B/Two', 'Dev/A/One'),
  ],
  [
    'a stack whose account is open',
    (app) => {
      const stack = new Stack(app, 'A');
      return [stack, stack];
    },
    second('A/Two', 'A/One'),
  ],
])('fails when a second one is made in %s', (_, stacksOf, message) => {
  const [first, other] = stacksOf(newApp());
  new GitHubOidcProvider(first, 'One');
  expect(() => new GitHubOidcProvider(other, 'Two')).toThrow(new Error(message));
});

test('fails when a provider is made after a publisher made one', () => {
  const stack = new Stack(newApp(), 'Stack', { env });
  newPublisher({}, stack);
  expect(() => new GitHubOidcProvider(stack, 'Late')).toThrow(
    new Error(second('Stack/Late', 'Stack/GitHubOidcProvider')),
  );
});

test('fails when another stage makes the provider of the account', () => {
  const app = newApp();
  newPublisher({}, new Stack(new Stage(app, 'Dev'), 'First', { env }));
  const other = new Stack(new Stage(app, 'Prod'), 'Second', { env });
  expect(() => newPublisher({}, other)).toThrow(
    new Error(
      "`provider` is required in stage 'Prod', got none. Another stage " +
        "('Dev/First/GitHubOidcProvider') creates the provider of the account. Use " +
        'GitHubOidcProvider.fromAccount() here.',
    ),
  );
});
