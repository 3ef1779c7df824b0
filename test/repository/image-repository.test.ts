import { CfnParameter, Fn, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type CfnRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { ImageRetention } from '../../lib/repository/lifecycle/image-retention';
import {
  account,
  env,
  frozen,
  newApp,
  newOpenStack,
  newStack,
  onlyProperties,
  onlyResource,
  type Properties,
  region,
  resourcesOf,
} from '../synthesis';

const type = 'AWS::ECR::Repository';

function propertiesWith(props: ImageRepositoryProps, stack = newStack()): Properties {
  new ImageRepository(stack, 'Service', props);
  return onlyProperties(stack, type);
}

describe('without props', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service');
  const resource = onlyResource(stack, type);

  test('tags are immutable, pushes are scanned, and nothing else is set', () => {
    expect(resource.Properties).toEqual({
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
      LifecyclePolicy: { LifecyclePolicyText: expect.any(String) as string },
    });
  });

  test('it is retained when it leaves the stack', () => {
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('untagged images expire after a day, and the newest 100 are kept', () => {
    const { LifecyclePolicyText: text } = resource.Properties.LifecyclePolicy as { LifecyclePolicyText: string };
    expect(JSON.parse(text)).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: 'Expire untagged images after 1 day',
          selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 },
          action: { type: 'expire' },
        },
        {
          rulePriority: 2,
          description: 'Keep the newest 100 images',
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 },
          action: { type: 'expire' },
        },
      ],
    });
  });
});

describe('the logical id', () => {
  const logicalId = (repository: ImageRepository): unknown =>
    repository.stack.resolve((repository.node.defaultChild as CfnRepository).logicalId);

  test('is the construct id, without a hash, directly in a stack', () => {
    expect(logicalId(new ImageRepository(newStack(), 'Service'))).toBe('Service');
  });

  test('has the hash of the path deeper in a stack', () => {
    const team = new Construct(newStack(), 'Team');
    expect(logicalId(new ImageRepository(team, 'Service'))).toBe('TeamServiceEADFF245');
  });

  test('can be set to that of the plain L2, so that one can become the other', () => {
    const plain = newStack();
    const expected: unknown = plain.resolve(new Repository(plain, 'Service').repositoryName);
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service');
    (repository.node.defaultChild as CfnRepository).overrideLogicalId('ServiceDBC79909');
    expect(expected).toEqual({ Ref: 'ServiceDBC79909' });
    expect(stack.resolve(repository.repositoryName)).toEqual(expected);
  });
});

test.each(['team/service', 'a--b', 'a__b', 'a---b.c'])('accepts the name %s, as ECR does', (repositoryName) => {
  expect(propertiesWith({ repositoryName }).RepositoryName).toBe(repositoryName);
});

test.each<[string, ImageRepositoryProps, string]>([
  [
    'the name is no repository name',
    { repositoryName: 'MyApp' },
    "`repositoryName` must be an ECR repository name like 'team/service', got 'MyApp'. Use lower case only: 'myapp'",
  ],
  [
    'the name is empty',
    { repositoryName: '' },
    "`repositoryName` must be an ECR repository name like 'team/service', got an empty text",
  ],
  [
    'a retained repository is to be emptied',
    { emptyOnDelete: true },
    '`emptyOnDelete` requires `removalPolicy: RemovalPolicy.DESTROY`. Set it, or omit `emptyOnDelete`.',
  ],
  [
    'a repository retained on update is to be emptied',
    { emptyOnDelete: true, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    '`emptyOnDelete` requires `removalPolicy: RemovalPolicy.DESTROY`. Set it, or omit `emptyOnDelete`.',
  ],
  [
    'the retention is empty',
    { retention: [] },
    '`retention` must list at least one ImageRetention, got an empty list. Omit it for the default, or use ImageRetention.keepAll() to keep all images.',
  ],
])('fails when %s', (_, props, message) => {
  expect(() => new ImageRepository(newStack(), 'Service', props)).toThrow(new Error(message));
});

test('emptyOnDelete deletes the images with the repository', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { removalPolicy: RemovalPolicy.DESTROY, emptyOnDelete: true });
  expect(onlyResource(stack, type)).toMatchObject({ DeletionPolicy: 'Delete', Properties: { EmptyOnDelete: true } });
});

test('warns that emptyOnDelete deletes the images', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { removalPolicy: RemovalPolicy.DESTROY, emptyOnDelete: true });
  const warnings = stack.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => data as unknown));
  expect(warnings).toContain(
    'The images are deleted with the repository when it leaves the stack, and cannot be restored. ' +
      '[ack: Annotation::cdk-ecr-publishing:EmptyOnDelete]',
  );
});

test('a scan at each push can be turned off, so that the registry decides', () => {
  const { ImageScanningConfiguration } = propertiesWith({ imageScanOnPush: false });
  expect(ImageScanningConfiguration).toEqual({ ScanOnPush: false });
});

describe('names and ARNs', () => {
  test('are references within the stack', () => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service', { repositoryName: 'team/service' });
    expect(stack.resolve([repository.repositoryName, repository.repositoryArn])).toEqual([
      { Ref: 'Service' },
      { 'Fn::GetAtt': ['Service', 'Arn'] },
    ]);
  });

  test('are text in a stack of another account', () => {
    const app = newApp();
    const repository = new ImageRepository(new Stack(app, 'One', { env }), 'Service', { repositoryName: 'service' });
    const other = new Stack(app, 'Two', { env: { account: '111122223333', region } });
    expect(other.resolve([repository.repositoryName, repository.repositoryArn])).toEqual([
      'service',
      `arn:aws:ecr:${region}:${account}:repository/service`,
    ]);
  });

  test('the URI is that of its registry', () => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service');
    const uri = JSON.stringify(stack.resolve(repository.repositoryUriForTag('v1')));
    expect(uri).toContain('.dkr.ecr.');
    expect(uri).toContain('"Service"');
  });
});

describe('tokens', () => {
  test('can be the name', () => {
    const stack = newStack();
    const { valueAsString } = new CfnParameter(stack, 'Name');
    expect(propertiesWith({ repositoryName: valueAsString }, stack).RepositoryName).toEqual({ Ref: 'Name' });
    expect(propertiesWith({ repositoryName: Fn.importValue('name') }).RepositoryName).toEqual({
      'Fn::ImportValue': 'name',
    });
  });

  test('can be part of the name', () => {
    const stack = newStack();
    const { valueAsString } = new CfnParameter(stack, 'Team');
    expect(propertiesWith({ repositoryName: `${valueAsString}/service` }, stack).RepositoryName).toEqual({
      'Fn::Join': ['', [{ Ref: 'Team' }, '/service']],
    });
  });

  test('that are lazy are resolved at synth', () => {
    let name = 'too-early';
    const stack = newStack();
    new ImageRepository(stack, 'Service', { repositoryName: Lazy.string({ produce: () => name }) });
    name = 'in-time';
    expect(onlyProperties(stack, type).RepositoryName).toBe('in-time');
  });

  test('can be the account and the Region', () => {
    expect(propertiesWith({ repositoryName: 'service' }, newOpenStack()).RepositoryName).toBe('service');
  });
});

test('props are never changed', () => {
  const stack = newOpenStack();
  const props = frozen<ImageRepositoryProps>({
    repositoryName: 'service',
    mutableTags: ['latest', 'dev-*'],
    retention: [
      ImageRetention.keepNewest(3, frozen({ tagPatterns: ['pr-*'] })),
      ImageRetention.protect(...frozen(['release-*'])),
      ImageRetention.keepNewest(10),
    ],
    encryptionKey: new Key(stack, 'Key'),
  });
  const [one, two] = ['One', 'Two'].map((id) => new ImageRepository(new Stack(stack, id), 'Service', props));
  one?.allowPull(...frozen([ImageConsumer.account('111122223333')]));
  const [first, second] = [one, two].map((repository) => {
    const { RepositoryPolicyText, ...properties } = onlyProperties(repository?.stack ?? stack, type);
    expect(RepositoryPolicyText === undefined).toBe(repository === two);
    return properties;
  });
  expect(first).toEqual(second);
});

test('access to one repository gives no access to another one', () => {
  const stack = newStack();
  const [one] = ['One', 'Two'].map((id) => new ImageRepository(stack, id));
  one?.allowPull(ImageConsumer.account('111122223333'));
  const policies = resourcesOf(stack, type).map(
    ({ Properties: { RepositoryPolicyText } }) => RepositoryPolicyText !== undefined,
  );
  expect(policies).toEqual([true, false]);
});
