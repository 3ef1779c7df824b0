import { type AccessRow, type Decision, type Operation } from '../../../lib/review/access/access-row';
import { type Finding } from '../../../lib/review/rules/finding';
import {
  type ReviewChange,
  type ReviewReport,
  type ReviewedChange,
  type ReviewedPrincipal,
} from '../../../lib/review/report/review-report';
import { graphOf } from '../../../lib/review/review-templates';
import { type UnreviewedPart } from '../../../lib/review/templates/template-graph';

const registry = '123456789012';
export const source = {
  template: 'Registry.template.json',
  logicalId: 'Service4D2A8F21',
  path: 'Registry/Service/Resource',
};
const role = (name: string, account = registry) => `arn:aws:iam::${account}:role/${name}`;

export function accessRow(row: Partial<AccessRow>): AccessRow {
  const basis = { principal: '111111111111', via: '', repository: 'jwt-pizza-service', operation: 'pull' as const };
  return { ...basis, decision: 'allowed', conditions: [], source, ...row };
}

export function finding(parts: Partial<Finding>): Finding {
  const message = 'Anyone may pull from `jwt-pizza-service`.';
  return { id: 'open-repository', severity: 'error', message, fix: 'Name the accounts.', source, ...parts };
}

/** A part that the review could not read, or an assumption: they look the same. */
export function unread(parts: Partial<UnreviewedPart>): UnreviewedPart {
  return { what: "nested stack 'Roles'", why: 'its template is at a URL', source, ...parts };
}

export function reviewedChange(parts: Partial<ReviewedChange>): ReviewedChange {
  const what = 'The error `open-repository` is acknowledged: "A public mirror."';
  return { kind: 'acknowledged', what, why: 'It was not before.', fix: 'Check the reason.', source, ...parts };
}

/** Names that would become markup or control characters in a careless page, comment or terminal. */
export const hostileNames = [
  `</script><script>document.title='taken'</script>`,
  `"><img src=x onerror="document.title='taken'">`,
  `' onmouseover='document.title="taken"' x='`,
  '<!--<script>',
  '\u001b[2J\u001b[31mred\u0007\u009b31m',
  'a | b \\| c `code` ``two`` \n# heading @octocat #1',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png) www.evil.example https://evil.example',
  'user\u202egnirts\u200b\u2066\u{e0041}',
  '漢字'.repeat(60),
  '__proto__',
  '${constructor}',
  '\ud800 lone',
];

const principals: ReviewedPrincipal[] = [
  { principal: 'repo:acme/jwt-pizza-service:ref:refs/heads/main', kind: 'GitHub Actions', account: '' },
  { principal: 'repo:acme@1/jwt-pizza@7:environment:prod', kind: 'GitHub Actions', account: '' },
  { principal: 'project_path:acme/tools:ref_type:branch:ref:main', kind: 'GitLab', account: '' },
  { principal: role('github-ci'), kind: 'role', account: registry },
  { principal: role('image-build'), kind: 'role', account: registry },
  { principal: role('alice-push'), kind: 'role', account: registry },
  { principal: role('user-services'), kind: 'role', account: registry },
  { principal: `arn:aws:iam::${registry}:user/push-pull-user`, kind: 'user', account: registry },
  { principal: '111111111111', kind: 'account', account: '111111111111' },
  { principal: role('deployer', '222222222222'), kind: 'role', account: '222222222222' },
  { principal: role('ecs-task-execution', '222222222222'), kind: 'role', account: '222222222222' },
  { principal: 'o-a1b2c3d4e5', kind: 'organization', account: '' },
  { principal: 'lambda.amazonaws.com', kind: 'service', account: '' },
  { principal: 'codebuild.amazonaws.com', kind: 'service', account: '' },
  { principal: '*', kind: 'everybody', account: '' },
];

const services = [
  'jwt-pizza-service',
  'jwt-pizza',
  'jwt-pizza-factory',
  'payments/api',
  'payments/worker',
  'platform/base-images/node',
  'platform/base-images/python',
  'observability/collector',
  'data/nextflow-runner',
  'incoming/alice',
  'nextflow-approved/alice',
  'legacy',
];

function servicePulls(repository: string): AccessRow[] {
  const lambda = 'aws:SourceArn is like arn:aws:lambda:us-east-1:222222222222:function:*';
  return [
    accessRow({ repository }),
    accessRow({ repository, principal: role('deployer', '222222222222') }),
    accessRow({ repository, principal: role('ecs-task-execution', '222222222222') }),
    accessRow({ repository, principal: 'lambda.amazonaws.com', decision: 'conditional', conditions: [lambda] }),
  ];
}

function gitHubPush(repository: string): AccessRow[] {
  const run = 'repo:acme/jwt-pizza-service:ref:refs/heads/main';
  const policy = { ...source, logicalId: 'GitHubPush9B1C2D3E', path: 'Registry/GitHub/Push/Resource' };
  return (['pull', 'push'] as const).flatMap((operation) => [
    accessRow({ repository, operation, principal: role('github-ci'), source: policy }),
    accessRow({ repository, operation, principal: run, via: role('github-ci'), source: policy }),
  ]);
}

const access: AccessRow[] = [
  ...services.slice(0, 3).flatMap((name) => [...gitHubPush(name), ...servicePulls(name)]),
  ...services.slice(3, 5).flatMap(servicePulls),
  accessRow({ repository: 'payments/api', operation: 'push', principal: role('image-build') }),
  accessRow({ repository: 'payments/worker', operation: 'push', principal: role('image-build') }),
  ...services.slice(5, 7).map((repository) =>
    accessRow({
      repository,
      principal: 'o-a1b2c3d4e5',
      decision: 'conditional',
      conditions: [
        'aws:PrincipalOrgID is o-a1b2c3d4e5',
        'aws:PrincipalOrgPaths is like o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*',
      ],
    }),
  ),
  ...services.slice(5, 8).map((repository) =>
    accessRow({
      repository,
      operation: 'push',
      principal: 'project_path:acme/tools:ref_type:branch:ref:main',
      via: role('gitlab-tools'),
    }),
  ),
  accessRow({
    repository: 'observability/collector',
    principal: '*',
    decision: 'conditional',
    conditions: ['aws:SourceIp is in 10.0.0.0/8'],
  }),
  accessRow({
    repository: 'data/nextflow-runner',
    principal: 'codebuild.amazonaws.com',
    decision: 'unknown',
    conditions: ['the parameter \ue000BuildAccount\ue001 names its account'],
  }),
  accessRow({
    repository: 'incoming/alice',
    operation: 'push',
    principal: role('alice-push'),
    decision: 'conditional',
    conditions: ['aws:CurrentTime is before 2026-12-01T00:00:00Z'],
  }),
  ...(['pull', 'push', 'delete', 'configure', 'list'] as const).map((operation) =>
    accessRow({
      repository: 'legacy',
      operation,
      principal: `arn:aws:iam::${registry}:user/push-pull-user`,
      source: { template: 'Legacy.yaml', logicalId: 'PushPullUserPolicy', path: '' },
    }),
  ),
  ...(['pull', 'push'] as const).map((operation) =>
    accessRow({
      repository: `arn:aws:ecr:us-east-1:${registry}:repository/sandbox/*`,
      outside: true,
      operation,
      principal: role('image-build'),
    }),
  ),
  accessRow({
    principal: 'repo:acme/jwt-pizza-service:ref:refs/heads/main',
    repository: role('github-ci'),
    operation: 'assume',
    source: { ...source, logicalId: 'GitHubRole7F8E9D0C', path: 'Registry/GitHub/Role/Resource' },
  }),
  accessRow({
    principal: 'repo:acme@1/jwt-pizza@7:environment:prod',
    repository: role('github-ci'),
    operation: 'assume',
    source: { ...source, logicalId: 'GitHubRole7F8E9D0C', path: 'Registry/GitHub/Role/Resource' },
  }),
  accessRow({
    principal: role('user-services'),
    repository: role('alice-push'),
    operation: 'assume',
    decision: 'conditional',
    conditions: ['sts:RoleSessionName is alice'],
  }),
];

const findings: Finding[] = [
  finding({
    id: 'github-trust-without-subject',
    message:
      'Every workflow of every repository of `acme` can assume `github-ci`, pull requests from forks among them, and push to 3 repositories.',
    fix: 'Trust exact subjects: `GitHubSubject.branch("acme/jwt-pizza-service", "main")`, with the ids of owner and repository.',
    source: { ...source, logicalId: 'GitHubRole7F8E9D0C', path: 'Registry/GitHub/Role/Resource' },
  }),
  finding({
    id: 'open-repository-weak-condition',
    message:
      'Anyone in 10.0.0.0/8 may pull from `observability/collector`: a private address says nothing about who asks.',
    fix: 'Name the accounts, or require `aws:PrincipalOrgID`.',
    source: { ...source, logicalId: 'Collector51AA03BC', path: 'Registry/Collector/Resource' },
  }),
  finding({
    id: 'repository-delete-by-user',
    severity: 'warning',
    message: 'A user with long-lived keys can delete images of `legacy`.',
    fix: 'Give the deletion to a role that people assume with a second factor.',
    source: { template: 'Legacy.yaml', logicalId: 'PushPullUserPolicy', path: '' },
  }),
  finding({
    id: 'mutable-tags',
    severity: 'warning',
    message: 'Every tag of `legacy` can be moved to another image.',
    fix: 'Set `ImageTagMutability` to `IMMUTABLE`.',
    source: { template: 'Legacy.yaml', logicalId: 'LegacyRepository', path: '' },
  }),
  finding({
    id: 'push-without-batch-get-image',
    severity: 'note',
    message:
      'The role `image-build` pushes without `ecr:BatchGetImage`, which a registry cache and manifest lists need.',
    fix: 'Allow `ecr:BatchGetImage` on the same repositories.',
  }),
  finding({
    id: 'account-trust',
    severity: 'warning',
    message: 'Every principal of account 111111111111 that its administrators allow may pull.',
    fix: 'Name roles instead.',
    acknowledged: 'The account belongs to the platform team and holds nothing else.',
  }),
];

const unreviewed: UnreviewedPart[] = [
  unread({}),
  unread({
    what: "macro 'Company::Guard'",
    why: 'a macro can change every resource of its template',
    source: { template: 'Legacy.yaml', logicalId: 'Transform', path: '' },
  }),
];

export const emptyReport: ReviewReport = {
  repositories: [],
  principals: [],
  access: [],
  findings: [],
  unreviewed: [],
  assumptions: [],
  serviceRoles: [],
  graph: graphOf([]),
};
export const emptyChange: ReviewChange = {
  added: [],
  removed: [],
  widened: [],
  narrowed: [],
  changes: [],
  findings: [],
  unreviewed: [],
  stillUnreviewed: [],
  compared: { templates: ['app'], repositories: 12, resources: 30 },
};

/** A dozen repositories of one registry, three accounts, CI systems, a contributor, and findings of each severity. */
export const realReport: ReviewReport = {
  ...emptyReport,
  repositories: services.map((name) => ({
    name,
    arn: `arn:aws:ecr:us-east-1:${registry}:repository/${name}`,
    account: registry,
    region: 'us-east-1',
    source,
  })),
  principals,
  access,
  findings,
  unreviewed,
  assumptions: [unread({ what: `account ${registry}`, why: 'the ARNs of the template name it' })],
};

/** Every text of it is one of the hostile names. */
export const hostileReport: ReviewReport = {
  ...emptyReport,
  repositories: hostileNames.map((name) => ({
    name,
    arn: name,
    account: name,
    region: name,
    source: hostileSource(name),
  })),
  principals: hostileNames.map((name) => ({ principal: name, kind: name, account: name })),
  access: hostileNames.flatMap((name) =>
    (['pull', 'push', 'assume'] as const).map((operation) => hostileRow(name, operation)),
  ),
  findings: hostileNames.map((name) => ({
    ...finding({ id: name, message: name, fix: name }),
    source: hostileSource(name),
    acknowledged: name,
  })),
  unreviewed: hostileNames.map(hostilePart),
  assumptions: hostileNames.map(hostilePart),
};

function hostilePart(name: string): UnreviewedPart {
  return { what: name, why: name, source: hostileSource(name) };
}

function hostileRow(name: string, operation: Operation): AccessRow {
  return {
    principal: name,
    via: name,
    repository: name,
    operation,
    decision: 'conditional',
    conditions: [name, name],
    source: hostileSource(name),
  };
}

function hostileSource(name: string): Finding['source'] {
  return { template: name, logicalId: name, path: name };
}

/** A report of so many repositories, with ten rows for each. */
export function longReport(size: number): ReviewReport {
  const decisions: Decision[] = ['allowed', 'conditional', 'unknown'];
  const names = Array.from({ length: size }, (_, index) => `team-${index % 40}/service-${index}`);
  const roles = Array.from({ length: 100 }, (_, index) => role(`ci-${index}`, index % 2 ? registry : '222222222222'));
  return {
    ...emptyReport,
    repositories: names.map((name) => ({
      name,
      arn: `arn:aws:ecr:us-east-1:${registry}:repository/${name}`,
      account: registry,
      region: 'us-east-1',
      source,
    })),
    principals: roles.map((principal, index) => ({
      principal,
      kind: 'role',
      account: index % 2 ? registry : '222222222222',
    })),
    access: names.flatMap((repository, index) =>
      Array.from({ length: 10 }, (_, row) =>
        accessRow({
          repository,
          principal: roles[(index + row) % roles.length],
          operation: row % 2 ? 'pull' : 'push',
          decision: decisions[row % 3],
          conditions: row % 3 ? ['aws:PrincipalOrgID is o-a1b2c3d4e5'] : [],
        }),
      ),
    ),
    findings: names.map((name, index) =>
      finding({ severity: 'warning', message: `Tags of \`${name}\` can be moved, as ${index} others can.` }),
    ),
  };
}

export const change: ReviewChange = {
  ...emptyChange,
  added: access.slice(0, 3),
  removed: access.slice(-2),
  widened: access.filter(({ principal }) => principal === '*' || principal === 'codebuild.amazonaws.com'),
  narrowed: access.filter(({ repository }) => repository === 'incoming/alice'),
  changes: [reviewedChange({})],
  findings: findings.slice(0, 2),
  unreviewed: unreviewed.slice(0, 1),
  stillUnreviewed: unreviewed.slice(1),
};

export const hostileChange: ReviewChange = {
  ...emptyChange,
  added: hostileReport.access,
  removed: hostileReport.access,
  widened: hostileReport.access,
  narrowed: hostileReport.access.map((row) => ({ ...row, outside: true })),
  changes: hostileNames.map((name) => ({ ...hostilePart(name), kind: name, fix: name })),
  findings: hostileReport.findings,
  unreviewed: hostileReport.unreviewed,
  stillUnreviewed: hostileReport.unreviewed,
};
