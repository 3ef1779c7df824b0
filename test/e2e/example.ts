import { join } from 'node:path';
import { type Json, type JsonObject } from './json';
import { accountId } from './local-aws';
import { projectFolder } from './places';

/** The registry that is deployed; the values below are what AWS must show for the rest of its file. */
export const exampleConfig = join(projectFolder, 'examples', 'registry', 'ecr-publishing.yaml');

const issuer = 'token.actions.githubusercontent.com';
export const providerArn = `arn:aws:iam::${accountId}:oidc-provider/${issuer}`;

/** `ThumbprintList` stays empty: AWS trusts GitHub's certificate by its authority. */
export const provider: JsonObject = { Url: issuer, ClientIDList: ['sts.amazonaws.com'], ThumbprintList: [] };

export const publisherName = 'github-ci';

/** The main branches of the two GitHub repositories, by their immutable ids, and no other principal. */
export const publisherTrust: Json = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: providerArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: 'sts.amazonaws.com',
          [`${issuer}:sub`]: [
            'repo:acme@1001/jwt-pizza@2001:ref:refs/heads/main',
            'repo:acme@1001/jwt-pizza-service@2002:ref:refs/heads/main',
          ],
          [`${issuer}:repository_id`]: ['2001', '2002'],
        },
      },
    },
  ],
};

const pushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

const ecs = `arn:aws:ecs:us-east-1:${accountId}`;

/** One line for each action and resource, in the order of the alphabet. */
export const publisherMay = [
  'ecr:GetAuthorizationToken on *',
  ...pushActions.map((action) => `${action} on arn:aws:ecr:us-east-1:${accountId}:repository/jwt-pizza-service`),
  ...['DescribeServices', 'UpdateService'].map(
    (action) => `ecs:${action} on ${ecs}:service/jwt-pizza-service/jwt-pizza-service`,
  ),
  'ecs:DescribeTaskDefinition on *',
  `ecs:RegisterTaskDefinition on ${ecs}:task-definition/*`,
  `ecs:TagResource on ${ecs}:task-definition/* if {"StringEquals":{"ecs:CreateAction":"RegisterTaskDefinition"}}`,
  `iam:PassRole on arn:aws:iam::${accountId}:role/jwt-pizza-ecs if {"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}`,
].sort();

export const buildRegion = 'eu-west-2';
export const buildName = 'proof-of-concept-snapshot';
const connection = `connection/11111111-2222-3333-4444-555555555555`;
const connectionArn = `arn:aws:codeconnections:${buildRegion}:${accountId}:${connection}`;

export const builderMay = [
  'ecr:GetAuthorizationToken on *',
  ...pushActions.map(
    (action) => `${action} on arn:aws:ecr:${buildRegion}:${accountId}:repository/proof-of-concept-repo`,
  ),
  ...['GetConnection', 'GetConnectionToken'].map((action) => `codeconnections:${action} on ${connectionArn}`),
  ...['CreateLogStream', 'PutLogEvents'].map(
    (action) => `logs:${action} on arn:aws:logs:${buildRegion}:${accountId}:log-group:/aws/codebuild/${buildName}:*`,
  ),
].sort();

export const buildSource: JsonObject = {
  type: 'GITHUB',
  location: 'https://github.com/acme/proof-of-concept.git',
  auth: { type: 'CODECONNECTIONS', resource: connectionArn },
};

export const buildWebhook: Json = [
  [
    { type: 'EVENT', pattern: 'PUSH' },
    { type: 'HEAD_REF', pattern: '^refs/heads/main$' },
  ],
];
