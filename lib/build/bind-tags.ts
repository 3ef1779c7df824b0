import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { type ImageTag } from '../naming/image-tag';
import { type RunRefs } from '../naming/run-refs';
import { tagKinds } from '../naming/tag-kinds';
import { mutableTagsOf } from '../naming/tag-mobility';
import { tagProblem } from '../naming/tag-problem';
import { defaultTags, followHistory, followVersions, tagRules, tagRuleVariables } from '../naming/tag-rules';
import { knownRepositoryArn } from '../private/aws/arn';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type BoundBuilder } from './image-builder';

/** The options that decide about the names of an image. */
interface NamingOptions {
  readonly tags?: readonly ImageTag[];
  readonly imageParameter?: IStringParameter;
}

/** The parts of a project that the names of its image decide about. */
export interface BoundTags {
  readonly variables: Record<string, string>;
  /** Whether the build compares its commit with that of another image. */
  readonly comparesCommits: boolean;
  /** Whether its names that move follow the last build instead. */
  readonly inOrder: boolean;
  readonly statements: StatementJson[];
}

/** Validates the tags of an image, for the refs that are built. */
export function bindTags(
  repository: IRepository,
  { tags = defaultTags, imageParameter }: NamingOptions,
  kind: BoundBuilder['kind'],
  refs: RunRefs | undefined,
): BoundTags {
  const mutableTags = mutableTagsOf(repository);
  const rules = tagRules(tags, (tag) => tagProblem(tag, refs, mutableTags));
  const moves = followHistory(tags) || imageParameter !== undefined;
  const inOrder = refs?.inOrder === true && moves;
  if (refs?.history === false && !inOrder) {
    refuseIf('tags', followHistory(tags) ? `must not have tags that move, ${withoutHistory}` : undefined);
    refuseIf('imageParameter', imageParameter ? `must not be set, ${withoutHistory}` : undefined);
  }
  refuseIf('tags', kind === 'buildx' ? undefined : firstTagProblem(tags, kind));
  const list: StatementJson = {
    Sid: 'ListVersions',
    Effect: 'Allow',
    Action: 'ecr:ListImages',
    Resource: knownRepositoryArn(repository),
  };
  return {
    variables: tagRuleVariables(rules),
    comparesCommits: refs?.commits !== false && !inOrder && moves,
    inOrder,
    statements: followVersions(tags) ? [list] : [],
  };
}

const withoutHistory =
  'because the source is a ZIP file without history, and a build does not know which commit is newer. Set ' +
  '`codeBuildCloneOutput: true` at the source action, and `fullClone: true` at ImageSource.codePipeline(). If the action cannot ' +
  'pass a clone and the pipeline has the execution mode QUEUED or SUPERSEDED, set `executionsInOrder: true` instead.';

/** Only buildx can push an image without a tag. Another program pushes before it is known whether a tag may move. */
function firstTagProblem(tags: readonly ImageTag[], kind: string): Problem {
  const lasts = tags.some(({ _kind }) => tagKinds[_kind].namesCommit || _kind === 'build-number');
  return lasts || !followHistory(tags)
    ? undefined
    : `must contain the commit or the build number with the builder ${kind}, got only tags that move or that some builds lack. ` +
        'The program pushes the image under that tag first. Add ImageTag.commit()';
}
