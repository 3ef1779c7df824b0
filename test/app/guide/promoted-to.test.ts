import { TemporaryPushAccess } from '../../../lib/access/contributor/temporary-push-access';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { type Stack } from 'aws-cdk-lib';
import { guidePages } from '../../../lib/app/guide/guide-command';
import { type GuidePage } from '../../../lib/app/guide/guide-page';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { account, newStack, region, templateOf } from '../../synthesis';
import { addPrefixPromotion, addPromotion } from '../../promotion/promotion';
import { wordsOf } from './guided';

function pageOf(stack: Stack, repository: string): GuidePage {
  const body = templateOf(stack).toJSON() as unknown;
  const [page] = guidePages([{ name: 'app', file: 'app.json', body, env: { partition: 'aws', account, region } }], {
    repository,
  });
  if (!page) throw new Error('no page');
  return page;
}

const approved = `${account}.dkr.ecr.${region}.amazonaws.com/approved/alice`;

test('a page names the repository to which images are copied, for a single repository', () => {
  const stack = newStack();
  addPromotion(stack);
  expect(wordsOf(pageOf(stack, 'incoming/alice'), 'about')).toContain(
    `Each image that you push with a tag is copied to ${approved} if it passes its scan.`,
  );
  expect(wordsOf(pageOf(stack, 'approved/alice'), 'about')).not.toContain('is copied to');
});

test('a page names the repository to which images are copied, for a repository below a prefix', () => {
  const stack = newStack();
  addPrefixPromotion(stack);
  new ImageRepository(stack, 'Bob', { repositoryName: 'incoming/team/bob' });
  new ImageRepository(stack, 'Other', { repositoryName: 'other/bob' });
  expect(wordsOf(pageOf(stack, 'incoming/team/bob'), 'about')).toContain(
    `copied to ${account}.dkr.ecr.${region}.amazonaws.com/approved/team/bob if`,
  );
  expect(wordsOf(pageOf(stack, 'other/bob'), 'about')).not.toContain('is copied to');
});

test('a contributor reads the address of the copied image, with its tag', () => {
  const stack = newStack();
  addPromotion(stack);
  const repository = new ImageRepository(stack, 'Bob', { repositoryName: 'incoming/bob' });
  const alice = stack.node.findChild('Incoming') as unknown as IRepository;
  for (const [name, one] of [
    ['alice', alice],
    ['bob', repository],
  ] as const) {
    new TemporaryPushAccess(stack, name, {
      repository: one,
      assumedBy: new ArnPrincipal(`arn:aws:iam::${account}:role/user-services`),
      expiresAt: '2026-12-01T00:00:00Z',
      roleName: `incoming-${name}`,
    });
  }
  expect(wordsOf(pageOf(stack, 'incoming/alice'), 'after')).toContain(`${approved}:<tag>`);
  expect(wordsOf(pageOf(stack, 'incoming/bob'), 'after')).not.toContain('<tag>');
});
