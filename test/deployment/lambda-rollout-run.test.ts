import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollOut } from '../../lib/deployment/scripts';
import {
  aliasAt,
  before,
  changed,
  changing,
  functionWith,
  image,
  lambdaError,
  otherImage,
  published,
  rolloutVariables,
} from './lambda-answers';
import { type Answers, runRollout } from './rollout-machine';

const messages = readFileSync(join(__dirname, '../../lib/build/buildspec/messages.sh'), 'utf8');

/** A rollout in CodeBuild. The answers are those of a rollout that succeeds, unless they are given. */
function run(given: Partial<Answers> = {}, variables: Record<string, string> = {}) {
  const deployment = { ...rolloutVariables, ...variables };
  const answers = {
    'get-function': [before, changing, changed, published],
    'get-alias': [aliasAt('7')],
    'update-function-code': [{ LastUpdateStatus: 'InProgress' }],
    'publish-version': [{ Version: '8' }],
    'update-alias': [aliasAt('8')],
    ...given,
  };
  const script = [messages, ...rollOut, 'roll_out "$DEPLOYMENT_JSON"'].join('\n');
  return runRollout(script, { IMAGE_URI: image, DEPLOYMENT_JSON: JSON.stringify(deployment) }, answers);
}

const success = `The function api runs ${image} as version 8, and as live.`;
const inRegion = ['--region', 'eu-west-1', '--output', 'json'];
const namesOf = (calls: readonly string[][]) => calls.map(([, command]) => command);
const conflict = (operation: string) =>
  lambdaError('ResourceConflictException', operation, 'The operation cannot be performed at this time.');
const said = (code: string, operation: string, message: string) =>
  `An error occurred (${code}) when calling the ${operation} operation: ${message}`;

test('gives the function the image by its digest, publishes a version and moves the alias with all traffic', () => {
  const { status, changes, result, summary } = run();
  expect(result).toBe(success);
  expect(summary).toBe(success);
  expect(status).toBe(0);
  expect(changes).toEqual([
    ['lambda', 'update-function-code', '--function-name', 'api', '--image-uri', image, ...inRegion],
    ['lambda', 'publish-version', '--function-name', 'api', '--code-sha256', 'b'.repeat(64), ...inRegion],
    [
      ...['lambda', 'update-alias', '--function-name', 'api', '--name', 'live', '--function-version', '8'],
      ...['--routing-config', 'AdditionalVersionWeights={}', '--revision-id', 'revision-7', ...inRegion],
    ],
  ]);
});

test('waits until the new version can run before it moves the alias', () => {
  const pending = functionWith({ Version: '8', State: 'Pending' });
  const { status, calls } = run({ 'get-function': [before, changed, pending, pending, published] });
  expect(status).toBe(0);
  expect(namesOf(calls).slice(-4)).toEqual(['get-function', 'get-function', 'get-alias', 'update-alias']);
  const ofVersion = calls.filter((call) => call.includes('--qualifier')).map((call) => call[call.length - 5]);
  expect(ofVersion).toEqual(['8', '8', '8']);
});

test('moves no alias if none is named', () => {
  const { status, result, calls } = run({}, { LAMBDA_ALIAS: '' });
  expect(result).toBe(`The function api runs ${image} as version 8.`);
  expect(namesOf(calls).filter((name) => name?.endsWith('-alias'))).toEqual([]);
  expect(status).toBe(0);
});

test.each<[string, ...object[]]>([
  ['failed', functionWith({ LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'The image was deleted.' })],
  ['failed when the function was created', functionWith({ State: 'Failed', LastUpdateStatus: undefined })],
  ['is long ago, so that the function sleeps', functionWith({ State: 'Inactive' })],
  ['still runs', changing, before],
])('deploys when the change before %s', (_, ...states) => {
  const { status, result } = run({ 'get-function': [...states, changed, published] });
  expect(result).toBe(success);
  expect(status).toBe(0);
});

test.each<[string, Partial<Answers>, string[]]>([
  [
    'the change of the image',
    {
      'update-function-code': [conflict('UpdateFunctionCode'), conflict('UpdateFunctionCode'), {}],
      'get-function': [before, changing, before, before, changed, published],
    },
    ['update-function-code', 'update-function-code', 'update-function-code', 'publish-version', 'update-alias'],
  ],
  [
    'the publication of a version',
    {
      'publish-version': [conflict('PublishVersion'), { Version: '8' }],
      'get-function': [before, changed, changing, changed, published],
    },
    ['update-function-code', 'publish-version', 'publish-version', 'update-alias'],
  ],
  [
    'the move of the alias',
    { 'update-alias': [conflict('UpdateAlias'), aliasAt('8')] },
    ['update-function-code', 'publish-version', 'update-alias', 'update-alias'],
  ],
])('tries %s again when another change of the function is in progress', (_, answers, commands) => {
  const { status, result, changes } = run(answers);
  expect(result).toBe(success);
  expect(namesOf(changes)).toEqual(commands);
  expect(status).toBe(0);
});

test('fails when another change of the function does not end in time', () => {
  const answers = { 'update-function-code': [conflict('UpdateFunctionCode')] };
  const { status, result } = run(answers, { ROLLOUT_MINUTES: '0' });
  expect(result).toBe(
    `The function api could not get the image ${image}: ` +
      said('ResourceConflictException', 'UpdateFunctionCode', 'The operation cannot be performed at this time.'),
  );
  expect(status).toBe(1);
});

test.each<[string, Partial<Answers>, Record<string, string>, string]>([
  [
    'there is no such function',
    { 'get-function': [lambdaError('ResourceNotFoundException', 'GetFunction', 'Function not found: api')] },
    {},
    `The function api cannot be read: ${said('ResourceNotFoundException', 'GetFunction', 'Function not found: api')}`,
  ],
  [
    'the role may not read the function',
    { 'get-function': [lambdaError('AccessDeniedException', 'GetFunction', 'not authorized')] },
    {},
    `The function api cannot be read: ${said('AccessDeniedException', 'GetFunction', 'not authorized')}`,
  ],
  [
    'the function runs an archive',
    { 'get-function': [functionWith({ PackageType: 'Zip' })] },
    {},
    'The function api has the package type Zip. Only a function of the package type Image runs an image.',
  ],
  [
    'an old answer names no package type',
    { 'get-function': [functionWith({ PackageType: undefined })] },
    {},
    'The function api has the package type Zip. Only a function of the package type Image runs an image.',
  ],
  [
    'the function has no such alias',
    { 'get-alias': [lambdaError('ResourceNotFoundException', 'GetAlias', 'Cannot find alias arn: live')] },
    {},
    "The function api has no alias live. Create it, or correct 'alias' of the deployment.",
  ],
  [
    'the role may not read the alias',
    { 'get-alias': [lambdaError('AccessDeniedException', 'GetAlias', 'not authorized')] },
    {},
    `The alias live of the function api cannot be read: ${said('AccessDeniedException', 'GetAlias', 'not authorized')}`,
  ],
  [
    'another change does not end in time',
    { 'get-function': [changing] },
    { ROLLOUT_MINUTES: '0' },
    'The function api is still being changed after 0 minutes. Lambda continues a change that it has begun.',
  ],
])('fails before it changes anything when %s', (_, answers, variables, problem) => {
  const { status, result, changes } = run(answers, variables);
  expect(result).toBe(problem);
  expect(changes).toEqual([]);
  expect(status).toBe(1);
});

test.each<[string, Partial<Answers>, string]>([
  [
    'Lambda does not accept the kind of image',
    {
      'update-function-code': [
        lambdaError('InvalidParameterValueException', 'UpdateFunctionCode', 'The image manifest is not supported.'),
      ],
    },
    `The function api could not get the image ${image}: ` +
      said('InvalidParameterValueException', 'UpdateFunctionCode', 'The image manifest is not supported.'),
  ],
  [
    'the role may not change the function',
    { 'update-function-code': [lambdaError('AccessDeniedException', 'UpdateFunctionCode', 'not authorized')] },
    `The function api could not get the image ${image}: ` +
      said('AccessDeniedException', 'UpdateFunctionCode', 'not authorized'),
  ],
  [
    'the calls stay throttled',
    { 'update-function-code': [lambdaError('TooManyRequestsException', 'UpdateFunctionCode', 'Rate exceeded')] },
    `The function api could not get the image ${image}: ` +
      said('TooManyRequestsException', 'UpdateFunctionCode', 'Rate exceeded'),
  ],
  [
    'Lambda cannot make the change',
    {
      'get-function': [
        before,
        changing,
        functionWith({ LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'Lambda may not pull the image.' }),
      ],
    },
    'Lambda could not change the function api: Lambda may not pull the image.',
  ],
  [
    'Lambda cannot make the change, and gives no reason',
    { 'get-function': [before, functionWith({ State: 'Failed' })] },
    'Lambda could not change the function api: it gave no reason',
  ],
  [
    'another deployment has changed the image',
    { 'get-function': [before, changing, before] },
    `The function api has ${otherImage}, not ${image}. Another deployment changed it.`,
  ],
  [
    'the function cannot be read any more',
    { 'get-function': [before, lambdaError('TooManyRequestsException', 'GetFunction', 'Rate exceeded')] },
    `The function api cannot be read: ${said('TooManyRequestsException', 'GetFunction', 'Rate exceeded')}`,
  ],
])('fails and publishes no version when %s', (_, answers, problem) => {
  const { status, result, changes } = run(answers);
  expect(result).toBe(problem);
  expect(namesOf(changes)).toEqual(['update-function-code']);
  expect(status).toBe(1);
});

test.each<[string, Partial<Answers>, string]>([
  [
    'another deployment changes the image just before',
    {
      'publish-version': [
        lambdaError('InvalidParameterValueException', 'PublishVersion', 'CodeSHA256 (b) is different from current'),
      ],
    },
    'No version of the function api could be published: ' +
      said('InvalidParameterValueException', 'PublishVersion', 'CodeSHA256 (b) is different from current'),
  ],
  [
    'the version cannot run',
    {
      'get-function': [
        before,
        changed,
        functionWith({ State: 'Failed', LastUpdateStatus: undefined, StateReason: 'The image is gone.' }),
      ],
    },
    'Lambda could not change the function api: The image is gone.',
  ],
  [
    'the version has another image',
    { 'get-function': [before, changed, before] },
    `The function api has ${otherImage}, not ${image}. Another deployment changed it.`,
  ],
])('fails and moves no alias when %s', (_, answers, problem) => {
  const { status, result, changes } = run(answers);
  expect(result).toBe(problem);
  expect(namesOf(changes)).toEqual(['update-function-code', 'publish-version']);
  expect(status).toBe(1);
});

const stale = lambdaError('PreconditionFailedException', 'UpdateAlias', 'The RevisionId provided does not match');

test('an alias that another run moves at the same time is read again', () => {
  const { status, result, changes } = run({
    'get-alias': [aliasAt('6'), aliasAt('6'), aliasAt('7')],
    'update-alias': [stale, aliasAt('8')],
  });
  expect(result).toBe(success);
  const revisions = changes.slice(2).map((call) => call[call.indexOf('--revision-id') + 1]);
  expect(revisions).toEqual(['revision-6', 'revision-7']);
  expect(status).toBe(0);
});

test('an alias is never moved back from the newer version of another run', () => {
  const { status, result, changes } = run({
    'get-alias': [aliasAt('7'), aliasAt('7'), aliasAt('10')],
    'update-alias': [stale],
  });
  expect(result).toBe(
    'The alias live of the function api is at version 10, newer than version 8 of this run. Another deployment moved it.',
  );
  expect(namesOf(changes).filter((name) => name === 'update-alias')).toHaveLength(1);
  expect(status).toBe(1);
});

test('an alias of the unpublished code is moved to the version', () => {
  expect(run({ 'get-alias': [aliasAt('$LATEST')] }).result).toBe(success);
});

test('fails when the alias cannot be moved', () => {
  const { status, result } = run({ 'update-alias': [lambdaError('AccessDeniedException', 'UpdateAlias', 'denied')] });
  expect(result).toBe(
    `The alias live of the function api could not be moved to version 8: ${said('AccessDeniedException', 'UpdateAlias', 'denied')}`,
  );
  expect(status).toBe(1);
});

test('polls that are throttled are repeated', () => {
  const throttled = lambdaError('TooManyRequestsException', 'GetFunction', 'Rate exceeded');
  const answers = { 'get-function': [before, throttled, throttled, changing, throttled, changed, published] };
  expect(run(answers).result).toBe(success);
});

test('no value of a deployment becomes a command', () => {
  const evil = '$(touch pwned)`touch pwned`"; touch pwned; "';
  const error = lambdaError('ValidationException', 'GetFunction', 'invalid name');
  const { result, calls } = run({ 'get-function': [error] }, { LAMBDA_FUNCTION: evil });
  expect(result).toBe(
    `The function ${evil} cannot be read: ${said('ValidationException', 'GetFunction', 'invalid name')}`,
  );
  expect(calls[0]?.[3]).toBe(evil);
});
