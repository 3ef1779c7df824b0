import './promise-with-resolvers';
import { promote, pushed } from './cases';
import { ServiceError } from './registry-world';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

const deployment = { projectName: 'promotion-deploy', minutes: 40 };
const failure =
  'DEPLOY_FAILED: The image is in the approved repository, but a deployment failed or its end is not known.';

test('a promoted image is deployed after the message about its promotion, and a second message reports the end', async () => {
  const { world, digest } = pushed();
  const { verdicts, error } = await promote({ world, digest }, { deployment });
  expect({ verdicts, error }).toEqual({ verdicts: ['PROMOTED', 'DEPLOYED'], error: undefined });
  expect(world.builds.at(-1)).toEqual({ IMAGE_DIGEST: digest });
  expect(world.calls.filter((call) => /startBuild|sns/.test(call))).toEqual([
    'codebuild:startBuild.sync',
    'sns:publish',
    'codebuild:startBuild.sync',
    'sns:publish',
  ]);
  expect(world.told[1]?.text).toBe(
    [
      'The promoted image was deployed by its digest, and the deployments are complete.',
      '',
      'Repository: incoming/alice',
      'Tag:        v1',
      `Digest:     ${digest}`,
      'Verdict:    DEPLOYED',
      '',
      `123456789012.dkr.ecr.eu-west-1.amazonaws.com/nextflow-approved/alice@${digest}`,
      '',
      '',
      'What to do: No action is needed. The log of the build names the services and what they run.',
      '',
      'Execution:  arn:aws:states:eu-west-1:123456789012:execution:promotion:1',
    ].join('\n'),
  );
});

test('an older image is promoted, and the message says why it was not deployed', async () => {
  const { world, digest } = pushed();
  world.deployed = () => ['v2.0.0 is newer and approved'];
  const { verdicts, error } = await promote({ world, digest }, { deployment });
  expect({ verdicts, error }).toEqual({ verdicts: ['PROMOTED', 'NOT_DEPLOYED'], error: undefined });
  expect(world.told[1]?.subject).toBe('Image promoted, but not deployed');
  expect(world.told[1]?.text).toContain('The reason: v2.0.0 is newer and approved\n');
});

test('a failed deployment fails the execution after its message, and is not repeated', async () => {
  const { world, digest } = pushed();
  world.deployed = () => {
    throw new ServiceError('States.TaskFailed', 'the service was rolled back');
  };
  const { verdicts, error } = await promote({ world, digest }, { deployment });
  expect(verdicts).toEqual(['PROMOTED', 'DEPLOY_FAILED']);
  expect(error).toBe(failure);
  expect(world.digestOf('nextflow-approved/alice', 'v1')).toBe(digest);
  expect(world.told[1]?.text).toContain('the service was rolled back');
  expect(world.builds).toHaveLength(2);
});

test('a build that does not show whether it deployed is a failure', async () => {
  const { world, digest } = pushed();
  world.deployed = () => [];
  expect(await promote({ world, digest }, { deployment })).toMatchObject({
    verdicts: ['PROMOTED', 'DEPLOY_FAILED'],
    error: failure,
  });
});

test('a deployment waits while the one before runs', async () => {
  const { world, digest } = pushed();
  let tries = 0;
  world.deployed = () => {
    tries += 1;
    if (tries < 4) throw new ServiceError('CodeBuild.AccountLimitExceededException', 'one build runs');
    return ['yes'];
  };
  expect(await promote({ world, digest }, { deployment })).toMatchObject({ verdicts: ['PROMOTED', 'DEPLOYED'] });
  expect(tries).toBe(4);
});

test.each([
  ['refused', { findings: [{ name: 'CVE-2026-1', severity: 'CRITICAL' }] }, ['FINDINGS']],
  ['not scanned', { statuses: ['FAILED'] }, ['NOT_SCANNED']],
])('an image that is %s is never deployed', async (_, scan, verdicts) => {
  const { world, digest } = pushed(scan);
  expect(await promote({ world, digest }, { deployment })).toMatchObject({ verdicts });
  expect(world.builds).toEqual([]);
});
