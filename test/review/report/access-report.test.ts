import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnStack, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccessReport, type AccessReportTemplate } from '../../../lib/review/report/access-report';
import {
  AccessDecision,
  AccessOperation,
  FindingSeverity,
  reportedAssumptions,
} from '../../../lib/review/report/reported';
import { env, newApp } from '../../synthesis';
import { account, allow, allowOn, byService, login, pull, push, repository, role } from '../reviewed';

interface Report {
  readonly repositories: readonly { readonly name: string; readonly arn: string }[];
  readonly access: readonly { readonly principal: string; readonly repository: string }[];
}

const read = (report: AccessReport) => JSON.parse(report.renderJson()) as Report;

function template(...statements: object[]): AccessReportTemplate {
  const Resources = { App: repository('app', ...statements) };
  return { name: 'app', templateText: JSON.stringify({ Resources }), account, region: 'eu-west-1' };
}

test('reviews an assembly with its stages and nested stacks', () => {
  const app = newApp();
  const stage = new Stage(app, 'Prod', { env });
  const stack = new Stack(stage, 'Registry');
  const theirs = new AccountPrincipal('111111111111');
  for (const [scope, name] of [[stack, 'outer'] as const, [new NestedStack(stack, 'Nested'), 'inner'] as const]) {
    const made = new Repository(scope, 'Repository', { repositoryName: name });
    made.addToResourcePolicy(new PolicyStatement({ principals: [theirs], actions: pull }));
  }
  const { repositories, access } = read(AccessReport.ofAssembly(app.synth().directory));
  expect(repositories.map(({ arn }) => arn).sort()).toEqual([
    `arn:aws:ecr:eu-west-1:${account}:repository/inner`,
    `arn:aws:ecr:eu-west-1:${account}:repository/outer`,
  ]);
  expect(access.map(({ repository: name }) => name).sort()).toEqual(['inner', 'outer']);
});

test('fails if there is no assembly', () => {
  const nowhere = join(__dirname, 'nowhere');
  expect(() => AccessReport.ofAssembly(nowhere)).toThrow(new Error(`${nowhere} does not exist`));
  expect(() => AccessReport.ofAssembly(__dirname)).toThrow(
    new Error(`${__dirname} must be a cloud assembly, got no manifest.json in it`),
  );
});

test('compares two reports', () => {
  const before = AccessReport.ofTemplates(template());
  const after = AccessReport.ofTemplates(template(allow(pull, { AWS: 'arn:aws:iam::111111111111:root' })));
  const change = after.compare(before);
  expect([change.widens, before.compare(after).widens]).toEqual([true, false]);
  expect(Object.keys(JSON.parse(change.renderJson()) as object)).toEqual([
    'added',
    'removed',
    'widened',
    'narrowed',
    'changes',
    'findings',
    'unreviewed',
  ]);
  for (const text of [change.renderTable(), change.renderMarkdown(), change.renderHtml()]) {
    expect(text).toContain('111111111111');
  }
});

test('renders every format', () => {
  const report = AccessReport.ofTemplates(template(allow(pull, '*')));
  for (const text of [report.renderTable(), report.renderMarkdown(), report.renderSarif(), report.renderHtml()]) {
    expect(text).toContain('ecr-policy-open-to-everybody');
  }
});

test('has rows and findings as data', () => {
  const bob = { AWS: 'arn:aws:iam::111111111111:user/bob' };
  const before = AccessReport.ofTemplates(template());
  const after = AccessReport.ofTemplates(template(allow(pull, '*'), allow(pull, bob)));
  const source = { template: 'app', logicalId: 'App', path: '' };
  expect(after.access).toContainEqual({
    principal: 'arn:aws:iam::111111111111:user/bob',
    via: '',
    repository: 'app',
    operation: AccessOperation.PULL,
    decision: AccessDecision.ALLOWED,
    conditions: ['account 111111111111 allows it by its own policy'],
    source,
  });
  expect(after.findings).toContainEqual(
    expect.objectContaining({ id: 'ecr-policy-open-to-everybody', severity: FindingSeverity.ERROR, source }),
  );
  const { added, removed, widened, narrowed, findings } = after.compare(before);
  expect([added.length, removed.length, widened.length, narrowed.length]).toEqual([2, 0, 0, 0]);
  expect(findings.map(({ id }) => id)).toContain('ecr-policy-open-to-everybody');
});

describe('templates as text', () => {
  const yaml = `
Resources:
  App: { Type: AWS::ECR::Repository, Properties: { RepositoryName: !Sub 'app' } }
  Roles: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: 'https://s3.amazonaws.com/b/roles.yaml' } }
`;

  test('may be YAML, and go to a partition', () => {
    const report = AccessReport.ofTemplates({
      name: 'app',
      templateText: yaml,
      account,
      region: 'eu-isoe-west-1',
      partition: 'aws-iso-e',
    });
    expect(read(report).repositories.map(({ arn }) => arn)).toEqual([
      `arn:aws-iso-e:ecr:eu-isoe-west-1:${account}:repository/app`,
    ]);
  });

  test.each([
    ['{', 'must be JSON or YAML, got a missing quote, bracket, comma, colon or blank at line 1, column 2. Add it.'],
    [
      '[]',
      'must be a CloudFormation template or a cloud assembly, got a list without Resources. Name cdk.out or a template.',
    ],
    ['', 'must be a CloudFormation template or a cloud assembly, got an empty file. Name cdk.out or a template.'],
    ['a:\n\t- b', 'must be JSON or YAML, got a tab as indentation at line 2, column 1. Indent with spaces.'],
  ])('fail if they are not templates: %j', (templateText, reason) => {
    expect(() => AccessReport.ofTemplates({ name: 'app', templateText })).toThrow(
      new Error(`template 'app' ${reason}`),
    );
  });
});

test('has unread parts and changes as data', () => {
  const directory = (acknowledged: boolean, hidden: boolean) => {
    const app = newApp({ context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Stack', { env });
    const made = new Repository(stack, 'Repository', { repositoryName: 'app' });
    if (hidden) new CfnStack(stack, 'Roles', { templateUrl: './gone.yaml' });
    if (acknowledged) {
      const reason = 'The tags of this mirror follow those of its source.';
      Validations.of(made).acknowledge({ id: 'EcrPublishingChecks::repository-mutable-tags', reason });
    }
    return app.synth().directory;
  };
  const before = AccessReport.ofAssembly(directory(false, false));
  const after = AccessReport.ofAssembly(directory(true, true));
  const unreviewed = [
    {
      what: "nested stack 'Roles'",
      why: "its template './gone.yaml' does not exist",
      source: { template: 'Stack', logicalId: 'Roles', path: 'Stack/Roles' },
    },
  ];
  expect([before.unreviewed, after.unreviewed]).toEqual([[], unreviewed]);
  const change = after.compare(before);
  expect(change.unreviewed).toEqual(unreviewed);
  expect(change.changes).toMatchObject([
    { kind: 'acknowledged', source: { template: 'Stack', path: 'Stack/Repository/Resource' } },
  ]);
});

test('has the assumptions of the review as data', () => {
  const source = { template: 'app', logicalId: 'App', path: '' };
  const assumption = { what: `account ${account}`, why: 'an ARN names it', source };
  expect(reportedAssumptions([assumption])).toEqual([assumption]);
  expect(AccessReport.ofTemplates(template()).assumptions).toEqual([]);
});

test('has a row for each repository that a role may use, and for repositories that no template creates', () => {
  const names = Array.from({ length: 12 }, (_, index) => `app-${index}`);
  const Resources = {
    ...Object.fromEntries(names.map((name, index) => [`App${index}`, repository(name)])),
    Ci: role('ci', byService('ec2.amazonaws.com'), login, allowOn(push, '*')),
  };
  const templateText = JSON.stringify({ Resources });
  const report = AccessReport.ofTemplates({ name: 'app', templateText, account, region: 'eu-west-1' });
  const pushes = report.access.filter(({ principal, operation }) => {
    return principal.endsWith(':role/ci') && operation === AccessOperation.PUSH;
  });
  expect(pushes.filter(({ outside }) => outside !== true).map((row) => row.repository)).toEqual([...names].sort());
  expect(pushes.filter(({ outside }) => outside === true).map((row) => row.repository)).toEqual([
    `arn:aws:ecr:eu-west-1:${account}:repository/*`,
  ]);
});

test('an acknowledgement counts if the path of the construct is only in the metadata of the assembly', () => {
  const app = newApp({ context: { 'aws:cdk:enable-path-metadata': false } });
  const made = new Repository(new Stack(app, 'Stack', { env }), 'Repository', { repositoryName: 'app' });
  const reason = 'The tags of this mirror follow those of its source.';
  Validations.of(made).acknowledge({ id: 'EcrPublishingChecks::repository-mutable-tags', reason });
  const { directory } = app.synth();
  expect(readFileSync(join(directory, 'Stack.template.json'), 'utf8')).not.toContain('aws:cdk:path');
  const found = AccessReport.ofAssembly(directory).findings.find(({ id }) => id === 'repository-mutable-tags');
  expect(found).toMatchObject({ acknowledged: reason, source: { path: 'Stack/Repository/Resource' } });
});
