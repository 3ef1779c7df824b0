import { type GraphResource, plainText, tagMobility } from '../../review/index';
import { listed, type Prose, prose } from './guide-page';

/** Whether a tag can move to another image. */
export interface TagRules {
  readonly words: Prose;
  /** Whether ECR may refuse a push with a tag that another image has. */
  readonly mayRefuse: boolean;
  /** Whether a tag may be moved. */
  readonly mayMove: boolean;
}

/** The tags that may move. By default ECR lets all tags move. */
export function tagRules(resource: GraphResource): TagRules {
  const { setting, exclusions, knowsExclusions } = tagMobility(resource);
  const isOpen = setting === undefined || resource.changedBy !== undefined;
  if (isOpen || (setting.endsWith('_WITH_EXCLUSION') && !knowsExclusions)) {
    return { words: prose`These templates do not show whether a tag can move.`, mayRefuse: true, mayMove: true };
  }
  const except = setting.endsWith('_WITH_EXCLUSION') ? exclusions.map(plainText) : [];
  const isImmutable = setting.startsWith('IMMUTABLE');
  if (except.length === 0) return isImmutable ? allStay : allMove;
  const words = isImmutable
    ? prose`A push moves only ${listed(except)} to the new image. ECR refuses a push with any other tag that another image has.`
    : prose`A push moves any tag to the new image, except ${listed(except)}. ECR refuses a push with an excepted tag that another image has.`;
  return { words, mayRefuse: true, mayMove: true };
}

const allStay: TagRules = {
  words: prose`Tags never move. ECR refuses a push with a tag that another image has.`,
  mayRefuse: true,
  mayMove: false,
};

const allMove: TagRules = {
  words: prose`A push with a tag that another image has moves the tag to the new image. The earlier image loses the tag.`,
  mayRefuse: false,
  mayMove: true,
};
