import { type RunRefs } from '../naming/run-refs';
import { type ImagePlatform } from '../private/oci/image-platform';
import { type YamlMapping } from '../github/workflow/yaml-value';
import { type PipelineJob } from './pipeline-job';
import { type PipelinePlan } from './pipeline-plan';
import { type PublishPipelineOptions } from './publish-pipeline-options';
import { type TrustedJob, type TrustedRef, type TrustedSubject } from './trusted-job';

/** The runs of a pipeline. */
export interface PipelineTrigger {
  /** The project that the file is for. Several, if all of them are trusted in the same way. */
  readonly projects: readonly string[];
  /** The refs whose pushes start the pipeline. Undefined if a user starts it for any ref. */
  readonly refs?: readonly TrustedRef[];
  /** The name of the deployment environment that the job with all steps is in. */
  readonly environment?: string;
  /** Whether the CI system must protect the ref. */
  readonly requiresProtected: boolean;
}

/** The facts about one CI system that its pipelines depend on. */
export interface PipelineSystem {
  /** Its name for people. */
  readonly name: string;
  /** The known issuers of its tokens, without the scheme. A self-managed one may have any address. */
  readonly issuer: RegExp;
  /** The file that it reads. */
  readonly path: string;
  /** The longest job in minutes, on its own runners and on those of the user. */
  readonly mostMinutes: { readonly hosted: number; readonly own: number };
  /** The one who decides about the refs of a run, and how more are added, for messages. */
  readonly decision: Pick<RunRefs, 'decides' | 'remedy'>;
  /** The jobs that a subject trusts. Undefined for a subject that no job of a known project has. */
  readonly jobOf: (subject: TrustedSubject) => TrustedJob | undefined;
  /** The runs of the pipeline. Throws for an option that does not fit the trusted jobs. */
  readonly triggerOf: (jobs: readonly TrustedJob[], options: PublishPipelineOptions) => PipelineTrigger;
  /** The labels of the runners by platform, as far as jobs need one. Throws for labels that the system cannot use. */
  readonly runnersOf: (
    given: Readonly<Record<string, string>>,
    issuer: string,
    needed: readonly ImagePlatform[],
  ) => Partial<Record<ImagePlatform, string>>;
  /** The script that sets COMMIT, BRANCH, GIT_TAG, BUILD, SESSION, ID_TOKEN, TRUSTED and IMAGE_SOURCE. */
  readonly ofRun: string;
  /** The condition of the shell that a schedule has started the pipeline. Undefined if releases cannot be built again here. */
  readonly isScheduled?: string;
  /** Whether the script of a job must fetch submodules, because the CI system does not. */
  readonly fetchesNoSubmodules: boolean;
  /** The place where users set variables, for the head of the file. */
  readonly variablesPlace: string;
  /** The file, and the lines at its head that only this system needs. */
  readonly render: (
    plan: PipelinePlan,
    jobs: readonly PipelineJob[],
  ) => { readonly content: YamlMapping; readonly head: readonly string[] };
}
