import { changeSeverity, isDestructive, opens } from '../changes/change-kind';
import { type Finding, type Severity } from '../rules/finding';
import { type ReviewedChange } from '../report/review-report';
import { type TemplateSource, type UnreviewedPart } from '../templates/template-graph';

/** A finding, a part that was not read or a change, in the form that all formats for people share. */
export interface ReportItem {
  /** The kind of the item: its severity, `not read`, or the kind of a change. */
  readonly label: string;
  readonly tone: Severity | 'known' | 'unread';
  readonly title: string;
  /** Whether the title is the id of a rule and not a sentence. */
  readonly isId: boolean;
  readonly texts: readonly ItemText[];
  readonly source: TemplateSource;
  /** The number of findings, parts or changes that the item shows. */
  readonly counts: number;
}

/** A paragraph, with a head such as `Fix` or without one. */
export interface ItemText {
  readonly head: string;
  readonly text: string;
}

export function findingItem({ id, severity, message, fix, source, acknowledged }: Finding): ReportItem {
  const isOpen = acknowledged === undefined;
  const reason = isOpen ? [] : [{ head: 'Acknowledged', text: acknowledged }];
  const texts = [...reason, { head: '', text: message }, { head: 'Fix', text: fix }];
  return { label: severity, tone: isOpen ? severity : 'known', title: id, isId: true, texts, source, counts: 1 };
}

export function unreadItem({ what, why, source }: UnreviewedPart): ReportItem {
  const texts = [{ head: 'Why', text: why }];
  return { label: 'not read', tone: 'unread', title: what, isId: false, texts, source, counts: 1 };
}

function changeItem({ kind, what, why, fix, source }: ReviewedChange): ReportItem {
  const texts = [
    { head: 'Why', text: why },
    { head: 'Fix', text: fix },
  ].filter(({ text }) => text !== '');
  return { label: kind, tone: changeSeverity({ kind }), title: what, isId: false, texts, source, counts: 1 };
}

/** The title of the list of changes that destroy or weaken something. */
export const destroyedTitle = 'Destroyed or weakened';

/** The title of the list of changes that open something other than a repository or a role. */
export const openedTitle =
  'Opened: keys, buckets, queues, topics, secrets, event buses, logs, functions and identity providers';

/** The changes as items, by the lists that they belong to. */
export interface ChangeItems {
  /** The changes that destroy or weaken something. */
  readonly destroyed: readonly ReportItem[];
  readonly opened: readonly ReportItem[];
  /** All others, such as acknowledgements. */
  readonly others: readonly ReportItem[];
}

export function changeItems(changes: readonly ReviewedChange[]): ChangeItems {
  return {
    destroyed: changes.filter(isDestructive).map(changeItem),
    opened: changes.filter(opens).map(changeItem),
    others: changes.filter((change) => !isDestructive(change) && !opens(change)).map(changeItem),
  };
}
