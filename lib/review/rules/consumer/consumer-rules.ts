import { type ReviewRule } from '../review-rule';
import { cannotPull } from './cannot-pull';
import { imageOfOtherRegion } from './image-of-other-region';

/** The rules about who runs images, in the order of their page. */
export const consumerRules: readonly ReviewRule[] = [cannotPull, imageOfOtherRegion];
