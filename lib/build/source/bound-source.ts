import { type IProject, type ISource } from 'aws-cdk-lib/aws-codebuild';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { type RunRefs } from '../../naming/run-refs';
import { type StatementJson } from '../../private/aws/policy-document';
import { InvalidInputError } from '../../private/validation/validation';
import { type PullRequestPolicy } from './pull-request-policy';

/** The parts of a project that its source decides about. */
export interface BoundSource {
  readonly source: ISource;

  /** The permissions that the role of the project needs to read the source. */
  readonly statements: StatementJson[];

  /** The variables that the source decides about. */
  readonly variables?: Readonly<Record<string, string>>;

  /** Set if a pipeline starts the builds and takes their artifacts. */
  readonly pipeline?: PipelineInput;

  /** Adds what starts builds of the project, if CodeBuild itself receives no events of the source. */
  readonly startBuilds?: (project: IProject) => void;
}

/** The facts about the pipeline that a build belongs to. */
export interface PipelineInput {
  /** The container that an ECS action deploys the image to. */
  readonly containerName?: string;
  /** Whether the build gets a clone, and no ZIP file. */
  readonly fullClone: boolean;
  /** Whether the pipeline passes its branch or its Git tag. */
  readonly passesBranch: boolean;
  /** The key of the artifacts, if the pipeline cannot set it. */
  readonly encryptionKey?: IKey;
}

/** The refs whose pushes start builds. Undefined if there are none, because builds started by hand may be for any ref. */
export function builtRefs(branches: readonly string[] = [], tags: readonly string[] = []): RunRefs | undefined {
  if (branches.length + tags.length === 0) return undefined;
  return { branches, tags, decides: 'the source builds', remedy: 'Add one to the source' };
}

/** A kind of source, for a project that pushes images and for one that checks pull requests. */
export interface SourceKind {
  /** The refs whose pushes start builds. Undefined if builds are started by hand only, for any ref. */
  readonly refs?: RunRefs;
  /** The files and folders that the user names, whose changes start builds. */
  readonly paths?: readonly string[];
  bind(scope: Construct): BoundSource;
  /** The source for one image of several. Undefined if its events do not name changed files. */
  forImage?(part: ImagePart): SourceKind;
  bindPullRequests(scope: Construct, policy: PullRequestPolicy): BoundSource;
}

/** The pushes that one image of several is for. */
export interface ImagePart {
  /** The files and folders that it is built from. Undefined for every change. */
  readonly paths?: string[];
  /** The start of its Git tags, before the tags and patterns of the source. */
  readonly tagPrefix?: string;
}

export function refusePullRequests(name: string, reason: string): never {
  throw new InvalidInputError(`\`source\` must be a GitHub or GitLab repository, got ${name}. ${reason}.`);
}
