import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, github, pullingAccounts, region } from './workload';

const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const push = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
  'ecr:BatchGetImage',
];
const provider = `arn:aws:iam::${account}:oidc-provider/${github.issuer}`;

/** An organization's templates in a folder: a hundred files of repositories, and one of CI roles with wildcards. */
export function writeReviewTemplates(folder: string, repositories: number, roles: number): void {
  mkdirSync(folder, { recursive: true });
  const files = 100;
  for (let file = 0; file < files; file += 1) {
    const own = Array.from({ length: repositories / files }, (_, index) => index * files + file);
    writeTemplate(
      join(folder, `team-${file}.json`),
      Object.fromEntries(own.map((index) => [`R${index}`, repository(index, file)])),
    );
  }
  const all = Array.from({ length: roles }, (_, index) => [`Ci${index}`, role(index, files)] as const);
  writeTemplate(join(folder, 'roles.json'), Object.fromEntries(all));
}

function writeTemplate(path: string, resources: object): void {
  writeFileSync(path, JSON.stringify({ Resources: resources }));
}

function repository(index: number, team: number): object {
  return {
    Type: 'AWS::ECR::Repository',
    Properties: {
      RepositoryName: `team-${team}/service-${index}`,
      RepositoryPolicyText: policy(
        { Principal: { AWS: pullingAccounts.map((one) => `arn:aws:iam::${one}:root`) }, Action: pull },
        { Principal: '*', Action: pull, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
      ),
    },
  };
}

/** Pushes below a prefix, and pulls all and some by wildcards. */
function role(index: number, teams: number): object {
  const arn = (name: string): string => `arn:aws:ecr:${region}:${account}:repository/${name}`;
  const document = policy(
    { Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    { Action: push, Resource: arn(`team-${index % teams}/*`) },
    { Action: pull, Resource: [arn('*'), arn(`*-${index}`)] },
  );
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `ci-${index}`,
      AssumeRolePolicyDocument: policy({
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${github.issuer}:aud`]: github.audience,
            [`${github.issuer}:sub`]: `repo:acme@1/app-${index}@2:ref:refs/heads/main`,
          },
        },
      }),
      Policies: [{ PolicyName: 'images', PolicyDocument: document }],
    },
  };
}

function policy(...statements: object[]): object {
  return { Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) };
}
