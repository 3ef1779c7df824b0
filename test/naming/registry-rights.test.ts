import { Repository } from 'aws-cdk-lib/aws-ecr';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { parse } from 'yaml';
import { ImageBuildProject } from '../../lib/build/image-build-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { VersionChannel } from '../../lib/naming/version-channel';
import { ImageTag } from '../../lib/naming/image-tag';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { connectionArn, policiesOf, projectType } from '../build/build-project';
import { mainAndVersions, newPublisher } from '../github/publisher';
import { stepsIn } from '../github/workflow-lint';
import { isAllowed } from '../simulation';
import { account, buildspecOf, mappingsOf, newStack, onlyProperties, type Properties, region } from '../synthesis';

interface Buildspec {
  readonly phases: Readonly<Record<string, { readonly commands?: readonly string[] }>>;
}

interface Request {
  readonly action: string;
  readonly resource: string;
}

const uploads = [
  'BatchCheckLayerAvailability',
  'InitiateLayerUpload',
  'UploadLayerPart',
  'CompleteLayerUpload',
  'PutImage',
];

/** The requests that each call of a rendered script makes, about a repository and a parameter. */
function requestsOf(call: string, repository: string): readonly Request[] {
  const resource = `arn:aws:ecr:${region}:${account}:repository/${repository}`;
  const ofImages = (actions: readonly string[]) => actions.map((name) => ({ action: `ecr:${name}`, resource }));
  const parameter = `arn:aws:ssm:${region}:${account}:parameter/${repository}/image`;
  const requests: Readonly<Record<string, readonly Request[]>> = {
    'aws ecr batch-get-image': ofImages(['BatchGetImage']),
    'aws ecr get-login-password': [{ action: 'ecr:GetAuthorizationToken', resource: '*' }],
    'aws ecr list-images': ofImages(['ListImages']),
    'aws ecr put-image': ofImages(['PutImage']),
    'aws ssm get-parameter': [{ action: 'ssm:GetParameter', resource: parameter }],
    'aws ssm put-parameter': [{ action: 'ssm:PutParameter', resource: parameter }],
    'docker buildx build': ofImages([...uploads, 'BatchGetImage']),
    'docker buildx imagetools create --dry-run': ofImages(['BatchGetImage']),
    'docker buildx imagetools inspect --raw': ofImages(['BatchGetImage']),
    'docker login': [],
    // The label of an image that has no annotation: without the right to pull, its commit is not known, and the tag stays.
    'docker buildx imagetools inspect --format': [],
  };
  const found = requests[call];
  if (found === undefined) throw new Error(`nothing is known of the requests of '${call}'`);
  return found;
}

/** The calls of AWS and of registries in a script. */
function callsIn(script: string): string[] {
  const code = script.replace(/^\s*#.*$/gm, '').replace(/\\\n/g, ' ');
  const calls = [...code.matchAll(/\baws (?:--\S+ )*([a-z]+) ([a-z][a-z-]+)/g)].map(
    ([, service, name]) => `aws ${service} ${name}`,
  );
  const ofEcr = [...code.matchAll(/\bcall_ecr ([a-z-]+)/g)].map(([, name]) => `aws ecr ${name}`);
  const docker =
    /\bdocker (login|buildx build|buildx imagetools (?:create --dry-run|inspect --(?:raw|format)))(?![\w-])/g;
  const ofDocker = [...code.matchAll(docker)].map(([, name]) => `docker ${name}`);
  return [...calls, ...ofEcr, ...ofDocker];
}

const tags = [
  ImageTag.commit(),
  ImageTag.branch(),
  ImageTag.semanticVersion({ channels: [VersionChannel.LATEST] }),
  ImageTag.fixed('newest'),
];

/** The calls of the workflow of GitHub, with those of the actions that it uses, and the policies of its role. */
function ofGitHub(): { calls: string[]; policies: Properties[] } {
  const stack = newStack();
  const repositories = [Repository.fromRepositoryName(stack, 'Images', 'app')];
  const role = newPublisher(
    { roleName: 'ci', subjects: mainAndVersions, repositories, listRepositories: repositories },
    stack,
  );
  const steps = stepsIn(PublishWorkflow.of(role, { tags }).renderYaml());
  const ofActions: Readonly<Record<string, string>> = {
    'aws-actions/amazon-ecr-login': 'aws ecr get-login-password',
    'docker/build-push-action': 'docker buildx build',
  };
  const used = steps.flatMap(({ uses }) => ofActions[String(uses).replace(/@.*/, '')] ?? []);
  return { calls: [...used, ...steps.flatMap(({ run }) => callsIn(String(run)))], policies: policiesOf(stack) };
}

/** The calls of a build in CodeBuild, and the policies of its role. */
function ofCodeBuild(): { calls: string[]; policies: Properties[] } {
  const stack = newStack();
  new ImageBuildProject(stack, 'Build', {
    tags,
    projectName: 'build',
    repository: Repository.fromRepositoryName(stack, 'App', 'app'),
    source: ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'], tagPatterns: ['v*'] }),
    imageParameter: StringParameter.fromStringParameterArn(
      stack,
      'Newest',
      `arn:aws:ssm:${region}:${account}:parameter/app/image`,
    ),
  });
  const project = onlyProperties(stack, projectType);
  const { phases } = parse(buildspecOf(mappingsOf(stack), project)) as Buildspec;
  const commands = Object.values(phases).flatMap((phase) => phase.commands ?? []);
  return { calls: commands.flatMap(callsIn), policies: literal(policiesOf(stack)) };
}

/** The policies with a text for each resource whose ARN is known at deploy, such as a log group. */
function literal(policies: Properties[]): Properties[] {
  const isCall = (value: unknown) => typeof value === 'object' && value !== null && 'Fn::GetAtt' in value;
  const text = JSON.stringify(policies, (_, value: unknown) =>
    isCall(value) ? 'arn:aws:logs:*:*:log-group:x' : value,
  );
  return JSON.parse(text) as Properties[];
}

const ofBoth = ['aws ecr batch-get-image', 'aws ecr get-login-password', 'aws ecr list-images', 'aws ecr put-image'];
const ofImagetools = ['docker buildx imagetools inspect --format', 'docker buildx imagetools inspect --raw'];

describe.each([
  ['GitHub', ofGitHub, [...ofBoth, 'docker buildx build', ...ofImagetools]],
  [
    'CodeBuild',
    ofCodeBuild,
    [
      ...ofBoth,
      'aws ssm get-parameter',
      'aws ssm put-parameter',
      'docker buildx build',
      ...ofImagetools,
      'docker login',
    ],
  ],
] as const)('the scripts of %s', (_, read, expected) => {
  const { calls, policies } = read();
  const unique = [...new Set(calls)].sort();
  const allowed = async (repository: string) => {
    const requests = unique.flatMap((call) => requestsOf(call, repository));
    const principal = `arn:aws:sts::${account}:assumed-role/ci/run`;
    const answers = await Promise.all(
      requests.map((request) => isAllowed({ principal, identityPolicies: policies }, { ...request, account })),
    );
    return { requests, allowed: requests.filter((__, index) => answers[index]) };
  };

  test('make only the calls that have a row in the table', () => {
    expect(unique).toEqual(expected);
  });

  test('may do what they do in their repository', async () => {
    const { requests, allowed: all } = await allowed('app');
    expect(all).toEqual(requests);
  });

  test('may do nothing of it in another repository, but for the login', async () => {
    const { allowed: all } = await allowed('other');
    expect(new Set(all.map(({ action }) => action))).toEqual(new Set(['ecr:GetAuthorizationToken']));
  });
});
