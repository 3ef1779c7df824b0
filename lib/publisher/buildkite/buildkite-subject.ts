import { publicApi } from '../../private/boundary/public-api';
import { buildkitePipelineRule } from './buildkite-pipeline';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { validatePatternPart } from '../../private/validation/known-at-synth';
import { uuidRule } from '../../private/ci/uuid';
import { validate } from '../../private/validation/validation';
import { BuildkiteIssuer } from './buildkite-issuer';
import { OidcSubject, type SubjectWarning } from '../oidc-subject';
import { type TrustedClaims } from '../oidc-trust';

/** Options of a `BuildkiteSubject`. */
export interface BuildkiteSubjectOptions {
  /**
   * The UUID of the pipeline. The role then refuses tokens without it: request them with `--claim pipeline_id`. Throws if
   * it is not a UUID.
   *
   * @default - the pipeline is trusted by its slugs, and so is a later pipeline with the same slugs
   */
  readonly pipelineId?: string;
}

/**
 * A Buildkite job, by its pipeline and its branch or tag. Patterns are not supported, because the subject continues after
 * the ref.
 *
 * @see https://buildkite.com/docs/agent/cli/reference/oidc
 */
@publicApi
export class BuildkiteSubject extends OidcSubject {
  /**
   * Jobs of builds of a branch. Users who create builds by hand choose the branch name. Builds of forks have the same
   * branch names, unless the pipeline prefixes them.
   *
   * @param pipeline `organization/pipeline`, as in the pipeline's address. Throws if it is anything else.
   * @param branch the branch's name, such as `main`. Throws if it is a pattern or not a ref name.
   * @param options the pipeline's id.
   */
  public static branch(pipeline: string, branch: string, options: BuildkiteSubjectOptions = {}): BuildkiteSubject {
    validatePatternPart('branch', branch, branchRule);
    // The branch `commit` of a fork of user `main` is `main:commit` in the subject, and `*` would match it.
    return new BuildkiteSubject(pipeline, `refs/heads/${branch}`, { build_branch: branch }, options);
  }

  /**
   * Jobs of builds of a Git tag.
   *
   * @param pipeline `organization/pipeline`, as in the pipeline's address. Throws if it is anything else.
   * @param tag the tag's name, such as `v1.0.0`. Throws if it is a pattern or not a ref name.
   * @param options the pipeline's id.
   */
  public static tag(pipeline: string, tag: string, options: BuildkiteSubjectOptions = {}): BuildkiteSubject {
    validatePatternPart('tag', tag, gitTagRule);
    return new BuildkiteSubject(pipeline, `refs/tags/${tag}`, {}, options);
  }

  /** @internal */
  public override readonly _issuer: BuildkiteIssuer;

  /** @internal */
  public readonly _claims: TrustedClaims;

  /** @internal */
  public override readonly _warning?: SubjectWarning;

  private constructor(
    pipeline: string,
    ref: string,
    required: Record<string, string>,
    { pipelineId }: BuildkiteSubjectOptions,
  ) {
    super();
    validatePatternPart('pipeline', pipeline, buildkitePipelineRule);
    if (pipelineId !== undefined) validate('pipelineId', pipelineId, pipelineIdRule);
    const [organization = '', slug = ''] = pipeline.split('/');
    this._issuer = BuildkiteIssuer.buildkite();
    this._claims = {
      subs: [`organization:${organization}:pipeline:${slug}:ref:${ref}:commit:*:step:*`],
      isPattern: true,
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
      required: { ...required, ...(pipelineId !== undefined && { pipeline_id: pipelineId }) },
    };
    this._warning = pipelineId === undefined ? slugWarning(pipeline) : undefined;
  }
}

const pipelineIdRule = uuidRule('a Buildkite pipeline');

function slugWarning(pipeline: string): SubjectWarning {
  return {
    id: 'cdk-ecr-publishing:BuildkiteSubjectWithoutId',
    message:
      `The trust in ${pipeline} depends on slugs. A later pipeline with the same slugs is trusted too. Set ` +
      `pipelineId, and request tokens with --claim pipeline_id.`,
  };
}
