import { ImageConsumer } from '../../lib/access/image-consumer';
import { type ImageRepository } from '../../lib/repository/image-repository';
import { adminActions } from '../../lib/private/aws/ecr-actions';
import { type Caller, docker, isAllowed, look } from '../simulation';
import { account } from '../synthesis';
import { lambda, member, organization, others, repositoryArn, repositoryWith, role, them } from './callers';
import { consumerCases } from './consumer-cases';

const uses = {
  pull: {
    allow: (repository: ImageRepository, consumer: ImageConsumer) => {
      repository.allowPull(consumer);
    },
    attempt: (caller: Caller, repository: Simulated) => docker('pull', caller, repository),
  },
  push: {
    allow: (repository: ImageRepository, consumer: ImageConsumer) => {
      repository.allowPush(consumer);
    },
    attempt: (caller: Caller, repository: Simulated) => docker('push', caller, repository),
  },
  read: {
    allow: (repository: ImageRepository, consumer: ImageConsumer) => {
      repository.allowRead(consumer);
    },
    attempt: look,
  },
};
type Simulated = ReturnType<typeof repositoryWith>;

const allowing = (use: keyof typeof uses, consumer: ImageConsumer) =>
  repositoryWith((repository) => {
    uses[use].allow(repository, consumer);
  });

/** A pull and a push share the reading of manifests; a look shares nothing with either. */
const outcomesOf = {
  pull: { pull: 'done', push: expect.arrayContaining(['ecr:PutImage']) as unknown, read: 'refused' },
  push: { pull: ['ecr:GetDownloadUrlForLayer'], push: 'done', read: 'refused' },
  read: { pull: 'refused', push: 'refused', read: 'done' },
};

const rows = consumerCases.flatMap(([name, one]) => one.uses.map((use) => [name, use, one] as const));

describe.each(rows)('%s, with access to %s', (_, use, { consumer, named, others: lookAlikes }) => {
  const repository = allowing(use, consumer);
  const { attempt } = uses[use];

  test.each(Object.entries(named))('%s succeeds', async (_who, caller) => {
    await expect(attempt(caller, repository)).resolves.toBe('done');
  });

  test.each(Object.entries(lookAlikes))('%s is refused', async (_who, caller) => {
    const [first] = Object.values(named);
    if (first) await expect(attempt(first, repository)).resolves.toBe('done');
    await expect(attempt(caller, repository)).resolves.toBe('refused');
  });

  test.each(Object.entries(named))('%s may do nothing else', async (_who, caller) => {
    const outcomes = {
      pull: await docker('pull', caller, repository),
      push: await docker('push', caller, repository),
      read: await look(caller, repository),
    };
    expect(outcomes).toEqual(outcomesOf[use]);
    for (const action of adminActions) {
      const request = { action, resource: repositoryArn, account, resourcePolicy: repository.policy };
      await expect(isAllowed(caller, request)).resolves.toBe(false);
    }
  });
});

test('every kind of consumer is simulated', () => {
  const factories = Object.getOwnPropertyNames(ImageConsumer).filter(
    (name) => typeof ImageConsumer[name as keyof typeof ImageConsumer] === 'function' && !name.startsWith('_'),
  );
  expect(factories.sort()).toEqual([
    'account',
    'codeBuild',
    'lambda',
    'lambdaOfOrganization',
    'organization',
    'organizationalUnit',
    'role',
    'service',
    'tagged',
    'user',
  ]);
});

test('access granted to one consumer among many gives nothing to the others', async () => {
  const repository = repositoryWith((one) => {
    one.allowPull(...consumerCases.map(([, { consumer }]) => consumer));
    one.allowRead(ImageConsumer.role(`arn:aws:iam::${others}:role/reviewer`));
    one.allowPush(ImageConsumer.role(`arn:aws:iam::${others}:role/pusher`));
  });
  for (const [, { named }] of consumerCases) {
    for (const caller of Object.values(named)) {
      await expect(docker('pull', caller, repository)).resolves.toBe('done');
      await expect(docker('push', caller, repository)).resolves.toContain('ecr:PutImage');
      await expect(look(caller, repository)).resolves.toBe('refused');
    }
  }
  await expect(docker('push', role(others, 'pusher'), repository)).resolves.toBe('done');
  await expect(docker('pull', role(others, 'pusher'), repository)).resolves.toEqual(['ecr:GetDownloadUrlForLayer']);
  await expect(look(role(others, 'reviewer'), repository)).resolves.toBe('done');
  await expect(docker('pull', role(others, 'reviewer'), repository)).resolves.toBe('refused');
  await expect(docker('pull', role(others, 'other'), repository)).resolves.toBe('refused');
  await expect(docker('pull', lambda(others), repository)).resolves.toBe('refused');
});

test('a consumer of allowPull and allowPush can do both, and a consumer of one of them cannot', async () => {
  const repository = repositoryWith((one) => {
    one.allowPull(ImageConsumer.account(them), ImageConsumer.organization(organization));
    one.allowPush(ImageConsumer.account(them));
  });
  await expect(docker('push', role(them, 'ci'), repository)).resolves.toBe('done');
  await expect(docker('pull', role(them, 'ci'), repository)).resolves.toBe('done');
  await expect(docker('pull', member(organization), repository)).resolves.toBe('done');
  await expect(docker('push', member(organization), repository)).resolves.toContain('ecr:PutImage');
});
