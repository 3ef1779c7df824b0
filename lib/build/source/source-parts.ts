import { type CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { type BuildInputOptions } from '../../build-input/build-input-options';
import { type Problem, refuseIf } from '../../private/validation/validation';
import { type BoundSource } from './bound-source';

/** The parts of a source that a build has in addition to its files. */
interface SourceParts {
  /** Whether the build fetches them, because CodeBuild does not. */
  readonly fetchesSource: boolean;
  readonly variables: Record<string, string>;
  /** Sets what CodeBuild itself fetches. */
  readonly apply: (project: CfnProject) => void;
}

/** The submodules and the large files of a source. Refuses them for a source without Git. */
export function sourceParts(
  { submodules = false, lfs = false }: Pick<BuildInputOptions, 'submodules' | 'lfs'>,
  { source, pipeline }: BoundSource,
): SourceParts {
  const problem = noGitProblem(source.type, pipeline);
  refuseIf('submodules', submodules ? problem : undefined);
  refuseIf('lfs', lfs ? problem : undefined);
  const fetches = { ...(lfs && { FETCH_LFS: 'true' }), ...(submodules && pipeline && { FETCH_SUBMODULES: 'true' }) };
  return {
    fetchesSource: Object.keys(fetches).length > 0,
    variables: fetches,
    apply: (project) => {
      if (submodules && !pipeline) project.addPropertyOverride('Source.GitSubmodulesConfig', { FetchSubmodules: true });
    },
  };
}

function noGitProblem(type: string, pipeline: BoundSource['pipeline']): Problem {
  if (type === 'S3') return 'must not be true for a ZIP file, which has no repository of Git. Put the files into it.';
  return pipeline && !pipeline.fullClone
    ? 'must not be true if the pipeline passes files only. Set `fullClone: true` of ImageSource.codePipeline(), and pass a clone.'
    : undefined;
}
