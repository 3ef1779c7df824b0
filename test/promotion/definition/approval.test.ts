import './promise-with-resolvers';
import { ScanGate } from '../../../lib/promotion/scan-gate';
import { from, manifest, promote, pushed, to } from './cases';
import { ServiceError } from './registry-world';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

const approval = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:approvers', timeoutSeconds: 86_400 };
const critical = { name: 'CVE-2026-1111', severity: 'CRITICAL' };

it('requests an approval, checks the approved image again, and promotes it', async () => {
  const { world, digest } = pushed();
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['PROMOTED'] });
  expect(world.questions).toHaveLength(1);
  expect(world.calls.filter((call) => call.endsWith('describeImageScanFindings'))).toHaveLength(2);
  expect(world.questions[0]?.subject).toBe('Image waits for your approval');
  expect(world.questions[0]?.text).toBe(
    [
      'An image passed the gate and waits for a decision.',
      '',
      'Repository: incoming/alice',
      'Tag:        v1',
      `Digest:     ${digest}`,
      'Target:     123456789012.dkr.ecr.eu-west-1.amazonaws.com/nextflow-approved/alice:v1',
      '',
      'To approve it, run:',
      `aws stepfunctions send-task-success --region eu-west-1 --task-output '{"approved":true,"digest":"${digest}"}' --task-token the-token`,
      '',
      'To refuse it, run:',
      `aws stepfunctions send-task-success --region eu-west-1 --task-output '{"approved":false,"digest":"${digest}"}' --task-token the-token`,
      '',
      'The image is checked again after your answer. An answer requires this message and permission to call Step Functions.',
      '',
      'Execution:  arn:aws:states:eu-west-1:123456789012:execution:promotion:1',
    ].join('\n'),
  );
});

it('names the contributor in the question', async () => {
  const { world, digest } = pushed();
  await promote({ world, digest }, { approval, contributor: 'alice' });
  expect(world.questions[0]?.text).toContain(
    'waits for a decision.\n\nContributor: alice\nRepository: incoming/alice\n',
  );
});

it('requests no approval for an image that does not pass', async () => {
  const { world, digest } = pushed({ findings: [critical] });
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['FINDINGS'] });
  expect(world.questions).toEqual([]);
});

it.each<[string, unknown]>([
  ['refused', { approved: false }],
  ['another text', { approved: 'true' }],
  ['another answer', {}],
  ['a number', { approved: 1 }],
  ['a list', [true]],
])('promotes nothing if the answer is %s', async (_, answer) => {
  const { world, digest } = pushed();
  world.answer = () => answer;
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['NOT_APPROVED'] });
  expect(world.builds).toEqual([]);
  expect(world.told[0]?.text).toContain('The answer was: ');
});

it('takes the answer of the command in the request, which names the digest, and copies that digest', async () => {
  const { world, digest } = pushed();
  world.answer = () => {
    const [, output = ''] = /--task-output '(\{"approved":true[^']*)'/.exec(world.questions[0]?.text ?? '') ?? [];
    return JSON.parse(output) as unknown;
  };
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['PROMOTED'] });
  expect(world.builds).toMatchObject([{ IMAGE_DIGEST: digest }]);
});

it.each([manifest(1), 'v1', null])('promotes nothing if the answer names another digest: %j', async (other) => {
  const { world, digest } = pushed();
  const named = typeof other === 'object' && other !== null ? world.push(from, other) : other;
  world.answer = () => ({ approved: true, digest: named });
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['NOT_APPROVED'] });
  expect(world.builds).toEqual([]);
  expect(world.told[0]?.text).toContain(`The answer was: {"approved":true,"digest":${JSON.stringify(named)}}`);
});

it.each([
  ['States.Timeout', 'There was no answer in time.'],
  ['Refused', 'The request failed or was refused: '],
  ['Sns.NotFoundException', 'The request failed or was refused: '],
])('promotes nothing after %s', async (name, text) => {
  const { world, digest } = pushed();
  world.answer = () => {
    throw new ServiceError(name);
  };
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['NOT_APPROVED'] });
  expect(world.builds).toEqual([]);
  expect(world.told[0]?.text).toContain(text);
});

it('promotes nothing if the tag is pushed again before the answer', async () => {
  const { world, digest } = pushed();
  world.answer = () => {
    world.push(from, manifest(1), 'v1');
    return { approved: true };
  };
  expect(await promote({ world, digest }, { approval })).toMatchObject({ verdicts: ['SUPERSEDED'] });
});

it('promotes nothing if a continuous scan finds more before the answer', async () => {
  const { world, digest } = pushed();
  world.scan = 'enhanced';
  world.answer = () => {
    world.scanned(digest, { findings: [critical] });
    return { approved: true };
  };
  const gate = ScanGate.enhanced()._rules();
  expect(await promote({ world, digest }, { approval, gate })).toMatchObject({ verdicts: ['FINDINGS'] });
  expect(world.digestOf(to, 'v1')).toBeUndefined();
});
