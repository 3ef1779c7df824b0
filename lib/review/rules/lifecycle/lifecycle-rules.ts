import { type ReviewRule } from '../review-rule';
import { anyNotLast } from './any-not-last';
import { archiveRefused } from './archive-refused';
import { countLow } from './count-low';
import { countRefused } from './count-refused';
import { duplicatePriority } from './duplicate-priority';
import { neverMatches } from './never-matches';
import { notADocument } from './not-a-document';
import { selectedTwice } from './selected-twice';
import { tagsRefused } from './tags-refused';
import { unitRefused } from './unit-refused';
import { wordsRefused } from './words-refused';

/** The rules about lifecycle policies, in the order of their page. */
export const lifecycleRules: readonly ReviewRule[] = [
  notADocument,
  wordsRefused,
  duplicatePriority,
  countRefused,
  unitRefused,
  tagsRefused,
  archiveRefused,
  anyNotLast,
  selectedTwice,
  neverMatches,
  countLow,
];
