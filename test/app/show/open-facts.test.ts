import { join } from 'node:path';
import { folderWith, runIn } from '../command';

/** The screen of a template, in lines that do not wrap. */
function shown(template: object): string {
  const file = join(folderWith({ 'template.json': template }), 'template.json');
  return runIn({ width: 400, colours: false }, 'show', file).stdout;
}

const conditions = { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
const repository = (properties: object = {}) => ({
  Type: 'AWS::ECR::Repository',
  Properties: { RepositoryName: 'app', ...properties },
});
const project = (properties: object = {}) => ({
  Type: 'AWS::CodeBuild::Project',
  Properties: {
    Name: 'build',
    ServiceRole: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Source: { Type: 'GITHUB', Location: 'https://github.com/acme/app.git' },
    ...properties,
  },
});
const loginStatement = { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };
const role = (resource: unknown, login: readonly object[] = [loginStatement]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'builder',
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'push',
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'ecr:*', Resource: resource }, ...login],
        },
      },
    ],
  },
});
const builder = role({ 'Fn::GetAtt': ['Repository', 'Arn'] });

/** The line of the only build. */
function buildLine(resources: object): string | undefined {
  const template = { Conditions: conditions, Resources: { Repository: repository(), ...resources } };
  const lines = shown(template).split('\n');
  return lines[lines.indexOf('Builds') + 1]?.trim();
}

const rule = (properties: object) => ({ Type: 'AWS::Events::Rule', Properties: properties });
const target = { Id: 'build', Arn: { 'Fn::GetAtt': ['Build', 'Arn'] } };
const startBuild = (name: unknown) =>
  JSON.stringify({ StartAt: 'a', States: { a: { Type: 'Task', Parameters: { ProjectName: name } } } });

describe('a build', () => {
  test('whose role is in no template pushes to an unknown repository', () => {
    expect(buildLine({ Build: project({ ServiceRole: 'arn:aws:iam::123456789012:role/other' }) })).toBe(
      'build  unknown to which repository it pushes: its role is in no template, from GitHub acme/app, these templates show nothing that starts it',
    );
  });

  test('may push to a repository that is known only at deployment', () => {
    const template = {
      Parameters: { Arn: { Type: 'String' } },
      Resources: { Repository: repository(), Build: project(), Role: role({ Ref: 'Arn' }, []) },
    };
    expect(shown(template)).toContain('build  may push to app and ${template.Arn} (unknown until deployment), from');
  });

  test('that cannot push says so', () => {
    expect(buildLine({ Build: project(), Role: role('arn:aws:s3:::bucket') })).toBe(
      'build  pushes to no repository, from GitHub acme/app, these templates show nothing that starts it',
    );
  });

  test.each<[string, object, object, string]>([
    [
      'a schedule of EventBridge Scheduler',
      {},
      { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'rate(1 day)', Target: target } },
      'starts at the schedule rate(1 day)',
    ],
    [
      'a schedule with an API call',
      {},
      {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(2 days)',
          Target: { Arn: 'arn:aws:scheduler:::aws-sdk:codebuild:startBuild', Input: '{"ProjectName":"build"}' },
        },
      },
      'starts at the schedule rate(2 days)',
    ],
    [
      'a rule that is not disabled',
      {},
      rule({ ScheduleExpression: 'rate(1 day)', State: 'DISABLED', Targets: [target] }),
      'these templates show nothing that starts it',
    ],
    [
      'a prefix of refs',
      {},
      rule({
        EventPattern: {
          source: ['aws.codecommit'],
          detail: { referenceFullName: [{ prefix: 'refs/heads/release/' }, 'refs/tags/v1'] },
        },
        Targets: [target],
      }),
      'starts at a push to branch release/* or tag v1',
    ],
    [
      'refs of another form',
      {},
      rule({
        EventPattern: {
          source: ['aws.codecommit'],
          detail: { referenceFullName: [{ 'anything-but': 'refs/heads/x' }] },
        },
        Targets: [target],
      }),
      'starts at a push to some refs',
    ],
    [
      'a state machine that refers to it',
      { Name: undefined },
      {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { DefinitionString: { 'Fn::Sub': startBuild('${Build}') } },
      },
      'starts at state machine Start',
    ],
    [
      'a webhook that is known only at deployment',
      { Triggers: { Webhook: { Ref: 'AWS::StackName' } } },
      rule({}),
      'starts at a webhook, if it has one (unknown until deployment)',
    ],
    [
      'events that are known only at deployment',
      { Triggers: { Webhook: true, FilterGroups: { Ref: 'AWS::StackName' } } },
      rule({}),
      'starts at events that are unknown until deployment',
    ],
  ])('starts by %s', (_, properties, start, expected) => {
    expect(buildLine({ Build: project(properties), Role: builder, Start: start })).toMatch(
      new RegExp(`pushes to app, from GitHub acme/app, ${expected.replace(/[()*]/g, '\\$&')}$`),
    );
  });

  test('with a condition is listed once', () => {
    const triggers = {
      Webhook: { 'Fn::If': ['C', true, false] },
      FilterGroups: [[{ Type: 'EVENT', Pattern: 'PUSH' }]],
    };
    const text = shown({
      Conditions: conditions,
      Resources: { Repository: repository(), Role: builder, Build: project({ Triggers: triggers }) },
    });
    expect(text.match(/^ {2}build /gm)).toHaveLength(1);
    expect(text).toContain('from GitHub acme/app, starts at a push if template condition C\n');
  });
});

describe('a repository', () => {
  test('that a macro may change has unknown settings', () => {
    const text = shown({ Transform: 'Company', Resources: { Repository: repository() } });
    expect(text).toContain("images  unknown, because macro 'Company' may change it\n");
    expect(text).toContain('tags    unknown which tags move; unknown whether a push starts a scan\n');
    expect(text).toContain('1 resource before its transform');
  });

  test('whose registry has a conditional scanning configuration has an unknown scan', () => {
    const scanning = { Type: 'AWS::ECR::RegistryScanningConfiguration', Condition: 'C', Properties: {} };
    const text = shown({ Conditions: conditions, Resources: { Repository: repository(), Scanning: scanning } });
    expect(text).toContain('tags    every tag can move; unknown whether a push starts a scan\n');
  });

  test('may be in a part that was not read', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/a.json' } };
    expect(shown({ Resources: { Nested: nested } })).toContain('\nNo repositories in what was read\n');
    expect(shown({ Resources: {} })).toContain('\nNo repositories\n');
  });
});

test('the lists are aligned by the width of letters, not by their number', () => {
  const wide = { ...builder, Properties: { ...builder.Properties, RoleName: '日本語' } };
  const trust = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const roles = [wide, builder].map((one) => ({
    ...one,
    Properties: { ...one.Properties, AssumeRolePolicyDocument: trust },
  }));
  const text = shown({ Resources: { Repository: repository(), One: roles[0], Other: roles[1] } });
  expect(text).toContain('  日本語   EC2\n  builder  EC2\n');
});
