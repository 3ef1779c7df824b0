import { dockerfileOf } from '../../build-input/validate-inputs';
import { type ImagePlatform } from '../../private/oci/image-platform';
import { type ImageTests } from '../../testing/image-tests';
import { type Deployed, type PublishedRepository } from './published';
import { type WorkflowInputs } from './workflow-inputs';
import { type WorkflowSchedule } from './workflow-rebuilds';

/** A file of a CI system that a description becomes, in words. */
export interface PublishFileFacts {
  readonly system: string;
  /** The path in the source. */
  readonly path: string;
  /** The repositories or projects that the file is for. */
  readonly sources: readonly string[];
  /** The runs that it publishes in, each as the end of "It runs ...". */
  readonly runs: readonly string[];
  /** The environment that its jobs are in. */
  readonly environment?: string;
  readonly images: readonly PublishedImageFacts[];
}

/** An image that a file publishes, in words. A part that is known at deploy time only is undefined. */
export interface PublishedImageFacts {
  readonly repository?: string;
  readonly region?: string;
  /** The tags, as options of the command line name them. */
  readonly tags: readonly string[];
  readonly dockerfile: string;
  readonly context: string;
  readonly target?: string;
  readonly platforms: readonly string[];
  /** The checks before the push. */
  readonly tests: readonly string[];
  /** When the newest release is built again: a cron expression and its time zone. */
  readonly rebuilds?: string;
  readonly deploys: readonly string[];
}

/** The parts of the plan of an image that all CI systems have. */
interface ImagePlan {
  readonly repository: PublishedRepository;
  readonly tagRules: readonly string[];
  readonly platforms: readonly ImagePlatform[];
  readonly inputs: WorkflowInputs;
  readonly tests: readonly ImageTests[];
  readonly rebuilds?: WorkflowSchedule;
  readonly deploys: readonly Deployed[];
}

/** The facts of the plan of an image. */
export function imageFacts({ repository, inputs, rebuilds, ...plan }: ImagePlan): PublishedImageFacts {
  return {
    repository: repository.name,
    region: repository.region,
    tags: plan.tagRules.map((rule) => rule.replace(/^fixed:/, '')),
    dockerfile: dockerfileOf(inputs),
    context: inputs.context,
    target: inputs.target,
    platforms: plan.platforms,
    tests: plan.tests.map(testWords),
    rebuilds: rebuilds && `${rebuilds.cron} ${rebuilds.timeZone ?? 'UTC'}`,
    deploys: plan.deploys.map(deployedName),
  };
}

function testWords({ _subject: subject, _stage: stage = '', _commands: commands }: ImageTests): string {
  const what = subject === 'stage' ? `stage ${stage}` : `the ${subject}`;
  return commands.length === 0 ? what : `${what} (${commands.join('; ')})`;
}

function deployedName(deployed: Deployed): string {
  if (deployed.kind === 'lambda') return `function ${deployed.functionName ?? 'known after the deployment'}`;
  const { cluster, service } = deployed;
  return cluster === undefined || service === undefined
    ? 'service known after the deployment'
    : `service ${cluster}/${service}`;
}

/** The words for a run of some branches and tags. */
export function pushWords(branches: readonly string[], tags: readonly string[]): string {
  const refs = [...branches.map((name) => `branch ${name}`), ...tags.map((name) => `tag ${name}`)];
  return `at a push to ${refs.join(' or ')}`;
}
