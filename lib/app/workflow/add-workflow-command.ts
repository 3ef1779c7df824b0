import { type Command, InvalidArgumentError, Option } from 'commander';
import { tagKinds } from '../../naming/tag-kinds';
import { tagWordProblem } from './tag-words';
import type { WorkflowCommandOptions } from './workflow-command';

/** A parser for an option with several values, which `commander` collects. */
const several = (rule: (text: string) => string | undefined) => (text: string, before: string[] | undefined) => {
  const problem = rule(text);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return [...(before ?? []), text];
};

const tagWords = Object.keys(tagKinds).filter((kind) => kind !== 'fixed');
const tagRule = several(tagWordProblem);
const labelRule = several((text) => (/^[^=]+=/.test(text) ? undefined : 'It must be KEY=VALUE.'));
const pairRule = several((text) => (/^[^=]+=[^=]+$/.test(text) ? undefined : 'It must be NAME=VALUE.'));

function minutesRule(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be whole minutes, such as 90.');
  return Number(text);
}

/** A list of texts, which are checked once the role is known. */
const texts = several(() => undefined);

/** Adds the command. `run` gets its arguments and options. */
export function addWorkflowCommand(
  program: Command,
  run: (paths: string[], options: WorkflowCommandOptions) => void,
): void {
  const command = program.command('workflow');
  command
    .description(
      'write the file of GitHub, GitLab or Bitbucket that builds an image and pushes it with a role from the templates or the config',
    )
    .argument(
      '[paths...]',
      'a config, cloud assemblies, templates, or folders of templates (default: ecr-publishing.yaml, or else cdk.out)',
    )
    .requiredOption('--role <id>', 'the role, by its name, logical id or path')
    .option(
      '--repository <name>',
      'the ECR repository, if the role pushes to several, or NAME=FOLDER for each image of one workflow of GitHub',
      texts,
    )
    .option('--github-repository <owner/name>', 'the GitHub repository, if the role trusts several')
    .option(
      '--project <name>',
      'the GitLab project or the UUID of the Bitbucket repository, if the role trusts several',
    )
    .option('--environment <name>', 'the environment that the jobs run in')
    .option(
      '--branch <name...>',
      'branches that start the workflow when pushed, if the environment is not limited to branches',
    )
    .option('--manual', 'let a user start the workflow by hand too')
    .option('--callable', 'let other workflows of the GitHub repository call it too')
    .option('--git-tag <name...>', 'Git tags that start a pipeline of Bitbucket, with * for any text')
    .addOption(
      new Option('--platform <platform...>', 'the platforms of the image').choices(['linux/amd64', 'linux/arm64']),
    )
    .option('--emulation', 'build all platforms on one amd64 machine')
    .option(
      '--tag <tag...>',
      `${tagWords.join(', ')}, semantic-version:major,minor,latest, or a tag such as latest`,
      tagRule,
    )
    .option('--cache <location>', 'github, none, or the name of a separate ECR repository')
    .option('--no-cache', 'make all layers again in each build, without a cache')
    .option('--always-pull', 'look for newer base images in each build')
    .option('--no-attestations', 'omit provenance and SBOM')
    .addOption(
      new Option('--provenance <level>', 'how much the provenance of the image records').choices([
        'none',
        'min',
        'max',
      ]),
    )
    .option('--no-sbom', 'omit the list of packages (SBOM)')
    .addOption(
      new Option('--compatibility <services>', 'lambda for an image that Lambda accepts').choices(['oci', 'lambda']),
    )
    .option(
      '--registry <host=username,password...>',
      'registries of base images, each with the names of two secrets of GitHub or variables of GitLab or Bitbucket, or ghcr.io alone',
      texts,
    )
    .option('--mirror <host=mirror...>', 'mirrors of registries, such as docker.io=mirror.example.com', texts)
    .option('--context <folder>', 'the folder to build from')
    .option('--dockerfile <file>', 'the Dockerfile')
    .option(
      '--local-source <folder>',
      'the source on this machine, which must have the context, the Dockerfile and the paths',
    )
    .option('--local-dockerfile <file>', 'the Dockerfile on this machine, whose base images are checked')
    .option('--target <stage>', 'the stage to build')
    .option('--path <path...>', 'files and folders that all images of one workflow of GitHub are built from', texts)
    .option('--build-arg <name=value...>', 'values for ARG, which anyone who can pull the image can read', texts)
    .option('--env <name=value...>', 'environment variables of the build program and of the commands', texts)
    .option(
      '--secret <id=source...>',
      'secrets for RUN --mount=type=secret, each by the name of a secret of GitHub or of a variable of GitLab or Bitbucket',
      texts,
    )
    .option('--submodules', 'build with the submodules of the source')
    .option('--lfs', 'build with the files of Git LFS, instead of pointers to them')
    .option('--command-before <command...>', 'commands that run before the image is built', texts)
    .option('--command-after <command...>', 'commands that run once the image is in the repository', texts)
    .option('--artifact <path...>', 'files that the commands and tests write, which are kept with the run', texts)
    .option('--test <command...>', 'commands that test the source before the image is built')
    .option('--test-stage <stage...>', 'stages of the Dockerfile whose steps are tests')
    .option('--test-image <command...>', 'commands that test the image $IMAGE before it is pushed')
    .option('--test-report <files...>', 'files of JUnit that the tests write, for the results of the run')
    .option('--label <key=value...>', 'labels of the image, usually with the annotation keys of OCI', labelRule)
    .option('--buildkit-image <image>', 'the BuildKit image')
    .option('--sbom-generator-image <image>', 'the image that writes the SBOM')
    .option('--emulator-image <image>', 'the image that installs QEMU, with --emulation')
    .option('--job-image <image>', 'the image that the jobs of GitLab or Bitbucket run in')
    .option('--daemon-image <image>', 'the image of the Docker daemon, for GitLab')
    .option('--service <cluster/service...>', 'ECS services to deploy to, if the role may deploy to them')
    .option('--no-service', 'deploy to no service')
    .option('--runner <platform=label...>', 'the label of the runner for a platform', pairRule)
    .option(
      '--rebuild-schedule <expression>',
      'build the newest release again by this schedule if its base images are newer, such as cron(0 3 ? * MON *)',
    )
    .option('--rebuild-time-zone <zone>', 'the time zone of --rebuild-schedule, such as Europe/Berlin (default: UTC)')
    .option('--timeout-minutes <minutes>', 'the time after which GitHub stops a job', minutesRule)
    .option('--action <name=version...>', 'the version of an action: a tag, a commit, or COMMIT#RELEASE', pairRule)
    .option('--output <file>', 'write to this file')
    .action(run);
  // Both set one value, so without this the last would win.
  const given = new Set<string>();
  for (const name of ['cache', 'no-cache']) {
    command.on(`option:${name}`, () => {
      if (given.add(name).size > 1) command.error('error: --cache and --no-cache must not be used together. Omit one.');
    });
  }
}
