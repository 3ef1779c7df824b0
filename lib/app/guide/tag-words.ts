import { type GraphResource, plainText, tagMobility } from '../../review';
import { listed, type Prose, prose } from './guide-page';

/** Whether a tag can be given to another image later. */
export interface TagRules {
  readonly words: Prose;
  /** Whether a push with a tag that is taken may be refused. */
  readonly mayRefuse: boolean;
  /** Whether a tag may be moved. */
  readonly mayMove: boolean;
}

/** Which tags may move. ECR's default is that all may. */
export function tagRules(resource: GraphResource): TagRules {
  const { setting, exclusions, knowsExclusions } = tagMobility(resource);
  if (setting === undefined || (setting.endsWith('_WITH_EXCLUSION') && !knowsExclusions)) {
    return { words: prose`These templates do not tell whether a tag may move.`, mayRefuse: true, mayMove: true };
  }
  const except = setting.endsWith('_WITH_EXCLUSION') ? exclusions.map(plainText) : [];
  const isImmutable = setting.startsWith('IMMUTABLE');
  if (except.length === 0) return isImmutable ? allStay : allMove;
  const words = isImmutable
    ? prose`A tag stays with its image for good, and a push with one that is taken is refused, except ${listed(except)}: a push moves those to the new image.`
    : prose`A push moves a tag to the new image, except ${listed(except)}: those stay for good, and a push with one that is taken is refused.`;
  return { words, mayRefuse: true, mayMove: true };
}

const allStay: TagRules = {
  words: prose`A tag stays with its image for good: a push with a tag that is taken is refused.`,
  mayRefuse: true,
  mayMove: false,
};

const allMove: TagRules = {
  words: prose`A push with a tag that is taken moves the tag to the new image; the one before has no tag then.`,
  mayRefuse: false,
  mayMove: true,
};
