import { policy, pull, registryPolicy, repository, role, type RuleCases, statements, uploads } from './fixtures';

const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const other = 'arn:aws:iam::111111111111:root';
const own = 'arn:aws:iam::123456789012:root';
const unit = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111';
const everything = 'arn:aws:ecr:us-east-1:123456789012:repository/*';
const under = (condition: unknown) => policy('*', { Condition: condition });
const anyone = { Effect: 'Allow', Principal: '*', Action: pull };
const denyUnless = (condition: unknown, further: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'ecr:*',
  Condition: condition,
  ...further,
});
const notOrganization = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const registry = (...list: unknown[]) => ({
  Registry: { Type: 'AWS::ECR::RegistryPolicy', Properties: { PolicyText: { Statement: list } } },
});
const replicate = { Action: 'ecr:ReplicateImage', Resource: everything };
const filters = (...values: string[]) =>
  values.map((value) => ({
    ImageTagMutabilityExclusionFilterType: 'WILDCARD',
    ImageTagMutabilityExclusionFilterValue: value,
  }));
const exclusions = (...values: string[]) =>
  repository({
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: filters(...values),
  });
/** Filters for the tags that stay, in a repository whose other tags move. */
const keeping = (...values: string[]) =>
  repository({
    ImageTagMutability: 'MUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: filters(...values),
  });
const one = (sid: string | undefined, further: object = {}) => ({
  ...(sid === undefined ? {} : { Sid: sid }),
  Effect: 'Allow',
  Principal: { AWS: other },
  Action: pull,
  ...further,
});
const service = (name: unknown, condition?: unknown) =>
  policy({ Service: name }, condition === undefined ? {} : { Condition: condition });
const lambdaSource = 'arn:aws:lambda:us-east-1:111111111111:function:*';
const template = (properties: object) => ({
  Template: {
    Type: 'AWS::ECR::RepositoryCreationTemplate',
    Properties: { AppliedFor: ['CREATE_ON_PUSH'], ...properties },
  },
});
const templatePolicy = (...list: unknown[]) =>
  template({ Prefix: 'team-a', RepositoryPolicy: JSON.stringify({ Statement: list }) });
const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::${100000000000 + index}:root`);

export const repositoryCases: Readonly<Record<string, RuleCases>> = {
  'ecr-policy-open-to-everybody': {
    wrong: [
      policy('*'),
      policy({ AWS: '*' }),
      policy({ AWS: [own, '*'] }),
      policy({ AWS: 'arn:aws:iam::*:root' }),
      policy('*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }),
      policy('*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      registryPolicy({ Principal: '*', Action: 'ecr:ReplicateImage', Resource: everything }),
      templatePolicy(one('A', { Principal: '*' })),
      statements(anyone, denyUnless(notOrganization, { Action: 'ecr:PutImage' })),
      statements(anyone, denyUnless(notOrganization, { Principal: { AWS: other } })),
      statements(anyone, denyUnless({ Null: { 'aws:PrincipalOrgID': 'true' } })),
      statements(anyone, denyUnless({ StringEquals: { 'aws:PrincipalOrgID': 'o-evil' } })),
      statements(anyone, { Effect: 'Deny', Principal: { AWS: other }, Action: 'ecr:*' }),
      statements(anyone, denyUnless({ Bool: { 'aws:SecureTransport': 'false' } })),
      statements(anyone, denyUnless({ ...notOrganization, Bool: { 'aws:SecureTransport': 'false' } })),
      statements({ ...anyone, Action: [...pull, 'ecr:PutImage'] }, denyUnless(notOrganization, { Action: pull })),
      policy({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:root' } }),
      policy({ AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::*:root']] } }),
      registry({ ...anyone, ...replicate }, denyUnless(notOrganization, { Resource: `${everything}x` })),
    ],
    right: [
      under(organization),
      policy('*', { Effect: 'Deny' }),
      policy({ AWS: other }),
      under({ StringEquals: { 'aws:PrincipalAccount': ['111111111111', '222222222222'] } }),
      under({ StringLike: { 'aws:PrincipalOrgID': { Ref: 'Organization' } } }),
      registryPolicy({ Principal: '*', Action: 'ecr:ReplicateImage', Resource: everything, Condition: organization }),
      templatePolicy(one('A', { Principal: '*', Condition: organization })),
      statements(anyone, denyUnless(notOrganization)),
      statements(anyone, denyUnless({ StringNotEqualsIfExists: { 'aws:principalorgid': 'o-a1b2c3d4e5' } })),
      statements(anyone, denyUnless({ StringNotLike: { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } })),
      statements(anyone, denyUnless({ StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } })),
      statements(anyone, denyUnless({ StringNotEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } })),
      statements(anyone, denyUnless({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*' } })),
      statements(anyone, denyUnless({ ...notOrganization, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } })),
      statements(anyone, denyUnless({ StringNotEquals: { 'aws:PrincipalOrgID': { Ref: 'Organization' } } })),
      statements(anyone, { Effect: 'Deny', NotPrincipal: { AWS: own }, Action: 'ecr:*' }),
      statements(
        anyone,
        denyUnless(notOrganization, { Principal: { AWS: '*' }, Action: undefined, NotAction: 'ecr:PutImage' }),
      ),
      registry({ ...anyone, ...replicate }, denyUnless(notOrganization, { Resource: '*' })),
      templatePolicy(anyone, denyUnless(notOrganization)),
    ],
  },
  'ecr-policy-weakly-bounded': {
    wrong: [
      under({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }),
      under({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      under({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      under({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-evil' } }),
      under({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${unit}*` } }),
      under({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' } }),
      under({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` } }),
      under({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } }),
      under({ StringEquals: { 'aws:PrincipalTag/team': 'web' } }),
      under({ StringLike: { 'aws:PrincipalAccount': '*' } }),
      under({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
      under({ StringLike: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', '*'] } }),
      registryPolicy({
        Principal: '*',
        Action: 'ecr:CreateRepository',
        Resource: everything,
        Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } },
      }),
      templatePolicy(one('A', { Principal: '*', Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } })),
      under({ StringLike: { 'aws:PrincipalArn': { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:role/ci' } } }),
      under({
        'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        Null: { 'aws:PrincipalOrgID': 'true' },
      }),
      under({ Null: { 'aws:PrincipalOrgID': 'false' } }),
      under({
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` },
        Null: { 'aws:PrincipalArn': 'false' },
      }),
      under({ StringLike: { 'aws:userid': '*:ci' } }),
      statements(
        { ...anyone, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
        denyUnless(notOrganization, { Action: 'ecr:PutImage' }),
      ),
    ],
    right: [
      under({
        'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        Null: { 'AWS:PrincipalOrgID': 'false' },
      }),
      under({
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` },
        Null: { 'aws:PrincipalOrgPaths': ['false'] },
      }),
      under({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, Null: { 'aws:PrincipalOrgID': false } }),
      statements(
        { ...anyone, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
        denyUnless({ Null: { 'aws:PrincipalOrgID': 'true' } }),
      ),
      under({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } }),
      under(organization),
      under({ StringLike: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      under({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` } }),
      under({ 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': `${unit}/` } }),
      under({ StringLike: { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }),
      under({ ...organization, StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } }),
      under({ ...organization, StringEqualsIfExists: { 'aws:PrincipalTag/team': 'web' } }),
      under({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/ci-*' } }),
      policy('*', { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
      under({ 'Fn::If': ['Prod', organization, { StringEquals: { 'aws:PrincipalAccount': '111111111111' } }] }),
      policy({ AWS: other }, { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }),
    ],
  },
  'allow-not-principal': {
    wrong: [
      statements({ Effect: 'Allow', NotPrincipal: { AWS: 'arn:aws:iam::111111111111:root' }, Action: pull }),
      statements({ Effect: 'Allow', NotPrincipal: '*', Action: pull }),
      statements(one('A'), { Effect: 'Allow', NotPrincipal: { Service: 'lambda.amazonaws.com' }, Action: pull }),
      role([{ Effect: 'Allow', NotPrincipal: { AWS: other }, Action: 'sts:AssumeRole' }]),
      registryPolicy({ NotPrincipal: { AWS: other }, Action: 'ecr:ReplicateImage', Resource: everything }),
    ],
    right: [
      statements({
        Effect: 'Deny',
        NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/promoter' },
        Action: 'ecr:PutImage',
      }),
      policy({ AWS: other }),
    ],
  },
  'ecr-policy-allow-not-action': {
    wrong: [
      statements({ Effect: 'Allow', Principal: { AWS: other }, NotAction: 'ecr:DeleteRepository' }),
      statements({ Effect: 'Allow', Principal: { AWS: own }, NotAction: ['ecr:PutImage'] }),
      statements({ Effect: 'Allow', Principal: '*', NotAction: 'ecr:*', Condition: organization }),
      registryPolicy({ Principal: { AWS: other }, NotAction: 'ecr:CreateRepository', Resource: everything }),
    ],
    right: [statements({ Effect: 'Deny', Principal: '*', NotAction: pull }), policy({ AWS: other })],
  },
  'ecr-policy-others-administer': {
    wrong: [
      policy({ AWS: other }, { Action: 'ecr:*' }),
      policy({ AWS: 'arn:aws:iam::111111111111:role/ci' }, { Action: [...pull, 'ecr:SetRepositoryPolicy'] }),
      policy({ AWS: other }, { Action: ['ecr:batchdeleteimage'] }),
      policy({ AWS: other }, { Action: 'ecr:Put*' }),
      policy('*', { Action: 'ecr:PutLifecyclePolicy', Condition: organization }),
      policy({ AWS: [own, other] }, { Action: 'ecr:DeleteRepository' }),
      policy({ AWS: other }, { Action: '*' }),
      registryPolicy({ Principal: { AWS: other }, Action: 'ecr:*', Resource: everything }),
      statements(one('A', { Action: 'ecr:*' }), denyUnless(notOrganization)),
      statements(one('A', { Action: 'ecr:*' }), denyUnless(notOrganization, { Action: 'ecr:PutImage' })),
      policy('*', { Action: 'ecr:*', Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111' } } }),
    ],
    right: [
      statements(
        one('A', { Action: 'ecr:*' }),
        denyUnless({ StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } }),
      ),
      statements(one('A', { Action: 'ecr:*' }), {
        Effect: 'Deny',
        Principal: { AWS: other },
        NotAction: pull,
      }),
      registry(
        { ...one('A'), Action: 'ecr:*', Resource: everything },
        denyUnless(
          { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/admin' } },
          { NotAction: 'ecr:ReplicateImage', Action: undefined, Resource: '*' },
        ),
      ),
      policy({ AWS: other }),
      policy({ AWS: own }, { Action: 'ecr:*' }),
      policy({ AWS: other }, { Action: [...pull, 'ecr:TagResource'] }),
      policy({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/admin' } }, { Action: 'ecr:*' }),
      policy({ AWS: other }, { Action: 'ecr:*', Effect: 'Deny' }),
      policy({ AWS: other }, { Action: [...pull, ...uploads] }),
      registryPolicy({
        Principal: { AWS: other },
        Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
        Resource: everything,
      }),
    ],
  },
  'ecr-policy-service-without-source': {
    wrong: [
      service('lambda.amazonaws.com'),
      policy({ Service: 'codebuild.amazonaws.com', AWS: [other, 'arn:aws:iam::222222222222:root'] }),
      service('lambda.amazonaws.com', { StringLike: { 'aws:SourceArn': 'arn:aws:lambda:*:*:function:*' } }),
      service('lambda.amazonaws.com', { StringEqualsIfExists: { 'aws:SourceAccount': '111111111111' } }),
      service(['lambda.amazonaws.com', 'codebuild.amazonaws.com']),
      service('lambda.amazonaws.com', organization),
      registryPolicy({
        Principal: { Service: 'replication.ecr.amazonaws.com' },
        Action: 'ecr:ReplicateImage',
        Resource: everything,
      }),
      statements(
        { ...anyone, Principal: { Service: 'lambda.amazonaws.com' } },
        denyUnless({ StringNotEquals: { 'aws:SourceAccount': '123456789012' } }, { Action: 'ecr:PutImage' }),
      ),
      service('lambda.amazonaws.com', { StringLike: { 'aws:SourceArn': 'arn:aws:lambda:*' } }),
    ],
    right: [
      statements(
        { ...anyone, Principal: { Service: 'lambda.amazonaws.com' } },
        denyUnless({ StringNotEquals: { 'aws:SourceAccount': '123456789012' } }),
      ),
      service('lambda.amazonaws.com', {
        StringEqualsIfExists: { 'aws:SourceAccount': '111111111111' },
        Null: { 'aws:SourceAccount': 'false' },
      }),
      service('lambda.amazonaws.com', { StringLike: { 'aws:sourceARN': lambdaSource } }),
      service('codebuild.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '111111111111' } }),
      service('lambda.amazonaws.com', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
      policy({ Service: 'lambda.amazonaws.com' }, { Effect: 'Deny' }),
      policy({ AWS: other }),
    ],
  },
  'repository-policy-token-action': {
    wrong: [
      policy(
        { AWS: 'arn:aws:iam::123456789012:user/push-pull-user' },
        { Action: ['ecr:GetAuthorizationToken', ...pull] },
      ),
      policy({ AWS: other }, { Action: 'ecr:GetAuthorizationToken' }),
      policy('*', { Action: 'ecr:getauthorizationtoken', Condition: organization }),
      policy('*', { Effect: 'Deny', Action: 'ecr:GetAuthorizationToken' }),
      templatePolicy(one('A', { Action: 'ecr:GetAuthorizationToken' })),
    ],
    right: [policy({ AWS: other }), policy({ AWS: own }, { Action: 'ecr:*' })],
  },
  'repository-policy-resource': {
    wrong: [
      policy({ AWS: other }, { Resource: '*' }),
      policy({ AWS: other }, { Resource: 'arn:aws:ecr:us-east-1:123456789012:repository/app' }),
      policy({ AWS: other }, { NotResource: '*' }),
      statements(one('A'), one('B', { Resource: ['*'] })),
    ],
    right: [
      policy({ AWS: other }),
      registryPolicy({
        Principal: { AWS: other },
        Action: 'ecr:ReplicateImage',
        Resource: `${everything.slice(0, -1)}team/*`,
      }),
    ],
  },
  'repository-policy-too-long': {
    wrong: [
      policy({ AWS: accounts(400) }),
      policy({ AWS: accounts(320) }),
      statements(...Array.from({ length: 120 }, (_, index) => one(`S${index}`))),
      repository({
        RepositoryPolicyText: JSON.stringify({ Statement: [one('A', { Principal: { AWS: accounts(400) } })] }),
      }),
    ],
    right: [policy({ AWS: accounts(100) }), repository({ RepositoryPolicyText: { Ref: 'Policy' } })],
  },
  'policy-duplicate-sid': {
    wrong: [
      statements(one('Pull'), one('Pull', { Principal: { AWS: own } })),
      statements(one('A'), one('B'), one('A')),
      statements(one('A'), one('A', { Effect: 'Deny' })),
      role([
        { Sid: 'CI', Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        { Sid: 'CI', Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]),
    ],
    right: [statements(one('A'), one('B')), statements(one(undefined), one(undefined)), statements(one('A'), one('a'))],
  },
  'policy-refused-principal': {
    wrong: [
      policy({ AWS: '123' }),
      policy({ AWS: '' }),
      policy({ AWS: 'arn:aws:iam::123:root' }),
      policy({ AWS: [other, 'arn:aws:iam::111111111111:role/*'] }),
      policy({ AWS: 'o-a1b2c3d4e5' }),
      role([{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:roles/ci' }, Action: 'sts:AssumeRole' }]),
      policy({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*' } }),
      policy({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam:${AWS::Region}:111111111111:root' } }),
    ],
    right: [
      policy({ AWS: '111111111111' }),
      policy({
        AWS: [
          'arn:aws-cn:iam::111111111111:root',
          'arn:aws:iam::111111111111:role/path/ci',
          'arn:aws:sts::111111111111:assumed-role/ci/session',
        ],
      }),
      policy({ AWS: 'AROA1234567890ABCDEFG' }),
      policy({ AWS: { Ref: 'Principal' } }),
      policy('*', { Condition: organization }),
    ],
  },
  'repository-wide-push': {
    wrong: [
      policy({ AWS: other }, { Action: uploads }),
      policy({ AWS: '111111111111' }, { Action: [...pull, 'ecr:PutImage'] }),
      policy('*', { Action: uploads, Condition: organization }),
      policy({ AWS: ['arn:aws:iam::111111111111:role/ci', other] }, { Action: uploads }),
      statements(one('A', { Action: uploads }), denyUnless(notOrganization)),
      statements({ ...anyone, Action: uploads }, denyUnless(notOrganization)),
      registryPolicy({ Principal: { AWS: other }, Action: uploads, Resource: everything }),
    ],
    right: [
      statements(
        one('A', { Action: uploads }),
        denyUnless({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/ci' } }),
      ),
      statements(one('A', { Action: [...pull, 'ecr:PutImage'] }), denyUnless({}, { Action: 'ecr:PutImage' })),
      policy({ AWS: 'arn:aws:iam::111111111111:role/ci' }, { Action: uploads }),
      policy({ AWS: own }, { Action: uploads }),
      policy({ AWS: other }),
      policy(
        { AWS: other },
        { Action: uploads, Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/ci' } } },
      ),
    ],
  },
  'repository-mutable-tags': {
    wrong: [
      repository({}),
      repository({ ImageTagMutability: 'MUTABLE' }),
      repository({ ImageTagMutability: 'MUTABLE', ImageScanningConfiguration: { ScanOnPush: true } }),
      repository({ ImageTagMutability: { Ref: 'AWS::NoValue' } }),
      keeping('v*'),
      keeping('v*', 'release-*'),
    ],
    right: [
      keeping('*'),
      repository({ ImageTagMutability: 'IMMUTABLE' }),
      exclusions('latest'),
      repository({ ImageTagMutability: { Ref: 'Mutability' } }),
    ],
  },
  'repository-mutable-approved-tags': {
    wrong: [
      repository({ RepositoryName: 'nextflow-approved/alice' }),
      repository({ RepositoryName: 'approved/app', ImageTagMutability: 'MUTABLE' }),
      repository({
        RepositoryName: 'team/app-release',
        ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        ImageTagMutabilityExclusionFilters: filters('latest'),
      }),
      repository({ RepositoryName: 'golden_images' }),
    ],
    right: [
      repository({ RepositoryName: 'nextflow-approved/alice', ImageTagMutability: 'IMMUTABLE' }),
      repository({ RepositoryName: 'incoming/alice' }),
      repository({ RepositoryName: 'unapproved/alice' }),
    ],
  },
  'repository-exclusion-of-every-tag': {
    wrong: [
      exclusions('*'),
      exclusions('latest', '*'),
      exclusions('**'),
      exclusions('dev-*', '***'),
      keeping('*'),
      keeping('v*', '**'),
    ],
    right: [exclusions('latest', 'dev-*'), exclusions('*-dev'), repository({ ImageTagMutability: 'MUTABLE' })],
  },
  'repository-exclusion-refused': {
    wrong: [
      exclusions('a', 'b', 'c', 'd', 'e', 'f'),
      exclusions('latest!'),
      exclusions(''),
      repository({ ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' }),
      repository({ ImageTagMutability: 'IMMUTABLE', ImageTagMutabilityExclusionFilters: filters('latest') }),
      repository({ ImageTagMutability: 'MUTABLE_WITH_EXCLUSION' }),
      keeping('v!'),
    ],
    right: [
      exclusions('latest'),
      exclusions('a', 'b', 'c', 'd', 'e*'),
      repository({ ImageTagMutability: 'IMMUTABLE' }),
    ],
  },
  'repository-exclusion-undocumented': {
    wrong: [
      exclusions('a*b*c*'),
      exclusions('latest', '*a*b*'),
      keeping('*-*-*'),
      exclusions('v*.*.*'),
      template({
        Prefix: 'team-a',
        ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        ImageTagMutabilityExclusionFilters: filters('*-*-*'),
      }),
    ],
    right: [exclusions('latest'), exclusions('*dev*'), keeping('v*.*'), repository({})],
  },
  'repository-empty-on-delete': {
    wrong: [
      repository({ EmptyOnDelete: true }),
      repository({ EmptyOnDelete: 'true' }),
      repository({ EmptyOnDelete: true, ImageTagMutability: 'IMMUTABLE' }),
      repository({ RepositoryName: 'approved/app', EmptyOnDelete: true }),
    ],
    right: [repository({}), repository({ EmptyOnDelete: false })],
  },
  'repository-without-lifecycle': {
    wrong: [
      repository({}),
      repository({ LifecyclePolicy: {} }),
      repository({ ImageTagMutability: 'IMMUTABLE' }),
      repository({ LifecyclePolicy: { Ref: 'AWS::NoValue' } }),
    ],
    right: [
      repository({
        LifecyclePolicy: {
          LifecyclePolicyText:
            '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":1},"action":{"type":"expire"}}]}',
        },
      }),
      repository({ LifecyclePolicy: { Ref: 'Policy' } }),
    ],
  },
  'registry-open-for-other-account': {
    wrong: [
      registryPolicy({
        Principal: { AWS: other },
        Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
        Resource: everything,
      }),
      registryPolicy({ Principal: { AWS: '111111111111' }, Action: 'ecr:ReplicateImage', Resource: '*' }),
      registryPolicy({
        Principal: { AWS: 'arn:aws:iam::111111111111:role/ci' },
        Action: 'ecr:CreateRepository',
        Resource: [everything],
      }),
      registryPolicy({ Principal: { AWS: other }, Action: 'ecr:BatchImportUpstreamImage', Resource: everything }),
    ],
    right: [
      registryPolicy({
        Principal: { AWS: other },
        Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
        Resource: `${everything.slice(0, -1)}team-a/*`,
      }),
      registryPolicy({ Principal: { AWS: own }, Action: 'ecr:BatchImportUpstreamImage', Resource: everything }),
      registryPolicy({
        Effect: 'Deny',
        Principal: { AWS: other },
        Action: 'ecr:CreateRepository',
        Resource: everything,
      }),
    ],
  },
  'registry-template-mutable-tags': {
    wrong: [
      template({ Prefix: 'team-a' }),
      template({ Prefix: 'ROOT', ImageTagMutability: 'MUTABLE' }),
      template({}),
      template({ Prefix: 'docker-hub', AppliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'] }),
      template({ ImageTagMutability: 'MUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: filters('v*') }),
    ],
    right: [
      template({ Prefix: 'docker-hub', AppliedFor: ['PULL_THROUGH_CACHE'] }),
      template({ Prefix: 'team-a', ImageTagMutability: 'IMMUTABLE' }),
      template({ ImageTagMutability: { Ref: 'Mutability' } }),
    ],
  },
};
