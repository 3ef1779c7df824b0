import { gitHubRepositoryRule } from '../../private/ci/github-repository';
import { imageNameRule } from '../../private/git/image-name';
import { gitTagPrefixRule } from '../../private/git/tag-prefix';
import { imagePlatformRule } from '../../private/oci/image-platform';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { textRule } from '../../private/validation/text';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { buildBaseImages } from './builds/base-images';
import { buildTools } from './builds/build-image';
import { imageInputs } from './builds/image-inputs';
import { rebuilds } from './builds/rebuilds';
import { changedPaths } from './builds/source-image';
import { addProblem, count, evenIfInvalid, flag, list, mapping, onlyTrue, text, uniqueList } from './fields';
import { oneOfKeys } from './one-of';

const repository = text(repositoryNameRule, {
  description: 'The repository of the publisher that the image is pushed to. The default is its only one.',
  examples: ['jwt-pizza-service'],
}).optional();

/** The parts of the description that each image of several may have for itself. */
const ofOneImage = {
  repository,
  services: uniqueList(
    text(textRule('a service or a function'), {
      description: 'A service as cluster/service, or the name of a function, of the `deploys` of the publisher.',
      examples: ['jwt-pizza-service/jwt-pizza-service'],
    }),
    'The services and functions that the image is deployed to. The default is all of a publisher with one repository.',
  ).optional(),
  ...imageInputs,
  cache: oneOfKeys(
    mapping(
      {
        gitHub: onlyTrue("GitHub's own cache, which is the default for GitHub."),
        none: onlyTrue('No cache, which is the default for GitLab and Bitbucket.'),
        repository: text(repositoryNameRule, {
          description:
            'A repository of the publisher that keeps layers. Use a separate one with mutableTags: [buildcache-*].',
          examples: ['build-cache'],
        }).optional(),
      },
      'The cache that keeps layers from one run to the next.',
    ),
    ['gitHub', 'none', 'repository'],
  ).optional(),
  timeoutMinutes: count(wholeNumberRule(1, 720), {
    description: 'The time after which the CI system stops a job. Above 60, the publisher needs maxSessionMinutes.',
    minimum: 1,
  })
    .optional()
    .meta({ default: 60 }),
  rebuilds: rebuilds.optional(),
  localDockerfile: buildBaseImages.localDockerfile,
};

const workflowImage = mapping(
  {
    name: text(imageNameRule, {
      description: "The name of the image in its jobs. The default is the last part of the repository's name.",
      examples: ['web'],
    }).optional(),
    paths: changedPaths(
      'Files and folders that the image is built from, in addition to its context and its Dockerfile.',
    ),
    tagPrefix: text(gitTagPrefixRule, {
      description: 'The start of its Git tags. The default is that every tag builds the image.',
      examples: ['web-'],
    }).optional(),
    ...ofOneImage,
  },
  'An image of the source. Its keys replace those of the workflow.',
);

/** The file of the CI system that publishes with the role. The keys of an image are those of builds. */
export const publisherWorkflow = mapping(
  {
    images: list(workflowImage, 'Several images of one source, in one workflow of GitHub.').optional(),
    paths: changedPaths('Files and folders that all `images` are built from.'),
    ...ofOneImage,
    baseImages: buildBaseImages.baseImages,
    registries: buildBaseImages.registries,
    mirrors: buildBaseImages.mirrors,
    tools: buildTools.tools,
    gitHubRepository: text(gitHubRepositoryRule, {
      description: 'The GitHub repository that the file is for, if the publisher trusts several.',
      examples: ['acme/jwt-pizza-service'],
    }).optional(),
    project: text(textRule('a project'), {
      description: 'The GitLab project or the UUID of the Bitbucket repository, if the publisher trusts several.',
      examples: ['acme/jwt-pizza-service'],
    }).optional(),
    environment: text(textRule('an environment'), {
      description: 'The environment of GitHub or Bitbucket that the jobs run in.',
      examples: ['production'],
    }).optional(),
    branches: uniqueList(
      text(textRule('a branch'), { description: 'A branch.', examples: ['main'] }),
      'Branches whose pushes start the file, if the trusted environment is not limited to branches.',
    ).optional(),
    gitTags: uniqueList(
      text(textRule('a Git tag'), { description: 'A Git tag, with * for any text.', examples: ['v*'] }),
      'Git tags whose pushes start the file, in Bitbucket.',
    ).optional(),
    manual: flag('Whether a user can start the workflow of GitHub by hand too.'),
    callable: flag('Whether other workflows of the GitHub repository can call it too.'),
    actionVersions: list(
      mapping(
        {
          action: text(textRule('an action'), {
            description: 'The name of an action.',
            examples: ['actions/checkout'],
          }),
          version: text(textRule('a version'), {
            description: 'A commit with its release, as COMMIT#RELEASE, or a commit, or a tag.',
            examples: ['3d3c42e5aac5ba805825da76410c181273ba90b1#v7.0.1'],
          }),
        },
        'The version of an action.',
      ),
      'Other versions of the actions of GitHub than the ones that this version of the library knows.',
    ).optional(),
    runners: list(
      mapping(
        {
          platform: text(imagePlatformRule, { description: 'A platform.', examples: ['linux/arm64'] }),
          label: text(textRule('a label'), { description: 'The label or tag of the runner.', examples: ['our-arm'] }),
        },
        'The runner for a platform.',
      ),
      'The runners that build, if they are not those of the CI system.',
    ).optional(),
  },
  'The file of GitHub, GitLab or Bitbucket that builds an image and pushes it with this role. `ecr-publishing workflow` writes it. The ' +
    'role gets the rights that it needs.',
).superRefine(({ images, paths, repository: one, services, rebuilds: schedule, tags }, context) => {
  addProblem(context, paths !== undefined && images === undefined ? 'requires images' : undefined, ['paths']);
  const ofAll = { repository: one, services };
  for (const [key, value] of Object.entries(images === undefined ? {} : ofAll)) {
    addProblem(context, value === undefined ? undefined : 'must be set at each image, not at all of them', [key]);
  }
  const isAlone = schedule !== undefined && images === undefined && tags?.semanticVersion !== true;
  addProblem(context, isAlone ? 'requires semanticVersion: true in tags' : undefined, ['rebuilds']);
}, evenIfInvalid);
