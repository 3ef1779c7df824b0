import { type Properties } from '../../synthesis';
import { full } from '../config-cases';
import { propertiesOf, templateOf } from '../config-stacks';

const connectionArn = full.builds[0]?.source.connectionArn;
const branches = ['main'];

/** All projects of a file with one build from this source, by name. */
function projects(source: object, more: object = {}): Properties[] {
  const builds = [{ name: 'service', repository: 'service', source, ...more }];
  return propertiesOf(templateOf({ builds }), 'AWS::CodeBuild::Project');
}

describe('a source of the file is that of the project', () => {
  test.each([
    ['GITHUB', 'https://github.com/acme/service.git', { github: 'acme/service' }],
    [
      'GITHUB_ENTERPRISE',
      'https://git.example.com/acme/service.git',
      { githubEnterprise: 'acme/service', host: 'git.example.com' },
    ],
    ['GITLAB', 'https://gitlab.com/acme/team/service.git', { gitlab: 'acme/team/service' }],
    [
      'GITLAB_SELF_MANAGED',
      'https://git.example.com/acme/service.git',
      { gitlab: 'acme/service', host: 'git.example.com' },
    ],
  ])('%s at %s', (type, location, source) => {
    const options = { fetchDepth: 2, fetchSubmodules: true, reportBuildStatus: false };
    const [project] = projects({ ...source, connectionArn, ...options });
    expect(project?.Source).toMatchObject({
      Type: type,
      Location: location,
      Auth: { Type: 'CODECONNECTIONS', Resource: connectionArn },
      GitCloneDepth: 2,
      GitSubmodulesConfig: { FetchSubmodules: true },
      ReportBuildStatus: false,
    });
  });

  test('with all that starts a build', () => {
    const webhook = { branches, tags: ['v1'], tagPatterns: ['r*'], actorIds: ['7'], paths: ['src/'] };
    const [project] = projects({ github: 'acme/service', connectionArn, ...webhook });
    const groups = (project?.Triggers as { FilterGroups: { Pattern: string }[][] }).FilterGroups;
    expect(groups.map((group) => group.map(({ Pattern: pattern }) => pattern))).toEqual([
      ['PUSH', '^refs/heads/main$', '^7$', '^src/'],
      ['PUSH', '^refs/tags/v1$', '^7$'],
      ['PUSH', '^refs/tags/r[^/]*$', '^7$'],
    ]);
  });

  test.each([
    ['CodeCommit', { codeCommit: 'service', branches, tags: ['v1'] }, ['aws.codecommit']],
    ['S3', { s3: { bucket: 'sources', key: 'service.zip', buildOnUpload: true } }, ['aws.s3']],
  ])('of %s, with the rule that starts a build', (_, source, from) => {
    const builds = [{ name: 'service', repository: 'service', source }];
    const [rule] = propertiesOf(templateOf({ builds }), 'AWS::Events::Rule');
    expect(rule?.EventPattern).toMatchObject({ source: from });
  });
});

describe('pull requests', () => {
  const source = { github: 'acme/service', connectionArn, branches };

  test('have a separate project, with its own name and policy', () => {
    const pullRequests = { commands: ['make check'], approval: 'FORK_PULL_REQUESTS', approvers: ['GITHUB_ADMIN'] };
    const [pushing, checking, ...others] = projects(source, { pullRequests });
    expect(others).toEqual([]);
    expect([pushing?.Name, checking?.Name]).toEqual(['service', 'service-pull-requests']);
    expect(JSON.stringify(pushing?.Triggers)).not.toContain('PULL_REQUEST');
    expect(checking).toMatchObject({
      Environment: { PrivilegedMode: false },
      Triggers: {
        Webhook: true,
        FilterGroups: [[{ Type: 'EVENT' }, { Type: 'BASE_REF', Pattern: '^refs/heads/main$' }]],
        PullRequestBuildPolicy: { RequiresCommentApproval: 'FORK_PULL_REQUESTS', ApproverRoles: ['GITHUB_ADMIN'] },
      },
    });
  });

  test('build the image of the build if they are privileged', () => {
    const image = { platforms: ['linux/arm64'], dockerfile: 'docker/Dockerfile', context: 'app' };
    const [, checking] = projects(source, { ...image, pullRequests: { privileged: true } });
    expect(checking).toMatchObject({ Environment: { Type: 'ARM_CONTAINER', PrivilegedMode: true } });
    const { EnvironmentVariables: variables } = checking?.Environment as {
      EnvironmentVariables: { Name: string; Value: string }[];
    };
    expect(Object.fromEntries(variables.map(({ Name: name, Value: value }) => [name, value]))).toMatchObject({
      IMAGE_PLATFORM: 'linux/arm64',
      DOCKERFILE: 'docker/Dockerfile',
      BUILD_CONTEXT: 'app',
    });
  });

  test('need no Docker for commands, even if the build has a Dockerfile', () => {
    const [, checking] = projects(source, { dockerfile: 'docker/Dockerfile', pullRequests: { commands: ['make'] } });
    expect(checking).toMatchObject({ Environment: { PrivilegedMode: false } });
  });

  test('have no project by default', () => {
    expect(projects(source)).toHaveLength(1);
  });
});
