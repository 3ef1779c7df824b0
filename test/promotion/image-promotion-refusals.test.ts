import { Aws, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRepository, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { type ImagePromotionProps } from '../../lib/promotion/image-promotion-props';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { account, newApp, newStack, region, warningsOf } from '../synthesis';
import { addPrefixPromotion, addPromotion } from './promotion';

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
};
const gate = ScanGate.basic();
const make = (props: Omit<ImagePromotionProps, 'gate'>, stack = newStack()) =>
  new ImagePromotion(stack, 'Promotion', { gate, ...props });
const refusalOf = (props: Omit<ImagePromotionProps, 'gate'>) => messageOf(() => make(props));
const repository = (props: ImageRepositoryProps = {}, stack = newStack()) =>
  new ImageRepository(stack, 'Repository', { repositoryName: 'approved/alice', ...props });

const bothEnds = 'An ImagePromotion must have `source` and `target`, or `sourcePrefix` and `targetPrefix`, got ';

test.each<[string, Omit<ImagePromotionProps, 'gate'>, string]>([
  ['neither end', {}, 'none of them'],
  ['a source alone', { source: repository() }, '`source`'],
  ['a target alone', { target: repository() }, '`target`'],
  ['a prefix alone', { sourcePrefix: 'incoming/' }, '`sourcePrefix`'],
  ['a prefix and a repository', { sourcePrefix: 'incoming/', target: repository() }, '`sourcePrefix`, `target`'],
  ['a repository and a prefix', { source: repository(), targetPrefix: 'approved/' }, '`source`, `targetPrefix`'],
  [
    'one end too many',
    { source: repository(), sourcePrefix: 'incoming/', target: repository() },
    '`source`, `sourcePrefix`, `target`',
  ],
])('fails when it is given %s', (_, props, got) => {
  expect(refusalOf(props)).toBe(bothEnds + got);
});

test('fails when both ends are one repository, however it is named', () => {
  const stack = newStack();
  const source = repository({}, stack);
  const words =
    "`target` must be another repository than `source`, got 'Stack/Repository' for both. Approved images need a " +
    'separate repository.';
  expect(refusalOf({ source, target: source })).toBe(words);
  const imported = Repository.fromRepositoryName(stack, 'Same', 'approved/alice');
  expect(refusalOf({ source: imported, target: source })).toBe(words);
});

test.each<[string, string, string]>([
  ['approved are below what is pushed', 'images/', 'images/approved/'],
  ['pushed are below what is approved', 'images/incoming/', 'images/'],
  ['both are the same', 'images/', 'images/'],
])('fails when what is %s: a copy would be promoted again, without end', (_, sourcePrefix, targetPrefix) => {
  expect(refusalOf({ sourcePrefix, targetPrefix })).toBe(
    `\`targetPrefix\` must not overlap with \`sourcePrefix\`, got '${targetPrefix}' and '${sourcePrefix}'. Promoted ` +
      'images would be promoted again.',
  );
});

test('prefixes that only start alike do not overlap', () => {
  expect(() => make({ sourcePrefix: 'images/', targetPrefix: 'images-approved/' })).not.toThrow();
});

test.each<[string, object, string]>([
  ['sourcePrefix', { sourcePrefix: 'incoming', targetPrefix: 'approved/' }, "'incoming'. Without the slash"],
  ['targetPrefix', { sourcePrefix: 'incoming/', targetPrefix: 'approved' }, "'approved'. Without the slash"],
])('fails when a prefix has no slash at its end: %s', (path, props, got) => {
  expect(refusalOf(props)).toBe(
    `\`${path}\` must be the start of repository names, up to a slash, like 'team-a/', got ${got} it is also the start of ` +
      "other teams' names",
  );
});

test.each(['sourcePrefix', 'targetPrefix'])('fails when a prefix is known at deploy time only: %s', (path) => {
  const prefixes = { sourcePrefix: 'incoming/', targetPrefix: 'approved/', [path]: `${Aws.REGION}/` };
  expect(refusalOf(prefixes)).toBe(
    `\`${path}\` must be known at synth, got a token. A short prefix could match every repository.`,
  );
});

test.each<[string, { account: string; region: string }]>([
  ['account', { account: '210987654321', region }],
  ['Region', { account, region: 'us-west-2' }],
])('fails when the source is of another %s, whose events do not come here', (_, env) => {
  const app = newApp();
  const source = repository({}, new Stack(app, 'There', { env }));
  const stack = new Stack(app, 'Stack', { env: { account, region } });
  expect(messageOf(() => make({ source, target: repository({ repositoryName: 'x/y' }, stack) }, stack))).toBe(
    "`source` must be in the account and Region of the promotion, got 'There/Repository' in account " +
      `${env.account} and Region ${env.region}. Create the promotion in a stack of that account and Region.`,
  );
});

describe('an approved repository', () => {
  const moving = 'Otherwise an approved tag could become another image.';

  test.each<[string, ImageRepositoryProps, string]>([
    ['some tags can be moved', { mutableTags: ['latest'] }, 'IMMUTABLE_WITH_EXCLUSION'],
    ['all tags can be moved', {}, 'MUTABLE'],
  ])('fails when %s', (_, props, got) => {
    const stack = newStack();
    const target =
      got === 'MUTABLE'
        ? new Repository(stack, 'Repository', { imageTagMutability: TagMutability.MUTABLE })
        : repository(props, stack);
    const source = Repository.fromRepositoryName(stack, 'In', 'incoming/alice');
    expect(messageOf(() => make({ source, target }, stack))).toBe(
      `\`target\` must have immutable tags only, got '${got}'. ${moving}`,
    );
  });

  test("fails when a repository of CDK's own says nothing of its tags, since ECR lets them move then", () => {
    const stack = newStack();
    const promotion = make({ sourcePrefix: 'incoming/', targetPrefix: 'approved/' }, stack);
    const added = new Repository(stack, 'Approved', { repositoryName: 'approved/alice' });
    expect(
      messageOf(() => {
        promotion.addTarget(added);
      }),
    ).toBe(`\`repository\` must have immutable tags only, got 'MUTABLE'. ${moving}`);
  });

  test('fails when it is emptied with its stack', () => {
    const stack = newStack();
    const target = repository({ emptyOnDelete: true, removalPolicy: RemovalPolicy.DESTROY }, stack);
    expect(refusalOf({ source: Repository.fromRepositoryName(stack, 'In', 'incoming/alice'), target })).toBe(
      '`target` must keep its images, got `emptyOnDelete: true`. Approved images are in use.',
    );
  });

  const notScanned =
    'Approved images should still be scanned, since new findings appear later. Set `imageScanOnPush`, and let the ' +
    'registry scan continuously. [ack: Annotation::cdk-ecr-publishing:ApprovedNotScanned]';

  const turnedOff =
    'A push starts no basic scan. Unless the registry scans the repository by its own settings, known vulnerabilities are ' +
    'not found. Omit imageScanOnPush. [ack: Annotation::cdk-ecr-publishing:NotScannedOnPush]';

  test.each<[string, (stack: Stack) => IRepository, string[]]>([
    [
      'an ImageRepository that is not',
      (stack) => repository({ imageScanOnPush: false }, stack),
      [turnedOff, notScanned],
    ],
    ['an ImageRepository', (stack) => repository({}, stack), []],
    [
      "one of CDK's own that is not",
      (stack) => new Repository(stack, 'Repository', { imageTagMutability: TagMutability.IMMUTABLE }),
      [notScanned],
    ],
    [
      "one of CDK's own",
      (stack) =>
        new Repository(stack, 'Repository', { imageTagMutability: TagMutability.IMMUTABLE, imageScanOnPush: true }),
      [],
    ],
  ])('D8: warns if it is not scanned, since new findings appear later: %s', (_, add, warnings) => {
    const stack = newStack();
    make({ source: Repository.fromRepositoryName(stack, 'In', 'incoming/alice'), target: add(stack) }, stack);
    expect(warningsOf(stack)).toEqual(warnings);
  });

  test('warns if it is deleted with its stack', () => {
    const stack = newStack();
    const target = repository({ removalPolicy: RemovalPolicy.DESTROY }, stack);
    make({ source: Repository.fromRepositoryName(stack, 'In', 'incoming/alice'), target }, stack);
    expect(warningsOf(stack)).toEqual([
      'Approved images should be retained when the stack is deleted. Set `removalPolicy: RemovalPolicy.RETAIN`. ' +
        '[ack: Annotation::cdk-ecr-publishing:ApprovedNotRetained]',
    ]);
  });
});

test('fails when a repository is added that the promotion does not copy to', () => {
  const stack = newStack();
  const promotion = make({ sourcePrefix: 'incoming/', targetPrefix: 'approved/' }, stack);
  const other = new ImageRepository(stack, 'Other', { repositoryName: 'approved-by-us/alice' });
  expect(
    messageOf(() => {
      promotion.addTarget(other);
    }),
  ).toBe(
    "`repository` must be below 'approved/', got 'approved-by-us/alice'. This promotion copies only to repositories below that prefix.",
  );
});

test('fails when a repository is added to a promotion of one', () => {
  const stack = newStack();
  const promotion = addPromotion(stack);
  expect(
    messageOf(() => {
      promotion.addTarget(repository({}, stack));
    }),
  ).toBe('`addTarget` requires `targetPrefix`, got an ImagePromotion with `target`. Its target is added already.');
});

test('fails when a principal may approve but there is no approval', () => {
  const promotion = addPromotion(newStack());
  expect(messageOf(() => promotion.grantApprove(new ArnPrincipal(`arn:aws:iam::${account}:role/reviewer`)))).toBe(
    '`grantApprove` requires `approval`, got an ImagePromotion without it. Set `approval`.',
  );
});

test.each<[Duration, string]>([
  [Duration.seconds(59), 'PT59S'],
  [Duration.days(301), 'P301D'],
  [Duration.millis(90_500), 'PT1M30.5S'],
])('fails when an answer may take %s', (timeout, got) => {
  expect(messageOf(() => addPromotion(newStack(), { approval: { timeout } }))).toBe(
    `\`approval.timeout\` must be whole seconds from 1 minute to 300 days, got ${got}. An execution lasts at most one year.`,
  );
});

test('fails when it is known at deploy time only how long an answer may take', () => {
  const timeout = Duration.seconds(Lazy.number({ produce: () => 60 }));
  expect(messageOf(() => addPromotion(newStack(), { approval: { timeout } }))).toBe(
    '`approval.timeout` must be from 1 minute to 300 days at synth, got a token',
  );
});

test.each(['a', 'n'.repeat(51), 'with space', '-x', 'a.b'])('fails when the name is %j', (name) => {
  expect(messageOf(() => addPrefixPromotion(newStack(), { promotionName: name }))).toBe(
    `\`promotionName\` must be a name of 2 to 50 letters, digits, - and _, got '${name}'`,
  );
});

test('fails when the name of the role is not valid', () => {
  expect(messageOf(() => addPrefixPromotion(newStack(), { copyRoleName: 'a/b' }))).toMatch(/^`copyRoleName` must be /);
});

test.each<[string, string, string]>([
  [
    'a quote',
    "alice'",
    "`contributor` must be the name of a session like 'alice' or 'alice@example.com', got 'alice''. Use 2 to 64 letters, digits and '+=,.@-_'",
  ],
  [
    'a token',
    Lazy.string({ produce: () => 'alice' }),
    '`contributor` must be known at synth, got a token. Messages of the state machine contain it.',
  ],
])('fails when the contributor holds %s', (_, contributor, message) => {
  const stack = newStack();
  const target = new ImageRepository(stack, 'Approved', { repositoryName: 'approved/alice' });
  const source = new ImageRepository(stack, 'Incoming', { repositoryName: 'incoming/alice' });
  expect(messageOf(() => make({ source, target, contributor }, stack))).toBe(message);
});
