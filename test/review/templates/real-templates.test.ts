import { dirname, join } from 'node:path';
import { readTemplates } from '../../../lib/review/read/read-templates';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { type TemplateGraph } from '../../../lib/review/templates/template-graph';
import { exampleNames, synthesizeExample } from '../../example-apps';
import { shown } from './graphs';

const bootstrap = join(dirname(require.resolve('aws-cdk/package.json')), 'lib/api/bootstrap/bootstrap-template.yaml');

describe("CDK's bootstrap template", () => {
  const graph = shown(buildGraph(readTemplates([bootstrap]).templates));
  const arn = (service: string, rest: string): string => `arn:\${AWS::Partition}:${service}:${rest}`;

  test('has its repository, under its own name or a given one', () => {
    const registry = arn('ecr', '${AWS::Region}:${AWS::AccountId}:repository');
    expect(graph.repositories.map(({ arn: own, resource }) => [own, resource.when])).toEqual([
      [
        `${registry}/cdk-hnb659fds-container-assets-\${AWS::AccountId}-\${AWS::Region}`,
        ['not HasCustomContainerAssetsRepositoryName'],
      ],
      [`${registry}/\${bootstrap-template.ContainerAssetsRepositoryName}`, ['HasCustomContainerAssetsRepositoryName']],
    ]);
  });

  test('lets Lambda and EMR Serverless of its account pull', () => {
    const [repository] = graph.repositories;
    expect(repository?.policy).toMatchObject([
      {
        effect: 'Allow',
        principals: [{ type: 'Service', value: 'lambda.amazonaws.com' }],
        actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        conditions: [
          {
            operator: 'StringLike',
            key: 'aws:sourceArn',
            values: [arn('lambda', '${AWS::Region}:${AWS::AccountId}:function:*')],
          },
        ],
      },
      { principals: [{ type: 'Service', value: 'emr-serverless.amazonaws.com' }] },
    ]);
  });

  test('has its five roles, with and without a boundary', () => {
    const names = ['file-publishing', 'image-publishing', 'lookup', 'deploy', 'cfn-exec'].map((use) =>
      arn('iam', `:\${AWS::AccountId}:role/cdk-hnb659fds-${use}-role-\${AWS::AccountId}-\${AWS::Region}`),
    );
    expect([...new Set(graph.identities.map((role) => role.arn))]).toEqual(names);
    const publishing = graph.identities.filter(({ name }) => name.includes('image-publishing'));
    expect(publishing.map(({ boundary, resource }) => [boundary, resource.when])).toEqual([
      [undefined, ['not ShouldApplyPermissionsBoundaryToAllRoles']],
      ['unknown', ['ShouldApplyPermissionsBoundaryToAllRoles']],
    ]);
  });

  test('lets the image publisher push to its repository', () => {
    const role = graph.identities.find(({ name }) => name.includes('image-publishing'));
    const push = role?.policies.filter(({ actions = [] }) => actions.includes('ecr:PutImage')) ?? [];
    expect(push.map(({ resources }) => resources)).toEqual(graph.repositories.map(({ arn: own }) => [own]));
    expect(push.map(({ unreadable }) => unreadable)).toEqual([undefined, undefined]);
  });

  test('trusts the accounts that a parameter names', () => {
    const role = graph.identities.find(({ name }) => name.includes('image-publishing'));
    const named = role?.trust?.filter(({ when }) => when.includes('HasTrustedAccounts')) ?? [];
    expect(named.flatMap(({ principals = [] }) => principals)).toContainEqual({
      type: 'AWS',
      value: '${bootstrap-template.TrustedAccounts}',
    });
  });
});

/** The examples whose templates are deployed to many accounts and Regions. */
const forAnyPlace: readonly string[] = ['stack-sets'];

/** The context that the CDK command line gives to an app. */
const paths = { 'aws:cdk:enable-path-metadata': true };

describe.each(exampleNames)('examples/%s', (name) => {
  let graph: TemplateGraph;

  beforeAll(() => {
    graph = shown(
      buildGraph(
        readTemplates([synthesizeExample(name, () => undefined, { postCliContext: paths }).directory]).templates,
      ),
    );
  });

  test('has repositories whose ARNs are known to the last character', () => {
    const place = forAnyPlace.includes(name)
      ? /^arn:(aws|\$\{AWS::Partition\}):ecr:\$\{[\w.-]*AWS::Region\}:\$\{[\w.-]*AWS::AccountId\}$/
      : /^arn:aws:ecr:[a-z]+-[a-z]+-\d:\d{12}$/;
    expect(graph.repositories.length).toBeGreaterThan(0);
    for (const { arn } of graph.repositories) {
      const [before = '', repository] = arn.split(':repository/');
      expect(before).toMatch(place);
      expect(repository).toMatch(/^[a-z0-9/_.-]+$/);
    }
  });

  test('has no statement that can not be read', () => {
    const statements = [
      ...graph.repositories.flatMap(({ policy = [] }) => policy),
      ...graph.identities.flatMap(({ trust = [], policies }) => [...trust, ...policies]),
    ];
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter(({ unreadable }) => unreadable !== undefined)).toEqual([]);
    expect(graph.identities.flatMap(({ unknownPolicies }) => unknownPolicies)).toEqual([]);
  });

  test('has the path in the app of each of its repositories', () => {
    expect(graph.repositories.filter(({ resource }) => resource.source.path === '')).toEqual([]);
  });
});

test('the registry example pushes to exact repositories only', () => {
  const { directory } = synthesizeExample('registry', () => undefined);
  const { identities, repositories } = shown(buildGraph(readTemplates([directory]).templates));
  const arns = repositories.map(({ arn }) => arn);
  const push = identities
    .flatMap(({ policies }) => policies)
    .filter(({ effect, actions = [] }) => effect === 'Allow' && actions.includes('ecr:PutImage'));
  expect(push.length).toBeGreaterThan(0);
  for (const { resources = [] } of push) expect(arns).toEqual(expect.arrayContaining([...resources]));
});
