import {
  allow,
  appArn,
  buildRole,
  commands,
  environment,
  gitHubRole,
  inline,
  onPullRequests,
  project,
  pull,
  pushOnMain,
  repository,
  role,
  type Resources,
  type RuleCases,
  triggers,
  uploads,
  variable,
} from './fixtures';

/** A role for CodeBuild that becomes another one, which pushes. */
const throughPusher = (trusted: string) => ({
  ...buildRole(allow('sts:AssumeRole', 'arn:aws:iam::123456789012:role/pusher')),
  Pusher: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'pusher',
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { AWS: trusted }, Action: 'sts:AssumeRole' }],
      },
      ...inline(allow(uploads, appArn)),
    },
  },
});
const head = (pattern: string, type = 'HEAD_REF', further: object = {}) =>
  project(
    triggers([
      [
        { Type: 'EVENT', Pattern: 'PUSH' },
        { Type: type, Pattern: pattern, ...further },
      ],
    ]),
  );
const actor = (pattern: string, further: object = {}) => head(pattern, 'ACTOR_ACCOUNT_ID', further);
const pushRole = buildRole(allow(uploads, appArn));
const pullRole = buildRole(allow(pull, appArn));
const events = (...patterns: string[]) => patterns.map((pattern) => [{ Type: 'EVENT', Pattern: pattern }]);
const pullRequests = (policy?: object) =>
  project(triggers(onPullRequests, policy ? { PullRequestBuildPolicy: policy } : {}));
const approved = { RequiresCommentApproval: 'ALL_PULL_REQUESTS', ApproverRoles: ['GITHUB_WRITE', 'GITHUB_ADMIN'] };
const image = (name: unknown) => environment({ Image: name });
const privileged = (build: string, value: unknown = true) =>
  project({ Environment: { Image: 'aws/codebuild/standard:7.0', PrivilegedMode: value } }, { BuildSpec: build });
const credential = (properties: object) => ({
  Credential: { Type: 'AWS::CodeBuild::SourceCredential', Properties: { ServerType: 'GITHUB', ...properties } },
});
const outside = (...list: unknown[]) =>
  gitHubRole('StringEquals', 'repo:acme/app:ref:refs/heads/main', inline(...list));
const spec = 'version: 0.2\nphases:\n  build:\n    commands:\n      - npm test\n';
const projectArn = 'arn:aws:codebuild:us-east-1:123456789012:project/build';

const connectionArn = 'arn:aws:codeconnections:us-east-1:123456789012:connection/1';

/** A policy that names the role of the project. */
const policyOf = (type: string, action = 'codeconnections:GetConnectionToken') => ({
  ...buildRole(),
  Policy: {
    Type: type,
    Properties: {
      PolicyName: 'source',
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: { Statement: [allow(action, connectionArn)] },
    },
  },
});

/** A project that reads its source through a connection, together with other resources. */
function connected(others: Resources, dependsOn?: unknown): Resources {
  const made = project({}, { Auth: { Type: 'CODECONNECTIONS', Resource: connectionArn } }).Project as object;
  return { Project: { ...made, ...(dependsOn === undefined ? {} : { DependsOn: dependsOn }) }, ...others };
}

/** A project that builds pull requests with a cache in a bucket, and one that pushes images with another. */
function sharedCache(location: string): Resources {
  const cache = (at: string) => ({ Cache: { Type: 'S3', Location: at } });
  const pushing = project({ Name: 'pushing', ...cache('caches/app') }).Project;
  const pulls = project({
    ServiceRole: 'arn:aws:iam::123456789012:role/pulls',
    ...triggers(onPullRequests),
    ...cache(location),
  });
  return { ...pulls, Pushing: pushing, ...pushRole };
}

/** A project with commands in its phases. */
const phases = (list: Readonly<Record<string, readonly string[]>>, onFailure?: string) => {
  const build = { commands: list.build ?? ['make'], ...(onFailure !== undefined && { 'on-failure': onFailure }) };
  const others = Object.entries(list).map(([phase, lines]): [string, object] => [phase, { commands: lines }]);
  const body = { version: '0.2', phases: { ...Object.fromEntries(others), build } };
  return project({}, { BuildSpec: JSON.stringify(body) });
};
const withEnvironment = (further: object) => {
  const { Project } = commands('docker build .') as { Project: { Properties: object } };
  return { ...Project, Properties: { ...Project.Properties, Environment: { Type: 'LINUX_CONTAINER', ...further } } };
};
const immutable = repository({ ImageTagMutability: 'IMMUTABLE' });
const immutableBut = (value: string) =>
  repository({
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: value },
    ],
  });
/** A project with the URI of the repository in a variable. */
const named = (command: string) => {
  const uri = '123456789012.dkr.ecr.us-east-1.amazonaws.com/app';
  const environmentOf = { EnvironmentVariables: [{ Name: 'REPOSITORY_URI', Value: uri }] };
  return project({ Environment: environmentOf }, { BuildSpec: spec.replace('npm test', command) });
};

const queued = { Type: 'EVENT', Pattern: 'WORKFLOW_JOB_QUEUED' };
/** A project with a webhook for all repositories of an organization. */
const ofOrganization = (group: unknown[], scope: object = { Name: 'acme', Scope: 'GITHUB_ORGANIZATION' }) =>
  project(triggers([group], { ScopeConfiguration: scope }));

const requests = [
  { ProviderType: 'CodeStarSourceConnection', GitConfiguration: { PullRequest: [{ Events: ['OPEN'] }] } },
];
const action = (category: string, provider: string, further: object = {}) => ({
  Name: provider,
  ActionTypeId: { Category: category, Owner: 'AWS', Provider: provider, Version: '1' },
  ...further,
});
const builds = (name: unknown = 'build') => action('Build', 'CodeBuild', { Configuration: { ProjectName: name } });
const approval = (order?: number) => action('Approval', 'Manual', order === undefined ? {} : { RunOrder: order });
const deploys = (further: object = {}) => action('Deploy', 'ECS', further);
/** A pipeline with one action or several in each stage after the source. */
const pipeline = (stages: readonly (readonly object[])[], further: object = {}) => ({
  Pipeline: {
    Type: 'AWS::CodePipeline::Pipeline',
    Properties: {
      Name: 'app',
      PipelineType: 'V2',
      RoleArn: 'arn:aws:iam::123456789012:role/ci',
      Triggers: requests,
      Stages: [[action('Source', 'CodeStarSourceConnection')], ...stages].map((actions, index) => ({
        Name: `Stage${index}`,
        Actions: actions,
      })),
      ...further,
    },
  },
});
/** A pipeline that gives its build a variable, in the JSON that CodePipeline reads. */
const pipelineVariable = (variables: unknown) =>
  pipeline([
    [
      action('Build', 'CodeBuild', {
        Configuration: {
          ProjectName: 'build',
          EnvironmentVariables: variables,
        },
      }),
    ],
  ]);
const hidden = (resources: Resources) => ({
  Parameters: { Hidden: { Type: 'String', NoEcho: true } },
  Resources: resources,
});
const ofBuildspec = (name: string, value: string) =>
  project({}, { BuildSpec: JSON.stringify({ version: '0.2', env: { variables: { [name]: value } } }) });
const lambdaCompute = (further: object = {}) => ({
  Project: withEnvironment({ Type: 'LINUX_LAMBDA_CONTAINER', ...further }),
});

const open = { BlockPublicPolicy: false };
/** A bucket with the reports of a group, and its policy. */
const bucketOf = (properties: object, statement?: object) => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { PublicAccessBlockConfiguration: open, ...properties } },
  Reports: {
    Type: 'AWS::CodeBuild::ReportGroup',
    Properties: { ExportConfig: { ExportConfigType: 'S3', S3Destination: { Bucket: { Ref: 'Bucket' } } } },
  },
  ...(statement && {
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } },
    },
  }),
});
const anyone = { Principal: { AWS: '*' }, Action: 's3:*', Resource: 'arn:aws:s3:::x/*' };
const { Bucket: openBucket } = bucketOf({ BucketName: 'x', AccessControl: 'PublicReadWrite' });

const reports = 'arn:aws:codebuild:us-east-1:123456789012:report-group/app';
const share = (principals: readonly string[], properties: object = {}) => ({
  Share: {
    Type: 'AWS::RAM::ResourceShare',
    Properties: { Name: 'builds', Principals: principals, ResourceArns: [reports], ...properties },
  },
});
/** The policy of a report group by a custom resource of the CDK. */
const resourcePolicy = (principal: unknown, condition?: object) => {
  const statement = { Effect: 'Allow', Principal: principal, Action: 'codebuild:BatchGetReports', Resource: '*' };
  const policy = JSON.stringify({ Statement: [{ ...statement, ...(condition && { Condition: condition }) }] });
  const call = { service: 'CodeBuild', action: 'putResourcePolicy', parameters: { resourceArn: reports, policy } };
  return { Policy: { Type: 'Custom::AWS', Properties: { Create: JSON.stringify(call) } } };
};

export const buildCases: Readonly<Record<string, RuleCases>> = {
  'build-webhook-without-filters': {
    wrong: [
      project({ Triggers: { Webhook: true } }),
      project(triggers([])),
      project(triggers([[]])),
      project({ Triggers: { Webhook: 'true' } }),
    ],
    right: [project(triggers(pushOnMain)), project(), project({ Triggers: { Webhook: false } })],
  },
  'build-webhook-open-actor': {
    wrong: [
      actor('755743'),
      actor('.*'),
      actor('^12345|67890$'),
      actor(''),
      actor('^12345$|67890'),
      actor('^1.*$'),
      actor('(^12345$)'),
    ],
    right: [
      actor('^12345$'),
      actor('^12345$|^67890$'),
      actor('^(12345|67890)$'),
      actor('755743', { ExcludeMatchedPattern: true }),
    ],
  },
  'build-webhook-open-branch': {
    wrong: [
      head('refs/heads/main'),
      head('^refs/heads/main'),
      head('refs/heads/main$'),
      head(''),
      head('main'),
      head('^refs/heads/main$|refs/heads/dev'),
      head('refs/heads/main', 'BASE_REF'),
      { ...project(triggers(events('PUSH'))), ...pushRole },
    ],
    right: [
      head('^refs/heads/main$'),
      head('^refs/heads/release/'),
      head('^refs/heads/(main|dev)$'),
      head('^(refs/heads/main|refs/heads/dev)$'),
      head('^refs/heads/main$|^refs/tags/.*'),
      head('^refs/heads/main$|^refs/tags/v'),
      head('^refs/heads/release-.*'),
      head('refs/heads/main', 'HEAD_REF', { ExcludeMatchedPattern: true }),
      head('buildspec.yml', 'FILE_PATH'),
      { ...project(triggers(events('PUSH'))), ...pullRole },
      { ...project(triggers(pushOnMain)), ...pushRole },
    ],
  },
  'build-webhook-of-github-enterprise': {
    wrong: [
      project(triggers(pushOnMain), { Type: 'GITHUB_ENTERPRISE' }),
      project(triggers(onPullRequests), { Type: 'GITHUB_ENTERPRISE' }),
      project({ Triggers: { Webhook: true } }, { Type: 'GITHUB_ENTERPRISE' }),
      project({ Triggers: { Webhook: 'true' } }, { Type: 'GITHUB_ENTERPRISE' }),
    ],
    right: [
      project({}, { Type: 'GITHUB_ENTERPRISE' }),
      project({ Triggers: { Webhook: false } }, { Type: 'GITHUB_ENTERPRISE' }),
      project(triggers(pushOnMain), { Type: 'GITLAB_SELF_MANAGED' }),
    ],
  },
  'build-pull-request-pushes': {
    wrong: [
      { ...project({ ...triggers(onPullRequests), ServiceRole: { 'Fn::GetAtt': ['Role', 'Arn'] } }), ...pushRole },
      { ...project(triggers([...pushOnMain, ...onPullRequests])), ...pushRole },
      { ...project(triggers(onPullRequests)), ...throughPusher('arn:aws:iam::123456789012:role/ci') },
      { ...project(triggers(events('PUSH, PULL_REQUEST_REOPENED'))), ...pushRole },
      { ...project(triggers(events('PULL_REQUEST_CREATED'))), ...buildRole(allow('ecr:*', '*')) },
    ],
    right: [
      { ...project(triggers(onPullRequests)), ...throughPusher('arn:aws:iam::123456789012:role/deployer') },
      {
        ...project(triggers(onPullRequests)),
        ...buildRole(allow(uploads, appArn), { Effect: 'Deny', Action: 'ecr:PutImage', Resource: '*' }),
      },
      { ...project({ ...triggers(pushOnMain), ServiceRole: { 'Fn::GetAtt': ['Role', 'Arn'] } }), ...pushRole },
      { ...project(triggers(onPullRequests)), ...pullRole },
      { ...project(triggers(events('PULL_REQUEST_MERGED'))), ...pushRole },
      { ...project({ Triggers: { Webhook: false, FilterGroups: onPullRequests } }), ...pushRole },
    ],
  },
  'build-pull-request-approval-off': {
    wrong: [
      pullRequests({ RequiresCommentApproval: 'DISABLED' }),
      pullRequests({ ...approved, ApproverRoles: ['GITHUB_READ'] }),
      pullRequests({ ...approved, ApproverRoles: ['GITHUB_ADMIN', 'GITHUB_TRIAGE'] }),
      pullRequests({ ...approved, ApproverRoles: ['GITLAB_PLANNER'] }),
      project({ Triggers: { Webhook: true, PullRequestBuildPolicy: { RequiresCommentApproval: 'DISABLED' } } }),
    ],
    right: [
      pullRequests(approved),
      pullRequests(),
      project(triggers(pushOnMain, { PullRequestBuildPolicy: { RequiresCommentApproval: 'DISABLED' } })),
    ],
  },
  'build-pull-request-approval-missing': {
    wrong: [
      pullRequests(),
      project({ Triggers: { Webhook: true } }),
      project(triggers(onPullRequests), { Type: 'GITHUB_ENTERPRISE' }),
      project(triggers(events('PUSH', 'PULL_REQUEST_UPDATED'))),
    ],
    right: [
      pullRequests(approved),
      project(triggers(pushOnMain)),
      project(triggers(onPullRequests), { Type: 'CODECOMMIT' }),
    ],
  },
  'build-pull-request-own-buildspec': {
    wrong: [
      pullRequests(approved),
      project(triggers(onPullRequests), { BuildSpec: 'ci/buildspec.yml' }),
      project(triggers(events('PULL_REQUEST_CREATED')), { Type: 'BITBUCKET' }),
      project({ Triggers: { Webhook: true } }),
    ],
    right: [
      project(triggers(onPullRequests), { BuildSpec: spec }),
      project(triggers(onPullRequests), { BuildSpec: JSON.stringify({ version: '0.2' }) }),
      project(triggers(onPullRequests), { BuildSpec: 'arn:aws:s3:::specs/buildspec.yml' }),
      project(triggers(pushOnMain)),
    ],
  },
  'build-public': {
    wrong: [
      project({ Visibility: 'PUBLIC_READ' }),
      project({ Visibility: 'PUBLIC_READ', ...triggers(pushOnMain) }),
      project({ Visibility: 'PUBLIC_READ' }, { Type: 'CODECOMMIT' }),
      project({ Visibility: 'PUBLIC_READ', ResourceAccessRole: 'arn:aws:iam::123456789012:role/public' }),
    ],
    right: [project({ Visibility: 'PRIVATE' }), project()],
  },
  'build-webhook-of-organization': {
    wrong: [
      ofOrganization([queued]),
      ofOrganization([queued, { Type: 'WORKFLOW_NAME', Pattern: '^build$' }]),
      ofOrganization([queued, { Type: 'REPOSITORY_NAME', Pattern: '.*' }]),
      ofOrganization([queued, { Type: 'REPOSITORY_NAME', Pattern: '^site$', ExcludeMatchedPattern: true }]),
      ofOrganization([{ Type: 'EVENT', Pattern: 'PUSH' }], { Name: 'acme', Scope: 'GITLAB_GROUP' }),
      ofOrganization([queued], { Scope: 'GITHUB_GLOBAL' }),
    ],
    right: [ofOrganization([queued, { Type: 'REPOSITORY_NAME', Pattern: '^app$' }]), project(triggers([[queued]]))],
  },
  'build-pipeline-of-pull-requests': {
    wrong: [
      { ...pipeline([[builds()]]), ...project(), ...pushRole },
      { ...pipeline([[builds({ Ref: 'Project' })]]), ...project({ Name: undefined }), ...pushRole },
      { ...pipeline([[builds()]]), ...project(), ...throughPusher('arn:aws:iam::123456789012:role/ci') },
      { ...pipeline([[action('Compute', 'Commands', { Configuration: { Commands: 'make' } })]]), ...pushRole },
      pipeline([[action('Build', 'ECRBuildAndPublish')]]),
      pipeline([[builds('test')], [deploys()]]),
      pipeline([[deploys({ RunOrder: 1 }), approval(2)]]),
      pipeline([[approval(), deploys()]]),
      pipeline([[deploys()]], { Triggers: { GitConfiguration: { PullRequest: {} } } }),
      pipeline([[action('Deploy', 'CloudFormation', { Configuration: { ActionMode: 'CREATE_UPDATE' } })]]),
    ],
    right: [
      { ...pipeline([[builds()]]), ...project(), ...pullRole },
      { ...pipeline([[builds('other')]]), ...project(), ...pushRole },
      { ...pipeline([[action('Compute', 'Commands')]]), ...pullRole },
      pipeline([[deploys()]], { Triggers: [{ GitConfiguration: { Push: [{ Branches: { Includes: ['main'] } }] } }] }),
      pipeline([[deploys()]], { Triggers: undefined }),
      pipeline([[approval()], [deploys()]]),
      pipeline([[approval(1), deploys({ RunOrder: 2 })]]),
      pipeline([[action('Deploy', 'CloudFormation', { Configuration: { ActionMode: 'CHANGE_SET_REPLACE' } })]]),
    ],
  },
  'build-open-artifacts': {
    wrong: [
      bucketOf({}, anyone),
      bucketOf({ PublicAccessBlockConfiguration: undefined }, { ...anyone, Action: 's3:PutObject' }),
      bucketOf({ AccessControl: 'PublicRead' }),
      bucketOf({ AccessControl: 'AuthenticatedRead', PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }),
      { ...project({ Artifacts: { Type: 'S3', Location: 'x' } }), Bucket: openBucket },
      { ...project({ Cache: { Type: 'S3', Location: 'x/cache' } }), Bucket: openBucket },
      { ...project({ LogsConfig: { S3Logs: { Location: 'arn:aws:s3:::x/logs' } } }), Bucket: openBucket },
      { ...pipeline([], { ArtifactStore: { Type: 'S3', Location: 'x' } }), Bucket: openBucket },
      { ...pipeline([], { ArtifactStores: [{ ArtifactStore: { Location: { Ref: 'Bucket' } } }] }), Bucket: openBucket },
    ],
    right: [
      bucketOf({}),
      bucketOf({ PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }, anyone),
      bucketOf({ PublicAccessBlockConfiguration: { RestrictPublicBuckets: 'true' } }, anyone),
      bucketOf({ AccessControl: 'PublicRead', PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }),
      bucketOf({}, { ...anyone, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }),
      bucketOf({}, { ...anyone, Principal: { AWS: 'arn:aws:iam::123456789012:role/ci' } }),
      bucketOf({}, { ...anyone, Effect: 'Deny' }),
      { ...project({ Artifacts: { Type: 'S3', Location: 'y' } }), Bucket: openBucket },
    ],
  },
  'build-plaintext-secret': {
    wrong: [
      variable('NPM_TOKEN', 'npm-abcdefgh'),
      variable('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMIEXAMPLEKEY', 'PLAINTEXT'),
      variable('GITHUB', 'ghp_0123456789abcdefghij'),
      variable('DB_PASSWORD', 'hunter2'),
      variable('SONAR', '{{resolve:secretsmanager:sonar:SecretString:token}}'),
      variable('DATABASE', 'postgres://app:pw@db.example.com/app'),
      {
        Parameters: { Hidden: { Type: 'String', NoEcho: true } },
        Resources: environment({ EnvironmentVariables: [{ Name: 'LICENSE', Value: { Ref: 'Hidden' } }] }),
      },
      {
        Parameters: { Hidden: { Type: 'String', NoEcho: 'true', Default: 'x' } },
        Resources: environment({
          EnvironmentVariables: [{ Name: 'URL', Value: { 'Fn::Sub': 'https://u:${Hidden}@host' } }],
        }),
      },
      pipelineVariable(JSON.stringify([{ name: 'NPM_TOKEN', value: 'npm-abcdefgh' }])),
      pipelineVariable(JSON.stringify([{ name: 'DB_PASSWORD', value: 'hunter2', type: 'PLAINTEXT' }])),
      hidden(pipelineVariable({ 'Fn::Sub': '[{"name":"LICENSE","value":"${Hidden}"}]' })),
      pipeline([
        [action('Compute', 'Commands', { EnvironmentVariables: [{ Name: 'NPM_TOKEN', Value: 'npm-abcdefgh' }] })],
      ]),
      hidden(pipeline([[builds()]], { Variables: [{ Name: 'LICENSE', DefaultValue: { Ref: 'Hidden' } }] })),
      ofBuildspec('NPM_TOKEN', 'npm-abcdefgh'),
      variable('DB_PASSWORD', 'changeme'),
    ],
    right: [
      ofBuildspec('RUNNER_TOKEN', 'unspecified'),
      variable('NPM_TOKEN', '<your token>'),
      variable('NPM_TOKEN', 'npm', 'SECRETS_MANAGER'),
      variable('NPM_TOKEN', '/ci/npm', 'PARAMETER_STORE'),
      variable('TOKEN_URL', 'https://login.example.com'),
      pipelineVariable(JSON.stringify([{ name: 'NPM_TOKEN', value: 'npm', type: 'SECRETS_MANAGER' }])),
      pipelineVariable(JSON.stringify([{ name: 'TAG', value: '#{Source.CommitId}' }])),
      pipelineVariable('not a list'),
      ofBuildspec('STAGE', 'production'),
      variable('SECRET_ARN', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:x'),
      variable('DB_PASSWORD', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:x'),
      environment({ EnvironmentVariables: [{ Name: 'TOKEN', Value: { Ref: 'Secret' } }] }),
      {
        Parameters: { Product: { Type: 'String', NoEcho: true } },
        Resources: {
          ...environment({ EnvironmentVariables: [{ Name: 'PRODUCT', Value: { Ref: 'Product' } }] }),
          Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'models-${Product}' } } },
        },
      },
      variable('REPOSITORY_URI', '123456789012.dkr.ecr.us-east-1.amazonaws.com/app'),
    ],
  },
  // B9: a token in the template, for all of the account's projects
  'build-source-credentials': {
    wrong: [
      credential({ AuthType: 'PERSONAL_ACCESS_TOKEN', Token: 'ghp_0123456789abcdefghij' }),
      credential({ AuthType: 'BASIC_AUTH', Username: 'me', Token: 'hunter2' }),
      credential({ AuthType: 'OAUTH', Token: '{{resolve:secretsmanager:github}}' }),
      project({}, { Location: 'https://me:hunter2@bitbucket.org/acme/app.git' }),
    ],
    right: [
      credential({ AuthType: 'CODECONNECTIONS', Token: 'arn:aws:codeconnections:us-east-1:123456789012:connection/1' }),
      project(),
      credential({ AuthType: 'SECRETS_MANAGER', Token: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:github' }),
    ],
  },
  'build-privileged-without-need': {
    wrong: [
      privileged(spec),
      privileged(spec, 'true'),
      privileged('{"version":"0.2","phases":{"build":{"commands":["make"]}}}'),
      privileged(spec.replace('npm test', 'pytest')),
    ],
    right: [
      privileged(spec.replace('npm test', 'docker build .')),
      privileged(spec, false),
      privileged('buildspec.yml'),
      privileged(spec.replace('npm test', 'earthly --push +build')),
    ],
  },
  'build-docker-without-privileges': {
    wrong: [
      commands('docker build -t app .'),
      commands('npm ci', 'npm test && sudo docker buildx build --push -t app .'),
      privileged(spec.replace('npm test', 'docker compose up -d'), false),
      privileged(spec.replace('npm test', 'if make; then docker run app; fi'), 'false'),
      phases({ pre_build: ['docker pull alpine'] }),
      commands('cd app && sudo -E docker --config /root build .'),
      commands('timeout 300 /usr/bin/docker-compose up -d', 'docker-compose build'),
      commands('ID=`docker create app`'),
      lambdaCompute(),
      lambdaCompute({ PrivilegedMode: true }),
    ],
    right: [
      privileged(spec.replace('npm test', 'docker build .')),
      commands(
        'echo "then; docker build ."',
        '# docker build .',
        'docker login',
        'docker buildx imagetools inspect app',
      ),
      commands('export DOCKER_HOST=tcp://server:2375', 'docker build .'),
      { Project: withEnvironment({ EnvironmentVariables: [{ Name: 'DOCKER_HOST', Value: 'tcp://server:2375' }] }) },
      commands('docker --host=tcp://server:2375 build .', 'alias docker=podman'),
      commands('docker compose config -q', 'docker buildx version', 'docker manifest create app app:1'),
      commands('docker pull app || true', 'if docker ps; then make; fi', './build.sh'),
      privileged(spec.replace('npm test', 'docker build .'), { Ref: 'Privileged' }),
      { Project: withEnvironment({ Type: 'WINDOWS_SERVER_2022_CONTAINER' }) },
      { Project: withEnvironment({ Type: 'LINUX_EC2' }) },
      { Project: withEnvironment({ DockerServer: { ComputeType: 'BUILD_GENERAL1_LARGE' } }) },
      { Project: withEnvironment({ Type: 'LINUX_CONTAINER', Image: 'aws/codebuild/docker:17.09.0' }) },
    ],
  },
  'build-push-after-failure': {
    wrong: [
      phases({ build: ['docker build -t app .', 'npm test'], post_build: ['docker push app'] }),
      phases({ post_build: ['docker buildx build --push -t app .'] }),
      phases({ post_build: ['echo pushing && docker image push app:1'] }),
      phases({ post_build: ['docker push "$REPOSITORY_URI:latest"'] }),
      phases({ post_build: ['docker compose push'] }),
      phases({ post_build: ['podman push app', 'test "$CODEBUILD_BUILD_SUCCEEDING" = 1'] }),
      phases({ post_build: ['echo $CODEBUILD_BUILD_SUCCEEDING', 'docker buildx bake --push'] }),
      phases({ build: ['test "$CODEBUILD_BUILD_SUCCEEDING" = 1'], post_build: ['crane copy app registry/app'] }),
      phases({ post_build: ['docker build --output type=registry -t registry/app .'] }),
      commands('npm test\n    finally:\n      - docker push app'),
    ],
    right: [
      phases({ build: ['docker build -t app .', 'docker push app'], post_build: ['echo done'] }),
      phases({ post_build: ['test "$CODEBUILD_BUILD_SUCCEEDING" = 1 || exit 1', 'docker push app'] }),
      phases({ post_build: ['docker push app'] }, 'ABORT'),
      phases({ post_build: ['if [ "$CODEBUILD_BUILD_SUCCEEDING" -eq 1 ]; then docker push app; fi'] }),
      privileged(spec.replace('npm test', 'docker push app').replace('build:', 'post_build:')),
      commands('docker push app\n    finally:\n      - docker logout'),
      phases({ post_build: ['echo "docker push app"'] }),
    ],
  },
  'build-push-of-immutable-tag': {
    wrong: [
      { ...commands('docker push $REGISTRY/app:latest'), ...immutable },
      { ...commands('docker buildx build --push -t registry/app:$TAG --tag=registry/app:main .'), ...immutable },
      { ...commands('docker buildx imagetools create --tag "registry/app:prod" registry/app:1'), ...immutable },
      { ...commands('IMAGE=x docker push registry/app:latest'), ...immutableBut('dev*') },
      { ...named('docker push ${REPOSITORY_URI}:latest'), ...immutable },
      { ...named('docker push $REPOSITORY_URI'), ...immutable },
      { ...commands('export TAG=latest', 'docker push --quiet "$REGISTRY/app:${TAG}" > push.log 2>&1'), ...immutable },
      { ...commands('podman push app docker://registry/app:main'), ...immutable },
      { ...commands('docker buildx build --output=type=registry -t registry/app:edge .'), ...immutable },
      {
        ...commands('docker push $REGISTRY/app:latest'),
        ...immutable,
        ...{ Other: repository({ RepositoryName: 'a' }).Repository },
      },
    ],
    right: [
      { ...commands('docker push $REGISTRY/app:$TAG', 'docker push registry/app:1.2.3'), ...immutable },
      { ...commands('docker push registry/other:latest', 'docker push registry/my-app:latest'), ...immutable },
      { ...commands('docker push registry/app:latest'), ...immutableBut('latest') },
      { ...commands('docker push ghcr.io/app:latest', 'docker push $REGISTRY/team/app:latest'), ...immutable },
      { ...commands('TAG=latest', 'TAG=$(git rev-parse HEAD)', 'docker push $REGISTRY/app:$TAG'), ...immutable },
      { ...commands('docker push --all-tags $REGISTRY/app'), ...immutable },
      { ...commands('docker push registry/app:latest || true'), ...immutable },
      { ...commands('docker push registry/app:latest'), ...immutableBut('lat*') },
      { ...commands('docker push registry/app:latest'), ...repository({ ImageTagMutability: 'MUTABLE' }) },
      { ...commands('docker build -t registry/app:latest .'), ...immutable },
    ],
  },
  'build-retired-login': {
    wrong: [
      commands('$(aws ecr get-login --no-include-email --region $AWS_DEFAULT_REGION)'),
      commands('eval $(aws --region us-east-1 ecr get-login)'),
      commands('aws ecr get-login --registry-ids 123456789012 | sh'),
      project(
        {},
        { BuildSpec: JSON.stringify({ version: '0.2', phases: { build: { commands: ['$(aws ecr get-login)'] } } }) },
      ),
    ],
    right: [
      commands('aws ecr get-login-password | docker login --username AWS --password-stdin $REGISTRY'),
      commands('aws ecr-public get-login-password'),
      commands('echo get-login'),
      project({}, { BuildSpec: `${spec}      #- $(aws ecr get-login --no-include-email)\n` }),
    ],
  },
  'build-password-on-command-line': {
    wrong: [
      commands('docker login -u AWS -p $PASSWORD $REGISTRY'),
      commands('docker login --username AWS --password "$(aws ecr get-login-password)" $REGISTRY'),
      commands('podman login -u AWS -p $PASSWORD $REGISTRY'),
      commands('docker login --password=$PASSWORD --username AWS $REGISTRY'),
    ],
    right: [
      commands('aws ecr get-login-password | docker login --username AWS --password-stdin $REGISTRY'),
      commands('docker run -p 80:80 app'),
      commands('docker login $REGISTRY && docker run -p 80:80 app'),
    ],
  },
  'build-secret-build-arg': {
    wrong: [
      commands('docker build --build-arg NPM_TOKEN=$NPM_TOKEN .'),
      commands('docker build --build-arg GITHUB_TOKEN .'),
      commands('docker buildx build --build-arg="DB_PASSWORD=x" .'),
      commands('docker build --build-arg VERSION=1 --build-arg AWS_SECRET_ACCESS_KEY .'),
    ],
    right: [
      commands('docker build --secret id=npm,env=NPM_TOKEN .'),
      commands('docker build --build-arg VERSION=$VERSION .'),
      commands('docker build --build-arg TOKEN_URL=https://x .'),
    ],
  },
  'build-mutable-image': {
    wrong: [
      image('docker:latest'),
      image('docker'),
      image('node:22'),
      image('docker.io/library/docker:27'),
      image('123456789012.dkr.ecr.us-east-1.amazonaws.com/builder:latest'),
      image('public.ecr.aws/docker/library/docker'),
      image({ 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.us-east-1.amazonaws.com/builder:latest' }),
    ],
    right: [
      image('aws/codebuild/standard:7.0'),
      image(`docker@sha256:${'0'.repeat(64)}`),
      image('123456789012.dkr.ecr.us-east-1.amazonaws.com/builder:v1'),
      image({ Ref: 'Image' }),
    ],
  },
  'build-started-from-outside': {
    wrong: [
      outside(allow('codebuild:StartBuild', projectArn)),
      outside(allow(['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], '*')),
      outside(allow('codebuild:*', projectArn)),
      outside(allow('codebuild:StartBuildBatch', projectArn)),
      role(
        [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:role/ci' }, Action: 'sts:AssumeRole' }],
        inline(allow('codebuild:Start*', projectArn)),
      ),
    ],
    right: [
      buildRole(allow('codebuild:StartBuild', projectArn)),
      outside(allow('codebuild:BatchGetBuilds', projectArn)),
      outside(allow('*', '*')),
      outside(allow('codebuild:StartBuild', projectArn, { Condition: { Null: { 'codebuild:buildspec': 'true' } } })),
    ],
  },
  'build-before-its-policy': {
    wrong: [
      connected(policyOf('AWS::IAM::Policy')),
      connected(policyOf('AWS::IAM::ManagedPolicy')),
      connected(policyOf('AWS::IAM::Policy'), ['Other']),
      connected(policyOf('AWS::IAM::Policy', 'codestar-connections:*')),
    ],
    right: [
      connected(policyOf('AWS::IAM::Policy'), 'Policy'),
      connected(policyOf('AWS::IAM::ManagedPolicy'), ['Other', 'Policy']),
      connected({ ...policyOf('AWS::IAM::Policy'), Other: { Type: 'AWS::SNS::Topic', DependsOn: 'Policy' } }, [
        'Other',
      ]),
      connected(policyOf('AWS::IAM::Policy', 's3:GetObject')),
      connected({ ...buildRole(allow('codeconnections:GetConnectionToken', connectionArn)) }),
      { ...connected(policyOf('AWS::IAM::Policy')), ...project({}, { Type: 'CODECOMMIT' }) },
    ],
  },
  'build-badge': {
    wrong: [
      project({ BadgeEnabled: true }),
      project({ BadgeEnabled: 'true' }),
      project({ BadgeEnabled: true }, { Type: 'CODECOMMIT' }),
      project({ BadgeEnabled: true, ...triggers(pushOnMain) }),
    ],
    right: [project(), project({ BadgeEnabled: false }), project({ BadgeEnabled: { Ref: 'Badge' } })],
  },
  'build-evaluates-names': {
    wrong: [
      commands('eval "docker tag app app:$CODEBUILD_WEBHOOK_HEAD_REF"'),
      commands('eval docker build --tag app:${CODEBUILD_SOURCE_VERSION} .'),
      commands('bash -c "docker push app:$CODEBUILD_WEBHOOK_TRIGGER"'),
      commands('sh -ec "echo ${CODEBUILD_WEBHOOK_HEAD_REF#refs/heads/}"'),
      project(
        {},
        {
          BuildSpec: JSON.stringify({
            version: '0.2',
            phases: { build: { commands: ['eval "x $CODEBUILD_WEBHOOK_BASE_REF"'] } },
          }),
        },
      ),
    ],
    right: [
      commands('docker tag app "app:$CODEBUILD_WEBHOOK_HEAD_REF"'),
      commands('eval "$(ssh-agent -s)"'),
      commands('bash -c \'echo "$CODEBUILD_WEBHOOK_HEAD_REF"\''),
      commands('eval "$SETUP"\n      - echo "$CODEBUILD_SOURCE_VERSION"'),
      commands('bash -c "docker push app:$CODEBUILD_BUILD_NUMBER"'),
    ],
  },
  'build-pull-request-cache': {
    wrong: [
      project({ ...triggers(onPullRequests), Cache: { Type: 'LOCAL', Modes: ['LOCAL_DOCKER_LAYER_CACHE'] } }),
      project({ ...triggers(onPullRequests), Cache: { Type: 'LOCAL', Modes: ['LOCAL_CUSTOM_CACHE'] } }),
      project({ ...triggers([...pushOnMain, ...onPullRequests]), Cache: { Type: 'LOCAL' } }),
      sharedCache('caches/app'),
    ],
    right: [
      project({ ...triggers(pushOnMain), Cache: { Type: 'LOCAL', Modes: ['LOCAL_DOCKER_LAYER_CACHE'] } }),
      project({ ...triggers(onPullRequests), Cache: { Type: 'NO_CACHE' } }),
      project(triggers(onPullRequests)),
      sharedCache('caches/pull-requests'),
    ],
  },
  'build-pull-request-privileged': {
    wrong: [
      project({ ...triggers(onPullRequests), Environment: { PrivilegedMode: true } }),
      project({ ...triggers(onPullRequests), Environment: { PrivilegedMode: 'true' } }),
      project({ ...triggers([...pushOnMain, ...onPullRequests]), Environment: { PrivilegedMode: true } }),
      project({ Triggers: { Webhook: true }, Environment: { PrivilegedMode: true } }),
    ],
    right: [
      project({ ...triggers(onPullRequests), Environment: { PrivilegedMode: false } }),
      project({ ...triggers(pushOnMain), Environment: { PrivilegedMode: true } }),
      project(triggers(onPullRequests)),
    ],
  },
  'build-shared-outside': {
    wrong: [
      share(['111111111111']),
      share(['arn:aws:iam::111111111111:role/reader', 'arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5']),
      share(['111111111111'], { AllowExternalPrincipals: true }),
      resourcePolicy('*'),
      resourcePolicy({ AWS: 'arn:aws:iam::111111111111:root' }),
    ],
    right: [
      share(['arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5']),
      share(['111111111111'], { AllowExternalPrincipals: false }),
      share(['111111111111'], { ResourceArns: ['arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1'] }),
      resourcePolicy({ AWS: 'arn:aws:iam::123456789012:root' }),
      resourcePolicy('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    ],
  },
};
