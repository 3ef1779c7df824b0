import fc from 'fast-check';
import { type Finding } from '../../../lib/review/rules/finding';
import { allRules, findAll } from '../../../lib/review/rules/all-rules';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { type GraphResource, type Statement, type TemplateGraph } from '../../../lib/review/templates/template-graph';
import { gitHubHost, gitHubRole, graphOf, keeps, policy, project, repository, triggers } from './fixtures';

const texts = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '*',
    'arn:aws:iam::*:root',
    'ecr:*',
    'ecr:PutImage',
    'sts:AssumeRoleWithWebIdentity',
    'repo:acme/*',
    'repo:',
    `arn:aws:iam::123456789012:oidc-provider/${gitHubHost}`,
    'aws:PrincipalOrgID',
    `${gitHubHost}:sub`,
    'StringLike',
    'ForAllValues:StringLike',
    unresolved('Parameter'),
    `repo:${unresolved('Owner')}/*`,
    '__proto__',
    'constructor',
    '{"rules":[{"rulePriority":{},"selection":[],"action":null}]}',
    'PULL_REQUEST_CREATED',
  ),
);
const keys = fc.constantFrom(
  ...['Url', 'ImageTagMutability', 'ImageTagMutabilityExclusionFilters', 'LifecyclePolicy', 'LifecyclePolicyText'],
  ...['RepositoryPolicyText', 'AssumeRolePolicyDocument', 'MaxSessionDuration', 'EmptyOnDelete', 'Source', 'Triggers'],
  ...[
    'FilterGroups',
    'Webhook',
    'Environment',
    'EnvironmentVariables',
    'Image',
    'ServiceRole',
    'BuildSpec',
    'Visibility',
  ],
  ...['Name', 'Value', 'Type', 'Pattern', 'Token', 'AuthType', 'PullRequestBuildPolicy', 'ApproverRoles', 'Location'],
  ...[
    'rules',
    'rulePriority',
    'selection',
    'tagStatus',
    'tagPatternList',
    'countNumber',
    'countType',
    'action',
    'type',
  ],
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.constantFrom(null, undefined, true, false, 0, -1, 1.5, NaN, 1e21),
    fc.array(tie('anything'), { maxLength: 4 }),
    fc.dictionary(keys, tie('anything'), { maxKeys: 5 }),
  ),
}));
const properties = fc.dictionary(keys, anything, { maxKeys: 8 });
const env = { partition: 'aws', account: '123456789012', region: 'us-east-1' };
const source = { template: 'Stack', logicalId: 'Thing', path: '' };
const resources: fc.Arbitrary<GraphResource> = fc.record({
  type: fc.constantFrom(
    'AWS::CodeBuild::Project',
    'AWS::CodeBuild::SourceCredential',
    'AWS::IAM::Role',
    'AWS::ECR::Repository',
  ),
  source: fc.constant(source),
  env: fc.constantFrom(env, { ...env, account: unresolved('AWS::AccountId') }),
  properties,
  when: fc.constantFrom([], ['IsProd']),
  dependsOn: fc.constantFrom([], ['Thing'], ['Thing', 'Other']),
});
const lists = fc.array(texts, { maxLength: 4 });
const principals = fc.array(
  fc.record({ type: fc.constantFrom('*', 'AWS', 'Service', 'Federated', 'CanonicalUser', ''), value: texts }),
  { maxLength: 3 },
);
const statements: fc.Arbitrary<Statement[]> = fc.array(
  fc.record(
    {
      sid: texts,
      effect: fc.constantFrom('Allow' as const, 'Deny' as const),
      principals,
      notPrincipals: principals,
      actions: lists,
      notActions: lists,
      resources: lists,
      notResources: lists,
      conditions: fc.array(fc.record({ operator: texts, key: texts, values: lists }), { maxLength: 3 }),
      source: fc.constant(source),
      when: fc.constant([]),
      unreadable: fc.constant('its Effect'),
    },
    { requiredKeys: ['effect', 'conditions', 'source', 'when'] },
  ),
  { maxLength: 4 },
);
const graphs: fc.Arbitrary<TemplateGraph> = fc.record({
  templates: fc.constant([]),
  resources: fc.array(resources, { maxLength: 4 }),
  repositories: fc.array(
    fc.record(
      { resource: resources, name: texts, arn: texts, policy: statements },
      { requiredKeys: ['resource', 'name', 'arn'] },
    ),
    { maxLength: 3 },
  ),
  publicRepositories: fc.array(fc.record({ resource: resources, name: texts, arn: texts, policy: statements }), {
    maxLength: 1,
  }),
  creationTemplates: fc.array(fc.record({ resource: resources, name: texts, arn: texts, policy: statements }), {
    maxLength: 1,
  }),
  identities: fc.array(
    fc.record(
      {
        kind: fc.constantFrom('role' as const, 'user' as const, 'group' as const),
        resource: resources,
        name: texts,
        arn: texts,
        account: fc.constantFrom('123456789012', unresolved('AWS::AccountId')),
        trust: statements,
        policies: statements,
        unknownPolicies: lists,
      },
      { requiredKeys: ['kind', 'resource', 'name', 'arn', 'account', 'policies', 'unknownPolicies'] },
    ),
    { maxLength: 3 },
  ),
  providers: fc.array(fc.record({ resource: resources, arn: texts, issuer: texts, audiences: lists }), {
    maxLength: 2,
  }),
  registries: fc.array(fc.record({ resource: resources, policy: statements }), { maxLength: 2 }),
  unattached: fc.constant([]),
  outputs: fc.constant([]),
  hiddenParameters: fc.constant([]),
  unreviewed: fc.constant([]),
  assumptions: fc.constant([]),
});

test.each(allRules.map((rule) => [rule.id, rule] as const))('%s takes any graph', (id, rule) => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const findings = rule.find(graph);
      expect(findings.filter((finding) => finding.id !== id || !isReadable(finding))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

/** People read it: no unresolved values, and not without end. */
function isReadable({ message, fix }: Finding): boolean {
  return message.length > 20 && message.length < 1500 && fix.length > 5 && !/[\u{E000}\u{E001}]/u.test(message);
}

test('any template comes to findings about what it holds', () => {
  const types = fc.constantFrom(
    ...['AWS::CodeBuild::Project', 'AWS::CodeBuild::SourceCredential', 'AWS::IAM::Role', 'AWS::IAM::OIDCProvider'],
    ...['AWS::ECR::Repository', 'AWS::ECR::RegistryPolicy', 'AWS::ECR::RepositoryCreationTemplate'],
  );
  const templates = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.record({ Type: types, Properties: properties }));
  fc.assert(
    fc.property(templates, (template) => {
      const resources = findAll(graphOf(template)).map((finding) => finding.source.logicalId);
      expect(resources.filter((id) => !(id in template))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the same graph gives the same list, the worst first', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const findings = findAll(graph);
      const reversed = {
        ...graph,
        repositories: [...graph.repositories].reverse(),
        identities: [...graph.identities].reverse(),
      };
      expect(findAll(reversed)).toEqual(findings);
      const ranks = findings.map(({ severity }) => ['error', 'warning', 'note'].indexOf(severity));
      expect(ranks).toEqual([...ranks].sort());
    }),
    { numRuns: 200 },
  );
});

const ofHoles = [
  ['a subject', gitHubRole('StringLike', { Ref: 'Subject' } as never)],
  ['a subject without its start', gitHubRole('StringLike', [{ 'Fn::Sub': '${Prefix}:ref:refs/heads/main' }] as never)],
  [
    'an owner and a repository',
    gitHubRole('StringEquals', { 'Fn::Sub': 'repo:${Repository}:ref:refs/heads/main' } as never),
  ],
  ['a principal', policy({ AWS: { Ref: 'Principal' } })],
  ['a condition', policy('*', { Condition: { StringLike: { 'aws:PrincipalOrgID': { Ref: 'Organization' } } } })],
  [
    'a lifecycle',
    repository({ ImageTagMutability: 'IMMUTABLE', LifecyclePolicy: { LifecyclePolicyText: { Ref: 'Lifecycle' } } }),
  ],
  ['a mutability', repository({ ImageTagMutability: { Ref: 'Mutability' }, LifecyclePolicy: { Ref: 'Lifecycle' } })],
  [
    'a pattern',
    project(
      triggers([
        [
          { Type: 'HEAD_REF', Pattern: { Ref: 'Pattern' } },
          { Type: 'ACTOR_ACCOUNT_ID', Pattern: { Ref: 'Actor' } },
        ],
      ]),
    ),
  ],
] as const;

test.each(ofHoles)('is silent about %s that only the deploy knows', (_, resources) => {
  const grave = findAll(graphOf(resources)).filter(({ severity }) => severity !== 'note');
  const about = grave.filter(({ id }) => !['repository-mutable-tags'].includes(id));
  expect(about).toEqual([]);
});

test('a principal that is written out is of another account, unless the template goes to that account', () => {
  const open = graphOf(policy({ AWS: 'arn:aws:iam::111111111111:root' }, { Action: 'ecr:*' }), {});
  const closed = graphOf(
    policy({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, { Action: 'ecr:*' }),
    {},
  );
  const administer = (graph: TemplateGraph) => findAll(graph).filter(({ id }) => id === 'ecr-policy-others-administer');
  expect(administer(open).map(({ severity, message }) => ({ severity, message }))).toEqual([
    {
      severity: 'error',
      message:
        "Statement 'Pull' lets 'arn:aws:iam::111111111111:root' do 'ecr:BatchDeleteImage' on repository 'app'. " +
        'Principals of another account (unless this template is deployed to that account) can change its images, its settings or who has access.',
    },
  ]);
  expect(administer(closed)).toEqual([]);
});

test('the review of ten thousand statements, long patterns and deep lists finishes', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    keeps(index + 1, { tagStatus: 'tagged', tagPatternList: ['a*a*a*a*'.repeat(12), `${'a'.repeat(100)}*`] }),
  );
  const hostile = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `Repository${index}`,
      repository({
        RepositoryPolicyText: {
          Statement: Array.from({ length: 250 }, () => ({ Effect: 'Allow', Principal: '*', Action: '*a'.repeat(20) })),
        },
        LifecyclePolicy: { LifecyclePolicyText: JSON.stringify({ rules: many }) },
      }).Repository,
    ]),
  );
  const command = `docker login ${'aws ecr '.repeat(5000)} --build-arg ${'a'.repeat(50_000)}`;
  const graph = graphOf({ ...hostile, ...project({}, { BuildSpec: `version: 0.2\n${command}` }) });
  expect(findAll(graph).length).toBeGreaterThan(100);
});
