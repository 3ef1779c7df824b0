import { shown } from '../../rules/shown';
import { type ChangeKind } from '../change-kind';

/** Nested stacks whose templates could be read before, and not now. Other kinds find values that are unknown. */
export const unknown: ChangeKind = {
  kind: 'unknown',
  find: ({ unreadNested }) =>
    unreadNested.map(({ name, nestedIn }) => ({
      kind: 'unknown',
      what: `It is not known what changes in nested stack '${shown(name)}'`,
      why: 'Its template could be read before, and not now.',
      fix: 'Give the review the template of the nested stack.',
      source: { template: nestedIn?.template ?? name, logicalId: nestedIn?.logicalId ?? '', path: '' },
      rank: 0,
    })),
};
