import { CfnParameter } from 'aws-cdk-lib';
import { ImageSource } from '../../../lib/build/source/image-source';
import { newStack, onlyProperties } from '../../synthesis';
import { addProject, connectionArn, projectType, projectWith, statementsWith } from '../build-project';

const connectionStatement = (service: string) => ({
  Effect: 'Allow',
  Action: [`${service}:GetConnection`, `${service}:GetConnectionToken`],
  Resource: connectionArn.replace('codeconnections', service),
});

test('reads the repository through the connection', () => {
  expect(projectWith({ source: ImageSource.gitHub('acme/app.js_2', { connectionArn }) }).Source).toMatchObject({
    Type: 'GITHUB',
    Location: 'https://github.com/acme/app.js_2.git',
    Auth: { Type: 'CODECONNECTIONS', Resource: connectionArn },
  });
});

test.each(['codeconnections', 'codestar-connections'])('may use the connection by the actions of %s', (service) => {
  const arn = connectionArn.replace('codeconnections', service);
  const statements = statementsWith({ source: ImageSource.gitHub('acme/app', { connectionArn: arn }) });
  expect(statements).toContainEqual(connectionStatement(service));
  expect(statements).toHaveLength(3);
});

test('may use a connection that is a token by the actions of both services', () => {
  const stack = newStack();
  const { valueAsString: arn } = new CfnParameter(stack, 'Connection');
  const source = ImageSource.gitHub('acme/app', { connectionArn: arn });
  expect(statementsWith({ source }, stack)).toContainEqual({
    Effect: 'Allow',
    Action: [
      'codeconnections:GetConnection',
      'codeconnections:GetConnectionToken',
      'codestar-connections:GetConnection',
      'codestar-connections:GetConnectionToken',
    ],
    Resource: { Ref: 'Connection' },
  });
  expect(onlyProperties(stack, projectType).Source).toMatchObject({ Auth: { Resource: { Ref: 'Connection' } } });
});

test('serves two projects', () => {
  const stack = newStack();
  const source = ImageSource.gitHub('acme/app', { connectionArn });
  addProject(stack, { source });
  const other = newStack();
  expect(projectWith({ source }, other)).toEqual(onlyProperties(stack, projectType));
});

test.each<[string, string, string]>([
  ['has no owner', 'app', "got 'app'. The owner or the name is missing"],
  ['is an address', 'https://github.com/acme/app', "got 'https://github.com/acme/app'. Omit the address of the server"],
  ['has three parts', 'acme/app/x', "got 'acme/app/x'. Use exactly one slash"],
  ['has a space', 'acme/c d', "got 'acme/c d'. A name has at most 100 letters, digits, '.', '_' and '-'"],
  ['has a wildcard', 'acme/*', "got 'acme/*'. A wildcard would trust other repositories. Name each one"],
  [
    'holds a password, which is not repeated',
    'https://user:ghp_abcd1234@github.com/acme/app',
    'got a text that looks like a secret. Omit the address of the server',
  ],
])('fails when the repository %s', (_, repository, problem) => {
  expect(() => ImageSource.gitHub(repository, { connectionArn })).toThrow(
    new Error(`\`repository\` must be a GitHub repository as 'owner/name', ${problem}`),
  );
});

test('fails when the repository is a token, because it becomes part of an address', () => {
  const { valueAsString: name } = new CfnParameter(newStack(), 'Repository');
  expect(() => ImageSource.gitHub(`acme/${name}`, { connectionArn })).toThrow(
    new Error(
      '`repository` must be known at synth, got a token. It becomes part of an address or a regular expression.',
    ),
  );
});

test.each<[string, unknown, string]>([
  ['is missing', undefined, 'got nothing. Write it as text, in quotes'],
  ['is of another service', 'arn:aws:iam::123456789012:role/x', "got 'arn:aws:iam::123456789012:role/x'"],
  ['holds a wildcard', connectionArn.replace(/[^/]+$/, '*'), `got '${connectionArn.replace(/[^/]+$/, '*')}'`],
  ['is a token of GitHub, which is not repeated', 'ghp_abcd1234', 'got a text that looks like a secret'],
])('fails when the connection %s', (_, arn, problem) => {
  expect(() => ImageSource.gitHub('acme/app', { connectionArn: arn as string })).toThrow(
    new Error(`\`connectionArn\` must be the ARN of a connection (arn:aws:codeconnections:...), ${problem}`),
  );
});
