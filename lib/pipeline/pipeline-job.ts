import { type ImagePlatform } from '../private/oci/image-platform';

/** A job of a pipeline, for any CI system. */
export interface PipelineJob {
  readonly id: string;
  /** The name for people. */
  readonly title: string;
  readonly stage: 'rebuild' | 'build' | 'publish' | 'deploy';
  readonly minutes: number;
  readonly script: string;
  /** The platform of the machine, if the job builds. It then needs Docker. */
  readonly builds?: ImagePlatform;
  /** Whether the script reads the files or the history of the source. */
  readonly source: 'none' | 'files' | 'history';
  /** The files with results that later jobs read. */
  readonly results: readonly string[];
  /** Whether the job collects files that the run keeps. */
  readonly hasArtifacts: boolean;
  /** Whether the job collects the results of tests. */
  readonly hasReports: boolean;
}
