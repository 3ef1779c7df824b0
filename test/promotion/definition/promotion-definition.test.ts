import './promise-with-resolvers';
import { from, manifest, newWorld, options, promote, pushed, to } from './cases';
import { execute } from './interpreter';
import { type RegistryWorld, ServiceError } from './registry-world';
import { renderPromotionDefinition } from '../../../lib/promotion/definition/promotion-definition';

jest.mock('jsonpath-plus', () =>
  jest.requireActual<typeof import('./json-path-of-service')>('./json-path-of-service').jsonPathOfService(),
);

const critical = { name: 'CVE-2026-1111', severity: 'CRITICAL' };
const machine = renderPromotionDefinition(options);

it('promotes a clean image by its digest, keeps the tag, and reports its address', async () => {
  const { world, digest } = pushed();
  const { verdicts, error } = await promote({ world, digest });
  expect({ verdicts, error }).toEqual({ verdicts: ['PROMOTED'], error: undefined });
  expect(world.digestOf(to, 'v1')).toBe(digest);
  expect(world.builds).toEqual([
    { SOURCE_REPOSITORY: from, IMAGE_DIGEST: digest, IMAGE_TAG: 'v1', TARGET_REPOSITORY: to },
  ]);
  expect(world.told[0]?.subject).toBe('Image promoted');
  expect(world.told[0]?.text).toBe(
    [
      'The image passed the gate and is in the approved repository, with the same digest.',
      '',
      'Repository: incoming/alice',
      'Tag:        v1',
      `Digest:     ${digest}`,
      'Verdict:    PROMOTED',
      '',
      'It is now:',
      '  123456789012.dkr.ecr.eu-west-1.amazonaws.com/nextflow-approved/alice:v1',
      `  123456789012.dkr.ecr.eu-west-1.amazonaws.com/nextflow-approved/alice@${digest}`,
      '',
      '',
      'What to do: No action is needed. Pull the image by its digest if it must not change.',
      '',
      'Execution:  arn:aws:states:eu-west-1:123456789012:execution:promotion:1',
    ].join('\n'),
  );
});

it('names the contributor, if one has the repository', async () => {
  const { world, digest } = pushed();
  await promote({ world, digest }, { contributor: 'alice@example.com' });
  expect(world.told[0]?.text).toContain(
    '\n\nContributor: alice@example.com\nRepository: incoming/alice\nTag:        v1\n',
  );
});

it('reports the findings that stop an image, and copies nothing', async () => {
  const { world, digest } = pushed({ findings: [critical, { name: 'CVE-2026-2222', severity: 'LOW' }] });
  expect(await promote({ world, digest })).toMatchObject({ verdicts: ['FINDINGS'] });
  expect(world.builds).toEqual([]);
  expect(world.digestOf(to, 'v1')).toBeUndefined();
  expect(world.told[0]?.subject).toBe('Image not promoted');
  expect(world.told[0]?.text).toContain(`  ${digest} has findings that stop it:\n    CRITICAL CVE-2026-1111\n`);
  expect(world.told[0]?.text).toContain('Total by severity: {"CRITICAL":1,"LOW":1}');
  expect(world.told[0]?.text).not.toContain('CVE-2026-2222');
});

describe('a push that is not promoted by itself', () => {
  it.each([
    ['an untagged one, as of the parts of an index', { tag: '' }],
    ['one whose tag is missing', {}],
    ['one whose tag is null', { tag: null }],
  ])('ends at once, quietly: %s', async (_, tag) => {
    const { world, digest } = pushed();
    const { path, verdicts, error } = await execute(machine, world, { repository: from, digest, ...tag });
    expect({ path, verdicts, error }).toEqual({
      path: ['Is the push tagged?', 'Nothing to promote'],
      verdicts: [],
      error: undefined,
    });
    expect(world.calls).toEqual([]);
  });

  it.each([`sha256-${'a'.repeat(64)}.sig`, `sha256-${'a'.repeat(64)}`, 'sha256-aaaa.att', 'sha256-'])(
    'is reported if its tag is never promoted: %s',
    async (tag) => {
      const { world, digest } = pushed();
      const { verdicts, error } = await execute(machine, world, { repository: from, digest, tag });
      expect({ verdicts, error }).toEqual({ verdicts: ['NEVER_PROMOTED'], error: undefined });
      expect(world.calls).toEqual(['sns:publish']);
      expect(world.told[0]?.subject).toBe('Image not promoted');
      expect(world.told[0]?.text).toContain(`Tag:        ${tag}\nDigest:     ${digest}\nVerdict:    NEVER_PROMOTED\n`);
      expect(world.told[0]?.text).toContain('It is never promoted by itself.');
    },
  );

  it.each([
    ['no digest', { repository: from, tag: 'v1' }],
    ['a digest that is a tag', { repository: from, tag: 'v1', digest: 'v1' }],
    ['no repository', { tag: 'v1', digest: 'sha256:1' }],
  ])('fails, since it is no push, with %s', async (_, input) => {
    const { error } = await execute(machine, newWorld(), input);
    expect(error).toBe('NotAPush: The input must be { repository, digest, tag } of a push');
  });
});

describe('the content of the event is not trusted (D1, D6)', () => {
  it('refuses a digest that the tag is not any more: it was pushed again before the scan', async () => {
    const { world, digest } = pushed();
    world.push(from, manifest(1), 'v1');
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['SUPERSEDED'] });
    expect(world.calls).toEqual(['aws-sdk:ecr:batchGetImage', 'sns:publish']);
  });

  it('refuses a digest that is nowhere, and a tag that is gone', async () => {
    const { world } = pushed();
    expect(await promote({ world, digest: `sha256:${'0'.repeat(64)}` })).toMatchObject({ verdicts: ['SUPERSEDED'] });
    const gone = pushed();
    gone.world.untag(from, 'v1');
    expect(await promote(gone)).toMatchObject({ verdicts: ['SUPERSEDED'] });
  });

  it('refuses a tag that is pushed again between the scan and the copy', async () => {
    const { world, digest } = pushed();
    world.before['aws-sdk:ecr:describeImageScanFindings'] = () => void world.push(from, manifest(1), 'v1');
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['SUPERSEDED'] });
    expect(world.builds).toEqual([]);
  });

  it('copies the digest that was checked, even if the tag is pushed again during the copy', async () => {
    const { world, digest } = pushed();
    world.before['codebuild:startBuild.sync'] = () => void world.push(from, manifest(1), 'v1');
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED'] });
    expect(world.digestOf(to, 'v1')).toBe(digest);
  });

  it('does not trust findings of an event', async () => {
    const { world, digest } = pushed({ findings: [critical] });
    const forged = { repository: from, digest, tag: 'v1', 'scan-status': 'COMPLETE', 'finding-severity-counts': {} };
    expect(await execute(machine, world, forged)).toMatchObject({ verdicts: ['FINDINGS'] });
  });
});

describe('the tag in the approved repository', () => {
  it('that exists with the same digest: a second event changes nothing, and nothing is reported', async () => {
    const { world, digest } = pushed();
    await promote({ world, digest });
    const before = world.calls.length;
    const { verdicts, path } = await promote({ world, digest });
    expect(verdicts).toEqual(['PROMOTED']); // of the first
    expect(path.at(-1)).toBe('Already promoted');
    expect(world.calls.slice(before)).toEqual(['aws-sdk:ecr:batchGetImage', 'aws-sdk:ecr:batchGetImage']);
  });

  it('that exists with another digest stays, and that is reported', async () => {
    const { world, digest } = pushed();
    const other = world.push(to, manifest(1), 'v1');
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['TARGET_TAG_TAKEN'] });
    expect(world.digestOf(to, 'v1')).toBe(other);
    expect(world.told[0]?.text).toContain(`nextflow-approved/alice:v1 is ${other}`);
  });

  it('that is taken between the scan and the copy stays', async () => {
    const { world, digest } = pushed();
    world.before['aws-sdk:ecr:describeImageScanFindings'] = () => void world.push(to, manifest(1), 'v1');
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['TARGET_TAG_TAKEN'] });
    expect(world.builds).toEqual([]);
  });

  describe.each([
    ['this digest', (world: RegistryWorld) => world.push(to, manifest(), 'v1')],
    ['another digest', (world: RegistryWorld) => world.push(to, manifest(1), 'v1')],
  ])('of an archived image with %s', (_, push) => {
    it('is reported with its digest and status, and stays as it is', async () => {
      const { world, digest } = pushed();
      const archived = push(world);
      world.archive(to, archived);
      expect(await promote({ world, digest })).toMatchObject({ verdicts: ['TARGET_ARCHIVED'] });
      expect(world.builds).toEqual([]);
      expect(world.told[0]?.text).toContain(`nextflow-approved/alice:v1 is ${archived}, with the status ARCHIVED\n`);
      expect(world.told[0]?.text).toContain('restore it with: aws ecr update-image-storage-class.');
    });

    it('is reported if it was archived before the copy', async () => {
      const { world, digest } = pushed();
      world.before['aws-sdk:ecr:describeImageScanFindings'] = () => {
        world.archive(to, push(world));
      };
      expect(await promote({ world, digest })).toMatchObject({ verdicts: ['TARGET_ARCHIVED'] });
      expect(world.builds).toEqual([]);
    });
  });

  it.each(['Ecr.InvalidParameterException', 'Ecr.EcrException', 'Ecr.RepositoryNotFoundException', 'States.Timeout'])(
    'is left to the copy if the archive answers with %s',
    async (name) => {
      const { world, digest } = pushed();
      world.before['aws-sdk:ecr:describeImages'] = () => {
        throw new ServiceError(name, 'access denied');
      };
      expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED'] });
    },
  );

  it('of an image that cannot be read, and is not archived, promotes nothing', async () => {
    const { world, digest } = pushed();
    const call = world.call.bind(world);
    world.push(to, manifest(1), 'v1');
    world.call = (resource, parameters) =>
      (parameters as { RepositoryName?: string }).RepositoryName === to && resource.endsWith('batchGetImage')
        ? { Images: [], Failures: [{ FailureCode: 'ImageInaccessible' }] }
        : call(resource, parameters);
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['FAILED'] });
    expect(world.told[0]?.text).toContain('ImageInaccessible');
    expect(world.builds).toEqual([]);
  });

  it('that another execution promotes meanwhile ends the second one quietly', async () => {
    const { world, digest } = pushed();
    world.before['aws-sdk:ecr:describeImageScanFindings'] = () => void world.push(to, manifest(), 'v1');
    const { verdicts, path } = await promote({ world, digest });
    expect({ verdicts, last: path.at(-1) }).toEqual({ verdicts: [], last: 'Already promoted' });
  });
});

describe('the copy', () => {
  it('that breaks off half-way is begun again', async () => {
    const { world, digest } = pushed();
    world.before['codebuild:startBuild.sync'] = (times) => {
      if (times < 2) throw new ServiceError('States.TaskFailed', 'the build stopped');
    };
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED'] });
    expect(world.calls.filter((call) => call.startsWith('codebuild'))).toHaveLength(3);
  });

  it('that keeps failing is reported, and fails the execution', async () => {
    const { world, digest } = pushed();
    world.before['codebuild:startBuild.sync'] = () => {
      throw new ServiceError('States.TaskFailed', 'the build stopped');
    };
    const { verdicts, error } = await promote({ world, digest });
    expect(verdicts).toEqual(['COPY_FAILED']);
    expect(error).toMatch(/^COPY_FAILED: /);
    expect(world.told[0]?.text).toContain('the build stopped');
    expect(world.calls.filter((call) => call.startsWith('codebuild'))).toHaveLength(3);
  });

  it('that says it went well and put nothing there is an alarm', async () => {
    const { world, digest } = pushed();
    world.copies = false;
    const { verdicts, error } = await promote({ world, digest });
    expect(verdicts).toEqual(['DIGEST_MISMATCH']);
    expect(error).toMatch(/^DIGEST_MISMATCH: ALARM/);
  });

  it('whose tag is another digest afterwards is an alarm', async () => {
    const { world, digest } = pushed();
    world.before['aws-sdk:ecr:batchGetImage'] = () => {
      if (world.builds.length > 0) world.push(to, manifest(1), 'v1');
    };
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['DIGEST_MISMATCH'] });
  });

  it('to another Region is trusted if the build succeeds, since the build compares the digests', async () => {
    const { world, digest } = pushed();
    const target = { registryId: '123456789012', region: 'us-east-1', crossRegion: true, crossAccount: false };
    const { verdicts, path } = await promote({ world, digest }, { target });
    expect(verdicts).toEqual(['PROMOTED']);
    expect(path.filter((name) => /target|copy/i.test(name))).toEqual(['Copy']);
    expect(world.told[0]?.text).toContain('123456789012.dkr.ecr.us-east-1.amazonaws.com/nextflow-approved/alice:v1');
  });
});

test('a target in another account is read and described in its registry, and the source in its own', async () => {
  const { world, digest } = pushed();
  const target = { ...options.target, registryId: '999999999999', crossAccount: true };
  expect(await promote({ world, digest }, { target })).toMatchObject({ verdicts: ['PROMOTED'] });
  const registries = (world.given as { RepositoryName?: string; RegistryId?: string }[])
    .filter(({ RepositoryName }) => RepositoryName !== undefined)
    .map(({ RepositoryName, RegistryId }) => `${RegistryId}/${RepositoryName}`);
  expect(new Set(registries)).toEqual(new Set([`123456789012/${from}`, `999999999999/${to}`]));
  expect(world.told[0]?.text).toContain('999999999999.dkr.ecr.eu-west-1.amazonaws.com/nextflow-approved/alice:v1');
});

describe('every repository under a prefix', () => {
  const targetRepository = { kind: 'prefix', from: 'incoming/', to: 'nextflow-approved/' } as const;
  const definition = renderPromotionDefinition({ ...options, targetRepository });

  it.each([
    ['incoming/alice', 'nextflow-approved/alice'],
    ['incoming/team-a/tools/aligner', 'nextflow-approved/team-a/tools/aligner'],
    ['incoming/incoming/a', 'nextflow-approved/incoming/a'],
  ])('%s goes to %s', async (repository, target) => {
    const world = newWorld();
    const digest = world.push(repository, manifest(), 'v1');
    world.push(target, manifest(1));
    world.scanned(digest, {});
    expect(await execute(definition, world, { repository, digest, tag: 'v1' })).toMatchObject({
      verdicts: ['PROMOTED'],
    });
    expect(world.digestOf(target, 'v1')).toBe(digest);
  });

  it('goes deeper than one segment on both sides', async () => {
    const naming = { kind: 'prefix', from: 'a/in/', to: 'b/c/out/' } as const;
    const world = newWorld();
    const digest = world.push('a/in/x/y', manifest(), 'v1');
    world.push('b/c/out/x/y', manifest(1));
    world.scanned(digest, {});
    await execute(renderPromotionDefinition({ ...options, targetRepository: naming }), world, {
      repository: 'a/in/x/y',
      digest,
      tag: 'v1',
    });
    expect(world.digestOf('b/c/out/x/y', 'v1')).toBe(digest);
  });

  it('refuses a repository that is not under it', async () => {
    const { world, digest } = pushed();
    const { error } = await execute(definition, world, { repository: 'elsewhere/alice', digest, tag: 'v1' });
    expect(error).toMatch(/^NotAPush/);
  });
});

describe('an error of a service', () => {
  it.each([
    ['aws-sdk:ecr:batchGetImage', 'Ecr.EcrException', ['FAILED']],
    ['aws-sdk:ecr:batchGetImage', 'Ecr.RepositoryNotFoundException', ['FAILED']],
    ['aws-sdk:ecr:batchGetImage', 'States.DataLimitExceeded', ['FAILED']],
    ['aws-sdk:ecr:describeImageScanFindings', 'Ecr.EcrException', ['FAILED']],
    ['aws-sdk:ecr:describeImageScanFindings', 'States.DataLimitExceeded', ['FAILED']],
    ['aws-sdk:ecr:describeImageScanFindings', 'States.Timeout', ['FAILED']],
  ])('%s %s never promotes, and is reported', async (action, name, verdicts) => {
    const { world, digest } = pushed();
    world.before[action] = () => {
      throw new ServiceError(name, 'access denied');
    };
    const outcome = await promote({ world, digest });
    expect(outcome.verdicts).toEqual(verdicts);
    expect(world.builds).toEqual([]);
    expect(world.told[0]?.text).toContain(name);
    expect(world.told[0]?.text).toContain('access denied');
  });

  it.each(['aws-sdk:ecr:batchGetImage', 'aws-sdk:ecr:describeImageScanFindings', 'sns:publish'])(
    '%s that passes is tried again',
    async (action) => {
      const { world, digest } = pushed();
      world.before[action] = (times) => {
        if (times < 3) throw new ServiceError('Ecr.ServerException');
      };
      expect(await promote({ world, digest })).toMatchObject({ verdicts: ['PROMOTED'] });
    },
  );

  it('of SNS fails the execution, which an alarm reports', async () => {
    const { world, digest } = pushed();
    world.before['sns:publish'] = () => {
      throw new ServiceError('Sns.SnsException', 'no such topic');
    };
    expect((await promote({ world, digest })).error).toBe('Sns.SnsException: no such topic');
  });

  it('an unknown failure is none of the known answers', async () => {
    const { world, digest } = pushed();
    const call = world.call.bind(world);
    world.call = (resource, parameters) =>
      resource.endsWith('batchGetImage')
        ? { Images: [], Failures: [{ FailureCode: 'KmsError' }] }
        : call(resource, parameters);
    const { verdicts, error } = await promote({ world, digest });
    expect(verdicts).toEqual(['FAILED']);
    expect(error).toMatch(/^FAILED/);
    expect(world.told[0]?.text).toContain('KmsError');
  });

  it('an unknown failure at the target alone stops it too', async () => {
    const { world, digest } = pushed();
    const call = world.call.bind(world);
    world.call = (resource, parameters) =>
      (parameters as { RepositoryName?: string }).RepositoryName === to
        ? { Images: [], Failures: [{ FailureCode: 'KmsError' }] }
        : call(resource, parameters);
    expect(await promote({ world, digest })).toMatchObject({ verdicts: ['FAILED'] });
    expect(world.builds).toEqual([]);
  });
});
